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

// perCPU reports megabytes inflated per second of processor time, which other
// programs on the machine disturb less than the clock.
func perCPU(b *testing.B, total int64, run func()) {
	b.SetBytes(total)
	before := cpuTime()
	for b.Loop() {
		run()
	}
	if used := cpuTime() - before; used > 0 {
		b.ReportMetric(float64(total)*float64(b.N)/1e6/used.Seconds(), "MB/cpu-s")
	}
}

func BenchmarkInflate(b *testing.B) {
	list, total := realEntries(b)
	buf := make([]byte, 128<<20)
	b.Run("avow", func(b *testing.B) {
		perCPU(b, total, func() {
			for _, e := range list {
				if n, _, err := Inflate(buf[:e.size], e.in); err != nil || n != e.size {
					b.Fatal(n, err)
				}
			}
		})
	})
	stream := func(r io.ReadCloser) func(*testing.B) {
		return func(b *testing.B) {
			src := new(bytes.Reader)
			perCPU(b, total, func() {
				for _, e := range list {
					src.Reset(e.in)
					r.(flate.Resetter).Reset(src, nil)
					if _, err := io.ReadFull(r, buf[:e.size]); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
	b.Run("stdlib", stream(flate.NewReader(nil)))
	b.Run("klauspost", stream(kflate.NewReader(nil)))
	b.Run("crc32", func(b *testing.B) {
		perCPU(b, total, func() {
			for _, e := range list {
				crc32.ChecksumIEEE(buf[:e.size])
			}
		})
	})
}

// BenchmarkOpenAll opens a package and reads all of it, CRCs included: what
// "unzip -t" does.
func BenchmarkOpenAll(b *testing.B) {
	root := os.Getenv("AVOW_APPS")
	if root == "" {
		b.Skip("AVOW_APPS is not set: no real packages to measure on")
	}
	for _, name := range []string{"appium-espresso__app-debug-androidTest.apk", "apidemos-5.0.0__ApiDemos-debug.apk", "apidemos-3.0.0__ApiDemos-debug.apk"} {
		b.Run(name, func(b *testing.B) {
			path := filepath.Join(root, "real", name)
			if _, err := os.Stat(path); err != nil {
				b.Skip(err)
			}
			before := cpuTime()
			for b.Loop() {
				a, err := OpenFile(path, Limits{})
				if err != nil {
					b.Fatal(err)
				}
				var buf []byte
				for _, e := range a.Entries {
					got, err := a.Read(e, buf)
					if err != nil {
						b.Fatal(err)
					}
					if e.Method == Deflate && cap(got) > cap(buf) {
						buf = got
					}
				}
				if err := a.Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric((cpuTime()-before).Seconds()*1e3/float64(b.N), "cpu-ms/op")
		})
	}
}

// BenchmarkOpen reads the directory only.
func BenchmarkOpen(b *testing.B) {
	root := os.Getenv("AVOW_APPS")
	data, err := os.ReadFile(filepath.Join(root, "real", "debian__framework-res.apk"))
	if root == "" || err != nil {
		b.Skip("AVOW_APPS is not set or has no framework-res: no real package to measure on")
	}
	for b.Loop() {
		if _, err := Open(data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}
