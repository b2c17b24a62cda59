package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
)

// Sentence is a sentence that is asked what it says of data.
type Sentence struct{ *grammar.Sentence }

// Alone is a text as a sentence by itself.
func Alone(r *grammar.Reader, text string) *Sentence { return &Sentence{r.Alone(text)} }
