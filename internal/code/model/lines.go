package model

import (
	"cmp"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/avow-audit/avow/internal/ordered"
)

// lines are the models of one class, by method.
type lines struct {
	methods []method // by name; those of one name: exact types, then numbers, then any
	models  []Model
	bodied  []Model // the same, with Body; nil if no class asks for them
}

// method is one method of a line.
type method struct {
	name   string
	params []string // descriptors, of formExact
	model  int32    // place in lines.models
	form   form
	n      uint8 // parameters, of formCount and formExact
}

type form uint8

const (
	formExact form = iota
	formCount
	formAny
)

// read reads the lines of a class.
func (c *Class) read() (*lines, error) {
	x := &lines{}
	number := c.line
	for line := range strings.SplitSeq(c.text, "\n") {
		number++
		if line = bare(line); line == "" || strings.HasPrefix(line, "default ") {
			continue
		}
		ops, err := x.line(line)
		at := place(c.file, number)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", at, err)
		}
		x.models = append(x.models, Model{Ops: ops, Rule: at})
	}
	x.methods, x.models = slices.Clip(x.methods), slices.Clip(x.models)
	ordered.By(x.methods, func(a, b method) int {
		return cmp.Or(strings.Compare(a.name, b.name), cmp.Compare(a.form, b.form))
	})
	if c.bodied {
		x.bodied = slices.Clone(x.models)
		for i := range x.bodied {
			x.bodied[i].Body = true
		}
	}
	return x, nil
}

// line reads: name, name(2), name(int,char[]): steps.
func (x *lines) line(line string) ([]Op, error) {
	colon := strings.IndexByte(line, ':')
	if colon < 0 {
		return nil, fmt.Errorf("no colon behind the methods in %q", line)
	}
	fewest := -1 // parameters of the line's methods, if known
	for rest := line[:colon]; ; {
		end := memberEnd(rest)
		m, err := readMethod(strings.TrimSpace(rest[:end]))
		if err != nil {
			return nil, err
		}
		if m.form != formAny && (fewest < 0 || int(m.n) < fewest) {
			fewest = int(m.n)
		}
		m.model = int32(len(x.models))
		x.methods = append(x.methods, m)
		if end == len(rest) {
			break
		}
		rest = rest[end+1:]
	}
	return steps(line[colon+1:], fewest)
}

// first is the place of the first method of a name, or of a later name.
func (x *lines) first(name []byte) int {
	return sort.Search(len(x.methods), func(i int) bool { return x.methods[i].name >= string(name) })
}

// memberEnd is the place of the next comma outside parentheses, or the end.
func memberEnd(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		case ',':
			if depth == 0 {
				return i
			}
		}
	}
	return len(s)
}

// readMethod reads name, name(N) or name(types).
func readMethod(s string) (m method, err error) {
	name, list, some := strings.Cut(s, "(")
	m.name, m.form = name, formAny
	if !isMember(name) {
		return m, fmt.Errorf("%q is no method name", name)
	}
	if !some {
		return m, nil
	}
	list, ok := strings.CutSuffix(list, ")")
	if !ok || list == "" {
		return m, fmt.Errorf("%q: a number of parameters, or their types, in parentheses", s)
	}
	if len(list) == 1 && list[0] >= '0' && list[0] <= '9' {
		m.form, m.n = formCount, list[0]-'0'
		return m, nil
	}
	m.form, m.params = formExact, strings.Split(list, ",")
	m.n = uint8(min(len(m.params), 255))
	for i, t := range m.params {
		if m.params[i], err = paramType(strings.TrimSpace(t)); err != nil {
			return m, err
		}
	}
	return m, nil
}

func (m *method) String() string {
	switch m.form {
	case formExact:
		return m.name + "(" + strings.Join(m.params, "") + ")"
	case formCount:
		return fmt.Sprintf("%s(%d)", m.name, m.n)
	}
	return m.name
}

// alike says whether two methods of one name are for the same calls.
func (m *method) alike(o *method) bool {
	return m.form == o.form && m.n == o.n && slices.Equal(m.params, o.params)
}

// serves says whether m is for all calls of o, of the same name, and for more.
func (m *method) serves(o *method) bool {
	return m.form > o.form && (m.form == formAny || m.n == o.n)
}
