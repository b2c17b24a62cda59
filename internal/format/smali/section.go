package smali

import (
	"sort"
)

// dataSection writes everything that the id tables point at, each section
// after those whose offsets it holds.
func (w *writer) dataSection() *Error {
	w.typeLists()
	for _, section := range []func() *Error{w.encodedArrays, w.annotationData, w.debugInfos, w.codeItems, w.classDatas, w.hiddenAPIData} {
		if err := section(); err != nil {
			return err
		}
	}
	w.begin(secStringData, 1)
	w.strOff = make([]uint32, len(w.pool.strings.list))
	for i, s := range w.pool.strings.list {
		var b buf
		b.uleb(uint32(unitCount(s)))
		b = append(b, s...)
		b.u8(0)
		w.strOff[i] = w.place(b)
	}
	return nil
}

func (w *writer) typeLists() {
	w.begin(secTypeList, 4)
	for _, s := range w.pool.protos.list {
		w.typeList(w.pool.protoParts[s].params)
	}
	for _, c := range w.classes {
		w.typeList(c.ifaces)
	}
}

func (w *writer) typeList(types []string) {
	if len(types) > 0 {
		b := w.typeListBytes(types)
		w.listOff[string(b)] = w.share(b)
	}
}

func (w *writer) typeListOff(types []string) uint32 {
	if len(types) == 0 {
		return 0
	}
	return w.listOff[string(w.typeListBytes(types))]
}

func (w *writer) typeListBytes(types []string) buf {
	var b buf
	b.u32(uint32(len(types)))
	for _, t := range types {
		b.u16(uint16(w.pool.types.idx[t]))
	}
	return b
}

// siteKey tells call sites apart: sites of one label and content are one site,
// sites of different labels link apart even when their contents are equal.
type siteKey struct{ label, array string }

// collectSites encodes the call sites and numbers them by content, then label.
func (w *writer) collectSites() *Error {
	keys := map[*callSite]siteKey{}
	index := map[siteKey]uint32{}
	for _, c := range w.classes {
		for _, m := range c.methods {
			for i := range m.body {
				for _, o := range m.body[i].opnds {
					if o.kind != opndSite {
						continue
					}
					args := append([]value{{kind: valHandle, handle: &o.site.target}}, o.site.args...)
					var b buf
					if err := w.pool.encodedArray(&b, args); err != nil {
						return err
					}
					k := siteKey{o.site.label, string(b)}
					keys[o.site] = k
					if _, ok := index[k]; !ok {
						index[k] = 0
						w.sites = append(w.sites, k)
					}
				}
			}
		}
	}
	sort.Slice(w.sites, func(i, j int) bool {
		a, b := w.sites[i], w.sites[j]
		switch {
		case a.array != b.array:
			return a.array < b.array
		case len(a.label) != len(b.label): // so that call_site_10 follows call_site_9
			return len(a.label) < len(b.label)
		}
		return a.label < b.label
	})
	for i, k := range w.sites {
		index[k] = uint32(i)
	}
	for s, k := range keys {
		w.siteIdx[s] = index[k]
	}
	return nil
}

func (w *writer) encodedArrays() *Error {
	w.begin(secEncodedArray, 1)
	// Call sites must ascend by offset and be distinct, so they are not shared.
	for _, k := range w.sites {
		w.siteOff = append(w.siteOff, w.place([]byte(k.array)))
	}
	for _, c := range w.classes {
		static, _ := splitFields(c)
		vs, err := staticValues(static)
		if err != nil {
			return err
		}
		if len(vs) == 0 {
			continue
		}
		var b buf
		if err := w.pool.encodedArray(&b, vs); err != nil {
			return err
		}
		w.staticOff[c] = w.share(b)
	}
	return nil
}

