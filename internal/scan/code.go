package scan

import (
	"bytes"
	"slices"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/weburl"
	"github.com/avow-audit/avow/internal/message"
)

// codeFile is one logical dex file with the place it was read from.
type codeFile struct {
	file string // as reports name it
	src  apk.File
	data []byte

	carried bool // in an archive of the package

	*dex.File
}

// code is all code of the package.
type code struct {
	files []codeFile
	x     *index.Index
}

// hit is one match of a catalog rule.
type hit struct {
	rule    *catalog.Rule
	kind    string // of evidence: "call", "class", "field", "string", "native", ...
	subject string
	place   message.Place
	class   string // descriptor of the class it stands in; "" outside code
	target  string // descriptor of the class it calls or uses, if another
	defined bool   // a class that the package itself brings
	named   string // descriptor of the class that native code names
	absent  bool   // a library's class that the package does not bring
	in      uint32 // 1 + the method definition it stands in, 0 for none
	meant   bool   // the rule's condition on constants is met, or it has none
}

// matchCode asks the catalog about every type, method, field and string that
// the code names: names first, so that call sites are only looked up for the
// few names a rule knows.
func (c *code) matchCode(cat *catalog.Catalog) []hit {
	var hits []hit
	hits = c.matchTypes(cat, hits)
	hits = c.matchMethods(cat, hits)
	hits = c.matchFields(cat, hits)
	hits = c.matchShapes(cat, hits)
	return c.matchStrings(cat, hits)
}

func (c *code) matchTypes(cat *catalog.Catalog, hits []hit) []hit {
	x := c.x
	for t := range index.TypeID(x.NumTypes()) {
		desc := x.TypeBytes(t)
		if len(desc) < 2 || desc[0] != 'L' {
			continue
		}
		rules := cat.Type(desc)
		if len(rules) == 0 {
			continue
		}
		class := x.ClassOf(t)
		defined := uint32(class) != index.None
		for _, r := range rules {
			h := hit{rule: r, kind: "class", subject: dotted(desc), class: string(desc), defined: defined, meant: true}
			if r.Kind == catalog.Package {
				if !defined {
					continue // a name in a signature is no sign of a library
				}
				h.kind, h.subject = "package", r.Pattern
			}
			switch {
			case defined:
				h.place = c.classPlace(class)
			default:
				users := x.TypeUsers(t)
				if len(users) == 0 {
					// Named only in signatures: take a method of it as the sign.
					if users = c.anyCaller(t); len(users) == 0 {
						continue
					}
				}
				s := x.Site(index.SiteID(users[0]))
				h.place, h.class, h.absent, h.in = c.sitePlace(s), c.holder(s), !platform(desc), uint32(s.Def)+1
			}
			hits = append(hits, h)
		}
	}
	return hits
}

// absent reports whether a class is neither the platform's nor in the package:
// then code that names it cannot run, as in libraries with optional parts.
func (c *code) absent(t index.TypeID) bool {
	return uint32(c.x.ClassOf(t)) == index.None && !platform(c.x.TypeBytes(t))
}

// platformPackages are the packages whose classes the device brings.
var platformPackages = []string{"Landroid/", "Ljava/", "Ljavax/", "Ldalvik/", "Llibcore/", "Lcom/android/", "Lsun/", "Lorg/apache/http/", "Lorg/json/", "Lorg/w3c/", "Lorg/xml/"}

func platform(desc []byte) bool {
	for _, p := range platformPackages {
		if bytes.HasPrefix(desc, []byte(p)) {
			return !bytes.HasPrefix(desc, []byte("Landroid/support/"))
		}
	}
	return false
}

// meant reports whether the method at site loads the constants by which the
// rule tells its call from others of the same name, and touches nothing beside
// which it serves another end.
func (c *code) meant(r *catalog.Rule, site index.Site) bool {
	if r.Beside != "" && c.aside(r, site) {
		return false
	}
	if len(r.With) == 0 {
		return true
	}
	lo, hi := c.x.Refs(site.Def)
	return r.Meant(func(constant string) bool {
		for s := lo; s < hi; s++ {
			if x := c.x.Site(s); dex.Ops[x.Op].Ref == dex.RefString && string(c.x.StringBytes(index.StringID(x.Target))) == constant {
				return true
			}
		}
		return false
	})
}

