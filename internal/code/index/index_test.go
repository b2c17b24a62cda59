package index

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
)

// assemble makes dex files of texts: one file for each text.
func assemble(tb testing.TB, texts ...string) []*dex.File {
	tb.Helper()
	var files []*dex.File
	for i, text := range texts {
		b, err := smali.Assemble(smali.Options{}, smali.Source{Name: fmt.Sprintf("%d.smali", i), Text: text})
		if err != nil {
			tb.Fatal(err)
		}
		f, err := dex.Open(b)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// fixture is a text of the smali package, which holds every instruction.
func fixture(tb testing.TB, name string) string {
	tb.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "format", "smali", "testdata", name))
	if err != nil {
		tb.Fatal(err)
	}
	return string(b)
}

const app = `
.class public Lapp/Main;
.super Lapp/Base;
.implements Ljava/lang/Runnable;
.field static count:I
.method public run()V
    .registers 3
    const-string v0, "https://example.com/"
    invoke-static {v0}, Llib/Net;->send(Ljava/lang/String;)V
    new-instance v1, Llib/Net;
    sget v2, Lapp/Main;->count:I
    sput v2, Lapp/Main;->count:I
    invoke-static {v0}, Llib/Net;->send(Ljava/lang/String;)V
    return-void
.end method
.method public static native secret()V
.end method

.class public Lapp/Base;
.super Ljava/lang/Object;
.method public load()V
    .registers 2
    const-string v0, "tf"
    invoke-static {v0}, Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V
    invoke-static {v0}, Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class;
    return-void
.end method
`

const lib = `
.class public Llib/Net;
.super Ljava/lang/Object;
.method public static send(Ljava/lang/String;)V
    .registers 2
    const-string v0, "https://example.com/"
    return-void
.end method

.class public Lapp/Base;
.super Ljava/lang/Object;
.method public load()V
    .registers 2
    const-string v0, "shadow"
    return-void
.end method
`

// show prints sites as "method@unit opcode".
func show(x *Index, sites []uint32) []string {
	var out []string
	for _, s := range sites {
		st := x.Site(SiteID(s))
		out = append(out, fmt.Sprintf("%s@%d %s", x.MethodName(x.Def(st.Def).Method), st.PC, dex.Ops[st.Op].Name))
	}
	return out
}

func findMethod(t *testing.T, x *Index, class, name string) MethodID {
	t.Helper()
	ms := x.FindMethods(func(c, n []byte) bool { return string(c) == class && string(n) == name })
	if len(ms) != 1 {
		t.Fatalf("%d methods %s->%s", len(ms), class, name)
	}
	return ms[0]
}

