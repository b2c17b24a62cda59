package dex

import "math"

// ValueKind is the type of an encoded value.
type ValueKind uint8

// The kinds of encoded values.
const (
	ValueByte         ValueKind = 0x00
	ValueShort        ValueKind = 0x02
	ValueChar         ValueKind = 0x03
	ValueInt          ValueKind = 0x04
	ValueLong         ValueKind = 0x06
	ValueFloat        ValueKind = 0x10
	ValueDouble       ValueKind = 0x11
	ValueMethodType   ValueKind = 0x15
	ValueMethodHandle ValueKind = 0x16
	ValueString       ValueKind = 0x17
	ValueType         ValueKind = 0x18
	ValueField        ValueKind = 0x19
	ValueMethod       ValueKind = 0x1a
	ValueEnum         ValueKind = 0x1b
	ValueArray        ValueKind = 0x1c
	ValueAnnotation   ValueKind = 0x1d
	ValueNull         ValueKind = 0x1e
	ValueBoolean      ValueKind = 0x1f
)

// MaxValueDepth bounds arrays and annotations inside each other. Compilers
// write at most an array of annotations in an annotation; deeper is an attack
// on the stack.
const MaxValueDepth = 32

// MaxValues bounds the values read at one place, those inside others included.
// A class has at most 65,536 static fields; a value takes one byte in the file
// but fifty in memory, so a lying array must stop somewhere.
const MaxValues = 1 << 17

// Value is an encoded value: an initial value of a static field, an element of
// an annotation, an argument of a call site.
type Value struct {
	Kind ValueKind
	// Int is the number of an integer kind or of a boolean (0 or 1), and the id
	// that a reference kind names.
	Int        int64
	Float      float64     // of ValueFloat and ValueDouble
	Array      []Value     // of ValueArray
	Annotation *Annotation // of ValueAnnotation
}

// Annotation is an annotation's type and its elements in the order of the file.
type Annotation struct {
	Type     uint32
	Elements []Element
}

// Element is one name and value of an annotation; the name is a string id.
type Element struct {
	Name  uint32
	Value Value
}

func (r *reader) signed(n int) int64 {
	shift := 64 - 8*n
	return int64(r.le(n)<<shift) >> shift
}

// value reads one encoded value. A broken one fails the reader.
func (r *reader) value(depth int) Value {
	head := r.u8()
	v := Value{Kind: ValueKind(head & 0x1f)}
	n := int(head>>5) + 1
	if r.values++; depth > MaxValueDepth || r.values > MaxValues {
		r.failed = true
		return v
	}
	switch v.Kind {
	case ValueByte:
		v.Int = int64(int8(r.le(n)))
	case ValueShort:
		v.Int = int64(int16(r.signed(n)))
	case ValueChar:
		v.Int = int64(uint16(r.le(n)))
	case ValueInt:
		v.Int = int64(int32(r.signed(n)))
	case ValueLong:
		v.Int = r.signed(n)
	case ValueFloat: // stored without its low zero bytes
		v.Float = float64(math.Float32frombits(uint32(r.le(n)) << ((8 * (4 - n)) & 31)))
	case ValueDouble:
		v.Float = math.Float64frombits(r.le(n) << (8 * (8 - n)))
	case ValueMethodType, ValueMethodHandle, ValueString, ValueType, ValueField, ValueMethod, ValueEnum:
		v.Int = int64(uint32(r.le(n)))
	case ValueArray:
		v.Array = r.array(depth + 1)
	case ValueAnnotation:
		a := r.annotation(depth + 1)
		v.Annotation = &a
	case ValueNull:
	case ValueBoolean:
		v.Int = int64(n - 1)
	default:
		r.failed = true
	}
	return v
}

func (r *reader) array(depth int) []Value {
	n := r.uleb()
	var vs []Value
	for range n { // grows as it reads: a lying count costs no memory
		v := r.value(depth)
		if r.failed {
			break
		}
		vs = append(vs, v)
	}
	return vs
}

func (r *reader) annotation(depth int) Annotation {
	a := Annotation{Type: r.uleb()}
	n := r.uleb()
	for range n {
		e := Element{Name: r.uleb(), Value: r.value(depth)}
		if r.failed {
			break
		}
		a.Elements = append(a.Elements, e)
	}
	return a
}

// StaticValues returns the initial values of a class's static fields, in the
// order of the fields; fields beyond the last value start as zero. What could
// be read is returned with the error.
func (f *File) StaticValues(off uint32) ([]Value, error) {
	var vs []Value
	_, err := f.EachStaticValue(off, func(v Value) bool {
		vs = append(vs, v)
		return true
	})
	return vs, err
}

// EachStaticValue hands the values of [File.StaticValues] to yield one by one,
// until it returns false. It says how many bytes it read: who reads the values
// of many classes can bound them together.
func (f *File) EachStaticValue(off uint32, yield func(Value) bool) (read int64, err error) {
	if off == 0 {
		return 0, nil
	}
	r := f.reader(off)
	n := r.uleb()
	for i := range n {
		v := r.value(0)
		if r.failed {
			return int64(r.pos) - int64(off), problemf("static values", uint64(off), "are broken after %d of %d", i, n)
		}
		if !yield(v) {
			break
		}
	}
	return int64(r.pos) - int64(off), nil
}
