package role

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/model"
)

// sign is a rule that fits, in words.
type sign struct {
	rule  *rule
	kind  kind
	grade grade
	words string
}

// score is what the signs of a role come to.
type score struct {
	signs  []sign
	points int
}

func (s *score) confidence() Confidence {
	switch {
	case s.points >= points[strong]:
		return Strong
	case s.points == points[medium]:
		return Medium
	case s.points > 0:
		return Weak
	}
	return None
}

// score holds the rules of one role against a model: the best of each kind.
func (t *Table) score(r *roleRules, f *facts) score {
	var best [kinds]*sign
	for i := range r.rules {
		x := &r.rules[i]
		if !x.when.holds(f) {
			continue
		}
		g, ok := x.fits(f)
		if !ok {
			continue
		}
		g.rule = x
		if b := best[g.kind]; b == nil || g.grade > b.grade {
			best[g.kind] = &g
		}
	}
	var s score
	helps, only := 0, true
	for _, k := range order {
		g := best[k]
		if g == nil {
			continue
		}
		s.signs = append(s.signs, *g)
		if g.grade == support {
			helps = points[support]
			continue
		}
		s.points += points[g.grade]
		only = only && (k == byFile || k == bySays)
	}
	switch {
	case s.points == 0:
		return score{}
	case helps > 0:
		s.points += helps
	}
	if only && helps == 0 {
		s.points = min(s.points, points[medium]) // a name is never strong
	}
	s.points = min(s.points, points[strong])
	return s
}

// bareName reports a role of which nothing speaks but a word in the file's name:
// "face", where another role is told, is only a part of that one's name.
func (s *score) bareName() bool {
	return s.points == points[weak] && len(s.signs) == 1 && s.signs[0].kind == byFile
}

// order in which signs are told: what the file is before what it is called.
var order = [kinds]kind{byShape, byGraph, byLabel, byHead, byLayer, byModule, byFile, bySays}

// fits finds the sign of a rule whose condition holds.
func (r *rule) fits(f *facts) (sign, bool) {
	switch r.kind {
	case "shape":
		return sign{kind: byShape, grade: r.grade, words: f.shapeWords() + " (" + r.note + ")"}, true
	case "graph":
		return sign{kind: byGraph, grade: r.grade, words: r.note}, true
	case "label":
		return r.fitsLabels(f)
	case "module":
		var found []string
		for _, s := range f.m.Modules {
			if r.list[strings.ToLower(s)] {
				found = append(found, s)
			}
		}
		return sign{kind: byModule, grade: r.grade, words: "modules named " + strings.Join(found, ", ")}, len(found) > 0
	case "set":
		for s := range r.list {
			if !f.sets[s] {
				return sign{}, false
			}
		}
		return sign{kind: byLayer, grade: r.grade, words: r.note}, true
	}
	return r.fitsNames(f)
}

// scopes are the kinds of names that a rule looks at.
var scopes = map[string][]kind{
	"name": {byFile, byHead, byLayer, bySays}, "file": {byFile}, "head": {byHead}, "layer": {byLayer}, "says": {bySays},
}

var nameWords = [kinds]string{byFile: "the file is named", byHead: "an output is named", byLayer: "a layer is named", bySays: "its description says"}

func (r *rule) fitsNames(f *facts) (best sign, ok bool) {
	for _, k := range scopes[r.kind] {
		g := r.grade
		if r.kind == "name" && (k == byLayer || k == bySays) && g > weak {
			g-- // one of many names, or one of many words
		}
		if ok && g <= best.grade {
			continue
		}
		if k == byFile && g > weak && r.names.in(f.folder.bag) {
			best, ok = sign{kind: k, grade: g - 1, words: fmt.Sprintf("the folder is named %q", short(f.folder.name))}, true
		}
		if !r.names.in(f.all[k]) {
			continue // not in all names together, so in none
		}
		for _, n := range f.names[k] {
			if r.names.in(n.bag) {
				best, ok = sign{kind: k, grade: g, words: fmt.Sprintf("%s %q", nameWords[k], short(n.name))}, true
				break
			}
		}
	}
	return best, ok
}

// in reports whether all words of an alternative are in b.
func (a alternatives) in(b bag) bool {
next:
	for _, parts := range a {
		for _, w := range parts {
			if !b[w] {
				continue next
			}
		}
		return true
	}
	return false
}

// short cuts a name for a sentence.
func short(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "..."
}

func (r *rule) fitsLabels(f *facts) (sign, bool) {
	const shown = 4
	n, sure := 0, false
	var some []string
	for i, s := range f.labels {
		if r.list[s] || r.ages && isAgeRange(s) {
			sure = sure || !r.vague[s]
			if n++; len(some) < shown {
				some = append(some, f.m.Labels[i])
			}
		}
	}
	if n < r.when.min || !sure || 100*n < r.when.share*len(f.labels) {
		return sign{}, false
	}
	words := fmt.Sprintf("%d of %d labels are %s", n, len(f.labels), strings.Join(some, ", "))
	if n > len(some) {
		words += " and the like"
	}
	return sign{kind: byLabel, grade: r.grade, words: words}, true
}

