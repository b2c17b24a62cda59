package entropy

import (
	"bytes"
	"math"
	"math/rand/v2"
	"testing"
)

func TestBits(t *testing.T) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, c := range []struct {
		name string
		in   []byte
		want float64
	}{
		{"nothing", nil, 0},
		{"one value", bytes.Repeat([]byte{7}, 1001), 0},
		{"two values", bytes.Repeat([]byte{0, 255}, 500), 1},
		{"three values, odd length", []byte{1, 2, 3}, math.Log2(3)},
		{"every value once", all, 8},
	} {
		if got := Bits(c.in); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v bits, want %v", c.name, got, c.want)
		}
	}
}

func TestRandomIsTold(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		b := make([]byte, Reliable)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		if got := Bits(b); got < Random {
			t.Fatalf("%d random bytes give %v, want at least %v", len(b), got, Random)
		}
	}
}

func BenchmarkBits(b *testing.B) {
	data := make([]byte, 1<<20)
	for i := range data {
		data[i] = byte(i * i >> 3)
	}
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Bits(data)
	}
}
