package aab

import (
	"math"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

// item is a decoded aapt.pb.Item.
type item struct {
	value   res.Value
	text    string
	refName string
}

// Fields of Item.
const (
	itemRef    = 1
	itemStr    = 2
	itemRaw    = 3
	itemStyled = 4
	itemFile   = 5
	itemID     = 6
	itemPrim   = 7
)

func readItem(b []byte) item {
	var out item
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case itemRef:
			out = readRef(f.bytes)
		case itemStr, itemRaw, itemStyled, itemFile:
			// All hold their text in field 1.
			out = item{value: res.Value{Type: res.TypeString}, text: string(sub(f.bytes, 1))}
		case itemID:
			out = item{value: res.Value{Type: res.TypeBool}}
		case itemPrim:
			out = item{value: readPrimitive(f.bytes)}
		}
	}
	return out
}

// Fields of Reference.
const (
	refType    = 1 // 0 reference, 1 attribute
	refID      = 2
	refName    = 3
	refDynamic = 5 // message with a boolean
)

func readRef(b []byte) item {
	out := item{value: res.Value{Type: res.TypeReference}}
	dynamic := false
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case refType:
			if f.value == 1 {
				out.value.Type = res.TypeAttribute
			}
		case refID:
			out.value.Data = f.u32()
		case refName:
			out.refName = f.str()
		case refDynamic:
			dynamic = number(f.bytes) != 0
		}
	}
	if dynamic {
		out.value.Type += res.TypeDynReference - res.TypeReference
	}
	return out
}

// primitives maps the fields of Primitive to the types of a Res_value.
var primitives = map[int]uint8{
	1: res.TypeNull, 2: res.TypeNull, 3: res.TypeFloat,
	6: res.TypeIntDec, 7: res.TypeIntHex, 8: res.TypeBool,
	9: res.TypeColorARGB8, 10: res.TypeColorRGB8, 11: res.TypeColorARGB4, 12: res.TypeColorRGB4,
	13: res.TypeDimension, 14: res.TypeFraction,
	// Old compilers wrote the complex number's bits as a float.
	4: res.TypeDimension, 5: res.TypeFraction,
}

const (
	primEmpty        = 2
	primBool         = 8
	primDimensionOld = 4
	primFractionOld  = 5
	trueInResources  = 0xffffffff
)

func readPrimitive(b []byte) res.Value {
	var v res.Value
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		typ, known := primitives[f.num]
		if !known {
			continue
		}
		v = res.Value{Type: typ, Data: f.u32()}
		switch f.num {
		case primEmpty:
			v.Data = 1
		case primBool:
			if v.Data != 0 {
				v.Data = trueInResources
			}
		case primDimensionOld, primFractionOld:
			v.Data = complexBits(math.Float32frombits(f.u32()))
		}
	}
	return v
}

// complexBits turns the value that old compilers put into a float field into
// a complex number; they stored the number's bits converted to a float.
func complexBits(f float32) uint32 {
	if f != f || f < 0 || f > math.MaxUint32 {
		return 0
	}
	return uint32(f)
}