// anyCaller returns the sites of the first method of t that is called.
func (c *code) anyCaller(t index.TypeID) []uint32 {
	for _, m := range c.x.MethodsOf(t) {
		if s := c.x.Callers(index.MethodID(m)); len(s) > 0 {
			return s
		}
	}
	return nil
}

func (c *code) matchMethods(cat *catalog.Catalog, hits []hit) []hit {
	x := c.x
	for m := range index.MethodID(x.NumMethods()) {
		class, name, proto := x.Method(m)
		rules := cat.Method(x.TypeBytes(class), x.StringBytes(name), func() string { return c.signature(proto) })
		for _, r := range rules {
			callers := x.Callers(m)
			subject := c.methodName(m)
			absent, target := c.absent(class), x.TypeName(class)
			for _, s := range callers {
				site := x.Site(index.SiteID(s))
				hits = append(hits, hit{rule: r, kind: "call", subject: subject, place: c.sitePlace(site), in: uint32(site.Def) + 1, class: c.holder(site), target: target, absent: absent, meant: c.meant(r, site)})
			}
			if d := x.DefOf(m); len(callers) == 0 && uint32(d) != index.None {
				def := x.Def(d)
				hits = append(hits, hit{rule: r, kind: "method", subject: subject, place: c.defPlace(d), class: x.TypeName(x.Class(def.Class).Type), defined: true, meant: true})
			}
		}
	}
	return hits
}

func (c *code) matchFields(cat *catalog.Catalog, hits []hit) []hit {
	x := c.x
	for f := range index.FieldID(x.NumFields()) {
		class, name, _ := x.Field(f)
		rules := cat.Field(x.TypeBytes(class), x.StringBytes(name))
		if len(rules) == 0 {
			continue
		}
		subject := dotted(x.TypeBytes(class)) + "." + string(x.StringBytes(name))
		for _, r := range rules {
			users := x.FieldUsers(f)
			absent := c.absent(class)
			for _, s := range users {
				site := x.Site(index.SiteID(s))
				hits = append(hits, hit{rule: r, kind: "field", subject: subject, place: c.sitePlace(site), in: uint32(site.Def) + 1, class: c.holder(site), absent: absent, meant: c.meant(r, site)})
			}
			if cl := x.ClassOf(class); len(users) == 0 && uint32(cl) != index.None {
				hits = append(hits, hit{rule: r, kind: "field", subject: subject, place: c.classPlace(cl), class: x.TypeName(class), defined: true, meant: true})
			}
		}
	}
	return hits
}

func (c *code) matchStrings(cat *catalog.Catalog, hits []hit) []hit {
	x := c.x
	for s := range index.StringID(x.NumStrings()) {
		b := x.StringBytes(s)
		for _, r := range cat.String(b) {
			for _, u := range x.StringUsers(s) {
				site := x.Site(index.SiteID(u))
				hits = append(hits, hit{rule: r, kind: "string", subject: string(b), place: c.sitePlace(site), in: uint32(site.Def) + 1, class: c.holder(site), meant: true})
			}
		}
	}
	return hits
}

// hosts reports the hosts that string constants name, at the places that load
// them. A constant that no instruction loads (the initial value of a static
// field) is placed in its file.
func (c *code) hosts() []sighting {
	x := c.x
	var out []sighting
	var unloaded []index.StringID
	for s := range index.StringID(x.NumStrings()) {
		b := x.StringBytes(s)
		if len(b) < 4 || b[0] == 'L' && b[len(b)-1] == ';' {
			continue
		}
		hostsIn(b, weburl.WholeString, func(host string, _ int) {
			users := x.StringUsers(s)
			if len(users) == 0 && x.TypeOfString(s) == index.TypeID(index.None) {
				unloaded = append(unloaded, s)
			}
			for _, u := range users[:min(len(users), message.MaxPlaces)] {
				site := x.Site(index.SiteID(u))
				out = append(out, sighting{host, inCode, c.sitePlace(site), c.holder(site)})
			}
		})
	}
	if len(unloaded) == 0 {
		return out
	}
	want := map[string]bool{}
	for _, s := range unloaded {
		want[string(x.StringBytes(s))] = true
	}
	for _, f := range c.files {
		for i := range uint32(f.NumStrings()) {
			b := f.StringBytes(i)
			if len(b) < 4 || !want[string(b)] {
				continue
			}
			delete(want, string(b))
			hostsIn(b, weburl.WholeString, func(host string, _ int) {
				out = append(out, sighting{host, inCode, message.Place{File: f.file, Offset: -1}, ""})
			})
		}
	}
	return out
}

