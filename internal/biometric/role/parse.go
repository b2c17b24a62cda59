package role

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog/data"
	"github.com/avow-audit/avow/internal/practice"
)

// filePrefix begins the names of the files that are read here.
const filePrefix = "role-"

// Parse reads those of the files that are named role-*.txt, strictly: an unknown
// word, a duplicate, a rule that can never fit is an error with its line.
func Parse(files []data.File) (*Table, error) {
	t := &Table{also: map[string]string{}, words: newDictionary(), sets: map[string]bool{}}
	for _, f := range files {
		if !strings.HasPrefix(f.Name, filePrefix) {
			continue
		}
		p := &parser{Reader: data.NewReader(f.Name, f.Text), t: t, sources: map[string]bool{}}
		if err := p.parse(); err != nil {
			return nil, err
		}
	}
	for i := range t.roles {
		r := &t.roles[i]
		for _, name := range r.yieldNames {
			k := t.order(name)
			if k < 0 || k == i {
				return nil, fmt.Errorf("role %s, line %d: yields to %q, which is no other role", r.name, r.line, name)
			}
			r.yields = append(r.yields, k)
		}
	}
	t.words.close()
	return t, nil
}

type parser struct {
	data.Reader
	t       *Table
	held    bool
	dated   bool
	from    bool
	sources map[string]bool
	role    *roleRules
	seen    map[string]bool // lines of the open role
}

func (p *parser) parse() error {
	for {
		l, ok, err := p.Next()
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		if err := p.read(l); err != nil {
			return p.Errorf("%v", err)
		}
	}
	if !p.held || !p.dated {
		return p.Errorf("the file has no \"holds roles\" or no date")
	}
	return nil
}

// heads are the words that begin a line which is no rule.
var heads = map[string]func(*parser, []string) error{
	"date": (*parser).date, "source": (*parser).source, "from": (*parser).setFrom, "words": (*parser).words, "refuse": (*parser).refuse,
	"role": (*parser).open, "practice": (*parser).practice, "also": (*parser).also, "yields": (*parser).yields,
}

func (p *parser) read(l *data.Line) error {
	if len(l.Words) == 0 {
		return fmt.Errorf("a line without a word")
	}
	if !p.held {
		if len(l.Words) != 2 || l.Words[0] != "holds" || l.Words[1] != "roles" {
			return fmt.Errorf("the first line is not \"holds roles\"")
		}
		p.held = true
		return nil
	}
	if do := heads[l.Words[0]]; do != nil {
		return do(p, l.Words[1:])
	}
	return p.rule(l)
}

func (p *parser) date(w []string) error {
	if p.dated || len(w) != 1 || len(w[0]) != 10 || strings.Trim(w[0], "0123456789-") != "" {
		return fmt.Errorf("date: one for each file, as 2026-11-23")
	}
	p.dated = true
	return nil
}

func (p *parser) source(w []string) error {
	if len(w) != 3 || p.sources[w[0]] {
		return fmt.Errorf("source: a new name, a quoted description and a licence")
	}
	p.sources[w[0]] = true
	return nil
}

func (p *parser) setFrom(w []string) error {
	if len(w) < 1 || len(w) > 2 || !p.sources[w[0]] {
		return fmt.Errorf("from: the name of a source defined at the head of the file, and a quoted detail if need be")
	}
	p.from = true
	return nil
}

func (p *parser) words(w []string) error {
	for _, s := range w {
		if p.t.words.known[s] || !isWord(s) {
			return fmt.Errorf("words: %q is there already or is no word", s)
		}
		p.t.words.known[s] = true
	}
	return nil
}

func (p *parser) refuse(w []string) error {
	if len(w) < 3 || w[1] != "in" || !isWord(w[0]) {
		return fmt.Errorf("refuse: write refuse WORD in and LOOK-ALIKES")
	}
	for _, s := range w[2:] {
		parts := strings.Split(s, "+")
		for _, x := range parts {
			if !isWord(x) {
				return fmt.Errorf("refuse: %q is no word", s)
			}
		}
		for _, old := range p.t.words.refused[w[0]] {
			if slices.Equal(old, parts) {
				return fmt.Errorf("refuse: %q twice", s)
			}
		}
		p.t.words.refused[w[0]] = append(p.t.words.refused[w[0]], parts)
	}
	return nil
}

