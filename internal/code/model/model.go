package model

import "strconv"

// RefKind is what a reference begins with.
type RefKind uint8

// The kinds of references.
const (
	RefNone RefKind = iota
	RefThis
	RefRet
	RefArg
	RefArgs
	RefStatic
	RefText
)

// Ref is one place that a step reads or writes.
type Ref struct {
	Kind RefKind
	Arg  uint8  // of RefArg: from 1
	Cell string // "$name", a field's "name", or "" for the thing itself
	Text string // of RefText
}

// KeyKind is how an element is chosen.
type KeyKind uint8

// The kinds of keys.
const (
	KeyNone KeyKind = iota
	KeyRef          // Op.Key is the key, constant if it is known to be
	KeyAny          // some key on a store, all keys on a load
	KeyNext         // behind the last element
	KeyText         // Op.Key.Text is the key
)

// OpKind is what a step does.
type OpKind uint8

// The kinds of steps; X is Op.Dst, Y is Op.Src, K is Op.Key.
const (
	Derive  OpKind = iota // X <- Y
	Assign                // X = Y
	Put                   // X[K] = Y
	Get                   // X = Y[K]
	CopyAll               // X[*] = Y[*]
	Drop                  // drop X[K]
	Call                  // X = call Y.Name(Args)
	ICC                   // X = icc Name Args
	Reflect               // X = reflect Name Args
)

// Op is one step.
type Op struct {
	Kind     OpKind
	KeyKind  KeyKind
	Later    bool   // of Call: asynchronously
	Dst, Src Ref    // RefNone where the form has none
	Key      Ref    // of KeyRef and KeyText
	Name     string // of Call, ICC, Reflect
	Args     []Ref  // of Call, ICC, Reflect
}

// Model is what a method does. It is immutable.
type Model struct {
	Ops  []Op   // empty: nothing flows
	Rule string // file:line of the text that says so
	Body bool   // goes before a body that the app has for the method
}

func (r Ref) String() string {
	var s string
	switch r.Kind {
	case RefThis:
		s = "this"
	case RefRet:
		s = "ret"
	case RefArg:
		s = "a" + strconv.Itoa(int(r.Arg))
	case RefArgs:
		s = "args"
	case RefStatic:
		s = "static"
	case RefText:
		return strconv.Quote(r.Text)
	}
	if r.Cell != "" {
		s += "." + r.Cell
	}
	return s
}

// String writes a step as the data files have it.
func (o Op) String() string {
	var s string
	key := "*"
	switch o.KeyKind {
	case KeyRef, KeyText:
		key = o.Key.String()
	case KeyNext:
		key = "next"
	}
	switch o.Kind {
	case Derive:
		return o.Dst.String() + " <- " + o.Src.String()
	case Assign:
		return o.Dst.String() + " = " + o.Src.String()
	case Put:
		return o.Dst.String() + "[" + key + "] = " + o.Src.String()
	case Get:
		return o.Dst.String() + " = " + o.Src.String() + "[" + key + "]"
	case CopyAll:
		return o.Dst.String() + "[*] = " + o.Src.String() + "[*]"
	case Drop:
		return "drop " + o.Dst.String() + "[" + key + "]"
	}
	if o.Dst.Kind != RefNone {
		s = o.Dst.String() + " = "
	}
	if o.Kind == Call {
		if o.Later {
			s += "later "
		}
		s += "call " + o.Src.String() + "." + o.Name + "("
		for i, a := range o.Args {
			if i > 0 {
				s += ", "
			}
			s += a.String()
		}
		return s + ")"
	}
	word := "icc "
	if o.Kind == Reflect {
		word = "reflect "
	}
	s += word + o.Name
	for _, a := range o.Args {
		s += " " + a.String()
	}
	return s
}
