package axml

import (
	"fmt"

	"github.com/avow-audit/avow/internal/format/axml/res"
)

const (
	nodeHeaderSize = 16 // ResXMLTree_node: chunk header, line, comment
	nsExtSize      = 8
	elemExtSize    = 20
	endExtSize     = 8
	textExtSize    = 12
	attrSize       = 20 // ResXMLTree_attribute

	// A node of at least 24 bytes may claim 65535 attributes that overlap
	// each other; honest ones take 20 bytes each, so more than one per 16
	// bytes of file is a trap.
	minBytesPerAttr = 16

	// Strings decoded for one document, as a multiple of the file: a pool of
	// overlapping strings must not multiply the memory.
	stringAmplification = 8
)

// Parse reads a binary XML file. The error is non-nil only when not one
// element could be read; everything else that is wrong is in Problems.
func Parse(data []byte) (*Document, error) {
	p := parser{data: data, doc: &Document{}, attrBudget: len(data) / minBytesPerAttr}
	err := p.run()
	p.doc.Problems, p.doc.DroppedProblems = p.probs.List, p.probs.Dropped
	return p.doc, err
}

type parser struct {
	data  []byte // cut to the size the header states
	doc   *Document
	probs res.Problems

	pool      res.Pool
	strs      []string // decoded on first use
	have      []bool
	strBudget int64
	resMap    []byte

	open       []int32 // indices of open elements
	attrs      []Attribute
	attrBudget int
}

func (p *parser) run() error {
	start := p.header()
	if start < 0 {
		return fmt.Errorf("binary XML: %d bytes are too few for a header", len(p.data))
	}
	seenNode := false
	for off := start; off <= len(p.data)-res.ChunkHeaderSize; {
		h, _ := res.ReadHeader(p.data, off)
		isNode := h.Type >= res.ChunkXMLFirst && h.Type <= res.ChunkXMLLast
		if msg := h.Check(res.ChunkHeaderSize, len(p.data)-off); msg != "" {
			p.probs.Add("chunk", int64(off), msg+"; the rest of the file is not read")
			break
		}
		if (uint32(h.HeaderSize)|h.Size)&3 != 0 {
			p.probs.Add("chunk", int64(off), "chunk size is not a multiple of four; Android refuses it")
		}
		chunk := p.data[off : off+int(h.Size)]
		switch {
		case isNode:
			seenNode = true
			p.node(h, chunk, off)
		case seenNode:
			// Behind the first node Android looks at nodes only.
			p.probs.Add("chunk", int64(off), fmt.Sprintf("unknown chunk type 0x%04x between nodes is skipped", h.Type))
		case h.Type == res.ChunkPool:
			p.setPool(chunk, off)
		case h.Type == res.ChunkResourceMap:
			if p.resMap != nil {
				p.probs.Add("chunk", int64(off), "a second resource map; the last one counts")
			}
			p.resMap = chunk[h.HeaderSize:]
		default:
			p.probs.Add("chunk", int64(off), fmt.Sprintf("unknown chunk type 0x%04x is skipped", h.Type))
		}
		off += int(h.Size)
	}
	p.finish()
	if !p.doc.Root().Valid() {
		return ErrNoRoot
	}
	return nil
}

// header checks the file's own chunk header and returns where the first inner
// chunk starts, -1 if there is none.
func (p *parser) header() int {
	h, ok := res.ReadHeader(p.data, 0)
	if !ok {
		return -1
	}
	if h.Type != res.ChunkXML {
		// ResXMLTree does not look at this type, so packers set any.
		p.probs.Add("header", 0, fmt.Sprintf("the document is of type 0x%04x instead of 0x0003; Android accepts any", h.Type))
	}
	size := uint64(h.Size)
	switch {
	case size > uint64(len(p.data)):
		p.probs.Add("header", 4, fmt.Sprintf("the document states %d bytes, the file has %d; Android refuses it", h.Size, len(p.data)))
	case size < res.ChunkHeaderSize:
		p.probs.Add("header", 4, fmt.Sprintf("the document states %d bytes; the whole file is read instead", h.Size))
	default:
		if size < uint64(len(p.data)) {
			p.probs.Add("header", 4, fmt.Sprintf("%d bytes behind the end are not part of the document", len(p.data)-int(size)))
		}
		p.data = p.data[:size]
	}
	start := int(h.HeaderSize)
	if start != res.ChunkHeaderSize {
		p.probs.Add("header", 2, fmt.Sprintf("the document's header has %d bytes instead of 8", start))
		if start < res.ChunkHeaderSize || start > len(p.data) {
			start = res.ChunkHeaderSize
		}
	}
	return start
}

