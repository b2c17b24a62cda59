package zip

import (
	"fmt"
	"os"
	"unsafe"
)

// OpenFile maps the file at path and opens the zip in it. Call
// [Archive.Close] when done; what [Archive.Bytes] returned for stored entries
// must not be used after that.
func OpenFile(path string, lim Limits) (*Archive, error) {
	m, err := MapFile(path)
	if err != nil {
		return nil, err
	}
	lim.Release = m.Release
	a, err := Open(m.Data, lim)
	if err != nil {
		m.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	a.unmap = m.Close
	return a, nil
}

// Close releases the file mapping, if there is one.
func (a *Archive) Close() error {
	if a.unmap == nil {
		return nil
	}
	unmap := a.unmap
	a.unmap, a.data = nil, nil
	return unmap()
}

// Mapping is the content of a file, mapped where the system can and read where
// not. The file must not shrink while it is mapped.
type Mapping struct {
	Data   []byte
	mapped bool
}

// MapFile maps the regular file at path.
func MapFile(path string) (*Mapping, error) {
	// Asked before opening: opening a pipe would wait for its writer.
	if st, err := os.Stat(path); err == nil && !st.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !st.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: not a regular file", path)
	}
	if st.Size() == 0 {
		return &Mapping{Data: []byte{}}, nil
	}
	if int64(int(st.Size())) != st.Size() {
		return nil, fmt.Errorf("%s: %d bytes are more than this machine can address", path, st.Size())
	}
	return mapFile(f, int(st.Size()))
}

// Close releases the mapping.
func (m *Mapping) Close() error {
	data := m.Data
	m.Data = nil
	if !m.mapped || data == nil {
		return nil
	}
	return unmap(data)
}

// Release lets the system take back the memory of b, a part of the mapping that
// is not needed for now: reading it again fetches it from the file. Bytes that
// are no part of the mapping are left alone.
func (m *Mapping) Release(b []byte) {
	if !m.mapped || len(b) == 0 || len(m.Data) == 0 {
		return
	}
	page := uintptr(os.Getpagesize())
	base, at := uintptr(unsafe.Pointer(&m.Data[0])), uintptr(unsafe.Pointer(&b[0]))
	if at < base || at+uintptr(len(b)) > base+uintptr(len(m.Data)) {
		return
	}
	lo, hi := (at-base+page-1)/page*page, (at-base+uintptr(len(b)))/page*page
	if lo < hi {
		release(m.Data[lo:hi])
	}
}
