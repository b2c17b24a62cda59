package res

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var poolTexts = []string{
	"", "a", "name", strings.Repeat("x", 127), strings.Repeat("y", 128), strings.Repeat("ü", 200),
	"世界", "𝄞 clef", strings.Repeat("z", 5000), "nul\x00inside",
}

func TestPoolRoundTrip(t *testing.T) {
	for _, utf8 := range []bool{true, false} {
		var probs Problems
		chunk := AppendPool(nil, poolTexts, utf8)
		p, err := ParsePool(chunk, 100, &probs)
		if err != nil || len(probs.List) > 0 {
			t.Fatal(err, probs.List)
		}
		var got []string
		for i := range p.Len() {
			s, err := p.Get(i)
			if err != nil {
				t.Errorf("utf8 %v: string %d: %v", utf8, i, err)
			}
			got = append(got, s)
		}
		if d := cmp.Diff(poolTexts, got); d != "" {
			t.Errorf("utf8 %v: -written +read\n%s", utf8, d)
		}
		n := 0
		all := p.Each(func(i int, off int64, s string) bool {
			n++
			if s != poolTexts[i] || off != p.Offset(i) {
				t.Errorf("utf8 %v: Each gives %q at %d", utf8, s, off)
			}
			return true
		})
		if !all || n != len(poolTexts) {
			t.Errorf("utf8 %v: Each saw %d", utf8, n)
		}
		if _, err := p.Get(len(poolTexts)); err != ErrIndex {
			t.Errorf("index past the end: %v", err)
		}
		if _, err := p.Get(-1); err != ErrIndex {
			t.Errorf("index -1: %v", err)
		}
	}
	// Above 0x7fff units a UTF-16 string has a length of two numbers.
	long := strings.Repeat("w", 70_000)
	var probs Problems
	p, err := ParsePool(AppendPool(nil, []string{long}, false), 0, &probs)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := p.Get(0); err != nil || s != long {
		t.Errorf("long string: %d bytes, %v", len(s), err)
	}
}

// TestCutLength: aapt wrote the length of long UTF-8 strings modulo 0x8000.
func TestCutLength(t *testing.T) {
	long := strings.Repeat("w", 70_000)
	chunk := AppendPool(nil, []string{"short"}, true)
	data := []byte{0x80 | 70_000>>8&0x7f, 70_000 & 0xff, 0x80 | 70_000>>8&0x7f, 70_000 & 0xff}
	data = append(append(data, long...), 0, 0, 0, 0)
	chunk = append(chunk[:poolHeaderSize+4], data...)
	chunk = CloseChunk(chunk[:len(chunk)&^3], 0)
	var probs Problems
	p, err := ParsePool(chunk, 0, &probs)
	if err != nil {
		t.Fatal(err)
	}
	if s, err := p.Get(0); err != nil || s != long {
		t.Errorf("%d bytes, %v", len(s), err)
	}
}

func TestPoolFlaws(t *testing.T) {
	start := poolHeaderSize + 4 // of the string data, with one string
	for _, c := range []struct {
		name  string
		spoil func(b []byte)
		want  error
		text  string
	}{
		{"length past the end", func(b []byte) { b[start+1] = 0x7f }, ErrBounds, ""},
		{"not terminated", func(b []byte) { b[start+1] = 3 }, ErrUnterminated, "hel"},
		{"wrong UTF-16 length", func(b []byte) { b[start] = 9 }, ErrLength, "hello"},
		{"offset past the end", func(b []byte) { binary.LittleEndian.PutUint32(b[poolHeaderSize:], 1<<30) }, ErrBounds, ""},
		{"surrogates in UTF-8", func(b []byte) { copy(b[start+2:], "\xed\xa0\xb4\xed\xb4"); b[start] = 2 }, nil, "\ufffd\ufffd\ufffd"},
		{"not UTF-8", func(b []byte) { b[start+2] = 0xff }, nil, "\ufffdello"},
	} {
		chunk := AppendPool(nil, []string{"hello"}, true)
		c.spoil(chunk)
		var probs Problems
		p, err := ParsePool(chunk, 0, &probs)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if s, err := p.Get(0); err != c.want || s != c.text {
			t.Errorf("%s: %q, %v; want %q, %v", c.name, s, err, c.text, c.want)
		}
	}
}

