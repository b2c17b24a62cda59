package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
)

// opened is a method whose summary is being made, or provisional: it rests on
// that of a method that is being made.
type opened struct {
	at    int      // place in way, -1 once provisional
	low   int      // lowest place in way that it rests on
	s     *summary // what is known so far
	round int
}

// maxRecursion bounds how often the summaries of a recursive group are made;
// maxStack the depth of calls that are followed at once.
const (
	maxRecursion = 3
	maxStack     = 400
)

// summary returns what a method does. Methods that call each other in a circle
// start from nothing and are made again until they agree.
func (e *Engine) summary(d index.DefID) *summary {
	if s := e.sums[d]; s != nil {
		return s
	}
	if o := e.open[d]; o != nil {
		if o.at >= 0 {
			e.low = min(e.low, o.at)
			return o.s
		}
		e.low = min(e.low, o.low)
		return o.s
	}
	if e.x.Def(d).CodeOff == 0 {
		e.sums[d] = e.nativeSummary(d)
		return e.sums[d]
	}
	if len(e.way) >= maxStack || e.spent() {
		e.cuts++
		return nil
	}
	f, err := e.lifter.Lift(d)
	if err != nil {
		e.sums[d] = &summary{cutShort: true}
		e.cuts++
		return e.sums[d]
	}
	o := &opened{at: len(e.way)}
	e.open[d] = o
	e.way = append(e.way, d)
	outer, mark := e.low, len(e.draft)
	for {
		e.low = len(e.way) // above everything
		s := e.analyse(d, f, "", 0)
		e.methods++
		o.low = min(e.low, o.at)
		same := o.s != nil && alike(o.s, s)
		o.s = s
		o.round++
		if e.low < o.at || e.low > o.at || same || o.round >= maxRecursion || e.spent() {
			break
		}
		for _, p := range e.draft[mark:] {
			delete(e.open, p) // they rest on the summary that just changed
		}
		e.draft = e.draft[:mark]
	}
	e.way = e.way[:len(e.way)-1]
	if e.low < o.at { // it rests on a method further out
		o.at = -1
		e.draft = append(e.draft, d)
		e.low = min(outer, o.low)
		return o.s
	}
	for _, p := range e.draft[mark:] {
		e.settle(p)
	}
	e.draft = e.draft[:mark]
	e.settle(d)
	e.low = outer
	return e.sums[d]
}

func (e *Engine) settle(d index.DefID) {
	e.sums[d] = e.open[d].s
	if e.sums[d].cutShort {
		e.cuts++
	}
	delete(e.open, d)
}

func alike(a, b *summary) bool {
	if a.ret != b.ret || a.throws != b.throws || len(a.writes) != len(b.writes) || len(a.events) != len(b.events) {
		return false
	}
	for i := range a.writes {
		if a.writes[i] != b.writes[i] {
			return false
		}
	}
	return true
}
