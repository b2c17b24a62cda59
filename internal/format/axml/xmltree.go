package axml

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

// maxIndent bounds the indentation that is printed, so that the output stays
// proportional to the document at any depth.
const maxIndent = 500

// WriteXMLTree prints the document in the format of `aapt dump xmltree`
// (v0.2), line by line the same.
func (d *Document) WriteXMLTree(w io.Writer) error {
	t := treeWriter{w: bufio.NewWriter(w)}
	for i := range d.Nodes {
		t.node(&d.Nodes[i])
	}
	return t.w.Flush()
}

type treeWriter struct {
	w     *bufio.Writer
	depth int
	ns    [][2]string // prefix, URI
}

func (t *treeWriter) node(n *Node) {
	ind := t.indent()
	switch n.Kind {
	case StartNamespace:
		prefix := n.prefix()
		fmt.Fprintf(t.w, "%sN: %s=%s\n", ind, prefix, res.CutNUL(n.Namespace))
		t.ns = append(t.ns, [2]string{prefix, res.CutNUL(n.Namespace)})
		t.depth++
	case EndNamespace:
		t.depth--
		t.endNamespace(n)
	case StartElement:
		if n.Comment != "" {
			fmt.Fprintf(t.w, "%s <!-- %s -->\n", ind, res.CutNUL(n.Comment))
		}
		fmt.Fprintf(t.w, "%sE: %s%s (line=%d)\n", ind, t.prefix(n.Namespace, n.HasNS), res.CutNUL(n.Name), n.Line)
		t.depth++
		ind = t.indent()
		for i := range n.Attrs {
			t.attribute(ind, &n.Attrs[i])
		}
	case EndElement:
		t.depth--
	case Text:
		fmt.Fprintf(t.w, "%sC: \"%s\"\n", ind, escape(n.Name))
	}
}

func (t *treeWriter) endNamespace(n *Node) {
	if len(t.ns) == 0 {
		return
	}
	top := t.ns[len(t.ns)-1]
	t.ns = t.ns[:len(t.ns)-1]
	if p := n.prefix(); p != top[0] {
		fmt.Fprintf(t.w, "%s*** BAD END NS PREFIX: found=%s, expected=%s\n", t.indent(), p, top[0])
	}
	if u := res.CutNUL(n.Namespace); u != top[1] {
		fmt.Fprintf(t.w, "%s *** BAD END NS URI: found=%s, expected=%s\n", t.indent(), u, top[1])
	}
}

func (t *treeWriter) attribute(ind string, a *Attribute) {
	name := res.CutNUL(a.Name)
	if a.NameByID {
		name = "" // aapt prints what is stored
	}
	fmt.Fprintf(t.w, "%sA: %s%s", ind, t.prefix(a.Namespace, a.HasNS), name)
	if a.ID != 0 {
		fmt.Fprintf(t.w, "(0x%08x)", a.ID)
	}
	v := a.Value
	switch v.Type {
	case res.TypeNull:
		t.w.WriteString("=(null)")
	case res.TypeReference, res.TypeDynReference:
		fmt.Fprintf(t.w, "=@0x%08x", v.Data)
	case res.TypeAttribute:
		fmt.Fprintf(t.w, "=?0x%08x", v.Data)
	case res.TypeString:
		fmt.Fprintf(t.w, "=\"%s\"", escape(a.Raw))
	default:
		fmt.Fprintf(t.w, "=(type 0x%x)0x%x", v.Type, v.Data)
	}
	if a.HasRaw {
		fmt.Fprintf(t.w, " (Raw: \"%s\")", escape(a.Raw))
	}
	t.w.WriteByte('\n')
}

// prefix is the prefix of the outermost declaration of uri, as aapt looks it
// up, or the URI itself.
func (t *treeWriter) prefix(uri string, has bool) string {
	if !has {
		return ""
	}
	uri = res.CutNUL(uri)
	for _, e := range t.ns {
		if e[1] == uri {
			return e[0] + ":"
		}
	}
	return uri + ":"
}

func (t *treeWriter) indent() string {
	return strings.Repeat("  ", max(0, min(t.depth, maxIndent)))
}

func (n *Node) prefix() string {
	if !n.HasName {
		return "<DEF>"
	}
	return res.CutNUL(n.Name)
}

var escaper = strings.NewReplacer("\\", `\\`, "\n", `\n`, "\"", `\"`)

func escape(s string) string { return escaper.Replace(res.CutNUL(s)) }
