package smali_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
)

// class is the head of a class, to which fields and methods can be added.
const class = ".class public Lt;\n.super Ljava/lang/Object;\n"

// TestSyntax: notations that the fixtures of testdata do not use, and what a
// disassembler then says.
func TestSyntax(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"byte order mark", "\ufeff" + class, ".class public Lt;\n"},
		{"carriage returns", strings.ReplaceAll(method("nop\nreturn-void").Text, "\n", "\r\n"), "    nop\n    return-void\n"},
		{"range of labels without spaces", method(":a\nnop\n:b\nreturn-void\n.catchall {:a..:b} :b").Text, ".catchall {:L0 .. :L1} :L1\n"},
		{"range of registers without spaces", method("invoke-static/range {v1..v3}, Lx;->m(IJ)V\nreturn-void").Text, "{v1 .. v3}, Lx;->m(IJ)V\n"},
		{"list for a range", method("invoke-static/range {v1, v2}, Lx;->m(J)V\nreturn-void").Text, "{v1 .. v2}, Lx;->m(J)V\n"},
		{"label and instruction on one line", method("goto :a\n:a return-void").Text, "    goto :L1\n:L1\n    return-void\n"},
		{"directives on one line", ".class Lt; .super Ljava/lang/Object; .field a:I .field b:I .method static m()V .registers 0\nreturn-void\n.end method", ".field b:I\n.method static m()V\n"},
		{"no space after commas", method("invoke-static {v0,v1},Lx;->m(II)V\nreturn-void#done").Text, "{v0, v1}, Lx;->m(II)V\n"},
		{"source file that ends", method(".source \"A.java\"\nnop\n.source\nreturn-void").Text, ".source \"A.java\"\n    nop\n.source\n    return-void\n"},
		{"local without a name", method(".local v0, null:I\nreturn-void").Text, ".local v0, null:I\n"},
		{"words that are names here", class + ".field static enum:I\n.field static greylist:I\n.field v0:I\n.method static native()V\n.registers 0\nreturn-void\n.end method", ".method static native()V\n"},
		{"name that no Android takes", class + ".field `a, b..c`:I", ".field `a, b..c:I`\n"},
		{"hidden field", class + ".field public static greylist-max-o core-platform-api a:I\n.field b:I", ".field public static greylist-max-o core-platform-api a:I\n.field b:I\n"},
		{"hidden method", class + ".method public blacklist test-api m()V\n.registers 1\nreturn-void\n.end method", ".method public blacklist test-api m()V\n"},
		{"public list is none", class + ".field whitelist a:I", ".field a:I\n"},
		{"parameter without end", class + ".method m(I)V\n.registers 2\n.param p1, \"i\"\n.annotation build La;\n.end annotation\nreturn-void\n.end method", ".param p1, \"i\"\n.annotation build La;\n.end annotation\n    return-void\n"},
		{"call site of another kind", method("invoke-custom {}, s(\"n\", ()V)@invoke-instance@Lx;->b()Ly;\nreturn-void").Text, "call_site_0(\"n\", ()V)@invoke-instance@Lx;->b()Ly;\n"},
	} {
		b, err := smali.Assemble(smali.Options{}, smali.Source{Name: c.name, Text: c.text})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := disassemble(t, b); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q is not in\n%s", c.name, c.want, got)
		}
		if c.name != "name that no Android takes" {
			sameAsDexdump(t, c.name, b)
		}
	}
}

