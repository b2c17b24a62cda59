package smali

import "strings"

// operand reads one operand of an instruction, whatever the instruction: which
// kinds it takes is checked when it is encoded.
func (p *parser) operand() (operand, *Error) {
	t := p.tok
	switch {
	case t.kind == tokPunct && t.text == "{":
		return p.registerList()
	case t.kind == tokWord && t.text[0] == ':':
		l, err := p.label()
		return operand{kind: opndLabel, label: l}, err
	case t.kind == tokWord:
		if r, ok := parseRegister(t.text); ok {
			return operand{kind: opndReg, regs: []register{r}}, p.advance()
		}
		// A member of a class has -> before any parenthesis; a call site has
		// only its own name there.
		if i := strings.IndexByte(t.text, '('); i > 0 && !strings.Contains(t.text[:i], "->") {
			s, err := p.callSite()
			return operand{kind: opndSite, site: s}, err
		}
	}
	v, err := p.simpleValue()
	return operand{kind: opndValue, val: v}, err
}

// registerList reads {}, {v0}, {v0, v1} or {v0 .. v5}.
func (p *parser) registerList() (operand, *Error) {
	o := operand{kind: opndList}
	if err := p.advance(); err != nil {
		return o, err
	}
	for !p.isPunct("}") {
		r, err := p.register()
		if err != nil {
			return o, err
		}
		o.regs = append(o.regs, r)
		if p.isWord("..") && len(o.regs) == 1 {
			if err := p.advance(); err != nil {
				return o, err
			}
			last, err := p.register()
			if err != nil {
				return o, err
			}
			o.kind, o.regs = opndRange, append(o.regs, last)
			break
		}
		if !p.isPunct(",") {
			break
		}
		if err := p.advance(); err != nil {
			return o, err
		}
	}
	return o, p.punct("}")
}

// callSite reads: call_site_0("name", (I)V, extra...)@Lclass;->method(...)...
// The current token is the name with its parenthesis.
func (p *parser) callSite() (*callSite, *Error) {
	s := &callSite{pos: p.at()}
	w := p.tok.text
	if w[len(w)-1] != '(' {
		// The first argument of a call site is a string and therefore a token
		// of its own: anything glued to the parenthesis is a mistake.
		return nil, errorf(s.pos, "cannot read %q as a reference or a call site", w)
	}
	s.label = w[:len(w)-1]
	if err := p.advance(); err != nil {
		return nil, err
	}
	for {
		v, err := p.value(0)
		if err != nil {
			return nil, err
		}
		s.args = append(s.args, v)
		if !p.isPunct(",") {
			break
		}
		if err := p.advance(); err != nil {
			return nil, err
		}
	}
	if err := p.punct(")"); err != nil {
		return nil, err
	}
	if len(s.args) < 2 || s.args[0].kind != valString || s.args[1].kind != valProto {
		return nil, errorf(s.pos, `call site %s needs a name and a prototype first: ("name", (I)V)`, s.label)
	}
	w, err := p.word("@ and the bootstrap method")
	if err != nil {
		return nil, err
	}
	target, ok := strings.CutPrefix(w, "@")
	if !ok {
		return nil, errorf(s.pos, "call site %s: expected @ and the bootstrap method, found %q", s.label, w)
	}
	if !strings.Contains(target, "@") {
		target = "invoke-static@" + target
	}
	h, err := parseHandle(s.pos, target)
	if err != nil {
		return nil, err
	}
	s.target = *h
	return s, nil
}
