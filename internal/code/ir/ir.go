// Package ir lifts the register code of one method to SSA form: every value is
// defined once, uses name their definition, and phis stand where definitions
// meet.
//
// How: leaders cut the code into blocks (cfg.go); an instruction that can throw
// inside a try range begins a block, and the edge to the handler leaves the
// block before it, because a handler sees the registers as they were before the
// throwing instruction. SSA is built on the fly (ssa.go) after Braun et al.,
// "Simple and Efficient Construction of Static Single Assignment Form", CC 2013:
// moves vanish, phis are only made where needed, trivial ones are taken back.
// Arithmetic on constants is folded, so that an array index written as 1+1 is 2.
//
// Numbers of types, fields, methods and strings are those of the app's index.
//
// Limits: the second register of a wide pair is not modelled; reading it gives
// an undefined value. Code the verifier of Android would refuse gives some SSA
// form that passes [Func.Check] and no promise of meaning. Methods beyond the
// limits below are refused with [ErrTooLarge].
package ir

import (
	"errors"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// ID is the number of a value in its function.
type ID uint32

// None is the number of no value.
const None = ^ID(0)

// Op is what a value computes.
type Op uint8

// The operations. Args are listed in order; Aux is what the instruction names.
const (
	Undef       Op = iota // a register nothing was written to
	Param                 // Aux: which parameter, this first
	Phi                   // args: one for each predecessor of the block, in order
	Const                 // Lit: a number, or null where it is 0
	String                // Aux: StringID
	Class                 // Aux: TypeID
	Handle                // a method handle or method type
	New                   // Aux: TypeID
	NewArray              // length; Aux: TypeID of the array
	FilledArray           // elements; Aux: TypeID of the array
	FillArray             // array; numbers from the code are copied into it
	Cast                  // value; Aux: TypeID
	InstanceOf            // value; Aux: TypeID
	Arith                 // one or two operands; arithmetic, comparison or conversion
	Length                // array
	ArrayLoad             // array, index
	ArrayStore            // array, index, value
	Load                  // object; Aux: FieldID
	Store                 // object, value; Aux: FieldID
	StaticLoad            // Aux: FieldID
	StaticStore           // value; Aux: FieldID
	Call                  // arguments, this first; Aux: MethodID, or the call site of invoke-custom
	Catch                 // the exception that led to this handler; Aux: TypeID, or index.None
	Return                // value, or nothing
	Throw                 // value
	If                    // one or two operands
	Switch                // value
	Monitor               // object
)

var opNames = [...]string{"undef", "param", "phi", "const", "string", "class", "handle", "new", "new-array", "filled-array",
	"fill-array", "cast", "instance-of", "arith", "length", "array-load", "array-store", "load", "store", "static-load",
	"static-store", "call", "catch", "return", "throw", "if", "switch", "monitor"}

func (o Op) String() string { return opNames[o] }

// Value is one definition or effect.
type Value struct {
	Op    Op
	Code  dex.Opcode // of the instruction it comes from; meaningless for Undef, Param and Phi
	N     uint16     // number of arguments
	args  uint32     // where they start
	Aux   uint32
	Type  index.TypeID // static type, or None where nothing tells
	PC    uint32       // code unit of the instruction
	Block uint32
	Lit   int64
}

// Block is a run of values with one entry and one exit.
type Block struct {
	Start, End uint32 // code units [Start, End)
	first, n   uint32 // values, in Func.order
	Preds      []uint32
	Succs      []uint32 // the fall-through or taken branches first, handlers last
	Normal     int      // how many of Succs are reached without an exception
	Handler    bool     // begins an exception handler
	Guards     []uint32 // the handlers of what the block's first instruction may throw
	Loop       bool     // lies on a cycle of the control flow
}

// Func is one method in SSA form. Block 0 is the entry and has no predecessors.
type Func struct {
	Def    index.DefID
	Params int // values 0 to Params-1 are the parameters, this first
	Static bool
	Values []Value
	Blocks []Block // in reverse postorder

	order []ID // of all blocks, one after the other
	args  []ID
}

// Args are the arguments of v. The slice is part of the function.
func (f *Func) Args(v ID) []ID {
	x := &f.Values[v]
	return f.args[x.args : x.args+uint32(x.N)]
}

// Body lists the values of block b in order, phis first.
func (f *Func) Body(b int) []ID {
	x := &f.Blocks[b]
	return f.order[x.first : x.first+x.n]
}

// The limits of a method. Compilers stay far below them: a method has at most
// 65,536 code units there, and generated table initialisers, which reach that,
// have few blocks.
const (
	maxUnits = 1 << 17 // code units
	maxDefs  = 1 << 22 // blocks times registers: the table of current definitions
	maxArgs  = 1 << 20 // arguments of all values, those of phis included
)

// ErrTooLarge says that a method is beyond the limits.
var ErrTooLarge = errors.New("the method is too large to analyse")

// ErrNoCode says that a method has no body.
var ErrNoCode = errors.New("the method has no body")
