package res

import (
	"fmt"
	"math"
	"strconv"
)

// Types of a Value (Res_value.dataType).
const (
	TypeNull         = 0x00 // data 0 undefined, 1 empty
	TypeReference    = 0x01 // data is a resource id
	TypeAttribute    = 0x02 // data is the id of a theme attribute
	TypeString       = 0x03 // data is an index into the string pool
	TypeFloat        = 0x04
	TypeDimension    = 0x05 // complex number with unit
	TypeFraction     = 0x06 // complex number, of itself or of the parent
	TypeDynReference = 0x07 // reference into a shared library
	TypeDynAttribute = 0x08
	TypeIntDec       = 0x10
	TypeIntHex       = 0x11
	TypeBool         = 0x12
	TypeColorARGB8   = 0x1c
	TypeColorRGB8    = 0x1d
	TypeColorARGB4   = 0x1e
	TypeColorRGB4    = 0x1f
)

// Value is a Res_value: a typed 32-bit datum.
type Value struct {
	Type uint8
	Data uint32
}

// ReadValue reads a Res_value (size 2, zero 1, type 1, data 4) at off.
func ReadValue(b []byte, off int) (Value, bool) {
	if off < 0 || off > len(b)-8 {
		return Value{}, false
	}
	return Value{Type: b[off+3], Data: U32(b, off+4)}, true
}

// IsRef reports whether the value points to a resource by id.
func (v Value) IsRef() bool { return v.Type == TypeReference || v.Type == TypeDynReference }

// IsInt reports whether the value is any integer, colour or boolean.
func (v Value) IsInt() bool { return v.Type >= TypeIntDec && v.Type <= TypeColorRGB4 }

var dimensionUnits = [16]string{"px", "dp", "sp", "pt", "in", "mm"}
var fractionUnits = [16]string{"%", "%p"}

// Complex decodes a complex number (24-bit mantissa, 2-bit radix, 4-bit unit)
// into its magnitude and unit number.
func Complex(data uint32) (float64, int) {
	radix := [4]float64{1.0 / (1 << 8), 1.0 / (1 << 15), 1.0 / (1 << 23), 1.0 / (1 << 31)}
	m := float64(int32(data & 0xffffff00))
	return m * radix[(data>>4)&3], int(data & 15)
}

// String writes the value as a developer would: 12dp, 50%, #ff0000, true,
// @0x7f010001, ?0x01010001. A string value is written as its index, since the
// pool is not at hand here.
func (v Value) String() string {
	switch v.Type {
	case TypeNull:
		if v.Data == 1 {
			return "@empty"
		}
		return "@null"
	case TypeReference, TypeDynReference:
		return fmt.Sprintf("@0x%08x", v.Data)
	case TypeAttribute, TypeDynAttribute:
		return fmt.Sprintf("?0x%08x", v.Data)
	case TypeString:
		return fmt.Sprintf("string#%d", v.Data)
	case TypeFloat:
		return strconv.FormatFloat(float64(math.Float32frombits(v.Data)), 'g', -1, 32)
	case TypeDimension:
		return complexText(v.Data, &dimensionUnits, 1)
	case TypeFraction:
		return complexText(v.Data, &fractionUnits, 100)
	case TypeIntDec:
		return strconv.Itoa(int(int32(v.Data)))
	case TypeIntHex:
		return "0x" + strconv.FormatUint(uint64(v.Data), 16)
	case TypeBool:
		if v.Data != 0 {
			return "true"
		}
		return "false"
	case TypeColorARGB8:
		return fmt.Sprintf("#%08x", v.Data)
	case TypeColorRGB8:
		return fmt.Sprintf("#%06x", v.Data&0xffffff)
	case TypeColorARGB4:
		return fmt.Sprintf("#%x%x%x%x", v.Data>>28, v.Data>>20&15, v.Data>>12&15, v.Data>>4&15)
	case TypeColorRGB4:
		return fmt.Sprintf("#%x%x%x", v.Data>>20&15, v.Data>>12&15, v.Data>>4&15)
	}
	return fmt.Sprintf("(type 0x%x)0x%x", v.Type, v.Data)
}

func complexText(data uint32, units *[16]string, scale float64) string {
	m, unit := Complex(data)
	u := units[unit]
	if u == "" {
		u = fmt.Sprintf("(unit %d)", unit)
	}
	return strconv.FormatFloat(m*scale, 'g', -1, 32) + u
}
