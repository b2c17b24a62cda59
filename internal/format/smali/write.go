package smali

import (
	"crypto/sha1"
	"encoding/binary"
	"fmt"
	"hash/adler32"
	"sort"
)

// Section types, as they stand in the map list.
const (
	secHeader               = 0x0000
	secString               = 0x0001
	secType                 = 0x0002
	secProto                = 0x0003
	secField                = 0x0004
	secMethod               = 0x0005
	secClass                = 0x0006
	secCallSite             = 0x0007
	secMethodHandle         = 0x0008
	secMap                  = 0x1000
	secTypeList             = 0x1001
	secAnnotationSetRefList = 0x1002
	secAnnotationSet        = 0x1003
	secClassData            = 0x2000
	secCode                 = 0x2001
	secStringData           = 0x2002
	secDebugInfo            = 0x2003
	secAnnotation           = 0x2004
	secEncodedArray         = 0x2005
	secAnnotationsDirectory = 0x2006
	secHiddenAPI            = 0xf000
)

const (
	headerSize          = 0x70
	containerHeaderSize = 0x78
	endianTag           = 0x12345678
	noIndex             = 0xffffffff
)

// mapItem is one entry of the map list.
type mapItem struct {
	typ        uint16
	count, off uint32
}

// writer builds the data section and remembers where everything went. Its
// maps from tree nodes to offsets leave the tree as the parser made it.
type writer struct {
	opt     Options
	version int
	pool    *pool
	classes []*class // superclasses first
	data    buf
	start   uint32 // offset of the header in the container
	base    uint32 // offset of data in the container
	items   []mapItem
	align   int
	shared  map[string]uint32 // of the section under construction

	strOff    []uint32
	listOff   map[string]uint32 // type lists, by their bytes
	sites     []siteKey
	siteIdx   map[*callSite]uint32
	siteOff   []uint32
	staticOff map[*class]uint32
	annoOff   map[*annotation]uint32
	setOff    map[*annotation]uint32 // by the first of the set
	paramOff  map[*method]uint32
	dirOff    map[*class]uint32
	codes     map[*method]*code
	codeOff   map[*method]uint32
	dataOff   map[*class]uint32
}

// write lays out one DEX file: header, id tables, data, map. Its header stands at
// byte start of its container, and it is yet to be sealed.
func write(opt Options, start uint32, classes []*class) ([]byte, error) {
	ordered, err := order(classes)
	if err != nil {
		return nil, err
	}
	w := &writer{
		opt: opt, start: start, classes: ordered, pool: collect(classes, !opt.NoDebug),
		listOff: map[string]uint32{}, siteIdx: map[*callSite]uint32{}, staticOff: map[*class]uint32{},
		annoOff: map[*annotation]uint32{}, setOff: map[*annotation]uint32{}, paramOff: map[*method]uint32{},
		dirOff: map[*class]uint32{}, codes: map[*method]*code{}, codeOff: map[*method]uint32{}, dataOff: map[*class]uint32{},
	}
	if err := w.pool.check(); err != nil {
		return nil, err
	}
	if w.version = opt.Version; w.version == 0 {
		w.version = w.pool.version
	}
	if w.version < w.pool.version {
		err := w.pool.newest
		return nil, &Error{err.File, err.Line, fmt.Sprintf("%s, and Options.Version is %d", err.Msg, w.version)}
	}
	if err := w.sortMembers(); err != nil {
		return nil, err
	}
	// Everything that can fail comes before the first byte of the tables.
	if err := w.collectSites(); err != nil {
		return nil, err
	}
	w.base = w.tablesEnd()
	if err := w.dataSection(); err != nil {
		return nil, err
	}
	return w.file(), nil
}

// sortMembers orders fields and methods by their ids, as class_data demands.
// All later passes go through them in this order, so that the bytes do not
// depend on the order of the text.
func (w *writer) sortMembers() error {
	p := w.pool
	for i, c := range w.classes {
		sorted := *c
		sorted.fields = append([]*field(nil), c.fields...)
		sort.SliceStable(sorted.fields, func(i, j int) bool {
			return p.fields.idx[sorted.fields[i].fieldRef] < p.fields.idx[sorted.fields[j].fieldRef]
		})
		for k := 1; k < len(sorted.fields); k++ {
			if f := sorted.fields[k]; f.fieldRef == sorted.fields[k-1].fieldRef {
				return errorf(f.pos, "field %s:%s is defined twice", f.name, f.typ)
			}
		}
		sorted.methods = append([]*method(nil), c.methods...)
		sort.SliceStable(sorted.methods, func(i, j int) bool {
			return p.methods.idx[sorted.methods[i].methodRef] < p.methods.idx[sorted.methods[j].methodRef]
		})
		for k := 1; k < len(sorted.methods); k++ {
			if m := sorted.methods[k]; m.methodRef == sorted.methods[k-1].methodRef {
				return errorf(m.pos, "method %s%s is defined twice", m.name, m.proto)
			}
		}
		w.classes[i] = &sorted
	}
	return nil
}

