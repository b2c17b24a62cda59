package word

import (
	"regexp"
	"sync"
)

// Lazily compiles an expression when it is first used: a run without a policy
// needs none.
func Lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
