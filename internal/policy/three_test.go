package policy

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestThreeTypes: of three data types in a sentence, "+" said, "?" said under a condition, "-" denied.
func TestThreeTypes(t *testing.T) {
	data := []thing{{"your device ID", "device-id"}, {"your precise location", "precise-location"}, {"your address book", "contacts"}, {"your voiceprint", "voiceprint"}}
	signs := map[message.Modality]string{message.States: "+", message.Conditional: "?", message.Denies: "-"}
	n := 0
	for _, form := range threeTypes {
		text, want, _ := strings.Cut(form, " = ")
		for _, a := range data {
			for _, b := range data {
				for _, c := range data {
					if a == b || b == c || a == c {
						continue
					}
					n++
					sentence := strings.NewReplacer("{A}", a.name, "{B}", b.name, "{C}", c.name).Replace(text)
					sentence = strings.ToUpper(sentence[:1]) + sentence[1:]
					var got []string
					for _, s := range readText(t, preamble+sentence+"\n").Statements {
						id := string(s.Practice)
						if said := id + signs[s.Modality]; signs[s.Modality] != "" && (id == a.id || id == b.id || id == c.id) && !slices.Contains(got, said) {
							got = append(got, said)
						}
					}
					if want := strings.Fields(strings.NewReplacer("A", a.id, "B", b.id, "C", c.id).Replace(want)); !sameSet(got, want) {
						t.Errorf("%q: got %v, want %v", sentence, got, want)
					}
				}
			}
		}
	}
	t.Logf("%d sentences", n)
}

var threeTypes = strings.Split(strings.TrimSpace(`
We collect {A} and {C}, but not {B}. = A+ C+ B-
We collect {A}, but not {B} or {C}. = A+ B- C-
We collect {A}, {B} and {C}. = A+ B+ C+
We do not collect {A}, {B} or {C}. = A- B- C-
We do not collect {B}, but we collect {A} and {C}. = A+ B- C+
We collect neither {A} nor {B}, only {C}. = A- B- C+
We do not collect {A} or {B}, only {C}. = A- B- C+
We do not collect {A} or {B}, but we do collect {C}. = A- B- C+
{A} and {C} are collected, {B} is not. = A+ C+ B-
We collect {A}, {B} (with your consent) and {C}. = A+ B? C+
We collect {A} and {B} and, with your permission, {C}. = A+ B+ C?
We collect {A} but do not store {B} or {C}. = A+ B- C-
We do not collect {A}; {B} and {C} are collected. = A- B+ C+
We collect {A}. We do not collect {B}. We collect {C}. = A+ B- C+
We collect {A}; we do not collect {B}; we collect {C} with your consent. = A+ B- C?
We collect {A}, share {B} and sell {C}. = A+ B+ C+
We collect {A}, but neither {B} nor {C}. = A+ B- C-
Apart from {A}, we collect {B} and {C}. = A+ B+ C+
We do not collect {A}, nor do we share {B} or sell {C}. = A- B- C-
With your consent, we collect {A}, {B} and {C}. = A? B? C?
We never collect {A}, {B} or, without your consent, {C}. = A- B- C-
We collect {A} (but not {B}) and {C}. = A+ B- C+
We collect {A}, and we do not collect {B} and {C}. = A+ B- C-
We use {A} to run the app, {B} to find friends and {C} to help you. = A+ B+ C+
The app reads {A} and {B} and does not read {C}. = A+ B+ C-
The app does not read {A} and {B} and reads {C}. = A- B- C+
`), "\n")
