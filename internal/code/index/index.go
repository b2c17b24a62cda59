// Package index reads all code of an app once and answers who uses what.
//
// One linear pass over each dex file notes every instruction that names a
// string, type, field, method, proto, call site or method handle. Names are
// interned over all dex files, so that one number stands for one thing in the
// whole app, and the places of use are kept twice: by the method that holds
// them ([Index.Refs]) and by what they name ([Index.Callers], [Index.Users]).
// Nothing else is decoded; no string leaves the dex files.
//
// Everything lies in flat arrays of numbers: the garbage collector has nothing
// to follow in them. Numbers are given in the order of the dex files and of
// their tables, whatever the number of processors: the same input gives the
// same index.
//
// The steps, in [New]:
//
//	intern  strings, types, protos, fields, methods to numbers of the app
//	define  classes and their methods, with the place of their code
//	scan    instructions to sites, in shares of equal size
//	merge   the shares into one array, with the app's numbers
//	link    which class each type is, which method each name is
//
// intern runs beside define and scan. The reverse arrays are made when first
// asked for.
//
// Limits: a class defined twice counts as its first definition, as Android
// loads it; methods reached by code in native libraries or loaded at run time
// are not seen. What a hostile file costs is bounded by its size: tables that
// share bytes are read once (see the max constants), and the rest is a problem.
package index

import (
	"sync"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/parallel"
)

// None is the number of nothing.
const None = ^uint32(0)

// Numbers of the app's things. Each counts from nought without gaps.
type (
	StringID uint32 // a string of any dex file
	TypeID   uint32 // a class, array or primitive type
	ProtoID  uint32 // a list of parameter types and a result type
	FieldID  uint32 // class, name and type of a field
	MethodID uint32 // class, name and proto of a method: a name, with a body or without
	ClassID  uint32 // a class definition, in the order of the dex files
	DefID    uint32 // a method definition, in the order of the classes
	SiteID   uint32 // a place in code that names something
)

// Problem is something wrong in one of the dex files.
type Problem struct {
	Dex int // which of the files given to [New]
	dex.Problem
	Count int // alike ones in the same file, of which this is the first
	// Shadow marks definitions that an earlier one of the same name takes the
	// place of: Android loads the earlier, so nothing that runs is hidden.
	Shadow bool
}

// Index is the code of one app. It does not change; many goroutines can use it.
type Index struct {
	// Problems of all dex files, in their order.
	Problems []Problem

	files []*dex.File
	names
	classes []classRow
	ifaces  []TypeID // of all classes, one after the other
	defs    []defRow
	sites   []site
	insns   uint64
	base    bases

	linkProblems []Problem
	linkFirst    map[linkKey]int // where alike ones are counted

	classOf []ClassID // by type: its first definition, or None
	defOf   []DefID   // by method: its first definition, or None

	usersOnce sync.Once
	users     users
	subsOnce  sync.Once
	subs      csr // by type: the classes that name it as super or interface

	membersOnce sync.Once
	members     csr // by type: the methods named in it

	initialsOnce sync.Once
	initials     csr // by string: the fields that start with it
}

// classRow is a class definition. The interfaces, methods and sites of the
// class end where those of the next one start.
type classRow struct {
	dex, row uint32
	typ      TypeID
	super    TypeID
	access   uint32
	iface    uint32
	def      uint32
}

// defRow is a method definition.
type defRow struct {
	method MethodID
	class  ClassID
	access uint32 // the file's flags; accVirtual added
	code   uint32 // offset of the code item, or 0
	site   uint32 // first of the method's sites
}

// accVirtual marks a definition listed among the virtual methods. The format
// defines no flag above bit 17.
const accVirtual = 1 << 31

// site is one place of use: what is named, as a node number, and where.
type site struct {
	node uint32
	at   uint32 // opcode<<24 | code unit
}

const (
	siteBits = 24
	// maxUnits bounds the code units of one method, so that a site's place fits
	// beside its opcode. Compilers stop at 65,536 code units.
	maxUnits = 1 << siteBits
)

// New reads the code of the dex files, in class path order: classes.dex,
// classes2.dex and so on.
func New(files []*dex.File) *Index { return build(files, shareUnits) }

func build(files []*dex.File, units uint64) *Index {
	x := &Index{files: files}
	var interned sync.WaitGroup
	interned.Go(func() { x.intern(files) })
	perDex := make([]dexDefs, len(files))
	parallel.Do(len(files), func(i int) { perDex[i] = define(files[i]) })
	shares := share(files, perDex, units)
	parallel.Do(len(shares), func(i int) { shares[i].scan() })
	interned.Wait()
	x.base = x.nodeBases()
	x.merge(perDex, shares)
	x.link()
	x.collect(perDex, shares)
	return x
}

// collect gathers the problems in the order of the files.
func (x *Index) collect(perDex []dexDefs, shares []scanShare) {
	s := 0
	for d := range x.files {
		add := func(ps []dex.Problem) {
			for _, p := range ps {
				x.Problems = append(x.Problems, Problem{Dex: d, Problem: p, Count: 1})
			}
		}
		add(x.files[d].Problems)
		add(x.internProblems[d])
		add(perDex[d].problems)
		for ; s < len(shares) && shares[s].dex == d; s++ {
			add(shares[s].problems)
		}
		for _, p := range x.linkProblems {
			if p.Dex == d {
				x.Problems = append(x.Problems, p)
			}
		}
	}
}
