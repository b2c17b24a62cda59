package smali

import "sort"

// annotationData writes the annotations of all classes: the items, then the
// sets that name items, then the lists that name sets, then the directories
// that tie them to members. Equal pieces are shared.
func (w *writer) annotationData() *Error {
	if err := w.annotationItems(); err != nil {
		return err
	}
	w.begin(secAnnotationSet, 4)
	for _, c := range w.classes {
		for _, as := range c.annotated() {
			w.sets(as)
		}
	}
	w.begin(secAnnotationSetRefList, 4)
	for _, c := range w.classes {
		for _, m := range c.methods {
			if err := w.paramSets(m); err != nil {
				return err
			}
		}
	}
	w.begin(secAnnotationsDirectory, 4)
	for _, c := range w.classes {
		w.directory(c)
	}
	return nil
}

// annotated returns the annotations of the class, its fields, its methods and
// their parameters: one list for each element.
func (c *class) annotated() [][]*annotation {
	lists := [][]*annotation{c.annos}
	for _, f := range c.fields {
		lists = append(lists, f.annos)
	}
	for _, m := range c.methods {
		lists = append(lists, m.annos)
		for _, q := range m.params {
			lists = append(lists, q.annos)
		}
	}
	return lists
}

func (w *writer) annotationItems() *Error {
	w.begin(secAnnotation, 1)
	for _, c := range w.classes {
		for _, as := range c.annotated() {
			for i, a := range as {
				if i > 0 && as[i-1].typ == a.typ {
					return errorf(a.pos, "annotation %s occurs twice on one element", a.typ)
				}
				item := buf{a.visibility}
				if err := w.pool.encodedAnnotation(&item, a); err != nil {
					return err
				}
				w.annoOff[a] = w.share(item)
			}
		}
	}
	return nil
}

// sets writes the annotation set of one element and notes its offset under the
// first annotation.
func (w *writer) sets(as []*annotation) {
	if len(as) > 0 {
		w.setOff[as[0]] = w.share(w.set(as))
	}
}

func (w *writer) set(as []*annotation) buf {
	var b buf
	b.u32(uint32(len(as)))
	for _, a := range as {
		b.u32(w.annoOff[a])
	}
	return b
}

func (w *writer) setOf(as []*annotation) uint32 {
	if len(as) == 0 {
		return 0
	}
	return w.setOff[as[0]]
}

// paramSets writes the list of the annotation sets of a method's parameters.
func (w *writer) paramSets(m *method) *Error {
	any := false
	offs := make([]uint32, len(w.pool.protoParts[m.proto].params))
	for _, q := range m.params {
		i, err := m.paramIndex(w.pool, q)
		if err != nil {
			return err
		}
		if len(q.annos) == 0 {
			continue
		}
		if offs[i] != 0 {
			return errorf(q.pos, "parameter p%d is annotated by two .param", q.reg.n)
		}
		offs[i] = w.setOf(q.annos)
		any = true
	}
	if !any {
		return nil
	}
	var b buf
	b.u32(uint32(len(offs)))
	for _, o := range offs {
		b.u32(o)
	}
	w.paramOff[m] = w.share(b)
	return nil
}

// paramIndex finds the parameter that starts at register q.
func (m *method) paramIndex(p *pool, q param) (int, *Error) {
	reg := 0
	if m.access&accStatic == 0 {
		reg = 1
	}
	for i, t := range p.protoParts[m.proto].params {
		if reg == q.reg.n {
			return i, nil
		}
		reg += words([]string{t})
	}
	return 0, errorf(q.pos, "no parameter of %s%s starts at p%d", m.name, m.proto, q.reg.n)
}

func (w *writer) directory(c *class) {
	type entry struct{ idx, off uint32 }
	var fields, methods, params []entry
	for _, f := range c.fields {
		if len(f.annos) > 0 {
			fields = append(fields, entry{w.pool.fields.idx[f.fieldRef], w.setOf(f.annos)})
		}
	}
	for _, m := range c.methods {
		idx := w.pool.methods.idx[m.methodRef]
		if len(m.annos) > 0 {
			methods = append(methods, entry{idx, w.setOf(m.annos)})
		}
		if off := w.paramOff[m]; off != 0 {
			params = append(params, entry{idx, off})
		}
	}
	if len(c.annos)+len(fields)+len(methods)+len(params) == 0 {
		return
	}
	var b buf
	b.u32(w.setOf(c.annos))
	for _, es := range [][]entry{fields, methods, params} {
		b.u32(uint32(len(es)))
	}
	for _, es := range [][]entry{fields, methods, params} {
		sort.Slice(es, func(i, j int) bool { return es[i].idx < es[j].idx })
		for _, e := range es {
			b.u32(e.idx)
			b.u32(e.off)
		}
	}
	w.dirOff[c] = w.place(b)
}
