package arsc

import (
	"encoding/binary"
	"fmt"
	"slices"
	"unicode/utf16"

	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/ordered"
)

// Spec describes a small resource table to be written: test apps and the
// example app are made from it. It holds simple values only, no bags.
type Spec struct {
	Package   string
	PackageID uint32 // 0 means 0x7f, an app
	Resources []Resource
}

// Resource is one resource of a Spec. Types and, within them, entries are
// numbered in order of appearance; Entry, where not zero, is the number
// instead, so that gaps can be made.
type Resource struct {
	Type, Name string
	Entry      int
	Values     []SpecValue
}

// SpecValue is the value of a resource in a configuration. Text is for
// values of type string.
type SpecValue struct {
	Config Config
	Value  res.Value
	Text   string
}

// EncodeOptions choose between the forms that compilers write.
type EncodeOptions struct {
	Sparse   bool // index of (id, offset) pairs
	Offset16 bool // 16-bit offsets
	Compact  bool // entries of eight bytes
	UTF16    bool // string pools in UTF-16
}

// String makes a value of type string.
func String(c Config, s string) SpecValue {
	return SpecValue{Config: c, Value: res.Value{Type: res.TypeString}, Text: s}
}

// Numbered is a resource of a Spec with its id.
type Numbered struct {
	ID uint32
	*Resource
}

// Number gives every resource of the spec its id, in order of id.
func (s *Spec) Number() ([]Numbered, error) {
	pkg := s.PackageID
	if pkg == 0 {
		pkg = 0x7f
	}
	types := s.typeNames()
	next := make([]int, len(types))
	out := make([]Numbered, 0, len(s.Resources))
	for i := range s.Resources {
		r := &s.Resources[i]
		t := slices.Index(types, r.Type)
		if r.Entry != 0 {
			next[t] = r.Entry
		}
		if next[t] > 0xffff || t > 0xfe {
			return nil, fmt.Errorf("resource %s/%s: no number left", r.Type, r.Name)
		}
		out = append(out, Numbered{pkg<<24 | uint32(t+1)<<16 | uint32(next[t]), r})
		next[t]++
	}
	ordered.By(out, func(a, b Numbered) int { return int(int64(a.ID) - int64(b.ID)) })
	for i := 1; i < len(out); i++ {
		if out[i].ID == out[i-1].ID {
			return nil, fmt.Errorf("resource %s/%s: number 0x%08x is taken", out[i].Type, out[i].Name, out[i].ID)
		}
	}
	return out, nil
}

func (s *Spec) typeNames() []string {
	var out []string
	for i := range s.Resources {
		if !slices.Contains(out, s.Resources[i].Type) {
			out = append(out, s.Resources[i].Type)
		}
	}
	return out
}

// IDs returns the resources' ids by type/name, as references name them.
func (s *Spec) IDs() (map[string]uint32, error) {
	nums, err := s.Number()
	out := map[string]uint32{}
	for _, n := range nums {
		out[n.Type+"/"+n.Name] = n.ID
	}
	return out, err
}

// Encode writes the table in binary form.
func (s *Spec) Encode(opt EncodeOptions) ([]byte, error) {
	nums, err := s.Number()
	if err != nil {
		return nil, err
	}
	e := specEncoder{opt: opt, nums: nums, types: s.typeNames()}
	e.strs.at, e.keys.at = map[string]uint32{}, map[string]uint32{}
	pkg := e.pkg(s)
	out := res.AppendHeader(nil, res.ChunkTable, tableHeaderSize)
	out = res.Append32(out, 1)
	out = res.AppendPool(out, e.strs.list, !opt.UTF16)
	out = append(out, pkg...)
	return res.CloseChunk(out, 0), e.err
}

type specEncoder struct {
	opt   EncodeOptions
	nums  []Numbered
	types []string
	strs  pool
	keys  pool
	err   error
}

// pool numbers distinct strings.
type pool struct {
	list []string
	at   map[string]uint32
}

func (p *pool) index(s string) uint32 {
	i, ok := p.at[s]
	if !ok {
		i = uint32(len(p.list))
		p.list = append(p.list, s)
		p.at[s] = i
	}
	return i
}

