package aab

import (
	"errors"
	"fmt"

	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

// Fields of XmlNode, XmlElement, XmlNamespace and XmlAttribute.
const (
	nodeElement = 1
	nodeText    = 2
	nodeSource  = 3 // SourcePosition: line in field 1

	elemNamespace = 1
	elemURI       = 2
	elemName      = 3
	elemAttr      = 4
	elemChild     = 5

	nsPrefix = 1
	nsURI    = 2

	attrURI   = 1
	attrName  = 2
	attrValue = 3
	attrID    = 5
	attrItem  = 6
)

// Nodes and attributes of one document. Two bytes can state an element or an
// attribute that takes a hundred in memory; real manifests have thousands.
const (
	maxNodes = 1 << 20
	maxAttrs = 1 << 20
)

// ErrNotXML is returned for data that holds no XmlNode with an element.
var ErrNotXML = errors.New("protobuf XML: no element found")

// ParseXML reads an XML file of a bundle. The error is non-nil only when not
// one element could be read; all else is in Problems.
func ParseXML(data []byte) (*axml.Document, error) {
	p := xmlParser{root: data[:len(data):len(data)], doc: &axml.Document{}}
	p.node(p.root, 0)
	p.doc.Problems, p.doc.DroppedProblems = p.probs.List, p.probs.Dropped
	if !p.doc.Root().Valid() {
		return p.doc, ErrNotXML
	}
	return p.doc, nil
}

type xmlParser struct {
	root  []byte
	doc   *axml.Document
	probs res.Problems
	attrs int
}

func (p *xmlParser) broken(m *message, b []byte, what string) {
	if m.bad {
		p.probs.Add(what, offset(p.root, b), "the message cannot be decoded to its end")
	}
}

// node reads an XmlNode. Its source position follows its content, so it is
// looked for first.
func (p *xmlParser) node(b []byte, depth int) {
	line := int32(number(sub(b, nodeSource)))
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if len(p.doc.Nodes) >= maxNodes {
			p.probs.Add("node", offset(p.root, f.bytes), "too many nodes; the rest is not read")
			return
		}
		switch {
		case f.num == nodeElement && f.wire == wireBytes:
			if depth >= maxDepth {
				p.probs.Add("element", offset(p.root, f.bytes), fmt.Sprintf("nested deeper than %d; it is not read", maxDepth))
				continue
			}
			p.element(f.bytes, line, depth)
		case f.num == nodeText:
			p.doc.Nodes = append(p.doc.Nodes, axml.Node{Kind: axml.Text, Name: f.str(), HasName: true,
				Line: line, Depth: int32(depth), End: -1, Offset: offset(p.root, f.bytes)})
		}
	}
	p.broken(&m, b, "node")
}

func (p *xmlParser) element(b []byte, line int32, depth int) {
	n := axml.Node{Kind: axml.StartElement, HasName: true, Line: line, Depth: int32(depth), End: -1, Offset: offset(p.root, b)}
	var spaces []axml.Node
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case elemNamespace:
			spaces = append(spaces, p.namespace(f.bytes, line, depth))
		case elemURI:
			n.Namespace, n.HasNS = f.str(), len(f.bytes) > 0
		case elemName:
			n.Name = f.str()
		case elemAttr:
			if p.attrs++; p.attrs > maxAttrs {
				p.probs.Add("attribute", offset(p.root, f.bytes), "too many attributes; the rest is not read")
				continue
			}
			n.Attrs = append(n.Attrs, p.attr(f.bytes))
		}
	}
	p.broken(&m, b, "element")
	p.doc.Nodes = append(p.doc.Nodes, spaces...)
	at := len(p.doc.Nodes)
	p.doc.Nodes = append(p.doc.Nodes, n)
	m = message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		if f.num == elemChild && f.wire == wireBytes {
			p.node(f.bytes, depth+1)
		}
	}
	p.doc.Nodes[at].End = int32(len(p.doc.Nodes))
	n.Kind, n.Attrs = axml.EndElement, nil
	p.doc.Nodes = append(p.doc.Nodes, n)
	for i := len(spaces) - 1; i >= 0; i-- {
		s := spaces[i]
		s.Kind = axml.EndNamespace
		p.doc.Nodes = append(p.doc.Nodes, s)
	}
}

func (p *xmlParser) namespace(b []byte, line int32, depth int) axml.Node {
	n := axml.Node{Kind: axml.StartNamespace, Line: line, Depth: int32(depth), End: -1, Offset: offset(p.root, b)}
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case nsPrefix:
			n.Name, n.HasName = f.str(), true
		case nsURI:
			n.Namespace, n.HasNS = f.str(), true
		}
	}
	return n
}

func (p *xmlParser) attr(b []byte) axml.Attribute {
	a := axml.Attribute{Offset: offset(p.root, b)}
	compiled := false
	var it item
	m := message{rest: b}
	for f, ok := m.next(); ok; f, ok = m.next() {
		switch f.num {
		case attrURI:
			a.Namespace, a.HasNS = f.str(), len(f.bytes) > 0
		case attrName:
			a.Name = f.str()
		case attrValue:
			a.Raw, a.HasRaw = f.str(), len(f.bytes) > 0
		case attrID:
			a.ID = f.u32()
		case attrItem:
			it, compiled = readItem(f.bytes), true
		}
	}
	p.broken(&m, b, "attribute")
	if a.Name == "" && a.ID != 0 {
		a.Name, a.NameByID = axml.AttrName(a.ID), true
	}
	if !compiled {
		a.Value, a.Text, a.HasRaw = res.Value{Type: res.TypeString}, a.Raw, true
		return a
	}
	a.Value, a.RefName, a.Text = it.value, it.refName, a.Raw
	if it.value.Type == res.TypeString {
		a.Text = it.text
	}
	return a
}
