// Package plisttest writes small binary property lists for tests.
package plisttest

import (
	"encoding/binary"
	"fmt"
)

// Pair is one entry of a dictionary.
type Pair struct {
	Key   string
	Value any
}

// Binary writes v, made of string, bool, []any and []Pair, as a binary property
// list with offsets and references of two bytes.
func Binary(v any) []byte {
	w := &writer{out: []byte("bplist00")}
	top := w.add(v)
	table := len(w.out)
	for _, at := range w.offsets {
		w.out = binary.BigEndian.AppendUint16(w.out, uint16(at))
	}
	w.out = append(w.out, 0, 0, 0, 0, 0, 0, 2, 2)
	for _, n := range []int{len(w.offsets), top, table} {
		w.out = binary.BigEndian.AppendUint64(w.out, uint64(n))
	}
	return w.out
}

type writer struct {
	out     []byte
	offsets []int
}

func (w *writer) begin(kind byte, n int) int {
	w.offsets = append(w.offsets, len(w.out))
	if n < 15 {
		w.out = append(w.out, kind<<4|byte(n))
	} else {
		w.out = append(w.out, kind<<4|0x0f, 0x11, byte(n>>8), byte(n))
	}
	return len(w.offsets) - 1
}

func (w *writer) refs(ids []int) {
	for _, id := range ids {
		w.out = binary.BigEndian.AppendUint16(w.out, uint16(id))
	}
}

func (w *writer) add(v any) int {
	switch v := v.(type) {
	case string:
		id := w.begin(0x5, len(v))
		w.out = append(w.out, v...)
		return id
	case bool:
		n := 8
		if v {
			n = 9
		}
		return w.begin(0, n)
	case []any:
		var ids []int
		for _, x := range v {
			ids = append(ids, w.add(x))
		}
		id := w.begin(0xa, len(v))
		w.refs(ids)
		return id
	case []Pair:
		var keys, values []int
		for _, p := range v {
			keys, values = append(keys, w.add(p.Key)), append(values, w.add(p.Value))
		}
		id := w.begin(0xd, len(v))
		w.refs(append(keys, values...))
		return id
	}
	panic(fmt.Sprintf("plisttest: no way to write %T", v))
}
