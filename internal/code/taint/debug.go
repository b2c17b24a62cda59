package taint

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
)

// describe is what a run knew at its end, for the one who debugs it: the roots,
// the methods whose name contains match with their summaries, and the world.
// TestDescribe prints it.
func (e *Engine) describe(match string) string {
	var b strings.Builder
	for _, r := range e.roots {
		fmt.Fprintf(&b, "root %s this %s\n", e.x.MethodName(e.x.Def(r.d).Method), e.spell(r.this))
	}
	for d, s := range e.sums {
		if s == nil {
			continue
		}
		n := e.x.MethodName(e.x.Def(index.DefID(d)).Method)
		if !strings.Contains(n, match) {
			continue
		}
		if f, err := e.lifter.Lift(index.DefID(d)); err == nil {
			b.WriteString(f.Print(e.x))
		}
		fmt.Fprintf(&b, "SUMMARY %s\n  ret %s throws %s cut %v\n", n, e.spell(s.ret), e.spell(s.throws), s.cutShort)
		for _, w := range s.writes {
			fmt.Fprintf(&b, "  write %s.%s = %s\n", e.spell(one(w.base)), e.spellLabel(w.l), e.spell(w.v))
		}
		for _, ev := range s.events {
			b.WriteString("  " + e.spellEvent(ev) + "\n")
		}
	}
	for _, p := range e.pends {
		fmt.Fprintf(&b, "PENDING %s\n", e.spellEvent(p.ev))
	}
	for _, w := range e.emits {
		fmt.Fprintf(&b, "EMIT %s.%s = %s\n", e.spell(one(w.base)), e.spellLabel(w.l), e.spell(w.v))
	}
	for n := range e.nodes.rows {
		e.world.cells(node(n), func(l label, v set) {
			fmt.Fprintf(&b, "WORLD %s.%s = %s\n", e.spell(one(node(n))), e.spellLabel(l), e.spell(v))
		})
	}
	return b.String()
}

func (e *Engine) spellEvent(ev event) string {
	s := fmt.Sprintf("event %d site %d", ev.kind, ev.site)
	if ev.op != nil {
		s += " op " + ev.op.String()
	} else if uint32(ev.method) != index.None {
		s += " " + e.x.MethodName(ev.method)
	}
	for _, a := range ev.args {
		s += " (" + e.spell(a) + ")"
	}
	return s
}

func (e *Engine) spellLabel(l label) string {
	r := e.labels.rows[l]
	switch r.kind {
	case lField:
		_, n, _ := e.x.Field(index.FieldID(r.id))
		return string(e.x.StringBytes(n))
	case lElem:
		return fmt.Sprintf("[%d]", r.id)
	case lKey:
		return fmt.Sprintf("[%q]", e.texts.all[r.id])
	case lAny:
		return "[*]"
	case lCell:
		return e.texts.all[r.id]
	}
	return "content"
}

func (e *Engine) spell(s set) string {
	var parts []string
	for _, n := range e.sets.list(s) {
		r := e.nodes.rows[n]
		t := ""
		if r.typ != noType {
			t = e.x.TypeName(r.typ)
		}
		switch r.kind {
		case kParam:
			parts = append(parts, fmt.Sprintf("p%d", r.a))
		case kField:
			parts = append(parts, e.spell(one(node(r.a)))+"."+e.spellLabel(label(r.b)))
		case kPart:
			parts = append(parts, e.spell(one(node(r.a)))+"~"+e.spellLabel(label(r.b)))
		case kStatic:
			parts = append(parts, "static")
		case kAlloc:
			parts = append(parts, fmt.Sprintf("new%d/%d%s", r.a, r.b, t))
		case kOpaque:
			parts = append(parts, fmt.Sprintf("opaque%d/%d%s", r.a, r.b, t))
		case kClass:
			parts = append(parts, "class "+e.x.TypeName(index.TypeID(r.a)))
		case kText:
			parts = append(parts, fmt.Sprintf("%q", e.texts.all[r.a]))
		case kInt:
			parts = append(parts, fmt.Sprint(r.a))
		case kSource:
			parts = append(parts, fmt.Sprintf("SOURCE%d", r.a))
		case kComp:
			parts = append(parts, "comp "+t)
		case kDefer:
			parts = append(parts, fmt.Sprintf("result%d", r.a))
		case kMember:
			parts = append(parts, fmt.Sprintf("member %s.%s", e.x.TypeName(index.TypeID(r.a)), e.texts.all[r.b]))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
