package index

import (
	"fmt"

	"github.com/avow-audit/avow/internal/format/dex"
)

// scanShare is a run of one file's methods that one worker scans. Shares are
// cut by the amount of code alone, never by the number of processors.
type scanShare struct {
	file     *dex.File
	dex      int
	defs     []methodDef
	sites    []site // with the file's own numbers until number
	first    uint32 // number of the first site
	insns    uint64
	problems []dex.Problem
}

// shareUnits is the code in one share: small enough that the last share keeps
// no processor waiting for long, large enough that shares cost nothing.
const shareUnits = 1 << 18

func share(files []*dex.File, perDex []dexDefs, size uint64) []scanShare {
	var out []scanShare
	for d := range perDex {
		defs := perDex[d].defs
		from, units := 0, uint64(0)
		for i := range defs {
			units += uint64(defs[i].units)
			if units >= size || i == len(defs)-1 {
				out = append(out, scanShare{file: files[d], dex: d, defs: defs[from : i+1]})
				from, units = i+1, 0
			}
		}
	}
	return out
}

// scanOp packs what the scan must know of an opcode in a byte: its length in
// code units, and whether it names something in its second unit (refers), with
// 32 bits (wide).
var scanOp = func() (t [256]uint8) {
	for op := range t {
		t[op] = uint8(dex.OpUnits(dex.Opcode(op)))
		if dex.Ops[op].Ref != dex.RefNone {
			t[op] |= refers
		}
		if dex.Ops[op].Format == dex.F31c {
			t[op] |= wide
		}
	}
	return t
}()

const (
	refers    = 0x80
	wide      = 0x40
	unitsMask = 0x0f
)

// scan notes the sites of the share's methods. A method whose instructions do
// not fit in its code keeps those that do.
func (s *scanShare) scan() {
	var units uint64
	for i := range s.defs {
		units += uint64(s.defs[i].units)
	}
	// A site takes five code units on average.
	s.sites = make([]site, 0, units/4+16)
	for i := range s.defs {
		d := &s.defs[i]
		if d.units == 0 {
			continue
		}
		c, err := s.file.Code(d.code)
		if err != nil {
			s.note(d, 0, err.Error())
		}
		before := len(s.sites)
		if pc, ok := s.code(c.Insns); !ok {
			s.note(d, pc, "an instruction runs past the end of the code")
		} else if c.Units() > maxUnits {
			s.note(d, maxUnits, fmt.Sprintf("the code has %d units; those after %d are not read", c.Units(), maxUnits))
		}
		d.sites = uint32(len(s.sites) - before)
	}
}

func (s *scanShare) note(d *methodDef, pc uint32, msg string) {
	s.problems = append(s.problems, dex.Problem{Where: s.file.MethodName(d.method), Offset: int64(d.code) + 16 + 2*int64(pc), Msg: msg})
}

// code scans one method's instructions. It returns where it stopped, and
// whether that is the end.
func (s *scanShare) code(b []byte) (pc uint32, ok bool) {
	n := min(len(b)/2, maxUnits)
	b = b[:2*n]
	sites, insns := s.sites, uint64(0)
	p := 0 // byte offset
	for p+1 < len(b) {
		op := b[p]
		info := scanOp[op]
		next := p + int(info&unitsMask)*2
		if op == byte(dex.OpNop) && b[p+1] != 0 {
			if units := dex.PayloadUnits(b, uint32(p/2)); units != 0 {
				if units > uint64(n-p/2) {
					break
				}
				next = p + int(units)*2
			}
		}
		if next > len(b) {
			break
		}
		insns++
		if info&refers != 0 {
			id := uint32(b[p+2]) | uint32(b[p+3])<<8
			if info&wide != 0 {
				id |= uint32(b[p+4])<<16 | uint32(b[p+5])<<24
			}
			sites = append(sites, site{id, uint32(op)<<siteBits | uint32(p/2)})
		}
		p = next
	}
	s.sites = sites
	s.insns += insns
	return uint32(p / 2), p >= len(b)
}

// number turns the share's sites into the app's.
func (s *scanShare) number(x *Index) {
	local := &x.local[s.dex]
	type table struct {
		ids  []uint32
		base uint32
	}
	// By opcode rather than by kind: one look-up for each site.
	var byOp [256]table
	for op := range byOp {
		kind := dex.Ops[op].Ref
		t := table{base: x.base[kind]}
		switch kind {
		case dex.RefString:
			t.ids = local.strings
		case dex.RefType:
			t.ids = local.types
		case dex.RefField:
			t.ids = local.fields
		case dex.RefMethod:
			t.ids = local.methods
		case dex.RefProto:
			t.ids = local.protos
		case dex.RefCallSite:
			t.ids = ramp(s.file.NumCallSites(), x.callSiteBase[s.dex])
		case dex.RefMethodHandle:
			t.ids = ramp(s.file.NumMethodHandles(), x.handleBase[s.dex])
		}
		byOp[op] = t
	}
	out := x.sites[s.first:]
	for i, st := range s.sites {
		t := &byOp[st.at>>siteBits]
		node := None
		if uint64(st.node) < uint64(len(t.ids)) && t.ids[st.node] != None {
			node = t.base + t.ids[st.node]
		}
		out[i] = site{node, st.at}
	}
	s.sites = nil
}

// ramp is from, from+1 and so on.
func ramp(n int, from uint32) []uint32 {
	ids := make([]uint32, n)
	for i := range ids {
		ids[i] = from + uint32(i)
	}
	return ids
}
