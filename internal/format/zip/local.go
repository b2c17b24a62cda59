package zip

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// place finds the data of e through its local header and compares the two.
// The central directory is what Android uses for method, CRC and sizes; the
// local header only for where the data starts.
func (a *Archive) place(e *Entry, header uint64) {
	e.DataOffset = -1
	n := uint64(len(a.data))
	base := uint64(a.Base)
	if header > n || n-header < base || n-header-base < lenLocal {
		e.HeaderOffset = int64(min(header, math.MaxInt64))
		a.note(HeaderMissing, e.Name, a.CDOffset, fmt.Sprintf("its local header would be at %d, outside the file; Android refuses the archive", header))
		return
	}
	off := header + base
	if base > 0 && le.Uint32(a.data[off:]) != sigLocal && le.Uint32(a.data[header:]) == sigLocal {
		off = header // only the offset of the directory was wrong
	}
	e.HeaderOffset = int64(off)
	b := a.data[off:]
	if le.Uint32(b) != sigLocal {
		a.note(HeaderMissing, e.Name, int64(off), "no local header here; Android cannot read this entry")
		return
	}
	nameLen, extraLen := uint64(le.Uint16(b[26:])), uint64(le.Uint16(b[28:]))
	dataOff := off + lenLocal + nameLen + extraLen
	if dataOff > n {
		a.note(DataOutside, e.Name, int64(off), "its local header runs past the end of the file")
		return
	}
	e.DataOffset = int64(dataOff)
	if name := b[lenLocal : lenLocal+nameLen]; string(name) != e.Name {
		a.note(NameMismatch, e.Name, int64(off), fmt.Sprintf("the local header calls it %q; Android refuses this entry", clip(name)))
	}
	if m := le.Uint16(b[8:]); m != e.Method {
		a.note(MethodMismatch, e.Name, int64(off), fmt.Sprintf("method %d in the directory, %d in the local header; Android uses the directory", e.Method, m))
	}
	flags := le.Uint16(b[6:])
	if (flags|e.Flags)&FlagEncrypted != 0 {
		a.note(EncryptedFlag, e.Name, int64(off), "marked as encrypted; Android ignores the mark and so do we")
	}
	if flags&FlagDescriptor == 0 {
		a.compareSizes(e, b[:lenLocal+nameLen+extraLen])
	}
	a.checkRange(e)
}

// compareSizes checks CRC and sizes of a local header without descriptor.
func (a *Archive) compareSizes(e *Entry, b []byte) {
	crc, comp, size := le.Uint32(b[14:]), uint64(le.Uint32(b[18:])), uint64(le.Uint32(b[22:]))
	if comp == math.MaxUint32 || size == math.MaxUint32 {
		extra := b[lenLocal+int(le.Uint16(b[26:])):]
		zip64Extra(extra, &size, &comp, nil)
	}
	if crc != e.CRC32 || comp != e.CompSize || size != e.Size {
		a.note(SizeMismatch, e.Name, e.HeaderOffset, fmt.Sprintf(
			"directory: %d bytes from %d, CRC %08x; local header: %d from %d, CRC %08x; Android refuses this entry",
			e.Size, e.CompSize, e.CRC32, size, comp, crc))
	}
}

// checkRange reports data that does not lie before the directory.
func (a *Archive) checkRange(e *Entry) {
	room := uint64(len(a.data)) - uint64(e.DataOffset)
	if need := a.stretch(e); need > room {
		a.note(DataOutside, e.Name, e.DataOffset, fmt.Sprintf("%d bytes of data declared, %d are left in the file; Android refuses this entry", need, room))
	}
	if e.Method != Stored && e.Method != Deflate {
		a.note(UnknownMethod, e.Name, e.HeaderOffset, fmt.Sprintf("compression method %d; Android's asset manager reads it as stored, its class loader refuses it", e.Method))
	}
	if e.IsDir() && e.Size > 0 {
		a.note(DirContent, e.Name, e.HeaderOffset, fmt.Sprintf("a directory entry holding %d bytes", e.Size))
	}
}

// stretch is the number of input bytes e lays claim to. Stored content is as
// long as its declared size, whatever its compressed size says: so Android.
func (a *Archive) stretch(e *Entry) uint64 {
	if e.Method == Stored {
		return e.Size
	}
	return e.CompSize
}

