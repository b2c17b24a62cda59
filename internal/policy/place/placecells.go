package place

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// PlacesAsked tells what a title asks for: "Hosting location", "Where is data stored?", "Country", "Recipient"; not
// "Location of users", "Where you live", "Location data".
// The title asks how long data is kept, or for those who get it, if keeping or others.
func (s *Sentence) PlacesAsked(keeping, others bool) (t Asked) {
	at := slices.IndexFunc(s.Senses, func(w word.Senses) bool { return w.Has(word.WhereWord) })
	keeps := len(s.Verbs) > 0 && s.Verb(s.Verbs[0]) == word.Store && !keeping
	data := s.Is(at-1, word.Detail) // "Data location"
	t.Hosts = keeps || data || s.AnySense(word.HostNoun, word.Building) || s.Has(word.Server)
	t.Where = (at >= 0 || s.Transferred() || keeps && s.keepsAlone()) && !s.Any(word.You|word.Dweller) && !s.AnySense(word.Legal)
	t.Gets = s.AnySense(word.Receiver)
	says := func(h lexicon.Hit) bool { return len(s.Tables.Ontology[h.Entry].Says) > 0 }
	own := slices.ContainsFunc(s.Ws, func(w prose.Word) bool { return w.Low == "our" })
	t.Firms = !own && (t.Gets || others || s.AnySense(word.Firm, word.Somebody, word.FirmName) && !s.Any(word.You) && !slices.ContainsFunc(s.Types, says))
	return t
}

// Asked is what the title of a column or row asks for.
type Asked struct {
	Firms bool // its cells name firms: "Provider", "Company", "Name of recipient"
	Gets  bool // that get data by what they are called: "Recipient", "Sub-processors"
	Where bool // countries
	Hosts bool // where data is kept
}

// keepsAlone: "Hosting", "Stored in", "Data storage".
func (s *Sentence) keepsAlone() bool {
	v := s.Verbs[0]
	return v.Lo == 0 && (v.Hi == len(s.Ws) || s.Is(v.Hi, word.Toward) && v.Hi+1 == len(s.Ws)) || v.Lo <= 2 && v.Hi == len(s.Ws) && !strings.HasSuffix(s.Ws[v.Lo].Low, "ed")
}

// BehindYes is the word behind a "Yes" that a cell begins with.
func (s *Sentence) BehindYes() int {
	if s.Ws[0].Low == "yes" {
		return 1
	}
	return 0
}
