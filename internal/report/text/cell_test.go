package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSpan(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "美颜": 4, "é": 1, "e\u0301": 1, "✗": 1, "…": 1, "😀": 2, "ｱ": 1, "Ａ": 2} {
		if got := span(s); got != want {
			t.Errorf("span(%q) = %d, want %d", s, got, want)
		}
	}
}

func TestMiddle(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want string
	}{
		{"short", 5, "short"},
		{"com.acme.camera.Preview", 12, "com.…Preview"},
		{"美颜相机美颜相机", 7, "美…相机"},
		{"abc", 1, "…"},
		{"abc", 0, ""},
		{"a\u0301b\u0301c\u0301d\u0301e\u0301", 4, "a\u0301…d\u0301e\u0301"},
	} {
		if got := middle(c.in, c.w); got != c.want {
			t.Errorf("middle(%q, %d) = %q, want %q", c.in, c.w, got, c.want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in   string
		w    int
		want []string
	}{
		{"one two three", 7, []string{"one two", "three"}},
		{"", 7, nil},
		{"abcdefghij", 4, []string{"abcd", "efgh", "ij"}},
		{"org.acme.Camera.open(int)", 10, []string{"org.acme.", "Camera.", "open(int)"}},
		{"a.bcdefghijk", 6, []string{"a.bcde", "fghijk"}}, // too early to break at
		{"顔の特徴を収集しません", 6, []string{"顔の特", "徴を収", "集しま", "せん"}},
		{"顔顔", 3, []string{"顔", "顔"}},
		{"顔顔", 1, []string{"顔", "顔"}},
	} {
		if diff := cmp.Diff(c.want, wrap(c.in, c.w)); diff != "" {
			t.Errorf("wrap(%q, %d):\n%s", c.in, c.w, diff)
		}
	}
}

func FuzzWrap(f *testing.F) {
	f.Add("one two 顔の特徴", 7)
	f.Fuzz(func(t *testing.T, s string, w int) {
		if w < 2 || w > 200 {
			return
		}
		lines := wrap(s, w)
		for _, l := range lines {
			if span(l) > w {
				t.Fatalf("%q is wider than %d", l, w)
			}
		}
		bare := func(s string) string { return strings.Join(strings.Fields(s), "") }
		// Line by line: bytes that are no UTF-8 could make a space together.
		got := ""
		for _, l := range lines {
			got += bare(l)
		}
		if got != bare(s) {
			t.Fatalf("wrap lost text: %q, %q", got, bare(s))
		}
		if n := span(middle(s, w)); n > w {
			t.Fatalf("middle is %d wide", n)
		}
	})
}
