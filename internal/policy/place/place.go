package place

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
)

// Sentence is a sentence that is asked what it says of places.
type Sentence struct {
	*grammar.Sentence
	Placings []Placing // what it says of places
}
