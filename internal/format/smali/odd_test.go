package smali_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
)

// sameAsDexdump holds avow's dump of a file against Android's, which verifies
// the file first.
func sameAsDexdump(t *testing.T, name string, b []byte) {
	t.Helper()
	tool, err := exec.LookPath("dexdump")
	if err != nil {
		return // callers check what they can without it
	}
	file := filepath.Join(t.TempDir(), "classes.dex")
	if err := os.WriteFile(file, b, 0o666); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(tool, "-a", "-d", "-h", file)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	want, err := cmd.Output()
	if err != nil {
		t.Errorf("%s: dexdump: %v\n%s", name, err, stderr.Bytes())
		return
	}
	_, want, _ = bytes.Cut(want, []byte("\n")) // the line "Processing"
	f, err := dex.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := f.WriteDexdump(&got, file); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, got.Bytes()) {
		t.Errorf("%s (-dexdump +avow):\n%s", name, cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")))
	}
}

// lines repeats a line with a number in it.
func lines(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format+"\n", i)
	}
	return b.String()
}

// TestOddButLegal: files at the edges of the format are written, read back and
// accepted by Android.
func TestOddButLegal(t *testing.T) {
	longs := strings.Repeat("J", 127)
	for _, c := range []struct {
		name, text string
		want       []string // in the disassembly
	}{
		{"empty", "", nil},
		{"class without members", ".class Lt;\n.super Ljava/lang/Object;\n", []string{".class Lt;\n"}},
		{"class without a superclass", ".class Ljava/lang/Object;\n", []string{".class Ljava/lang/Object;\n"}},
		{"65,536 fields", class + lines(1<<16, ".field f%05d:I"), []string{".field f65535:I\n"}},
		{"strings beyond 16 bits", method(lines(70000, `const-string v0, "~%05d"`) + "return-void").Text,
			[]string{"    const-string v0, \"~65000\"\n", "    const-string/jumbo v0, \"~69999\"\n"}},
		{"255 registers of parameters", ".class Lt;\n.super Ljava/lang/Object;\n.method static m(" + longs + "I)V\n.registers 255\ninvoke-static/range {p0 .. p254}, Lt;->m(" + longs + "I)V\nreturn-void\n.end method\n",
			[]string{"{v0 .. v254}"}},
		{"255 parameters", class + ".method static m(" + strings.Repeat("I", 255) + ")V\n.registers 255\n.param p254, \"last\"\nreturn-void\n.end method\n",
			[]string{".param p254, \"last\"\n"}},
		{"65,535 registers", class + ".method static m()V\n.registers 65535\nmove/16 v0, v65534\nreturn-void\n.end method\n", []string{"move/16 v0, v65534\n"}},
		{"arrays of every width", method(arrays()).Text, []string{
			".array-data 1\n0x1L\n0xffL\n0x3L\n.end", ".array-data 2\n0xffffL\n.end",
			".array-data 4\n0x80000000L\n.end", ".array-data 8\n0x8000000000000000L\n.end",
			".array-data 1\n.end", ".array-data 8\n.end",
		}},
		{"switches without cases", method("packed-switch v0, :p\nsparse-switch v0, :s\nreturn-void\n:p\n.packed-switch 0\n.end packed-switch\n:s\n.sparse-switch\n.end sparse-switch").Text,
			[]string{".packed-switch 0\n.end", ".sparse-switch\n.end"}},
		{"switches at the ends of int", method(":a\npacked-switch v0, :p\nsparse-switch v0, :s\nreturn-void\n:p\n.packed-switch 0x7ffffffe\n:a\n:a\n.end packed-switch\n:s\n.sparse-switch\n-0x80000000 -> :a\n-1 -> :a\n0x7fffffff -> :a\n.end sparse-switch").Text,
			[]string{".packed-switch 2147483646\n:L0\n:L0\n.end", "-2147483648 -> :L0\n-1 -> :L0\n2147483647 -> :L0\n"}},
		{"debug information of every kind", method(`.prologue
.line 1000
.local v0, "a":J, "TA;"
nop
.line 996
.end local v0
.epilogue
.source "Other.java"
.line 5
` + strings.Repeat("nop\n", 300) + `.line 7
.restart local v0
.local v2, null:I
.local v3
.source
.line 2147483647
return-void`).Text, []string{
			".prologue\n.line 1000\n.local v0, \"a\":J, \"TA;\"\n", ".line 996\n.end local v0\n.epilogue\n.source \"Other.java\"\n.line 5\n",
			".line 7\n.restart local v0\n.local v2, null:I\n.local v3\n.source\n.line 2147483647\n",
		}},
		{"every kind of method handle", method(handles()).Text, []string{
			"static-put@Lx;->f:I", "static-get@Lx;->f:I", "instance-put@Lx;->f:I", "instance-get@Lx;->f:I", "invoke-static@Lx;->m()V",
			"invoke-instance@Lx;->m()V", "invoke-constructor@Lx;-><init>()V", "invoke-direct@Lx;->m()V", "invoke-interface@Lx;->m()V",
		}},
		{"every kind of argument of a call site", method(`invoke-custom {v0}, s("n", (I)V, 1t, 2s, 'c', 4, 5L, 6.0f, 7.0, (I)V, static-get@Lx;->f:I, "s", Lx;, null, true)@Lx;->b()Ly;
return-void`).Text, []string{`("n", (I)V, 1t, 2s, '\u0063', 4, 5L, 0x1.8p+02f, 0x1.cp+02, (I)V, static-get@Lx;->f:I, "s", Lx;, null, true)@invoke-static@Lx;->b()Ly;`}},
		{"names with spaces", class + ".field `a\u2003b`:L`p q/R`;", []string{"a\u2003b:Lp q/R;"}},
		{"a try range of more than 16 bits", method(":a\n" + strings.Repeat("nop\n", 70000) + ":b\nreturn-void\n.catchall {:a .. :b} :b").Text,
			[]string{".catchall {:L0 .. :L65535} :L70000\n", ".catchall {:L65535 .. :L70000} :L70000\n"}},
	} {
		src := smali.Source{Name: c.name, Text: c.text}
		for _, v := range []int{0, 41} {
			b, err := smali.Assemble(smali.Options{Version: v}, src)
			if err != nil {
				t.Errorf("%s, version %d: %v", c.name, v, err)
				continue
			}
			got := disassemble(t, b)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%s, version %d: %q is not in\n%.2000s", c.name, v, want, got)
				}
			}
			if v != 41 { // newer than Debian's dexdump
				sameAsDexdump(t, c.name, b)
			}
			again, err := smali.Assemble(smali.Options{Version: v}, smali.Source{Name: c.name, Text: got})
			if err != nil || !bytes.Equal(b, again) {
				t.Errorf("%s, version %d: does not come back the same: %v", c.name, v, err)
			}
		}
	}
}