func (p *parser) open(w []string) error {
	if len(w) != 2 || p.t.also[w[0]] != "" {
		return fmt.Errorf("role: a new name and a quoted title")
	}
	p.t.also[w[0]] = w[0]
	p.t.roles = append(p.t.roles, roleRules{name: w[0], title: w[1]})
	p.role, p.from, p.seen = &p.t.roles[len(p.t.roles)-1], false, map[string]bool{}
	return nil
}

func (p *parser) practice(w []string) error {
	if p.role == nil || p.role.practice != "" || len(w) != 1 {
		return fmt.Errorf("practice: one, once in a role")
	}
	id, err := practice.Parse(w[0])
	p.role.practice = id
	return err
}

func (p *parser) also(w []string) error {
	if p.role == nil || len(w) == 0 {
		return fmt.Errorf("also: names, in a role")
	}
	for _, s := range w {
		if p.t.also[s] != "" {
			return fmt.Errorf("also: %q is a name of %s", s, p.t.also[s])
		}
		p.t.also[s] = p.role.name
	}
	return nil
}

func (p *parser) yields(w []string) error {
	if p.role == nil || p.role.yieldNames != nil || len(w) == 0 {
		return fmt.Errorf("yields: once in a role, with names of roles")
	}
	p.role.yieldNames = slices.Clone(w)
	return nil
}

// ruleKinds says of each word that begins a rule whether it takes words, and
// whether a note must say what the sign is.
var ruleKinds = map[string]struct{ list, note bool }{
	"name": {true, false}, "file": {true, false}, "head": {true, false}, "layer": {true, false}, "says": {true, false},
	"set": {true, true}, "module": {true, false}, "label": {true, true}, "shape": {false, true}, "graph": {false, true},
}

func (p *parser) rule(l *data.Line) error {
	how, ok := ruleKinds[l.Words[0]]
	switch {
	case !ok:
		return fmt.Errorf("unknown word %q", l.Words[0])
	case p.role == nil || !p.from:
		return fmt.Errorf("a rule outside a role, or before its first \"from\"")
	case len(l.Words) < 3:
		return fmt.Errorf("%s: a grade, and what must hold", l.Words[0])
	}
	r := rule{kind: l.Words[0], grade: grades[l.Words[1]], note: l.Note, file: p.File(), line: l.Number}
	if r.grade == 0 {
		return fmt.Errorf("unknown grade %q: strong, medium, weak, support", l.Words[1])
	}
	if how.note && r.note == "" && r.kind != "label" && r.kind != "set" {
		return fmt.Errorf("%s: say behind \"--\" what the sign is", r.kind)
	}
	if key := strings.Join(l.Words, " "); p.seen[key] {
		return fmt.Errorf("the rule is there twice")
	} else {
		p.seen[key] = true
	}
	var list []string
	for _, w := range l.Words[2:] {
		isCondition, err := r.when.parse(w, r.kind)
		if err != nil {
			return err
		}
		if !isCondition {
			list = append(list, strings.ToLower(w))
		}
	}
	if how.list != (len(list) > 0) {
		return fmt.Errorf("%s: %q", r.kind, strings.Join(list, " "))
	}
	if r.kind == "label" && (r.when.min == 0 || r.when.share == 0) {
		return fmt.Errorf("label: min= and share= are needed")
	}
	if err := p.list(&r, list); err != nil {
		return err
	}
	p.role.line = r.line
	p.role.rules = append(p.role.rules, r)
	return nil
}

// list takes in the words of a rule.
func (p *parser) list(r *rule, list []string) error {
	seen := map[string]bool{}
	for _, s := range list {
		if seen[s] {
			return fmt.Errorf("%q twice", s)
		}
		seen[s] = true
		switch r.kind {
		case "label":
			if s == "range" {
				r.ages = true
				continue
			}
			vague := s[0] == '~'
			if s = plainLabel(strings.TrimPrefix(s, "~")); vague {
				if r.vague == nil {
					r.vague = map[string]bool{}
				}
				r.vague[s] = true
			}
		case "set":
			p.t.sets[s] = true
		case "module":
		default:
			parts := strings.Split(s, "+")
			for _, x := range parts {
				if !isWord(x) {
					return fmt.Errorf("%q is no word", x)
				}
				p.t.words.known[x] = true
			}
			r.names = append(r.names, parts)
			continue
		}
		if r.list == nil {
			r.list = map[string]bool{}
		}
		r.list[s] = true
	}
	return nil
}
