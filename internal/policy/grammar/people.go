package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// PeopleOf reports that a place stands for its people or its law, not for a
// destination: "U.S. users", "residents of California", "German law".
func (s *Sentence) PeopleOf(p lexicon.Hit) (string, bool) {
	for i := p.Hi; i < len(s.Ws) && i < p.Hi+5; i++ { // "EEA and Brazilian users"
		if w := &s.Ws[i]; s.Is(i, word.People) && w.Before == ' ' {
			return s.Text[s.Ws[p.Lo].Start:w.End], true
		} else if !w.Upper && w.Low != "and" && w.Low != "or" {
			break
		}
	}
	for i := p.Lo - 1; i >= 0 && i >= p.Lo-4; i-- {
		if w := s.Ws[i].Low; w == "to" || w == "into" { // "data of users to the US"
			break
		}
		if s.Is(i, word.People) && s.Is(i+1, word.Detail) { // "user data in the US"
			break
		}
		if s.Is(i, word.People) && s.Ws[i].Norm != "law" || s.Is(i, word.Lives) && !(i > 0 && s.CueAt(i-1, i) == word.Server) { // not "where our servers reside (Japan)"
			return s.Text[s.Ws[i].Start:s.Ws[p.Hi-1].End], true
		}
	}
	if in := p.Lo - 1; Next(s.Ws, p.Hi-1) == "who" { // "customers and others in the EU | who use it", not "shared with others in the EU who"
		for in > 0 && s.Is(in, word.Determiner) {
			in--
		}
		if in > 1 && s.Is(in, word.Preposition) && s.IsOne(in-1, "others", "those", "anyone", "everyone") && !s.IsOne(in-2, "with", "to", "by") {
			return s.Text[s.Ws[in-1].Start:s.Ws[p.Hi-1].End], true
		}
	}
	return "", false
}
