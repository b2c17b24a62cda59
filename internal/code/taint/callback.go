package taint

import (
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
)

// callbackCell is the cell of objects that are called back: what they hold is no
// part of the data of the one who keeps them.
const callbackCell = "$callback"

// calledLater are the arguments, by their number from 1, that a model calls back
// when there is something to tell: what they hold stays where it is.
func calledLater(m *model.Model) []int {
	if m == nil {
		return nil
	}
	var out []int
	for i := range m.Ops {
		if o := &m.Ops[i]; o.Kind == model.Call && o.Later && o.Dst.Kind == model.RefNone && o.Src.Kind == model.RefArg && o.Src.Cell == "" {
			out = append(out, int(o.Src.Arg))
		}
	}
	return out
}

// asks reports whether a method calls its arguments for the data that it hands
// on.
func asks(m *model.Model) bool {
	return m != nil && slices.ContainsFunc(m.Ops, func(o model.Op) bool { return o.Kind == model.Call && o.Dst.Kind == model.RefArg })
}

// generated is what calls of an interface of the app's do that a library
// implements at run time, where the default would let the object keep what each
// call is given: it is made of the arguments alone.
func (e *Engine) generated(in *invocation, m *model.Model) *model.Model {
	if m == nil || !in.own || !e.isInterface(in.class) {
		return m
	}
	ops := slices.DeleteFunc(slices.Clone(m.Ops), func(o model.Op) bool { return o.Dst.Kind == model.RefThis })
	return &model.Model{Ops: ops, Rule: m.Rule}
}

func (e *Engine) isInterface(t index.TypeID) bool {
	c := e.h.Class(t)
	return uint32(c) != index.None && e.x.Class(c).Access&dex.AccInterface != 0
}

// answered puts the answer of an activity into the result that the callback of a
// launcher is given.
func (e *Engine) answered(r root, result node) {
	for _, n := range e.sets.list(r.this) {
		e.world.add(result, e.cell("$data"), e.world.load(n, e.cell("$result")))
	}
}

// madeOf are classes of plain values that the platform fills for an app and an
// app can fill itself.
var madeOf = map[string]bool{"Landroid/location/Location;": true}

// madeByApp reports whether a source is asked of an object that the app made and
// filled: then it yields what was put in.
func (e *Engine) madeByApp(in *invocation) bool {
	if in.static || len(in.args) == 0 || in.args[0] == 0 || !madeOf[string(e.x.TypeBytes(in.class))] {
		return false
	}
	for _, n := range e.sets.list(in.args[0]) {
		if r := e.nodes.rows[n]; r.kind != kAlloc || r.typ != in.class {
			return false
		}
	}
	return true
}
