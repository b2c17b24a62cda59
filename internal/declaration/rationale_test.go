package declaration

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/message"
)

// texts makes one table of lines "name: text".
func texts(lines string) (out []Text) {
	off := int64(64)
	for line := range strings.Lines(lines) {
		name, text, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		text = strings.ReplaceAll(text, `\n`, "\n")
		out = append(out, Text{"string/" + name, text, off, len(text)})
		off += int64(len(text)) + 3
	}
	return out
}

// TestRationales reads the strings of one app, of which those named "ask_..."
// or "deny_..." say something, and the others look like it: none of their words
// may be told.
func TestRationales(t *testing.T) {
	data, err := os.ReadFile("testdata/strings/app.txt")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, x := range texts(string(data)) { // each by itself: beside an exact word the wider adds nothing
		r, err := Rationales("resources.arsc", "Fern Walk", []Text{x})
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(x.Name, "string/")
		if speaks := strings.HasPrefix(name, "ask_") || strings.HasPrefix(name, "deny_"); speaks != (r != nil) {
			t.Errorf("said of %s: %v, want %v: %s", x.Name, r != nil, speaks, x.Text)
		}
		if r == nil {
			continue
		}
		for _, s := range r.Statements {
			fmt.Fprintf(&b, "%s %s %s %v | %s | %s | %s\n", s.Heading[0], s.Practice, s.Modality, s.Scope, s.Label.Marks, s.Term, s.Label.Rule)
			if s.Quote != x.Text || s.Offset != x.Offset || s.Length != x.Length || s.Label.Form != message.AndroidRationale {
				t.Errorf("%q is not quoted from where it stands", s.Quote)
			}
		}
	}
	const want = "testdata/strings/app.txt.want"
	if *update {
		if err := os.WriteFile(want, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	golden, err := os.ReadFile(want)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(golden), b.String()); d != "" {
		t.Errorf("want (-), got (+):\n%s", d)
	}
}

// An app that asks for nothing has no label, and one that asks in a hundred
// places is told of eight.
func TestRationalesFew(t *testing.T) {
	if r, err := Rationales("x", "", texts("title: Settings\ncamera: We need access to your camera.\n")); r != nil || err != nil {
		t.Errorf("%v, %v", r, err)
	}
	var b strings.Builder
	for i := range 100 {
		fmt.Fprintf(&b, "n%d: Screen %d needs access to your contacts.\n", i, i)
	}
	r, err := Rationales("x", "", texts(b.String()))
	if err != nil || len(r.Statements) != maxTexts {
		t.Errorf("%v, %v", r, err)
	}
}

// A stem that no pattern needs would cost time; a pattern that no stem leads to
// would never be tried.
func TestMayAsk(t *testing.T) {
	tab, err := load()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range tab.asks.patterns {
		if p.kind != kindAsk && p.kind != kindRefuse {
			continue
		}
		led := false
		for _, part := range p.parts {
			all := part.class != "" || part.word != ""
			for word := range tab.asks.classes[part.class] {
				all = all && MayAsk("............ "+word+" ............")
			}
			led = led || all && (part.word == "" || MayAsk("............ "+part.word+" ............"))
		}
		if !led {
			t.Errorf("no step of %v begins with a stem", p.parts)
		}
	}
	if MayAsk("Nothing here does so.") {
		t.Error("a text without a stem is looked into")
	}
}

func TestWordingStrict(t *testing.T) {
	for _, row := range [][]string{
		{"asks", "", "T needed"},
		{"ask", "", "needs access"},
		{"ask", "", "~2 needs T"},
		{"ask", "", "@nobody T"},
		{"ask", "", "needs ~99 T"},
		{"ask", "", "needs ~x T"},
	} {
		w := wording{classes: map[string]map[string]bool{}}
		if err := w.add(row, ""); err == nil {
			t.Errorf("%v is accepted", row)
		}
	}
}

// FuzzRationales: nothing panics, and what is quoted is the text.
func FuzzRationales(f *testing.F) {
	files, _ := filepath.Glob("testdata/strings/*.txt")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil {
			for line := range bytes.Lines(data) {
				f.Add(string(line), "Fern Walk")
			}
		}
	}
	f.Add("We need access to your location. It never leaves your phone unless %1$s", "%")
	f.Fuzz(func(t *testing.T, text, app string) {
		r, err := Rationales("x", app, []Text{{"string/x", text, 3, len(text)}})
		if err != nil {
			t.Fatal(err)
		}
		if r == nil {
			return
		}
		for _, s := range r.Statements {
			if s.Quote != text || s.Offset != 3 || s.Label == nil || s.Term == "" {
				t.Fatalf("%+v", s)
			}
		}
	})
}
