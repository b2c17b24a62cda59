package audit

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/trace"
)

// kept is a handler that keeps what it is given.
type kept []message.Message

func (s *kept) Handle(m message.Message) error { *s = append(*s, m); return nil }
func (s *kept) Close() error                   { return nil }

// replica audits a package built from text, without a policy.
func replica(t *testing.T, name string) kept {
	t.Helper()
	var s kept
	if err := Run(context.Background(), Case{Apps: []string{build(t, name)}, Depth: trace.Flows}, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// said is all that a stream says of one practice: its evidence and its verdict.
type said struct {
	evidence []message.Evidence
	rung     message.Rung
	reason   string
	primary  bool
}

func (s kept) of(id practice.ID) (out said) {
	for _, m := range s {
		if e := m.Evidence; e != nil && e.Practice == id {
			out.evidence = append(out.evidence, *e)
			if e.Rung.Level() > out.rung.Level() {
				out.rung = e.Rung
			}
			out.primary = out.primary || e.Weight == message.Primary
		}
		if v := m.Verdict; v != nil && v.Practice == id && v.Label == "" {
			out.reason = v.Reason
		}
	}
	return out
}

// neverSaid are the words that no report on such a package may hold: nothing of
// them can be seen in it.
var neverSaid = regexp.MustCompile(`(?i)upload(s|ed) (the |a )?(face|race|age|gender)|used for advertising|used to classify|by race|violat|illegal|collects|was classified\b.*race|identified a person`)

func (s kept) words() []string {
	var out []string
	for _, m := range s {
		switch {
		case m.Evidence != nil:
			out = append(out, m.Evidence.Text, m.Evidence.Note)
		case m.Verdict != nil:
			out = append(out, m.Verdict.Reason)
		case m.Unknown != nil:
			out = append(out, m.Unknown.Reason)
		}
	}
	return out
}

// TestReplicas: of the two shapes that one app had before and after, the first
// contains a race output and the second does not; both contain age and gender,
// and what the app's own code uses is told from what is only there.
func TestReplicas(t *testing.T) {
	before, after := replica(t, "v14-like"), replica(t, "v22-like")
	for _, s := range []kept{before, after} {
		for _, w := range s.words() {
			if neverSaid.MatchString(w) {
				t.Errorf("a report may not say %q", w)
			}
		}
		for _, id := range []practice.ID{practice.FaceDetection, practice.FaceGeometry, practice.Age, practice.Gender, practice.Emotion} {
			if x := s.of(id); !x.primary || x.rung.Level() < message.Present.Level() {
				t.Errorf("%s is not found: %+v", id, x)
			}
		}
	}

	race := before.of(practice.Ethnicity)
	if !race.primary {
		t.Fatalf("the race output is not found: %+v", race)
	}
	if !strings.Contains(race.reason, "contains code that can estimate race or ethnicity from a face, with a getter") || strings.Contains(race.reason, "its own code uses") {
		t.Errorf("of the race output it is said: %s", race.reason)
	}
	for _, e := range race.evidence {
		if e.Rung == message.Flows {
			t.Errorf("race is said to flow: %s", e.Text)
		}
	}
	for _, kind := range []string{"field", "method", "jni", "string", "asset"} {
		if !slices.ContainsFunc(race.evidence, func(e message.Evidence) bool { return e.Kind == kind }) {
			t.Errorf("no evidence of kind %s for the race output", kind)
		}
	}
	if x := after.of(practice.Ethnicity); len(x.evidence) > 0 {
		t.Errorf("race is reported of the package without it: %+v", x.evidence)
	}

	if x := before.of(practice.Gender); x.rung != message.Reachable || !strings.Contains(x.reason, "and its own code uses what is computed") {
		t.Errorf("of gender it is said, at %s: %s", x.rung, x.reason)
	}
	if x := after.of(practice.Gender); strings.Contains(x.reason, "its own code uses") {
		t.Errorf("of gender it is said of the package that does not use it: %s", x.reason)
	}

	open := func(s kept) bool {
		return slices.ContainsFunc(s, func(m message.Message) bool { return m.Unknown != nil && m.Unknown.Kind == message.Downloader })
	}
	if !open(before) || open(after) {
		t.Errorf("a downloader is found: before %v, want true; after %v, want false", open(before), open(after))
	}
}
