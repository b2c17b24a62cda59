package taint

import (
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/ir"
	"github.com/avow-audit/avow/internal/format/dex"
)

// A binder takes all its calls by one method, onTransact, which branches on a
// number. It is analysed once for each number that stands in it, with the number
// known, and once for all others, so that its transactions are told apart.

// maxCodes bounds for how many numbers one method is analysed; lastCode, the
// highest number of a transaction, stands for those that are not in it.
const (
	maxCodes = 64
	lastCode = 0x00ffffff // IBinder.LAST_CALL_TRANSACTION
)

type codedKey struct {
	def  index.DefID
	code uint32
}

// codesIn are the numbers in the body of onTransact by which it may branch.
func (e *Engine) codesIn(d index.DefID) []uint32 {
	if out, ok := e.gates.codes[d]; ok {
		return out
	}
	var out []uint32
	add := func(n int64) {
		if n > 0 && n < lastCode && len(out) < maxCodes && !slices.Contains(out, uint32(n)) {
			out = append(out, uint32(n))
		}
	}
	if f, err := e.lifter.Lift(d); err == nil {
		for v := range f.Values {
			switch x := &f.Values[v]; x.Op {
			case ir.Const:
				add(x.Lit)
			case ir.Switch:
				for _, c := range e.cases(d, x.PC) {
					add(int64(c.Key))
				}
			}
		}
	}
	e.gates.codes[d] = out
	return out
}

// forCode is what onTransact does for one number.
func (e *Engine) forCode(d index.DefID, code uint32) *summary {
	usual := e.summary(d)
	k := codedKey{d, code}
	if s, ok := e.gates.coded[k]; ok {
		return s
	}
	if e.open[d] != nil || e.spent() || e.x.Def(d).CodeOff == 0 {
		return usual
	}
	f, err := e.lifter.Lift(d)
	if err != nil || f.Params < 2 {
		return usual
	}
	s := e.analyse(d, f, "", code)
	e.methods++
	e.gates.coded[k] = s
	return s
}

// cases are those of the switch at pc.
func (e *Engine) cases(d index.DefID, pc uint32) []dex.SwitchCase {
	c, err := e.x.Code(d)
	if err != nil {
		return nil
	}
	in, ok := dex.Decode(c.Insns, pc)
	if !ok {
		return nil
	}
	out, err := c.Switch(in)
	if err != nil {
		return nil
	}
	return out
}

// passes reports whether a switch over number n leads from block p to b; true if
// that can't be told.
func (fr *frame) passes(v ir.ID, n int64, p, b int) bool {
	f := fr.f
	to := int(f.Blocks[p].Succs[0]) // the default
	for _, c := range fr.e.cases(fr.def, f.Values[v].PC) {
		if int64(c.Key) != n {
			continue
		}
		to = slices.IndexFunc(f.Blocks, func(x ir.Block) bool { return x.Start == c.Target })
		if to < 0 {
			return true
		}
	}
	return to == b
}
