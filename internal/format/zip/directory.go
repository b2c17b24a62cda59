package zip

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
)

// Record signatures and fixed sizes (APPNOTE 4.3).
const (
	sigLocal      = 0x04034b50
	sigCentral    = 0x02014b50
	sigEnd        = 0x06054b50
	sigEnd64      = 0x06064b50
	sigLocator64  = 0x07064b50
	sigDescriptor = 0x08074b50

	lenLocal     = 30
	lenCentral   = 46
	lenEnd       = 22
	lenEnd64     = 56
	lenLocator64 = 20

	maxComment = math.MaxUint16
	extraZip64 = 0x0001
)

var le = binary.LittleEndian

// endRecord is what the end of central directory says, zip64 resolved.
type endRecord struct {
	offset  int64 // of the record itself
	entries uint64
	size    uint64
	start   uint64
	is64    bool
}

// findEnd looks for the end record as Android does: backward from the end,
// the last signature within 64 KiB wins. A record whose comment does not end
// at the end of the input is refused by Android; we take it, and when several
// are there prefer one that does end there.
func (a *Archive) findEnd() (endRecord, bool) {
	n := int64(len(a.data))
	lo := max(0, n-lenEnd-maxComment)
	tail := a.data[lo:]
	var first int64 = -1
	for end := len(tail); ; {
		i := bytes.LastIndex(tail[:end], []byte("PK\x05\x06"))
		if i < 0 {
			break
		}
		off := lo + int64(i)
		if off+lenEnd <= n {
			if first < 0 {
				first = off
			}
			if off+lenEnd+int64(le.Uint16(a.data[off+20:])) == n {
				if off != first {
					a.note(TrailingData, "", first, "a second end record stands inside the comment; Android takes the last one and refuses the archive")
				}
				return a.parseEnd(off), true
			}
		}
		end = i
	}
	if first < 0 {
		return endRecord{}, false
	}
	after := first + lenEnd + int64(le.Uint16(a.data[first+20:]))
	if after < n {
		a.note(TrailingData, "", after, fmt.Sprintf("%d bytes after the end of the archive; Android refuses such a package", n-after))
	} else {
		a.note(BadDirectory, "", first, fmt.Sprintf("the archive comment is declared %d bytes longer than the file; Android refuses such a package", after-n))
	}
	return a.parseEnd(first), true
}

func (a *Archive) parseEnd(off int64) endRecord {
	b := a.data[off:]
	end := endRecord{offset: off, entries: uint64(le.Uint16(b[10:])), size: uint64(le.Uint32(b[12:])), start: uint64(le.Uint32(b[16:]))}
	clen := min(int64(le.Uint16(b[20:])), int64(len(b))-lenEnd)
	a.Comment = b[lenEnd : lenEnd+clen]
	a.EOCD = off
	// libziparchive looks for zip64 when size or start is all ones; the count
	// alone is added because other writers do so.
	if end.size != math.MaxUint32 && end.start != math.MaxUint32 && end.entries != math.MaxUint16 {
		return end
	}
	loc := off - lenLocator64
	if loc < 0 || le.Uint32(a.data[loc:]) != sigLocator64 {
		if end.size == math.MaxUint32 || end.start == math.MaxUint32 {
			a.note(Zip64Bad, "", off, "the end record asks for a zip64 record and there is none; Android refuses the archive")
		}
		return end
	}
	at := le.Uint64(a.data[loc+8:])
	if at > uint64(loc) || uint64(loc)-at < lenEnd64 || le.Uint32(a.data[at:]) != sigEnd64 {
		a.note(Zip64Bad, "", loc, fmt.Sprintf("the zip64 locator points to %d where no zip64 end record is; Android refuses the archive", at))
		return end
	}
	r := a.data[at:]
	end.entries, end.size, end.start = le.Uint64(r[32:]), le.Uint64(r[40:]), le.Uint64(r[48:])
	end.offset, end.is64 = int64(at), true
	return end
}

// locate returns where the central directory starts, tolerating bytes put in
// front of the archive without correcting its offsets.
func (a *Archive) locate(end endRecord) (start int64, ok bool) {
	isCentral := func(off uint64) bool {
		return off+4 <= uint64(end.offset) && le.Uint32(a.data[off:]) == sigCentral
	}
	limit := uint64(end.offset)
	if end.start <= limit && (isCentral(end.start) || end.entries == 0) {
		if end.size > limit-end.start {
			a.note(BadDirectory, "", a.EOCD, fmt.Sprintf("the directory is declared to be %d bytes long and only %d are there; Android refuses the archive", end.size, limit-end.start))
		}
		return int64(end.start), true
	}
	if end.size > 0 && end.size <= limit && isCentral(limit-end.size) {
		start := limit - end.size
		if start >= end.start {
			a.Base = int64(start - end.start)
		}
		a.note(BadDirectory, "", a.EOCD, fmt.Sprintf("the directory is at %d, not at %d as declared; Android refuses the archive", start, end.start))
		return int64(start), true
	}
	return 0, false
}