func (w *writer) headerSize() uint32 {
	if w.version >= containerVersion {
		return containerHeaderSize
	}
	return headerSize
}

// idTables are the fixed tables after the header, with the size of a row.
func (w *writer) idTables() []struct {
	typ  uint16
	n    int
	size uint32
} {
	p := w.pool
	return []struct {
		typ  uint16
		n    int
		size uint32
	}{
		{secString, len(p.strings.list), 4}, {secType, len(p.types.list), 4},
		{secProto, len(p.protos.list), 12}, {secField, len(p.fields.list), 8},
		{secMethod, len(p.methods.list), 8}, {secClass, len(w.classes), 32},
		{secCallSite, len(w.sites), 4}, {secMethodHandle, len(p.handles.list), 8},
	}
}

func (w *writer) tablesEnd() uint32 {
	off := w.start + w.headerSize()
	for _, t := range w.idTables() {
		off += uint32(t.n) * t.size
	}
	return off
}

// begin starts a section of the data, whose items have the given alignment.
func (w *writer) begin(typ uint16, align int) {
	w.align = align
	w.shared = map[string]uint32{}
	w.items = append(w.items, mapItem{typ: typ})
}

// place appends an item to the current section and returns its file offset.
func (w *writer) place(item []byte) uint32 {
	w.data.pad(w.align) // base is a multiple of four
	off := w.base + uint32(len(w.data))
	w.data = append(w.data, item...)
	it := &w.items[len(w.items)-1]
	if it.count == 0 {
		it.off = off
	}
	it.count++
	return off
}

// share is place for items that may stand for several equal ones.
func (w *writer) share(item []byte) uint32 {
	off, ok := w.shared[string(item)]
	if !ok {
		off = w.place(item)
		w.shared[string(item)] = off
	}
	return off
}

// file joins header, tables and data. In a container the next header follows, so
// the length is a multiple of four.
func (w *writer) file() []byte {
	mapOff := w.mapList()
	b := w.header(mapOff)
	b = append(b, w.tables()...)
	b = append(b, w.data...)
	if w.version >= containerVersion {
		b.pad(4)
	}
	return b
}

// seal fills in what depends on everything else: sizes, signature, checksum.
func seal(b []byte, container uint32) []byte {
	binary.LittleEndian.PutUint32(b[32:], uint32(len(b)))
	if binary.LittleEndian.Uint32(b[36:]) == containerHeaderSize {
		binary.LittleEndian.PutUint32(b[112:], container)
	}
	sum := sha1.Sum(b[32:])
	copy(b[12:32], sum[:])
	binary.LittleEndian.PutUint32(b[8:], adler32.Checksum(b[12:]))
	return b
}

func (w *writer) header(mapOff uint32) buf {
	var b buf
	b = append(b, fmt.Sprintf("dex\n%03d\x00", w.version)...)
	b = append(b, make([]byte, 4+20+4)...) // checksum, signature, file size: filled in last
	b.u32(w.headerSize())
	b.u32(endianTag)
	b.u32(0) // link section: none
	b.u32(0)
	b.u32(mapOff)
	off := w.start + w.headerSize()
	for _, t := range w.idTables() {
		if t.typ <= secClass {
			b.u32(uint32(t.n))
			if t.n == 0 {
				b.u32(0)
			} else {
				b.u32(off)
			}
		}
		off += uint32(t.n) * t.size
	}
	if w.version >= containerVersion {
		// The place of the data is not said in this version.
		b.u32(0)
		b.u32(0)
		b.u32(0) // container size: filled in last
		b.u32(w.start)
		return b
	}
	b.u32(uint32(len(w.data)))
	b.u32(w.base)
	return b
}

// mapList appends the map to the data and returns its offset.
func (w *writer) mapList() uint32 {
	items := []mapItem{{secHeader, 1, w.start}}
	off := w.start + w.headerSize()
	for _, t := range w.idTables() {
		items = append(items, mapItem{t.typ, uint32(t.n), off})
		off += uint32(t.n) * t.size
	}
	items = append(items, w.items...)
	w.data.pad(4)
	mapOff := w.base + uint32(len(w.data))
	items = append(items, mapItem{secMap, 1, mapOff})
	var b buf
	n := uint32(0)
	for _, it := range items {
		if it.count > 0 {
			n++
			b.u16(it.typ)
			b.u16(0)
			b.u32(it.count)
			b.u32(it.off)
		}
	}
	w.data.u32(n)
	w.data = append(w.data, b...)
	return mapOff
}
