// Package modeltest writes small model files of every format, honest in
// structure and of random weights, for tests. Nothing of a published model is in
// them: only what such models state of themselves, names and shapes.
//
// Limits: only what readers look at is written; no runtime would load them.
package modeltest

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"sort"
)

// Table is a table of a FlatBuffer: field numbers to uint8, int32, int64, string,
// []byte, []int32, []string, []Table or Table.
type Table map[int]any

// Flat writes a FlatBuffer with a root table and an identifier of four bytes.
func Flat(id string, root Table) []byte {
	w := &flatWriter{b: make([]byte, 8)}
	copy(w.b[4:], id)
	at := w.table(root)
	binary.LittleEndian.PutUint32(w.b, uint32(at))
	return w.b
}

type flatWriter struct{ b []byte }

func (w *flatWriter) align() {
	for len(w.b)%4 != 0 {
		w.b = append(w.b, 0)
	}
}

func (w *flatWriter) u32(v int) { w.b = binary.LittleEndian.AppendUint32(w.b, uint32(v)) }

// put writes the distance from at to target at at.
func (w *flatWriter) put(at, target int) { binary.LittleEndian.PutUint32(w.b[at:], uint32(target-at)) }

func (w *flatWriter) table(t Table) int {
	top := 0
	for i := range t {
		top = max(top, i+1)
	}
	w.align()
	vt := len(w.b)
	w.b = append(w.b, make([]byte, 4+2*top)...)
	w.align()
	pos := len(w.b)
	w.b = append(w.b, make([]byte, 4+8*top)...) // every field has 8 bytes
	binary.LittleEndian.PutUint16(w.b[vt:], uint16(4+2*top))
	binary.LittleEndian.PutUint16(w.b[vt+2:], uint16(4+8*top))
	binary.LittleEndian.PutUint32(w.b[pos:], uint32(pos-vt))
	keys := []int{}
	for i := range t {
		keys = append(keys, i)
	}
	sort.Ints(keys)
	for _, i := range keys {
		at := pos + 4 + 8*i
		binary.LittleEndian.PutUint16(w.b[vt+4+2*i:], uint16(4+8*i))
		switch v := t[i].(type) {
		case uint8:
			w.b[at] = v
		case int32:
			binary.LittleEndian.PutUint32(w.b[at:], uint32(v))
		case int64:
			binary.LittleEndian.PutUint64(w.b[at:], uint64(v))
		default:
			w.put(at, w.object(v))
		}
	}
	return pos
}

func (w *flatWriter) object(v any) int {
	w.align()
	at := len(w.b)
	switch v := v.(type) {
	case Table:
		return w.table(v)
	case string:
		w.u32(len(v))
		w.b = append(append(w.b, v...), 0)
	case []byte:
		w.u32(len(v))
		w.b = append(w.b, v...)
	case []int32:
		w.u32(len(v))
		for _, x := range v {
			w.u32(int(x))
		}
	case []string:
		w.u32(len(v))
		w.b = append(w.b, make([]byte, 4*len(v))...)
		for i, x := range v {
			w.put(at+4+4*i, w.object(x))
		}
	case []Table:
		w.u32(len(v))
		w.b = append(w.b, make([]byte, 4*len(v))...)
		for i, x := range v {
			w.put(at+4+4*i, w.table(x))
		}
	default:
		panic("no such field")
	}
	return at
}

// Msg writes a protocol buffer from pairs of a number and an int, string, []byte
// or nested Msg.
func Msg(pairs ...any) []byte {
	var b []byte
	for i := 0; i+1 < len(pairs); i += 2 {
		num := uint64(pairs[i].(int))
		var data []byte
		switch v := pairs[i+1].(type) {
		case int:
			b = binary.AppendUvarint(binary.AppendUvarint(b, num<<3), uint64(v))
			continue
		case string:
			data = []byte(v)
		case []byte:
			data = v
		}
		b = binary.AppendUvarint(b, num<<3|2)
		b = append(binary.AppendUvarint(b, uint64(len(data))), data...)
	}
	return b
}

func Join(parts ...[]byte) []byte { return bytes.Join(parts, nil) }

func LE32(v ...int) []byte {
	var b []byte
	for _, x := range v {
		b = binary.LittleEndian.AppendUint32(b, uint32(x))
	}
	return b
}

// Zip writes members given as pairs of name and content, stored.
func Zip(pairs ...string) []byte {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for i := 0; i+1 < len(pairs); i += 2 {
		w, err := z.CreateHeader(&zip.FileHeader{Name: pairs[i], Method: zip.Store})
		if err != nil {
			panic(err) // a buffer takes all
		}
		w.Write([]byte(pairs[i+1]))
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return buf.Bytes()
}

// Noise is random without being so: the same bytes every time.
func Noise(n int) []byte {
	r := rand.New(rand.NewPCG(5, 6))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(r.Uint32())
	}
	return b
}