func (w *writer) debugInfos() *Error {
	w.begin(secDebugInfo, 1)
	for _, c := range w.classes {
		for _, m := range c.methods {
			code, err := w.assemble(m)
			if err != nil {
				return err
			}
			if code == nil {
				continue
			}
			w.codes[m] = code
			if w.opt.NoDebug {
				continue
			}
			info, err := w.debugInfo(m, code)
			if err != nil {
				return err
			}
			if info != nil {
				code.debugOff = w.share(info)
			}
		}
	}
	return nil
}

func (w *writer) codeItems() *Error {
	w.begin(secCode, 4)
	for _, c := range w.classes {
		for _, m := range c.methods {
			code := w.codes[m]
			if code == nil {
				continue
			}
			item, err := w.codeItem(m, code)
			if err != nil {
				return err
			}
			w.codeOff[m] = w.place(item)
		}
	}
	return nil
}

func splitFields(c *class) (static, instance []*field) {
	for _, f := range c.fields {
		if f.access&accStatic != 0 {
			static = append(static, f)
		} else {
			instance = append(instance, f)
		}
	}
	return static, instance
}

// splitMethods parts the methods that are called directly from virtual ones.
func splitMethods(c *class) (direct, virtual []*method) {
	for _, m := range c.methods {
		if m.access&(accStatic|accPrivate|accConstructor) != 0 {
			direct = append(direct, m)
		} else {
			virtual = append(virtual, m)
		}
	}
	return direct, virtual
}

func (w *writer) classDatas() *Error {
	w.begin(secClassData, 1)
	for _, c := range w.classes {
		if len(c.fields)+len(c.methods) == 0 {
			continue
		}
		static, instance := splitFields(c)
		direct, virtual := splitMethods(c)
		var b buf
		for _, n := range []int{len(static), len(instance), len(direct), len(virtual)} {
			b.uleb(uint32(n))
		}
		for _, fs := range [][]*field{static, instance} {
			last := uint32(0)
			for _, f := range fs {
				idx := w.pool.fields.idx[f.fieldRef]
				b.uleb(idx - last)
				b.uleb(f.access)
				last = idx
			}
		}
		for _, ms := range [][]*method{direct, virtual} {
			last := uint32(0)
			for _, m := range ms {
				idx := w.pool.methods.idx[m.methodRef]
				b.uleb(idx - last)
				b.uleb(m.access)
				b.uleb(w.codeOff[m])
				last = idx
			}
		}
		w.dataOff[c] = w.place(b)
	}
	return nil
}

// tables writes the id tables, whose offsets are all known by now.
func (w *writer) tables() buf {
	p := w.pool
	var b buf
	for _, off := range w.strOff {
		b.u32(off)
	}
	for _, t := range p.types.list {
		b.u32(p.strings.idx[t])
	}
	for _, s := range p.protos.list {
		pp := p.protoParts[s]
		b.u32(p.strings.idx[shorty(pp.params, pp.ret)])
		b.u32(p.types.idx[pp.ret])
		b.u32(w.typeListOff(pp.params))
	}
	for _, f := range p.fields.list {
		b.u16(uint16(p.types.idx[f.class]))
		b.u16(uint16(p.types.idx[f.typ]))
		b.u32(p.strings.idx[f.name])
	}
	for _, m := range p.methods.list {
		b.u16(uint16(p.types.idx[m.class]))
		b.u16(uint16(p.protos.idx[m.proto]))
		b.u32(p.strings.idx[m.name])
	}
	for _, c := range w.classes {
		super, source := uint32(noIndex), uint32(noIndex)
		if c.super != "" {
			super = p.types.idx[c.super]
		}
		if c.hasSrc {
			source = p.strings.idx[c.source]
		}
		for _, v := range []uint32{
			p.types.idx[c.typ], c.access, super, w.typeListOff(c.ifaces), source,
			w.dirOff[c], w.dataOff[c], w.staticOff[c],
		} {
			b.u32(v)
		}
	}
	for _, off := range w.siteOff {
		b.u32(off)
	}
	for _, h := range p.handles.list {
		b.u16(h.kind)
		b.u16(0)
		b.u16(uint16(p.handleMember(h)))
		b.u16(0)
	}
	return b
}
