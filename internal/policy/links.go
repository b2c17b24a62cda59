package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/word"
)

// links names lists that stand behind a link and were not read.
func (r *reader) links(s *mention.Sentence, b *document.Block) {
	for _, c := range s.Cues {
		if r.Cue(c) != word.LinkCue {
			continue
		}
		touches := s.LinkTouches()
		if touches == nil {
			continue
		}
		for _, l := range b.Links {
			if l.Start >= s.Lo && l.End <= s.Hi && !strings.HasPrefix(l.Target, "mailto:") && !strings.HasPrefix(l.Target, "#") {
				at, _ := r.Doc.Source(b, s.From, s.To)
				u := r.Unknown("link", at, "A list stands behind a link that was not read: "+b.Text[l.Start:l.End]+" ("+page.Clip(l.Target, 200)+"). Read it by hand, or with avow policy.")
				u.Touches = touches
				return
			}
		}
	}
}
