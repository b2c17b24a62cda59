package model

import (
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/*.txt
var files embed.FS

// Load returns the embedded models, parsed once for the process.
func Load() (*Table, error) { return load() }

var load = sync.OnceValues(func() (*Table, error) {
	sub, err := fs.Sub(files, "data")
	if err != nil {
		return nil, err
	}
	return parse(sub)
})

// parser fills a table from all files.
type parser struct {
	file     string
	line     int
	class    int32  // of Table.classes, -1 outside
	ops      []Op   // arena of all steps
	rules    []byte // Rule texts of the models, cut from one string by finish
	ruleEnds []int32
	defaults []string
	out      *Table
}

// parse reads every .txt of a folder, in the order of their names.
func parse(fsys fs.FS) (*Table, error) {
	p := newParser()
	if err := p.readFiles(fsys); err != nil {
		return nil, err
	}
	if err := p.finish(); err != nil {
		return nil, err
	}
	return p.out, nil
}

func newParser() *parser {
	return &parser{
		// Somewhat more than the embedded files need: growing costs more than
		// reading.
		ops: make([]Op, 0, 4800), rules: make([]byte, 0, 1<<17), ruleEnds: make([]int32, 1, 4800),
		out: &Table{
			byName: make(map[string]int32, 1400), classes: make([]Class, 0, 1400),
			methods: make(map[methodKey]int32, 11000), lines: make([]overload, 0, 11000),
			models: make([]Model, 0, 4800), defaults: map[string]int32{},
		},
	}
}

func (p *parser) readFiles(fsys fs.FS) error {
	names, err := fs.Glob(fsys, "*.txt")
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		p.file, p.line, p.class = name, 0, -1
		if err := p.read(string(text)); err != nil {
			return fmt.Errorf("%s:%d: %w", p.file, p.line, err)
		}
	}
	return nil
}

func (p *parser) read(text string) error {
	if !strings.HasPrefix(text, "#") {
		p.line = 1
		return fmt.Errorf("the file does not open with a comment on what it is and whence")
	}
	for text != "" {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		p.line++
		if i := strings.IndexByte(line, '#'); i >= 0 {
			line = line[:i]
		}
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		var err error
		switch word, rest, _ := strings.Cut(line, " "); word {
		case "class":
			err = p.openClass(strings.Fields(rest))
		case "default":
			err = p.readDefault(rest)
		default:
			err = p.members(line)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *parser) rule() string { return p.file + ":" + strconv.Itoa(p.line) }

// ruleOf is the rule of a model before finish.
func (p *parser) ruleOf(model int32) string {
	return string(p.rules[p.ruleEnds[model]:p.ruleEnds[model+1]])
}

// openClass reads: class NAME [body] [like OTHER].
func (p *parser) openClass(f []string) error {
	c := Class{t: p.out, id: int32(len(p.out.classes)), rule: p.rule(), like: -1, empty: true}
	if len(f) == 0 {
		return fmt.Errorf("class: a name")
	}
	var err error
	if c.name, err = descriptor(f[0]); err != nil {
		return err
	}
	if f = f[1:]; len(f) > 0 && f[0] == "body" {
		c.body, f = true, f[1:]
	}
	if len(f) == 2 && f[0] == "like" {
		if c.likeName, err = descriptor(f[1]); err != nil {
			return err
		}
		f = nil
	}
	if len(f) > 0 {
		return fmt.Errorf("class: a name, then \"body\", then \"like\" and another name; not %q", strings.Join(f, " "))
	}
	if old, ok := p.out.byName[c.name]; ok {
		return fmt.Errorf("class %s is already at %s", c.name, p.out.classes[old].rule)
	}
	p.out.byName[c.name] = c.id
	p.out.classes = append(p.out.classes, c)
	p.class = c.id
	return nil
}

// readDefault reads: default NAME-OR-PACKAGE.*: steps.
func (p *parser) readDefault(rest string) error {
	name, text, ok := strings.Cut(rest, ":")
	if !ok {
		return fmt.Errorf("default: a class or package.*, a colon and steps")
	}
	key, err := defaultKey(strings.TrimSpace(name))
	if err != nil {
		return err
	}
	m, err := p.model(text, -1)
	if err != nil {
		return err
	}
	if old, ok := p.out.defaults[key]; ok {
		return fmt.Errorf("default is already at %s", p.ruleOf(old))
	}
	p.out.defaults[key] = m
	p.defaults = append(p.defaults, key)
	return nil
}

func defaultKey(name string) (string, error) {
	if name == "*" {
		return "", nil
	}
	pkg, isPackage := strings.CutSuffix(name, ".*")
	d, err := descriptor(pkg)
	if err != nil {
		return "", err
	}
	key := d[1 : len(d)-1]
	if isPackage {
		key += "/"
	}
	return key, nil
}

func (p *parser) model(text string, max int) (int32, error) {
	ops, err := p.steps(text, max)
	if err != nil {
		return 0, err
	}
	p.out.models = append(p.out.models, Model{Ops: ops})
	p.rules = strconv.AppendInt(append(append(p.rules, p.file...), ':'), int64(p.line), 10)
	p.ruleEnds = append(p.ruleEnds, int32(len(p.rules)))
	return int32(len(p.out.models) - 1), nil
}

// members reads: name, name(2), name(int,char[]): steps.
func (p *parser) members(line string) error {
	if p.class < 0 {
		return fmt.Errorf("unknown word in %q, outside a class", line)
	}
	colon := strings.IndexByte(line, ':')
	if colon < 0 {
		return fmt.Errorf("no colon behind the methods in %q", line)
	}
	p.out.classes[p.class].empty = false
	first := len(p.out.lines)
	fewest := -1 // parameters of the line's methods, if known
	for rest := line[:colon]; ; {
		end := memberEnd(rest)
		m, err := member(strings.TrimSpace(rest[:end]))
		if err != nil {
			return err
		}
		if m.form != formAny && (fewest < 0 || int(m.n) < fewest) {
			fewest = int(m.n)
		}
		m.class, m.model, m.next = p.class, int32(len(p.out.models)), -1
		p.out.lines = append(p.out.lines, m)
		if end == len(rest) {
			break
		}
		rest = rest[end+1:]
	}
	if _, err := p.model(line[colon+1:], fewest); err != nil {
		return err
	}
	for i := first; i < len(p.out.lines); i++ {
		if err := p.link(int32(i)); err != nil {
			return err
		}
	}
	return nil
}

// link puts a line into the list of its class and name: exact types first, then
// numbers, then any.
func (p *parser) link(i int32) error {
	t := p.out
	l := &t.lines[i]
	key := methodKey{l.class, l.name}
	head, ok := t.methods[key]
	if !ok {
		t.methods[key] = i
		return nil
	}
	before := int32(-1)
	for at := head; at >= 0; at = t.lines[at].next {
		o := &t.lines[at]
		if o.form == l.form && o.n == l.n && equal(o.params, l.params) {
			return fmt.Errorf("%s is already at %s", l, p.ruleOf(o.model))
		}
		if o.form <= l.form {
			before = at
		}
	}
	if before < 0 {
		l.next = head
		t.methods[key] = i
		return nil
	}
	l.next = t.lines[before].next
	t.lines[before].next = i
	return nil
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

// member reads name, name(N) or name(types).
func member(s string) (m overload, err error) {
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
