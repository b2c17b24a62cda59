package taint

import (
	"slices"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// nativeSummary is the assumption for a method in native code: what goes in can
// come out. Where native code calls back, it can do so on what it was given.
func (e *Engine) nativeSummary(d index.DefID) *summary {
	def := e.x.Def(d)
	if def.Access&dex.AccNative == 0 || uint32(def.Method) == index.None {
		return &summary{}
	}
	_, _, proto := e.x.Method(def.Method)
	_, params := e.x.Proto(proto)
	s := &summary{}
	var given set
	first := 1
	if def.Access&dex.AccStatic != 0 {
		first = 0
	} else {
		given = one(e.nodes.param(0))
	}
	for i, t := range params {
		s.ret = e.add(s.ret, e.nodes.param(first+i))
		if _, object := e.resultOf(t); object {
			given = e.add(given, e.nodes.param(first+i))
		}
	}
	if len(e.cfg.CalledBack) > 0 && given != 0 {
		s.events = append(s.events, event{kind: evEscape, site: uint32(d) | 1<<31, method: def.Method, args: []set{given}})
	}
	return s
}

// calledBack reports whether native code calls a method.
func (e *Engine) calledBack(d index.DefID) bool {
	_, ok := slices.BinarySearch(e.cfg.CalledBack, d)
	return ok
}

// addCalledBack lets native code call what it holds the names of, on an object
// that nobody knows; those that are given to it join in as they escape.
func (e *Engine) addCalledBack() {
	for _, d := range e.cfg.CalledBack {
		def := e.x.Def(d)
		if e.support(def.Class) {
			continue
		}
		t := e.x.Class(def.Class).Type
		e.addRoot(d, t, one(e.nodes.object(kOpaque, uint32(d)|1<<31, nativeThis, t, true)))
	}
}

// nativeThis is the context of objects that only native code knows.
const nativeThis = 1 << 17
