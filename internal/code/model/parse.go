package model

import (
	"fmt"
	"strings"
)

// steps reads the part of a line behind its colon. max is the number of
// parameters of every method of the line, or -1 if not known.
func steps(text string, max int) ([]Op, error) {
	if strings.TrimSpace(text) == "none" {
		return nil, nil
	}
	s := scanner{rest: text, max: max}
	ops := make([]Op, 0, strings.Count(text, ";")+1)
	for {
		op, err := s.op()
		if err != nil {
			return nil, err
		}
		ops = append(ops, op)
		if s.skip(); s.rest == "" {
			break
		}
		if !s.eat(";") {
			return nil, fmt.Errorf("what is %q? Steps are separated by semicolons", s.rest)
		}
	}
	for i := range ops {
		for j := range i {
			if sameOp(&ops[i], &ops[j]) {
				return nil, fmt.Errorf("the step %q stands twice", ops[i])
			}
		}
	}
	return ops, nil
}

func sameOp(a, b *Op) bool {
	if a.Kind != b.Kind || a.Dst != b.Dst || a.Src != b.Src || a.KeyKind != b.KeyKind || a.Key != b.Key || a.Name != b.Name || a.Later != b.Later || len(a.Args) != len(b.Args) {
		return false
	}
	for i := range a.Args {
		if a.Args[i] != b.Args[i] {
			return false
		}
	}
	return true
}

func sameOps(a, b []Op) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameOp(&a[i], &b[i]) {
			return false
		}
	}
	return true
}

// scanner reads steps from the front of rest.
type scanner struct {
	rest string
	max  int  // parameters, or -1
	ret  bool // something was given to ret
}

func (s *scanner) skip() {
	for s.rest != "" && (s.rest[0] == ' ' || s.rest[0] == '\t') {
		s.rest = s.rest[1:]
	}
}

// eat takes the token if it comes next.
func (s *scanner) eat(token string) bool {
	s.skip()
	if !strings.HasPrefix(s.rest, token) {
		return false
	}
	s.rest = s.rest[len(token):]
	return true
}

// word takes letters, digits and the marks of names, maybe none.
func (s *scanner) word(marks string) string {
	s.skip()
	i := 0
	for i < len(s.rest) && (isNameByte(s.rest[i]) || strings.IndexByte(marks, s.rest[i]) >= 0) {
		i++
	}
	w := s.rest[:i]
	s.rest = s.rest[i:]
	return w
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_'
}

// op reads one step.
func (s *scanner) op() (op Op, err error) {
	if ok, err := s.effect(&op); ok || err != nil {
		return op, err
	}
	before := s.rest
	if s.word("") == "drop" {
		return s.drop()
	}
	s.rest = before
	if op.Dst, err = s.ref(); err != nil {
		return op, err
	}
	into, keyed := Ref{}, s.eat("[")
	if keyed {
		if into, err = s.key(&op); err != nil {
			return op, err
		}
	}
	switch {
	case s.eat("<-"):
		op.Kind = Derive
		if op.Src, err = s.source(); err != nil {
			return op, err
		}
		switch {
		case keyed:
			err = fmt.Errorf("an element is assigned with =")
		case op.Dst.Kind == RefArgs || op.Dst.Kind == RefText:
			err = fmt.Errorf("%s cannot be written", op.Dst)
		case op.Dst == op.Src:
			err = fmt.Errorf("%s <- itself does nothing", op.Dst)
		}
		s.ret = s.ret || op.Dst.Kind == RefRet
		return op, err
	case !s.eat("="):
		return op, fmt.Errorf("no <- or = behind %s", op.Dst)
	}
	return op, s.assign(&op, into, keyed)
}

// drop reads X[K].
func (s *scanner) drop() (op Op, err error) {
	op.Kind = Drop
	if op.Dst, err = s.source(); err != nil {
		return op, err
	}
	switch {
	case op.Dst.Kind == RefArgs || op.Dst.Kind == RefText:
		return op, fmt.Errorf("%s holds nothing to drop", op.Dst)
	case !s.eat("["):
		return op, fmt.Errorf("drop: a key in brackets behind %s", op.Dst)
	}
	if op.Key, err = s.key(&op); err == nil && op.KeyKind == KeyNext {
		err = fmt.Errorf("next is for stores")
	}
	return op, err
}

// assign reads what stands behind = and fixes the kind of the step.
func (s *scanner) assign(op *Op, into Ref, keyed bool) (err error) {
	store := op.KeyKind
	ok, err := s.effect(op)
	switch {
	case err != nil:
		return err
	case ok && keyed:
		return fmt.Errorf("give the result to ret or a cell, and that to the element")
	case !ok:
		if op.Src, err = s.source(); err != nil {
			return err
		}
		load := s.eat("[")
		if load {
			op.KeyKind = KeyNone
			if op.Key, err = s.key(op); err != nil {
				return err
			}
		}
		switch {
		case keyed && load:
			if store != KeyAny || op.KeyKind != KeyAny {
				return fmt.Errorf("from element to element only X[*] = Y[*]")
			}
			op.Kind, op.KeyKind = CopyAll, KeyNone
		case keyed:
			op.Kind, op.KeyKind, op.Key = Put, store, into
		case load:
			if op.KeyKind == KeyNext {
				return fmt.Errorf("next is for stores")
			}
			op.Kind = Get
		default:
			op.Kind = Assign
		}
	}
	switch d := op.Dst; {
	case d.Kind == RefArgs || d.Kind == RefText:
		return fmt.Errorf("%s cannot be written", d)
	case !keyed && d.Cell == "" && d.Kind != RefRet:
		return fmt.Errorf("%s cannot become another object: = is for ret, cells and elements", d)
	case op.Kind == Assign && d == op.Src:
		return fmt.Errorf("%s = itself does nothing", d)
	case op.Src.Kind == RefArgs && op.Kind != Assign:
		return fmt.Errorf("args has no elements and is none")
	}
	s.ret = s.ret || op.Dst.Kind == RefRet
	return nil
}

