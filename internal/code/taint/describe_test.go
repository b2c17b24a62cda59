package taint

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/code/model"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// twoRules has no source and sink but the methods read and send of class T.
type twoRules struct{}

func (twoRules) Source(class, name []byte, _ func() string) int { return rule(class, name, "read") }
func (twoRules) Sink(class, name []byte, _ func() string) int   { return rule(class, name, "send") }
func (twoRules) Secret(_, _ []byte) int                         { return -1 }
func (twoRules) Field(_, _ []byte) int                          { return -1 }

func rule(class, name []byte, want string) int {
	if string(class) == "Landroid/test/Data;" && string(name) == want {
		return 1
	}
	return -1
}

// TestSummaries prints what is known of each method of a small program: the
// summary says in terms of the parameters what a call does.
func TestSummaries(t *testing.T) {
	const file = "testdata/summaries.txtar"
	a, err := txtar.ParseFile(file)
	if err != nil {
		t.Fatal(err)
	}
	data, err := smali.Assemble(smali.Options{}, smali.Source{Name: "T.smali", Text: string(a.Files[0].Data)})
	if err != nil {
		t.Fatal(err)
	}
	files, err := dex.OpenAll(data)
	if err != nil {
		t.Fatal(err)
	}
	models, err := model.Load()
	if err != nil {
		t.Fatal(err)
	}
	h := callgraph.NewHierarchy(index.New(files))
	typ := h.ByName([]byte("com.acme.T"))
	r := callgraph.Run(h, []callgraph.Root{{Type: typ}})
	cfg := Config{Hierarchy: h, Reach: r, Models: models, Rules: twoRules{}, Components: []Component{{Type: typ, Kind: Activity}}}
	e := newEngine(context.Background(), cfg)
	e.runWorld()
	got := e.describe("T;->")
	if os.Getenv("AVOW_UPDATE") != "" {
		a.Files[1].Data = []byte(got)
		if err := os.WriteFile(file, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(string(a.Files[1].Data), got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(e.flows) != 2 {
		t.Errorf("%d flows, want the two of onCreate", len(e.flows))
	}
}

// describe is what a run knew at its end, for the one who debugs it: the roots,
// the methods whose name contains match with their summaries, and the world.
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
	case lGiven:
		return "[" + e.spell(one(node(r.id))) + "]"
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
		case kNumber:
			parts = append(parts, "number")
		case kInt:
			parts = append(parts, fmt.Sprint(r.a))
		case kSource:
			parts = append(parts, fmt.Sprintf("SOURCE%d", r.a))
		case kComp:
			parts = append(parts, "comp "+t)
		case kDefer:
			parts = append(parts, fmt.Sprintf("result%d", r.a))
		case kForeign:
			parts = append(parts, fmt.Sprintf("foreign%d/%d", r.a, r.b))
		case kMember:
			m := e.members.all[r.a]
			parts = append(parts, fmt.Sprintf("member %d.%s%s", m.typ, m.name, m.params))
		case kProxy:
			parts = append(parts, fmt.Sprintf("proxy%d/%d", r.a, r.b))
		}
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
