//go:build !unix

package zip

import (
	"io"
	"os"
)

func mapFile(f *os.File, size int) (*Mapping, error) {
	data := make([]byte, size)
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, err
	}
	return &Mapping{Data: data}, nil
}

func unmap([]byte) error { return nil }

func release([]byte) {}
