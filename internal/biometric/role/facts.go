package role

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/model"
)

// tensor is an output, or an input that is no picture, without its batch.
type tensor struct {
	name string
	dims []int64 // -1 for what is open
	size int64   // all together, 0 if open
	raw  []int64
}

// image is an input that is a picture. Sides are -1 where open.
type image struct{ h, w, c int64 }

// named is a name that holds known words.
type named struct {
	name string
	bag  bag
}

// facts is what the rules are held against.
type facts struct {
	m      *model.Model
	images []image
	ins    []tensor
	outs   []tensor
	input  uint8
	wave   bool
	seq    []int64 // sizes that may be those of features at a moment
	names  [kinds][]named
	all    [kinds]bag // words of all names
	folder named      // that the file stands in
	sets   map[string]bool
	ops    map[string]bool // kinds of operators
	labels []string        // plain
}

func (t *Table) facts(name string, m *model.Model) *facts {
	f := &facts{m: m, sets: map[string]bool{}, ops: map[string]bool{}}
	f.interfaces()
	f.labels = plainLabels(m.Labels)
	words := t.words.reader()
	add := func(k kind, s string) {
		b := words.bagOf(s)
		if len(b) == 0 {
			return
		}
		f.names[k] = append(f.names[k], named{s, b})
		if f.all[k] == nil {
			f.all[k] = bag{}
		}
		for w := range b {
			f.all[k][w] = true
		}
	}
	base := path.Base(strings.ReplaceAll(name, "\\", "/"))
	if ext := path.Ext(base); strings.Trim(ext, ".abcdefghijklmnopqrstuvwxyz0123456789") == "" { // not ".age-model"
		base = strings.TrimSuffix(base, ext)
	}
	add(byFile, base)
	if m.Name != "" {
		add(byFile, m.Name)
	}
	dir := path.Base(path.Dir(strings.ReplaceAll(name, "\\", "/")))
	f.folder = named{dir, words.bagOf(dir)}
	for _, o := range m.Outputs {
		add(byHead, o.Name)
		t.setName(o.Name, f)
	}
	for _, s := range strings.Split(m.Description, "\n") {
		add(bySays, s)
	}
	inputs := map[string]bool{} // what goes in says nothing of what is computed
	for _, in := range m.Inputs {
		inputs[in.Name] = true
	}
	for _, s := range m.Names {
		if t.setName(s, f) || !inputs[s] {
			add(byLayer, s)
		}
	}
	for _, c := range m.Kinds {
		f.ops[plainKind(c.Kind)] = true
		if first, _, ok := strings.Cut(c.Kind, " "); ok { // "Dense softmax"
			f.ops[plainKind(first)] = true
		}
	}
	if m.Format == model.Dlib {
		for _, s := range m.Names {
			f.ops[strings.TrimRight(plainKind(s), "0123456789")] = true // the loss
		}
	}
	return f
}

// setName keeps the exact name of a layer that a rule asks for, whatever stands
// before and behind it: "pnet/conv4-1/BiasAdd" and "conv4_1.weight" are
// "conv4_1". It reports whether the name is one of those.
func (t *Table) setName(s string, f *facts) bool {
	var buf [128]byte
	plain := append(buf[:0], s...)
	for i, c := range plain {
		switch {
		case c >= 'A' && c <= 'Z':
			plain[i] = c + 'a' - 'A'
		case c == '.' || c == ':':
			plain[i] = '/'
		case c == '-' || c == ' ':
			plain[i] = '_'
		}
	}
	found := false
	see := func(b []byte) {
		if t.sets[string(b)] {
			f.sets[string(b)], found = true, true
		}
	}
	for rest := plain; len(rest) > 0; { // parts of a path
		part, after, _ := bytes.Cut(rest, []byte{'/'})
		see(part)
		rest = after
	}
	for i, c := range plain {
		if c == '/' {
			plain[i] = '_'
		}
	}
	for range 4 { // "conv_1_conv2d" of "conv_1"
		see(plain)
		i := bytes.LastIndexByte(plain, '_')
		if i <= 0 {
			break
		}
		plain = plain[:i]
	}
	return found
}

// interfaces sorts the inputs and strips the outputs.
func (f *facts) interfaces() {
	for _, in := range f.m.Inputs {
		t := stripped(in)
		if p, ok := picture(in); ok {
			f.images = append(f.images, p)
			continue
		}
		f.ins = append(f.ins, t)
		f.sequence(in, t)
	}
	for _, out := range f.m.Outputs {
		f.outs = append(f.outs, stripped(f.single(out)))
	}
	integer := slices.ContainsFunc(f.m.Inputs, func(t model.Tensor) bool { return (t.Type == "int32" || t.Type == "int64") && len(t.Shape) == 2 })
	switch {
	case len(f.images) > 0:
		f.input = isImage
	case len(f.m.Inputs) == 0 || !slices.ContainsFunc(f.m.Inputs, func(t model.Tensor) bool { return len(t.Shape) > 0 }):
		f.input = isUnknown
	case f.wave || len(f.seq) > 0:
		f.input = isAudio
	case integer:
		f.input = isIDs
	default:
		f.input = isVector
	}
	if integer && len(f.images) == 0 {
		f.input |= isIDs
	}
	if f.m.Format == model.Dlib || f.m.Format == model.OpenCV {
		f.input = isUnknown // pictures, which they do not state
	}
}

