package manifest

import (
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

// reader reads attribute values, resolving references where it can.
type reader struct {
	r    arsc.Resources // nil where there is no resource table
	want arsc.Config
	m    *Manifest
}

func (p *reader) problem(where string, off int64, msg string) {
	const most = 200 // as in package res
	if len(p.m.Problems) < most {
		p.m.Problems = append(p.m.Problems, res.Problem{Where: where, Offset: off, Msg: msg})
	}
}

// typed returns the value of an attribute with references followed. ok is
// false if it is absent or cannot be resolved.
func (p *reader) typed(a *axml.Attribute) (v res.Value, text string, ok bool) {
	if a == nil {
		return v, "", false
	}
	if !a.Value.IsRef() {
		return a.Value, a.Text, a.Value.Type != res.TypeNull || a.HasRaw
	}
	if p.r == nil || a.Value.Data == 0 {
		return v, "", false
	}
	got, _, ok := arsc.Resolve(p.r, a.Value.Data, p.want)
	if !ok || got.Bag != nil || got.Value.IsRef() {
		return v, "", false
	}
	return got.Value, got.Text, true
}

// text reads an attribute as text.
func (p *reader) text(a *axml.Attribute) Text {
	if a == nil {
		return Text{Offset: -1}
	}
	t := Text{Offset: a.Offset}
	if a.Value.IsRef() {
		t.ID = a.Value.Data
		t.Ref = a.String()
		if p.r != nil && t.ID != 0 {
			if n, ok := p.r.Name(t.ID); ok {
				t.Ref = "@" + n.Type + "/" + n.Entry
			}
		}
	}
	v, s, ok := p.typed(a)
	switch {
	case !ok:
	case v.Type == res.TypeString:
		t.Value = s
	case v.Type == res.TypeNull:
		t.Value = a.Raw // the protobuf form keeps some values as text only
	default:
		t.Value = v.String()
	}
	return t
}

// str reads an attribute as text, resolved or as reference.
func (p *reader) str(a *axml.Attribute) string { return p.text(a).String() }

// literal reads an attribute in which the platform overlooks references
// (TypedArray.getNonResourceString): permissions named that way have no
// effect on a device, which is worth a note.
func (p *reader) literal(a *axml.Attribute) string {
	t := p.text(a)
	if t.ID != 0 {
		p.problem("attribute", t.Offset, a.Name+" is a reference where the platform takes a literal only")
	}
	return t.String()
}

func (p *reader) tri(a *axml.Attribute) Tri {
	v, s, ok := p.typed(a)
	if !ok {
		return Unset
	}
	yes := v.Data != 0
	if !v.IsInt() {
		// As XmlUtils.convertValueToBoolean, which looks no further.
		yes = s == "1" || s == "true" || s == "TRUE"
	}
	if yes {
		return Yes
	}
	return No
}

func (p *reader) boolean(a *axml.Attribute, def bool) bool { return p.tri(a).Or(def) }

// enabled reads whether something is on: a reference counts as on if it is on in
// any configuration, such as from some version of the platform.
func (p *reader) enabled(a *axml.Attribute) bool {
	if a == nil || !a.Value.IsRef() || p.r == nil {
		return p.boolean(a, true)
	}
	off := false
	for _, v := range p.r.Lookup(a.Value.Data) {
		if v.Value.IsRef() {
			v, _, _ = arsc.Resolve(p.r, v.Value.Data, p.want)
		}
		if v.Bag != nil || v.Value.IsRef() || v.Value.Data != 0 {
			return true
		}
		off = true
	}
	return !off
}

// integer reads a number; text is what stands there instead of one.
func (p *reader) integer(a *axml.Attribute) (n int64, text string) {
	v, s, ok := p.typed(a)
	if !ok {
		return 0, ""
	}
	if v.IsInt() {
		return int64(int32(v.Data)), ""
	}
	if v.Type == res.TypeFloat {
		return 0, v.String()
	}
	if n, err := strconv.ParseInt(strings.TrimSpace(s), 0, 64); err == nil {
		return n, ""
	}
	return 0, s
}

func (p *reader) number(a *axml.Attribute) int {
	n, _ := p.integer(a)
	return int(n)
}

func (p *reader) bits(a *axml.Attribute) uint32 {
	n, _ := p.integer(a)
	return uint32(n)
}

// class completes a class name as the platform does.
func (p *reader) class(name string) string {
	switch {
	case name == "" || strings.HasPrefix(name, "@"):
		return name
	case name[0] == '.':
		return p.m.Package + name
	case !strings.Contains(name, "."):
		return p.m.Package + "." + name
	}
	return name
}

// process completes the name of a process: one that starts with a colon is
// private to the app.
func (p *reader) process(name string) string {
	if strings.HasPrefix(name, ":") {
		return p.m.Package + name
	}
	return name
}
