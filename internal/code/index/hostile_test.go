package index

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
)

func uleb(v uint32, width int) []byte {
	b := make([]byte, width)
	for i := range b {
		b[i] = byte(v>>(7*i)) & 0x7f
		if i < width-1 {
			b[i] |= 0x80
		}
	}
	return b
}

// TestSharedCode lets many methods name one long body.
func TestSharedCode(t *testing.T) {
	var text strings.Builder
	text.WriteString(".class La;\n.super Ljava/lang/Object;\n.method static a()V\n.registers 1\n")
	text.WriteString(strings.Repeat("const-string v0, \"x\"\n", 10000))
	text.WriteString("return-void\n.end method\n")
	for i := range 100 {
		fmt.Fprintf(&text, ".method static m%02d()V\n.registers 1\nreturn-void\n.end method\n", i)
	}
	b, err := smali.Assemble(smali.Options{}, smali.Source{Name: "a", Text: text.String()})
	if err != nil {
		t.Fatal(err)
	}
	f, err := dex.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	c := f.Class(0)
	m := f.Members(c.DataOff)
	first, _ := m.NextMethod()
	end := int(c.DataOff) + 2000
	for d, ok := m.NextMethod(); ok; d, ok = m.NextMethod() {
		at := bytes.Index(b[c.DataOff:min(end, len(b))], uleb(d.CodeOff, 3))
		if at < 0 {
			t.Fatalf("the offset 0x%x is not found in the class data", d.CodeOff)
		}
		copy(b[int(c.DataOff)+at:], uleb(first.CodeOff, 3))
	}
	f, err = dex.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	x := New([]*dex.File{f})
	if n := x.NumInsns(); n > maxCodeFactor*uint64(len(b))/2 {
		t.Errorf("%d instructions read from a file of %d bytes", n, len(b))
	}
	want(t, x, "share too much code")
	if x.NumDefs() != 101 {
		t.Errorf("%d methods, not 101", x.NumDefs())
	}
}

func want(t *testing.T, x *Index, msg string) {
	t.Helper()
	for _, p := range x.Problems {
		if strings.Contains(p.Error(), msg) {
			return
		}
	}
	t.Errorf("no problem says %q among %v", msg, x.Problems)
}

// TestSharedStrings lets all strings be the same long one.
func TestSharedStrings(t *testing.T) {
	text := ".class La;\n.super Ljava/lang/Object;\n.method static a()V\n.registers 1\nconst-string v0, \"" + strings.Repeat("z", 5000) + "\"\n"
	for i := range 200 {
		text += fmt.Sprintf("const-string v0, \"s%d\"\n", i)
	}
	b, err := smali.Assemble(smali.Options{}, smali.Source{Name: "a", Text: text + "return-void\n.end method\n"})
	if err != nil {
		t.Fatal(err)
	}
	n, off := binary.LittleEndian.Uint32(b[0x38:]), binary.LittleEndian.Uint32(b[0x3c:])
	last := binary.LittleEndian.Uint32(b[off+4*(n-1):])
	for i := range n {
		binary.LittleEndian.PutUint32(b[off+4*i:], last)
	}
	f, err := dex.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	x := New([]*dex.File{f})
	want(t, x, "strings overlap")
	visit(x)
}

// TestBrokenMethod leaves out the instructions that do not fit and keeps the
// rest of the method and of the file.
func TestBrokenMethod(t *testing.T) {
	files := assemble(t, `
.class La;
.super Ljava/lang/Object;
.method static a()V
    .registers 1
    const-string v0, "first"
    const-string v0, "second"
    return-void
.end method
.method static b()V
    .registers 1
    const-string v0, "third"
    return-void
.end method
`)
	f := files[0]
	m := f.Members(f.Class(0).DataOff)
	d, _ := m.NextMethod()
	c, err := f.Code(d.CodeOff)
	if err != nil {
		t.Fatal(err)
	}
	c.Insns[4] = byte(dex.OpConstWide) // five units where three are left
	x := New(files)
	want(t, x, "La;->a()V at")
	want(t, x, "runs past the end of the code")
	var got []string
	for s := range x.NumSites() {
		got = append(got, string(x.StringBytes(StringID(x.Site(SiteID(s)).Target))))
	}
	if strings.Join(got, " ") != "first third" {
		t.Errorf("strings loaded: %q, not the first and the third", got)
	}
}

// TestCircles puts classes and interfaces above themselves.
func TestCircles(t *testing.T) {
	// Each class has a file of its own: the assembler refuses a circle in one.
	x := New(assemble(t,
		".class La;\n.super Lb;\n",
		".class Lb;\n.super Lc;\n",
		".class Lc;\n.super La;\n.implements Li;\n",
		".class interface abstract Li;\n.super Ljava/lang/Object;\n.implements Lj;\n",
		".class interface abstract Lj;\n.super Ljava/lang/Object;\n.implements Lk;\n.implements Li;\n",
	))
	for c := range x.NumClasses() {
		// Every way up must end.
		var up func(c ClassID, steps int)
		up = func(c ClassID, steps int) {
			if steps > 20 {
				t.Fatalf("no end above %s", x.TypeName(x.Class(c).Type))
			}
			for _, s := range append([]TypeID{x.Class(c).Super}, x.Interfaces(c)...) {
				if to := x.ClassOf(s); to != ClassID(None) {
					up(to, steps+1)
				}
			}
		}
		up(ClassID(c), 0)
	}
	if len(x.Problems) != 2 {
		t.Errorf("%d problems, not one for each circle: %v", len(x.Problems), x.Problems)
	}
	want(t, x, "above itself")
}

// visit asks an index everything.
func visit(x *Index) {
	for s := range x.NumSites() {
		st := x.Site(SiteID(s))
		x.Users(dex.Ops[st.Op].Ref, st.Target)
	}
	for d := range x.NumDefs() {
		x.MethodName(x.Def(DefID(d)).Method)
		x.Refs(DefID(d))
		_, _ = x.Code(DefID(d)) // a body may be missing
	}
	for c := range x.NumClasses() {
		x.TypeName(x.Class(ClassID(c)).Type)
		x.Interfaces(ClassID(c))
		x.ClassDefs(ClassID(c))
	}
	for t := range x.NumTypes() {
		x.Subclasses(TypeID(t))
		x.MethodsOf(TypeID(t))
		x.ClassOf(TypeID(t))
	}
	for f := range x.NumFields() {
		x.FieldName(FieldID(f))
	}
	for m := range x.NumMethods() {
		x.MethodName(MethodID(m))
		x.DefOf(MethodID(m))
	}
	for s := range x.NumStrings() {
		x.StringFields(StringID(s))
	}
	x.Escapes()
	x.Natives()
}

// FuzzIndex reads mutated files beside a sound one.
func FuzzIndex(f *testing.F) {
	sound := assemble(f, app)[0]
	for _, name := range []string{"all.smali", "ops.smali"} {
		b, err := smali.Assemble(smali.Options{}, smali.Source{Name: name, Text: fixture(f, name)})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		files, err := dex.OpenAll(data)
		if err != nil {
			return
		}
		visit(New(append(files, sound)))
	})
}
