package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// What the tests that read ways of saying (forms) have in common: "form = what must be read".

// thing is what a sentence may speak of, in its words and as it is read.
type thing struct{ name, id string }

var (
	deviceID, adID = thing{"your device ID", "device-id"}, thing{"your advertising ID", "advertising-id"}
	spot, book     = thing{"your precise location", "precise-location"}, thing{"your address book", "contacts"}
	voiceprint     = thing{"your voiceprint", "voiceprint"}
	pairsOfTypes   = [][]thing{{deviceID, adID}, {adID, deviceID}, {spot, book}, {book, spot}}
)

// signs are what a form expects of a statement: "+" said, "?" said under a condition, "-" denied.
var signs = map[message.Modality]string{message.States: "+", message.Conditional: "?", message.Denies: "-", message.Hazy: "~"}

// capitalised is s as a sentence begins.
func capitalised(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// readForms reads each form with each set of things in the places of A, B and C, and expects of
// them what stands behind the form. {a} and {b} are without "your".
func readForms(t *testing.T, forms []string, sets [][]thing, read func(sentence string) (said []string)) {
	t.Helper()
	n := 0
	for _, form := range forms {
		text, want, _ := strings.Cut(form, " = ")
		for _, set := range sets {
			n++
			var names, ids []string
			for i, x := range set {
				big, small := string(rune('A'+i)), string(rune('a'+i))
				names = append(names, "{"+big+"}", x.name, "{"+small+"}", strings.TrimPrefix(x.name, "your "))
				ids = append(ids, big, x.id)
			}
			sentence := strings.ReplaceAll(capitalised(strings.NewReplacer(names...).Replace(text)), ". your", ". Your")
			var got []string
			for _, said := range read(sentence) {
				ours := slices.ContainsFunc(set, func(x thing) bool { return x.id == said[:len(said)-1] })
				if ours && !slices.Contains(got, said) {
					got = append(got, said)
				}
			}
			if want := strings.Fields(strings.NewReplacer(ids...).Replace(want)); !sameSet(got, want) {
				t.Errorf("%q: got %v, want %v", sentence, got, want)
			}
		}
	}
	t.Logf("%d sentences", n)
}

// typesSaid is what the statements of a sentence say of data types: "contacts+".
func typesSaid(t *testing.T) func(sentence string) []string {
	return func(sentence string) (said []string) {
		for _, s := range readText(t, preamble+sentence+"\n").Statements {
			if sign := signs[s.Modality]; sign != "" {
				said = append(said, string(s.Practice)+sign)
			}
		}
		return said
	}
}

// tally counts the sentences of a grid and shows the first errors of each form.
type tally struct {
	sentences int
	wrong     map[string]int
}

const mostShown = 3 // errors of a form

func (y *tally) check(t *testing.T, form, sentence, got, want string) {
	t.Helper()
	y.sentences++
	if got == want {
		return
	}
	if y.wrong == nil {
		y.wrong = map[string]int{}
	}
	if y.wrong[form]++; y.wrong[form] <= mostShown {
		t.Errorf("%q: got %q, want %q", sentence, got, want)
	}
}

func (y *tally) log(t *testing.T) {
	t.Helper()
	total := 0
	for form, k := range y.wrong {
		total += k
		t.Logf("%3d %s", k, form)
	}
	t.Logf("%d sentences, %d wrong", y.sentences, total)
}
