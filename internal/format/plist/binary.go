package plist

import (
	"encoding/binary"
	"errors"
	"fmt"
	"unicode/utf16"
)

// trailerSize is the fixed end of the binary form: 6 bytes that say nothing
// here, the sizes of an offset and of a reference, then count, root and place
// of the table, 8 bytes each.
const trailerSize = 32

type binaryReader struct {
	data         []byte
	offsets      []byte // the table
	offset, ref  int    // bytes of one offset and of one reference
	count        uint64
	values       int
	tableAt, top uint64
}

func readBinary(data []byte) (*Value, error) {
	if len(data) < len("bplist00")+trailerSize {
		return nil, errors.New("it is cut off: a binary property list ends with 32 bytes that say where its objects stand")
	}
	t := data[len(data)-trailerSize:]
	r := &binaryReader{data: data[:len(data)-trailerSize], offset: int(t[6]), ref: int(t[7]),
		count: binary.BigEndian.Uint64(t[8:]), top: binary.BigEndian.Uint64(t[16:]), tableAt: binary.BigEndian.Uint64(t[24:])}
	if r.offset < 1 || r.offset > 8 || r.ref < 1 || r.ref > 8 {
		return nil, errors.New("its last 32 bytes name sizes that no binary property list has; it may be cut off")
	}
	size := uint64(len(r.data))
	if r.tableAt > size || r.count > (size-r.tableAt)/uint64(r.offset) {
		return nil, errors.New("the table of its objects lies outside the file; it may be cut off")
	}
	r.offsets = r.data[r.tableAt : r.tableAt+r.count*uint64(r.offset)]
	v, err := r.value(r.top, 0)
	if err != nil {
		return nil, err
	}
	return &v, nil
}

func (r *binaryReader) value(index uint64, depth int) (Value, error) {
	if depth > maxDepth {
		return Value{}, errDeep
	}
	if r.values++; r.values > maxValues {
		return Value{}, errMany
	}
	if index >= r.count {
		return Value{}, fmt.Errorf("object %d is named, and there are %d", index, r.count)
	}
	at := number(r.offsets[index*uint64(r.offset):], r.offset)
	if at >= uint64(len(r.data)) {
		return Value{}, fmt.Errorf("object %d lies outside the file", index)
	}
	marker := r.data[at]
	v := Value{Start: int64(at), End: int64(at) + 1}
	switch marker >> 4 {
	case 0x0:
		if marker == 0x08 || marker == 0x09 {
			v.Kind, v.Is = Bool, marker == 0x09
		}
		return v, nil
	case 0x5, 0x6, 0x7: // ASCII, UTF-16, UTF-8
		v.Kind = String
		return v, r.text(&v, at)
	case 0xa, 0xc: // array, set
		v.Kind = Array
		refs, err := r.refs(&v, at, 1)
		for i := 0; err == nil && i < len(refs); i += r.ref {
			var item Value
			item, err = r.value(number(refs[i:], r.ref), depth+1)
			v.Items = append(v.Items, item)
		}
		return v, err
	case 0xd:
		v.Kind = Dict
		refs, err := r.refs(&v, at, 2)
		half := len(refs) / 2
		for i := 0; err == nil && i < half; i += r.ref {
			var key, val Value
			if key, err = r.value(number(refs[i:], r.ref), depth+1); err != nil {
				break
			}
			if key.Kind != String {
				return v, fmt.Errorf("byte %d: a key is no text", key.Start)
			}
			val, err = r.value(number(refs[half+i:], r.ref), depth+1)
			v.Entries = append(v.Entries, Entry{Key: key.Text, Start: key.Start, Value: val})
		}
		return v, err
	}
	return v, nil // number, date, data, identifier
}

// text fills in a string object.
func (r *binaryReader) text(v *Value, at uint64) error {
	unit := uint64(1)
	if r.data[at]>>4 == 0x6 {
		unit = 2
	}
	begin, n, err := r.length(at)
	if err != nil {
		return err
	}
	if n > (uint64(len(r.data))-begin)/unit {
		return fmt.Errorf("byte %d: a text is longer than the file", at)
	}
	raw := r.data[begin : begin+n*unit]
	v.Start, v.End = int64(begin), int64(begin+n*unit)
	if unit == 1 {
		v.Text = string(raw)
		return nil
	}
	units := make([]uint16, n)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(raw[2*i:])
	}
	v.Text = string(utf16.Decode(units))
	return nil
}

// refs returns the references of an array (each 1) or dictionary (each 2: all
// keys, then all values).
func (r *binaryReader) refs(v *Value, at uint64, each uint64) ([]byte, error) {
	begin, n, err := r.length(at)
	if err != nil {
		return nil, err
	}
	if n > (uint64(len(r.data))-begin)/(each*uint64(r.ref)) {
		return nil, fmt.Errorf("byte %d: a list is longer than the file", at)
	}
	end := begin + n*each*uint64(r.ref)
	v.End = int64(end)
	return r.data[begin:end], nil
}

// length reads how many parts the object at has, and where they begin: the low
// half of its first byte, or the number behind it.
func (r *binaryReader) length(at uint64) (begin, n uint64, err error) {
	begin, n = at+1, uint64(r.data[at]&0x0f)
	if n != 0x0f {
		return begin, n, nil
	}
	size := 0
	if begin < uint64(len(r.data)) && r.data[begin]>>4 == 0x1 {
		size = 1 << (r.data[begin] & 0x0f)
	}
	if size < 1 || size > 8 || begin+1+uint64(size) > uint64(len(r.data)) {
		return 0, 0, fmt.Errorf("byte %d: the length of an object is no number", at)
	}
	return begin + 1 + uint64(size), number(r.data[begin+1:], size), nil
}

// number reads n bytes, the highest first.
func number(b []byte, n int) uint64 {
	x := uint64(0)
	for _, c := range b[:n] {
		x = x<<8 | uint64(c)
	}
	return x
}
