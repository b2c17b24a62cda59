package dex

// Code is the body of a method.
type Code struct {
	Off       uint32 // of the code item
	Registers uint16 // all, the last of them the parameters
	Ins       uint16 // registers of the parameters, this included
	Outs      uint16
	Tries     uint16 // count of [Code.Try]
	DebugOff  uint32 // for [File.Positions], [File.Locals] and [File.ParamNames]
	Insns     []byte // the code units, two bytes each

	f *File
}

// Units is the length of the instructions in 16-bit code units.
func (c *Code) Units() uint32 { return uint32(len(c.Insns) / 2) }

// InsnsOff is the byte offset of the first instruction in the file.
func (c *Code) InsnsOff() uint32 { return c.Off + 16 }

// Code reads the code item at off. When its instructions or its try items run
// out of the file it returns what is there and the error.
func (f *File) Code(off uint32) (Code, error) {
	b := f.bytes(uint64(off), 16)
	if b == nil || off == 0 {
		return Code{f: f, Off: off}, problemf("code", uint64(off), "lies outside the file")
	}
	c := Code{
		Off: off, Registers: u16(b, 0), Ins: u16(b, 2), Outs: u16(b, 4), Tries: u16(b, 6),
		DebugOff: u32(b, 8), f: f,
	}
	n := uint64(u32(b, 12))
	start := uint64(off) + 16
	if there := (uint64(len(f.data)) - start) / 2; n > there {
		c.Insns = f.data[start : start+2*there]
		c.Tries = 0
		return c, problemf("code", uint64(off), "counts %d code units, but only %d fit in the file", n, there)
	}
	c.Insns = f.data[start : start+2*n : start+2*n]
	if at := c.triesOff(); c.Tries > 0 && at+8*uint64(c.Tries) > uint64(len(f.data)) {
		said := c.Tries
		c.Tries = uint16((uint64(len(f.data)) - min(at, uint64(len(f.data)))) / 8)
		return c, problemf("code", uint64(off), "counts %d try items, but only %d fit in the file", said, c.Tries)
	}
	return c, nil
}

// CodeUnits is the length of the code item at off in code units, cut to the
// file, without reading the rest of it.
func (f *File) CodeUnits(off uint32) uint32 {
	start := uint64(off) + 16
	if off == 0 || start > uint64(len(f.data)) {
		return 0
	}
	return uint32(min(uint64(u32(f.data, int(off)+12)), (uint64(len(f.data))-start)/2))
}

// TryItem is a range of instructions with handlers, in code units.
type TryItem struct {
	Start, Count uint32
	HandlerOff   uint32 // from the start of the handler lists
}

// Handler is one catch clause.
type Handler struct {
	Type uint32 // type id, or NoIndex for one that catches all
	Addr uint32 // code unit
}

func (c *Code) triesOff() uint64 {
	off := uint64(c.Off) + 16 + uint64(len(c.Insns))
	if c.Units()%2 != 0 {
		off += 2 // the table starts at a multiple of four
	}
	return off
}

// Try returns the i-th try item, and false when it is not in the file.
func (c *Code) Try(i int) (TryItem, bool) {
	if i < 0 || i >= int(c.Tries) {
		return TryItem{}, false
	}
	b := c.f.bytes(c.triesOff()+8*uint64(i), 8)
	if b == nil {
		return TryItem{}, false
	}
	return TryItem{u32(b, 0), uint32(u16(b, 4)), uint32(u16(b, 6))}, true
}

// Handlers returns the catch clauses of a try item in the order in which they
// are asked, the one that catches all last.
func (c *Code) Handlers(t TryItem) ([]Handler, error) {
	start := c.triesOff() + 8*uint64(c.Tries) + uint64(t.HandlerOff)
	r := reader{data: c.f.data, pos: start}
	n := int64(r.sleb())
	all := n <= 0 // a list that ends in a catch-all counts negatively
	if all {
		n = -n
	}
	// A typed clause takes at least two bytes, so a lying count costs no memory.
	if n > int64(uint64(len(c.f.data))-min(r.pos, uint64(len(c.f.data))))/2 {
		return nil, problemf("handlers", start, "counts %d clauses, more than the file holds", n)
	}
	var hs []Handler
	for range n {
		h := Handler{Type: r.uleb(), Addr: r.uleb()}
		if r.failed {
			break
		}
		hs = append(hs, h)
	}
	if all && !r.failed {
		if h := (Handler{Type: NoIndex, Addr: r.uleb()}); !r.failed {
			hs = append(hs, h)
		}
	}
	if r.failed {
		return hs, problemf("handlers", start, "run out of the file")
	}
	return hs, nil
}
