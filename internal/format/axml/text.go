package axml

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/ordered"
)

// Resolver returns the id of a resource named as in a reference, such as
// "string/app_name" or "android:style/Theme"; false if there is none.
type Resolver func(name string) (uint32, bool)

// ParseText reads XML as a developer writes it (a source AndroidManifest.xml)
// into the document that compiling it would give: android: attributes get
// their ids and typed values, and stand in the order of their ids, which the
// framework relies on. It serves to build test apps; it knows the attributes
// in attrs.txt and no styles, and it wants references resolved by resolve
// (nil if there are none; ids written as @0x7f010001 need no resolver).
func ParseText(src []byte, resolve Resolver) (*Document, error) {
	t := textParser{dec: xml.NewDecoder(bytes.NewReader(src)), doc: &Document{}, resolve: resolve}
	for {
		t.line, _ = t.dec.InputPos() // where the token starts
		tok, err := t.dec.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("text XML: %w", err)
		}
		if err := t.token(tok); err != nil {
			return nil, fmt.Errorf("text XML: line %d: %w", t.line, err)
		}
	}
	if !t.doc.Root().Valid() {
		return nil, ErrNoRoot
	}
	return t.doc, nil
}

type textParser struct {
	dec     *xml.Decoder
	doc     *Document
	resolve Resolver
	open    []openElem
	line    int
}

type openElem struct {
	start int32
	ns    []Node // namespaces that end with the element
}

func (t *textParser) token(tok xml.Token) error {
	base := Node{Line: int32(t.line), Depth: int32(len(t.open)), End: -1, Offset: -1}
	switch tok := tok.(type) {
	case xml.StartElement:
		return t.start(tok, base)
	case xml.EndElement:
		top := t.open[len(t.open)-1]
		t.open = t.open[:len(t.open)-1]
		start := t.doc.Nodes[top.start]
		n := base
		n.Kind, n.Name, n.HasName, n.Namespace, n.HasNS = EndElement, start.Name, true, start.Namespace, start.HasNS
		n.Depth--
		t.doc.Nodes[top.start].End = int32(len(t.doc.Nodes))
		t.doc.Nodes = append(t.doc.Nodes, n)
		for _, ns := range slices.Backward(top.ns) {
			ns.Kind = EndNamespace
			t.doc.Nodes = append(t.doc.Nodes, ns)
		}
	case xml.CharData:
		if s := strings.TrimSpace(string(tok)); s != "" && len(t.open) > 0 {
			n := base
			n.Kind, n.Name, n.HasName = Text, s, true
			t.doc.Nodes = append(t.doc.Nodes, n)
		}
	}
	return nil
}

func (t *textParser) start(tok xml.StartElement, base Node) error {
	var spaces []Node
	n := base
	n.Kind, n.Name, n.HasName = StartElement, tok.Name.Local, true
	n.Namespace, n.HasNS = tok.Name.Space, tok.Name.Space != ""
	for _, a := range tok.Attr {
		if a.Name.Space == "xmlns" || a.Name.Space == "" && a.Name.Local == "xmlns" {
			ns := base
			ns.Kind, ns.Namespace, ns.HasNS = StartNamespace, a.Value, true
			if a.Name.Space != "" {
				ns.Name, ns.HasName = a.Name.Local, true
			}
			spaces = append(spaces, ns)
			continue
		}
		attr, err := t.attr(a)
		if err != nil {
			return err
		}
		n.Attrs = append(n.Attrs, attr)
	}
	ordered.By(n.Attrs, func(a, b Attribute) int {
		// Those without an id come last.
		return int(int64(a.ID-1&math.MaxUint32) - int64(b.ID-1&math.MaxUint32))
	})
	t.doc.Nodes = append(t.doc.Nodes, spaces...)
	t.open = append(t.open, openElem{int32(len(t.doc.Nodes)), spaces})
	t.doc.Nodes = append(t.doc.Nodes, n)
	return nil
}

