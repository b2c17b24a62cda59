package declaration

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/practice"
)

// finish makes the indexes of a family when all its rows are read.
func (f *family) finish() {
	for i := range f.types {
		t := &f.types[i]
		if t.id != "" {
			f.byID[t.id] = t
		}
		f.byName[normal(t.name)] = t
	}
	for name := range f.byName {
		f.names = append(f.names, name)
	}
	for name, l := range f.lines {
		if l.kind == "purpose" {
			f.names = append(f.names, name)
		}
	}
	slices.SortFunc(f.names, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
	for _, p := range practice.All() {
		if slices.ContainsFunc(f.types, func(t dataType) bool {
			return slices.ContainsFunc(t.says, func(s says) bool { return s.practice == p.ID && s.relation.omissible() })
		}) {
			f.silentOn = append(f.silentOn, p.ID)
		}
	}
}

// normal is how lines and names are compared: small letters, plain apostrophes,
// single spaces, without a bullet or a mark of quotation before, and a colon or
// stars behind.
func normal(s string) string {
	b := make([]byte, 0, len(s))
	blank := false // before what comes next
	for _, c := range s {
		switch {
		case unicode.IsSpace(c):
			blank = len(b) > 0
			continue
		case c == '’':
			c = '\''
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c >= utf8.RuneSelf:
			c = unicode.ToLower(c)
		}
		if blank {
			b, blank = append(b, ' '), false
		}
		b = utf8.AppendRune(b, c)
	}
	return string(bytes.TrimRight(bytes.TrimLeft(b, "•·*-–> #"), ": *"))
}

// list cuts a normal line into names of the family: "approximate location and
// precise location". more is set where it ends in "and 3 others"; ok is false
// where anything else stands in it. Names hold commas, so the longest that fits
// is taken.
func (f *family) list(line string) (names []string, more, ok bool) {
	for line != "" {
		i := slices.IndexFunc(f.names, func(name string) bool {
			rest, found := strings.CutPrefix(line, name)
			return found && (rest == "" || rest[0] == ',' || rest[0] == ' ')
		})
		if i < 0 {
			return names, true, len(names) > 0 && others(line)
		}
		names = append(names, f.names[i])
		line = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line[len(f.names[i]):]), ","))
		line = strings.TrimPrefix(line, "and ")
	}
	return names, false, len(names) > 0
}

// others reads "3 others", "1 other".
func others(s string) bool {
	n, word, _ := strings.Cut(s, " ")
	return n != "" && strings.Trim(n, "0123456789") == "" && (word == "others" || word == "other" || word == "more")
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