func (p *parser) setPool(chunk []byte, off int) {
	if p.pool.Len() > 0 {
		p.probs.Add("pool", int64(off), "a second string pool; the last one counts")
	}
	pool, err := res.ParsePool(chunk, int64(off), &p.probs)
	if err != nil {
		p.probs.Add("pool", int64(off), err.Error())
		return
	}
	p.pool = pool
	p.strs, p.have = make([]string, pool.Len()), make([]bool, pool.Len())
	p.strBudget = int64(len(p.data))*stringAmplification + 1<<16
	p.doc.StringCount = pool.Len()
}

// str returns string i; ok is false for "no string".
func (p *parser) str(i uint32, where string, off int) (s string, ok bool) {
	if i == res.NoIndex {
		return "", false
	}
	if uint64(i) >= uint64(len(p.strs)) {
		if !p.probs.Full() {
			p.probs.Add(where, int64(off), fmt.Sprintf("string %d of %d does not exist", i, len(p.strs)))
		} else {
			p.probs.Dropped++
		}
		return "", false
	}
	if p.have[i] {
		return p.strs[i], true
	}
	p.have[i] = true
	if p.strBudget <= 0 {
		p.probs.Add(where, int64(off), "strings overlap so often that the rest is not read")
		return "", true
	}
	s, err := p.pool.Get(int(i))
	if err != nil {
		p.probs.Add("string", p.pool.Offset(int(i)), fmt.Sprintf("string %d: %v", i, err))
	}
	p.strBudget -= int64(len(s)) + 16
	p.strs[i] = s
	return s, true
}

// node reads one ResXMLTree_node. chunk is the whole node, at off.
func (p *parser) node(h res.Header, chunk []byte, off int) {
	if int(h.HeaderSize) < nodeHeaderSize || len(chunk) < nodeHeaderSize {
		p.probs.Add("node", int64(off), "the header of a node is too small; the node is skipped")
		return
	}
	n := Node{Line: int32(res.U32(chunk, 8)), Depth: int32(len(p.open)), Offset: int64(off), End: -1}
	n.Comment, _ = p.str(res.U32(chunk, 12), "comment", off)
	ext := chunk[h.HeaderSize:]
	need, known := extSizes[h.Type]
	if !known {
		p.probs.Add("node", int64(off), fmt.Sprintf("unknown node type 0x%04x is skipped", h.Type))
		return
	}
	if len(ext) < need {
		p.probs.Add("node", int64(off), fmt.Sprintf("a node has %d bytes of content and needs %d; it is skipped", len(ext), need))
		return
	}
	switch h.Type {
	case res.ChunkStartNS, res.ChunkEndNS:
		n.Kind = StartNamespace
		if h.Type == res.ChunkEndNS {
			n.Kind = EndNamespace
		}
		n.Name, n.HasName = p.str(res.U32(ext, 0), "namespace", off)
		n.Namespace, n.HasNS = p.str(res.U32(ext, 4), "namespace", off)
	case res.ChunkText:
		n.Kind = Text
		n.Name, n.HasName = p.str(res.U32(ext, 0), "text", off)
	case res.ChunkStartElem:
		n.Kind = StartElement
		p.qname(&n, ext, off)
		n.Attrs = p.attributes(ext, off, off+int(h.HeaderSize))
		p.open = append(p.open, int32(len(p.doc.Nodes)))
	case res.ChunkEndElem:
		n.Kind = EndElement
		p.qname(&n, ext, off)
		if len(p.open) == 0 {
			p.probs.Add("node", int64(off), "an element ends that never started")
			break
		}
		top := p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
		n.Depth--
		p.doc.Nodes[top].End = int32(len(p.doc.Nodes))
		if start := &p.doc.Nodes[top]; start.Name != n.Name {
			p.probs.Add("node", int64(off), fmt.Sprintf("%q ends what %q started", clip(n.Name), clip(start.Name)))
		}
	}
	p.doc.Nodes = append(p.doc.Nodes, n)
}

