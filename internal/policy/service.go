package policy

import (
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// dataOfThird reports a line that tells what a service gets, under its name or beside what
// it is: "AdMob is an advertising service. | Personal Data collected: device ID".
func (r *reader) dataOfThird(s *mention.Sentence, b *document.Block) bool {
	i := 1
	for i < len(s.Ws) && i < mention.RunIn && s.Ws[i].Before != ':' {
		i++
	}
	if i == len(s.Ws) || s.Ws[i].Before != ':' || s.Any(word.We) || !s.AnyIn(0, i, word.Detail) {
		return false
	}
	if r.Service || mention.ThirdTitle(&r.Reader, b) {
		return true
	}
	k := s.Block - 1
	if k < 0 || r.Doc.Blocks[k].Kind == document.Heading {
		return false
	}
	text := page.Clip(r.Doc.Blocks[k].Text, maxServiceText)
	who := r.Tables.Parties.Find(nil, prose.AppendWords(nil, text), text)
	return len(who) > 0 && who[0].Lo == 0 && r.Party(who[0]).IsThird()
}

const maxServiceText = 200 // bytes of the start of what a service is
