package zip

import (
	"fmt"
	"os"
)

// OpenFile maps the file at path and opens the zip in it. Call
// [Archive.Close] when done; what [Archive.Bytes] returned for stored entries
// must not be used after that.
func OpenFile(path string, lim Limits) (*Archive, error) {
	data, unmap, err := MapFile(path)
	if err != nil {
		return nil, err
	}
	a, err := Open(data, lim)
	if err != nil {
		unmap()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	a.unmap = unmap
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

// MapFile returns the content of the regular file at path, mapped where the
// system can and read where not, and a function to release it. The file must
// not shrink while it is mapped.
func MapFile(path string) (data []byte, unmap func() error, err error) {
	// Asked before opening: opening a pipe would wait for its writer.
	if st, err := os.Stat(path); err == nil && !st.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("%s: not a regular file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return nil, nil, err
	}
	if !st.Mode().IsRegular() {
		return nil, nil, fmt.Errorf("%s: not a regular file", path)
	}
	if st.Size() == 0 {
		return []byte{}, func() error { return nil }, nil
	}
	if int64(int(st.Size())) != st.Size() {
		return nil, nil, fmt.Errorf("%s: %d bytes are more than this machine can address", path, st.Size())
	}
	return mapFile(f, int(st.Size()))
}
