// Package elf reads the native libraries of Android packages.
//
// It works on the bytes as they stand, for 32 and 64 bit and both byte orders,
// and follows the dynamic loader: program headers, then PT_DYNAMIC, then the
// symbol table with its length taken from DT_HASH or DT_GNU_HASH. Section
// headers, which the loader hardly looks at and which packers strip or forge,
// only add to that: static symbols, and which parts of a segment are text.
//
// Parse is cheap: it touches headers, dynamic symbols and notes. What costs a
// pass over the file (Strings, NativeHints, Registered, Packing, StaticSymbols)
// is a method to be called when asked for.
//
// A File keeps the bytes it was made from; they must not change. Its methods may
// add to Problems, so one File is for one goroutine at a time.
//
// Limits: symbol versions, Android packed relocations (APS2) and debug
// information are not read. Nothing is executed, unpacked or relocated.
//
// References: System V gABI chapters 4 and 5; "DT_GNU_HASH" as the GNU and
// bionic linkers read it; bionic linker_phdr.cpp for what Android accepts; Java
// Native Interface Specification chapter 2, "Resolving Native Method Names".
package elf

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Limits, each far above what libraries have and low enough that a lying header
// costs little.
const (
	maxSegments = 128     // libraries have about 10; every address is looked up among them
	maxSections = 65536   // more need an extension that no linker uses for libraries
	maxDynamic  = 4096    // entries of PT_DYNAMIC; libraries have about 30
	maxNeeded   = 512     // DT_NEEDED entries
	maxNotes    = 64      // segments or sections of notes; libraries have up to 5
	maxNote     = 1 << 16 // bytes of one; they have under 200
	maxSymbols  = 4 << 20 // of one table; the largest browser engines have under a million static ones
	maxName     = 1 << 16 // bytes of a name; C++ templates reach some thousand
	maxProblems = 64      // kept per file; the rest are counted
)

// ErrNotELF is returned for bytes that do not begin as an ELF file.
var ErrNotELF = errors.New("not an ELF file: no \\x7fELF at the start")

// Problem is something in the file that is wrong or could not be read.
type Problem struct {
	Where  string // the structure: "header", "program header 3", "dynamic", ...
	Offset uint64 // in the file
	Msg    string
}

func (p Problem) String() string {
	return fmt.Sprintf("%s at %#x: %s", p.Where, p.Offset, p.Msg)
}

// Symbol is one entry of a symbol table.
type Symbol struct {
	Name    string
	Addr    uint64 // virtual address; 0 when not defined here
	Size    uint64 // in bytes, as stated
	Bind    byte   // 0 local, 1 global, 2 weak
	Type    byte   // 0 none, 1 object, 2 function, 10 indirect function
	Defined bool
}

// Symbol bindings and types that callers ask for.
const (
	BindLocal  = 0
	BindGlobal = 1
	BindWeak   = 2

	TypeObject = 1
	TypeFunc   = 2
	typeSect   = 3
	typeFile   = 4
)

// Segment is one program header.
type Segment struct {
	Type     uint32
	Flags    uint32 // 4 read, 2 write, 1 execute
	Off      uint64
	Addr     uint64
	FileSize uint64 // clipped to the file
	MemSize  uint64
}

// Flags of a segment.
const (
	FlagExec  = 1
	FlagWrite = 2
	FlagRead  = 4
)

// Section is one section header whose content lies in the file.
type Section struct {
	Name  string
	Type  uint32
	Flags uint64
	Addr  uint64
	Off   uint64
	Size  uint64
	Link  uint32
	Ent   uint64
}

// File is what the loader would know of a library.
type File struct {
	Class     int    // 32 or 64
	BigEndian bool   //
	Type      uint16 // 3 for a shared library
	Machine   uint16 // EM_ number
	ABI       string // Android's name for it: "arm64-v8a"; "" if Android has none
	SOName    string
	Needed    []string
	BuildID   string // hexadecimal, from the GNU note; "" if there is none
	Imports   []Symbol
	Exports   []Symbol
	Segments  []Segment
	Sections  []Section // empty if stripped or not to be believed

	Problems []Problem
	More     int // problems beyond those kept

	data  []byte
	order binary.ByteOrder
	dyn   dynamic
}

// Parse reads the headers and the dynamic symbols of a library.
//
// The error is ErrNotELF, or says that the file ends within its own header or
// has a class no loader accepts; everything else that is wrong is in Problems
// and leaves the rest readable.
func Parse(data []byte) (*File, error) {
	f := &File{data: data}
	h, err := f.header()
	if err != nil {
		return nil, err
	}
	f.segments(h)
	f.sections(h)
	f.notes()
	f.dynamic()
	f.dynamicSymbols()
	return f, nil
}

func (f *File) problem(where string, off uint64, format string, args ...any) {
	if len(f.Problems) >= maxProblems {
		f.More++
		return
	}
	f.Problems = append(f.Problems, Problem{where, off, fmt.Sprintf(format, args...)})
}

// bytes gives n bytes at off, or nil if the file does not have them.
func (f *File) bytes(off, n uint64) []byte {
	size := uint64(len(f.data))
	if off > size || n > size-off {
		return nil
	}
	return f.data[off : off+n : off+n]
}

// at maps a virtual address to the file as the loader would, and gives what is
// left of that segment in the file. Later segments are mapped over earlier
// ones, so the last that holds the address wins.
func (f *File) at(addr uint64) (off, left uint64, ok bool) {
	for i := len(f.Segments) - 1; i >= 0; i-- {
		s := &f.Segments[i]
		if s.Type == ptLoad && addr >= s.Addr && addr-s.Addr < s.FileSize {
			d := addr - s.Addr
			return s.Off + d, s.FileSize - d, true
		}
	}
	return 0, 0, false
}

// Offset gives the place in the file of an address, or -1 where the file does not
// hold it, as for a symbol of another library.
func (f *File) Offset(addr uint64) int64 {
	if off, _, ok := f.at(addr); ok && addr != 0 {
		return int64(off)
	}
	return -1
}

// word reads an address-sized number; b must hold one.
func (f *File) word(b []byte) uint64 {
	if f.Class == 64 {
		return f.order.Uint64(b)
	}
	return uint64(f.order.Uint32(b))
}

// wordSize is the size of an address in bytes.
func (f *File) wordSize() uint64 { return uint64(f.Class / 8) }
