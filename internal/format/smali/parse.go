package smali

import (
	"fmt"
	"sort"
	"strings"
)

// parser reads the classes of one source. It looks one token ahead.
type parser struct {
	lex lexer
	tok token
}

// accessFlags are the spellings of access flags. One word can stand for
// different bits of fields and methods, hence the second table.
var accessFlags = map[string]uint32{
	"public": 0x1, "private": 0x2, "protected": 0x4, "static": 0x8, "final": 0x10,
	"synchronized": 0x20, "volatile": 0x40, "transient": 0x80, "native": 0x100,
	"interface": 0x200, "abstract": 0x400, "strictfp": 0x800, "synthetic": 0x1000,
	"annotation": 0x2000, "enum": 0x4000, "constructor": 0x10000,
	"declared-synchronized": 0x20000,
}

var methodFlags = map[string]uint32{"bridge": 0x40, "varargs": 0x80}

const (
	accPrivate     = 0x2
	accStatic      = 0x8
	accNative      = 0x100
	accInterface   = 0x200
	accAbstract    = 0x400
	accConstructor = 0x10000
)

func parse(src Source) ([]*class, error) {
	p := &parser{lex: lexer{file: src.Name, text: strings.TrimPrefix(src.Text, "\ufeff"), line: 1, bol: true}}
	cs, err := p.classes()
	if err != nil { // a typed nil must not become a non-nil error
		return nil, err
	}
	for _, c := range cs {
		c.sort()
	}
	return cs, nil
}

// sort puts what belongs to one element, and whose order in the text means
// nothing, in the order of the format: annotations by type, parameters by
// register. Equal texts but for that order then give equal bytes.
func (c *class) sort() {
	for _, m := range c.methods {
		sort.SliceStable(m.params, func(i, j int) bool { return m.params[i].reg.n < m.params[j].reg.n })
	}
	for _, as := range c.annotated() {
		sort.SliceStable(as, func(i, j int) bool { return lessUnits(as[i].typ, as[j].typ) })
	}
}

func (p *parser) at() pos { return pos{p.lex.file, p.tok.line} }

func (p *parser) advance() *Error {
	t, err := p.lex.next()
	p.tok = t
	return err
}

func (t token) describe() string {
	switch t.kind {
	case tokEOF:
		return "the end of the file"
	case tokString, tokChar:
		return fmt.Sprintf("the literal %q", t.text)
	}
	return fmt.Sprintf("%q", t.text)
}

func (p *parser) isPunct(s string) bool { return p.tok.kind == tokPunct && p.tok.text == s }

func (p *parser) isWord(s string) bool { return p.tok.kind == tokWord && p.tok.text == s }

func (p *parser) punct(s string) *Error {
	if !p.isPunct(s) {
		return errorf(p.at(), "expected %q, found %s", s, p.tok.describe())
	}
	return p.advance()
}

func (p *parser) word(what string) (string, *Error) {
	if p.tok.kind != tokWord {
		return "", errorf(p.at(), "expected %s, found %s", what, p.tok.describe())
	}
	w := p.tok.text
	return w, p.advance()
}

func (p *parser) str(what string) (string, *Error) {
	if p.tok.kind != tokString {
		return "", errorf(p.at(), "expected %s in double quotes, found %s", what, p.tok.describe())
	}
	s := p.tok.text
	return s, p.advance()
}

func (p *parser) classType(what string) (string, *Error) {
	at := p.at()
	w, err := p.word(what)
	if err == nil && !isClassType(w) {
		err = notClass(at, w)
	}
	return w, err
}

func notClass(at pos, w string) *Error {
	return errorf(at, "%q is not a class type: it has the form Lpkg/Class;", w)
}

// declared reads the word after the access flags of a class, field or method,
// which holds mark. A word without it and another one after it was to be a flag.
func (p *parser) declared(what, mark string) (string, *Error) {
	at := p.at()
	w, err := p.word(what)
	if err == nil && p.tok.kind == tokWord && !p.tok.first && !strings.Contains(w, mark) {
		err = errorf(at, "unknown access flag %q", w)
	}
	return w, err
}

// end reads the words after .end, whose name is already the current token.
func (p *parser) end(name string) *Error {
	if err := p.advance(); err != nil {
		return err
	}
	if !p.isWord(name) {
		return errorf(p.at(), "expected .end %s, found .end %s", name, p.tok.describe())
	}
	return p.advance()
}

