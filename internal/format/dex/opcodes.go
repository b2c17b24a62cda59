package dex

// Format is the shape of an instruction: its length and where its operands
// lie. The names are those of the Dalvik documentation: code units, registers,
// and a letter for the extra operand.
type Format uint8

// The instruction formats. FUnused marks an opcode that no DEX file may hold.
const (
	FUnused Format = iota
	F10x           // op
	F12x           // op vA, vB
	F11n           // op vA, #+B
	F11x           // op vAA
	F10t           // op +AA
	F20t           // op +AAAA
	F22x           // op vAA, vBBBB
	F21t           // op vAA, +BBBB
	F21s           // op vAA, #+BBBB
	F21h           // op vAA, #+BBBB0000 or #+BBBB000000000000
	F21c           // op vAA, thing@BBBB
	F23x           // op vAA, vBB, vCC
	F22b           // op vAA, vBB, #+CC
	F22t           // op vA, vB, +CCCC
	F22s           // op vA, vB, #+CCCC
	F22c           // op vA, vB, thing@CCCC
	F30t           // op +AAAAAAAA
	F32x           // op vAAAA, vBBBB
	F31i           // op vAA, #+BBBBBBBB
	F31t           // op vAA, +BBBBBBBB
	F31c           // op vAA, thing@BBBBBBBB
	F35c           // op {vC, vD, vE, vF, vG}, thing@BBBB
	F3rc           // op {vCCCC .. vNNNN}, thing@BBBB
	F45cc          // op {vC, vD, vE, vF, vG}, method@BBBB, proto@HHHH
	F4rcc          // op {vCCCC .. vNNNN}, method@BBBB, proto@HHHH
	F51l           // op vAA, #+BBBBBBBBBBBBBBBB
)

// formatUnits is the length of each format in 16-bit code units. An unused
// opcode counts one, as Android's own reader steps over it.
var formatUnits = [...]uint8{
	FUnused: 1, F10x: 1, F12x: 1, F11n: 1, F11x: 1, F10t: 1,
	F20t: 2, F22x: 2, F21t: 2, F21s: 2, F21h: 2, F21c: 2, F23x: 2, F22b: 2, F22t: 2, F22s: 2, F22c: 2,
	F30t: 3, F32x: 3, F31i: 3, F31t: 3, F31c: 3, F35c: 3, F3rc: 3,
	F45cc: 4, F4rcc: 4, F51l: 5,
}

// Units is the length of the format in 16-bit code units.
func (f Format) Units() int { return int(formatUnits[f]) }

// RefKind says which table an instruction's index points into.
type RefKind uint8

// The kinds of references.
const (
	RefNone RefKind = iota
	RefString
	RefType
	RefField
	RefMethod
	RefProto
	RefCallSite
	RefMethodHandle
)

// Flow says what an instruction does to control flow and to registers.
type Flow uint8

// The properties of instructions.
const (
	FlowsOn  Flow = 1 << iota // the next instruction can follow
	Branches                  // has a branch target
	Switches                  // jumps through a switch payload
	Returns                   // leaves the method normally
	Throws                    // can throw
	Invokes                   // calls a method
	SetsReg                   // writes its first register operand
	SetsWide                  // writes it and the register after it
)

// OpInfo describes one opcode.
type OpInfo struct {
	Name   string  // mnemonic, "" for an unused opcode
	Format Format  // FUnused for an unused opcode
	Ref    RefKind // what the index operand names
	Ref2   RefKind // what the second index names: RefProto of invoke-polymorphic
	Flow   Flow
}

// Idents of the payloads: the first code unit of a pseudo-instruction whose
// low byte is a nop.
const (
	PackedSwitchIdent  = 0x0100
	SparseSwitchIdent  = 0x0200
	FillArrayDataIdent = 0x0300
)

