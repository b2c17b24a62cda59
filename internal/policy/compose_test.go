package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestCompose puts two main clauses on two data types into one sentence, each way round and
// with each joint: what is read of a type must be what the clause alone says of it.
func TestCompose(t *testing.T) {
	of := func(data string) []string {
		out := []string{
			"we collect {D}", "our partners collect {D}", "AdMob collects {D}", "{D} is collected", "{D} may be shared with advertisers",
			"the app uses {D}", "the app may read {D}", "third parties may collect {D}", "our servers record {D}", "we only collect {D}",
			"we do not collect {D}", "we never sell {D}", "{D} is not collected", "we do not share {D} with third parties",
			"the app does not access {D}", "we will not store {D}", "we cannot read {D}",
		}
		for i := range out {
			out[i] = strings.ReplaceAll(out[i], "{D}", data)
		}
		return out
	}
	forms := []string{
		"@1, and @2", "@1 and @2", "@1; @2", "@1, but @2", "@1, while @2", "@1, although @2", "@1, however @2", "@1 whereas @2", "@1, yet @2", "@1, because @2", "@1, since @2",
		"@1, so @2", "@1, even though @2", "@1; however, @2", "@1: @2", "@1 - @2", "@1 — @2", "@1, though @2", "@1, as @2", "@1 (@2)", "@1 (note that @2)", "@1, in which case @2",
		"@1, and as a result @2", "@1, which means that @2", "Although @1, @2", "While @1, @2", "Even though @1, @2", "We confirm that @1 and that @2", "(1) @1; (2) @2",
	}
	first, second := of("your device ID"), of("your address book")
	alone := map[string][]string{}
	for _, clauses := range [][]string{first, second} {
		for _, c := range clauses {
			alone[c] = composed(t, sentenceOf(c))
			if len(alone[c]) == 0 {
				t.Errorf("%q alone says nothing", c)
			}
		}
	}
	n, wrong := 0, 0
	for _, a := range first {
		for _, b := range second {
			for _, form := range forms {
				for _, text := range []string{strings.NewReplacer("@1", a, "@2", b).Replace(form), strings.NewReplacer("@1", b, "@2", a).Replace(form)} {
					n++
					got := composed(t, sentenceOf(text))
					if want := slices.Concat(alone[a], alone[b]); !sameSet(got, want) {
						if wrong++; wrong <= 10 {
							t.Errorf("%q: got %v, alone %v", text, got, want)
						}
					}
				}
			}
		}
	}
	t.Logf("%d sentences, %d wrong", n, wrong)
}

// sentenceOf makes a sentence of a clause.
func sentenceOf(s string) string { return capitalised(s) + "." }

// preamble makes a policy of the text that follows it, and states nothing that is tested.
const preamble = "# Privacy Policy\n\nWe collect personal information about you. This privacy policy describes how we use your personal data.\n\n"

// composed is each practice that a sentence states or denies.
func composed(t *testing.T, text string) []string {
	t.Helper()
	return composedOf(t, preamble+text+"\n")
}

// composedOf is the same of a whole page.
func composedOf(t *testing.T, page string) []string {
	t.Helper()
	res, err := Read("test", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, st := range res.Statements {
		kind := "said"
		if st.Modality == message.Denies {
			kind = "denied"
		}
		if s := fmt.Sprint(st.Practice, " ", kind); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func sameSet(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool { return !slices.Contains(b, s) }) &&
		!slices.ContainsFunc(b, func(s string) bool { return !slices.Contains(a, s) })
}
