// Package role tells what a model file computes: a face's box, its geometry, a
// face template, an age, a gender, a race, an emotion, liveness, a voiceprint;
// or something that is easily taken for one of these and is none.
//
// How: a model is reduced to facts (what goes in, what comes out, labels, names,
// operators), and the rules of catalog/data/role-rules.txt are held against
// them. Every rule that fits is a sign. Signs are of kinds (file name, head,
// layer, label, shape, ...); of each kind the best counts, and kinds are added:
// so a role is strong only where two independent signs agree, or where a rule
// says that one is enough. Every sign has its words, so that the reason can be
// read by someone who knows no framework, and its rule's line, so that it can
// be checked.
//
// Names are compared by whole words ("age" is none of "page"), and words that
// are run together are taken apart only if all of them are known.
//
// Limits: weights are not looked at, and no model is run. A head that nothing
// names, of an unusual size, says nothing. What a model is used for is not told.
//
// The room: package model reads bytes and has no opinion, package catalog holds
// facts and knows no formats; this stands between them and below scan.
package role

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/catalog/data"
	"github.com/avow-audit/avow/internal/format/model"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/practice"
)

// Confidence is how surely a role is told.
type Confidence uint8

// The grades.
const (
	None Confidence = iota
	Weak
	Medium
	Strong
)

var confidences = [...]string{"none", "weak", "medium", "strong"}

func (c Confidence) String() string { return confidences[min(int(c), len(confidences)-1)] }

// ParseConfidence reads the name of a grade.
func ParseConfidence(s string) (Confidence, bool) {
	i := slices.Index(confidences[:], s)
	return Confidence(max(i, 0)), i > 0
}

// Told is one role that a model has.
type Told struct {
	Role       string
	Practice   practice.ID // that it is evidence of; "" for none
	Confidence Confidence
	Reason     string   // the signs in words, and what they come to
	Rules      []string // of the signs, "role-rules.txt:41"
	Part       string   // the model inside the file, if it is not the file itself
}

// Result is what is told of a model, and what could not be.
type Result struct {
	Roles  []Told // surest first
	Untold []string
}

// Load returns the embedded rules, read once for the process.
func Load() (*Table, error) { return load() }

var load = sync.OnceValues(func() (*Table, error) { return Parse(data.Files()) })

// Tell holds the rules against a model that was read from a file of that name.
func (t *Table) Tell(name string, m *model.Model) Result {
	var r Result
	f := t.facts(name, m)
	r.Roles = t.tell(f)
	r.Untold = untold(f, r.Roles)
	for i := range m.Parts {
		p := &m.Parts[i]
		in := t.Tell(p.Name, &p.Model)
		for _, x := range in.Roles {
			if x.Part == "" {
				x.Part = p.Name
			} else {
				x.Part = p.Name + "!" + x.Part
			}
			r.add(x)
		}
		for _, s := range in.Untold {
			r.Untold = append(r.Untold, p.Name+": "+s)
		}
	}
	ordered.By(r.Roles, func(a, b Told) int {
		return cmp.Or(cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(t.order(a.Role), t.order(b.Role)))
	})
	return r
}

// add keeps the surest of one role.
func (r *Result) add(x Told) {
	i := slices.IndexFunc(r.Roles, func(y Told) bool { return y.Role == x.Role })
	switch {
	case i < 0:
		r.Roles = append(r.Roles, x)
	case x.Confidence > r.Roles[i].Confidence:
		r.Roles[i] = x
	}
}

// tell finds the roles of one model.
func (t *Table) tell(f *facts) []Told {
	scores := make([]score, len(t.roles))
	for i := range t.roles {
		scores[i] = t.score(&t.roles[i], f)
	}
	var out []Told
	for i := range t.roles {
		r, s := &t.roles[i], &scores[i]
		switch {
		case s.points == 0,
			slices.ContainsFunc(r.yields, func(k int) bool { return scores[k].points >= s.points }),
			s.bareName() && slices.ContainsFunc(scores, func(o score) bool { return o.points >= points[medium] }):
			continue
		}
		x := Told{Role: r.name, Practice: r.practice, Confidence: s.confidence()}
		var words []string
		for _, g := range s.signs {
			words = append(words, g.words)
			x.Rules = append(x.Rules, g.rule.String())
		}
		x.Reason = strings.Join(words, "; ") + ": " + r.title + ", " + x.Confidence.String()
		out = append(out, x)
	}
	return out
}

// mostClasses is how many outputs may be classes that labels would name.
const mostClasses = 1001

// untold says what of a model is closed to reading.
func untold(f *facts, told []Told) []string {
	var out []string
	m := f.m
	say := func(s string) { out = append(out, s) }
	switch {
	case m.Format == model.Unknown || m.Format == model.ByteNN:
		say("the content looks random: only the file's name can be read")
		return out
	case m.Format == model.ByteDanceA || m.Format == model.ByteDanceB:
		say("the networks are protected by their maker and were left so: only names can be read")
		return out
	}
	if len(m.Parts) > 0 {
		return nil
	}
	if len(m.Inputs) == 0 {
		say("what goes in is not stated")
	}
	if len(m.Outputs) == 0 {
		say("what comes out is not stated")
	} else if !slices.ContainsFunc(f.outs, func(o tensor) bool { return o.size > 0 || len(o.dims) > 1 }) {
		say("how large the output is, is not stated")
	}
	sure := slices.ContainsFunc(told, func(x Told) bool { return x.Confidence == Strong })
	if len(m.Labels) == 0 && !sure && slices.ContainsFunc(f.outs, func(o tensor) bool { return o.size > 1 && o.size <= mostClasses }) {
		say("no labels: the meaning of the single outputs is not stated")
	}
	return out
}

// Titles gives the role's words: "a face template: ...".
func (t *Table) Titles() map[string]string {
	out := map[string]string{}
	for _, r := range t.roles {
		out[r.name] = r.title
	}
	return out
}

// Names lists the roles in the order of the table.
func (t *Table) Names() []string {
	var out []string
	for _, r := range t.roles {
		out = append(out, r.name)
	}
	return out
}

// Known gives the role that a word of a truth table means.
func (t *Table) Known(word string) (string, bool) {
	word = strings.Trim(strings.NewReplacer("_", "-", " ", "-").Replace(strings.ToLower(strings.TrimSpace(word))), "-")
	s, ok := t.also[word]
	return s, ok
}

// PracticeOf gives the practice that a role is evidence of; "" for none.
func (t *Table) PracticeOf(name string) practice.ID {
	if i := t.order(name); i >= 0 {
		return t.roles[i].practice
	}
	return ""
}

func (t *Table) order(name string) int {
	return slices.IndexFunc(t.roles, func(r roleRules) bool { return r.name == name })
}
