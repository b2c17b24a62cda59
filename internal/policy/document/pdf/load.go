package pdf

// resolve follows references.
func (f *File) resolve(o any) any {
	for n := 0; n < maxLoading; n++ {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.load(r.num)
	}
	return nil
}

func (f *File) dictOf(o any) dict {
	switch o := f.resolve(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *File) arrayOf(o any) array {
	a, _ := f.resolve(o).(array)
	return a
}

func (f *File) numberOf(o any) float64 {
	n, _ := f.resolve(o).(float64)
	return n
}

func (f *File) nameOf(o any) name {
	n, _ := f.resolve(o).(name)
	return n
}

// load reads object num, once.
func (f *File) load(num int) any {
	if o, ok := f.objects[num]; ok {
		return o
	}
	e, ok := f.xref[num]
	if !ok || f.loading[num] || f.waiting >= maxLoading || !f.spend(1) {
		return nil
	}
	f.loading[num] = true
	f.waiting++
	o := f.loadAt(num, e)
	f.waiting--
	delete(f.loading, num)
	if f.stopped == nil {
		f.objects[num] = o
	}
	return o
}

func (f *File) loadAt(num int, e entry) any {
	if e.packed {
		return f.unpack(e.at, num)
	}
	if e.at < len(f.data) {
		l := f.lexer(e.at)
		if n, o, ok := l.definition(); ok && n == num {
			return o
		}
	}
	if f.scanned { // the table lied, and the scan did not find it either
		return nil
	}
	f.scan()
	if again, ok := f.xref[num]; ok && again != e {
		return f.loadAt(num, again)
	}
	return nil
}

func (f *File) lexer(at int) *lexer {
	return &lexer{f: f, s: f.data, i: at, items: &f.items}
}

// objectStream is a decoded stream of objects.
type objectStream struct {
	data []byte
	at   map[int]int // place of each object by number
}

// unpack reads object num out of the object stream numbered holder.
func (f *File) unpack(holder, num int) any {
	o := f.objectStream(holder)
	if o == nil {
		return nil
	}
	at, ok := o.at[num]
	if !ok || at >= len(o.data) {
		return nil
	}
	l := &lexer{f: f, s: o.data, i: at, items: &f.items}
	switch v := l.object(0).(type) {
	case op, eof:
		return nil
	default:
		return v
	}
}

func (f *File) objectStream(num int) *objectStream {
	if o, ok := f.packed[num]; ok {
		return o
	}
	f.packed[num] = nil // an error, or a cycle, is met once
	s, ok := f.load(num).(*stream)
	if !ok {
		return nil
	}
	data, _ := f.decode(s)
	if f.held += len(data); f.held > maxHeld {
		f.stop(errItems)
		return nil
	}
	o := &objectStream{data: data, at: map[int]int{}}
	first, n := f.numberOf(s.dict["First"]), f.numberOf(s.dict["N"])
	if !whole(first) {
		return nil
	}
	l := &lexer{f: f, s: data, items: &f.items, content: true}
	for range int(min(max(n, 0), maxXref)) {
		id, ok1 := l.token().(float64)
		at, ok2 := l.token().(float64)
		if !ok1 || !ok2 || !whole(id) || !whole(at) {
			break
		}
		o.at[int(id)] = int(first) + int(at)
	}
	f.packed[num] = o
	return o
}