// checkPrefix reports what stands before the first local header.
func (a *Archive) checkPrefix() {
	if len(a.data) < 4 || le.Uint32(a.data) == sigLocal || a.EOCD == 0 {
		return
	}
	if bytes.HasPrefix(a.data, []byte("dex\n")) {
		a.note(Janus, "", 0, "a dex file stands in front of the archive (CVE-2017-13156): Android 5 to 8 before the December 2017 patch runs it under the signature of the zip")
		return
	}
	first := int64(len(a.data))
	for i := range a.Entries {
		first = min(first, a.Entries[i].HeaderOffset)
	}
	a.note(PrefixData, "", 0, fmt.Sprintf("%d bytes in front of the first entry, beginning %q; Android since 2017 refuses such a package", first, clip(a.data[:min(first, 16)])))
}

// checkNames reports names that would leave a folder or confuse a reader.
func (a *Archive) checkNames() {
	for i := range a.Entries {
		e := &a.Entries[i]
		if why := badName(e.Name); why != "" {
			a.note(BadName, e.Name, e.HeaderOffset, why)
		}
	}
}

func badName(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < 0x20 || c >= 0x7f || c == '\\' || c == '.' && i+1 < len(s) && s[i+1] == '.' {
			plain = false
			break
		}
	}
	switch {
	case s == "":
		return "empty name; Android cannot look it up"
	case s[0] == '/':
		return "absolute name"
	case plain:
		return ""
	case strings.IndexByte(s, 0) >= 0:
		return "NUL in the name: readers that stop at it see another name; Android refuses the archive"
	case strings.Contains("/"+s+"/", "/../"):
		return "the name climbs out of its folder"
	case strings.IndexByte(s, '\\') >= 0:
		return "backslash in the name: a separator on Windows, a letter on Android"
	case !utf8.ValidString(s):
		return "the name is not UTF-8; Android refuses the archive"
	}
	return ""
}

// checkOverlap reports entries whose bytes are claimed twice: quines, bombs
// that share one compressed kernel, and parser differentials.
func (a *Archive) checkOverlap() {
	order := make([]int32, 0, len(a.Entries))
	sorted := true
	for i := range a.Entries {
		if e := &a.Entries[i]; e.DataOffset >= 0 {
			if k := len(order); k > 0 && a.Entries[order[k-1]].HeaderOffset > e.HeaderOffset {
				sorted = false
			}
			order = append(order, int32(i))
		}
	}
	if !sorted {
		slices.SortStableFunc(order, func(x, y int32) int {
			return cmp.Compare(a.Entries[x].HeaderOffset, a.Entries[y].HeaderOffset)
		})
	}
	end, who := int64(0), int32(-1)
	for _, i := range order {
		e := &a.Entries[i]
		if who >= 0 && e.HeaderOffset < end {
			a.note(Overlap, e.Name, e.HeaderOffset, fmt.Sprintf("shares bytes with %q", clip([]byte(a.Entries[who].Name))))
		}
		if e.HeaderOffset > end {
			a.checkGap(end, e.HeaderOffset)
		}
		if to := e.DataOffset + int64(min(a.stretch(e), uint64(int64(len(a.data))-e.DataOffset))); to > end || who < 0 {
			end, who = to, i
		}
	}
	if !a.Recovered && a.CDOffset > end && len(a.Entries) < a.lim.Entries {
		a.checkGap(end, a.CDOffset)
	}
	if who >= 0 && !a.Recovered && end > a.CDOffset && a.Entries[who].DataOffset < a.CDOffset {
		a.note(Overlap, a.Entries[who].Name, a.Entries[who].HeaderOffset, "its data runs into the central directory; Android refuses this entry")
	}
}

// checkGap looks for a local header right behind an entry, or behind its data
// descriptor (12 to 24 bytes), where the directory lists none: readers that
// stream see a file that Android does not. Build tools leave such headers with
// empty names as padding.
func (a *Archive) checkGap(from, to int64) {
	for _, skip := range [...]int64{0, 12, 16, 20, 24} {
		b := a.data[min(from+skip, to):to]
		if len(b) < lenLocal || le.Uint32(b) != sigLocal {
			continue
		}
		if n := int(le.Uint16(b[26:])); n > 0 && n <= len(b)-lenLocal {
			a.note(Unlisted, string(clip(b[lenLocal:lenLocal+n])), from+skip, "a local header that the directory does not list; Android does not see it, readers that stream do")
		}
		return
	}
}

// clip shortens hostile text for a message.
func clip(b []byte) []byte {
	const most = 80 // enough to recognise a name
	return b[:min(len(b), most)]
}
