package message

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/practice"
	"github.com/google/go-cmp/cmp"
)

// sampleStream holds every kind of message, with every field of evidence set
// and names that try to move a cursor.
func sampleStream() []Message {
	place := Place{File: "base.apk!classes2.dex", SHA256: strings.Repeat("ab", 32), Class: "com.acme.Cam", Method: "<init>()void", Line: 44, Offset: 18}
	return []Message{
		{Config: &Config{Protocol: Protocol, Tool: "avow", Version: "0.1.0", Catalog: Catalog{"2026-11-20", strings.Repeat("0f", 32)},
			Apps: []Input{{Name: "acme.apkm", SHA256: strings.Repeat("cd", 32), Size: 7}}, Policies: []Input{{Name: "https://a.example/p", Size: 1, Fetched: &Fetched{"2026-11-20T08:15:42Z", "a.html", "https://b.example/p"}}}, Home: "US-IL", Options: []Option{{"fail-on", "vague"}}}},
		{Progress: &Progress{Stage: "read", Item: "classes.dex", Done: 1, Total: 2}},
		{Inventory: &Inventory{App: "acme.apkm", Container: "apkm", Package: "com.acme", Label: "A\x1b[2Jcme \u202egpj.exe\u009b31m\x7f \U000e0041",
			Members: []Member{{Name: "base.apk", Size: 7, Entries: 1}}, SDKs: []SDK{{Product: "X", Category: []string{"face"}, Signs: []Sign{{Kind: "class", Pattern: "x", Place: place, Count: 1, Rule: "sdk.txt:1"}}}}}},
		{Evidence: &Evidence{ID: "E-00000001", Practice: practice.FaceGeometry, Rung: Present, Weight: Primary, Kind: "call", Subject: "a.B.c()void",
			Text: "The app calls c.", Note: "n", Origin: OriginApp, Product: &Product{"X", "Y", "device"}, Country: "CN", Places: []Place{place}, Count: 1, Rule: "sources.txt:41"}},
		{Statement: &Statement{ID: "S-00000001", Document: "p.html", Practice: practice.FaceGeometry, Modality: Denies, Party: FirstParty,
			Scope: []Scope{{ScopeKnowledge, "knowingly"}}, Term: "face", Quote: "We do not <b>.", Heading: []string{"1. Data"}, Offset: 3, Length: 9}},
		{Unknown: &Unknown{ID: "U-00000001", Kind: "encrypted", Where: Place{File: "m.bin", Offset: -1}, Reason: "r", Touches: []practice.ID{practice.Age}, Side: SideApp}},
		{Verdict: &Verdict{Practice: practice.FaceGeometry, Answer: Contradicted, Rung: Present, Reason: "r",
			Evidence: []string{"E-00000001"}, Statements: []string{"S-00000001"}, Unknowns: []string{"U-00000001"}}},
		{Summary: &Summary{Verdicts: []Tally{{Contradicted, 1}}, Evidence: 1, Stated: 1, Unknowns: 1, FailOn: Vague, Failed: true}},
	}
}

type keep struct {
	got    []Message
	closed bool
}

func (k *keep) Handle(m Message) error { k.got = append(k.got, m); return nil }
func (k *keep) Close() error           { k.closed = true; return nil }

func encode(t testing.TB, stream []Message, progress bool) string {
	t.Helper()
	var out strings.Builder
	h := NewEncoder(&out, progress)
	for _, m := range stream {
		if err := h.Handle(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRoundTrip(t *testing.T) {
	want := sampleStream()
	text := encode(t, want, true)
	var k keep
	if err := Replay(strings.NewReader(text), &k); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, k.got); diff != "" {
		t.Error(diff)
	}
	if k.closed {
		t.Error("closed a handler it did not open")
	}
	if again := encode(t, k.got, true); again != text {
		t.Error("encoding what was read gives other bytes")
	}
	for i, r := range text {
		if Hidden(r) && r != '\n' {
			t.Errorf("byte %d: %U stands in the output", i, r)
		}
	}
	if !strings.Contains(text, "<init>") {
		t.Error("<init> is escaped")
	}
}

func TestProgressLeftOut(t *testing.T) {
	text := encode(t, sampleStream(), false)
	if strings.Contains(text, `"progress"`) {
		t.Error("progress is in the output")
	}
	if err := Replay(strings.NewReader(text), &keep{}); err != nil {
		t.Error(err)
	}
}

// badLines are lines that are no message by themselves.
var badLines = map[string]string{
	"unknown field":       `{"summary":{"evidence":0,"statements":0,"unknowns":0,"failed":false,"grade":"A"}}`,
	"unknown kind":        `{"remark":{}}`,
	"two fields":          `{"progress":{"stage":"read"},"summary":{"evidence":0,"statements":0,"unknowns":0,"failed":false}}`,
	"no field":            `{}`,
	"null field":          `{"progress":null}`,
	"array":               `[]`,
	"key twice":           `{"progress":{"stage":"read","stage":"open"}}`,
	"other case":          `{"Progress":{"stage":"read"}}`,
	"two values":          `{"progress":{"stage":"read"}} {"progress":{"stage":"read"}}`,
	"wrong type":          `{"progress":{"stage":1}}`,
	"cut short":           `{"progress":{"stage":"re`,
	"deep":                `{"progress":` + strings.Repeat("[", 100) + strings.Repeat("]", 100) + `}`,
	"not UTF-8":           "{\"progress\":{\"stage\":\"\xff\"}}",
	"empty":               ``,
	"fraction as integer": `{"progress":{"stage":"read","done":1.5}}`,
}

// onlyReaderRefuses names the bad lines about which a schema has no say.
var onlyReaderRefuses = map[string]bool{"key twice": true, "not UTF-8": true}

func TestReaderRefusesLines(t *testing.T) {
	config := encode(t, sampleStream()[:1], false)
	for name, line := range badLines {
		t.Run(name, func(t *testing.T) {
			var k keep
			err := Replay(strings.NewReader(config+line+"\n"), &k)
			var se *StreamError
			if !errors.As(err, &se) || se.Line != 2 || se.Do == "" {
				t.Errorf("got %v, want an error at line 2", err)
			}
		})
	}
}

func TestReaderBoundsLines(t *testing.T) {
	_, err := NewReader(io.LimitReader(zeros{}, MaxLine+1)).Next()
	if err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("got %v", err)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(encode(f, sampleStream(), true)))
	for _, line := range badLines {
		f.Add([]byte(encode(f, sampleStream()[:1], false) + line + "\n"))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var k keep
		if Replay(bytes.NewReader(data), &k) != nil {
			return
		}
		if err := Validate(k.got); err != nil {
			t.Fatalf("reader accepts what Validate refuses: %v", err)
		}
		text := encode(t, k.got, true)
		var again keep
		if err := Replay(strings.NewReader(text), &again); err != nil {
			t.Fatalf("own output refused: %v", err)
		}
		if other := encode(t, again.got, true); other != text {
			t.Fatalf("not a fixed point:\n%s\n%s", text, other)
		}
	})
}