// TestOneTooMany: what no index can reach is refused.
func TestOneTooMany(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{class + lines(1<<16+1, ".field f%05d:I"), "65537 fields in one DEX file"},
		{class + ".method static m(" + strings.Repeat("I", 256) + ")V\n.registers 256\nreturn-void\n.end method\n", "a method can take 255"},
		{class + ".method static m(" + strings.Repeat("J", 128) + ")V\n.registers 256\ninvoke-static/range {p0 .. p255}, Lt;->m(" + strings.Repeat("J", 128) + ")V\nreturn-void\n.end method\n", "256 registers in a range"},
	} {
		if _, err := smali.Assemble(smali.Options{}, smali.Source{Text: c.text}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

func arrays() string {
	var b strings.Builder
	data := []string{".array-data 1\n1 -1 3", ".array-data 2\n-1", ".array-data 4\n-0x80000000", ".array-data 8\n-0x8000000000000000L", ".array-data 1", ".array-data 8"}
	for i := range data {
		fmt.Fprintf(&b, "fill-array-data v0, :a%d\n", i)
	}
	b.WriteString("return-void\n")
	for i, d := range data {
		fmt.Fprintf(&b, ":a%d\n%s\n.end array-data\n", i, d)
	}
	return b.String()
}

func handles() string {
	var b strings.Builder
	for _, h := range []string{"static-put@Lx;->f:I", "static-get@Lx;->f:I", "instance-put@Lx;->f:I", "instance-get@Lx;->f:I", "invoke-static@Lx;->m()V",
		"invoke-instance@Lx;->m()V", "invoke-constructor@Lx;-><init>()V", "invoke-direct@Lx;->m()V", "invoke-interface@Lx;->m()V"} {
		fmt.Fprintf(&b, "const-method-handle v0, %s\n", h)
	}
	return b.String() + "return-void"
}
