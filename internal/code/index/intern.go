package index

import (
	"hash/maphash"
	"sync"

	"github.com/avow-audit/avow/internal/format/dex"
)

// names are the app's tables of names, and for each dex file the numbers of its
// own rows in them.
type names struct {
	strings []place
	types   []StringID // descriptor
	protos  []protoRow
	params  []TypeID // of all protos, one after the other
	fields  []fieldRow
	methods []methodRow

	local          []localIDs
	typeOf         []TypeID // by string: the type with that descriptor, or None
	internProblems [][]dex.Problem

	// Call sites and method handles keep their rows: dex d's start here.
	callSiteBase, handleBase []uint32
	callSites, handles       uint32
}

// place is where a string's bytes stand.
type place struct{ dex, off, len uint32 }

type protoRow struct {
	result TypeID
	params uint32 // where they start; they end where the next row's start
}

type fieldRow struct {
	class, typ TypeID
	name       StringID
}

type methodRow struct {
	class TypeID
	proto ProtoID
	name  StringID
}

// localIDs turn a dex file's row numbers into the app's.
type localIDs struct{ strings, types, protos, fields, methods []uint32 }

// maxStringsFactor bounds the bytes of a file's strings together, as a multiple
// of the file. Honest strings do not overlap, so that they come to less than
// one; a file whose strings do overlap could otherwise cost its size squared.
const maxStringsFactor = 1

// set is an open-addressing table from hashes to rows, grown by its user
// beforehand: the number of rows is known.
type set struct {
	slots []uint64 // hash<<32 | row+1
	mask  uint64
}

func newSet(n int) set {
	size := uint64(16)
	for size < uint64(n)*2 {
		size *= 2
	}
	return set{make([]uint64, size), size - 1}
}

// find returns the row whose hash fits and for which same answers true, or
// adds the row next.
func (s *set) find(hash uint64, next uint32, same func(row uint32) bool) (row uint32, found bool) {
	tag := hash >> 32 << 32
	for i := hash & s.mask; ; i = (i + 1) & s.mask {
		slot := s.slots[i]
		if slot == 0 {
			s.slots[i] = tag | uint64(next+1)
			return next, false
		}
		if slot>>32<<32 == tag && same(uint32(slot)-1) {
			return uint32(slot) - 1, true
		}
	}
}

// intern numbers all names. Each table is one sequential pass: the order of the
// numbers is its result.
func (x *Index) intern(files []*dex.File) {
	n := &x.names
	// The seed keeps a file from being made to collide. It is not in the result.
	seed := maphash.MakeSeed()
	n.local = make([]localIDs, len(files))
	n.internProblems = make([][]dex.Problem, len(files))
	for d, f := range files {
		n.local[d] = localIDs{
			make([]uint32, f.NumStrings()), make([]uint32, f.NumTypes()), make([]uint32, f.NumProtos()),
			make([]uint32, f.NumFields()), make([]uint32, f.NumMethods()),
		}
		n.callSiteBase = append(n.callSiteBase, n.callSites)
		n.handleBase = append(n.handleBase, n.handles)
		n.callSites += uint32(f.NumCallSites())
		n.handles += uint32(f.NumMethodHandles())
	}
	n.internStrings(files, seed)
	n.internTypes(files)
	// Fields need types and strings, methods need protos too.
	var fields sync.WaitGroup
	fields.Go(func() { n.internFields(files, seed) })
	n.internProtos(files, seed)
	n.internMethods(files, seed)
	fields.Wait()
}

// sum adds the sizes of one table over all dex files.
func sum(files []*dex.File, size func(*dex.File) int) (n int) {
	for _, f := range files {
		n += size(f)
	}
	return n
}

func (n *names) internStrings(files []*dex.File, seed maphash.Seed) {
	total := sum(files, (*dex.File).NumStrings)
	s := newSet(total)
	n.strings = make([]place, 0, total)
	for d, f := range files {
		ids := n.local[d].strings
		budget := maxStringsFactor * int64(f.Size())
		for i := range ids {
			off, size := f.StringPlace(uint32(i))
			budget -= int64(size)
			if budget < 0 {
				n.internProblems[d] = append(n.internProblems[d], dex.Problem{Where: "string ids", Offset: int64(f.Header.Strings.Off) + 4*int64(i),
					Msg: "strings overlap: from here on they are read as empty"})
				for ; i < len(ids); i++ {
					ids[i] = None
				}
				break
			}
			b := f.Bytes(off, size)
			row, found := s.find(maphash.Bytes(seed, b), uint32(len(n.strings)), func(row uint32) bool {
				p := n.strings[row]
				return p.len == size && string(files[p.dex].Bytes(p.off, p.len)) == string(b)
			})
			if !found {
				n.strings = append(n.strings, place{uint32(d), off, size})
			}
			ids[i] = row
		}
	}
}

