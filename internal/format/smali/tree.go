package smali

import (
	"fmt"

	"github.com/avow-audit/avow/internal/format/dex"
)

// The tree is what the parser makes of a source. Strings in it are MUTF-8.

type class struct {
	pos
	typ     string
	access  uint32
	super   string // "" for java.lang.Object itself
	ifaces  []string
	source  string
	hasSrc  bool
	annos   []*annotation
	fields  []*field
	methods []*method
}

type field struct {
	pos
	fieldRef
	access uint32
	hidden dex.HiddenAPI
	init   *value // nil: the default value of the type
	annos  []*annotation
}

type method struct {
	pos
	methodRef
	access   uint32
	hidden   dex.HiddenAPI
	hasRegs  bool
	regs     int  // of .registers, or of .locals when locals is set
	locals   bool // regs does not count the arguments
	params   []param
	annos    []*annotation
	body     []stmt
	hasInsns bool
}

// param is a .param directive: it may name an argument, annotate it, or both.
type param struct {
	pos
	reg     register
	name    string
	hasName bool
	annos   []*annotation
}

type fieldRef struct{ class, name, typ string }

type methodRef struct {
	class, name string
	proto       string // canonical text: (IJ)V
}

// handle is a method handle: how a member is used, and the member.
type handle struct {
	kind   uint16
	field  fieldRef // of kinds 0 to 3
	method methodRef
}

type callSite struct {
	pos
	label  string // call_site_0
	target handle // the bootstrap method
	args   []value
}

type annotation struct {
	pos
	visibility uint8 // 0 build, 1 runtime, 2 system
	typ        string
	elems      []element
}

type element struct {
	name  string
	value value
}

// valueKind is the value_type of an encoded_value; the last ones occur only as
// operands of instructions.
type valueKind uint8

const (
	valByte       valueKind = 0x00
	valShort      valueKind = 0x02
	valChar       valueKind = 0x03
	valInt        valueKind = 0x04
	valLong       valueKind = 0x06
	valFloat      valueKind = 0x10
	valDouble     valueKind = 0x11
	valProto      valueKind = 0x15
	valHandle     valueKind = 0x16
	valString     valueKind = 0x17
	valType       valueKind = 0x18
	valField      valueKind = 0x19
	valMethod     valueKind = 0x1a
	valEnum       valueKind = 0x1b
	valArray      valueKind = 0x1c
	valAnnotation valueKind = 0x1d
	valNull       valueKind = 0x1e
	valBool       valueKind = 0x1f
)

type value struct {
	pos
	kind   valueKind
	bits   uint64 // two's complement, IEEE bits, or 0 and 1
	neg    bool   // an integer was written with a minus sign
	str    string // string, type descriptor or proto
	field  fieldRef
	method methodRef
	handle *handle
	elems  []value
	anno   *annotation
}

// register is v3 or p3 as written; p numbers need the method to be resolved.
type register struct {
	arg bool
	n   int
}

type stmtKind uint8

const (
	stInsn stmtKind = iota
	stLabel
	stCatch
	stPacked
	stSparse
	stArray
	stLine
	stLocal
	stEndLocal
	stRestartLocal
	stPrologue
	stEpilogue
	stFile
)

// stmt is one statement of a method body. Which fields are used follows from
// its kind.
type stmt struct {
	pos
	kind  stmtKind
	op    uint8     // stInsn
	opnds []operand // stInsn
	label string    // stLabel; the handler of stCatch
	// stCatch: the exception type, "" for all, and the range of labels.
	typ, from, to string
	// Payloads: the first key of a packed switch, or the width of an array's
	// elements in bytes; the keys of a sparse switch, or the elements; targets.
	first   int32
	width   int
	keys    []uint64
	targets []string
	// Debug directives: a line number; a register with the name, type (in typ)
	// and signature of its local. The flags tell an empty text from none.
	num                     int
	reg                     register
	name, sig               string
	hasName, hasTyp, hasSig bool
}

type operandKind uint8

const (
	opndReg   operandKind = iota
	opndList              // {v0, v1}
	opndRange             // {v0 .. v5}
	opndLabel
	opndSite
	opndValue // literal, string, type, member, proto or handle
)

type operand struct {
	kind  operandKind
	regs  []register // one for opndReg; first and last for opndRange
	label string
	site  *callSite
	val   value
}

func (r register) String() string {
	if r.arg {
		return fmt.Sprintf("p%d", r.n)
	}
	return fmt.Sprintf("v%d", r.n)
}