func TestUsers(t *testing.T) {
	x := New(assemble(t, app, lib))
	send := findMethod(t, x, "Llib/Net;", "send")
	count := x.FindFields(func(_, n []byte) bool { return string(n) == "count" })
	url := x.FindStrings(func(s []byte) bool { return strings.HasPrefix(string(s), "https:") })
	if len(count) != 1 || len(url) != 1 {
		t.Fatalf("%d fields, %d strings, not one of each: names are not shared between the dex files", len(count), len(url))
	}
	for _, tt := range []struct {
		name  string
		sites []uint32
		want  []string
	}{
		{"callers", x.Callers(send), []string{"Lapp/Main;->run()V@2 invoke-static", "Lapp/Main;->run()V@11 invoke-static"}},
		{"field", x.FieldUsers(count[0]), []string{"Lapp/Main;->run()V@7 sget", "Lapp/Main;->run()V@9 sput"}},
		{"string in both files", x.StringUsers(url[0]), []string{"Lapp/Main;->run()V@0 const-string", "Llib/Net;->send(Ljava/lang/String;)V@0 const-string"}},
		{"type", x.TypeUsers(x.LookupType("Llib/Net;")), []string{"Lapp/Main;->run()V@5 new-instance"}},
		{"nobody", x.Callers(findMethod(t, x, "Lapp/Main;", "run")), nil},
		{"no such thing", x.Callers(MethodID(None)), nil},
	} {
		if diff := cmp.Diff(tt.want, show(x, tt.sites)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
	lo, hi := x.Refs(x.DefOf(findMethod(t, x, "Lapp/Main;", "run")))
	var refs []string
	for s := lo; s < hi; s++ {
		st := x.Site(s)
		refs = append(refs, fmt.Sprintf("%d %d", st.PC, dex.Ops[st.Op].Ref))
	}
	want := []string{"0 1", "2 4", "5 2", "7 3", "9 3", "11 4"}
	if diff := cmp.Diff(want, refs); diff != "" {
		t.Errorf("refs of run, as unit and kind (-want +got):\n%s", diff)
	}
}

func TestHierarchy(t *testing.T) {
	x := New(assemble(t, app, lib))
	base := x.LookupType("Lapp/Base;")
	c := x.Class(x.ClassOf(base))
	if c.Dex != 0 || c.Shadowed {
		t.Errorf("Base is taken from dex %d, shadowed %v", c.Dex, c.Shadowed)
	}
	var problems []string
	for _, p := range x.Problems {
		problems = append(problems, fmt.Sprintf("%d %s", p.Dex, p.Msg))
	}
	if diff := cmp.Diff([]string{"1 class Lapp/Base; is defined a second time; the first, in dex 0, counts"}, problems); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	load := x.DefOf(findMethod(t, x, "Lapp/Base;", "load"))
	if lo, hi := x.Refs(load); hi-lo != 3 {
		t.Errorf("load has %d sites, not the 3 of the first definition", hi-lo)
	}
	names := func(ids []uint32) (out []string) {
		for _, id := range ids {
			out = append(out, x.TypeName(x.Class(ClassID(id)).Type))
		}
		return out
	}
	for super, want := range map[string][]string{
		"Lapp/Base;":           {"Lapp/Main;"},
		"Ljava/lang/Runnable;": {"Lapp/Main;"},
		"Ljava/lang/Object;":   {"Lapp/Base;", "Llib/Net;"},
		"Lapp/Main;":           nil,
	} {
		if diff := cmp.Diff(want, names(x.Subclasses(x.LookupType(super)))); diff != "" {
			t.Errorf("subclasses of %s (-want +got):\n%s", super, diff)
		}
	}
	main := x.ClassOf(x.LookupType("Lapp/Main;"))
	_, name, proto := x.Method(findMethod(t, x, "Lapp/Base;", "load"))
	if d := x.Declares(x.ClassOf(base), name, proto); d != load {
		t.Errorf("Base declares load as %d, not %d", d, load)
	}
	if d := x.Declares(main, name, proto); d != DefID(None) {
		t.Errorf("Main declares load, as %d", d)
	}
	if x.TypeName(x.Class(main).Super) != "Lapp/Base;" || len(x.Interfaces(main)) != 1 {
		t.Errorf("Main: super %s, %d interfaces", x.TypeName(x.Class(main).Super), len(x.Interfaces(main)))
	}
	if c := x.ClassOf(x.LookupType("Ljava/lang/Object;")); c != ClassID(None) {
		t.Errorf("Object is defined as class %d", c)
	}
}

func TestEscapes(t *testing.T) {
	x := New(assemble(t, app, lib))
	var got []string
	for _, e := range x.Escapes() {
		got = append(got, fmt.Sprintf("%s %s %v", e.Escape, x.MethodName(e.Method), show(x, x.Callers(e.Method))))
	}
	want := []string{
		"loads-class Ljava/lang/Class;->forName(Ljava/lang/String;)Ljava/lang/Class; [Lapp/Base;->load()V@5 invoke-static]",
		"loads-lib Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V [Lapp/Base;->load()V@2 invoke-static]",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("escapes (-want +got):\n%s", diff)
	}
	var natives []string
	for _, d := range x.Natives() {
		natives = append(natives, x.MethodName(x.Def(d).Method))
	}
	if diff := cmp.Diff([]string{"Lapp/Main;->secret()V"}, natives); diff != "" {
		t.Errorf("natives (-want +got):\n%s", diff)
	}
}

func TestLookups(t *testing.T) {
	x := New(assemble(t, fixture(t, "ops.smali"), app+`
.class public Lapp/Const;
.super Ljava/lang/Object;
.field static final N:I = 3
.field static final URL:Ljava/lang/String; = "https://example.com/"
`, fixture(t, "ops.smali")))
	url := x.FindStrings(func(s []byte) bool { return string(s) == "https://example.com/" })
	if len(url) != 1 {
		t.Fatalf("%d strings", len(url))
	}
	fields := x.StringFields(url[0])
	if len(fields) != 1 || x.FieldName(FieldID(fields[0])) != "Lapp/Const;->URL:Ljava/lang/String;" {
		t.Errorf("fields that start with the URL: %v", fields)
	}
	defs := x.FieldDefs(x.ClassOf(x.LookupType("Lapp/Const;")))
	if len(defs) != 2 || !defs[0].Static || x.FieldName(defs[1].Field) != "Lapp/Const;->URL:Ljava/lang/String;" {
		t.Errorf("fields of Const: %v", defs)
	}
	// What a site names is what decoding it by hand names.
	for s := range x.NumSites() {
		st := x.Site(SiteID(s))
		c, err := x.Code(st.Def)
		if err != nil {
			t.Fatal(err)
		}
		i, ok := dex.Decode(c.Insns, st.PC)
		kind := dex.Ops[st.Op].Ref
		if got := x.Global(x.DexOf(st.Def), kind, i.Index()); !ok || got != st.Target {
			t.Errorf("%s: decoded %d, indexed %d", dex.Ops[st.Op].Name, got, st.Target)
		}
		switch kind {
		case dex.RefCallSite:
			if file, row := x.CallSite(st.Target); file != x.DexOf(st.Def) || row != i.Index() {
				t.Errorf("call site %d is row %d of file %d", st.Target, row, file)
			}
		case dex.RefMethodHandle:
			if file, row := x.MethodHandle(st.Target); file != x.DexOf(st.Def) || row != i.Index() {
				t.Errorf("method handle %d is row %d of file %d", st.Target, row, file)
			}
		}
	}
	if file, _ := x.CallSite(1000); file != -1 {
		t.Errorf("a call site that is not there is in file %d", file)
	}
}

// TestEscapesTable keeps rows of one class together: the look-up needs it.
func TestEscapesTable(t *testing.T) {
	seen := map[string]bool{}
	for i, e := range escapes {
		if seen[e.class] && escapes[i-1].class != e.class {
			t.Errorf("row %d: %s stands apart from its other rows", i, e.class)
		}
		seen[e.class] = true
	}
}

// TestEveryKind counts the sites of the text that holds every instruction, by
// the table of opcodes.
func TestEveryKind(t *testing.T) {
	x := New(assemble(t, fixture(t, "ops.smali")))
	if len(x.Problems) > 0 {
		t.Fatalf("problems: %v", x.Problems)
	}
	seen := map[dex.Opcode]int{}
	for s := range x.NumSites() {
		st := x.Site(SiteID(s))
		seen[st.Op]++
		if st.Target == None {
			t.Errorf("%s at %d names nothing", dex.Ops[st.Op].Name, st.PC)
			continue
		}
		back := false
		for _, u := range x.Users(dex.Ops[st.Op].Ref, st.Target) {
			back = back || u == uint32(s)
		}
		if !back {
			t.Errorf("%s at %d is not among the users of what it names", dex.Ops[st.Op].Name, st.PC)
		}
	}
	for op, info := range dex.Ops {
		if (info.Ref != dex.RefNone) != (seen[dex.Opcode(op)] > 0) {
			t.Errorf("%s: %d sites", info.Name, seen[dex.Opcode(op)])
		}
	}
}

// tables is everything in an index that its answers come from.
func tables(x *Index) []any {
	x.reverse()
	x.Subclasses(0)
	return []any{x.Problems, x.strings, x.types, x.protos, x.params, x.fields, x.methods, x.local, x.typeOf,
		x.classes, x.ifaces, x.defs, x.sites, x.insns, x.classOf, x.defOf, x.users.byNode, x.users.def, x.subs}
}

// TestSameTables builds one index with different numbers of processors and
// sizes of shares.
func TestSameTables(t *testing.T) {
	files := assemble(t, fixture(t, "all.smali"), fixture(t, "ops.smali"), app, lib)
	if os.Getenv(appsEnv) != "" {
		files = append(files, realApp(t, bigApp)...)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	want := tables(build(files, shareUnits))
	for _, procs := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(procs)
		for _, units := range []uint64{1, 1000, shareUnits} {
			got := tables(build(files, units))
			for i := range want {
				// Not cmp: these are millions of rows without a field to export.
				if !reflect.DeepEqual(want[i], got[i]) {
					t.Errorf("%d processors, shares of %d units: table %d (%T) differs", procs, units, i, want[i])
				}
			}
		}
	}
}