// shapeWords says what goes in and comes out: "112x112x3 in, 512 out".
func (f *facts) shapeWords() string {
	var in, out []string
	for _, p := range f.images {
		in = append(in, dimsText([]int64{p.h, p.w, p.c}))
	}
	for _, t := range f.ins {
		if len(t.raw) > 0 {
			in = append(in, dimsText(t.dims))
		}
	}
	for _, t := range f.outs {
		if len(t.raw) > 0 {
			out = append(out, dimsText(t.dims))
		}
	}
	text := func(list []string) string {
		const shown = 4
		s := strings.Join(list[:min(len(list), shown)], " and ")
		if len(list) > shown {
			s += fmt.Sprintf(" and %d more", len(list)-shown)
		}
		return s
	}
	switch {
	case len(in) == 0:
		return text(out) + " out"
	case len(out) == 0:
		return text(in) + " in"
	}
	return text(in) + " in, " + text(out) + " out"
}

func dimsText(d []int64) string {
	return strings.TrimSuffix(strings.TrimPrefix(model.Tensor{Shape: d}.String(), " ["), "]")
}

// holds reports whether the interface of a model is as the condition wants.
func (c *condition) holds(f *facts) bool {
	if c.input != 0 && c.input&f.input == 0 {
		return false
	}
	if c.labels != nil && !c.labels.holds(int64(len(f.m.Labels))) || c.outs != nil && !c.outs.holds(int64(len(f.outs))) {
		return false
	}
	if c.has != nil && !slices.ContainsFunc(c.has, func(s string) bool { return f.ops[s] }) {
		return false
	}
	if slices.ContainsFunc(c.no, func(s string) bool { return f.ops[s] }) {
		return false
	}
	if c.wave && !f.wave || c.seq != nil && !slices.ContainsFunc(f.seq, c.seq.holds) {
		return false
	}
	var p image
	if c.in != nil {
		i := slices.IndexFunc(f.images, func(p image) bool { return c.in[0].holds(p.h) && c.in[1].holds(p.w) && c.in[2].holds(p.c) })
		if i < 0 {
			return false
		}
		p = f.images[i]
	}
	if c.dims != nil && !slices.ContainsFunc(f.ins, func(t tensor) bool { return allHold(c.dims, t.dims) }) {
		return false
	}
	return c.outputs(f, p)
}

// outputs finds a different output for each shape that is wanted, in the order of
// the rule, which names the narrower shapes first.
func (c *condition) outputs(f *facts, p image) bool {
	if len(c.out) > len(f.outs) {
		return false
	}
	taken := make([]bool, len(f.outs))
	for _, s := range c.out {
		i := -1
		for k, t := range f.outs {
			if !taken[k] && s.fits(t, p) {
				i = k
				break
			}
		}
		if i < 0 {
			return false
		}
		taken[i] = true
	}
	return true
}

func (s *shape) fits(t tensor, p image) bool {
	switch {
	case s.same:
		h, w, ok := sides(t)
		return ok && h == p.h && w == p.w && p.h > 0
	case s.larger:
		h, w, ok := sides(t)
		return ok && p.h > 0 && p.w > 0 && h%p.h == 0 && h/p.h >= 2 && h/p.h <= 8 && w%p.w == 0 && w/p.w == h/p.h
	case len(s.dims) == 1:
		// A vector, or a map of one: the number of all values, if that is the
		// longest side, or points of two or three coordinates.
		return t.size > 0 && !s.dims[0].any && s.dims[0].holds(t.size)
	}
	d := t.dims
	if n := len(s.dims); len(d) < n && len(t.raw) >= n && t.raw[len(t.raw)-n] <= 0 { // the number of anchors is open
		d = t.raw[len(t.raw)-n:]
	}
	return allHold(s.dims, d)
}

// sides finds height and width of a map, channels first or last.
func sides(t tensor) (h, w int64, ok bool) {
	d := t.dims
	if len(t.raw) == 4 {
		d = t.raw[1:]
	}
	switch {
	case len(d) == 2:
		return d[0], d[1], d[0] > 1 && d[1] > 1
	case len(d) != 3:
		return 0, 0, false
	case d[2] > 0 && d[2] <= 32 && d[0] > 1 && d[1] > 1:
		return d[0], d[1], true
	case d[0] > 0 && d[0] <= 32:
		return d[1], d[2], d[1] > 1 && d[2] > 1
	}
	return 0, 0, false
}

func allHold(want []dim, got []int64) bool {
	if len(want) != len(got) {
		return false
	}
	for i, d := range want {
		if !d.holds(got[i]) {
			return false
		}
	}
	return true
}
