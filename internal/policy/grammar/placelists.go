package grammar

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/word"
)

// EndsBeforePlaces: "is sent to:", "in the following countries:".
func (s *PSentence) EndsBeforePlaces() bool {
	end := len(s.Ws) - 1
	if s.Is(end, word.Toward) {
		return true
	}
	for k := end; k > 0 && k >= end-maxRights; k-- {
		if s.Ws[k].Low == "following" || s.Ws[k].Low == "these" {
			return slices.ContainsFunc(s.senses[k+1:], func(w word.Senses) bool { return w.Has(word.WhereWord) }) && s.Is(k-1, word.Toward|word.Determiner)
		}
	}
	return false
}

// NameEnd is where a name that begins at word i ends: "Acme, Inc. |".
func (s *Sentence) NameEnd(i int) int {
	k := i + 1
	for k < len(s.Ws) && k < i+2*maxName && (s.Ws[k].Before == ' ' && (s.Ws[k].Upper || s.joins(k)) || s.Is(k, word.LegalForm) && s.Ws[k].Before != '(' || s.Ws[k].Before == '.' || s.Ws[k].Before == '/') {
		k++
	}
	return k
}

// NameBefore is the name that ends before word i: "Acme Cloud | (Frankfurt)".
func (s *Sentence) NameBefore(i int) string {
	lo := i
	for lo > 0 && i-lo < maxName && s.Ws[lo-1].Upper && (lo == i || s.Ws[lo].Before == ' ' || s.Is(lo, word.LegalForm)) {
		lo--
	}
	if lo == i {
		return ""
	}
	return s.Text[s.Ws[lo].Start:s.Ws[i-1].End]
}

// BracketOf is the bracket that word i stands in, as words [open, end); open is -1 if there is none or it is long.
func (s *Sentence) BracketOf(i int) (open, end int) {
	if end = s.closes[i]; end == noBracket {
		return -1, end
	}
	for open = i; open >= 0 && i-open <= MaxPlaceCell; open-- {
		if s.Ws[open].Before == '(' && s.closes[open] == end {
			return open, end
		}
	}
	return -1, end
}

// SeatIn reports a bracket of the places of whose name stands before it: "Acme (Frankfurt, Germany)", "(USA, certified)", "(EU
// region)"; not "the European Economic Area (EEA)", "Acme (Europe) Ltd.", "(EU contact)".
func (s *PSentence) SeatIn(open, end int) bool {
	n := HitFrom(s.Places, open)
	if n == len(s.Places) || s.Places[n].Hi > end || n > 0 && s.Places[n-1].Hi == open || !s.OnlyPlaces(open, s.Places[n].Lo) || s.hasSense(s.Places[n].Hi, word.Legal) {
		return false
	}
	if end < len(s.Ws) && s.Ws[end].Upper && s.Text[s.Ws[end-1].End:s.Ws[end].Start] == ") " {
		return false
	}
	hi := s.Places[n].Hi
	return (hi == end || s.Ws[hi].Before != ' ' || s.isOne(hi, "and", "or", "region", "based", "hosted")) && !s.AnyIn(open, end, word.Modal|word.Negating|word.We|word.You|word.Relative)
}

// HostIn reports a bracket that tells where servers are: "(servers in Japan)", "(hosted in the EU)", "(EU-hosted)".
func (s *PSentence) HostIn(open, end int) bool {
	for k := open; k < end && k < open+MaxOpening; k++ {
		if s.cueAt(k, k+1) == word.Server || s.isOne(k, "hosted", "stored", "hosting") {
			return s.Verbless(open, end)
		}
	}
	return false
}
