package smali_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
)

// fixtures are texts with every directive and element kind, every instruction,
// and what a disassembler makes of ordinary classes.
var fixtures = []string{"all.smali", "ops.smali", "baksmali.smali"}

func read(t testing.TB, name string) smali.Source {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return smali.Source{Name: name, Text: string(text)}
}

func assemble(t testing.TB, opt smali.Options, sources ...smali.Source) []byte {
	t.Helper()
	b, err := smali.Assemble(opt, sources...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// dump runs dexdump, which verifies checksum, signature, the order of ids and
// the structure of every section before it prints.
func dump(t *testing.T, b []byte) string {
	t.Helper()
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		t.Skip("dexdump is not installed")
	}
	file := filepath.Join(t.TempDir(), "classes.dex")
	if err := os.WriteFile(file, b, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-d", "-a", "-f", "-h", file).CombinedOutput()
	if err != nil || bytes.Contains(out, []byte("dexdump E ")) {
		t.Fatalf("dexdump: %v\n%s", err, out)
	}
	return string(out)
}

// method wraps instructions into a class.
func method(body string) smali.Source {
	return smali.Source{Name: "t.smali", Text: ".class Lt;\n.super Ljava/lang/Object;\n.method static m()V\n.registers 4\n" + body + "\n.end method\n"}
}

func TestEveryInstruction(t *testing.T) {
	out := dump(t, assemble(t, smali.Options{}, read(t, "ops.smali")))
	at := strings.Index(out, "Ops.ops:()V")
	var got []string
	for _, m := range regexp.MustCompile(`(?m)\|[0-9a-f]{4,}: ([a-z0-9/-]+)`).FindAllStringSubmatch(out[at:], -1) {
		got = append(got, m[1])
	}
	var want []string
	for _, op := range dex.Ops {
		if op.Name != "" {
			want = append(want, op.Name)
		}
	}
	if diff := cmp.Diff(want, got[:min(len(got), len(want))]); diff != "" {
		t.Errorf("instructions that dexdump reads (-want +got):\n%s", diff)
	}
	for _, line := range []string{
		"|002d: const-wide/high16 v19, #long 4613937818241073152 // #4008",
		"|0041: filled-new-array {v1, v2, v3, v4, v15}, [I",
		"|004b: goto 0000",
		"|0051: packed-switch v200, 0000019a",
		"|01a6: sparse-switch-data (14 units)",
		"|018e: invoke-custom {v3, v4}, call_site@0000",
		"link_argument[3] : 7 (int)",
		"type        : get-static",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("dexdump does not print %q", line)
		}
	}
}

func TestDirectives(t *testing.T) {
	out := dump(t, assemble(t, smali.Options{}, read(t, "all.smali")))
	for _, line := range []string{
		"value         : -128\n", "value         : 1234605616436508552\n", "value         : 3.14159\n",
		`accessFlags=16400 name="Kind"`,
		`VISIBILITY_SYSTEM Ldalvik/annotation/Throws; value={ Ljava/io/IOException; }`,
		"        0x0000 line=100\n        0x0001 line=99\n        0x0002 line=2000\n",
		"        0x0000 - 0x0002 reg=0 x J \n",
		"Ljava/util/List<TT;>;",
		"      catches       : 3\n        0x0000 - 0x0004\n          <any> -> 0x0010\n        0x0004 - 0x0008\n          Ljava/io/IOException; -> 0x000c\n          Ljava/lang/RuntimeException; -> 0x000e\n          <any> -> 0x0010\n        0x0008 - 0x000b\n",
	} {
		if !strings.Contains(out, line) {
			t.Errorf("dexdump does not print %q", line)
		}
	}
}

func TestVersions(t *testing.T) {
	plain := method("return-void")
	for v := 35; v <= 41; v++ {
		b := assemble(t, smali.Options{Version: v}, plain)
		if got, want := string(b[:8]), fmt.Sprintf("dex\n%03d\x00", v); got != want {
			t.Errorf("version %d: magic %q", v, got)
		}
		wantHeader := uint32(0x70)
		if v == 41 {
			wantHeader = 0x78
		}
		if got := binary.LittleEndian.Uint32(b[36:]); got != wantHeader {
			t.Errorf("version %d: header of %#x bytes, want %#x", v, got, wantHeader)
		}
		if v != 36 && v != 41 { // 036 was never released; 041 is newer than some dexdumps
			dump(t, b)
		}
	}
	if b := assemble(t, smali.Options{}, read(t, "ops.smali")); string(b[4:7]) != "039" {
		t.Errorf("automatic version is %q, want 039 for const-method-handle", b[4:7])
	}
	_, err := smali.Assemble(smali.Options{Version: 38}, read(t, "ops.smali"))
	if err == nil || !strings.Contains(err.Error(), "needs DEX version 39") {
		t.Errorf("const-method-handle in 038: %v", err)
	}
	if _, err := smali.Assemble(smali.Options{Version: 42}, plain); err == nil {
		t.Error("version 42 is accepted")
	}
}

// TestOrderDoesNotMatter permutes sources and members.
func TestOrderDoesNotMatter(t *testing.T) {
	a, b := read(t, "all.smali"), read(t, "ops.smali")
	if !bytes.Equal(assemble(t, smali.Options{}, a, b), assemble(t, smali.Options{}, b, a)) {
		t.Error("bytes depend on the order of sources")
	}
	head := ".class Lt;\n.super Ljava/lang/Object;\n"
	f := ".field static a:I = 1\n"
	g := ".field static b:I = 2\n"
	m := ".method a()V\n.registers 1\nconst-string p0, \"x\"\nreturn-void\n.end method\n"
	n := ".method b()V\n.registers 1\n.line 3\nreturn-void\n.end method\n"
	p := ".param p%d\n.annotation build Lp%[1]d;\n.end annotation\n.end param\n"
	o := ".annotation runtime L%s;\nx = 1\n.end annotation\n"
	for _, c := range []struct{ what, one, two string }{
		{"members", f + g + m + n, n + g + m + f},
		{"annotations", fmt.Sprintf(o+o, "a", "b"), fmt.Sprintf(o+o, "b", "a")},
		{"elements", ".annotation build La;\nx = 1\ny = 2\n.end annotation", ".annotation build La;\ny = 2\nx = 1\n.end annotation"},
		{"parameters", ".method abstract m(II)V\n" + fmt.Sprintf(p, 1) + fmt.Sprintf(p, 2) + ".end method\n", ".method abstract m(II)V\n" + fmt.Sprintf(p, 2) + fmt.Sprintf(p, 1) + ".end method\n"},
	} {
		one := assemble(t, smali.Options{}, smali.Source{Text: head + c.one})
		two := assemble(t, smali.Options{}, smali.Source{Text: head + c.two})
		if !bytes.Equal(one, two) {
			t.Errorf("bytes depend on the order of %s", c.what)
		}
	}
}

// TestStringOrder: UTF-16 order puts surrogates before U+E000, unlike the
// order of code points, and U+0000 first, unlike the order of MUTF-8 bytes.
func TestStringOrder(t *testing.T) {
	b := assemble(t, smali.Options{}, method("const-string v0, \"~\\ue000\"\nconst-string v0, \"~\U0001F600\"\nconst-string v0, \"~\\u0000\"\nconst-string v0, \"~a\"\nreturn-void"))
	dump(t, b)
	var got []string
	n, off := binary.LittleEndian.Uint32(b[56:]), binary.LittleEndian.Uint32(b[60:])
	for i := uint32(0); i < n; i++ {
		s := b[binary.LittleEndian.Uint32(b[off+4*i:]):]
		if s = s[1 : 1+bytes.IndexByte(s[1:], 0)]; s[0] == '~' {
			got = append(got, string(s))
		}
	}
	want := []string{"~\xc0\x80", "~a", "~\xed\xa0\xbd\xed\xb8\x80", "~\xee\x80\x80"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("strings (-want +got):\n%s", diff)
	}
}

func TestGotoGrows(t *testing.T) {
	out := dump(t, assemble(t, smali.Options{}, method(
		":top\ngoto :end\n"+strings.Repeat("nop\n", 200)+"goto :top\n"+strings.Repeat("nop\n", 33000)+"goto :top\n:self\ngoto :self\n:end\nreturn-void")))
	for _, want := range []string{"|0000: goto/32 ", "|00cb: goto/16 0000", ": goto/32 #00000000"} {
		if !strings.Contains(out, want) {
			t.Errorf("dexdump does not print %q", want)
		}
	}
}

func TestClassOrder(t *testing.T) {
	src := smali.Source{Name: "t.smali", Text: ".class La;\n.super Lb;\n.implements Ld;\n.class Lb;\n.super Lc;\n.class Lc;\n.super Ljava/lang/Object;\n.class interface abstract Ld;\n.super Ljava/lang/Object;\n"}
	b := assemble(t, smali.Options{}, src)
	dump(t, b)
	var got []uint32
	n, off := binary.LittleEndian.Uint32(b[96:]), binary.LittleEndian.Uint32(b[100:])
	for i := uint32(0); i < n; i++ {
		got = append(got, binary.LittleEndian.Uint32(b[off+32*i:]))
	}
	if diff := cmp.Diff([]uint32{2, 1, 3, 0}, got); diff != "" {
		t.Errorf("class_defs by type index (-want +got):\n%s", diff)
	}
}

func TestAssembleAll(t *testing.T) {
	a := smali.Source{Name: "a.smali", Text: ".class La;\n.super Ljava/lang/Object;\n"}
	b := smali.Source{Name: "b.smali", Text: ".class Lb;\n.super La;\n", Dex: 2}
	all, err := smali.AssembleAll(smali.Options{}, b, a)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d files, %v", len(all), err)
	}
	if !bytes.Equal(all[0], assemble(t, smali.Options{}, a)) || !bytes.Equal(all[1], assemble(t, smali.Options{}, b)) {
		t.Error("groups are mixed up")
	}
	b.Dex = 3
	if _, err := smali.AssembleAll(smali.Options{}, a, b); err == nil {
		t.Error("a gap in the numbers is accepted")
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{".super La;", "t.smali:1: expected .class"},
		{".class Lt;", "t.smali:1: class Lt; has no .super"},
		{class + class, "t.smali:3: class Lt; is defined twice: first at t.smali:1"},
		{class + ".field x", `t.smali:3: "Lt;->x" is not a field`},
		{class + ".field x:I = 1", "has a value but is not static"},
		{class + ".field static x:I = 1L", "value does not have the type I"},
		{class + ".field static x:B = 256", "number does not fit 8 bits"},
		{class + ".field x:I\n.field x:I", "t.smali:4: field x:I is defined twice"},
		{class + ".source \"x", "t.smali:3: literal does not end"},
		{class + `.source "\q"`, `unknown escape \q`},
		{class + ".annotation loud La;\n.end annotation", `unknown visibility "loud"`},
		{class + ".annotation build La;\nx = 1\nx = 2\n.end annotation", "occurs twice"},
		{class + ".annotation build La;\nx = " + strings.Repeat("{", 100), "nested deeper"},
		{".class La;\n.super Lb;\n.class Lb;\n.super La;\n", "its own ancestor"},
		{class + ".method m()V\nreturn-void\n.end method", "no .registers"},
		{class + ".method m(J)V\n.registers 2\nreturn-void\n.end method", "its arguments need 3"},
		{method("nop v0").Text, "t.smali:5: nop: takes 0 operands, found 1"},
		{method("return v9").Text, "register v9 does not exist: the method has 4, of which 0 are arguments"},
		{method("frob v1").Text, `unknown instruction "frob"`},
		{method("goto :x").Text, "no label :x in method m"},
		{method(":x\n:x\nnop").Text, "label :x occurs twice"},
		{method("const/4 v0, 8").Text, "number does not fit 4 bits"},
		{method("const/high16 v0, 0x10001").Text, "only the high 16"},
		{method("invoke-static {v0}, La;->m(J)V").Text, "the callee takes 2 registers"},
		{method("invoke-static {v0 .. v3}, La;->m(IIII)V").Text, "use the /range form"},
		{method("sget v0, La;->m()V").Text, "operand 2 must be a field"},
		{method("packed-switch v0, :x\n:x\nreturn-void").Text, "does not stand before the payload"},
		{method("nop\n:x\n.packed-switch 0\n:x\n.end packed-switch").Text, "no instruction uses this payload"},
		{method("sparse-switch v0, :x\n:x\n.sparse-switch\n2 -> :x\n1 -> :x\n.end sparse-switch").Text, "must ascend"},
		{method("const-string v0, \"a\" v1").Text, "expected a comma or the end of the line"},
		{method("invoke-custom {}, x(\"a\")@La;->b()V").Text, "needs a name and a prototype first"},
		{".class pubic Lt;\n.super Ljava/lang/Object;", `t.smali:1: unknown access flag "pubic"`},
		{class + ".field pubic x:I", `t.smali:3: unknown access flag "pubic"`},
		{class + ".method pubic m()V\n.end method", `t.smali:3: unknown access flag "pubic"`},
		{class + ".method m()V\n.end method", "t.smali:3: method m has no code and is neither abstract nor native"},
		{class + ".method native m()V\n.registers 1\nreturn-void\n.end method", "t.smali:3: method m has code, though it is abstract or native"},
		{class + ".method public <init>()V\n.registers 1\nreturn-void\n.end method", "t.smali:3: method <init> needs the access flag constructor"},
		{class + ".method m()V\n.registers 1\nreturn-void\n.method n()V\n.end method", `t.smali:6: found ".method" in method m of line 3: its .end method is missing`},
		{class + ".method m()V\n.registers 1\nreturn-void\n", "t.smali:6: found the end of the file in method m of line 3: its .end method is missing"},
		{".class Lt;\n.super Ljava.lang.Object;", "t.smali:2: \"Ljava.lang.Object;\" is not a class type"},
		{method("invoke-virtual {v0}, Lx;.m()V").Text, `t.smali:5: cannot read "Lx;.m()V" as a reference`},
		{class + ".method static m(I)V\n.registers 20\nmove v0, p0\nreturn-void\n.end method", "t.smali:5: move: register p0, which is v19, does not fit 4 bits"},
		{class + ".field static x:F = 1", "does not have the type F of its field: write it as 1.0f"},
		{class + ".field static x:Z = 1", "write true or false"},
		{class + ".field greylist blacklist x:I", "t.smali:3: blacklist is the second hidden-API list"},
		{method(".local v0, x:I\nreturn-void").Text, `t.smali:5: expected the name of the local in double quotes, or null, found "x:I"`},
	} {
		_, err := smali.Assemble(smali.Options{}, smali.Source{Name: "t.smali", Text: c.text})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

// FuzzAssemble: no text panics, and what assembles is well-formed and survives
// a round trip.
func FuzzAssemble(f *testing.F) {
	for _, name := range fixtures {
		f.Add(read(f, name).Text)
	}
	f.Add(method("return-void").Text)
	f.Fuzz(func(t *testing.T, in string) {
		b, err := smali.Assemble(smali.Options{}, smali.Source{Name: "f", Text: in})
		if err != nil {
			return
		}
		f, err := dex.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range append(f.Problems, f.Verify()...) {
			t.Errorf("reader finds a problem: %v", p.Error())
		}
		out, err := text(f)
		if errors.Is(err, errUnused) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		if again := assemble(t, smali.Options{}, smali.Source{Name: "again", Text: out}); !bytes.Equal(b, again) {
			t.Errorf("bytes change on a round trip through\n%s", out)
		}
	})
}

func BenchmarkAssemble(b *testing.B) {
	src := read(b, "ops.smali")
	b.SetBytes(int64(len(src.Text)))
	for b.Loop() {
		assemble(b, smali.Options{}, src)
	}
}
