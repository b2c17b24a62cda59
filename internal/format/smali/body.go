package smali

import (
	"strconv"
	"strings"
)

// method reads a method after its .method.
func (p *parser) method(c *class, at pos) *Error {
	m := &method{pos: at}
	var err *Error
	if m.access, err = p.access(methodFlags); err != nil {
		return err
	}
	if m.hidden, err = p.hiddenAPI(); err != nil {
		return err
	}
	w, err := p.declared("name(params)return of a method", "(")
	if err != nil {
		return err
	}
	if m.methodRef, err = parseMethod(at, c.typ+"->"+w); err != nil {
		return err
	}
	for !p.isWord(".end") || p.endsLocal() {
		switch {
		case p.tok.kind == tokEOF, p.isWord(".method"), p.isWord(".field"), p.isWord(".class"):
			return errorf(p.at(), "found %s in method %s of line %d: its .end method is missing", p.tok.describe(), m.name, m.line)
		case p.tok.kind != tokWord:
			return errorf(p.at(), "expected an instruction, a label or .end method, found %s", p.tok.describe())
		}
		if err := p.bodyItem(m); err != nil {
			return err
		}
	}
	if named := m.name == "<init>" || m.name == "<clinit>"; named && m.access&accConstructor == 0 {
		return errorf(at, "method %s needs the access flag constructor", m.name)
	}
	c.methods = append(c.methods, m)
	return p.end("method")
}

// endsLocal tells ".end local" from ".end method".
func (p *parser) endsLocal() bool {
	look := p.lex
	t, err := look.next()
	return err == nil && t.kind == tokWord && t.text == "local"
}

func (p *parser) bodyItem(m *method) *Error {
	at, w := p.at(), p.tok.text
	switch {
	case w == ".annotation":
		a, err := p.annotation()
		m.annos = append(m.annos, a)
		return err
	case w[0] == ':':
		m.add(stmt{pos: at, kind: stLabel, label: w[1:]})
		return p.advance()
	case w[0] == '.':
		if err := p.advance(); err != nil {
			return err
		}
		return p.bodyDirective(m, at, w)
	}
	op, ok := opcodes[w]
	if !ok {
		return errorf(at, "unknown instruction %q", w)
	}
	if err := p.advance(); err != nil {
		return err
	}
	s := stmt{pos: at, kind: stInsn, op: op}
	// Operands stand on the line of their instruction: without that, a
	// parameterless instruction would swallow the next statement.
	if !p.tok.first {
		for {
			o, err := p.operand()
			if err != nil {
				return err
			}
			s.opnds = append(s.opnds, o)
			if !p.isPunct(",") {
				break
			}
			if err := p.advance(); err != nil {
				return err
			}
		}
		if !p.tok.first {
			return errorf(p.at(), "expected a comma or the end of the line, found %s", p.tok.describe())
		}
	}
	m.hasInsns = true
	m.add(s)
	return nil
}

func (m *method) add(s stmt) { m.body = append(m.body, s) }

func (p *parser) bodyDirective(m *method, at pos, w string) (err *Error) {
	s := stmt{pos: at}
	switch w {
	case ".registers", ".locals":
		if m.hasRegs {
			return errorf(at, "method %s has two .registers or .locals", m.name)
		}
		m.hasRegs, m.locals = true, w == ".locals"
		m.regs, err = p.uint("a register count", maxRegisters)
		return err
	case ".param":
		return p.param(m, at)
	case ".line":
		s.kind = stLine
		s.num, err = p.uint("a line number", 1<<31-1)
	case ".prologue":
		s.kind = stPrologue
	case ".epilogue":
		s.kind = stEpilogue
	case ".source":
		s.kind = stFile
		if s.hasName = p.tok.kind == tokString; s.hasName { // without: back to an unknown file
			s.name = p.tok.text
			err = p.advance()
		}
	case ".local":
		s, err = p.local(s)
	case ".end":
		if err := p.advance(); err != nil { // "local"
			return err
		}
		s.kind = stEndLocal
		s.reg, err = p.register()
	case ".restart":
		if !p.isWord("local") {
			return errorf(at, "expected .restart local")
		}
		if err := p.advance(); err != nil {
			return err
		}
		s.kind = stRestartLocal
		s.reg, err = p.register()
	case ".catch":
		if s.typ, err = p.classType("an exception type"); err == nil {
			s, err = p.catch(s)
		}
	case ".catchall":
		s, err = p.catch(s)
	case ".packed-switch":
		s, err = p.packedSwitch(s)
	case ".sparse-switch":
		s, err = p.sparseSwitch(s)
	case ".array-data":
		s, err = p.arrayData(s)
	default:
		return errorf(at, "unknown directive %q in a method", w)
	}
	if err == nil {
		m.add(s)
	}
	return err
}

