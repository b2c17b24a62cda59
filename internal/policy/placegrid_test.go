package policy

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestPlaceGrid: the usual ways to say that data goes to a place or is kept there, or not: {p} is
// the place with what stands before it, {d} the data, {v}, {vs}, {ved} the verb.
func TestPlaceGrid(t *testing.T) {
	verbs := [][4]string{{"store", "stores", "stored", "in"}, {"keep", "keeps", "kept", "in"}, {"process", "processes", "processed", "in"}, {"host", "hosts", "hosted", "in"},
		{"transfer", "transfers", "transferred", "to"}, {"send", "sends", "sent", "to"}, {"transmit", "transmits", "transmitted", "to"}, {"disclose", "discloses", "disclosed", "to recipients in"}}
	data := []string{"your data", "your personal information", "user data", "information about you", "the data we collect", "your contacts"}
	places := []thing{{"China", "CN"}, {"the United States", "US"}, {"servers in Singapore", "SG"}}
	if testing.Short() { // all of it takes its time under the race detector, and tells nothing more
		verbs, data = verbs[:2], data[:2]
	}
	var all tally
	for _, line := range placeGrid {
		form, want, _ := strings.Cut(line, " = ")
		for _, v := range verbs {
			for _, d := range data {
				for _, p := range places {
					to := v[3]
					if strings.HasPrefix(p.name, "servers") {
						to = map[string]string{"in": "on", "to": "to"}[to]
					}
					if to == "" { // "recipients in servers in"
						continue
					}
					sentence := strings.NewReplacer("{v}", v[0], "{vs}", v[1], "{ved}", v[2], "{d}", d, "{p}", to+" "+p.name).Replace(form)
					sentence = capitalised(sentence)
					got := ""
					for _, s := range readText(t, acmes+sentence+"\n").Statements {
						sign := "+"
						if s.Modality == message.Denies {
							sign = "-"
						}
						if s.Country == p.id && !strings.Contains(got, sign) {
							got += sign
						}
					}
					all.check(t, form, sentence, got, want)
				}
			}
		}
	}
	all.log(t)
}

var placeGrid = strings.Split(strings.TrimSpace(`
we {v} {d} {p}. = +
we may {v} {d} {p}. = +
we will {v} {d} {p}. = +
Acme {vs} {d} {p}. = +
the app {vs} {d} {p}. = +
{d} is {ved} {p}. = +
{d} may be {ved} {p}. = +
{d} will be {ved} {p} by us. = +
{d} can be {ved} {p}, among other countries. = +
our partners may {v} {d} {p}. = +
when you use the app, {d} is {ved} {p}. = +
by using the app, you agree that {d} is {ved} {p}. = +
please note that {d} may be {ved} {p}. = +
we do not {v} {d} {p}. = -
we will never {v} {d} {p}. = -
Acme does not {v} {d} {p}. = -
{d} is not {ved} {p}. = -
{d} is never {ved} {p}. = -
{d} will not be {ved} {p}. = -
under no circumstances will we {v} {d} {p}. = -
none of {d} is {ved} {p}. = -
no data is {ved} {p}. = -
we have never {ved} {d} {p}. = -
we cannot {v} {d} {p}. = -
neither we nor our partners {v} {d} {p}. = -
we do not and will not {v} {d} {p}. = -
we {v} {d} {p} and nowhere else. = +
we {v} {d} only {p}. = +
{d} is only {ved} {p}. = +
{d} may, for example, be {ved} {p}. = +
{d} may also be {ved} {p}. = +
for support, {d} is {ved} {p}. = +
{d} is {ved} securely {p}. = +
we have {ved} {d} {p} since 2020. = +
we may need to {v} {d} {p}. = +
some of {d} is {ved} {p}. = +
we no longer {v} {d} {p}. = -
{d} is no longer {ved} {p}. = -
{d} must not be {ved} {p} by you. = 
it is not true that we {v} {d} {p}. = -
`), "\n")
