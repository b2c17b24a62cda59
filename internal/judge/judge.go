// Package judge holds evidence against statements: one verdict for each
// practice, each with its reason in one sentence.
//
// It sorts what is known of a practice into a view (does the app do it, what
// does the policy say, what could not be read) and takes the first row of an
// ordered table of rules that fits. The order follows PoliCheck (Andow et al.,
// USENIX Security 2020) with four changes that a court would ask for:
//
//   - a denial with a scope (children, selling, one version of the app) is
//     never a contradiction outright;
//   - what could not be read turns "not found" into "cannot tell", and never
//     turns silence into a finding;
//   - a denial of all data at once ("we do not collect any data") contradicts
//     what the publisher's own code sends off, and nothing else;
//   - evidence that only hints (a bare permission, a file name) carries no
//     verdict against the publisher.
//
// Limits: a recipient is compared only as far as first and third party; a
// country only for transmission and storage. Sections for another jurisdiction
// than the home of the case do not count.
//
// A label is a document of another kind: what it declares are statements too,
// and the same view is held against a table of its own, because a form counts
// only what leaves the device, and means something by what it leaves out.
package judge

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Case is everything that was found, for all practices.
type Case struct {
	Home       string // "US", "US-IL", "DE"
	Evidence   []message.Evidence
	Statements []message.Statement
	Unknowns   []message.Unknown
	// PolicyGiven says that a policy document was part of the case; PolicyRead
	// that at least one of them could be read as a policy.
	PolicyGiven, PolicyRead bool
	Labels                  []Label
}

// Judge returns one verdict for each practice, in report order; behind it one
// for each label that speaks of the practice, or leaves it out.
func Judge(c Case) []message.Verdict {
	all := practice.All()
	out := make([]message.Verdict, 0, len(all))
	for _, p := range all {
		v := look(c, p)
		out = append(out, decide(&v, rules))
		for _, l := range c.Labels {
			if v, ok := lookAt(c, p, l); ok {
				out = append(out, decide(&v, labelRules))
			}
		}
	}
	return out
}

// decide takes the first row of rules that fits.
func decide(v *view, rules []rule) message.Verdict {
	for _, r := range rules {
		if !r.when(v) {
			continue
		}
		out := message.Verdict{Practice: v.p.ID, Label: v.label.Document, Answer: r.answer, Rung: v.rung, Reason: r.reason(v)}
		if out.Apps = v.apps(); len(out.Apps) > 0 {
			out.Reason = "In " + strings.Join(out.Apps, " and ") + ": " + out.Reason
		}
		for _, e := range v.listed {
			out.Evidence = append(out.Evidence, e.ID)
		}
		for _, s := range slices.Concat(v.heard, v.all) {
			out.Statements = append(out.Statements, s.ID)
		}
		for _, u := range v.unread {
			out.Unknowns = append(out.Unknowns, u.ID)
		}
		return out
	}
	panic("judge: the last rule fits everything") // unreachable, by TestRulesAreTotal
}

// Worst returns the gravest answer of vs, or NotFound if there is none.
func Worst(vs []message.Verdict) message.Answer {
	worst := message.NotFound
	for _, v := range vs {
		if v.Answer.Gravity() > worst.Gravity() {
			worst = v.Answer
		}
	}
	return worst
}