// readDirectory walks the central directory. Android refuses an archive whose
// records do not join; we look for the next one, so that a lying length hides
// nothing.
func (a *Archive) readDirectory(end endRecord) {
	start, ok := a.locate(end)
	if !ok {
		a.note(BadDirectory, "", a.EOCD, fmt.Sprintf("no central directory at %d, where the end record points", end.start))
		return
	}
	a.CDOffset, a.CDSize = start, end.offset-start
	// Names are kept as pieces of one string: one allocation for all.
	dir := a.data[start:end.offset]
	names := string(dir)
	capHint := min(end.entries, uint64(len(dir)/lenCentral), uint64(a.lim.Entries))
	a.Entries = make([]Entry, 0, capHint)
	pos, sure := 0, 0 // sure: the end of what is the last record's for certain
	for pos != len(dir) && len(dir)-sure >= lenCentral {
		if len(dir)-pos < lenCentral || le.Uint32(dir[pos:]) != sigCentral {
			i := bytes.Index(dir[sure:], []byte("PK\x01\x02"))
			if i < 0 {
				break
			}
			a.note(BadDirectory, "", start+int64(pos), fmt.Sprintf("no directory record here; the next one is at %d. Android refuses the archive", start+int64(sure+i)))
			if pos = sure + i; len(dir)-pos < lenCentral {
				break
			}
		}
		if len(a.Entries) >= a.lim.Entries {
			a.note(LimitReached, "", start+int64(pos), fmt.Sprintf("more than %d entries; the rest is not read", a.lim.Entries))
			return
		}
		b := dir[pos:]
		nameLen, extraLen, comLen := int(le.Uint16(b[28:])), int(le.Uint16(b[30:])), int(le.Uint16(b[32:]))
		next := lenCentral + nameLen + extraLen + comLen
		if next > len(b) {
			a.note(BadDirectory, "", start+int64(pos), "a directory record runs past the directory; Android refuses the archive")
			if lenCentral+nameLen > len(b) {
				sure, pos = pos+lenCentral, len(dir)+1
				continue
			}
			extraLen = min(extraLen, len(b)-lenCentral-nameLen)
		}
		sure = pos + lenCentral + nameLen
		e := Entry{
			Name:     names[pos+lenCentral : pos+lenCentral+nameLen],
			Flags:    le.Uint16(b[8:]),
			Method:   le.Uint16(b[10:]),
			CRC32:    le.Uint32(b[16:]),
			CompSize: uint64(le.Uint32(b[20:])),
			Size:     uint64(le.Uint32(b[24:])),
		}
		header := uint64(le.Uint32(b[42:]))
		if e.Size == math.MaxUint32 || e.CompSize == math.MaxUint32 || header == math.MaxUint32 {
			extra := b[lenCentral+nameLen : lenCentral+nameLen+extraLen]
			if !zip64Extra(extra, &e.Size, &e.CompSize, &header) {
				a.note(Zip64Bad, e.Name, start+int64(pos), "zip64 sizes are announced and missing; Android refuses this entry")
			}
		}
		a.place(&e, header)
		a.Entries = append(a.Entries, e)
		pos += next
	}
	// The 16-bit count wraps for big zip32 archives; compare what it can hold.
	want := end.entries
	got := uint64(len(a.Entries))
	if want != got && (end.is64 || want != got&math.MaxUint16) {
		a.note(CountMismatch, "", a.EOCD, fmt.Sprintf("the end record counts %d entries, the directory holds %d; Android reads the first %d or refuses the archive", want, got, want))
	}
}

// zip64Extra reads the zip64 extra field: those of the values that are all
// ones in the fixed record, in this order; some writers give all three always.
func zip64Extra(extra []byte, size, comp, header *uint64) bool {
	for len(extra) >= 4 {
		id, n := le.Uint16(extra), int(le.Uint16(extra[2:]))
		extra = extra[4:]
		if n > len(extra) {
			return false
		}
		if id != extraZip64 {
			extra = extra[n:]
			continue
		}
		f := extra[:n]
		all := n == 24 || n == 28
		for _, v := range []*uint64{size, comp, header} {
			if v == nil || !all && *v != math.MaxUint32 {
				continue
			}
			if len(f) < 8 {
				return false
			}
			*v, f = le.Uint64(f), f[8:]
		}
		return true
	}
	return false
}

// emptyByDesign reports whether the end record itself says there is nothing.
func (a *Archive) emptyByDesign() bool {
	return a.EOCD >= 0 && le.Uint16(a.data[a.EOCD+10:]) == 0 && le.Uint32(a.data[a.EOCD+12:]) == 0
}
