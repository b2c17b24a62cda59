package pdf

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf16"
)

// charMap is a ToUnicode map.
type charMap struct {
	chars  map[int]string
	ranges []charRange
}

type charRange struct {
	lo, hi int
	to     []uint16 // of lo; the last unit counts up
}

func (m *charMap) text(code int) (string, bool) {
	if m == nil {
		return "", false
	}
	if t, ok := m.chars[code]; ok {
		return t, true
	}
	k := sort.Search(len(m.ranges), func(k int) bool { return m.ranges[k].lo > code }) - 1
	if k < 0 || code > m.ranges[k].hi {
		return "", false
	}
	r := &m.ranges[k]
	if len(r.to) == 1 && !utf16.IsSurrogate(rune(r.to[0])) {
		return letters(rune(r.to[0] + uint16(code-r.lo))), true
	}
	to := slices.Clone(r.to)
	if len(to) > 0 {
		to[len(to)-1] += uint16(code - r.lo)
	}
	return decoded(to), true
}

// readCharMap reads the pairs between "beginbfchar" and "endbfchar", and the
// triples of bfrange.
func (f *File) readCharMap(s *stream) *charMap {
	data, _ := f.decode(s)
	items := maxOperands
	l := &lexer{f: f, s: data, content: true, items: &items}
	m := &charMap{chars: map[int]string{}}
	var args []any
	defer m.sort()
	for len(m.chars)+len(m.ranges) < maxCodes {
		o := l.object(0)
		items = maxOperands
		switch o := o.(type) {
		case eof:
			return m
		case op:
			if !f.keep(len(args)) {
				return m
			}
			switch o {
			case "endbfchar":
				for ; len(args) >= 2; args = args[2:] {
					lo, ok1 := args[0].(str)
					to, ok2 := args[1].(str)
					if ok1 && ok2 {
						m.chars[code(lo)] = decoded(units(to))
					}
				}
			case "endbfrange":
				for ; len(args) >= 3; args = args[3:] {
					m.addRange(args[0], args[1], args[2])
				}
			}
			args = args[:0]
		default:
			if len(args) < maxOperands {
				args = append(args, o)
			}
		}
	}
	return m
}

func (m *charMap) addRange(lo, hi, to any) {
	a, ok1 := lo.(str)
	b, ok2 := hi.(str)
	if !ok1 || !ok2 {
		return
	}
	switch to := to.(type) {
	case str:
		m.ranges = append(m.ranges, charRange{code(a), code(b), units(to)})
	case array:
		for i, o := range to {
			if s, ok := o.(str); ok && code(a)+i <= code(b) && len(m.chars) < maxCodes {
				m.chars[code(a)+i] = decoded(units(s))
			}
		}
	}
}

func (m *charMap) sort() {
	sort.SliceStable(m.ranges, func(i, j int) bool { return m.ranges[i].lo < m.ranges[j].lo })
}

func code(s str) int {
	n := 0
	for i := 0; i < len(s) && i < 4; i++ {
		n = n<<8 | int(s[i])
	}
	return n
}

// maxUnits bounds what one code may stand for: a ligature or a short word.
const maxUnits = 16

func units(s str) []uint16 {
	var u []uint16
	if len(s) == 1 {
		return []uint16{uint16(s[0])}
	}
	for i := 0; i+1 < len(s) && len(u) < maxUnits; i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return u
}

func decoded(u []uint16) string {
	var b strings.Builder
	for _, r := range utf16.Decode(u) {
		if r == 0 {
			continue
		}
		b.WriteString(letters(r))
	}
	return b.String()
}