// TestLiterals: numbers in every spelling, as the bits of a constant.
func TestLiterals(t *testing.T) {
	for _, c := range []struct {
		op, text string
		want     int64 // of an instruction that is accepted
		bad      bool
	}{
		{"const/4", "-8", -8, false},
		{"const/4", "0x7", 7, false},
		{"const/4", "8", 0, true},
		{"const/16", "-0x8000", -0x8000, false},
		{"const/16", "0xffff", 0, true}, // would become -1
		{"const/16", "'A'", 'A', false},
		{"const/16", `'\u00e9'`, 0xe9, false},
		{"const/16", "0x7ft", 0x7f, false},
		{"const/16", "-0x80t", -0x80, false},
		{"const/16", "-0x1s", -1, false},
		{"const", "0XfF", 255, false},
		{"const", "017", 15, false},
		{"const", "0x80000000", math.MinInt32, false},
		{"const", "-0x80000000", math.MinInt32, false},
		{"const", "0x100000000", 0, true},
		{"const", "1.0f", 0x3f800000, false},
		{"const", "1f", 0x3f800000, false},
		{"const", "-1.5e-3f", int64(int32(math.Float32bits(-1.5e-3))), false},
		{"const", "0x1.8p1f", 0x40400000, false},
		{"const", "NaNf", 0x7fc00000, false},
		{"const", "-Infinityf", int64(int32(-0x800000)), false},
		{"const", "1.0", 0, true}, // a double
		{"const/high16", "0x7f0a0000", 0x7f0a0000, false},
		{"const/high16", "2.0f", 0x40000000, false},
		{"const/high16", "0x7f0a0001", 0, true},
		{"const-wide/16", "0x1L", 1, false},
		{"const-wide/32", "-0x1l", -1, false},
		{"const-wide", "0x7fffffffffffffffL", math.MaxInt64, false},
		{"const-wide", "-0x8000000000000000L", math.MinInt64, false},
		{"const-wide", "18446744073709551616", 0, true},
		{"const-wide", "0.1", int64(math.Float64bits(0.1)), false},
		{"const-wide", "1d", int64(math.Float64bits(1)), false},
		{"const-wide", "NaN", 0x7ff8000000000000, false},
		{"const-wide/high16", "0x4000000000000000L", 0x4000000000000000, false},
		{"const-wide/high16", "1.0", 0x3ff0000000000000, false},
		{"const", "0b11", 0, true}, // another language's
		{"const", "0o17", 0, true},
		{"const", "1_000", 0, true},
		{"const", "+1", 0, true},
		{"const", "inff", 0, true},
		{"const", "08", 0, true},
	} {
		b, err := smali.Assemble(smali.Options{}, method(fmt.Sprintf("%s v0, %s\nreturn-void", c.op, c.text)))
		if c.bad || err != nil {
			if !c.bad || err == nil {
				t.Errorf("%s %s: accepted %v, error %v", c.op, c.text, err == nil, err)
			} else if !strings.HasPrefix(err.Error(), "t.smali:5: ") {
				t.Errorf("%s %s: no line in %q", c.op, c.text, err)
			}
			continue
		}
		f, err := dex.Open(b)
		if err != nil {
			t.Fatal(err)
		}
		m := f.ClassMembers(0)
		d, _ := m.NextMethod()
		code, err := f.Code(d.CodeOff)
		if err != nil {
			t.Fatal(err)
		}
		if i, ok := dex.Decode(code.Insns, 0); !ok || i.Lit != c.want {
			t.Errorf("%s %s: %#x, want %#x", c.op, c.text, i.Lit, c.want)
		}
	}
}

// TestAutomaticVersion: the lowest version that holds what the text uses.
func TestAutomaticVersion(t *testing.T) {
	iface := ".class interface abstract Lt;\n.super Ljava/lang/Object;\n"
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"nothing new", class, 35},
		{"interface with a constant", iface + ".field public static final o:Lt;\n.method static constructor <clinit>()V\n.registers 0\nreturn-void\n.end method", 35},
		{"interface with code", iface + ".method public m()V\n.registers 1\nreturn-void\n.end method", 37},
		{"call site", method("invoke-custom {}, s(\"n\", ()V)@Lx;->b()Ly;\nreturn-void").Text, 38},
		{"method handle as a value", class + ".annotation build La;\nv = invoke-static@Lx;->m()V\n.end annotation", 38},
		{"method type as a value", class + ".annotation build La;\nv = (I)V\n.end annotation", 38},
		{"method type in a register", method("const-method-type v0, ()V\nreturn-void").Text, 39},
		{"space in a class name", class + ".field a:L`x y`;", 40},
		{"space in a field name", class + ".field `a\u00a0b`:I", 40},
		{"space in a method name", method("invoke-static {}, Lx;->`a\u2003b`()V\nreturn-void").Text, 40},
		{"space in a string", method("const-string v0, \"a b\"\nreturn-void").Text, 35},
	} {
		src := smali.Source{Name: "t", Text: c.text}
		b, err := smali.Assemble(smali.Options{}, src)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := string(b[4:7]); got != fmt.Sprintf("%03d", c.want) {
			t.Errorf("%s: version %s, want %d", c.name, got, c.want)
		}
		if c.want > 35 {
			_, err := smali.Assemble(smali.Options{Version: c.want - 1}, src)
			want := fmt.Sprintf("needs DEX version %d, and Options.Version is %d", c.want, c.want-1)
			if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "t:0") {
				t.Errorf("%s in an older version: %v", c.name, err)
			}
		}
		dump(t, b)
	}
}