// picture reads an input of height, width and channels in either order.
func picture(t model.Tensor) (image, bool) {
	s := t.Shape
	switch t.Type {
	case "int64", "string", "bool":
		return image{}, false
	}
	if len(s) == 4 {
		s = s[1:]
	}
	if len(s) != 3 {
		return image{}, false
	}
	channels := func(v int64) bool { return v == 1 || v == 3 || v == 4 }
	side := func(v int64) bool { return v >= 8 || v <= 0 }
	switch {
	case channels(s[2]) && side(s[0]) && side(s[1]) && !(s[2] == 1 && t.Type == "float32" && s[0] <= 0 && s[1] == 80):
		return image{open(s[0]), open(s[1]), s[2]}, true
	case channels(s[0]) && side(s[1]) && side(s[2]) && (len(t.Shape) == 4 || s[0] != 1 || s[1] == s[2]): // or a spectrum of one sound
		return image{open(s[1]), open(s[2]), s[0]}, true
	}
	return image{}, false
}

func open(v int64) int64 {
	if v <= 0 {
		return -1
	}
	return v
}

// Sound: a wave has thousands of samples; a spectrum has up to 128 bands.
const (
	leastWave  = 4000
	leastBands = 13
	mostBands  = 128
)

// sequence notes an input that may be sound. Text is of whole numbers.
func (f *facts) sequence(in model.Tensor, t tensor) {
	if in.Type == "int32" || in.Type == "int64" || in.Type == "string" || in.Type == "bool" || len(in.Shape) == 0 {
		return
	}
	switch d := t.raw; {
	case len(d) == 1 && d[0] >= leastWave,
		len(d) == 2 && d[0] <= 1 && (d[1] >= leastWave || d[1] < 0),
		len(d) == 3 && d[0] <= 1 && d[1] == 1 && (d[2] >= leastWave || d[2] < 0):
		f.wave = true
	case len(d) >= 2 && len(d) <= 4:
		a, b := d[len(d)-2], d[len(d)-1]
		bands := func(v int64) bool { return v >= leastBands && v <= mostBands }
		if bands(b) && (a < 0 || a >= 20) {
			f.seq = append(f.seq, b)
		}
		if bands(a) && (b < 0 || b >= 20) {
			f.seq = append(f.seq, a)
		}
	}
}

// stripped drops the batch and what is 1 before the first larger dimension.
func stripped(t model.Tensor) tensor {
	d := t.Shape
	for len(d) > 1 && (d[0] == 1 || d[0] <= 0 && len(d) == len(t.Shape)) {
		d = d[1:]
	}
	x := tensor{name: t.Name, dims: d, raw: t.Shape}
	if len(d) > 0 {
		x.size = 1
	}
	for _, v := range d {
		if v <= 0 || x.size > 1<<40 {
			x.size = 0
			break
		}
		x.size *= v
	}
	return x
}

// single makes the output of a model for several pictures at once that for one.
func (f *facts) single(out model.Tensor) model.Tensor {
	for _, in := range f.m.Inputs {
		if len(in.Shape) == 4 && in.Shape[0] > 1 && len(out.Shape) > 1 && out.Shape[0] == in.Shape[0] {
			out.Shape = append([]int64{1}, out.Shape[1:]...)
			break
		}
	}
	return out
}

// plainKind gives a kind of operator without case and separators.
func plainKind(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		}
		return -1
	}, s)
}

// plainLabel gives a label in lower case, with blanks for what joins words.
func plainLabel(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r == '_' || r == '-' || r == '/' || r == ' ' || r == ',' || r == '"' || r == '\'' || r == '(' || r == ')' || r == '[' || r == ']' || r == '{' || r == '}'
	}), " ")
}

func plainLabels(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, plainLabel(s))
	}
	return out
}

// isAgeRange accepts "25 32", "60 100", "more than 70", "70 +".
func isAgeRange(s string) bool {
	w := strings.Fields(strings.TrimSuffix(strings.TrimSpace(s), "+"))
	if len(w) != 2 {
		return false
	}
	var v [2]int
	for i, x := range w {
		if len(x) == 0 || len(x) > 3 {
			return false
		}
		for _, c := range x {
			if c < '0' || c > '9' {
				return false
			}
			v[i] = v[i]*10 + int(c-'0')
		}
	}
	return v[0] < v[1] && v[1] <= 120
}
