package weburl

import (
	"bytes"
	"fmt"
	"testing"
)

// prose is text as configuration and string tables have it, without URLs.
func prose(n int) []byte {
	var b bytes.Buffer
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "{\"key%d\": \"some value/with slashes\", \"count\": %d, \"list\": [1, 2, 3]}\n", i, i*7)
	}
	return b.Bytes()[:n]
}

func BenchmarkNoMatch(b *testing.B) {
	text := prose(8 << 20)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(text, Text, func(int, Match) { b.Fatal("a match") })
	}
}

// BenchmarkIndex compares the search with that of package bytes.
func BenchmarkIndex(b *testing.B) {
	text := prose(8 << 20)
	for _, c := range []struct {
		name string
		do   func()
	}{
		{"own", func() { indexPlain(text, 0) }},
		{"bytes", func() { bytes.Index(text, []byte("://")) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				c.do()
			}
		})
	}
}

func BenchmarkQuoted(b *testing.B) {
	text := prose(8 << 20)
	for i := 0; i+256 < len(text); i += 256 {
		copy(text[i:], `"v1.2.3" a.b.c(d.e)`)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		ScanQuoted(text, Text, func(int, Match) { b.Fatal("a match") })
	}
}

// One URL in 4 KiB: more than scripts have.
func BenchmarkSomeMatches(b *testing.B) {
	text := prose(8 << 20)
	for i := 0; i+4096 < len(text); i += 4096 {
		copy(text[i:], " https://api.foo-service.com/v1/things?x=1 ")
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Scan(text, Text, func(int, Match) {})
	}
}

// Nothing but separators: the worst there is.
func BenchmarkWorst(b *testing.B) {
	text := bytes.Repeat([]byte("http://a"), 1<<17)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scan(text, Text, func(int, Match) {})
	}
}

// Every path holds the next URL.
func BenchmarkNested(b *testing.B) {
	text := bytes.Repeat([]byte("http://a.net/"), 1<<16)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Scan(text, Text, func(int, Match) {})
	}
}

func BenchmarkWholeStrings(b *testing.B) {
	list := []string{"onCreate", "com.example.app.MainActivity", "Lcom/foo/Bar;", "user.name", "api.foo-service.com", "text/html",
		"some longer message for people to read", "https://api.foo-service.com/v1", "1.2.3", "getString"}
	size := 0
	var all [][]byte
	for _, s := range list {
		all = append(all, []byte(s))
		size += len(s)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range all {
			Scan(s, WholeString, func(int, Match) {})
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(all)), "ns/string")
}
