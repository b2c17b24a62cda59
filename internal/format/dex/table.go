package dex

import (
	"bytes"
	"encoding/binary"
)

// FieldID is a row of the field table: type, type and string ids.
type FieldID struct {
	Class, Type uint32
	Name        uint32
}

// MethodID is a row of the method table: type, proto and string ids.
type MethodID struct {
	Class, Proto uint32
	Name         uint32
}

// ProtoID is a row of the proto table: a string id, a type id, and the offset
// of the list of parameter types, for [File.TypeList].
type ProtoID struct {
	Shorty, Return uint32
	Params         uint32
}

// TypeList is a list of type ids in place.
type TypeList []byte

// Len is the number of types in the list.
func (l TypeList) Len() int { return len(l) / 2 }

// At is the i-th type id of the list.
func (l TypeList) At(i int) uint32 { return uint32(u16(l, 2*i)) }

// NumStrings and its like are the sizes of the id tables, as far as the file
// really holds them.
func (f *File) NumStrings() int       { return len(f.stringIDs) / 4 }
func (f *File) NumTypes() int         { return len(f.typeIDs) / 4 }
func (f *File) NumProtos() int        { return len(f.protoIDs) / 12 }
func (f *File) NumFields() int        { return len(f.fieldIDs) / 8 }
func (f *File) NumMethods() int       { return len(f.methodIDs) / 8 }
func (f *File) NumClasses() int       { return len(f.classDefs) / 32 }
func (f *File) NumCallSites() int     { return len(f.callSiteIDs) / 4 }
func (f *File) NumMethodHandles() int { return len(f.methodHandles) / 8 }

// StringBytes returns string i as it is stored, in modified UTF-8 and without
// its end mark. It ends at the first zero byte, whatever length the file
// claims, as on Android; without a zero byte it ends with the file.
func (f *File) StringBytes(i uint32) []byte {
	off, n := f.StringPlace(i)
	return f.data[off : off+n : off+n]
}

// StringPlace is where the bytes of [File.StringBytes] stand in the file: a
// byte offset and a length, both 0 when there is no such string.
func (f *File) StringPlace(i uint32) (off, n uint32) {
	if uint64(i) >= uint64(len(f.stringIDs)/4) {
		return 0, 0
	}
	p := uint64(u32(f.stringIDs, int(i)*4))
	size := uint64(len(f.data))
	// Step over the length in UTF-16 units: at most five bytes.
	for k := 0; p < size && k < 5; k++ {
		p++
		if f.data[p-1] < 0x80 {
			break
		}
	}
	if p >= size {
		return 0, 0
	}
	end := bytes.IndexByte(f.data[p:], 0)
	if end < 0 {
		end = len(f.data) - int(p)
	}
	return uint32(p), uint32(end)
}

// Bytes returns n bytes of the container from byte off, or nil when they are
// not all there.
func (f *File) Bytes(off, n uint32) []byte { return f.bytes(uint64(off), uint64(n)) }

// StringUnits is the length that the file claims for string i, in UTF-16 units.
func (f *File) StringUnits(i uint32) uint32 {
	if uint64(i) >= uint64(len(f.stringIDs)/4) {
		return 0
	}
	r := f.reader(u32(f.stringIDs, int(i)*4))
	return r.uleb()
}

// String returns string i in UTF-8; see [DecodeMUTF8].
func (f *File) String(i uint32) string { return DecodeMUTF8(f.StringBytes(i)) }

// TypeString is the string id of the descriptor of type i, or NoIndex.
func (f *File) TypeString(i uint32) uint32 {
	if uint64(i) >= uint64(len(f.typeIDs)/4) {
		return NoIndex
	}
	return u32(f.typeIDs, int(i)*4)
}

// TypeBytes returns the descriptor of type i, such as "Ljava/lang/String;", as
// it is stored.
func (f *File) TypeBytes(i uint32) []byte { return f.StringBytes(f.TypeString(i)) }

// TypeDescriptor returns the descriptor of type i in UTF-8.
func (f *File) TypeDescriptor(i uint32) string { return DecodeMUTF8(f.TypeBytes(i)) }

