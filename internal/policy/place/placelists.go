package place

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/word"
)

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
