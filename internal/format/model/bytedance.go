package model

import (
	"bytes"
	"encoding/binary"
)

// Layout of the ByteDance container: numbers are u32, little endian.
const (
	bdSizeAt   = 16 // the size of the file
	bdNameAt   = 20 // length of the name, the name, the count of modules
	bdMaxName  = 128
	bdMaxGap   = 64 // bytes of numbers that may stand between two module names
	bdMinLabel = 2
)

// bdHeader reads name and module count of layout A.
func bdHeader(b []byte, size int64) (name string, count uint32, next int, ok bool) {
	if len(b) < bdNameAt+4 || int64(binary.LittleEndian.Uint32(b[bdSizeAt:])) != size {
		return "", 0, 0, false
	}
	n := int(binary.LittleEndian.Uint32(b[bdNameAt:]))
	at := bdNameAt + 4
	if n < bdMinLabel || n > bdMaxName || len(b) < at+n+4 || !isIdent(b[at:at+n]) {
		return "", 0, 0, false
	}
	count = binary.LittleEndian.Uint32(b[at+n:])
	return string(b[at : at+n]), count, at + n + 4, count > 0 && count <= maxModules
}

// bdModule reads the next module name at or shortly behind at.
func bdModule(b []byte, at int) (name string, next int, ok bool) {
	for gap := 0; gap <= bdMaxGap && at+gap+4 <= len(b); gap += 4 {
		p := at + gap
		n := int64(binary.LittleEndian.Uint32(b[p:]))
		if n < bdMinLabel || n > bdMaxName || int64(len(b)-p-4) < n {
			continue
		}
		if s := b[p+4 : p+4+int(n)]; isIdent(s) {
			return string(s), p + 4 + int(n), true
		}
	}
	return "", at, false
}

func isByteDanceA(s *sniffed) bool {
	_, _, next, ok := bdHeader(s.head, s.size)
	if !ok {
		return false
	}
	_, _, ok = bdModule(s.head, next)
	return ok
}

// readByteDanceA reads the names. What follows them is masked or encrypted and
// left alone.
func readByteDanceA(m *Model, b []byte, _ int) {
	name, count, at, _ := bdHeader(b, int64(len(b)))
	m.Name = name
	for i := range count {
		s, next, ok := bdModule(b, at)
		if !ok {
			m.problem("modules", int64(at), "%d are stated, %d names stand in clear", count, i)
			return
		}
		m.Modules = append(m.Modules, s)
		at = next
	}
}

// bdLayoutB finds the name of layout B: 1, the name, the size of the rest. The
// name has no length, so its end is where the size fits.
func bdLayoutB(b []byte, size int64) (string, bool) {
	const from, tail = 4, 64 // tail: bytes behind the payload that are let pass
	if len(b) < 16 || binary.LittleEndian.Uint32(b) != 1 || !bytes.Contains(b[from:min(len(b), from+bdMaxName)], []byte("_v")) {
		return "", false
	}
	for end := from + 4; end+4 <= len(b) && end < from+bdMaxName && isIdent(b[from:end]); end++ {
		at := end
		for at+4 < len(b) && b[at] == 0 && at < end+bdMaxName {
			at++ // padding
		}
		for _, p := range [...]int{end, at} {
			rest := size - int64(p) - 4
			if n := int64(binary.LittleEndian.Uint32(b[p:])); n <= rest && n > 0 && n+tail >= rest {
				return string(b[from:end]), true
			}
		}
	}
	return "", false
}

func isByteDanceB(s *sniffed) bool {
	_, ok := bdLayoutB(s.head, s.size)
	return ok
}

func readByteDanceB(m *Model, b []byte, _ int) { m.Name, _ = bdLayoutB(b, int64(len(b))) }

// isByteNN accepts the header "BM", 0, 2, size; all else of the file is
// encrypted. A bitmap begins with BM and its size, but at other places.
func isByteNN(s *sniffed) bool {
	return len(s.head) >= 8 && string(s.head[:4]) == "BM\x00\x02" && int64(s.u32(4)) == s.size
}
