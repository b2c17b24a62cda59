package weburl

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"io"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// appsDir holds real packages; what needs them is skipped without it.
const appsDir = "../../../../apps/real"

// entries calls fn for the files of the real packages.
func entries(t testing.TB, fn func(app, name string, data []byte)) {
	apks, _ := filepath.Glob(appsDir + "/*.apk")
	if len(apks) == 0 {
		t.Skip("no packages in ../apps/real")
	}
	for _, apk := range apks {
		z, err := zip.OpenReader(apk)
		if err != nil {
			continue
		}
		for _, f := range z.File {
			r, err := f.Open()
			if err != nil {
				continue
			}
			data, err := io.ReadAll(io.LimitReader(r, 64<<20))
			r.Close()
			if err == nil {
				fn(filepath.Base(apk), f.Name, data)
			}
		}
		z.Close()
	}
}

// dexStrings gives the strings of a dex file, without their meaning.
func dexStrings(b []byte) (out [][]byte) {
	if len(b) < 0x70 || string(b[:4]) != "dex\n" {
		return nil
	}
	n, at := binary.LittleEndian.Uint32(b[56:]), binary.LittleEndian.Uint32(b[60:])
	for i := range int(n) {
		p := int(at) + 4*i
		if p+4 > len(b) {
			break
		}
		s := int(binary.LittleEndian.Uint32(b[p:]))
		if s >= len(b) {
			continue
		}
		_, w := binary.Uvarint(b[s:])
		end := s + max(w, 0)
		for end < len(b) && b[end] != 0 {
			end++
		}
		out = append(out, b[s+max(w, 0):end])
	}
	return out
}

// TestRealStrings prints every bare host that the string tables of real apps
// hold; what is no host was added to the look-alikes.
func TestRealStrings(t *testing.T) {
	hosts, urls, weak, total := map[string]string{}, map[string]string{}, map[string]string{}, 0
	entries(t, func(app, name string, data []byte) {
		for _, s := range dexStrings(data) {
			total++
			Scan(s, WholeString|WeakHosts, func(_ int, m Match) {
				switch {
				case m.Kind == URL:
					urls[m.Name()+" "+m.Scheme] = string(s)
				case m.Flags&Weak != 0:
					weak[string(s)] = app
				default:
					hosts[string(s)] = app
				}
			})
		}
	})
	for _, l := range []struct {
		name string
		of   map[string]string
	}{{"hosts", hosts}, {"urls", urls}, {"weak", weak}} {
		var keys []string
		for k := range l.of {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		t.Logf("%d %s of %d strings", len(keys), l.name, total)
		for _, k := range keys {
			t.Logf("  %s\t%.100q", k, l.of[k])
		}
	}
	for s := range hosts {
		if strings.HasPrefix(s, "com.") || strings.HasPrefix(s, "android") || strings.HasPrefix(s, "java") {
			t.Errorf("%q is taken for a host", s)
		}
	}
}

// TestRealText prints the bare hosts in the text files of real apps.
func TestRealText(t *testing.T) {
	files := 0
	got := map[string]string{}
	entries(t, func(app, name string, data []byte) {
		if bytes.IndexByte(data[:min(len(data), 1024)], 0) >= 0 {
			return
		}
		files++
		ScanQuoted(data, Text, func(_ int, m Match) { got[m.Name()] = app + " " + name })
	})
	t.Logf("%d hosts in %d text files", len(got), files)
	for h, where := range got {
		t.Logf("  %s\t%s", h, where)
	}
}

func BenchmarkRealFiles(b *testing.B) {
	var all [][]byte
	size := int64(0)
	entries(b, func(_, _ string, data []byte) {
		all, size = append(all, data), size+int64(len(data))
	})
	b.SetBytes(size)
	n := 0
	for b.Loop() {
		n = 0
		for _, d := range all {
			Scan(d, Text, func(int, Match) { n++ })
		}
	}
	b.ReportMetric(float64(n), "matches")
}

func BenchmarkRealDexStrings(b *testing.B) {
	var all [][]byte
	size := int64(0)
	entries(b, func(_, _ string, data []byte) {
		for _, s := range dexStrings(data) {
			all, size = append(all, s), size+int64(len(s))
		}
	})
	b.SetBytes(size)
	for b.Loop() {
		for _, s := range all {
			Scan(s, WholeString, func(int, Match) {})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(all)), "ns/string")
	b.ReportMetric(float64(len(all)), "strings")
}