// TestCESU8: Android writes characters above U+FFFF as two surrogates of
// three bytes each.
func TestCESU8(t *testing.T) {
	if got := string(fixUTF8(nil, []byte("a\xed\xa0\xb4\xed\xb4\x9eb"))); got != "a𝄞b" {
		t.Errorf("%q", got)
	}
}

func TestValueText(t *testing.T) {
	for text, v := range map[string]Value{
		"@null": {}, "@empty": {Data: 1}, "@0x7f010002": {TypeReference, 0x7f010002}, "?0x01010001": {TypeAttribute, 0x01010001},
		"string#4": {TypeString, 4}, "1.5": {TypeFloat, 0x3fc00000}, "16dp": {TypeDimension, 0x1001}, "-4dp": {TypeDimension, 0xfffffc01},
		"12.5sp": {TypeDimension, 0x6400022}, "50%": {TypeFraction, 0x40000030}, "-7": {TypeIntDec, 0xfffffff9}, "0xfffffff9": {TypeIntHex, 0xfffffff9},
		"true": {TypeBool, 0xffffffff}, "false": {TypeBool, 0}, "#80ff8800": {TypeColorARGB8, 0x80ff8800}, "#ff8800": {TypeColorRGB8, 0xffff8800},
		"#8f80": {TypeColorARGB4, 0x88ff8800}, "#f80": {TypeColorRGB4, 0xffff8800}, "(type 0x42)0x9": {0x42, 9},
	} {
		if got := v.String(); got != text {
			t.Errorf("%+v is %q, want %q", v, got, text)
		}
	}
}

func checkPool(t *testing.T, data []byte) {
	var probs Problems
	p, err := ParsePool(data, 0, &probs)
	if err != nil {
		return
	}
	total := 0
	p.Each(func(_ int, off int64, s string) bool {
		total += len(s)
		return off >= 0 && off <= int64(len(data))
	})
	if total > 6*len(data)+1<<17 {
		t.Fatalf("%d bytes from %d", total, len(data))
	}
	for i := range min(p.Len(), 100) {
		p.Get(i)
	}
}

func FuzzPool(f *testing.F) {
	f.Add(AppendPool(nil, poolTexts, true))
	f.Add(AppendPool(nil, poolTexts, false))
	f.Fuzz(checkPool)
}

// TestMutations reads thousands of spoiled pools.
func TestMutations(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, utf8 := range []bool{true, false} {
		data := AppendPool(nil, poolTexts, utf8)
		for range 3000 {
			checkPool(t, mutate(r, data))
		}
	}
}

// mutate spoils a copy of data in a few places, in ways that hurt parsers:
// single bits, extreme numbers, cut ends, moved blocks.
func mutate(r *rand.Rand, data []byte) []byte {
	b := bytes.Clone(data)
	for range 1 + r.IntN(6) {
		if len(b) < 8 {
			return b
		}
		at := r.IntN(len(b) - 4)
		switch r.IntN(6) {
		case 0:
			b[at] ^= 1 << r.IntN(8)
		case 1:
			b[at] = byte(r.Uint32())
		case 2:
			binary.LittleEndian.PutUint32(b[at&^3:], []uint32{0, 1, 7, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffff8, uint32(len(b))}[r.IntN(8)])
		case 3:
			binary.LittleEndian.PutUint16(b[at&^1:], []uint16{0, 1, 0xffff, 0x8000, 0x0102, 0x0180}[r.IntN(6)])
		case 4:
			b = b[:at]
		case 5:
			copy(b[at:], b[r.IntN(len(b)):])
		}
	}
	return b
}
