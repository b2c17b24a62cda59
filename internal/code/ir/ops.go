package ir

import "github.com/avow-audit/avow/internal/format/dex"

// how says where the operands of an instruction stand.
type how uint8

const (
	asSkip how = iota
	asMove
	asResult
	asConst
	asName
	asUnary
	asCast
	asBinary
	asInPlace
	asLiteral
	asUse
	asUse2
	asNothing
	asArrayStore
	asStore
	asStaticStore
	asCatch
	asCall
)

type emitRow struct {
	how how
	op  Op
}

// emits says what becomes of each opcode. Runs of opcodes are alike.
var emits = func() (t [256]emitRow) {
	set := func(from, to dex.Opcode, how how, op Op) {
		for o := int(from); o <= int(to); o++ {
			t[o] = emitRow{how, op}
		}
	}
	set(dex.OpMove, dex.OpMoveObject16, asMove, 0)
	set(dex.OpMoveResult, dex.OpMoveResultObject, asResult, 0)
	set(dex.OpMoveException, dex.OpMoveException, asCatch, Catch)
	set(dex.OpReturnVoid, dex.OpReturnVoid, asNothing, Return)
	set(dex.OpReturn, dex.OpReturnObject, asUse, Return)
	set(dex.OpConst4, dex.OpConstWideHigh16, asConst, Const)
	set(dex.OpConstString, dex.OpConstStringJumbo, asName, String)
	set(dex.OpConstClass, dex.OpConstClass, asName, Class)
	set(dex.OpMonitorEnter, dex.OpMonitorExit, asUse, Monitor)
	set(dex.OpCheckCast, dex.OpCheckCast, asCast, Cast)
	set(dex.OpInstanceOf, dex.OpInstanceOf, asUnary, InstanceOf)
	set(dex.OpArrayLength, dex.OpArrayLength, asUnary, Length)
	set(dex.OpNewInstance, dex.OpNewInstance, asName, New)
	set(dex.OpNewArray, dex.OpNewArray, asUnary, NewArray)
	set(dex.OpFilledNewArray, dex.OpFilledNewArrayRange, asCall, FilledArray)
	set(dex.OpFillArrayData, dex.OpFillArrayData, asUse, FillArray)
	set(dex.OpThrow, dex.OpThrow, asUse, Throw)
	set(dex.OpPackedSwitch, dex.OpSparseSwitch, asUse, Switch)
	set(dex.OpCmplFloat, dex.OpCmpLong, asBinary, Arith)
	set(dex.OpIfEq, dex.OpIfLe, asUse2, If)
	set(dex.OpIfEqz, dex.OpIfLez, asUse, If)
	set(dex.OpAget, dex.OpAgetShort, asBinary, ArrayLoad)
	set(dex.OpAput, dex.OpAputShort, asArrayStore, ArrayStore)
	set(dex.OpIget, dex.OpIgetShort, asUnary, Load)
	set(dex.OpIput, dex.OpIputShort, asStore, Store)
	set(dex.OpSget, dex.OpSgetShort, asName, StaticLoad)
	set(dex.OpSput, dex.OpSputShort, asStaticStore, StaticStore)
	set(dex.OpInvokeVirtual, dex.OpInvokeInterface, asCall, Call)
	set(dex.OpInvokeVirtualRange, dex.OpInvokeInterfaceRange, asCall, Call)
	set(dex.OpInvokePolymorphic, dex.OpInvokeCustomRange, asCall, Call)
	set(dex.OpNegInt, dex.OpIntToShort, asUnary, Arith)
	set(dex.OpAddInt, dex.OpRemDouble, asBinary, Arith)
	set(dex.OpAddInt2addr, dex.OpRemDouble2addr, asInPlace, Arith)
	set(dex.OpAddIntLit16, dex.OpUshrIntLit8, asLiteral, Arith)
	set(dex.OpConstMethodHandle, dex.OpConstMethodType, asName, Handle)
	return t
}()
