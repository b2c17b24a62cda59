package dex

import (
	"math"
	"testing"
)

func TestAppendG(t *testing.T) {
	for _, tt := range []struct {
		v    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "-0"}, {1, "1"}, {100000, "100000"}, {1e6, "1e+06"},
		{999999.5, "1e+06"}, {999999.4, "999999"}, {0.0001, "0.0001"}, {0.00001, "1e-05"},
		{3.14159265, "3.14159"}, {-2.5, "-2.5"}, {1.5e300, "1.5e+300"}, {5e-324, "4.94066e-324"},
		{math.Inf(1), "inf"}, {math.Inf(-1), "-inf"}, {math.NaN(), "nan"}, {math.Copysign(math.NaN(), -1), "-nan"},
	} {
		if got := string(appendG(nil, tt.v)); got != tt.want {
			t.Errorf("%v: %s, not %s", tt.v, got, tt.want)
		}
	}
}

func TestLEB(t *testing.T) {
	for _, tt := range []struct {
		in   string
		u    uint32
		s    int32
		used uint64
		bad  bool
	}{
		{"\x00", 0, 0, 1, false},
		{"\x7f", 127, -1, 1, false},
		{"\x80\x7f", 16256, -128, 2, false},
		{"\xff\xff\xff\xff\x0f", 0xffffffff, -1, 5, false},
		{"\x80\x80\x80\x80\x78", 0x80000000, math.MinInt32, 5, false}, // bits beyond 32 are dropped
		{"\xff\xff\xff\xff\xff\xff", 0xffffffff, -1, 5, false},        // a sixth byte is another number
		{"\x80\x80", 0, 0, 2, true},
		{"", 0, 0, 0, true},
	} {
		r := reader{data: []byte(tt.in)}
		if u := r.uleb(); u != tt.u || r.pos != tt.used || r.failed != tt.bad {
			t.Errorf("uleb %x: %d after %d, failed %v", tt.in, u, r.pos, r.failed)
		}
		r = reader{data: []byte(tt.in)}
		if s := r.sleb(); s != tt.s || r.pos != tt.used || r.failed != tt.bad {
			t.Errorf("sleb %x: %d after %d, failed %v", tt.in, s, r.pos, r.failed)
		}
	}
}
