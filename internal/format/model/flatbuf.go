package model

import "encoding/binary"

// fb is a table of a FlatBuffer. Every access is checked, a field out of place
// reads as absent. The zero value has no fields.
type fb struct {
	b   []byte
	pos int // of the table
	vt  int // of its list of fields
	n   int // bytes of that list
}

func (t fb) ok() bool { return t.b != nil }

// fbRoot gives the root table.
func fbRoot(b []byte) fb {
	if len(b) < 8 {
		return fb{}
	}
	return fbAt(b, int64(binary.LittleEndian.Uint32(b)))
}

func fbAt(b []byte, pos int64) fb {
	size := int64(len(b))
	if pos < 4 || pos > size-4 {
		return fb{}
	}
	vt := pos - int64(int32(binary.LittleEndian.Uint32(b[pos:])))
	if vt < 0 || vt > size-4 {
		return fb{}
	}
	n := int64(binary.LittleEndian.Uint16(b[vt:]))
	if n < 4 || n%2 != 0 || vt+n > size {
		return fb{}
	}
	return fb{b, int(pos), int(vt), int(n)}
}

// field gives the offset of field i with width bytes, or false.
func (t fb) field(i, width int) (int, bool) {
	at := 4 + 2*i
	if at+2 > t.n {
		return 0, false
	}
	off := int(binary.LittleEndian.Uint16(t.b[t.vt+at:]))
	if off < 4 || t.pos+off+width > len(t.b) {
		return 0, false
	}
	return t.pos + off, true
}

func (t fb) u8(i int) (byte, bool) {
	p, ok := t.field(i, 1)
	if !ok {
		return 0, false
	}
	return t.b[p], true
}

func (t fb) i32(i int) (int32, bool) {
	p, ok := t.field(i, 4)
	if !ok {
		return 0, false
	}
	return int32(binary.LittleEndian.Uint32(t.b[p:])), true
}

func (t fb) i64(i int) (int64, bool) {
	p, ok := t.field(i, 8)
	if !ok {
		return 0, false
	}
	return int64(binary.LittleEndian.Uint64(t.b[p:])), true
}

// ref follows the offset that stands at p.
func (t fb) ref(p int) (int, bool) {
	if p < 0 || p+4 > len(t.b) {
		return 0, false
	}
	to := int64(p) + int64(binary.LittleEndian.Uint32(t.b[p:]))
	return int(to), to <= int64(len(t.b)-4)
}

// circular finds a field of the table that refers to its own place. References
// are distances forward, so that is the only circle there can be; a distance
// that would lead back is larger than any file and reads as absent.
func (t fb) circular() (at int, ok bool) {
	for i := 0; 4+2*i+2 <= t.n; i++ {
		p, ok := t.field(i, 4)
		if !ok || i == 0 { // the first is a number where this is asked
			continue
		}
		if d := binary.LittleEndian.Uint32(t.b[p:]); d == 0 || d >= 1<<31 {
			return p, true
		}
	}
	return 0, false
}

func (t fb) table(i int) fb {
	p, ok := t.field(i, 4)
	if !ok {
		return fb{}
	}
	if p, ok = t.ref(p); !ok {
		return fb{}
	}
	return fbAt(t.b, int64(p))
}

// vec gives start and length of the vector in field i.
func (t fb) vec(i, width int) (start, n int) {
	p, ok := t.field(i, 4)
	if !ok {
		return 0, 0
	}
	return t.vecAt(p, width)
}

func (t fb) vecAt(p, width int) (start, n int) {
	if p, ok := t.ref(p); ok {
		count := int64(binary.LittleEndian.Uint32(t.b[p:]))
		if count <= int64(len(t.b)-p-4)/int64(width) {
			return p + 4, int(count)
		}
	}
	return 0, 0
}

// elem is the k-th table of a vector that begins at start.
func (t fb) elem(start, k int) fb {
	p, ok := t.ref(start + 4*k)
	if !ok {
		return fb{}
	}
	return fbAt(t.b, int64(p))
}

func (t fb) str(i int) string {
	p, ok := t.field(i, 4)
	if !ok {
		return ""
	}
	return t.strAt(p)
}

func (t fb) strAt(p int) string {
	start, n := t.vecAt(p, 1)
	return string(t.b[start : start+min(n, maxText)])
}

// strs gives the strings of the vector in field i, at most limit.
func (t fb) strs(i, limit int) []string {
	start, n := t.vec(i, 4)
	var out []string
	for k := range min(n, limit) {
		out = append(out, t.strAt(start+4*k))
	}
	return out
}

// ints gives the numbers of the vector in field i, at most limit.
func (t fb) ints(i, limit int) []int64 {
	start, n := t.vec(i, 4)
	var out []int64
	for k := range min(n, limit) {
		out = append(out, int64(int32(binary.LittleEndian.Uint32(t.b[start+4*k:]))))
	}
	return out
}

// longs gives the 64-bit numbers of the vector in field i, at most limit.
func (t fb) longs(i, limit int) []int64 {
	start, n := t.vec(i, 8)
	var out []int64
	for k := range min(n, limit) {
		out = append(out, int64(binary.LittleEndian.Uint64(t.b[start+8*k:])))
	}
	return out
}

// bytes gives the bytes of the vector in field i.
func (t fb) bytes(i int) []byte {
	start, n := t.vec(i, 1)
	return t.b[start : start+n]
}
