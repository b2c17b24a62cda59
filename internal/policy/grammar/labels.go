package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Labels before what they tell: "Place of processing: | Ireland".

// Label is the word behind the colon of a label that a line begins with; 0 if there is none.
func (s *Sentence) Label() int {
	for i := 1; i < len(s.Ws) && i <= maxLabel; i++ {
		switch s.Ws[i].Before {
		case ':':
			return i
		case ';', '.', ',':
			return 0
		}
	}
	return 0
}

const maxLabel = 10 // words

// Labelled reports that a label stands before word i: "Place of processing: | Ireland".
func (s *Sentence) Labelled(i int) bool {
	if s.Is(i-1, word.Determiner) {
		i--
	}
	return s.Ws[i].Before == ':'
}

// Placed: "Place of processing: Ireland", "Data storage location: Ireland".
func (s *Sentence) Placed(p lexicon.Hit) bool {
	lo := p.Lo
	if s.Is(lo-1, word.Determiner) {
		lo--
	}
	if !s.Labelled(p.Lo) {
		return false
	}
	from := 0
	if lo > maxLabel { // "Permissions asked: Email. Place of processing: US"
		from = lo - maxLabel/2
	}
	where := false
	for i := from; i < p.Lo; i++ {
		switch w := s.Ws[i].Low; {
		case w == "place", w == "location", w == "where", w == "country", w == "countries", w == "server", w == "servers":
			where = true
		}
	}
	return where && (from > 0 || s.phraseTo(lo))
}

// phraseTo reports that nobody acts before word i.
func (s *Sentence) phraseTo(i int) bool {
	for k := 0; k < i; k++ {
		if s.Is(k, word.Negating|word.We|word.You) && s.Ws[k].Low != "your" {
			return false
		}
	}
	return true
}

// Verbless reports that nobody acts in words [lo, hi), which are not many.
func (s *Sentence) Verbless(lo, hi int) bool {
	return hi-lo <= MaxPlaceCell && !s.AnyIn(lo, hi, word.Modal|word.Negating|word.We|word.You|word.Relative|word.Supposing)
}
