package smali

import "github.com/avow-audit/avow/internal/format/dex"

const (
	minVersion = 35
	maxVersion = 41
	// containerVersion is the first whose header describes a container.
	containerVersion = 41
	// maxRegisters is the largest register count of a code item.
	maxRegisters = 1<<16 - 1
)

// opcodes finds an opcode by its mnemonic.
var opcodes = func() map[string]uint8 {
	m := make(map[string]uint8, len(dex.Ops))
	for op, info := range dex.Ops {
		if info.Name != "" {
			m[info.Name] = uint8(op)
		}
	}
	return m
}()

// opVersion is the DEX version that brought an opcode; 0 means the first.
var opVersion = [256]int{
	dex.OpInvokePolymorphic: 38, dex.OpInvokePolymorphicRange: 38,
	dex.OpInvokeCustom: 38, dex.OpInvokeCustomRange: 38,
	dex.OpConstMethodHandle: 39, dex.OpConstMethodType: 39,
}

// wider is the next longer form of an instruction whose operand does not fit.
var wider = map[uint8]uint8{
	uint8(dex.OpGoto):        uint8(dex.OpGoto16),
	uint8(dex.OpGoto16):      uint8(dex.OpGoto32),
	uint8(dex.OpConstString): uint8(dex.OpConstStringJumbo),
}

// payloadOf is the kind of payload that a 31t instruction points at.
var payloadOf = map[uint8]stmtKind{
	uint8(dex.OpPackedSwitch):  stPacked,
	uint8(dex.OpSparseSwitch):  stSparse,
	uint8(dex.OpFillArrayData): stArray,
}