// effect reads a call, icc or reflect step if one comes next.
func (s *scanner) effect(op *Op) (bool, error) {
	before := s.rest
	word := s.word("")
	if word == "later" {
		op.Later = true
		if word = s.word(""); word != "call" {
			return false, fmt.Errorf("only a call can be later")
		}
	}
	switch word {
	case "call":
		op.Kind = Call
		return true, s.call(op)
	case "icc":
		op.Kind = ICC
		return true, s.listed(op, iccWords)
	case "reflect":
		op.Kind = Reflect
		return true, s.listed(op, reflectWords)
	}
	s.rest = before
	return false, nil
}

// call reads R.name(refs), where R may have a cell.
func (s *scanner) call(op *Op) (err error) {
	text := s.word(".$<>")
	dot := strings.LastIndexByte(text, '.')
	if dot < 0 || dot == len(text)-1 || !s.eat("(") {
		return fmt.Errorf("call: a receiver, a dot, a method and its arguments in parentheses")
	}
	op.Name = text[dot+1:]
	recv := scanner{rest: text[:dot], max: s.max, ret: s.ret}
	if op.Src, err = recv.source(); err != nil {
		return err
	}
	if recv.rest != "" || op.Src.Kind == RefArgs || op.Src.Kind == RefText || strings.Trim(op.Name, "$<>") != op.Name {
		return fmt.Errorf("call: no receiver and method in %q", text)
	}
	if s.eat(")") {
		return nil
	}
	for {
		r, err := s.source()
		if err != nil {
			return err
		}
		op.Args = append(op.Args, r)
		if s.eat(")") {
			return nil
		}
		if !s.eat(",") {
			return fmt.Errorf("call: the arguments do not end")
		}
	}
}

// listed reads a word of a closed list and its references.
func (s *scanner) listed(op *Op, list words) error {
	op.Name = s.word("-")
	count, ok := list[op.Name]
	if !ok {
		return fmt.Errorf("unknown effect %q", op.Name)
	}
	for s.skip(); s.rest != "" && s.rest[0] != ';'; s.skip() {
		r, err := s.source()
		if err != nil {
			return err
		}
		op.Args = append(op.Args, r)
	}
	if n := len(op.Args); n < count.min || n > count.max {
		return fmt.Errorf("%s takes %d to %d references, not %d", op.Name, count.min, count.max, n)
	}
	return nil
}

// key reads K]. It sets op.KeyKind and returns the reference, if it is one.
func (s *scanner) key(op *Op) (r Ref, err error) {
	switch {
	case s.eat("*"):
		op.KeyKind = KeyAny
	case s.eat("next"):
		op.KeyKind = KeyNext
	default:
		if r, err = s.source(); err != nil {
			return r, err
		}
		op.KeyKind = KeyRef
		switch r.Kind {
		case RefText:
			op.KeyKind = KeyText
		case RefArgs, RefRet:
			return r, fmt.Errorf("%s is no key", r)
		}
	}
	if !s.eat("]") {
		return r, fmt.Errorf("the key does not end")
	}
	return r, nil
}

// source reads a reference that is read.
func (s *scanner) source() (Ref, error) {
	r, err := s.ref()
	if err == nil && r.Kind == RefRet && !s.ret {
		return r, fmt.Errorf("ret is read and was given nothing")
	}
	return r, err
}

// ref reads a reference.
func (s *scanner) ref() (r Ref, err error) {
	if s.eat("\"") {
		end := strings.IndexByte(s.rest, '"')
		if end < 0 {
			return r, fmt.Errorf("a quoted text does not end")
		}
		r = Ref{Kind: RefText, Text: s.rest[:end]}
		s.rest = s.rest[end+1:]
		return r, nil
	}
	text := s.word(".$")
	name, cell, dotted := strings.Cut(text, ".")
	switch name {
	case "this":
		r.Kind = RefThis
	case "ret":
		r.Kind = RefRet
	case "args":
		r.Kind = RefArgs
	case "static":
		r.Kind = RefStatic
	default:
		if len(name) != 2 || name[0] != 'a' || name[1] < '1' || name[1] > '9' {
			if text == "" {
				return r, fmt.Errorf("a reference is missing before %q", s.rest)
			}
			return r, fmt.Errorf("unknown reference %q", text)
		}
		r.Kind, r.Arg = RefArg, name[1]-'0'
		if s.max >= 0 && int(r.Arg) > s.max {
			return r, fmt.Errorf("%s of a method with %d parameters", name, s.max)
		}
	}
	bare := strings.TrimPrefix(cell, "$")
	switch {
	case dotted && (bare == "" || strings.ContainsAny(bare, ".$")):
		return r, fmt.Errorf("%q is no cell", text)
	case dotted && r.Kind == RefArgs, !dotted && r.Kind == RefStatic, r.Kind == RefStatic && bare == cell:
		return r, fmt.Errorf("%q: a cell belongs to this, ret or one argument, or is a static.$name", text)
	}
	r.Cell = cell
	return r, nil
}
