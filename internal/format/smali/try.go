package smali

import "sort"

// tryItem is a range of code and what handles its exceptions.
type tryItem struct {
	start, end uint32
	handlers   []catch
}

// catch is one handler; an empty type catches everything.
type catch struct {
	typ  string
	addr uint32
}

// tryItems turns .catch directives, whose ranges may overlap, into ranges that
// do not. Where ranges overlap the directive that comes first in the text wins,
// as the inner of nested try blocks is written first.
func (c *coder) tryItems() *Error {
	type directive struct {
		start, end uint32
		catch      catch
	}
	var ds []directive
	var cuts []uint32
	for i := range c.m.body {
		s := &c.m.body[i]
		if s.kind != stCatch {
			continue
		}
		var addr [3]uint32
		for k, l := range []string{s.from, s.to, s.label} {
			a, err := c.target(s.pos, l)
			if err != nil {
				return err
			}
			addr[k] = a
		}
		if addr[0] > addr[1] || addr[2] >= c.limit {
			return errorf(s.pos, "the range ends before it starts, or the handler has no code")
		}
		if addr[0] == addr[1] {
			continue
		}
		ds = append(ds, directive{addr[0], addr[1], catch{s.typ, addr[2]}})
		cuts = append(cuts, addr[0], addr[1])
	}
	sort.Slice(cuts, func(i, j int) bool { return cuts[i] < cuts[j] })
	for i := 1; i < len(cuts); i++ {
		start, end := cuts[i-1], cuts[i]
		if start == end {
			continue
		}
		var hs []catch
		for _, d := range ds {
			if d.start <= start && end <= d.end {
				hs = addCatch(hs, d.catch)
			}
		}
		if len(hs) > 0 {
			c.addTry(tryItem{start, end, hs})
		}
	}
	return nil
}

// addCatch appends a handler unless an earlier one takes all its exceptions.
func addCatch(hs []catch, c catch) []catch {
	for _, h := range hs {
		if h.typ == "" || h.typ == c.typ {
			return hs
		}
	}
	return append(hs, c)
}

// addTry joins the item with the one before it if only a cut of another range
// parts them, and splits what is longer than the format's 16-bit length.
func (c *coder) addTry(t tryItem) {
	if n := len(c.out.tries); n > 0 {
		if last := &c.out.tries[n-1]; last.end == t.start && sameCatches(last.handlers, t.handlers) && t.end-last.start <= 0xffff {
			last.end = t.end
			return
		}
	}
	for t.end-t.start > 0xffff {
		c.out.tries = append(c.out.tries, tryItem{t.start, t.start + 0xffff, t.handlers})
		t.start += 0xffff
	}
	c.out.tries = append(c.out.tries, t)
}

func sameCatches(a, b []catch) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// codeItem encodes the whole code_item.
func (w *writer) codeItem(m *method, c *code) (buf, *Error) {
	var b buf
	b.u16(uint16(c.regs))
	b.u16(uint16(c.ins))
	b.u16(uint16(c.outs))
	b.u16(uint16(len(c.tries)))
	b.u32(c.debugOff)
	b.u32(uint32(len(c.insns)))
	for _, u := range c.insns {
		b.u16(u)
	}
	if len(c.tries) == 0 {
		return b, nil
	}
	b.pad(4)
	// Equal lists of handlers are written once; the offsets in the items count
	// from the start of the list.
	var lists []buf
	offs := map[string]uint32{}
	size := uint32(0)
	for _, t := range c.tries {
		l := w.handlerList(t.handlers)
		if _, ok := offs[string(l)]; !ok {
			offs[string(l)] = size
			size += uint32(len(l))
			lists = append(lists, l)
		}
	}
	var head buf
	head.uleb(uint32(len(lists)))
	if len(c.tries) > 0xffff || uint32(len(head))+size > 0xffff {
		return nil, errorf(m.pos, "method %s has more exception handlers than a code item can hold", m.name)
	}
	for _, t := range c.tries {
		b.u32(t.start)
		b.u16(uint16(t.end - t.start))
		b.u16(uint16(uint32(len(head)) + offs[string(w.handlerList(t.handlers))]))
	}
	b = append(b, head...)
	for _, l := range lists {
		b = append(b, l...)
	}
	return b, nil
}

func (w *writer) handlerList(hs []catch) buf {
	n, all := int32(len(hs)), int64(-1)
	if last := hs[len(hs)-1]; last.typ == "" {
		n, all = n-1, int64(last.addr)
	}
	var b buf
	if all >= 0 {
		b.sleb(-n)
	} else {
		b.sleb(n)
	}
	for _, h := range hs[:n] {
		b.uleb(w.pool.types.idx[h.typ])
		b.uleb(h.addr)
	}
	if all >= 0 {
		b.uleb(uint32(all))
	}
	return b
}
