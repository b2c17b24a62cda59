package axml

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/ordered"
)

//go:embed attrs.txt
var attrsText string

// Format is the set of forms that an attribute's value may have.
type Format uint32

// The forms of values.
const (
	FormatReference Format = 1 << iota
	FormatString
	FormatInteger
	FormatBoolean
	FormatColor
	FormatFloat
	FormatDimension
	FormatFraction
	FormatEnum
	FormatFlags
	FormatAny = FormatReference | FormatString | FormatInteger | FormatBoolean |
		FormatColor | FormatFloat | FormatDimension | FormatFraction
)

var formatNames = map[string]Format{
	"reference": FormatReference, "string": FormatString, "integer": FormatInteger,
	"boolean": FormatBoolean, "color": FormatColor, "float": FormatFloat,
	"dimension": FormatDimension, "fraction": FormatFraction,
	"enum": FormatEnum, "flags": FormatFlags, "any": FormatAny,
}

// AttrDef is what is known of an attribute of the framework.
type AttrDef struct {
	ID      uint32
	Name    string
	Format  Format
	Symbols []Symbol // of an enum or flags
}

// Symbol is the name of a value of an enum or a flag.
type Symbol struct {
	Name  string
	Value uint32
}

type attrTable struct {
	byID   map[uint32]*AttrDef
	byName map[string]*AttrDef
}

// attrDefs is the table in attrs.txt, read when it is first asked. A bad line
// is a fault of this program, found by its test.
var attrDefs = sync.OnceValue(func() attrTable {
	t, err := parseAttrs(attrsText)
	if err != nil {
		panic(err)
	}
	return t
})

func parseAttrs(text string) (attrTable, error) {
	out := attrTable{make(map[uint32]*AttrDef, len(text)/30), make(map[string]*AttrDef, len(text)/30)}
	n := 0
	for line := range strings.Lines(text) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		if len(f) < 3 {
			return out, fmt.Errorf("attrs.txt:%d: want id, name, formats", n)
		}
		id, err := strconv.ParseUint(f[0], 0, 32)
		if err != nil || out.byID[uint32(id)] != nil || out.byName[f[1]] != nil {
			return out, fmt.Errorf("attrs.txt:%d: bad or repeated id or name", n)
		}
		d := &AttrDef{ID: uint32(id), Name: f[1]}
		for _, name := range strings.Split(f[2], "|") {
			bit, ok := formatNames[name]
			if !ok {
				return out, fmt.Errorf("attrs.txt:%d: unknown format %q", n, name)
			}
			d.Format |= bit
		}
		for _, s := range f[3:] {
			name, val, _ := strings.Cut(s, "=")
			v, err := strconv.ParseUint(val, 0, 32)
			if err != nil {
				return out, fmt.Errorf("attrs.txt:%d: bad value %q", n, s)
			}
			d.Symbols = append(d.Symbols, Symbol{name, uint32(v)})
		}
		out.byID[d.ID], out.byName[d.Name] = d, d
	}
	return out, nil
}

// Attr returns what is known of the framework attribute of that name, nil if
// nothing is.
func Attr(name string) *AttrDef { return attrDefs().byName[name] }

// AttrName returns the name of the framework attribute with that resource id,
// "" if it is not known.
func AttrName(id uint32) string {
	if d := attrDefs().byID[id]; d != nil {
		return d.Name
	}
	return ""
}

// Symbolic writes the value of an enum or of flags with its names, such as
// "camera|microphone"; bits without a name are written in hex. Attributes of
// other formats are written as Attribute.String does.
func (a *Attribute) Symbolic() string {
	d := attrDefs().byID[a.ID]
	if d == nil || d.Format&(FormatEnum|FormatFlags) == 0 || !a.Value.IsInt() {
		return a.String()
	}
	return d.symbolic(a.Value)
}

func (d *AttrDef) symbolic(v res.Value) string {
	for _, s := range d.Symbols {
		if s.Value == v.Data {
			return s.Name
		}
	}
	if d.Format&FormatFlags == 0 {
		return v.String()
	}
	syms := slices.Clone(d.Symbols)
	ordered.By(syms, func(a, b Symbol) int { return int(int64(a.Value) - int64(b.Value)) })
	var names []string
	rest := v.Data
	for _, s := range syms {
		if s.Value != 0 && rest&s.Value == s.Value {
			names = append(names, s.Name)
			rest &^= s.Value
		}
	}
	if rest != 0 {
		names = append(names, "0x"+strconv.FormatUint(uint64(rest), 16))
	}
	return strings.Join(names, "|")
}
