package explain

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/format/aab"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
)

// around is how many instructions or lines stand before and after a mark.
const around = 8

// code prints the instructions around the place, or the class's methods where
// the place is the class itself.
func (x *explainer) code(data []byte, p message.Place) {
	files, err := dex.OpenAll(data)
	if err != nil && len(files) == 0 {
		x.printf("  (%s)\n", clean.Prose(err.Error()))
		return
	}
	desc := "L" + strings.ReplaceAll(p.Class, ".", "/") + ";"
	for _, f := range files {
		for c := range uint32(f.NumClasses()) {
			def := f.Class(c)
			if f.TypeDescriptor(def.Type) != desc {
				continue
			}
			x.class(f, def, p)
			return
		}
	}
	x.printf("  (no class %s in this file)\n", clean.Name(p.Class))
}

func (x *explainer) class(f *dex.File, def dex.ClassDef, p message.Place) {
	members := f.Members(def.DataOff)
	for {
		if _, ok := members.NextField(); !ok {
			break
		}
	}
	if p.Method == "" {
		x.printf("  .class %s\n", clean.Name(p.Class))
	}
	for {
		m, ok := members.NextMethod()
		if !ok {
			return
		}
		id := f.Method(m.Method)
		name := f.String(id.Name) + signature(f, id)
		if p.Method == "" {
			x.printf("    .method %s\n", clean.Name(name))
			continue
		}
		if name != p.Method {
			continue
		}
		l := dex.Listing{Mark: p.Offset, Context: around}
		if err := f.Disassemble(indent{x}, m, l); err != nil {
			x.printf("  (%s)\n", clean.Prose(err.Error()))
		}
		return
	}
}

func signature(f *dex.File, m dex.MethodID) string {
	proto := f.Proto(m.Proto)
	params := f.Params(m.Proto)
	s := "("
	for i := range params.Len() {
		if i > 0 {
			s += ","
		}
		s += dotted(f.TypeDescriptor(params.At(i)))
	}
	return s + ")" + dotted(f.TypeDescriptor(proto.Return))
}

var primitives = map[string]string{
	"V": "void", "Z": "boolean", "B": "byte", "S": "short", "C": "char",
	"I": "int", "J": "long", "F": "float", "D": "double",
}

func dotted(desc string) string {
	base := strings.TrimLeft(desc, "[")
	s := primitives[base]
	if s == "" {
		s = strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(base, "L"), ";"), "/", ".")
	}
	return s + strings.Repeat("[]", len(desc)-len(base))
}

// indent writes through to the explainer, two columns in.
type indent struct{ x *explainer }

func (w indent) Write(b []byte) (int, error) {
	for line := range bytes.Lines(b) {
		w.x.printf("  %s", line)
	}
	return len(b), w.x.err
}

// manifest prints the lines of the manifest around those that name the subject.
func (x *explainer) manifest(data []byte, p message.Place, subject string) {
	doc, err := axml.Parse(data)
	if err != nil {
		doc, err = aab.ParseXML(data) // the form of an app bundle
	}
	if err != nil {
		x.hex(data, max(p.Offset, 0))
		return
	}
	var b bytes.Buffer
	if err := doc.WriteXMLTree(&b); err != nil {
		x.printf("  (%s)\n", clean.Prose(err.Error()))
		return
	}
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		if !strings.Contains(l, `"`+subject+`"`) {
			continue
		}
		for k := max(0, i-2); k < min(len(lines), i+3); k++ {
			mark := " "
			if k == i {
				mark = ">"
			}
			x.printf("  %s %s\n", mark, clean.Name(lines[k]))
		}
		return
	}
	x.hex(data, max(p.Offset, 0))
}

// hex prints the bytes around off, sixteen a line, the line of off marked.
func (x *explainer) hex(data []byte, off int64) {
	const width, rows = 16, 4
	start := max(0, off/width-rows) * width
	end := min(int64(len(data)), (off/width+rows+1)*width)
	for at := start; at < end; at += width {
		row := data[at:min(end, at+width)]
		mark := " "
		if off >= at && off < at+width {
			mark = ">"
		}
		var h, t strings.Builder
		for i := range width {
			if i == width/2 {
				h.WriteByte(' ')
			}
			if i >= len(row) {
				h.WriteString("   ")
				continue
			}
			fmt.Fprintf(&h, " %02x", row[i])
			if c := row[i]; c >= ' ' && c < 0x7f {
				t.WriteByte(c)
			} else {
				t.WriteByte('.')
			}
		}
		x.printf("  %s %08x %s  %s\n", mark, at, h.String(), t.String())
	}
}
