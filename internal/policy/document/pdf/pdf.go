// Package pdf takes the text out of PDF files: runs of text with their place
// on the page, in the order of the content streams.
//
// The file is read as an attacker's. Every step is paid for from one counter
// (maxWork, in bytes lexed, decoded or shown), so that what a file can cost is
// bounded and the same on every machine; what is kept is bounded by counters
// of its own. There is no goroutine and no clock. When a counter is used up,
// reading ends with what came before and an error that names the limit.
//
// Read are: cross-reference tables and streams, object streams, files whose
// table is broken (by a scan for objects), all filters text is packed with,
// files locked against change but open to read (standard security handler,
// empty password), simple and composite fonts with a character map or a known
// encoding, form XObjects, rotated pages.
//
// Not read: text in images; composite fonts without a character map (predefined
// CMaps of East Asian fonts); vertical writing; annotations and form fields;
// replacement text of marked content; the order of columns where the content
// stream has another.
package pdf

import (
	"bytes"
	"errors"
)

// Limits. The largest policies met are some hundred pages and a few megabytes;
// one unit of work is a byte lexed, decoded or shown, about 10 ns.
const (
	maxWork     = 64 << 20 // of a file; a page of a policy takes some 60,000
	maxItems    = 4 << 20  // elements of arrays, dictionaries and fonts kept, some 40 bytes each
	maxStream   = 32 << 20 // bytes of one decoded stream
	maxHeld     = 64 << 20 // bytes of decoded object streams kept
	maxXref     = 1 << 20  // objects of a file
	maxSections = 512      // of the cross-reference table: one for each time it was saved
	maxNesting  = 64       // of arrays and dictionaries; of the page tree
	maxLoading  = 32       // objects that wait for another: a stream for its length
	maxForms    = 8        // forms inside forms
	maxStates   = 256      // graphics states saved
	maxOperands = 1 << 16  // of one operator, array elements included
	maxCodes    = 1 << 17  // entries of one character map
	maxRuns     = 1 << 17  // of one page
	// MaxPages is how many pages are read.
	MaxPages = 500
)

// Errors of a limit.
var (
	errWork  = errors.New("the PDF takes more work than is spent on one")
	errRuns  = errors.New("a page of the PDF holds more text than is read of one")
	errItems = errors.New("the PDF holds more objects than are kept of one")
)

// Errors of a file.
var (
	errNotPDF   = errors.New("damaged PDF: no page tree is found")
	errPassword = errors.New("the PDF is locked with a password")
	errCipher   = errors.New("the PDF is encrypted in a way that is not read")
)

// File is an open PDF. It is not safe for concurrent use.
type File struct {
	data    []byte
	work    int   // left
	items   int   // left
	held    int   // bytes of decoded object streams
	stopped error // the limit that was reached
	xref    map[int]entry
	trailer dict
	objects map[int]any // resolved
	waiting int         // objects being loaded
	loading map[int]bool
	packed  map[int]*objectStream
	fonts   map[uintptr]*font
	crypt   *crypt
	scanned bool
	pages   []page
	more    bool // there are more than MaxPages
}

// entry says where an object is.
type entry struct {
	packed bool // in an object stream
	at     int  // offset in the file, or number of the object stream
	gen    int
}

// Open reads the structure of a PDF. The error says why there are no pages.
func Open(data []byte) (*File, error) {
	f := newFile(data)
	if err := f.open(); err != nil {
		return nil, err
	}
	return f, nil
}

func newFile(data []byte) *File {
	if k := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); k > 0 {
		data = data[k:] // offsets count from the header
	}
	return &File{
		data: data, work: maxWork, items: maxItems,
		xref: map[int]entry{}, trailer: dict{}, objects: map[int]any{}, loading: map[int]bool{},
		packed: map[int]*objectStream{}, fonts: map[uintptr]*font{},
	}
}

func (f *File) open() error {
	if !f.readXref() {
		f.scan()
	}
	if err := f.unlock(); err != nil {
		return err
	}
	f.findPages()
	if len(f.pages) == 0 && !f.scanned {
		f.scan()
		if err := f.unlock(); err != nil {
			return err
		}
		f.findPages()
	}
	switch {
	case len(f.pages) > 0:
		return nil
	case f.stopped != nil:
		return f.stopped
	}
	return errNotPDF
}

// Stopped reports that a limit of the whole file was reached: further pages
// are empty.
func (f *File) Stopped() bool { return f.stopped != nil }

// spend pays for n units and reports whether there were that many.
func (f *File) spend(n int) bool {
	if f.stopped != nil {
		return false
	}
	if f.work -= n; f.work < 0 {
		f.work = 0
		f.stop(errWork)
		return false
	}
	return true
}

// keep counts n elements that stay in memory, as spend counts work.
func (f *File) keep(n int) bool {
	if f.items -= n; f.items < 0 {
		f.items = 0
		f.stop(errItems)
	}
	return f.stopped == nil
}

// stop ends all reading: from here on, everything is at its end.
func (f *File) stop(why error) {
	if f.stopped == nil {
		f.stopped = why
	}
}
