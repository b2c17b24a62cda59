package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/practice"
)

// links names lists that stand behind a link and were not read.
func (r *reader) links(s *sentence, b *document.Block) {
	for _, c := range s.cues {
		if r.cue(c) != linkCue {
			continue
		}
		touches := r.linkTouches(s)
		if touches == nil {
			continue
		}
		for _, l := range b.Links {
			if l.Start >= s.lo && l.End <= s.hi && !strings.HasPrefix(l.Target, "mailto:") && !strings.HasPrefix(l.Target, "#") {
				at, _ := r.doc.Source(b, s.from, s.to)
				u := r.unknown("link", at, "A list stands behind a link that was not read: "+b.Text[l.Start:l.End]+" ("+clip(l.Target, 200)+"). Read it by hand, or with avow policy.")
				u.Touches = touches
				return
			}
		}
	}
}

// linkTouches says which practices a list behind a link could name.
func (r *sentenceReader) linkTouches(s *sentence) []practice.ID {
	for i := range s.ws {
		switch s.ws[i].Norm {
		case "countr", "jurisdiction", "corporate", "transfer":
			return []practice.ID{practice.TransmitAbroad, practice.StoreAbroad}
		case "partner", "advertiser":
			return []practice.ID{practice.AdProfiling}
		}
	}
	return nil
}
