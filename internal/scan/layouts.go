package scan

import (
	"bytes"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/format/axml"
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
// that names a handler or a class.
func readLayouts(p *apk.Package) trace.Layouts {
	var out trace.Layouts
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
		for i := range doc.Nodes {
			if n := &doc.Nodes[i]; n.Kind == axml.StartElement {
				addElement(&out, n)
			}
		}
	}
	for _, s := range []*[]string{&out.Handlers, &out.Classes} {
		slices.Sort(*s)
		*s = slices.Compact(*s)
	}
	return out
}

// mayName is a cheap test before a file is parsed.
func mayName(data []byte, path string) bool {
	if strings.HasPrefix(path, "res/layout") || strings.HasPrefix(path, "res/navigation") {
		return true
	}
	return bytes.Contains(data, []byte("onClick")) || bytes.Contains(data, []byte("o\x00n\x00C\x00l\x00i\x00c\x00k\x00")) ||
		bytes.Contains(data, []byte("ragment")) || bytes.Contains(data, []byte("V\x00i\x00e\x00w\x00"))
}

func addElement(out *trace.Layouts, n *axml.Node) {
	if strings.Contains(n.Name, ".") {
		out.Classes = append(out.Classes, n.Name)
	}
	id, password := uint32(0), false
	for i := range n.Attrs {
		a := &n.Attrs[i]
		switch {
		case a.ID == attrID:
			id = a.Value.Data
		case a.ID == inputType:
			password = password || passwordTypes[a.Value.Data&0xfff]
		case a.ID == attrPassword:
			password = password || a.Value.Data != 0
		case a.ID == onClick || a.Name == "onClick":
			if s := a.String(); s != "" {
				out.Handlers = append(out.Handlers, s)
			}
		case a.Name == "class" && !a.HasNS, a.Name == "name" && (n.Name == "fragment" || strings.HasSuffix(n.Name, "FragmentContainerView")):
			out.Classes = append(out.Classes, a.String())
		}
	}
	if password && id != 0 {
		out.Secrets = append(out.Secrets, id)
	}
}
