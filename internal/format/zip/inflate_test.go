package zip

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
)

// deflated compresses data with the standard library.
func deflated(t testing.TB, data []byte, level int) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := flate.NewWriter(&buf, level)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(data)
	w.Close()
	return buf.Bytes()
}

// samples are texts that lead the decoder through all its branches.
func samples() map[string][]byte {
	rng := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, 200_000)
	for i := range noise {
		noise[i] = byte(rng.Uint32())
	}
	skewed := make([]byte, 300_000) // a steep distribution: long codewords
	for i := range skewed {
		v := 0
		for v < 255 && rng.Uint32()&1 == 0 {
			v++
		}
		skewed[i] = byte(v * 7)
	}
	far := append(append([]byte{}, noise[:30_000]...), noise[:30_000]...)
	m := map[string][]byte{
		"empty": nil, "one": []byte("a"), "noise": noise, "skewed": skewed, "far": far,
		"text":  []byte(strings.Repeat("avow holds an app to its word. ", 4000)),
		"zeros": make([]byte, 1<<20),
	}
	for _, p := range []int{2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17} {
		m["period"+string(rune('a'+p))] = bytes.Repeat(noise[:p], 5000/p)
	}
	return m
}

func TestInflateMatchesStandardLibrary(t *testing.T) {
	for name, data := range samples() {
		for _, level := range []int{flate.HuffmanOnly, 0, 1, 6, 9} {
			in := deflated(t, data, level)
			for _, slack := range []int{0, Slack} {
				dst := make([]byte, len(data), len(data)+slack)
				n, used, err := Inflate(dst, append(in[:len(in):len(in)], "trailing bytes that are not ours"...))
				if err != nil || n != len(data) || used != len(in) || !bytes.Equal(dst, data) {
					t.Errorf("%s level %d slack %d: n=%d of %d, used %d of %d, err %v, equal %v", name, level, slack, n, len(data), used, len(in), err, bytes.Equal(dst, data))
				}
			}
		}
	}
}

func TestInflateShortBuffer(t *testing.T) {
	for name, data := range samples() {
		if len(data) == 0 {
			continue
		}
		in := deflated(t, data, 6)
		for _, size := range []int{0, 1, len(data) / 2, len(data) - 1} {
			if size >= len(data) {
				continue
			}
			for _, slack := range []int{0, 1, Slack, 2 * Slack} {
				dst := make([]byte, size, size+slack)
				n, _, err := Inflate(dst, in)
				if !errors.Is(err, ErrShortBuffer) || n != size || !bytes.Equal(dst, data[:size]) {
					t.Errorf("%s into %d slack %d: n=%d err=%v", name, size, slack, n, err)
				}
			}
		}
	}
}

func TestInflateTruncated(t *testing.T) {
	data := samples()["text"]
	in := deflated(t, data, 6)
	for cut := range in {
		dst := make([]byte, len(data), len(data)+Slack)
		n, _, err := Inflate(dst, in[:cut])
		if !errors.Is(err, ErrTruncated) || !bytes.Equal(dst[:n], data[:n]) {
			t.Fatalf("cut at %d: n=%d err=%v", cut, n, err)
		}
	}
}

func TestInflateCorrupt(t *testing.T) {
	for name, in := range map[string][]byte{
		"block type 3":          {0x07},
		"stored length":         {0x01, 1, 0, 1, 0, 0},
		"distance before start": {0x63, 0x00, 0x42, 0x00},
		"too many codes":        {0xfd, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff},
	} {
		dst := make([]byte, 1000)
		if _, _, err := Inflate(dst, in); !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: err = %v", name, err)
		}
	}
}

func FuzzInflate(f *testing.F) {
	for _, data := range samples() {
		if len(data) > 20_000 {
			data = data[:20_000]
		}
		for _, level := range []int{flate.HuffmanOnly, 0, 1, 9} {
			f.Add(deflated(f, data, level), uint16(len(data)))
		}
	}
	f.Fuzz(func(t *testing.T, in []byte, size uint16) {
		want, wantErr := io.ReadAll(flate.NewReader(bytes.NewReader(in)))
		for _, slack := range []int{0, Slack} {
			dst := make([]byte, int(size), int(size)+slack)
			n, used, err := Inflate(dst, in)
			if n > len(dst) || used > len(in) {
				t.Fatalf("n=%d of %d, used=%d of %d", n, len(dst), used, len(in))
			}
			if wantErr == nil && len(want) <= len(dst) && err != nil {
				t.Fatalf("compress/flate reads it, we say %v", err)
			}
			if err == nil && wantErr != nil {
				t.Fatalf("we read it, compress/flate says %v", wantErr)
			}
			if k := min(n, len(want)); !bytes.Equal(dst[:k], want[:k]) {
				t.Fatal("different output")
			}
		}
	})
}