// Ops is the opcode table, by opcode.
//
// Source: "Dalvik bytecode" and "Dalvik executable instruction formats",
// source.android.com/docs/core/runtime.
var Ops = [256]OpInfo{
	OpNop:                    {"nop", F10x, RefNone, RefNone, FlowsOn},
	OpMove:                   {"move", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMoveFrom16:             {"move/from16", F22x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMove16:                 {"move/16", F32x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMoveWide:               {"move-wide", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMoveWideFrom16:         {"move-wide/from16", F22x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMoveWide16:             {"move-wide/16", F32x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMoveObject:             {"move-object", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMoveObjectFrom16:       {"move-object/from16", F22x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMoveObject16:           {"move-object/16", F32x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMoveResult:             {"move-result", F11x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMoveResultWide:         {"move-result-wide", F11x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMoveResultObject:       {"move-result-object", F11x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMoveException:          {"move-exception", F11x, RefNone, RefNone, FlowsOn | SetsReg},
	OpReturnVoid:             {"return-void", F10x, RefNone, RefNone, Returns},
	OpReturn:                 {"return", F11x, RefNone, RefNone, Returns},
	OpReturnWide:             {"return-wide", F11x, RefNone, RefNone, Returns},
	OpReturnObject:           {"return-object", F11x, RefNone, RefNone, Returns},
	OpConst4:                 {"const/4", F11n, RefNone, RefNone, FlowsOn | SetsReg},
	OpConst16:                {"const/16", F21s, RefNone, RefNone, FlowsOn | SetsReg},
	OpConst:                  {"const", F31i, RefNone, RefNone, FlowsOn | SetsReg},
	OpConstHigh16:            {"const/high16", F21h, RefNone, RefNone, FlowsOn | SetsReg},
	OpConstWide16:            {"const-wide/16", F21s, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpConstWide32:            {"const-wide/32", F31i, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpConstWide:              {"const-wide", F51l, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpConstWideHigh16:        {"const-wide/high16", F21h, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpConstString:            {"const-string", F21c, RefString, RefNone, FlowsOn | SetsReg | Throws},
	OpConstStringJumbo:       {"const-string/jumbo", F31c, RefString, RefNone, FlowsOn | SetsReg | Throws},
	OpConstClass:             {"const-class", F21c, RefType, RefNone, FlowsOn | SetsReg | Throws},
	OpMonitorEnter:           {"monitor-enter", F11x, RefNone, RefNone, FlowsOn | Throws},
	OpMonitorExit:            {"monitor-exit", F11x, RefNone, RefNone, FlowsOn | Throws},
	OpCheckCast:              {"check-cast", F21c, RefType, RefNone, FlowsOn | SetsReg | Throws},
	OpInstanceOf:             {"instance-of", F22c, RefType, RefNone, FlowsOn | SetsReg | Throws},
	OpArrayLength:            {"array-length", F12x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpNewInstance:            {"new-instance", F21c, RefType, RefNone, FlowsOn | SetsReg | Throws},
	OpNewArray:               {"new-array", F22c, RefType, RefNone, FlowsOn | SetsReg | Throws},
	OpFilledNewArray:         {"filled-new-array", F35c, RefType, RefNone, FlowsOn | Throws},
	OpFilledNewArrayRange:    {"filled-new-array/range", F3rc, RefType, RefNone, FlowsOn | Throws},
	OpFillArrayData:          {"fill-array-data", F31t, RefNone, RefNone, FlowsOn | Throws},
	OpThrow:                  {"throw", F11x, RefNone, RefNone, Throws},
	OpGoto:                   {"goto", F10t, RefNone, RefNone, Branches},
	OpGoto16:                 {"goto/16", F20t, RefNone, RefNone, Branches},
	OpGoto32:                 {"goto/32", F30t, RefNone, RefNone, Branches},
	OpPackedSwitch:           {"packed-switch", F31t, RefNone, RefNone, FlowsOn | Switches},
	OpSparseSwitch:           {"sparse-switch", F31t, RefNone, RefNone, FlowsOn | Switches},
	OpCmplFloat:              {"cmpl-float", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpCmpgFloat:              {"cmpg-float", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpCmplDouble:             {"cmpl-double", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpCmpgDouble:             {"cmpg-double", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpCmpLong:                {"cmp-long", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpIfEq:                   {"if-eq", F22t, RefNone, RefNone, FlowsOn | Branches},
	OpIfNe:                   {"if-ne", F22t, RefNone, RefNone, FlowsOn | Branches},
	OpIfLt:                   {"if-lt", F22t, RefNone, RefNone, FlowsOn | Branches},
	OpIfGe:                   {"if-ge", F22t, RefNone, RefNone, FlowsOn | Branches},
	OpIfGt:                   {"if-gt", F22t, RefNone, RefNone, FlowsOn | Branches},
	OpIfLe:                   {"if-le", F22t, RefNone, RefNone, FlowsOn | Branches},
	OpIfEqz:                  {"if-eqz", F21t, RefNone, RefNone, FlowsOn | Branches},
	OpIfNez:                  {"if-nez", F21t, RefNone, RefNone, FlowsOn | Branches},
	OpIfLtz:                  {"if-ltz", F21t, RefNone, RefNone, FlowsOn | Branches},
	OpIfGez:                  {"if-gez", F21t, RefNone, RefNone, FlowsOn | Branches},
	OpIfGtz:                  {"if-gtz", F21t, RefNone, RefNone, FlowsOn | Branches},
	OpIfLez:                  {"if-lez", F21t, RefNone, RefNone, FlowsOn | Branches},
	OpAget:                   {"aget", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAgetWide:               {"aget-wide", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide | Throws},
	OpAgetObject:             {"aget-object", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAgetBoolean:            {"aget-boolean", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAgetByte:               {"aget-byte", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAgetChar:               {"aget-char", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAgetShort:              {"aget-short", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAput:                   {"aput", F23x, RefNone, RefNone, FlowsOn | Throws},
	OpAputWide:               {"aput-wide", F23x, RefNone, RefNone, FlowsOn | Throws},
	OpAputObject:             {"aput-object", F23x, RefNone, RefNone, FlowsOn | Throws},
	OpAputBoolean:            {"aput-boolean", F23x, RefNone, RefNone, FlowsOn | Throws},
	OpAputByte:               {"aput-byte", F23x, RefNone, RefNone, FlowsOn | Throws},
	OpAputChar:               {"aput-char", F23x, RefNone, RefNone, FlowsOn | Throws},
	OpAputShort:              {"aput-short", F23x, RefNone, RefNone, FlowsOn | Throws},
	OpIget:                   {"iget", F22c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpIgetWide:               {"iget-wide", F22c, RefField, RefNone, FlowsOn | SetsReg | SetsWide | Throws},
	OpIgetObject:             {"iget-object", F22c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpIgetBoolean:            {"iget-boolean", F22c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpIgetByte:               {"iget-byte", F22c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpIgetChar:               {"iget-char", F22c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpIgetShort:              {"iget-short", F22c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpIput:                   {"iput", F22c, RefField, RefNone, FlowsOn | Throws},
	OpIputWide:               {"iput-wide", F22c, RefField, RefNone, FlowsOn | Throws},
	OpIputObject:             {"iput-object", F22c, RefField, RefNone, FlowsOn | Throws},
	OpIputBoolean:            {"iput-boolean", F22c, RefField, RefNone, FlowsOn | Throws},
	OpIputByte:               {"iput-byte", F22c, RefField, RefNone, FlowsOn | Throws},
	OpIputChar:               {"iput-char", F22c, RefField, RefNone, FlowsOn | Throws},
	OpIputShort:              {"iput-short", F22c, RefField, RefNone, FlowsOn | Throws},
	OpSget:                   {"sget", F21c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpSgetWide:               {"sget-wide", F21c, RefField, RefNone, FlowsOn | SetsReg | SetsWide | Throws},
	OpSgetObject:             {"sget-object", F21c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpSgetBoolean:            {"sget-boolean", F21c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpSgetByte:               {"sget-byte", F21c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpSgetChar:               {"sget-char", F21c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpSgetShort:              {"sget-short", F21c, RefField, RefNone, FlowsOn | SetsReg | Throws},
	OpSput:                   {"sput", F21c, RefField, RefNone, FlowsOn | Throws},
	OpSputWide:               {"sput-wide", F21c, RefField, RefNone, FlowsOn | Throws},
	OpSputObject:             {"sput-object", F21c, RefField, RefNone, FlowsOn | Throws},
	OpSputBoolean:            {"sput-boolean", F21c, RefField, RefNone, FlowsOn | Throws},
	OpSputByte:               {"sput-byte", F21c, RefField, RefNone, FlowsOn | Throws},
	OpSputChar:               {"sput-char", F21c, RefField, RefNone, FlowsOn | Throws},
	OpSputShort:              {"sput-short", F21c, RefField, RefNone, FlowsOn | Throws},
	OpInvokeVirtual:          {"invoke-virtual", F35c, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeSuper:            {"invoke-super", F35c, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeDirect:           {"invoke-direct", F35c, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeStatic:           {"invoke-static", F35c, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeInterface:        {"invoke-interface", F35c, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeVirtualRange:     {"invoke-virtual/range", F3rc, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeSuperRange:       {"invoke-super/range", F3rc, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeDirectRange:      {"invoke-direct/range", F3rc, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeStaticRange:      {"invoke-static/range", F3rc, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeInterfaceRange:   {"invoke-interface/range", F3rc, RefMethod, RefNone, FlowsOn | Throws | Invokes},
	OpNegInt:                 {"neg-int", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpNotInt:                 {"not-int", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpNegLong:                {"neg-long", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpNotLong:                {"not-long", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpNegFloat:               {"neg-float", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpNegDouble:              {"neg-double", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpIntToLong:              {"int-to-long", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpIntToFloat:             {"int-to-float", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpIntToDouble:            {"int-to-double", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpLongToInt:              {"long-to-int", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpLongToFloat:            {"long-to-float", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpLongToDouble:           {"long-to-double", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpFloatToInt:             {"float-to-int", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpFloatToLong:            {"float-to-long", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpFloatToDouble:          {"float-to-double", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpDoubleToInt:            {"double-to-int", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpDoubleToLong:           {"double-to-long", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpDoubleToFloat:          {"double-to-float", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpIntToByte:              {"int-to-byte", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpIntToChar:              {"int-to-char", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpIntToShort:             {"int-to-short", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpAddInt:                 {"add-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpSubInt:                 {"sub-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMulInt:                 {"mul-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpDivInt:                 {"div-int", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpRemInt:                 {"rem-int", F23x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAndInt:                 {"and-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpOrInt:                  {"or-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpXorInt:                 {"xor-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpShlInt:                 {"shl-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpShrInt:                 {"shr-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpUshrInt:                {"ushr-int", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpAddLong:                {"add-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpSubLong:                {"sub-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMulLong:                {"mul-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpDivLong:                {"div-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide | Throws},
	OpRemLong:                {"rem-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide | Throws},
	OpAndLong:                {"and-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpOrLong:                 {"or-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpXorLong:                {"xor-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpShlLong:                {"shl-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpShrLong:                {"shr-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpUshrLong:               {"ushr-long", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpAddFloat:               {"add-float", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpSubFloat:               {"sub-float", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMulFloat:               {"mul-float", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpDivFloat:               {"div-float", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpRemFloat:               {"rem-float", F23x, RefNone, RefNone, FlowsOn | SetsReg},
	OpAddDouble:              {"add-double", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpSubDouble:              {"sub-double", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMulDouble:              {"mul-double", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpDivDouble:              {"div-double", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpRemDouble:              {"rem-double", F23x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpAddInt2addr:            {"add-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpSubInt2addr:            {"sub-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMulInt2addr:            {"mul-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpDivInt2addr:            {"div-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpRemInt2addr:            {"rem-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAndInt2addr:            {"and-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpOrInt2addr:             {"or-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpXorInt2addr:            {"xor-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpShlInt2addr:            {"shl-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpShrInt2addr:            {"shr-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpUshrInt2addr:           {"ushr-int/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpAddLong2addr:           {"add-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpSubLong2addr:           {"sub-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMulLong2addr:           {"mul-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpDivLong2addr:           {"div-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide | Throws},
	OpRemLong2addr:           {"rem-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide | Throws},
	OpAndLong2addr:           {"and-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpOrLong2addr:            {"or-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpXorLong2addr:           {"xor-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpShlLong2addr:           {"shl-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpShrLong2addr:           {"shr-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpUshrLong2addr:          {"ushr-long/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpAddFloat2addr:          {"add-float/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpSubFloat2addr:          {"sub-float/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpMulFloat2addr:          {"mul-float/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpDivFloat2addr:          {"div-float/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpRemFloat2addr:          {"rem-float/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg},
	OpAddDouble2addr:         {"add-double/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpSubDouble2addr:         {"sub-double/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpMulDouble2addr:         {"mul-double/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpDivDouble2addr:         {"div-double/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpRemDouble2addr:         {"rem-double/2addr", F12x, RefNone, RefNone, FlowsOn | SetsReg | SetsWide},
	OpAddIntLit16:            {"add-int/lit16", F22s, RefNone, RefNone, FlowsOn | SetsReg},
	OpRsubInt:                {"rsub-int", F22s, RefNone, RefNone, FlowsOn | SetsReg},
	OpMulIntLit16:            {"mul-int/lit16", F22s, RefNone, RefNone, FlowsOn | SetsReg},
	OpDivIntLit16:            {"div-int/lit16", F22s, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpRemIntLit16:            {"rem-int/lit16", F22s, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAndIntLit16:            {"and-int/lit16", F22s, RefNone, RefNone, FlowsOn | SetsReg},
	OpOrIntLit16:             {"or-int/lit16", F22s, RefNone, RefNone, FlowsOn | SetsReg},
	OpXorIntLit16:            {"xor-int/lit16", F22s, RefNone, RefNone, FlowsOn | SetsReg},
	OpAddIntLit8:             {"add-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpRsubIntLit8:            {"rsub-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpMulIntLit8:             {"mul-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpDivIntLit8:             {"div-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpRemIntLit8:             {"rem-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg | Throws},
	OpAndIntLit8:             {"and-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpOrIntLit8:              {"or-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpXorIntLit8:             {"xor-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpShlIntLit8:             {"shl-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpShrIntLit8:             {"shr-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpUshrIntLit8:            {"ushr-int/lit8", F22b, RefNone, RefNone, FlowsOn | SetsReg},
	OpInvokePolymorphic:      {"invoke-polymorphic", F45cc, RefMethod, RefProto, FlowsOn | Throws | Invokes},
	OpInvokePolymorphicRange: {"invoke-polymorphic/range", F4rcc, RefMethod, RefProto, FlowsOn | Throws | Invokes},
	OpInvokeCustom:           {"invoke-custom", F35c, RefCallSite, RefNone, FlowsOn | Throws | Invokes},
	OpInvokeCustomRange:      {"invoke-custom/range", F3rc, RefCallSite, RefNone, FlowsOn | Throws | Invokes},
	OpConstMethodHandle:      {"const-method-handle", F21c, RefMethodHandle, RefNone, FlowsOn | SetsReg | Throws},
	OpConstMethodType:        {"const-method-type", F21c, RefProto, RefNone, FlowsOn | SetsReg | Throws},
}
