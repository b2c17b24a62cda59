package view

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
)

// answerMeaning says in one sentence what each verdict means.
var answerMeaning = map[message.Answer]string{
	message.Contradicted: "The policy denies, without a limit that would explain it, what was found in the app.",
	message.Undisclosed:  "Found in the app; the policy, read as a whole, does not say so.",
	message.Ambiguous:    "The policy both says and denies it, or denies it only within limits.",
	message.Vague:        "The policy covers it only through a wider term.",
	message.CannotTell:   "What could be read is not enough to decide it.",
	message.Overstated:   "The policy states it; it was not found in an app that could be read as a whole.",
	message.Kept:         "Found in the app and stated by the policy.",
	message.NotFound:     "Not found in what was read, and not denied.",
}

// Meaning says in one sentence what a verdict means.
func Meaning(a message.Answer) string { return answerMeaning[a] }

// RungMeaning says in a few words how far a rung reaches.
func RungMeaning(r message.Rung) string {
	switch r {
	case message.Declared:
		return "named in the manifest, a permission or a privacy label"
	case message.Present:
		return "an SDK, model, native library or call is in the package"
	case message.Reachable:
		return "called from an entry point of the app"
	case message.Flows:
		return "a data path leads from a source to a sink"
	case message.Observed:
		return "seen leaving the device in a capture"
	}
	return ""
}

// Plural returns "1 host", "2 hosts", "1,200 hosts".
func Plural(n int, one string) string {
	switch {
	case n == 1:
		return "1 " + one
	case strings.HasSuffix(one, "y"):
		return Count(int64(n)) + " " + strings.TrimSuffix(one, "y") + "ies"
	case strings.HasSuffix(one, "s"):
		return Count(int64(n)) + " " + one + "es"
	}
	return Count(int64(n)) + " " + one + "s"
}

// Carried says how much of the code stands in archives of the package.
func Carried(c *message.Code) string {
	if c.CarriedDex == 0 {
		return ""
	}
	return ", " + Count(int64(c.CarriedDex)) + " of them in archives that the package carries"
}

