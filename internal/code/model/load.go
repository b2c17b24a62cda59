package model

import (
	"fmt"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Load returns the embedded models. It reads which classes there are, once for
// the process; the lines of a class are read when one of its methods is first
// asked for. An app asks for some tenth of them.
func Load() (*Table, error) { return load() }

var load = sync.OnceValues(func() (*Table, error) { return open(files()) })

// open reads the outline of files, in the order given.
func open(files []file) (*Table, error) {
	t := &Table{byName: make(map[string]int32, 1200), classes: make([]Class, 0, 1200), defaults: map[string]*Model{}}
	o := outline{t: t, likes: make([]string, 0, 1200)}
	for _, f := range files {
		o.file, o.line, o.open = f.name, 0, false
		if err := o.read(f.text); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", f.name, o.line, err)
		}
	}
	if err := o.join(); err != nil {
		return nil, err
	}
	t.lines = make([]atomic.Pointer[lines], len(t.classes))
	return t, nil
}

// outline reads classes without their lines, and defaults.
type outline struct {
	t     *Table
	likes []string // of t.classes: dotted, or ""
	file  string
	line  int32
	open  bool // inside the last of t.classes
}

func (o *outline) read(text string) error {
	if !strings.HasPrefix(text, "#") {
		o.line = 1
		return fmt.Errorf("the file does not open with a comment on what it is and whence")
	}
	start := 0 // of the lines of the class
	for from, to := 0, 0; to < len(text); from = to {
		if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
			to = from + i + 1
		} else {
			to = len(text)
		}
		o.line++
		line := bare(text[from:to])
		if line == "" {
			continue
		}
		first, rest, _ := strings.Cut(line, " ")
		switch first {
		case "class":
			o.open = true
			if err := o.class(rest); err != nil {
				return err
			}
			start = to
		case "default":
			if err := o.readDefault(rest); err != nil {
				return err
			}
		default:
			if !o.open {
				return fmt.Errorf("unknown word in %q, outside a class", line)
			}
			o.last().text = text[start:to]
		}
	}
	return nil
}

// bare cuts off a comment and the space around a line.
func bare(line string) string {
	line, _, _ = strings.Cut(line, "#")
	return strings.TrimSpace(line)
}

// word cuts off the first word, which space ends.
func word(s string) (word, rest string) {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, " \t"); i >= 0 {
		return s[:i], strings.TrimSpace(s[i:])
	}
	return s, ""
}

func (o *outline) last() *Class { return &o.t.classes[len(o.t.classes)-1] }

// class reads: class NAME [body] [like OTHER].
func (o *outline) class(rest string) error {
	c := Class{t: o.t, id: int32(len(o.t.classes)), file: o.file, line: o.line, like: -1}
	c.name, rest = word(rest)
	if c.name == "" {
		return fmt.Errorf("class: a name")
	}
	if err := checkName(c.name); err != nil {
		return err
	}
	next, after := word(rest)
	if next == "body" {
		c.body, rest = true, after
		next, after = word(rest)
	}
	like := ""
	if other, end := word(after); next == "like" && other != "" && end == "" {
		if err := checkName(other); err != nil {
			return err
		}
		like, rest = other, ""
	}
	if rest != "" {
		return fmt.Errorf("class: a name, then \"body\", then \"like\" and another name; not %q", rest)
	}
	if old, ok := o.t.byName[c.name]; ok {
		return fmt.Errorf("class %s is already at %s", c.name, o.t.classes[old].rule())
	}
	o.t.byName[c.name] = c.id
	o.t.longest = max(o.t.longest, len(c.name))
	o.t.classes = append(o.t.classes, c)
	o.likes = append(o.likes, like)
	return nil
}

// readDefault reads: default NAME-OR-PACKAGE.*: steps.
func (o *outline) readDefault(rest string) error {
	name, text, ok := strings.Cut(rest, ":")
	if !ok {
		return fmt.Errorf("default: a class or package.*, a colon and steps")
	}
	key, err := defaultKey(strings.TrimSpace(name))
	if err != nil {
		return err
	}
	if old, ok := o.t.defaults[key]; ok {
		return fmt.Errorf("default is already at %s", old.Rule)
	}
	ops, err := steps(text, -1)
	if err != nil {
		return err
	}
	o.t.defaults[key] = &Model{Ops: ops, Rule: place(o.file, o.line)}
	return nil
}

func defaultKey(name string) (string, error) {
	if name == "*" {
		return "", nil
	}
	pkg, isPackage := strings.CutSuffix(name, ".*")
	if err := checkName(pkg); err != nil {
		return "", err
	}
	key := strings.ReplaceAll(pkg, ".", "/")
	if isPackage {
		key += "/"
	}
	return key, nil
}

// join finds the class that each class is like.
func (o *outline) join() error {
	t := o.t
	for i := range t.classes {
		c := &t.classes[i]
		if c.text == "" && o.likes[i] == "" {
			return fmt.Errorf("%s: class %s has no models", c.rule(), c.name)
		}
		if o.likes[i] == "" {
			continue
		}
		like, ok := t.byName[o.likes[i]]
		if !ok {
			return fmt.Errorf("%s: class %s is like %s, which has no models", c.rule(), c.name, o.likes[i])
		}
		c.like = like
	}
	for i := range t.classes {
		c := &t.classes[i]
		steps := 0
		for from := c; from != nil; from = from.above() {
			if steps++; steps > len(t.classes) {
				return fmt.Errorf("%s: class %s is like itself", c.rule(), c.name)
			}
			from.bodied = from.bodied || c.body
		}
	}
	return nil
}

func place(file string, line int32) string { return file + ":" + strconv.Itoa(int(line)) }