var extSizes = map[uint16]int{
	res.ChunkStartNS:   nsExtSize,
	res.ChunkEndNS:     nsExtSize,
	res.ChunkStartElem: elemExtSize,
	res.ChunkEndElem:   endExtSize,
	res.ChunkText:      textExtSize,
}

func (p *parser) qname(n *Node, ext []byte, off int) {
	n.Namespace, n.HasNS = p.str(res.U32(ext, 0), "element", off)
	n.Name, n.HasName = p.str(res.U32(ext, 4), "element", off)
}

// attributes reads the attributes of the element whose extension ext starts
// at file offset extOff.
func (p *parser) attributes(ext []byte, off, extOff int) []Attribute {
	start, stride, count := int(res.U16(ext, 8)), int(res.U16(ext, 10)), int(res.U16(ext, 12))
	if count == 0 {
		return nil
	}
	if stride != attrSize {
		p.probs.Add("element", int64(off), fmt.Sprintf("the attributes of an element are %d bytes apart instead of 20", stride))
	}
	// Android bounds start+stride*count by the node but reads 20 bytes at
	// each attribute, so the last may lie beyond the node, not the file.
	if start+stride*count > len(ext) {
		p.probs.Add("element", int64(off), fmt.Sprintf("an element states %d attributes, which do not fit into it", count))
	}
	rest := p.data[extOff:]
	first := len(p.attrs)
	last := uint32(0)
	for i := range count {
		at := start + i*stride
		if at > len(rest)-attrSize || (at > len(ext)-4 && stride >= attrSize) {
			break
		}
		if p.attrBudget--; p.attrBudget < 0 {
			p.probs.Add("element", int64(off), "attributes overlap so often that the rest is not read")
			break
		}
		a := p.attribute(rest[at:at+attrSize], extOff+at)
		if a.ID != 0 && a.ID < last {
			// RetrieveAttributes walks wanted and present ids in step and
			// never goes back.
			p.probs.Add("attribute", a.Offset, fmt.Sprintf("%s stands behind a larger id; the framework may overlook it", clip(a.Name)))
		}
		last = max(last, a.ID)
		p.attrs = append(p.attrs, a)
	}
	return p.attrs[first:len(p.attrs):len(p.attrs)]
}

func (p *parser) attribute(b []byte, off int) Attribute {
	a := Attribute{Offset: int64(off)}
	a.Namespace, a.HasNS = p.str(res.U32(b, 0), "attribute", off)
	nameIdx := res.U32(b, 4)
	a.Name, _ = p.str(nameIdx, "attribute", off)
	if at := uint64(nameIdx) * 4; at+4 <= uint64(len(p.resMap)) {
		a.ID = res.U32(p.resMap, int(at))
	}
	if a.Name == "" && a.ID != 0 {
		a.Name, a.NameByID = AttrName(a.ID), true
	}
	a.Raw, a.HasRaw = p.str(res.U32(b, 8), "attribute", off)
	a.Value, _ = res.ReadValue(b, 12)
	a.Text = a.Raw
	if a.Value.Type == res.TypeString {
		if s, ok := p.str(a.Value.Data, "attribute", off); ok {
			if a.HasRaw && s != a.Raw {
				p.probs.Add("attribute", int64(off), fmt.Sprintf("%s has two values, %q and %q; the framework uses the first, aapt the second",
					clip(a.Name), clip(s), clip(a.Raw)))
			}
			a.Text = s
		}
	}
	return a
}

// finish closes what was left open, so that every element has an end.
func (p *parser) finish() {
	if len(p.open) > 0 {
		p.probs.Add("document", int64(len(p.data)), fmt.Sprintf("%d elements are never closed", len(p.open)))
	}
	for _, i := range p.open {
		p.doc.Nodes[i].End = int32(len(p.doc.Nodes))
	}
}

// clip shortens hostile text for a message.
func clip(s string) string {
	const most = 60
	if len(s) > most {
		return s[:most] + "..."
	}
	return s
}
