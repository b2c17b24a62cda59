package mention

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
)

// Unique leaves out limits that are told twice.
func Unique(scopes []message.Scope) []message.Scope {
	var out []message.Scope
	for _, s := range scopes {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
