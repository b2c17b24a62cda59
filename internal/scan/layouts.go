package scan

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/trace"
)

// onClick is android:onClick, the name of a method of the activity that shows
// the view.
const onClick = 0x0101026f

// Attributes of fields whose text is a password (android.R.attr, and the classes
// and variations of android.text.InputType).
const (
	attrID       = 0x010100d0
	inputType    = 0x01010220
	attrPassword = 0x0101015c
)

var passwordTypes = map[uint32]bool{0x81: true, 0x91: true, 0xe1: true, 0x12: true}

// readLayouts collects what layout files name of the code: the methods called
// when a view is touched, and the classes of views and fragments. Resource
// shrinkers rename the files, so that every compiled XML below res/ is looked at
// that names a handler or a class; the resource tables say which layout it is.
func readLayouts(p *apk.Package, tables []memberTable) trace.Layouts {
	var out trace.Layouts
	byFile, byID := layoutIDs(tables)
	for f := range p.Files() {
		if kindOf(f.Path) != readCompiled {
			continue
		}
		data, err := f.Member.Archive.Bytes(f.Entry)
		if err != nil || !mayName(data, f.Path) {
			continue
		}
		doc, err := parseXML(f.Member, data)
		if err != nil {
			continue
		}
		var one trace.Layout
		for i := range doc.Nodes {
			if n := &doc.Nodes[i]; n.Kind == axml.StartElement {
				addElement(&out, &one, n, byID)
			}
		}
		ids := byFile[inMember(f.Member, f.Path)]
		for _, id := range ids {
			byID[id].Handlers = append(byID[id].Handlers, one.Handlers...)
			byID[id].Includes = append(byID[id].Includes, one.Includes...)
		}
		if len(ids) == 0 {
			out.Handlers = append(out.Handlers, one.Handlers...)
			out.Included = append(out.Included, one.Includes...)
		}
	}
	for _, s := range []*[]string{&out.Handlers, &out.Classes} {
		slices.Sort(*s)
		*s = slices.Compact(*s)
	}
	for _, id := range slices.Sorted(maps.Keys(byID)) {
		out.Files = append(out.Files, *byID[id])
	}
	return out
}

// maxLayouts bounds the layouts of all resource tables, maxForms those that one
// file is: shrinkers join equal files.
const (
	maxLayouts = 1 << 16
	maxForms   = 64
)

// layoutIDs says which layouts a file is, and lists all layouts.
func layoutIDs(tables []memberTable) (byFile map[string][]uint32, byID map[uint32]*trace.Layout) {
	byFile, byID = map[string][]uint32{}, map[uint32]*trace.Layout{}
	for _, t := range tables {
		t.table.Each("layout", func(id uint32, v arsc.Value) bool {
			if v.Value.Type != res.TypeString || len(byID) >= maxLayouts {
				return len(byID) < maxLayouts
			}
			if byID[id] == nil {
				byID[id] = &trace.Layout{ID: id}
			}
			name := inMember(t.member, v.Text)
			if ids := byFile[name]; len(ids) <= maxForms && !slices.Contains(ids, id) {
				byFile[name] = append(ids, id)
			}
			return true
		})
	}
	for name, ids := range byFile {
		if len(ids) > maxForms {
			delete(byFile, name) // as good as not known
		}
	}
	return byFile, byID
}

// mayName is a cheap test before a file is parsed.
func mayName(data []byte, path string) bool {
	if strings.HasPrefix(path, "res/layout") || bytes.Contains(data, []byte("include")) || bytes.Contains(data, []byte("i\x00n\x00c\x00l\x00u\x00d\x00e\x00")) || strings.HasPrefix(path, "res/navigation") {
		return true
	}
	return bytes.Contains(data, []byte("onClick")) || bytes.Contains(data, []byte("o\x00n\x00C\x00l\x00i\x00c\x00k\x00")) ||
		bytes.Contains(data, []byte("ragment")) || bytes.Contains(data, []byte("V\x00i\x00e\x00w\x00"))
}

// addElement takes what one element names. Whatever refers to a layout includes
// it, or may: a stub, a fragment, a list.
func addElement(out *trace.Layouts, file *trace.Layout, n *axml.Node, layouts map[uint32]*trace.Layout) {
	if strings.Contains(n.Name, ".") {
		out.Classes = append(out.Classes, n.Name)
	}
	id, password := uint32(0), false
	for i := range n.Attrs {
		a := &n.Attrs[i]
		if a.Value.IsRef() && layouts[a.Value.Data] != nil {
			file.Includes = append(file.Includes, a.Value.Data)
		}
		switch {
		case a.ID == attrID:
			id = a.Value.Data
		case a.ID == inputType:
			password = password || passwordTypes[a.Value.Data&0xfff]
		case a.ID == attrPassword:
			password = password || a.Value.Data != 0
		case a.ID == onClick || a.Name == "onClick":
			if s := a.String(); s != "" {
				file.Handlers = append(file.Handlers, s)
			}
		case a.Name == "class" && !a.HasNS, a.Name == "name" && (n.Name == "fragment" || strings.HasSuffix(n.Name, "FragmentContainerView")):
			out.Classes = append(out.Classes, a.String())
		}
	}
	if password && id != 0 {
		out.Secrets = append(out.Secrets, id)
	}
}
