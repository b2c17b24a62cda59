package aab

import (
	"encoding/binary"
	"slices"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

// EncodeXML writes a document as an XmlNode. It serves to build test apps.
func EncodeXML(doc *axml.Document) []byte {
	e := xmlEncoder{nodes: doc.Nodes}
	return e.node(nil)
}

type xmlEncoder struct {
	nodes []axml.Node
	at    int
}

// node writes the namespaces and the element, or the text, that come next.
func (e *xmlEncoder) node(b []byte) []byte {
	var spaces []byte
	for e.at < len(e.nodes) && e.nodes[e.at].Kind == axml.StartNamespace {
		n := &e.nodes[e.at]
		ns := appendText(nil, nsPrefix, n.Name)
		spaces = appendBytes(spaces, elemNamespace, appendText(ns, nsURI, n.Namespace))
		e.at++
	}
	if e.at >= len(e.nodes) {
		return b
	}
	n := &e.nodes[e.at]
	e.at++
	switch n.Kind {
	case axml.Text:
		b = appendBytes(b, nodeText, []byte(n.Name))
	case axml.StartElement:
		b = appendBytes(b, nodeElement, e.element(spaces, n))
	default:
		return b
	}
	return appendBytes(b, nodeSource, appendNumber(nil, 1, uint64(n.Line)))
}

func (e *xmlEncoder) element(b []byte, n *axml.Node) []byte {
	b = appendText(b, elemURI, n.Namespace)
	b = appendText(b, elemName, n.Name)
	for i := range n.Attrs {
		b = appendBytes(b, elemAttr, encodeAttr(&n.Attrs[i]))
	}
	for e.at < int(n.End) {
		b = appendBytes(b, elemChild, e.node(nil))
	}
	for e.at++; e.at < len(e.nodes) && e.nodes[e.at].Kind == axml.EndNamespace; {
		e.at++
	}
	return b
}

func encodeAttr(a *axml.Attribute) []byte {
	b := appendText(nil, attrURI, a.Namespace)
	b = appendText(b, attrName, a.Name)
	b = appendText(b, attrValue, a.Raw)
	if a.ID != 0 {
		b = appendNumber(b, attrID, uint64(a.ID))
	}
	if a.Value.Type == res.TypeString {
		return b // as the compiler: the text says it all
	}
	return appendBytes(b, attrItem, encodeItem(a.Value, a.Text))
}

func encodeItem(v res.Value, text string) []byte {
	switch v.Type {
	case res.TypeString:
		return appendBytes(nil, itemStr, appendText(nil, 1, text))
	case res.TypeReference, res.TypeAttribute:
		var r []byte
		if v.Type == res.TypeAttribute {
			r = appendNumber(r, refType, 1)
		}
		return appendBytes(nil, itemRef, appendNumber(r, refID, uint64(v.Data)))
	}
	return appendBytes(nil, itemPrim, encodePrimitive(v))
}

func encodePrimitive(v res.Value) []byte {
	// The lowest field above the old ones that has the type.
	for num := 1; num <= 14; num++ {
		if num == primEmpty || num == primDimensionOld || num == primFractionOld || primitives[num] != v.Type {
			continue
		}
		switch v.Type {
		case res.TypeNull:
			if v.Data == 1 {
				num = primEmpty
			}
			return appendBytes(nil, num, nil)
		case res.TypeFloat:
			b := binary.AppendUvarint(nil, uint64(num)<<3|wire32)
			return binary.LittleEndian.AppendUint32(b, v.Data)
		case res.TypeBool:
			return appendNumber(nil, num, uint64(v.Data&1))
		case res.TypeIntDec: // int32: negative ones are sign-extended
			return appendNumber(nil, num, uint64(int64(int32(v.Data))))
		}
		return appendNumber(nil, num, uint64(v.Data))
	}
	return nil
}

// EncodeTable writes a small table as a ResourceTable.
func EncodeTable(s *arsc.Spec) ([]byte, error) {
	nums, err := s.Number()
	if err != nil || len(nums) == 0 {
		return nil, err
	}
	pkg := appendBytes(nil, packageID, appendNumber(nil, 1, uint64(nums[0].ID>>24)))
	pkg = appendText(pkg, packageName, s.Package)
	for len(nums) > 0 {
		id := nums[0].ID >> 16 & 0xff
		n := slices.IndexFunc(nums, func(x arsc.Numbered) bool { return x.ID>>16&0xff != id })
		if n < 0 {
			n = len(nums)
		}
		typ := appendBytes(nil, typeID, appendNumber(nil, 1, uint64(id)))
		typ = appendText(typ, typeName, nums[0].Type)
		for _, x := range nums[:n] {
			typ = appendBytes(typ, typeEntry, encodeEntry(x))
		}
		pkg = appendBytes(pkg, packageType, typ)
		nums = nums[n:]
	}
	return appendBytes(nil, tablePackage, pkg), nil
}

func encodeEntry(x arsc.Numbered) []byte {
	b := appendBytes(nil, entryID, appendNumber(nil, 1, uint64(x.ID&0xffff)))
	b = appendText(b, entryName, x.Name)
	for _, v := range x.Values {
		cv := appendBytes(nil, configConfig, encodeConfig(v.Config))
		cv = appendBytes(cv, configValue, appendBytes(nil, valueItem, encodeItem(v.Value, v.Text)))
		b = appendBytes(b, entryValue, cv)
	}
	return b
}

func encodeConfig(c arsc.Config) []byte {
	b := appendText(nil, configLocale, c.Locale())
	for num := 1; num <= 26; num++ {
		d, known := configFields[num]
		if !known {
			continue
		}
		v := d.get(&c)
		if d.codes != nil {
			v = uint32(max(0, slices.Index(d.codes, v)))
		}
		if v != 0 {
			b = appendNumber(b, num, uint64(v))
		}
	}
	return b
}

func appendBytes(b []byte, num int, data []byte) []byte {
	b = binary.AppendUvarint(b, uint64(num)<<3|wireBytes)
	b = binary.AppendUvarint(b, uint64(len(data)))
	return append(b, data...)
}

func appendText(b []byte, num int, s string) []byte {
	if s == "" {
		return b
	}
	return appendBytes(b, num, []byte(s))
}

func appendNumber(b []byte, num int, v uint64) []byte {
	return binary.AppendUvarint(binary.AppendUvarint(b, uint64(num)<<3|wireVarint), v)
}