// Field returns row i of the field table.
func (f *File) Field(i uint32) FieldID {
	if uint64(i) >= uint64(len(f.fieldIDs)/8) {
		return FieldID{NoIndex, NoIndex, NoIndex}
	}
	b := f.fieldIDs[int(i)*8:]
	return FieldID{uint32(u16(b, 0)), uint32(u16(b, 2)), u32(b, 4)}
}

// Method returns row i of the method table.
func (f *File) Method(i uint32) MethodID {
	if uint64(i) >= uint64(len(f.methodIDs)/8) {
		return MethodID{NoIndex, NoIndex, NoIndex}
	}
	b := f.methodIDs[int(i)*8:]
	return MethodID{uint32(u16(b, 0)), uint32(u16(b, 2)), u32(b, 4)}
}

// Proto returns row i of the proto table.
func (f *File) Proto(i uint32) ProtoID {
	if uint64(i) >= uint64(len(f.protoIDs)/12) {
		return ProtoID{Shorty: NoIndex, Return: NoIndex}
	}
	b := f.protoIDs[int(i)*12:]
	return ProtoID{u32(b, 0), u32(b, 4), u32(b, 8)}
}

// TypeList returns the list at off, which is empty when off is 0. A list that
// runs out of the file is cut, and that is the error.
func (f *File) TypeList(off uint32) (TypeList, error) {
	if off == 0 {
		return nil, nil
	}
	size := uint64(len(f.data))
	if uint64(off)+4 > size {
		return nil, problemf("type list", uint64(off), "lies outside the file")
	}
	n := uint64(binary.LittleEndian.Uint32(f.data[off:]))
	if there := (size - uint64(off) - 4) / 2; n > there {
		return TypeList(f.data[off+4 : uint64(off)+4+2*there]),
			problemf("type list", uint64(off), "counts %d types, but only %d fit in the file", n, there)
	}
	return TypeList(f.data[off+4 : uint64(off)+4+2*n]), nil
}

// MaxParams bounds the parameters of a method: an invoke holds its register
// count in a byte, so no method with more could be called.
const MaxParams = 255

// Params returns the parameter types of proto i, at most [MaxParams].
func (f *File) Params(i uint32) TypeList {
	l, _ := f.TypeList(f.Proto(i).Params)
	return l[:min(len(l), 2*MaxParams)]
}

// maxSignature bounds a signature in bytes. Class files hold names of at most
// 65,535 bytes, and no compiler comes near that; a hostile proto could name one
// endless type 255 times.
const maxSignature = 1 << 20

// AppendSignature appends the signature of proto i, such as "(I[J)V", in
// modified UTF-8. One of more than a megabyte is cut.
func (f *File) AppendSignature(dst []byte, i uint32) []byte {
	if uint64(i) >= uint64(f.NumProtos()) {
		return append(dst, "<proto?>"...)
	}
	dst = append(dst, '(')
	params := f.Params(i)
	start := len(dst)
	for k := 0; k < params.Len() && len(dst)-start < maxSignature; k++ {
		dst = append(dst, f.TypeBytes(params.At(k))...)
	}
	dst = append(dst, ')')
	return append(dst, f.TypeBytes(f.Proto(i).Return)...)
}

// Signature returns the signature of proto i in UTF-8.
func (f *File) Signature(i uint32) string {
	return DecodeMUTF8(f.AppendSignature(nil, i))
}

// MethodName returns the full name of method i as smali writes it:
// "Lcom/example/A;->run(I)V".
func (f *File) MethodName(i uint32) string {
	m := f.Method(i)
	b := append([]byte(nil), f.TypeBytes(m.Class)...)
	b = append(b, "->"...)
	b = append(b, f.StringBytes(m.Name)...)
	return DecodeMUTF8(f.AppendSignature(b, m.Proto))
}

// FieldName returns the full name of field i as smali writes it:
// "Lcom/example/A;->count:I".
func (f *File) FieldName(i uint32) string {
	d := f.Field(i)
	b := append([]byte(nil), f.TypeBytes(d.Class)...)
	b = append(b, "->"...)
	b = append(b, f.StringBytes(d.Name)...)
	b = append(b, ':')
	return DecodeMUTF8(append(b, f.TypeBytes(d.Type)...))
}
