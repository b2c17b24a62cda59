package mention

import (
	"github.com/avow-audit/avow/internal/policy/grammar"
)

// CoinedFor is what a name stands for; nil if it is none.
func CoinedFor(r *grammar.Reader, name string) *grammar.Coinage {
	for i := range r.Coined {
		if r.Coined[i].Name == name {
			return &r.Coined[i]
		}
	}
	return nil
}
