package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/sample"
)

func feed(t testing.TB, h message.Handler, stream []message.Message) {
	t.Helper()
	for _, m := range stream {
		if err := h.Handle(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestReplay writes each sample directly and through its saved stream, and the
// bytes must be the same, for every format.
func TestReplay(t *testing.T) {
	for _, s := range sample.All() {
		var saved bytes.Buffer
		feed(t, message.NewEncoder(&saved, false), sample.Stream(s.Run))
		for _, f := range Formats() {
			var direct, replayed bytes.Buffer
			h, err := New(f.Name, &direct, Options{})
			if err != nil {
				t.Fatal(err)
			}
			feed(t, h, sample.Stream(s.Run))
			if h, err = New(f.Name, &replayed, Options{}); err != nil {
				t.Fatal(err)
			}
			if err := message.Replay(bytes.NewReader(saved.Bytes()), h); err != nil {
				t.Fatal(err)
			}
			if err := h.Close(); err != nil {
				t.Fatal(err)
			}
			if direct.Len() == 0 || !bytes.Equal(direct.Bytes(), replayed.Bytes()) {
				t.Errorf("%s as %s: replay gives other bytes (%d, %d)", s.Name, f.Name, direct.Len(), replayed.Len())
			}
		}
	}
}

func TestBrokenOffRunIsNotRendered(t *testing.T) {
	stream := sample.Stream(sample.Audit())
	for _, f := range Formats() {
		var out bytes.Buffer
		h, err := New(f.Name, &out, Options{})
		if err != nil {
			t.Fatal(err)
		}
		feed(t, h, stream[:len(stream)-1])
		if (out.Len() == 0) != (f.Name != "jsonl") {
			t.Errorf("%s wrote %d bytes of a run that broke off", f.Name, out.Len())
		}
	}
}

func TestUnknownFormat(t *testing.T) {
	if _, err := New("pdf", nil, Options{}); err == nil || !strings.Contains(err.Error(), "text, html, sarif, jsonl") {
		t.Errorf("got %v", err)
	}
}

func TestColour(t *testing.T) {
	for _, c := range []struct {
		set      Colour
		terminal bool
		env      map[string]string
		want     bool
	}{
		{Auto, true, nil, true},
		{Auto, false, nil, false},
		{Auto, true, map[string]string{"NO_COLOR": "1"}, false},
		{Auto, true, map[string]string{"TERM": "dumb"}, false},
		{Auto, false, map[string]string{"CLICOLOR_FORCE": "1"}, true},
		{Auto, false, map[string]string{"CLICOLOR_FORCE": "0"}, false},
		{Auto, true, map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}, false},
		{Always, false, map[string]string{"NO_COLOR": "1"}, true},
		{Never, true, map[string]string{"CLICOLOR_FORCE": "1"}, false},
	} {
		if got := (Options{Colour: c.set}).colour(c.terminal, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%+v: got %v", c, got)
		}
	}
}

func TestWidth(t *testing.T) {
	for _, c := range []struct{ set, columns, want int }{{0, 0, 80}, {0, 72, 72}, {0, 240, 100}, {120, 60, 120}} {
		if got := (Options{Width: c.set}).width(c.columns); got != c.want {
			t.Errorf("%+v: got %d", c, got)
		}
	}
}

func TestParseColour(t *testing.T) {
	for in, ok := range map[string]bool{"auto": true, "": true, "always": true, "never": true, "red": false} {
		if _, err := ParseColour(in); (err == nil) != ok {
			t.Errorf("%q: %v", in, err)
		}
	}
}

func BenchmarkEncode5000(b *testing.B) {
	stream := sample.Stream(sample.Many(5000))
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		feed(b, message.NewEncoder(&out, false), stream)
	}
	b.SetBytes(int64(out.Len()))
}

func BenchmarkReplay5000(b *testing.B) {
	var saved bytes.Buffer
	feed(b, message.NewEncoder(&saved, false), sample.Stream(sample.Many(5000)))
	b.SetBytes(int64(saved.Len()))
	for b.Loop() {
		if err := message.Replay(bytes.NewReader(saved.Bytes()), message.Gather(nil)); err != nil {
			b.Fatal(err)
		}
	}
}