func (p *parser) classes() ([]*class, *Error) {
	if err := p.advance(); err != nil {
		return nil, err
	}
	var out []*class
	for p.tok.kind != tokEOF {
		if !p.isWord(".class") {
			return nil, errorf(p.at(), "expected .class, found %s", p.tok.describe())
		}
		c, err := p.class()
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func (p *parser) class() (*class, *Error) {
	c := &class{pos: p.at()}
	if err := p.advance(); err != nil {
		return nil, err
	}
	var err *Error
	if c.access, err = p.access(nil); err != nil {
		return nil, err
	}
	at := p.at()
	if c.typ, err = p.declared("the class type", ";"); err != nil {
		return nil, err
	}
	if !isClassType(c.typ) {
		return nil, notClass(at, c.typ)
	}
	for p.tok.kind != tokEOF && !p.isWord(".class") {
		if p.tok.kind != tokWord {
			return nil, errorf(p.at(), "expected a directive, found %s", p.tok.describe())
		}
		if err := p.classItem(c); err != nil {
			return nil, err
		}
	}
	if c.super == "" && c.typ != "Ljava/lang/Object;" {
		return nil, errorf(c.pos, "class %s has no .super", c.typ)
	}
	return c, nil
}

func (p *parser) classItem(c *class) (err *Error) {
	at, directive := p.at(), p.tok.text
	if directive == ".annotation" {
		a, err := p.annotation()
		c.annos = append(c.annos, a)
		return err
	}
	if err := p.advance(); err != nil {
		return err
	}
	switch directive {
	case ".super":
		if c.super != "" {
			return errorf(at, "class %s has two .super", c.typ)
		}
		c.super, err = p.classType("the superclass")
	case ".implements":
		var t string
		t, err = p.classType("an interface")
		c.ifaces = append(c.ifaces, t)
	case ".source":
		c.hasSrc = true
		c.source, err = p.str("a file name")
	case ".field":
		return p.field(c, at)
	case ".method":
		return p.method(c, at)
	default:
		return errorf(at, "unknown directive %q in a class", directive)
	}
	return err
}

// access reads access flags; extra holds meanings that take precedence.
func (p *parser) access(extra map[string]uint32) (uint32, *Error) {
	var flags uint32
	for p.tok.kind == tokWord {
		bit, ok := extra[p.tok.text]
		if !ok {
			bit, ok = accessFlags[p.tok.text]
		}
		if !ok {
			break
		}
		flags |= bit
		if err := p.advance(); err != nil {
			return 0, err
		}
	}
	return flags, nil
}

func (p *parser) field(c *class, at pos) *Error {
	f := &field{pos: at}
	var err *Error
	if f.access, err = p.access(nil); err != nil {
		return err
	}
	if f.hidden, err = p.hiddenAPI(); err != nil {
		return err
	}
	w, err := p.declared("name:type of a field", ":")
	if err != nil {
		return err
	}
	if f.fieldRef, err = parseField(at, c.typ+"->"+w); err != nil {
		return err
	}
	if p.isPunct("=") {
		if err := p.advance(); err != nil {
			return err
		}
		v, err := p.value(0)
		if err != nil {
			return err
		}
		if f.access&accStatic == 0 {
			return errorf(at, "field %s has a value but is not static", f.name)
		}
		f.init = &v
	}
	annos, ended, err := p.annotationsThenEnd("field")
	if ended {
		f.annos = annos
	} else {
		c.annos = append(c.annos, annos...)
	}
	c.fields = append(c.fields, f)
	return err
}

// annotationsThenEnd reads annotations that may be closed by .end name. Only
// the closing tells whose they are: without it they belong to what is around.
func (p *parser) annotationsThenEnd(name string) (as []*annotation, ended bool, err *Error) {
	for p.isWord(".annotation") {
		a, err := p.annotation()
		if err != nil {
			return nil, false, err
		}
		as = append(as, a)
	}
	if !p.isWord(".end") {
		return as, false, nil
	}
	// One token of look-ahead does not reach past ".end", so the state is kept.
	saved := *p
	if err := p.advance(); err != nil {
		return nil, false, err
	}
	if p.isWord(name) {
		return as, true, p.advance()
	}
	*p = saved
	return as, false, nil
}

var visibilities = map[string]uint8{"build": 0, "runtime": 1, "system": 2}

func (p *parser) annotation() (*annotation, *Error) {
	a := &annotation{pos: p.at()}
	if err := p.advance(); err != nil {
		return nil, err
	}
	w, err := p.word("build, runtime or system")
	if err != nil {
		return nil, err
	}
	var ok bool
	if a.visibility, ok = visibilities[w]; !ok {
		return nil, errorf(a.pos, "unknown visibility %q: known are build, runtime and system", w)
	}
	return a, p.annotationBody(a, "annotation", 0)
}

// annotationBody reads the type, the elements and .end name.
func (p *parser) annotationBody(a *annotation, name string, depth int) *Error {
	if depth > maxNesting {
		return errorf(a.pos, "annotations are nested deeper than %d", maxNesting)
	}
	var err *Error
	if a.typ, err = p.classType("the annotation type"); err != nil {
		return err
	}
	seen := map[string]bool{}
	for !p.isWord(".end") {
		at := p.at()
		e := element{}
		if e.name, err = p.word("an element name or .end " + name); err != nil {
			return err
		}
		if strings.HasPrefix(e.name, ".") || seen[e.name] {
			return errorf(at, "annotation %s: element name %q is not valid or occurs twice", a.typ, e.name)
		}
		seen[e.name] = true
		if err := p.punct("="); err != nil {
			return err
		}
		if e.value, err = p.value(depth); err != nil {
			return err
		}
		a.elems = append(a.elems, e)
	}
	return p.end(name)
}
