package dex

// MapType names a kind of section in the map.
type MapType uint16

// The sections that only the map leads to.
const (
	mapCallSites     MapType = 0x0007
	mapMethodHandles MapType = 0x0008
)

// MapItem is one row of the map: Count items of one type from byte Off on.
type MapItem struct {
	Type  MapType
	Count uint32
	Off   uint32
}

// Map returns the map list, cut to what the file holds.
func (f *File) Map() []MapItem {
	off := uint64(f.Header.MapOff)
	b := f.bytes(off, 4)
	if off == 0 || b == nil {
		return nil
	}
	n := min(uint64(u32(b, 0)), (uint64(len(f.data))-off-4)/12)
	// There are 21 kinds of sections, each at most once; a longer map is a lie
	// that must not cost memory.
	n = min(n, 64)
	items := make([]MapItem, n)
	for i := range items {
		b := f.data[off+4+12*uint64(i):]
		items[i] = MapItem{MapType(u16(b, 0)), u32(b, 4), u32(b, 8)}
	}
	return items
}

// readMap finds the two tables that have no place in the header.
func (f *File) readMap() {
	if f.Header.MapOff == 0 || uint64(f.Header.MapOff)+4 > uint64(len(f.data)) {
		f.note("map", uint64(f.Header.MapOff), "the map lies outside the file")
		return
	}
	for _, m := range f.Map() {
		switch t := (Table{m.Count, m.Off}); m.Type {
		case mapCallSites:
			f.callSiteIDs = f.table("call sites", t, 4)
		case mapMethodHandles:
			f.methodHandles = f.table("method handles", t, 8)
		case mapHiddenAPI:
			f.hiddenAPI = m.Off
		}
	}
}
