package clean

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/message"
)

func TestClean(t *testing.T) {
	for _, c := range []struct{ in, name, prose string }{
		{"com.acme.Cam", "com.acme.Cam", "com.acme.Cam"},
		{"a\x1b[2Jb", `a\u{1B}[2Jb`, `a\u{1B}[2Jb`},
		{"a\u009b31mb", `a\u{9B}31mb`, `a\u{9B}31mb`},
		{"a\rb\nc\td", `a\u{0D}b\u{0A}c\u{09}d`, "a b c d"},
		{"x\u202egpj.exe", `x\u{202E}gpj.exe`, `x\u{202E}gpj.exe`},
		{"x\u2066y\u2069", `x\u{2066}y\u{2069}`, `x\u{2066}y\u{2069}`},
		{"bio\u00admetric", `bio\u{AD}metric`, "biometric"},
		{"a\u200bb", `a\u{200B}b`, "ab"},
		{"  two  spaces ", "  two  spaces ", "two spaces"},
		{"a\u2028b", `a\u{2028}b`, "a b"},
		{"bad\xff", `bad\x{FF}`, `bad\x{FF}`},
		{"\ufffd", "\ufffd", "\ufffd"},
		{"美颜相机", "美颜相机", "美颜相机"},
		{"z" + strings.Repeat("\u0301", 40), "z" + strings.Repeat("\u0301", 4), "z" + strings.Repeat("\u0301", 4)},
		{"tag\U000e0041", `tag\u{E0041}`, `tag\u{E0041}`},
		{"del\x7f", `del\u{7F}`, `del\u{7F}`},
		{"", "", ""},
	} {
		if got := Name(c.in); got != c.name {
			t.Errorf("Name(%q) = %q, want %q", c.in, got, c.name)
		}
		if got := Prose(c.in); got != c.prose {
			t.Errorf("Prose(%q) = %q, want %q", c.in, got, c.prose)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x1b[2Jb\u202e\xff\u0301 x")
	f.Fuzz(func(t *testing.T, s string) {
		for _, out := range []string{Name(s), Prose(s)} {
			if !utf8.ValidString(out) {
				t.Fatalf("%q is not UTF-8", out)
			}
			for _, r := range out {
				if message.Hidden(r) {
					t.Fatalf("%q holds %U", out, r)
				}
			}
		}
		if p := Prose(s); Prose(p) != p {
			t.Fatalf("Prose changes its own output %q", p)
		}
	})
}
