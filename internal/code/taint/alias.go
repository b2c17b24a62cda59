package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
)

// A summary takes two parameters for different objects. Where a call passes the
// same object twice, and the method writes into it, the body is analysed once
// more with the parameters made one.

// oneFor says for each parameter which parameter stands for it: itself, or an
// earlier one that is the same object. "" says that all differ.
type oneFor string

// same finds the parameters that a call makes one.
func (e *Engine) same(args []set) oneFor {
	var out []byte
	for k := 1; k < len(args) && k < 32; k++ {
		a := args[k]
		if a&1 != 1 || !e.isObject(node(a>>1)) {
			continue
		}
		for i := range k {
			if args[i] != a {
				continue
			}
			if out == nil {
				out = make([]byte, min(len(args), 32))
				for p := range out {
					out[p] = byte(p)
				}
			}
			out[k] = byte(i)
			break
		}
	}
	return oneFor(out)
}

func (e *Engine) isObject(n node) bool {
	switch e.nodes.rows[n].kind {
	case kAlloc, kOpaque, kComp, kParam, kField, kDefer, kPart:
		return true
	}
	return false
}

func (o oneFor) param(i int) int {
	if i < len(o) {
		return int(o[i])
	}
	return i
}

type aliasKey struct {
	def index.DefID
	one oneFor
}

// aliased is the summary of a method for a call that passes an object twice, s
// the usual one, which stands where nothing depends on it.
func (e *Engine) aliased(d index.DefID, s *summary, args []set) *summary {
	if s == nil || len(args) < 2 || uint32(d) == index.None || !e.writesParam(s) {
		return s
	}
	one := e.same(args)
	if one == "" {
		return s
	}
	k := aliasKey{d, one}
	if got, ok := e.aliases[k]; ok {
		return got
	}
	if e.open[d] != nil || len(e.way) >= maxStack || e.spent() || e.x.Def(d).CodeOff == 0 {
		return s
	}
	f, err := e.lifter.Lift(d)
	if err != nil {
		return s
	}
	e.aliases[k] = s // for calls of itself
	outer := e.low
	e.low = len(e.way)
	out := e.analyse(d, f, one, 0)
	e.methods++
	if e.low < len(e.way) { // it rests on a method that is being made
		delete(e.aliases, k)
	} else {
		e.aliases[k] = out
	}
	e.low = min(outer, e.low)
	return out
}

// writesParam reports whether a method writes into what it is given: only then
// it can matter that two parameters are one.
func (e *Engine) writesParam(s *summary) bool {
	for _, w := range s.writes {
		if e.rootOf(w.base) == kParam {
			return true
		}
	}
	return false
}
