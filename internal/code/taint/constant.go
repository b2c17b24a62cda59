package taint

import (
	"slices"
	"strconv"
	"strings"
)

// constant computes what calls on constant strings return: names of classes,
// actions of intents and addresses are often put together from parts. The text
// of a builder is kept in a cell of it.
func (p *applied) constant() (set, bool) {
	e := p.fr.e
	if p.in.static && len(p.in.args) == 0 || len(p.in.args) == 0 {
		return 0, false
	}
	class := string(e.x.TypeBytes(p.in.class))
	name := string(p.in.text)
	switch class {
	case "Ljava/lang/String;":
		if t, ok := p.stringCall(name); ok {
			return one(e.text(t)), true
		}
	case "Ljava/lang/StringBuilder;", "Ljava/lang/StringBuffer;":
		return p.builderCall(name)
	}
	return 0, false
}

// known is the one constant of a set as text.
func (e *Engine) known(s set) (string, bool) {
	if s&1 != 1 {
		return "", false
	}
	switch r := e.nodes.rows[s>>1]; r.kind {
	case kText:
		return e.texts.all[r.a], true
	case kInt:
		return strconv.Itoa(int(int32(r.a))), true
	}
	return "", false
}

func (p *applied) stringCall(name string) (string, bool) {
	e := p.fr.e
	var args []string
	for _, a := range p.in.args {
		t, ok := e.known(a)
		if !ok {
			return "", false
		}
		args = append(args, t)
	}
	at := func(i int) (int, bool) {
		n, err := strconv.Atoi(args[i])
		return n, err == nil && n >= 0 && n <= len(args[0])
	}
	switch {
	case name == "substring" && len(args) == 2:
		if from, ok := at(1); ok {
			return args[0][from:], true
		}
	case name == "substring" && len(args) == 3:
		from, ok := at(1)
		to, ok2 := at(2)
		if ok && ok2 && from <= to {
			return args[0][from:to], true
		}
	case name == "concat" && len(args) == 2:
		return args[0] + args[1], true
	case name == "trim" && len(args) == 1:
		return strings.TrimSpace(args[0]), true
	case name == "toLowerCase" && len(args) == 1:
		return strings.ToLower(args[0]), true
	case name == "toUpperCase" && len(args) == 1:
		return strings.ToUpper(args[0]), true
	case name == "replace" && len(args) == 3:
		return strings.ReplaceAll(args[0], args[1], args[2]), true
	case (name == "valueOf" || name == "toString" || name == "intern") && len(args) == 1:
		return args[0], true
	}
	return "", false
}

// maxText bounds the text of a builder: loops make endless ones.
const maxText = 1 << 10

func (p *applied) builderCall(name string) (set, bool) {
	fr, e := p.fr, p.fr.e
	l := e.cell("$text")
	this := p.in.args[0]
	if this&1 != 1 || fr.f == nil {
		return 0, false
	}
	n := node(this >> 1)
	if e.nodes.rows[n].kind != kAlloc || e.nodes.rows[n].many {
		return 0, false
	}
	held, _ := e.known(fr.load(n, l))
	has := fr.load(n, l) != 0
	switch name {
	case "<init>":
		t, ok := "", len(p.in.args) == 1
		if len(p.in.args) == 2 {
			t, ok = e.known(p.in.args[1])
		}
		fr.keepText(n, l, t, ok)
	case "append":
		t, ok := "", false
		if len(p.in.args) == 2 {
			t, ok = fr.pathText(p.in.args[1])
		}
		fr.keepText(n, l, held+t, ok && has)
	case "toString":
		if has {
			return fr.load(n, l), true
		}
	case "reverse":
		fr.keepText(n, l, reversed(held), has)
	case "insert":
		at, t := -1, ""
		if len(p.in.args) == 3 {
			if s, ok := e.known(p.in.args[1]); ok {
				at, _ = strconv.Atoi(s)
			}
			t, has = e.knownIf(p.in.args[2], has)
		}
		if at < 0 || at > len(held) {
			at, has = 0, false
		}
		fr.keepText(n, l, held[:at]+t+held[at:], has)
	case "setLength":
		if t, ok := e.known(p.in.args[len(p.in.args)-1]); ok && t == "0" {
			fr.put(cell(n, content), 0)
			fr.keepText(n, l, "", true)
		} else {
			fr.keepText(n, l, "", false)
		}
	case "length", "charAt", "indexOf":
	default:
		fr.keepText(n, l, "", false)
	}
	return 0, false
}

// knownIf is the one constant of a set, if all before it were known too.
func (e *Engine) knownIf(s set, before bool) (string, bool) {
	t, ok := e.known(s)
	return t, ok && before
}

func reversed(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}

func (fr *frame) keepText(n node, l label, t string, ok bool) {
	if !ok || len(t) > maxText {
		fr.put(cell(n, l), 0)
		return
	}
	fr.put(cell(n, l), one(fr.e.text(t)))
}
