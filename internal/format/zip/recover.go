package zip

import (
	"bytes"
	"fmt"
)

// recover lists entries by scanning for local headers, for archives that were
// cut off or whose directory is unusable. Every step moves forward, so the
// scan is linear in the input.
func (a *Archive) recover() {
	a.Entries, a.CDOffset, a.CDSize, a.Base, a.Recovered = nil, int64(len(a.data)), 0, 0, true
	pos := 0
	for {
		i := bytes.Index(a.data[pos:], []byte("PK\x03\x04"))
		if i < 0 || len(a.data)-pos-i < lenLocal {
			break
		}
		if len(a.Entries) >= a.lim.Entries {
			a.note(LimitReached, "", int64(pos), fmt.Sprintf("more than %d entries; the rest is not read", a.lim.Entries))
			break
		}
		pos = a.recoverOne(pos + i)
	}
	if len(a.Entries) > 0 {
		a.note(NoDirectory, "", int64(len(a.data)), fmt.Sprintf("no usable central directory: %d entries were recovered from their local headers. Android refuses such a package; if it was cut off, fetch it again", len(a.Entries)))
	}
}

// recoverOne reads the local header at off and returns where to go on.
func (a *Archive) recoverOne(off int) int {
	b := a.data[off:]
	nameLen, extraLen := int(le.Uint16(b[26:])), int(le.Uint16(b[28:]))
	start := lenLocal + nameLen + extraLen
	if start > len(b) {
		return off + 4
	}
	e := Entry{
		Name:         string(b[lenLocal : lenLocal+nameLen]),
		Flags:        le.Uint16(b[6:]),
		Method:       le.Uint16(b[8:]),
		CRC32:        le.Uint32(b[14:]),
		CompSize:     uint64(le.Uint32(b[18:])),
		Size:         uint64(le.Uint32(b[22:])),
		HeaderOffset: int64(off),
		DataOffset:   int64(off + start),
	}
	zip64Extra(b[lenLocal+nameLen:start], &e.Size, &e.CompSize, nil)
	if e.Flags&FlagDescriptor != 0 && e.CompSize == 0 {
		a.findDescriptor(&e, b[start:])
	}
	if e.Flags&FlagEncrypted != 0 {
		a.note(EncryptedFlag, e.Name, e.HeaderOffset, "marked as encrypted; Android ignores the mark and so do we")
	}
	a.checkRange(&e)
	a.Entries = append(a.Entries, e)
	if e.CompSize > uint64(len(b)-start) {
		return off + start // lying or cut: look for headers inside
	}
	return off + start + int(e.CompSize)
}

// findDescriptor fills in the sizes of a streamed entry: from the descriptor
// whose compressed size is its own distance, else up to the next record.
func (a *Archive) findDescriptor(e *Entry, data []byte) {
	pos := 0
	for {
		i := bytes.Index(data[pos:], []byte("PK"))
		if i < 0 || len(data)-pos-i < 4 {
			pos = len(data)
			break
		}
		pos += i
		sig := le.Uint32(data[pos:])
		if sig == sigDescriptor && len(data)-pos >= 16 && uint64(le.Uint32(data[pos+8:])) == uint64(pos) {
			e.CRC32, e.CompSize, e.Size = le.Uint32(data[pos+4:]), uint64(pos), uint64(le.Uint32(data[pos+12:]))
			return
		}
		if sig == sigLocal || sig == sigCentral {
			break
		}
		pos += 2
	}
	e.CompSize = uint64(pos)
	if e.Method == Stored {
		e.Size = e.CompSize
	}
}
