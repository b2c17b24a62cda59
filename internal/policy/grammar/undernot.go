package grammar

import (
	"github.com/avow-audit/avow/internal/policy/word"
)

// Adds reports that somebody is said to do something.
func (o *Reading) Adds() bool {
	return o.Mood.Known && !o.Mood.Denied && !o.Mood.Idle && !o.ByUser && o.Mood.Verb != word.Control && o.Mood.Verb != word.Include
}
