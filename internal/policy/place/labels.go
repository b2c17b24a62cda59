package place

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// PlacesTo is where a run of nothing but places that begins at word lo ends, before hi or a bracket of other things: "USA
// | (standard clauses)", "EU (Germany) |"; lo if there is none.
func (s *Sentence) PlacesTo(lo, hi int) int {
	n := grammar.HitFrom(s.Places, lo)
	if n == len(s.Places) || s.Places[n].Hi > hi {
		return lo
	}
	for k := s.Places[n].Hi; k < hi; k++ {
		if s.Ws[k].Before == '(' && !s.OnlyPlaces(k, min(s.Closes[k], hi)) {
			hi = k
		}
	}
	if !s.OnlyPlaces(lo, hi) {
		return lo
	}
	return hi
}

// PlacesIn says of the places in words [lo, hi) what is done there.
func (s *Sentence) PlacesIn(lo, hi int, p practice.ID, m grammar.Mood, how message.Modality) {
	for n := grammar.HitFrom(s.Places, lo); n < len(s.Places) && s.Places[n].Hi <= hi; n++ {
		if h := s.Places[n]; !s.Adjective(h) && !s.NoPlace(h) && !s.Owns(h.Hi-1) {
			s.Place(Destination{Lo: h.Lo, Hi: h.Hi, Country: s.Tables.Places.Entries[h.Entry].Name}, p, m, how)
		}
	}
}

// EndsBeforePlaces: "is sent to:", "in the following countries:".
func (s *Sentence) EndsBeforePlaces() bool {
	end := len(s.Ws) - 1
	if s.Is(end, word.Toward) {
		return true
	}
	for k := end; k > 0 && k >= end-grammar.MaxRights; k-- {
		if s.Ws[k].Low == "following" || s.Ws[k].Low == "these" {
			return slices.ContainsFunc(s.Senses[k+1:], func(w word.Senses) bool { return w.Has(word.WhereWord) }) && s.Is(k-1, word.Toward|word.Determiner)
		}
	}
	return false
}

// SeatIn reports a bracket of the places of whose name stands before it: "Acme (Frankfurt, Germany)", "(USA, certified)", "(EU
// region)"; not "the European Economic Area (EEA)", "Acme (Europe) Ltd.", "(EU contact)".
func (s *Sentence) SeatIn(open, end int) bool {
	n := grammar.HitFrom(s.Places, open)
	if n == len(s.Places) || s.Places[n].Hi > end || n > 0 && s.Places[n-1].Hi == open || !s.OnlyPlaces(open, s.Places[n].Lo) || s.HasSense(s.Places[n].Hi, word.Legal) {
		return false
	}
	if end < len(s.Ws) && s.Ws[end].Upper && s.Text[s.Ws[end-1].End:s.Ws[end].Start] == ") " {
		return false
	}
	hi := s.Places[n].Hi
	return (hi == end || s.Ws[hi].Before != ' ' || s.IsOne(hi, "and", "or", "region", "based", "hosted")) && !s.AnyIn(open, end, word.Modal|word.Negating|word.We|word.You|word.Relative)
}

// HostIn reports a bracket that tells where servers are: "(servers in Japan)", "(hosted in the EU)", "(EU-hosted)".
func (s *Sentence) HostIn(open, end int) bool {
	for k := open; k < end && k < open+grammar.MaxOpening; k++ {
		if s.CueAt(k, k+1) == word.Server || s.IsOne(k, "hosted", "stored", "hosting") {
			return s.Verbless(open, end)
		}
	}
	return false
}

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
