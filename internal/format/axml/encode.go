package axml

import (
	"encoding/binary"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

// EncodeOptions choose between the forms that compilers write.
type EncodeOptions struct {
	UTF16 bool // string pool in UTF-16, as old compilers write manifests
}

// Encode writes a document as binary XML. Strings of attribute names with a
// resource id come first in the pool, as the resource map demands.
func Encode(doc *Document, opt EncodeOptions) []byte {
	e := encoder{index: map[poolKey]uint32{}}
	for i := range doc.Nodes {
		for j := range doc.Nodes[i].Attrs {
			if a := &doc.Nodes[i].Attrs[j]; a.ID != 0 {
				if _, dup := e.index[poolKey{a.Name, a.ID}]; !dup {
					e.ids = append(e.ids, a.ID)
				}
				e.str(a.Name, a.ID)
			}
		}
	}
	for i := range doc.Nodes {
		e.node(&doc.Nodes[i])
	}
	out := res.AppendHeader(nil, res.ChunkXML, res.ChunkHeaderSize)
	out = res.AppendPool(out, e.strs, !opt.UTF16)
	at := len(out)
	out = res.AppendHeader(out, res.ChunkResourceMap, res.ChunkHeaderSize)
	out = res.CloseChunk(res.Append32(out, e.ids...), at)
	out = append(out, e.body...)
	return res.CloseChunk(out, 0)
}

// poolKey tells an attribute name with an id from the same text elsewhere.
type poolKey struct {
	s  string
	id uint32
}

type encoder struct {
	strs  []string
	index map[poolKey]uint32
	ids   []uint32
	body  []byte
}

func (e *encoder) str(s string, id uint32) uint32 {
	k := poolKey{s, id}
	i, ok := e.index[k]
	if !ok {
		i = uint32(len(e.strs))
		e.strs = append(e.strs, s)
		e.index[k] = i
	}
	return i
}

func (e *encoder) opt(s string, has bool) uint32 {
	if !has {
		return res.NoIndex
	}
	return e.str(s, 0)
}

var chunkTypes = map[Kind]uint16{
	StartNamespace: res.ChunkStartNS,
	EndNamespace:   res.ChunkEndNS,
	StartElement:   res.ChunkStartElem,
	EndElement:     res.ChunkEndElem,
	Text:           res.ChunkText,
}

func (e *encoder) node(n *Node) {
	at := len(e.body)
	e.body = res.AppendHeader(e.body, chunkTypes[n.Kind], nodeHeaderSize)
	e.body = res.Append32(e.body, uint32(n.Line), e.opt(n.Comment, n.Comment != ""))
	switch n.Kind {
	case StartNamespace, EndNamespace:
		e.body = res.Append32(e.body, e.opt(n.Name, n.HasName), e.opt(n.Namespace, n.HasNS))
	case Text:
		e.body = res.Append32(e.body, e.opt(n.Name, n.HasName))
		e.body = res.AppendValue(e.body, res.Value{})
	case EndElement:
		e.body = res.Append32(e.body, e.opt(n.Namespace, n.HasNS), e.opt(n.Name, n.HasName))
	case StartElement:
		e.body = res.Append32(e.body, e.opt(n.Namespace, n.HasNS), e.opt(n.Name, n.HasName))
		e.body = res.Append16(e.body, elemExtSize, attrSize, uint16(len(n.Attrs)), 0, 0, 0)
		for i := range n.Attrs {
			e.attr(&n.Attrs[i])
		}
	}
	binary.LittleEndian.PutUint32(e.body[at+4:], uint32(len(e.body)-at))
}

func (e *encoder) attr(a *Attribute) {
	v := a.Value
	if v.Type == res.TypeString {
		v.Data = e.str(a.Text, 0)
	}
	e.body = res.Append32(e.body, e.opt(a.Namespace, a.HasNS), e.str(a.Name, a.ID), e.opt(a.Raw, a.HasRaw))
	e.body = res.AppendValue(e.body, v)
}
