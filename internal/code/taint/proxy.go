package taint

import (
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
)

// handlerCell is the cell of a proxy that holds its invocation handler.
const handlerCell = "$handler"

// handlerInvoke is the call that a proxy makes on its handler.
var handlerInvoke = &model.Op{Kind: model.Call, Name: "invoke"}

// newProxy makes an object that hands every call to a handler.
func (fr *frame) newProxy(ev *event) set {
	e := fr.e
	ctx := uint32(0)
	if fr.many {
		ctx = 1
	}
	n := e.nodes.object(kProxy, ev.site, ctx, noType, fr.many)
	fr.store(one(n), e.cell(handlerCell), ev.args[1])
	return one(n)
}

// handlers are what proxies hand their calls to.
func (fr *frame) handlers(proxies set) set {
	e := fr.e
	var out set
	for _, n := range e.sets.list(proxies) {
		if e.nodes.rows[n].kind == kProxy {
			out = e.union(out, fr.load(n, e.cell(handlerCell)))
		}
	}
	return out
}

// callProxy is a call on proxies: their handlers get the method and the
// arguments in an array.
func (fr *frame) callProxy(proxies set, m member, args []set, site uint32) set {
	handlers := fr.handlers(proxies)
	if handlers == 0 {
		return 0
	}
	ev := event{kind: evCallback, site: site, method: index.MethodID(index.None), op: handlerInvoke,
		args: []set{handlers, proxies, one(fr.e.member(m)), fr.pack(args, site)}}
	ret, _ := fr.decideHere(&ev)
	return ret
}
