package policy

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

const acmes = "# Privacy Policy\n\nAcme Ltd. (\"Acme\", \"we\", \"us\") collects personal information about you. This privacy policy describes how we use your personal data.\n\n"

var (
	weDo    = regexp.MustCompile(`\b[Ww]e (also |only |never |always |still |automatically )?([a-z']+)( not\b)?`)
	ourNoun = regexp.MustCompile(`\b[Oo]ur\b`)
	usNoun  = regexp.MustCompile(`\bus\b`)
	weLeft  = regexp.MustCompile(`(?i)\b(we|our|ours|ourselves)\b`)
	// Of verbs that need more than an "s", and of what has no third person of its own.
	thirdPerson = map[string]string{"do": "does", "don't": "doesn't", "have": "has", "haven't": "hasn't", "are": "is", "aren't": "isn't", "were": "was", "weren't": "wasn't",
		"process": "processes", "access": "accesses", "pass": "passes", "carry": "carries", "may": "may", "will": "will", "can": "can", "must": "must", "might": "might",
		"could": "could", "would": "would", "shall": "shall", "cannot": "cannot", "can't": "can't", "won't": "won't", "never": "never", "stopped": "stopped", "used": "used"}
	bareVerbs = regexp.MustCompile(`^(collect|use|share|store|sell|send|transfer|receive|keep|read|disclose|gather|obtain|need|provide|give|ask|allow|work|encrypt|delete|track|record|analyze|analyse|know|get|take|require|create|derive|infer|combine|upload|scan|measure|detect|retain|hold|save|log|host|request|rely|rent|trade|show|link|tell|learn|see|want|enable|integrate|let|make|ensure|limit|refrain|determine|estimate|generate|compute|maintain|operate|employ|engage|partner|perform|utilize|utilise|capture|acquire|monitor|recognize|recognise|identify|compare|extract|form|look|offer|place|protect|respect|serve|set|support|sync|transmit|understand|check|believe|inform|merely|just)$`)
)

// namedSelf writes the publisher's name for "we", if that can be done for all of a sentence.
func namedSelf(s string) (string, bool) {
	ok := true
	s = weDo.ReplaceAllStringFunc(s, func(m string) string {
		p := weDo.FindStringSubmatch(m)
		verb := thirdPerson[p[2]]
		switch {
		case verb != "":
		case strings.HasSuffix(p[2], "ed"):
			verb = p[2]
		case p[2] == "identify" || p[2] == "rely":
			verb = p[2][:len(p[2])-1] + "ies"
		case bareVerbs.MatchString(p[2]):
			verb = p[2] + "s"
		default:
			ok = false
		}
		return "Acme " + p[1] + verb + p[3]
	})
	s = usNoun.ReplaceAllString(ourNoun.ReplaceAllString(s, "Acme's"), "Acme")
	ok = ok && !strings.Contains(s, " works with") && !strings.Contains(s, "and never ") // a verb of no table; one more verb that would need an "s"
	return s, ok && strings.Contains(s, "Acme") && !weLeft.MatchString(s)
}

// TestUnderOwnName: what "we" do, the publisher does under its own name.
func TestUnderOwnName(t *testing.T) {
	data, err := os.ReadFile("testdata/statements.txt")
	if err != nil {
		t.Fatal(err)
	}
	n, wrong := 0, 0
	for line := range strings.Lines(string(data)) {
		text, ok := strings.CutPrefix(strings.TrimSpace(line), "= ")
		if !ok || strings.Contains(text, "|") || strings.Contains(text, "Acme") {
			continue
		}
		named, ok := namedSelf(text)
		if !ok {
			continue
		}
		n++
		if got, want := saidBy(t, named), saidBy(t, text); !sameSet(got, want) {
			if wrong++; wrong <= 10 {
				t.Errorf("%q: got %v, want %v", named, got, want)
			}
		}
	}
	t.Logf("%d sentences, %d wrong", n, wrong)
}

func saidBy(t *testing.T, text string) (out []string) {
	for _, s := range readText(t, acmes+text+"\n").Statements {
		if s.Modality == message.Names {
			continue
		}
		kind := "said"
		if s.Modality == message.Denies {
			kind = "denied"
		}
		if one := fmt.Sprint(s.Practice, " ", kind, " ", s.Party); !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// TestNameWithAnotherBlank: "AcmeHome or its providers" is Acme Home, Inc.; Zmodo is somebody else.
func TestNameWithAnotherBlank(t *testing.T) {
	const top = "Privacy Policy\n\nAcme Home, Inc. (\"Acme Home\", \"we\") explains in this privacy policy how we collect personal information and how we use it. We share personal information with providers.\n\n"
	for name, want := range map[string]message.Party{"AcmeHome": message.FirstParty, "acmeHome": message.FirstParty, "Zmodo": message.ThirdParty} {
		res := readText(t, top+"Your personal information may be stored by "+name+" or its service providers in Japan.\n")
		if len(res.Statements) == 0 || res.Statements[0].Party != want {
			t.Errorf("%s: %s, want %s", name, list(res.Statements), want)
		}
	}
}
