package policy

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/practice"
)

// frame is a policy that says nothing of any practice.
const frame = "Privacy Policy\n\nThis privacy policy explains how we collect personal information and how we use it. " +
	"We share personal information as said below. We take the protection of personal information seriously.\n\n"

func readText(t *testing.T, text string) *Result {
	t.Helper()
	res, err := Read("test", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	noFault(t, res)
	return res
}

// noFault fails where a rule did, which a reader is only told of.
func noFault(t *testing.T, res *Result) {
	t.Helper()
	for _, u := range res.Unknowns {
		if strings.HasPrefix(u.Reason, "avow failed") {
			t.Error(u.Reason)
		}
	}
}

// A document that avow fails on is an Unknown, on whatever goroutine it fails.
func TestFaultOfDocument(t *testing.T) {
	res, err := guarded("x", func() (*Result, error) {
		parallel.Do(3, func(i int) { _ = []int{}[i] })
		return nil, nil
	})
	if err != nil || len(res.Unknowns) != 1 || !strings.Contains(res.Unknowns[0].Reason, "index out of range") || strings.Contains(res.Unknowns[0].Reason, "goroutine") {
		t.Errorf("%v, %v", res, err)
	}
}

// A rule that fails takes one paragraph with it, and says so.
func TestFaultIsUnknown(t *testing.T) {
	r := &reader{}
	r.Doc = &document.Document{Blocks: []document.Block{{Kind: document.Paragraph, Text: "We collect your location."}}}
	r.readBlock(0, &mention.Sentence{Sentence: &grammar.Sentence{Reader: &r.Reader}}, nil) // of no language
	if len(r.Unknowns) != 1 || !strings.Contains(r.Unknowns[0].Reason, "We collect your location.") {
		t.Errorf("%v", r.Unknowns)
	}
	for range 2 * mostFaults {
		r.readBlock(0, &mention.Sentence{Sentence: &grammar.Sentence{Reader: &r.Reader}}, nil)
	}
	if n := len(r.Unknowns); n != mostFaults || r.Unknowns[n-1].Count != mostFaults+2 {
		t.Errorf("%d unknowns, the last of %d", n, r.Unknowns[n-1].Count)
	}
}

func TestFrameIsSilent(t *testing.T) {
	res := readText(t, frame)
	if len(res.Unknowns) != 0 || len(res.Statements) != 0 {
		t.Fatalf("unknowns %v, statements %v", res.Unknowns, res.Statements)
	}
}

func TestStatements(t *testing.T) {
	data, err := os.ReadFile("testdata/statements.txt")
	if err != nil {
		t.Fatal(err)
	}
	var sentence string
	var got []message.Statement
	for i, line := range strings.Split(string(data), "\n") {
		mark, rest, _ := strings.Cut(line, " ")
		where := fmt.Sprintf("testdata/statements.txt:%d: %q", i+1, sentence)
		switch mark {
		case "", "#", "#\u00a0":
		case "=":
			sentence = rest
			res := readText(t, frame+sentence+"\n")
			if len(res.Unknowns) > 0 {
				t.Errorf("line %d: %v", i+1, res.Unknowns)
			}
			got = res.Statements
		case "0":
			if len(got) > 0 {
				t.Errorf("%s: want nothing, got %s", where, list(got))
			}
		case "-":
			for _, s := range got {
				if string(s.Practice) == rest && s.Modality != message.Denies {
					t.Errorf("%s: must not be read, got %s", where, list(got))
				}
			}
		case "!":
			for _, s := range got {
				if string(s.Practice) == rest {
					t.Errorf("%s: nothing must be read of it, got %s", where, list(got))
				}
			}
		case "+":
			if !stands(got, strings.Fields(rest)) {
				t.Errorf("%s: want %s, got %s", where, rest, list(got))
			}
		default:
			if !strings.HasPrefix(line, "#") {
				t.Errorf("line %d: unknown mark %q", i+1, mark)
			}
		}
	}
}

// stands reports a statement of that practice and modality, with that party
// and country and exactly those kinds of scope.
func stands(got []message.Statement, want []string) bool {
	for _, s := range got {
		if string(s.Practice) != want[0] || string(s.Modality) != want[1] {
			continue
		}
		country, ok := "", true
		scopes := map[string]bool{}
		for _, w := range want[2:] {
			switch {
			case w == "first" || w == "third" || w == "any":
				ok = ok && string(s.Party) == w
			case strings.ToUpper(w) == w:
				country = w
			default:
				scopes[w] = true
			}
		}
		have := map[string]bool{}
		for _, sc := range s.Scope {
			have[string(sc.Kind)] = true
			ok = ok && scopes[string(sc.Kind)]
		}
		if ok && len(have) == len(scopes) && (country == "" || s.Country == country) {
			return true
		}
	}
	return false
}

func list(got []message.Statement) string {
	var b strings.Builder
	for _, s := range got {
		fmt.Fprintf(&b, "\n    %s %s %s %s %q %v", s.Practice, s.Modality, s.Party, s.Country, s.Term, s.Scope)
	}
	if b.Len() == 0 {
		return "nothing"
	}
	return b.String()
}

// TestSelves: a publisher that calls itself by a word for others is no third
// party; one that does not is.
func TestSelves(t *testing.T) {
	const says = "\n\nThe Service Provider collects your precise location. We share personal data with partners. We collect your personal information.\n"
	for intro, want := range map[string]message.Party{
		`This app was created by Jo Doe (hereby referred to as "Service Provider") as a free service.`:    message.FirstParty,
		`This app is owned by Jo Doe (hereby referred to as "Service Provider", "we", "our", or "us").`:   message.FirstParty,
		`This app was created by Jo Doe. "Service Provider" means whoever processes the data for us.`:     message.ThirdParty,
		`Our host is the best there is (hereby referred to as "Service Provider") and works for us only.`: message.ThirdParty,
	} {
		res := readText(t, "Privacy Policy\n\n"+intro+says)
		found := false
		for _, s := range res.Statements {
			if s.Practice == practice.PreciseLocation {
				found = true
				if s.Party != want {
					t.Errorf("%s: read as said of %s, want %s", intro, s.Party, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: nothing read", intro)
		}
	}
}

// TestDefinitions: under a heading that defines words a list only names things;
// what somebody does or does not do is said there as elsewhere.
func TestDefinitions(t *testing.T) {
	for line, want := range map[string]message.Modality{
		"Biometric identifier: a faceprint, a voiceprint or a scan.": message.Names,
		"We collect your faceprint.":                                 message.States,
		"We do not collect your faceprint.":                          message.Denies,
	} {
		res := readText(t, "<h1>Privacy Policy</h1><p>"+frame+"</p><h2>Definitions</h2><p>"+line+"</p>")
		found := false
		for _, s := range res.Statements {
			if s.Practice == practice.FaceTemplate {
				found = true
				if s.Modality != want {
					t.Errorf("%s: %s, want %s", line, s.Modality, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: nothing read", line)
		}
	}
}

// TestOutside: a statement that leaves a place names it, and no country.
func TestOutside(t *testing.T) {
	for text, want := range map[string]string{
		"We transfer your data outside of the EEA.":        "EEA",
		"We do not store your data outside Germany.":       "DE",
		"We transfer your data outside of your country.":   "",
		"Your data is kept outside of the United Kingdom.": "GB",
	} {
		res := readText(t, frame+text+"\n")
		if len(res.Statements) == 0 {
			t.Errorf("%q: nothing is read", text)
		}
		for _, s := range res.Statements {
			if s.Outside != want || s.Country != "" {
				t.Errorf("%q: outside %q, country %q, want outside %q", text, s.Outside, s.Country, want)
			}
		}
	}
}