func (p *parser) param(m *method, at pos) (err *Error) {
	q := param{pos: at}
	if q.reg, err = p.register(); err != nil {
		return err
	}
	if !q.reg.arg {
		return errorf(at, ".param needs a p register")
	}
	if p.isPunct(",") {
		if err := p.advance(); err != nil {
			return err
		}
		q.hasName = true
		if q.name, err = p.str("a parameter name"); err != nil {
			return err
		}
	}
	annos, ended, err := p.annotationsThenEnd("param")
	if ended {
		q.annos = annos
	} else {
		m.annos = append(m.annos, annos...)
	}
	m.params = append(m.params, q)
	return err
}

// local reads: v0, "name":Ltype;, "signature". Name and type may be null and
// absent.
func (p *parser) local(s stmt) (stmt, *Error) {
	s.kind = stLocal
	var err *Error
	if s.reg, err = p.register(); err != nil || !p.isPunct(",") {
		return s, err
	}
	if err := p.advance(); err != nil {
		return s, err
	}
	typ := ""
	if p.tok.kind == tokString {
		s.hasName, s.name = true, p.tok.text
		if err := p.advance(); err != nil {
			return s, err
		}
		typ, err = p.word("a colon and the type of the local")
	} else {
		typ, err = p.word("the name of the local in double quotes, or null")
		if err == nil && !strings.HasPrefix(typ, "null:") {
			err = errorf(s.pos, "expected the name of the local in double quotes, or null, found %q", typ)
		}
		typ = strings.TrimPrefix(typ, "null")
	}
	if err != nil {
		return s, err
	}
	s.hasTyp, s.typ = true, strings.TrimPrefix(typ, ":")
	if n := descriptorLen(s.typ); typ[:min(1, len(typ))] != ":" || n == 0 || n != len(s.typ) {
		return s, errorf(s.pos, "%q is not a colon and a type", typ)
	}
	if p.isPunct(",") {
		if err := p.advance(); err != nil {
			return s, err
		}
		s.hasSig = true
		s.sig, err = p.str("a type signature")
	}
	return s, err
}

// catch reads: {:start .. :end} :handler.
func (p *parser) catch(s stmt) (stmt, *Error) {
	s.kind = stCatch
	err := p.punct("{")
	if err == nil {
		s.from, err = p.label()
	}
	if err == nil && !p.isWord("..") {
		err = errorf(p.at(), "expected .., found %s", p.tok.describe())
	}
	if err == nil {
		err = p.advance()
	}
	if err == nil {
		s.to, err = p.label()
	}
	if err == nil {
		err = p.punct("}")
	}
	if err == nil {
		s.label, err = p.label()
	}
	return s, err
}

func (p *parser) int32(what string) (int32, *Error) {
	at := p.at()
	v, err := p.simpleValue()
	if err != nil {
		return 0, err
	}
	n, ok := v.fits(32, true)
	if !v.isInteger() || !ok {
		return 0, errorf(at, "expected %s: a number of 32 bits", what)
	}
	return int32(n), nil
}

func (p *parser) uint(what string, limit int) (int, *Error) {
	at := p.at()
	v, err := p.simpleValue()
	if err != nil {
		return 0, err
	}
	if !v.isInteger() || v.neg || v.bits > uint64(limit) {
		return 0, errorf(at, "expected %s: a number from 0 to %d", what, limit)
	}
	return int(v.bits), nil
}

func (p *parser) label() (string, *Error) {
	if p.tok.kind != tokWord || p.tok.text[0] != ':' {
		return "", errorf(p.at(), "expected a label such as :goto_0, found %s", p.tok.describe())
	}
	l := p.tok.text[1:]
	return l, p.advance()
}

func (p *parser) register() (register, *Error) {
	r, ok := parseRegister(p.tok.text)
	if p.tok.kind != tokWord || !ok {
		return r, errorf(p.at(), "expected a register such as v0 or p0, found %s", p.tok.describe())
	}
	return r, p.advance()
}

func parseRegister(w string) (register, bool) {
	if len(w) < 2 || w[0] != 'v' && w[0] != 'p' {
		return register{}, false
	}
	n, err := strconv.ParseUint(w[1:], 10, 16)
	return register{arg: w[0] == 'p', n: int(n)}, err == nil
}