func (e *specEncoder) pkg(s *Spec) []byte {
	var body []byte
	for t := range e.types {
		body = e.typ(body, t)
	}
	b := res.AppendHeader(nil, res.ChunkPackage, packageHeaderSize+4)
	id := s.PackageID
	if id == 0 {
		id = 0x7f
	}
	b = res.Append32(b, id)
	name := utf16.Encode([]rune(s.Package))
	name = append(name, make([]uint16, packageNameUnits)...)[:packageNameUnits]
	name[packageNameUnits-1] = 0
	b = res.Append16(b, name...)
	b = res.Append32(b, packageHeaderSize+4, uint32(len(e.types)), 0, uint32(len(e.keys.list)), 0)
	b = res.AppendPool(b, e.types, !e.opt.UTF16)
	binary.LittleEndian.PutUint32(b[276:], uint32(len(b)))
	b = res.AppendPool(b, e.keys.list, !e.opt.UTF16)
	b = append(b, body...)
	return res.CloseChunk(b, 0)
}

// typ writes the spec and the configurations of one type.
func (e *specEncoder) typ(b []byte, t int) []byte {
	var configs []Config
	count := 0
	for _, n := range e.nums {
		if int(n.ID>>16&0xff) != t+1 {
			continue
		}
		count = int(n.ID&0xffff) + 1
		for _, v := range n.Values {
			if !slices.Contains(configs, v.Config) {
				configs = append(configs, v.Config)
			}
		}
	}
	at := len(b)
	b = res.AppendHeader(b, res.ChunkTypeSpec, specHeaderSize)
	b = append(b, byte(t+1), 0, 0, 0)
	b = res.Append32(b, uint32(count))
	b = append(b, make([]byte, 4*count)...)
	b = res.CloseChunk(b, at)
	for _, c := range configs {
		b = e.config(b, t, count, c)
	}
	return b
}

func (e *specEncoder) config(b []byte, t, count int, c Config) []byte {
	type slot struct{ entry, off int }
	var slots []slot
	var data []byte
	for _, n := range e.nums {
		if int(n.ID>>16&0xff) != t+1 {
			continue
		}
		for _, v := range n.Values {
			if v.Config == c {
				slots = append(slots, slot{int(n.ID & 0xffff), len(data)})
				data = e.entry(data, n.Name, v)
			}
		}
	}
	at := len(b)
	conf := c.append(nil)
	head := typeHeaderSize + len(conf)
	b = res.AppendHeader(b, res.ChunkType, uint16(head))
	flags, rows := byte(0), count
	switch {
	case e.opt.Sparse:
		flags, rows = flagSparse, len(slots)
	case e.opt.Offset16:
		flags = flagOffset16
	}
	if flags != 0 && len(data) >= 4*noEntry16 {
		e.err = fmt.Errorf("type %s: too much data for short offsets", e.types[t])
	}
	b = append(b, byte(t+1), flags, 0, 0)
	start := len(b) + 4 // entriesStart, set below
	b = res.Append32(b, uint32(rows), 0)
	b = append(b, conf...)
	next := 0
	for i := range rows {
		used := e.opt.Sparse || next < len(slots) && slots[next].entry == i
		var s slot
		if used {
			s = slots[next]
			next++
		}
		switch {
		case e.opt.Sparse:
			b = res.Append16(b, uint16(s.entry), uint16(s.off/4))
		case e.opt.Offset16 && used:
			b = res.Append16(b, uint16(s.off/4))
		case e.opt.Offset16:
			b = res.Append16(b, noEntry16)
		case used:
			b = res.Append32(b, uint32(s.off))
		default:
			b = res.Append32(b, noEntry)
		}
	}
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	binary.LittleEndian.PutUint32(b[start:], uint32(len(b)-at))
	b = append(b, data...)
	return res.CloseChunk(b, at)
}

func (e *specEncoder) entry(b []byte, name string, v SpecValue) []byte {
	key := e.keys.index(name)
	val := v.Value
	if val.Type == res.TypeString {
		val.Data = e.strs.index(v.Text)
	}
	if e.opt.Compact {
		if key > 0xffff {
			e.err = fmt.Errorf("resource %s: key does not fit a compact entry", name)
		}
		b = res.Append16(b, uint16(key), uint16(val.Type)<<8|entryCompact)
		return res.Append32(b, val.Data)
	}
	b = res.Append16(b, entrySize, 0)
	b = res.Append32(b, key)
	return res.AppendValue(b, val)
}
