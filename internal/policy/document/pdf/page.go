package pdf

import "slices"

type page struct {
	dict      dict
	resources dict
	rotate    int // degrees
}

// Run is a piece of text shown at once.
type Run struct {
	Text string
	X, Y float64 // of its start, in points from the lower left of the page
	End  float64 // X of its end
	Size float64 // of the letters, in points
	Bold bool    // by the name of their font
}

// Pages is the number of pages that can be read; more says that the file has
// others.
func (f *File) Pages() (n int, more bool) { return len(f.pages), f.more }

// findPages walks the page tree in order.
func (f *File) findPages() {
	root := f.dictOf(f.trailer["Root"])
	f.pages, f.more = nil, false
	f.walk(root["Pages"], page{}, map[int]bool{}, 0)
}

// walk adds the pages below node; above holds what they inherit.
func (f *File) walk(node any, above page, seen map[int]bool, depth int) {
	if r, ok := node.(ref); ok {
		if seen[r.num] {
			return
		}
		seen[r.num] = true
	}
	d := f.dictOf(node)
	if d == nil || depth > maxNesting || f.more || !f.spend(1) {
		return
	}
	if r := f.dictOf(d["Resources"]); r != nil {
		above.resources = r
	}
	if r, ok := f.resolve(d["Rotate"]).(float64); ok {
		above.rotate = int(r) % 360
	}
	if kids := f.arrayOf(d["Kids"]); kids != nil {
		for _, k := range kids {
			f.walk(k, above, seen, depth+1)
		}
		return
	}
	if t := f.nameOf(d["Type"]); t != "Page" && d["Contents"] == nil {
		return
	}
	if len(f.pages) == MaxPages {
		f.more = true
		return
	}
	above.dict = d
	f.pages = append(f.pages, above)
}

// Page reads the runs of page i, from 0. What came before an error is given
// with it.
func (f *File) Page(i int) ([]Run, error) {
	p := f.pages[i]
	in := &interpreter{f: f, state: state{ctm: turned(p.rotate), hscale: 1}}
	var src []byte
	var lost error
	contents := []any{p.dict["Contents"]}
	if a := f.arrayOf(p.dict["Contents"]); a != nil {
		contents = slices.Clone(a)
	}
	for _, c := range contents {
		s, ok := f.resolve(c).(*stream)
		if !ok {
			continue
		}
		part, err := f.decode(s)
		if err != nil {
			lost = err
		}
		if len(src)+len(part) > maxStream {
			lost = errStream
			break
		}
		src = append(append(src, part...), '\n')
	}
	in.run(src, p.resources, 0)
	if len(in.runs) == maxRuns {
		lost = errRuns
	}
	if f.stopped != nil {
		lost = f.stopped
	}
	return in.runs, lost
}
