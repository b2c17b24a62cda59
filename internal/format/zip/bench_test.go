package zip

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"testing"

	kflate "github.com/klauspost/compress/flate"
)

// benchEntry is one deflated entry of the real packages.
type benchEntry struct {
	in   []byte
	size int
	crc  uint32
}

// realEntries lists the deflated entries of $AVOW_APPS/real, or of the one
// package named by AVOW_APP.
func realEntries(b *testing.B) (list []benchEntry, total int64) {
	root := os.Getenv("AVOW_APPS")
	if root == "" {
		b.Skip("AVOW_APPS is not set: no real packages to measure on")
	}
	name := "*.apk"
	if one := os.Getenv("AVOW_APP"); one != "" {
		name = one
	}
	paths, _ := filepath.Glob(filepath.Join(root, "real", name))
	for _, p := range paths {
		a, err := OpenFile(p, Limits{})
		if err != nil {
			b.Fatal(err)
		}
		for _, e := range a.Entries {
			if e.Method != Deflate || e.DataOffset < 0 {
				continue
			}
			in := a.Data()[e.DataOffset:][:e.CompSize]
			list = append(list, benchEntry{in, int(e.Size), e.CRC32})
			total += int64(e.Size)
		}
	}
	if len(list) == 0 {
		b.Skip("no packages in " + root)
	}
	return list, total
}

func BenchmarkInflate(b *testing.B) {
	list, total := realEntries(b)
	buf := make([]byte, 128<<20)
	b.Run("avow", func(b *testing.B) {
		b.SetBytes(total)
		for b.Loop() {
			for _, e := range list {
				if n, _, err := Inflate(buf[:e.size], e.in); err != nil || n != e.size {
					b.Fatal(n, err)
				}
			}
		}
	})
	stream := func(r io.ReadCloser) func(*testing.B) {
		return func(b *testing.B) {
			b.SetBytes(total)
			src := new(bytes.Reader)
			for b.Loop() {
				for _, e := range list {
					src.Reset(e.in)
					r.(flate.Resetter).Reset(src, nil)
					if _, err := io.ReadFull(r, buf[:e.size]); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
	}
	b.Run("stdlib", stream(flate.NewReader(nil)))
	b.Run("klauspost", stream(kflate.NewReader(nil)))
	b.Run("crc32", func(b *testing.B) {
		b.SetBytes(total)
		for b.Loop() {
			for _, e := range list {
				crc32.ChecksumIEEE(buf[:e.size])
			}
		}
	})
}