// Count writes n with a comma before each group of three digits.
func Count(n int64) string {
	s := strconv.FormatInt(n, 10)
	start := 0
	if n < 0 {
		start = 1
	}
	for i := len(s) - 3; i > start; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Bytes writes a size in decimal units, as download pages do: "58.3 MB".
func Bytes(n int64) string {
	if n < 1000 {
		return strconv.FormatInt(n, 10) + " B"
	}
	f, unit := float64(n)/1000, 0
	units := [...]string{"kB", "MB", "GB", "TB", "PB", "EB"}
	for f >= 999.95 && unit < len(units)-1 {
		f, unit = f/1000, unit+1
	}
	return strconv.FormatFloat(f, 'f', 1, 64) + " " + units[unit]
}

// Code names the class and method of a place, "" for one in a file.
func Code(p message.Place) string {
	switch {
	case p.Class == "":
		return ""
	case p.Method == "":
		return clean.Name(p.Class)
	}
	return clean.Name(p.Class) + "." + clean.Name(p.Method)
}

// At says where within the method or file a place is: "+0x12, line 44" for
// code, "byte 1,024" for a file, "" if the place has no offset.
func At(p message.Place) string {
	var parts []string
	switch {
	case p.Offset < 0:
	case p.Class != "":
		parts = append(parts, fmt.Sprintf("+0x%x", p.Offset))
	default:
		parts = append(parts, "byte "+Count(p.Offset))
	}
	if p.Line > 0 {
		parts = append(parts, "line "+strconv.Itoa(p.Line))
	}
	return strings.Join(parts, ", ")
}

// More says how many places of e are not among the first n listed, "" if none.
func More(e *message.Evidence, n int) string {
	if rest := e.Count - n; rest > 0 {
		return "and " + Plural(rest, "more place")
	}
	return ""
}

// Times says how often something was found, "" for once.
func Times(n int) string {
	if n <= 1 {
		return ""
	}
	return Plural(n, "time")
}

// Platforms says from which platform on the app installs and whose rules it
// asks for, with what Android takes where the manifest is silent. Both are ""
// for an app without a manifest that could be read.
func Platforms(inv *message.Inventory) (oldest, target string) {
	if inv.Package == "" && inv.MinSDK+inv.TargetSDK == "" {
		return "", ""
	}
	taken := "1"
	oldest = "not stated; Android takes API 1"
	if inv.MinSDK != "" {
		taken = clean.Name(inv.MinSDK)
		oldest = "API " + taken
	}
	target = "not stated; Android takes the minimum, " + taken
	if inv.TargetSDK != "" {
		target = "API " + clean.Name(inv.TargetSDK)
	}
	return oldest, target
}

// Title names an app as a person would: its label, package or file.
func Title(inv *message.Inventory) string {
	for _, s := range []string{inv.Label, inv.Package, inv.App} {
		if s = clean.Prose(s); s != "" && !strings.HasPrefix(s, "@0x") { // a resource that could not be read
			return s
		}
	}
	return "unnamed app"
}

// Where is the heading path of a statement and its place in the document.
func Where(s *message.Statement) (path []string, at string) {
	for _, h := range s.Heading {
		path = append(path, clean.Prose(h))
	}
	at = "byte " + Count(s.Offset)
	if s.Page > 0 {
		at = fmt.Sprintf("page %d, %s", s.Page, at)
	}
	return path, at
}

// Speaks says how a statement speaks: "denies; first party; knowingly".
func Speaks(s *message.Statement) []string {
	if s.Label != nil {
		return declares(s)
	}
	parts := []string{string(s.Modality), party[s.Party]}
	if s.Modality == message.Names {
		parts = []string{"only names it"}
	}
	if s.All {
		parts = append(parts, "said of all data")
	}
	if s.Recipient != "" {
		parts = append(parts, "to "+clean.Prose(s.Recipient))
	}
	if s.Country != "" {
		parts = append(parts, "in "+clean.Name(s.Country))
	}
	if s.Outside != "" {
		parts = append(parts, "outside "+clean.Name(s.Outside))
	}
	if s.Section != "" {
		parts = append(parts, "section for "+clean.Prose(s.Section))
	}
	for _, sc := range s.Scope {
		parts = append(parts, string(sc.Kind)+": "+clean.Prose(sc.Text))
	}
	return parts
}

var party = map[message.Party]string{
	message.FirstParty: "by the publisher",
	message.ThirdParty: "by somebody else",
	message.AnyParty:   "no party named",
}

// LooseHeading stands over the statements that no verdict names: all of them in
// a run without verdicts.
func LooseHeading(c *Case) string {
	switch {
	case len(c.Verdicts) > 0:
		return "What else the policy says"
	case len(c.Config.Labels) == 0:
		return "What the policy says"
	case len(c.Config.Policies) == 0:
		return "What " + labelOrLabels(c) + " declare" + map[bool]string{true: "s"}[len(c.Config.Labels) == 1]
	}
	return "What policy and label say"
}

// RestsOn says what stands behind the page. An inspection without evidence
// looked for none, and so does not count it.
func RestsOn(c *Case) string {
	var parts []string
	if c.Kind == Audit || len(c.Evidence) > 0 {
		parts = append(parts, Plural(len(c.Evidence), "piece")+" of evidence")
	}
	if c.Kind != Inspect {
		labels, n := 0, 0
		all := map[string]bool{} // one sentence, however many practices it stands for
		for i := range c.Statements {
			switch s := &c.Statements[i]; {
			case s.Label != nil:
				labels++
			case !s.All || !all[s.Document+s.Quote]:
				all[s.Document+s.Quote] = s.All
				n++
			}
		}
		if n > 0 || labels == 0 {
			parts = append(parts, Plural(n, "statement")+" of the policy")
		}
		if labels > 0 {
			parts = append(parts, Plural(labels, "declaration")+" of "+labelOrLabels(c))
		}
	}
	return strings.Join(parts, " and ")
}

func labelOrLabels(c *Case) string {
	switch len(c.Config.Labels) {
	case 0: // what the package itself declares
		return "the app's permission texts"
	case 1:
	default:
		return "labels"
	}
	return "the label"
}

// Runs goes on where a product computes, as far as the catalog knows: on the
// device is not the same as on a server to which the data goes.
func Runs(p *message.Product) string {
	switch p.Runs {
	case "device":
		return ", which computes on the device"
	case "cloud":
		return ", which computes on its maker's servers"
	case "both":
		return ", which computes on the device and on its maker's servers"
	}
	return ""
}

// Unread counts what could not be read.
func Unread(c *Case) string {
	if len(c.Unknowns) == 0 {
		return "everything given could be read"
	}
	return Plural(len(c.Unknowns), "thing") + " could not be read or decided"
}

// Outcome says whether the run met the bar that was set, "" if none was. A run
// that passes says in the same breath what could not be told.
func Outcome(c *Case) string {
	if c.Summary.FailOn == "" {
		return ""
	}
	bar := " at or above the bar set: " + string(c.Summary.FailOn)
	if c.Summary.Failed {
		return "a verdict is" + bar
	}
	if n := Undecided(c); n > 0 {
		return "no verdict is" + bar + "; " + Plural(n, "practice") + " could not be decided"
	}
	return "no verdict is" + bar
}

// Undecided counts the practices on which a verdict is that none can be told.
func Undecided(c *Case) int {
	open := map[practice.ID]bool{}
	for _, it := range c.Items() {
		if it.Verdict.Answer == message.CannotTell {
			open[it.Practice.ID] = true
		}
	}
	return len(open)
}

// Say returns the sentence of e and its subject, which is "" where the sentence
// already holds it: a signature of four lines needs no second time.
func Say(e *message.Evidence) (sentence, subject string) {
	sentence, subject = clean.Prose(e.Text), clean.Name(e.Subject)
	if subject == "" {
		return sentence, ""
	}
	if rest, ok := strings.CutSuffix(strings.TrimSuffix(sentence, "."), subject); ok {
		return strings.TrimRight(rest, " ") + ":", subject
	}
	if strings.Contains(sentence, subject) {
		return sentence, ""
	}
	return sentence, subject
}

// Grades says in words what a way had to assume.
var Grades = map[message.Grade]string{
	message.Proven:   "by calls alone",
	message.Callback: "the system calls back an object it was handed",
	message.Stored:   "stored by one callback and read by another",
	message.Implied:  "the data decides what happens, and does not itself travel",
}

// Way says how long the way of a piece of evidence is and what it assumes.
func Way(p *message.Path) string {
	s := Plural(len(p.Steps), "step")
	if g := Grades[p.Grade]; g != "" {
		s += ", " + g
	}
	return s
}