// at is ids[i], or None where there is no such row.
func at(ids []uint32, i uint32) uint32 {
	if uint64(i) >= uint64(len(ids)) {
		return None
	}
	return ids[i]
}

func (n *names) internTypes(files []*dex.File) {
	n.typeOf = make([]TypeID, len(n.strings))
	for i := range n.typeOf {
		n.typeOf[i] = TypeID(None)
	}
	for d, f := range files {
		ids := n.local[d].types
		for i := range ids {
			str := at(n.local[d].strings, f.TypeString(uint32(i)))
			if str == None {
				ids[i] = None
				continue
			}
			if n.typeOf[str] == TypeID(None) {
				n.typeOf[str] = TypeID(len(n.types))
				n.types = append(n.types, StringID(str))
			}
			ids[i] = uint32(n.typeOf[str])
		}
	}
}

// hash3 mixes three numbers with the seed's number.
func hash3(seed uint64, a, b, c uint32) uint64 {
	const m1, m2 = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93
	h := (seed ^ uint64(a)<<32 ^ uint64(b)) * m1
	h ^= h >> 32
	h = (h ^ uint64(c)) * m2
	h ^= h >> 29
	h *= m1
	return h ^ h>>32
}

func (n *names) internProtos(files []*dex.File, seed maphash.Seed) {
	s := newSet(sum(files, (*dex.File).NumProtos))
	key := make([]byte, 0, 4*(dex.MaxParams+1))
	for d, f := range files {
		local := &n.local[d]
		for i := range local.protos {
			p := f.Proto(uint32(i))
			params := f.Params(uint32(i))
			result := at(local.types, p.Return)
			start := len(n.params)
			key = append32(key[:0], result)
			for k := range params.Len() {
				t := at(local.types, params.At(k))
				n.params = append(n.params, TypeID(t))
				key = append32(key, t)
			}
			want := n.params[start:]
			row, found := s.find(maphash.Bytes(seed, key), uint32(len(n.protos)), func(row uint32) bool {
				if n.protos[row].result != TypeID(result) {
					return false
				}
				from, end := n.protos[row].params, uint32(start)
				if int(row)+1 < len(n.protos) {
					end = n.protos[row+1].params
				}
				if int(end-from) != len(want) {
					return false
				}
				for k, t := range n.params[from:end] {
					if t != want[k] {
						return false
					}
				}
				return true
			})
			if found {
				n.params = n.params[:start]
			} else {
				n.protos = append(n.protos, protoRow{TypeID(result), uint32(start)})
			}
			local.protos[i] = row
		}
	}
}

func append32(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

func (n *names) internFields(files []*dex.File, seed maphash.Seed) {
	total := sum(files, (*dex.File).NumFields)
	s, k := newSet(total), maphash.Bytes(seed, []byte("fields"))
	n.fields = make([]fieldRow, 0, total)
	for d, f := range files {
		local := &n.local[d]
		for i := range local.fields {
			id := f.Field(uint32(i))
			want := fieldRow{TypeID(at(local.types, id.Class)), TypeID(at(local.types, id.Type)), StringID(at(local.strings, id.Name))}
			row, found := s.find(hash3(k, uint32(want.class), uint32(want.typ), uint32(want.name)), uint32(len(n.fields)),
				func(row uint32) bool { return n.fields[row] == want })
			if !found {
				n.fields = append(n.fields, want)
			}
			local.fields[i] = row
		}
	}
}

func (n *names) internMethods(files []*dex.File, seed maphash.Seed) {
	total := sum(files, (*dex.File).NumMethods)
	s, k := newSet(total), maphash.Bytes(seed, []byte("methods"))
	n.methods = make([]methodRow, 0, total)
	for d, f := range files {
		local := &n.local[d]
		for i := range local.methods {
			id := f.Method(uint32(i))
			want := methodRow{TypeID(at(local.types, id.Class)), ProtoID(at(local.protos, id.Proto)), StringID(at(local.strings, id.Name))}
			row, found := s.find(hash3(k, uint32(want.class), uint32(want.proto), uint32(want.name)), uint32(len(n.methods)),
				func(row uint32) bool { return n.methods[row] == want })
			if !found {
				n.methods = append(n.methods, want)
			}
			local.methods[i] = row
		}
	}
}
