package dex

// Visibility says who can see an annotation.
type Visibility uint8

// The visibilities.
const (
	VisibleAtBuild   Visibility = 0
	VisibleAtRuntime Visibility = 1
	VisibleToSystem  Visibility = 2
)

// AnnotationItem is an annotation in its place.
type AnnotationItem struct {
	Visibility Visibility
	Annotation
}

// MemberAnnotations are the annotations of one field or method.
type MemberAnnotations struct {
	Member uint32 // row of the field or method table
	Items  []AnnotationItem
}

// ParamAnnotations are the annotations of a method's parameters, one list for
// each parameter.
type ParamAnnotations struct {
	Method uint32
	Params [][]AnnotationItem
}

// ClassAnnotations are all annotations in a class.
type ClassAnnotations struct {
	Class   []AnnotationItem // nil without a set; a set can be empty
	Fields  []MemberAnnotations
	Methods []MemberAnnotations
	Params  []ParamAnnotations
}

// annotations reads one class's directory. Sets may be shared, so a hostile
// file can ask for the same set any number of times: budget bounds the bytes
// of items read in all.
type annotations struct {
	f      *File
	budget int64
	err    *Problem
}

// maxAnnotationFactor bounds the bytes that reading one class's annotations may
// visit, as a multiple of the file: sets that several members share are read
// once for each, which honest files do with a few small sets.
const maxAnnotationFactor = 2

// Annotations reads the directory at a class's AnnotationsOff. What could be
// read is returned with the first error.
func (f *File) Annotations(off uint32) (ClassAnnotations, error) {
	as, _, err := f.annotations(off)
	return as, err
}

// annotations is Annotations, and says how many bytes it read.
func (f *File) annotations(off uint32) (out ClassAnnotations, read int64, err error) {
	if off == 0 {
		return out, 0, nil
	}
	head := f.bytes(uint64(off), 16)
	if head == nil {
		return out, 0, problemf("annotations", uint64(off), "lie outside the file")
	}
	limit := maxAnnotationFactor * int64(len(f.data))
	a := annotations{f: f, budget: limit}
	out.Class = a.set(u32(head, 0))
	nf, nm, np := uint64(u32(head, 4)), uint64(u32(head, 8)), uint64(u32(head, 12))
	if nf+nm+np > (uint64(len(f.data))-uint64(off)-16)/8 {
		return out, limit - a.budget, problemf("annotations", uint64(off), "are for %d members, more than the file holds", nf+nm+np)
	}
	a.budget -= int64(16 + 8*(nf+nm+np))
	pos := uint64(off) + 16
	members := func(n uint64) (ms []MemberAnnotations) {
		for range n {
			b := f.data[pos:]
			pos += 8
			ms = append(ms, MemberAnnotations{u32(b, 0), a.set(u32(b, 4))})
		}
		return ms
	}
	out.Fields = members(nf)
	out.Methods = members(nm)
	for range np {
		b := f.data[pos:]
		pos += 8
		out.Params = append(out.Params, ParamAnnotations{u32(b, 0), a.params(u32(b, 4))})
	}
	read = limit - a.budget
	if a.err != nil {
		return out, read, a.err
	}
	return out, read, nil
}

func (a *annotations) fail(off uint64, msg string) {
	if a.err == nil {
		a.err = problemf("annotations", off, "%s", msg)
	}
}

// offsets reads a count and as many offsets.
func (a *annotations) offsets(off uint32) []byte {
	head := a.f.bytes(uint64(off), 4)
	if head == nil {
		a.fail(uint64(off), "a list lies outside the file")
		return nil
	}
	n := uint64(u32(head, 0))
	list := a.f.bytes(uint64(off)+4, 4*n)
	if list == nil {
		a.fail(uint64(off), "a list runs out of the file")
	}
	a.budget -= int64(len(list))
	return list
}

func (a *annotations) set(off uint32) []AnnotationItem {
	if off == 0 {
		return nil
	}
	list := a.offsets(off)
	items := []AnnotationItem{}
	for ; len(list) >= 4; list = list[4:] {
		if a.budget < 0 {
			a.fail(uint64(off), "overlap too often to be read")
			break
		}
		item := u32(list, 0)
		r := a.f.reader(item)
		it := AnnotationItem{Visibility: Visibility(r.u8())}
		it.Annotation = r.annotation(0)
		a.budget -= int64(r.pos) - int64(item)
		if r.failed {
			a.fail(uint64(item), "an item is broken")
			continue
		}
		items = append(items, it)
	}
	return items
}

func (a *annotations) params(off uint32) [][]AnnotationItem {
	if off == 0 {
		return nil
	}
	list := a.offsets(off)
	var out [][]AnnotationItem
	for ; len(list) >= 4 && len(out) < MaxParams; list = list[4:] {
		out = append(out, a.set(u32(list, 0)))
	}
	return out
}
