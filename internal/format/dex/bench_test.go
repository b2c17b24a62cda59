package dex_test

import (
	"io"
	"os"
	"testing"
)

// BenchmarkDexdump prints a whole file as dexdump does. AVOW_DEX names the file.
func BenchmarkDexdump(b *testing.B) {
	path := os.Getenv("AVOW_DEX")
	if path == "" {
		b.Skip("AVOW_DEX is not set: it names a dex file")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	f := open(b, data)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if err := f.WriteDexdump(io.Discard, "classes.dex"); err != nil {
			b.Fatal(err)
		}
	}
}
