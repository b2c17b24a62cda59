// Package axml reads and writes Android binary XML: AndroidManifest.xml and
// the files of res/.
//
// A document is a flat list of nodes in the order of the file, because that
// is what the format holds; elements carry the index of their end, so the
// tree costs nothing extra and no depth can exhaust the stack.
//
// Everything in a Document is copied: it outlives the data it was read from.
//
// The reader accepts what Android's ResXMLTree accepts (any type at the
// start, several pools, unknown chunks, attributes of any stride, a resource
// map of any length) and more: where Android would give up, what was read so
// far is kept and a Problem says why. Limits are named where they act.
//
// Reference: AOSP frameworks/base, libs/androidfw, ResourceTypes.h and
// ResourceTypes.cpp (ResXMLTree, ResXMLParser); package res for what is
// shared with resource tables.
package axml

import (
	"errors"
	"iter"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

// AndroidNS is the namespace of the attributes that the framework defines.
const AndroidNS = "http://schemas.android.com/apk/res/android"

// Kind says what a Node is.
type Kind uint8

// The kinds of nodes.
const (
	StartNamespace Kind = iota + 1
	EndNamespace
	StartElement
	EndElement
	Text
)

// Node is one event of a document.
type Node struct {
	Kind Kind
	// Name is the element's name, the namespace's prefix, or the text.
	Name string
	// Namespace is the URI of the element's namespace or of the declaration;
	// HasNS tells "" from absent.
	Namespace string
	HasNS     bool
	HasName   bool
	Comment   string // the comment before the node, where one was kept
	Line      int32  // in the source, as the compiler recorded it
	Depth     int32  // how many elements are open around the node
	End       int32  // StartElement: index of the node that ends it
	Attrs     []Attribute
	Offset    int64 // of the node in the file; -1 in protobuf form
}

// Attribute is one attribute of an element.
type Attribute struct {
	Namespace string
	HasNS     bool
	Name      string // as stored; where that is empty, the name of ID
	NameByID  bool   // Name was not stored but found by ID
	ID        uint32 // resource id of the name, 0 if it has none
	Raw       string // the text of the source, where it was kept
	HasRaw    bool
	Value     res.Value
	Text      string // the string of a string value, else Raw
	RefName   string // protobuf form: name of the referenced resource
	Offset    int64  // of the attribute in the file; -1 in protobuf form
}

// String returns the value as text: the string itself, or the typed value as
// a developer would write it.
func (a *Attribute) String() string {
	if a.Value.Type == res.TypeString {
		return a.Text
	}
	if a.Value.IsRef() && a.Value.Data == 0 && a.RefName != "" {
		return "@" + a.RefName
	}
	return a.Value.String()
}

// Document is a parsed file.
type Document struct {
	Nodes    []Node
	Problems []res.Problem
	// DroppedProblems counts those that were too many to be listed.
	DroppedProblems int
	// StringCount is the number of strings in the pool.
	StringCount int
}

// ErrNoRoot is returned when no element could be read at all.
var ErrNoRoot = errors.New("binary XML: no element found")

// Elem is an element of a document. The zero Elem is no element.
type Elem struct {
	doc *Document
	idx int32
}

// Valid reports whether there is an element.
func (e Elem) Valid() bool { return e.doc != nil }

// Node is the element's start node; it must not be asked of the zero Elem.
func (e Elem) Node() *Node { return &e.doc.Nodes[e.idx] }

// Name is the element's name without prefix, "" for the zero Elem.
func (e Elem) Name() string {
	if e.doc == nil {
		return ""
	}
	return e.Node().Name
}

// Offset is where the element starts in the file, -1 if unknown.
func (e Elem) Offset() int64 {
	if e.doc == nil {
		return -1
	}
	return e.Node().Offset
}

// Root returns the first element.
func (d *Document) Root() Elem {
	for i := range d.Nodes {
		if d.Nodes[i].Kind == StartElement {
			return Elem{d, int32(i)}
		}
	}
	return Elem{}
}

// Children iterates over the elements directly inside e.
func (e Elem) Children() iter.Seq[Elem] {
	return func(yield func(Elem) bool) {
		if e.doc == nil {
			return
		}
		nodes := e.doc.Nodes
		for i := e.idx + 1; i < nodes[e.idx].End; i++ {
			if nodes[i].Kind != StartElement {
				continue
			}
			if !yield(Elem{e.doc, i}) {
				return
			}
			i = nodes[i].End
		}
	}
}

// Elements iterates over all elements named name directly inside e.
func (e Elem) Elements(name string) iter.Seq[Elem] {
	return func(yield func(Elem) bool) {
		for c := range e.Children() {
			if c.Name() == name && !yield(c) {
				return
			}
		}
	}
}

// Text returns the text directly inside e, pieces joined.
func (e Elem) Text() string {
	if e.doc == nil {
		return ""
	}
	nodes := e.doc.Nodes
	var s string
	for i := e.idx + 1; i < nodes[e.idx].End; i++ {
		switch nodes[i].Kind {
		case Text:
			s += nodes[i].Name
		case StartElement:
			i = nodes[i].End
		}
	}
	return s
}

// ID returns the attribute whose name has the resource id, nil if none. This
// is how the framework finds android: attributes; names do not matter to it.
// Of several, the first counts. An attribute without any id counts by name.
func (e Elem) ID(id uint32) *Attribute {
	if e.doc == nil {
		return nil
	}
	attrs := e.Node().Attrs
	for i := range attrs {
		if attrs[i].ID == id {
			return &attrs[i]
		}
	}
	name := AttrName(id)
	for i := range attrs {
		if a := &attrs[i]; a.ID == 0 && name != "" && a.Name == name && a.Namespace == AndroidNS {
			return a
		}
	}
	return nil
}

// Plain returns the attribute of that name without a namespace (package,
// split, ...), nil if none.
func (e Elem) Plain(name string) *Attribute {
	if e.doc == nil {
		return nil
	}
	attrs := e.Node().Attrs
	for i := range attrs {
		if attrs[i].Name == name && attrs[i].Namespace == "" {
			return &attrs[i]
		}
	}
	return nil
}
