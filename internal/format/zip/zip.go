// Package zip reads hostile Android packages from a byte slice.
//
// What: a read-only zip reader for APK, AAB and the archives they travel in.
// It reads what Android's loader (libziparchive, libandroidfw) reads, goes on
// where that loader would refuse, and says so: every deviation is a [Problem]
// with its kind, its place and what Android does about it.
//
// How: [Open] finds the end-of-central-directory record, walks the central
// directory once, compares every record with its local header, and checks that
// no two entries share bytes. When the directory is missing or unusable the
// local headers are scanned instead. Content is inflated only when asked for,
// by our own one-shot inflater (see inflate.go); stored entries are views of
// the input, never copies. An [Archive] is safe for concurrent use.
//
// Limits: no decryption (the encryption flag is ignored, as Android ignores
// it), no split archives, methods stored and deflate only. All sizes are
// bounded by [Limits].
//
// References: PKWARE APPNOTE 6.3.10; RFC 1951; AOSP system/libziparchive
// zip_archive.cc and frameworks/base libs/androidfw (AssetsProvider.cpp).
package zip

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
)

// Compression methods Android knows. Any other value is read as stored by the
// asset manager and refused by the class loader.
const (
	Stored  = 0
	Deflate = 8
)

// General purpose flag bits this package looks at.
const (
	FlagEncrypted  = 1 << 0 // ignored by Android: the bytes are read as they stand
	FlagDescriptor = 1 << 3 // sizes and CRC follow the data
)

// Limits bounds what one archive may cost. The zero value of a field means its
// default.
type Limits struct {
	Entries  int   // records read from the directory
	Entry    int64 // bytes of one inflated entry
	Inflated int64 // bytes inflated from all entries, each counted once
	Problems int   // problems kept; the rest are only counted

	// Spent counts against Inflated. Archives opened with the same counter
	// share one allowance, as those of one container must; nil gives each its
	// own.
	Spent *atomic.Int64

	// Release is told of input that is not needed for now, see
	// [Mapping.Release]; nil if the input is not mapped.
	Release func([]byte)
}

// Defaults of [Limits], each with its reason.
const (
	// DefaultEntries: zip32 holds 65,535; the largest store apps hold under
	// 100,000. One record costs us about 150 bytes, so a million is 150 MB.
	DefaultEntries = 1 << 20
	// DefaultEntry: Android cannot map a dex or a resource table over 2 GiB,
	// and one real asset over 1 GiB has not been seen outside expansion files.
	DefaultEntry = 1 << 30
	// DefaultInflated: Play refuses packages over 4 GiB; deflate bombs reach
	// 1,032 times their size, so the total needs a bound of its own.
	DefaultInflated = 8 << 30
	// DefaultProblems: a hostile archive can have several per entry; a report
	// needs the first ones and the count.
	DefaultProblems = 1000
)

func (l Limits) withDefaults() Limits {
	if l.Entries <= 0 {
		l.Entries = DefaultEntries
	}
	if l.Entry <= 0 {
		l.Entry = DefaultEntry
	}
	if l.Inflated <= 0 {
		l.Inflated = DefaultInflated
	}
	if l.Spent == nil {
		l.Spent = new(atomic.Int64)
	}
	if l.Problems <= 0 {
		l.Problems = DefaultProblems
	}
	return l
}

// Entry is one record of the central directory, or of a local header when the
// archive had to be recovered.
type Entry struct {
	Name         string // as stored: may hold "..", "\\", NUL or invalid UTF-8
	Index        int    // position in Archive.Entries
	Method       uint16 // as the central directory says
	Flags        uint16 // as the central directory says
	CRC32        uint32
	CompSize     uint64 // bytes of data, as declared
	Size         uint64 // bytes after inflating, as declared
	HeaderOffset int64  // of the local header, in the input
	DataOffset   int64  // of the content; -1 when no local header is there
	Dup          bool   // another entry has the same name
}

// IsDir reports whether the name marks a directory.
func (e Entry) IsDir() bool { return len(e.Name) > 0 && e.Name[len(e.Name)-1] == '/' }

// Archive is an opened zip. Its fields must not be changed.
type Archive struct {
	Entries   []Entry // in central-directory order
	Comment   []byte  // archive comment, a view of the input
	CDOffset  int64   // of the central directory; len(data) when recovered
	CDSize    int64
	EOCD      int64 // offset of the end-of-central-directory record, -1 when absent
	Base      int64 // bytes in front of the archive that its offsets do not count
	Recovered bool  // entries come from scanning local headers

	data   []byte
	lim    Limits
	byName map[string]int32
	unmap  func() error

	mu       sync.Mutex
	problems []Problem
	seen     map[problemKey]struct{}
	dropped  int
	charged  []bool // entries already counted against lim.Inflated
}

// ErrNotZip is returned by [Open] when the input holds no zip structure at all.
var ErrNotZip = errors.New("not a zip archive: neither a central directory nor a local file header was found")

// Open reads the directory of the zip in data, which must stay unchanged while
// the archive is in use. It fails only when there is nothing to read
// ([ErrNotZip]); everything less is in [Archive.Problems].
func Open(data []byte, lim Limits) (*Archive, error) {
	a := &Archive{data: data, lim: lim.withDefaults(), EOCD: -1, CDOffset: int64(len(data))}
	if end, ok := a.findEnd(); ok {
		a.readDirectory(end)
	}
	// A shifted directory behind other entries is that of the last archive in a
	// container that was cut off: the entries in front of it count, too.
	if a.Base > 0 && le.Uint32(a.data) == sigLocal && !slices.ContainsFunc(a.Entries, func(e Entry) bool { return e.HeaderOffset == 0 }) {
		a.recover()
	}
	if len(a.Entries) == 0 && a.EOCD < 0 || len(a.Entries) == 0 && !a.emptyByDesign() {
		a.recover()
	}
	if len(a.Entries) == 0 && a.EOCD < 0 {
		return nil, ErrNotZip
	}
	a.checkPrefix()
	a.index()
	a.checkNames()
	a.checkOverlap()
	a.charged = make([]bool, len(a.Entries))
	return a, nil
}

// Data returns the whole input.
func (a *Archive) Data() []byte { return a.data }

// Lookup returns the entry Android reads under name. Among duplicates it is
// the first: libziparchive refuses such an archive since Android 4.4, and the
// class loader before it took the first while the signature check took the
// last (the "master key" hole), so the first is the one that ran.
func (a *Archive) Lookup(name string) (Entry, bool) {
	i, ok := a.byName[name]
	if !ok {
		return Entry{}, false
	}
	return a.Entries[i], true
}

// index builds the name table and marks duplicates.
func (a *Archive) index() {
	a.byName = make(map[string]int32, len(a.Entries))
	for i := range a.Entries {
		e := &a.Entries[i]
		e.Index = i
		first, dup := a.byName[e.Name]
		if !dup {
			a.byName[e.Name] = int32(i)
			continue
		}
		e.Dup = true
		a.Entries[first].Dup = true
		a.note(DuplicateName, e.Name, e.HeaderOffset,
			fmt.Sprintf("second entry of this name; the first is at %d. Android 4.4 and later refuse the archive, earlier ones ran the first and verified the last", a.Entries[first].HeaderOffset))
	}
}
