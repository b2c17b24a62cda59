package view

import (
	"slices"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/sample"
	"github.com/google/go-cmp/cmp"
)

func TestKind(t *testing.T) {
	want := map[string]Kind{"audit": Audit, "hostile": Audit, "nopolicy": Audit, "bare": Audit, "nothing": Audit, "inspect": Inspect, "nomanifest": Inspect, "two": Audit, "label": Audit, "policy": Policy}
	got := map[string]Kind{}
	for _, s := range sample.All() {
		got[s.Name] = New(s.Run).Kind
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestOrder checks that evidence stands strongest first whatever order the
// verdict names it in, and that inert evidence never comes before any other.
func TestOrder(t *testing.T) {
	run := &message.Run{Evidence: []message.Evidence{
		{ID: "1", Weight: message.Inert, Rung: message.Observed}, {ID: "2", Weight: message.Primary, Rung: message.Declared},
		{ID: "3", Weight: message.Supporting, Rung: message.Flows}, {ID: "4", Weight: message.Primary, Rung: message.Flows}, {ID: "5", Weight: message.Primary, Rung: message.Flows}}}
	run.Verdicts = []message.Verdict{{Practice: practice.Age, Answer: message.Undisclosed, Evidence: []string{"1", "2", "3", "gone", "4", "5"}}}
	var got []string
	for _, e := range New(run).Items()[0].Evidence {
		got = append(got, e.ID)
	}
	if diff := cmp.Diff([]string{"4", "5", "2", "3", "1"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestToReadIsGravestFirst(t *testing.T) {
	last := 99
	for _, it := range New(sample.Audit()).ToRead() {
		g := it.Verdict.Answer.Gravity()
		if g > last || it.Verdict.Answer == message.Kept || it.Verdict.Answer == message.NotFound {
			t.Errorf("%s stands after a lesser one, or at all", it.Verdict.Answer)
		}
		last = g
	}
}

// TestLooseAndJudgedAreEverything: no evidence or statement of a run is lost
// between the two, in any kind of run.
func TestLooseAndJudgedAreEverything(t *testing.T) {
	for _, s := range sample.All() {
		c := New(s.Run)
		seen := map[string]bool{}
		note := func(it *Item) {
			for _, e := range it.Evidence {
				seen[e.ID] = true
			}
			for _, st := range it.Statements {
				seen[st.ID] = true
			}
		}
		for _, it := range c.Items() {
			note(it)
		}
		for i := range c.Loose {
			note(&c.Loose[i])
		}
		if want := len(s.Run.Evidence) + len(s.Run.Statements); len(seen) != want {
			t.Errorf("%s: %d of %d facts", s.Name, len(seen), want)
		}
	}
}

func TestFoldAlike(t *testing.T) {
	if n := len(FoldAlike(New(sample.Nothing()).ToRead())); n != 1 {
		t.Errorf("an unreadable app gives %d blocks", n)
	}
	c := New(sample.Audit())
	if n := len(FoldAlike(c.ToRead())); n != len(c.ToRead()) {
		t.Errorf("verdicts with evidence of their own were folded to %d", n)
	}
}

func TestInertEvidenceHasNoRung(t *testing.T) {
	it := Item{Evidence: []*message.Evidence{{Weight: message.Inert, Rung: message.Observed}, {Weight: message.Supporting, Rung: message.Declared}}}
	if r := it.Rung(); r != message.Declared {
		t.Errorf("got %s", r)
	}
}

func TestWords(t *testing.T) {
	for _, c := range [][2]string{
		{Count(0), "0"}, {Count(999), "999"}, {Count(1000), "1,000"}, {Count(-1234567), "-1,234,567"},
		{Bytes(999), "999 B"}, {Bytes(1000), "1.0 kB"}, {Bytes(999949), "999.9 kB"}, {Bytes(999999), "1.0 MB"}, {Bytes(1 << 62), "4.6 EB"},
		{Plural(1, "entry"), "1 entry"}, {Plural(2, "entry"), "2 entries"}, {Plural(0, "class"), "0 classes"}, {Plural(1200, "host"), "1,200 hosts"},
		{At(message.Place{Offset: -1}), ""}, {At(message.Place{Offset: 1024}), "byte 1,024"}, {At(message.Place{Class: "a", Offset: 18, Line: 4}), "+0x12, line 4"},
		{Code(message.Place{Class: "a.b", Method: "c()void"}), "a.b.c()void"}, {Code(message.Place{File: "x"}), ""},
		{Title(&message.Inventory{App: "x.apk", Label: "\u200b"}), "x.apk"},
		{Title(&message.Inventory{App: "x.apk", Package: "org.x", Label: "@0x7f010000"}), "org.x"},
		{Times(0), ""}, {Times(1), ""}, {Times(3), "3 times"},
	} {
		if c[0] != c[1] {
			t.Errorf("got %q, want %q", c[0], c[1])
		}
	}
}

// A manifest that is silent leaves the choice to Android; one that was not read
// says nothing.
func TestPlatforms(t *testing.T) {
	for _, c := range []struct{ pkg, min, target, oldest, made string }{
		{"a", "24", "35", "API 24", "API 35"},
		{"a", "24", "", "API 24", "not stated; Android takes the minimum, 24"},
		{"a", "", "35", "not stated; Android takes API 1", "API 35"},
		{"a", "", "", "not stated; Android takes API 1", "not stated; Android takes the minimum, 1"},
		{"", "", "", "", ""},
	} {
		oldest, made := Platforms(&message.Inventory{Package: c.pkg, MinSDK: c.min, TargetSDK: c.target})
		if oldest != c.oldest || made != c.made {
			t.Errorf("%+v: got %q, %q", c, oldest, made)
		}
	}
}

func TestElsewhereIn(t *testing.T) {
	inv := &message.Inventory{Members: []message.Member{{Name: "base"}, {Name: "camera"}}}
	many := slices.Repeat([]string{"m"}, 20)
	for _, c := range []struct {
		in   []string
		want string
	}{
		{nil, ""}, {[]string{"base"}, ""}, {[]string{"camera"}, "camera"}, {[]string{"base", "camera"}, "base, camera"},
		{many, "m, m, m, m, m, m, m, m, 12 other members"},
	} {
		if got := ElsewhereIn(inv, c.in); got != c.want {
			t.Errorf("%v: %q, want %q", c.in, got, c.want)
		}
	}
}

func TestOutcome(t *testing.T) {
	for name, want := range map[string]string{
		"audit":   "a verdict is at or above the bar set: undisclosed",
		"bare":    "no verdict is at or above the bar set: vague",
		"nothing": "no verdict is at or above the bar set: undisclosed; 19 practices could not be decided",
		"inspect": "",
	} {
		for _, s := range sample.All() {
			if s.Name == name {
				if got := Outcome(New(s.Run)); got != want {
					t.Errorf("%s: %q", name, got)
				}
			}
		}
	}
}

func TestGroups(t *testing.T) {
	inv := &message.Inventory{
		SDKs:  []message.SDK{{Product: "B", Category: []string{"push"}}, {Product: "A", Category: []string{"push", "ads"}}, {Product: "C"}},
		Hosts: []message.Host{{Host: "1"}, {Host: "2", Owner: "Z"}, {Host: "3"}, {Host: "4", Owner: "Y"}, {Host: "5", Owner: "Y"}, {Host: "6", Owner: "A"}},
	}
	var sdks, hosts []string
	for _, g := range SDKsByCategory(inv) {
		for _, s := range g.SDKs {
			sdks = append(sdks, g.Category+":"+s.Product)
		}
	}
	for _, g := range HostsByOwner(inv) {
		for _, h := range g.Hosts {
			hosts = append(hosts, g.Owner+":"+h.Host)
		}
	}
	if diff := cmp.Diff([]string{"other:C", "push:A", "push:B"}, sdks); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Y:4", "Y:5", "A:6", "Z:2", ":1", ":3"}, hosts); diff != "" {
		t.Error(diff)
	}
}

func TestSay(t *testing.T) {
	for _, c := range []struct{ text, subject, sentence, left string }{
		{"The app calls a.B.c().", "a.B.c()", "The app calls:", "a.B.c()"},
		{"a.B is in the package.", "a.B", "a.B is in the package.", ""},
		{"The app calls it.", "a.B.c()", "The app calls it.", "a.B.c()"},
		{"The app calls it.", "", "The app calls it.", ""},
	} {
		sentence, left := Say(&message.Evidence{Text: c.text, Subject: c.subject})
		if sentence != c.sentence || left != c.left {
			t.Errorf("%q, %q: got %q, %q", c.text, c.subject, sentence, left)
		}
	}
}

func TestSignatures(t *testing.T) {
	inv := &message.Inventory{Signers: []message.Signer{{Scheme: "v1", SHA256: "a", Verified: true}, {Scheme: "v2", SHA256: "a", Verified: true}, {Scheme: "v3", SHA256: "a"}}}
	got := Signatures(inv)
	if len(got) != 2 || len(got[0].Schemes) != 2 || got[1].Schemes[0] != "v3" {
		t.Errorf("got %+v", got)
	}
}
