package platform

import (
	"bytes"
	_ "embed" // for table.bin
)

//go:embed table.bin
var table []byte

// field is a field of the header, by its place: a count or a section's offset.
type field uint32

const (
	numClasses field = iota
	numMethods
	numClassBuckets
	numNameBuckets
	classBuckets
	classIndex
	classTags
	nameBuckets
	nameIndex
	nameTags
	typeStarts
	typeText
	nameStarts
	nameText
	protoStarts
	protoTypes
	supers
	classFlags
	ifaceStarts
	methodStarts
	ifaces
	methodNames
	methodProtos
	methodFlags
	numFields
)

const (
	flagInterface = 1
	flagAbstract  = 2
	flagFinal     = 4
	flagStatic    = 8

	none       = 0xFFFF
	fieldsFrom = 12 // after the magic and two API levels
)

func header(f field) uint32 {
	b := table[fieldsFrom+4*f:]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// u8, u16 and u24 read number i of a section.

func u8(s field, i uint32) uint32 { return uint32(table[header(s)+i]) }

func u16(s field, i uint32) uint32 {
	b := table[header(s)+2*i:]
	return uint32(b[0]) | uint32(b[1])<<8
}

func u24(s field, i uint32) uint32 {
	b := table[header(s)+3*i:]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16
}

// text is string i of a list of starts and its bytes.
func text(starts, bytes field, i uint32) []byte {
	from, to := u24(starts, i), u24(starts, i+1)
	base := header(bytes)
	return table[base+from : base+to : base+to]
}

// find gives the number of a word in one of the lists with buckets: num is their
// count, and behind buckets come the list's index and tags.
func find(word []byte, buckets, num, starts, bytes field) (uint32, bool) {
	index, tags := buckets+1, buckets+2
	h := uint32(2166136261) // FNV-1a
	for _, b := range word {
		h = (h ^ uint32(b)) * 16777619
	}
	bucket := h & (header(num) - 1)
	for i, end := u16(buckets, bucket), u16(buckets, bucket+1); i < end; i++ {
		if u8(tags, i) != h>>24 { // most of what is not there ends here
			continue
		}
		if id := u16(index, i); string(text(starts, bytes, id)) == string(word) {
			return id, true
		}
	}
	return 0, false
}

func findName(name []byte) (uint32, bool) {
	return find(name, nameBuckets, numNameBuckets, nameStarts, nameText)
}

// named are c's methods with a name, from the first up to but not with the last.
func (c Class) named(name uint32) (first, end uint32) {
	lo, hi := u24(methodStarts, c.id), u24(methodStarts, c.id+1)
	last := hi
	for lo < hi {
		if mid := (lo + hi) / 2; u16(methodNames, mid) < name {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for end = lo; end < last && u16(methodNames, end) == name; end++ {
	}
	return lo, end
}

func method(m uint32, proto []byte) Method {
	flags := u8(methodFlags, m)
	return Method{
		Name:     text(nameStarts, nameText, u16(methodNames, m)),
		Proto:    proto,
		Static:   flags&flagStatic != 0,
		Final:    flags&flagFinal != 0,
		Abstract: flags&flagAbstract != 0,
	}
}

// protoType is the result of proto p for i = 0, parameter i from 1 on.
func protoType(p, i uint32) []byte {
	return text(typeStarts, typeText, u16(protoTypes, u24(protoStarts, p)+i))
}

// cutParams tells whether the proto has the parameters of proto p, and gives
// what follows them, its result.
func cutParams(proto []byte, p uint32) (result []byte, ok bool) {
	if len(proto) == 0 || proto[0] != '(' {
		return nil, false
	}
	proto = proto[1:]
	for i, n := uint32(1), u24(protoStarts, p+1)-u24(protoStarts, p); i < n; i++ {
		if proto, ok = bytes.CutPrefix(proto, protoType(p, i)); !ok {
			return nil, false
		}
	}
	return bytes.CutPrefix(proto, []byte{')'})
}

func appendProto(to []byte, p uint32) []byte {
	to = append(to, '(')
	for i, n := uint32(1), u24(protoStarts, p+1)-u24(protoStarts, p); i < n; i++ {
		to = append(to, protoType(p, i)...)
	}
	return append(append(to, ')'), protoType(p, 0)...)
}