func (t *textParser) attr(a xml.Attr) (Attribute, error) {
	out := Attribute{Name: a.Name.Local, Namespace: a.Name.Space, HasNS: a.Name.Space != "", Offset: -1}
	format := FormatString
	var def *AttrDef
	if a.Name.Space == AndroidNS {
		if def = Attr(a.Name.Local); def == nil {
			return out, fmt.Errorf("android:%s is not in attrs.txt", a.Name.Local)
		}
		out.ID, format = def.ID, def.Format
	}
	v, isString, err := t.value(a.Value, format, def)
	if err != nil {
		return out, fmt.Errorf("%s: %w", a.Name.Local, err)
	}
	out.Value = v
	if isString {
		s := strings.TrimPrefix(a.Value, `\`)
		out.Raw, out.HasRaw, out.Text = s, true, s
	}
	return out, nil
}

// value types a value as the compiler does: by its looks, within the forms
// that the attribute allows.
func (t *textParser) value(s string, f Format, def *AttrDef) (v res.Value, isString bool, err error) {
	if len(s) > 1 && (s[0] == '@' || s[0] == '?') {
		v, err = t.reference(s)
		return v, false, err
	}
	if def != nil && f&(FormatEnum|FormatFlags) != 0 {
		if n, ok := def.number(s); ok {
			if f&FormatFlags != 0 {
				return res.Value{Type: res.TypeIntHex, Data: n}, false, nil
			}
			return res.Value{Type: res.TypeIntDec, Data: n}, false, nil
		}
	}
	for _, p := range literals {
		if f&p.format == 0 {
			continue
		}
		if v, ok := p.parse(s); ok {
			return v, false, nil
		}
	}
	if f&FormatString != 0 {
		return res.Value{Type: res.TypeString}, true, nil
	}
	return v, false, fmt.Errorf("%q is not a value this attribute may have", s)
}

func (t *textParser) reference(s string) (res.Value, error) {
	switch s {
	case "@null":
		return res.Value{Type: res.TypeReference}, nil
	case "@empty":
		return res.Value{Type: res.TypeNull, Data: 1}, nil
	}
	v := res.Value{Type: res.TypeReference}
	if s[0] == '?' {
		v.Type = res.TypeAttribute
	}
	name := strings.TrimLeft(s[1:], "+*")
	if n, err := strconv.ParseUint(name, 0, 32); err == nil {
		v.Data = uint32(n)
		return v, nil
	}
	if t.resolve != nil {
		if id, ok := t.resolve(name); ok {
			v.Data = id
			return v, nil
		}
	}
	return v, fmt.Errorf("no resource %q", name)
}

// number adds up the named values in "a|b", or takes a plain number.
func (d *AttrDef) number(s string) (uint32, bool) {
	if v, ok := parseInt(s); ok {
		return v.Data, true
	}
	var sum uint32
	for _, part := range strings.Split(s, "|") {
		i := slices.IndexFunc(d.Symbols, func(y Symbol) bool { return y.Name == strings.TrimSpace(part) })
		if i < 0 {
			return 0, false
		}
		sum |= d.Symbols[i].Value
	}
	return sum, true
}

// literals in the order in which they are tried.
var literals = []struct {
	format Format
	parse  func(string) (res.Value, bool)
}{
	{FormatBoolean, parseBool},
	{FormatInteger, parseInt},
	{FormatColor, parseColor},
	{FormatDimension, func(s string) (res.Value, bool) { return parseUnit(s, res.TypeDimension, 1, dimensionUnits) }},
	{FormatFraction, func(s string) (res.Value, bool) { return parseUnit(s, res.TypeFraction, 100, fractionUnits) }},
	{FormatFloat, parseFloat},
}

func parseBool(s string) (res.Value, bool) {
	switch s {
	case "true", "TRUE", "True":
		return res.Value{Type: res.TypeBool, Data: 0xffffffff}, true
	case "false", "FALSE", "False":
		return res.Value{Type: res.TypeBool}, true
	}
	return res.Value{}, false
}

func parseInt(s string) (res.Value, bool) {
	typ, digits, base := uint8(res.TypeIntDec), s, 10
	if h, ok := strings.CutPrefix(strings.ToLower(s), "0x"); ok {
		typ, digits, base = res.TypeIntHex, h, 16
	}
	n, err := strconv.ParseInt(digits, base, 64)
	if err != nil || n < math.MinInt32 || n > math.MaxUint32 || base == 10 && n > math.MaxInt32 {
		return res.Value{}, false
	}
	return res.Value{Type: typ, Data: uint32(n)}, true
}

func parseFloat(s string) (res.Value, bool) {
	f, err := strconv.ParseFloat(s, 32)
	return res.Value{Type: res.TypeFloat, Data: math.Float32bits(float32(f))}, err == nil
}

func parseColor(s string) (res.Value, bool) {
	hex, ok := strings.CutPrefix(s, "#")
	n, err := strconv.ParseUint(hex, 16, 32)
	if !ok || err != nil {
		return res.Value{}, false
	}
	c := uint32(n)
	wide := func(c uint32) uint32 { // one hex digit per channel to two
		return (c>>12&15)*0x11<<24 | (c>>8&15)*0x11<<16 | (c>>4&15)*0x11<<8 | (c&15)*0x11
	}
	switch len(hex) {
	case 3:
		return res.Value{Type: res.TypeColorRGB4, Data: wide(c | 0xf000)}, true
	case 4:
		return res.Value{Type: res.TypeColorARGB4, Data: wide(c)}, true
	case 6:
		return res.Value{Type: res.TypeColorRGB8, Data: c | 0xff000000}, true
	case 8:
		return res.Value{Type: res.TypeColorARGB8, Data: c}, true
	}
	return res.Value{}, false
}

var (
	dimensionUnits = map[string]uint32{"px": 0, "dp": 1, "dip": 1, "sp": 2, "pt": 3, "in": 4, "mm": 5}
	fractionUnits  = map[string]uint32{"%": 0, "%p": 1}
)

// parseUnit reads a number with a unit into complex form, with the finest
// radix that holds it.
func parseUnit(s string, typ uint8, scale float64, units map[string]uint32) (res.Value, bool) {
	cut := strings.LastIndexAny(s, "0123456789.") + 1
	unit, ok := units[s[cut:]]
	f, err := strconv.ParseFloat(s[:cut], 64)
	if !ok || err != nil || math.Abs(f/scale) >= 1<<23 {
		return res.Value{}, false
	}
	// The split into radixes is that of aapt: whole numbers first, then the
	// finest that holds the number.
	bits := uint64(math.Abs(f/scale)*(1<<23) + .5)
	radix, shift := uint32(1), 16
	switch {
	case bits&0x7fffff == 0:
		radix, shift = 0, 23
	case bits < 1<<23:
		radix, shift = 3, 0
	case bits < 1<<31:
		radix, shift = 2, 8
	}
	m := uint32(bits >> shift)
	if f < 0 {
		m = -m
	}
	return res.Value{Type: typ, Data: m<<8 | radix<<4 | unit}, true
}
