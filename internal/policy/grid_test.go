package policy

import (
	"strings"
	"testing"
)

// TestGrid: the usual ways to say that a deed is done, or is not, for the usual deeds, doers and
// data: {s} is the doer, {d} the data, {v} the verb, {vs} as the doer has it, and so {do}, {has}, {is}.
// "+" is stated, "?" under a condition, "-" denied; nothing behind the sign: nothing must be read.
func TestGrid(t *testing.T) {
	doers := []struct{ name, s, do, has, is string }{
		{"we", "", "do", "have", "are"},
		{"Acme", "s", "does", "has", "is"},
		{"the app", "s", "does", "has", "is"},
		{"our services", "", "do", "have", "are"},
	}
	verbs := [][3]string{{"collect", "collecting", "collected"}, {"use", "using", "used"}, {"store", "storing", "stored"}, {"share", "sharing", "shared"}, {"sell", "selling", "sold"},
		{"read", "reading", "read"}, {"receive", "receiving", "received"}, {"transmit", "transmitting", "transmitted"}, {"process", "processing", "processed"}, {"disclose", "disclosing", "disclosed"}}
	data := []thing{deviceID, spot, book, voiceprint}
	if testing.Short() { // all of it takes its time under the race detector, and tells nothing more
		verbs, data = verbs[:2], data[:2]
	}
	var all tally
	for _, line := range grid {
		form, want, _ := strings.Cut(line, " = ")
		for _, who := range doers {
			for _, v := range verbs {
				vs := v[0]
				if who.s != "" {
					vs += "s"
					if v[0] == "process" {
						vs = "processes"
					}
				}
				for _, d := range data {
					sentence := strings.NewReplacer("{s}", who.name, "{v}", v[0], "{vs}", vs, "{ving}", v[1], "{ved}", v[2], "{d}", d.name, "{do}", who.do, "{has}", who.has, "{is}", who.is).Replace(form)
					sentence = strings.ReplaceAll(sentence, "by we", "by us")
					sentence = capitalised(sentence)
					got := ""
					for _, s := range readText(t, acmes+sentence+"\n").Statements {
						if string(s.Practice) != d.id {
							continue
						}
						sign := signs[s.Modality]
						if sign != "" && !strings.Contains(got, sign) {
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

var grid = strings.Split(strings.TrimSpace(`
{s} {vs} {d}. = +
{s} may {v} {d}. = +
{s} might {v} {d}. = +
{s} can {v} {d}. = +
{s} will {v} {d}. = +
{s} also {vs} {d}. = +
{s} sometimes {vs} {d}. = +
{s} always {vs} {d}. = +
{s} automatically {vs} {d}. = +
{s} {is} {ving} {d}. = +
{s} {has} {ved} {d}. = +
{s} may also {v} {d}. = +
{s} may from time to time {v} {d}. = +
{s} may need to {v} {d}. = +
{s} {has} to {v} {d}. = +
{s} only {vs} {d}. = +
{s} {vs}, among other things, {d}. = +
{d} may be {ved} by {s}. = +
{d} is {ved} by {s}. = +
{d} will be {ved}. = +
{d} is automatically {ved}. = +
{d} can also be {ved}. = +
{s} {do} not {v} {d}. = -
{s} will not {v} {d}. = -
{s} will never {v} {d}. = -
{s} never {vs} {d}. = -
{s} cannot {v} {d}. = -
{s} may not {v} {d}. = -
{s} shall not {v} {d}. = -
{s} {is} not {ving} {d}. = -
{s} {has} never {ved} {d}. = -
{s} {has} not {ved} {d}. = -
{s} {do} not and will not {v} {d}. = -
{s} {do} not ever {v} {d}. = -
{s} {do} not currently {v} {d}. = -
{s} {do} not in any way {v} {d}. = -
{s} {do} not {v} any of {d}. = -
{s} {is} unable to {v} {d}. = -
{s} {is} not able to {v} {d}. = -
{s} {is} not allowed to {v} {d}. = -
{s} {do} not need to {v} {d}. = -
under no circumstances will {s} {v} {d}. = -
at no time will {s} {v} {d}. = -
in no event will {s} {v} {d}. = -
never will {s} {v} {d}. = -
{d} is not {ved}. = -
{d} is never {ved}. = -
{d} will not be {ved}. = -
{d} will never be {ved} by {s}. = -
{d} is not {ved} by {s}. = -
{d} cannot be {ved}. = -
{d} is neither {ved} nor kept. = -
when you open the app, {s} {vs} {d}. = +
{s} {vs} {d} when you open the app. = +
{s} {vs} {d} to run the app. = +
{s} {vs} {d} for security reasons. = +
{s} {vs} {d}, your name and your age. = +
{s} {vs} your name, your age and {d}. = +
{s} {vs} data such as {d}. = +
{s} {vs} data, including {d}. = +
{s} {vs} the following data: {d}. = +
the data {s} {vs} includes {d}. = +
the following data may be {ved}: {d}. = +
data that may be {ved} includes {d}. = +
{s} {vs} {d}, for example. = +
{s} {vs} {d} (for example, to run the app). = +
as described above, {s} {vs} {d}. = +
in order to run the app, {s} {vs} {d}. = +
if you use the app, {s} {vs} {d}. = +
it is possible that {s} {vs} {d}. = +
please note that {s} {vs} {d}. = +
you agree that {s} {vs} {d}. = +
with your consent, {s} {vs} {d}. = ?
{s} {vs} {d} with your consent. = ?
{s} {vs} {d} only if you agree. = ?
{s} may, with your permission, {v} {d}. = ?
if you allow it, {s} {vs} {d}. = ?
{d} is only {ved} with your consent. = ?
{s} will only {v} {d} if you have given your consent. = ?
{s} {do} not {v} {d}, your name or your age. = -
{s} {do} not {v} your name, your age or {d}. = -
{s} {do} not {v} data such as {d}. = -
{s} {do} not {v} any data, including {d}. = -
{s} {do} not {v} the following data: {d}. = -
when you open the app, {s} {do} not {v} {d}. = -
please note that {s} {do} not {v} {d}. = -
as described above, {s} {do} not {v} {d}. = -
{s} {do} not {v} {d} without your consent. = -
{s} {do} not {v} {d} unless you agree. = -
{s} {do} not {v} {d} from children. = -
{s} {do} not knowingly {v} {d}. = -
{s} {do} not {v} {d} for advertising. = -
it is not true that {s} {vs} {d}. = -
it is not the case that {s} {vs} {d}. = -
it is not true that {s} {do} not {v} {d}. = +
{s} would never {v} {d}. = -
no, {s} {do} not {v} {d}. = -
{s} {vs} neither your name nor {d}. = -
{s} {vs} no data, not even {d}. = -
you may ask us not to {v} {d}. = 
do not {v} {d} of others. = 
you must not {v} {d} of others. = 
`), "\n")
