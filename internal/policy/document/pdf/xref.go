package pdf

import (
	"bytes"
	"sort"
)

// readXref reads the cross-reference sections from the last to the first; an
// entry of a later one stands. It reports whether the table can be used.
func (f *File) readXref() bool {
	k := bytes.LastIndex(f.data, []byte("startxref"))
	if k < 0 {
		return false
	}
	l := f.lexer(k + len("startxref"))
	at, _ := l.token().(float64)
	seen := map[int]bool{}
	for len(seen) < maxSections && whole(at) && int(at) < len(f.data) && !seen[int(at)] {
		seen[int(at)] = true
		d, ok := f.section(int(at))
		if !ok {
			return false
		}
		if also := f.numberOf(d["XRefStm"]); also > 0 && whole(also) && int(also) < len(f.data) && !seen[int(also)] {
			seen[int(also)] = true
			f.section(int(also))
		}
		prev, ok := f.resolve(d["Prev"]).(float64)
		if !ok {
			break
		}
		at = prev
	}
	return f.trailer["Root"] != nil
}

// section reads the table or stream at a place and returns its dictionary.
func (f *File) section(at int) (dict, bool) {
	l := f.lexer(at)
	if l.token() == op("xref") {
		return f.table(l)
	}
	l.i = at
	_, o, _ := l.definition()
	s, ok := o.(*stream)
	if !ok || f.nameOf(s.dict["Type"]) != "XRef" {
		return nil, false
	}
	f.adopt(s.dict)
	f.xrefStream(s)
	return s.dict, true
}

// adopt takes over what a later trailer has not said.
func (f *File) adopt(d dict) {
	for _, k := range []name{"Root", "Encrypt", "ID"} {
		if f.trailer[k] == nil && d[k] != nil {
			f.trailer[k] = d[k]
		}
	}
}

func (f *File) table(l *lexer) (dict, bool) {
	for {
		t := l.token()
		if t == op("trailer") {
			d, ok := l.object(0).(dict)
			if ok {
				f.adopt(d)
			}
			return d, ok
		}
		first, ok1 := t.(float64)
		n, ok2 := l.token().(float64)
		if !ok1 || !ok2 || !whole(first) {
			return nil, false
		}
		for i := 0; i < int(min(n, maxXref)); i++ {
			at, ok1 := l.token().(float64)
			gen, ok2 := l.token().(float64)
			kind, ok3 := l.token().(op)
			if !ok1 || !ok2 || !ok3 {
				return nil, false
			}
			if kind == "n" && whole(at) && whole(gen) && at > 0 {
				f.put(int(first)+i, entry{at: int(at), gen: int(gen)})
			}
		}
	}
}

// put keeps the first entry for an object.
func (f *File) put(num int, e entry) {
	if _, ok := f.xref[num]; ok {
		return
	}
	if len(f.xref) >= maxXref {
		f.stop(errItems)
		return
	}
	f.xref[num] = e
}

func (f *File) xrefStream(s *stream) {
	data, _ := f.decode(s)
	var w [3]int
	for i, o := range f.arrayOf(s.dict["W"]) {
		n := f.numberOf(o)
		if i >= 3 || n < 0 || n > 8 {
			return
		}
		w[i] = int(n)
	}
	width := w[0] + w[1] + w[2]
	if width == 0 {
		return
	}
	index := f.arrayOf(s.dict["Index"])
	if index == nil {
		index = array{0.0, float64(len(data) / width)}
	}
	field := func(n int) int {
		x := 0
		for _, c := range data[:n] {
			x = x<<8 | int(c)
		}
		data = data[n:]
		return x
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, n := f.numberOf(index[i]), f.numberOf(index[i+1])
		if !whole(first) {
			return
		}
		for k := 0; float64(k) < n && len(data) >= width && f.spend(width); k++ {
			kind := 1
			if w[0] > 0 {
				kind = field(w[0])
			}
			a, b := field(w[1]), field(w[2])
			if a < 0 || b < 0 {
				continue
			}
			switch kind {
			case 1:
				f.put(int(first)+k, entry{at: a, gen: b})
			case 2:
				f.put(int(first)+k, entry{packed: true, at: a})
			}
		}
	}
}

// scan finds all objects by their "12 0 obj", for files whose table is missing
// or wrong. The last of one number stands, as it was saved last.
func (f *File) scan() {
	f.scanned = true
	f.spend(len(f.data))
	found := map[int]entry{}
	s := f.data
	for at := 0; len(found) < maxXref; {
		k := bytes.Index(s[at:], []byte("obj"))
		if k < 0 {
			break
		}
		k += at
		at = k + 3
		if num, gen, start, ok := numbersBefore(s, k); ok {
			found[num] = entry{at: start, gen: gen}
		}
	}
	for num, e := range f.xref { // what stands in object streams only
		if _, ok := found[num]; !ok && e.packed {
			found[num] = e
		}
	}
	f.xref = found
	clear(f.objects)
	for at := 0; f.stopped == nil; {
		k := bytes.Index(s[at:], []byte("trailer"))
		if k < 0 {
			break
		}
		at += k + len("trailer")
		l := f.lexer(at)
		if d, ok := l.object(0).(dict); ok {
			at = max(at, l.i)
			if d["Root"] != nil {
				f.trailer["Root"] = d["Root"]
			}
			f.adopt(d)
		}
	}
	f.lookInside(found)
}

// lookInside finds the catalogue and the contents of object streams.
func (f *File) lookInside(found map[int]entry) {
	nums := make([]int, 0, len(found))
	for n := range found {
		nums = append(nums, n)
	}
	sort.Ints(nums)
	for _, n := range nums {
		if found[n].packed {
			continue
		}
		switch o := f.load(n).(type) {
		case dict:
			if f.nameOf(o["Type"]) == "Catalog" && f.dictOf(f.trailer["Root"]) == nil {
				f.trailer["Root"] = ref{n}
			}
		case *stream:
			switch f.nameOf(o.dict["Type"]) {
			case "XRef":
				f.adopt(o.dict)
			case "ObjStm":
				if f.crypt == nil && f.trailer["Encrypt"] != nil {
					continue // cannot be decoded yet
				}
				if p := f.objectStream(n); p != nil {
					for num := range p.at {
						f.put(num, entry{packed: true, at: n})
					}
				}
			}
		}
	}
	if f.dictOf(f.trailer["Root"]) != nil {
		return
	}
	nums = nums[:0]
	for n, e := range f.xref { // a catalogue inside an object stream
		if e.packed {
			nums = append(nums, n)
		}
	}
	sort.Ints(nums)
	for _, n := range nums {
		if f.nameOf(f.dictOf(ref{n})["Type"]) == "Catalog" {
			f.trailer["Root"] = ref{n}
			return
		}
	}
}

// numbersBefore reads the two numbers that stand before place k.
func numbersBefore(s []byte, k int) (num, gen, start int, ok bool) {
	i := k
	back := func() (int, bool) {
		for i > 0 && k-i < 40 && isSpace(s[i-1]) {
			i--
		}
		end := i
		for i > 0 && end-i < 10 && s[i-1] >= '0' && s[i-1] <= '9' {
			i--
		}
		n := 0
		for _, c := range s[i:end] {
			n = n*10 + int(c-'0')
		}
		return n, end > i && n < 1<<31
	}
	gen, ok1 := back()
	if i == k || i == 0 || !isSpace(s[i-1]) {
		return 0, 0, 0, false
	}
	num, ok2 := back()
	return num, gen, i, ok1 && ok2
}