func (c *code) sitePlace(s index.Site) message.Place {
	p := c.defPlace(s.Def)
	p.Offset = int64(s.PC)
	def := c.x.Def(s.Def)
	f := c.files[c.x.Class(def.Class).Dex]
	if code, err := c.x.Code(s.Def); err == nil && code.DebugOff != 0 {
		p.Line = int(f.Line(code.DebugOff, s.PC))
	}
	return p
}

func (c *code) defPlace(d index.DefID) message.Place {
	def := c.x.Def(d)
	cl := c.x.Class(def.Class)
	_, name, proto := c.x.Method(def.Method)
	return message.Place{
		File: c.files[cl.Dex].file, Class: dotted(c.x.TypeBytes(cl.Type)),
		Method: string(c.x.StringBytes(name)) + c.signature(proto), Offset: -1,
	}
}

func (c *code) classPlace(id index.ClassID) message.Place {
	cl := c.x.Class(id)
	return message.Place{File: c.files[cl.Dex].file, Class: dotted(c.x.TypeBytes(cl.Type)), Offset: -1}
}

// holder is the descriptor of the class whose code holds s.
func (c *code) holder(s index.Site) string {
	return c.x.TypeName(c.x.Class(c.x.Def(s.Def).Class).Type)
}

// signature is a proto as reports write it: "(java.lang.String,int)void".
func (c *code) signature(p index.ProtoID) string {
	result, params := c.x.Proto(p)
	s := "("
	for i, t := range params {
		if i > 0 {
			s += ","
		}
		s += dotted(c.x.TypeBytes(t))
	}
	return s + ")" + dotted(c.x.TypeBytes(result))
}

// methodName is a method as reports write it:
// "android.location.LocationManager.getLastKnownLocation(java.lang.String)".
func (c *code) methodName(m index.MethodID) string {
	class, name, proto := c.x.Method(m)
	_, params := c.x.Proto(proto)
	s := dotted(c.x.TypeBytes(class)) + "." + string(c.x.StringBytes(name)) + "("
	for i, t := range params {
		if i > 0 {
			s += ","
		}
		s += dotted(c.x.TypeBytes(t))
	}
	return s + ")"
}

var primitives = map[byte]string{
	'V': "void", 'Z': "boolean", 'B': "byte", 'S': "short", 'C': "char",
	'I': "int", 'J': "long", 'F': "float", 'D': "double",
}

// dotted writes a type descriptor as Java source does: "int[]", "a.b.C$D".
func dotted(desc []byte) string {
	dims := 0
	for len(desc) > 0 && desc[0] == '[' {
		dims++
		desc = desc[1:]
	}
	var s string
	switch {
	case len(desc) > 2 && desc[0] == 'L' && desc[len(desc)-1] == ';':
		b := slices.Clone(desc[1 : len(desc)-1])
		for i, ch := range b {
			if ch == '/' {
				b[i] = '.'
			}
		}
		s = dex.DecodeMUTF8(b)
	case len(desc) == 1 && primitives[desc[0]] != "":
		s = primitives[desc[0]]
	default:
		s = dex.DecodeMUTF8(desc)
	}
	for range dims {
		s += "[]"
	}
	return s
}

func (c *code) describe(inv *message.Inventory) {
	for _, f := range c.files {
		inv.Code.Bytes += int64(len(f.data))
	}
	inv.Code.Dex = len(c.files)
	for i := range c.files {
		if c.files[i].carried {
			inv.Code.CarriedDex++
		}
	}
	for k := range index.ClassID(c.x.NumClasses()) {
		if c.files[c.x.Class(k).Dex].carried {
			inv.Code.CarriedClasses++
		}
	}
	inv.Code.Classes, inv.Code.Methods = c.x.NumClasses(), c.x.NumDefs()
	inv.Code.Instructions = int64(c.x.NumInsns())
}
