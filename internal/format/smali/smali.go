// Package smali assembles smali text into DEX files, so that every fixture of
// this project is text that a reader can check.
//
// The text is parsed into a small tree (lex, parse, body, value), the names it
// uses are collected and sorted into the id tables that the DEX format demands
// (pool), methods are laid out and encoded (code, try, debug), and all sections
// are written with their map, checksum and signature (section, write). The same
// text always gives the same bytes, whatever the order of the sources.
//
// What is accepted: the language that disassemblers print, including every
// instruction format, switch and array payloads, try ranges, annotations of all
// element kinds, static initial values, line and local tables, call sites,
// method handles and method types, hidden-API flags. As a convenience goto is widened to reach
// its target, and const-string becomes const-string/jumbo where it must.
//
// Limits: no optimised-runtime (odex) instructions, no verification of types or
// registers beyond what the encoding needs: a fixture may be wrong on purpose.
// What is refused besides are slips of the pen that would go unseen: a
// constructor without its flag, a method without code that is not abstract, a
// dot in a descriptor, a call with the wrong number of registers. Strings and names must be valid UTF-8; lone
// surrogates are written as \uD800 escapes.
//
// References: "Dalvik executable format" and "Dalvik bytecode" at
// source.android.com/docs/core/runtime; the wiki of the smali project for the
// syntax.
package smali

import (
	"fmt"
	"sort"
)

// Source is one smali text. It may hold several classes.
type Source struct {
	Name string // for messages: a file name
	Text string
	// Dex numbers the DEX file that AssembleAll and Container put the classes
	// in: 0 and 1 are classes.dex, 2 is classes2.dex, and so on. Assemble
	// ignores it.
	Dex int
}

// Options of an assembly. The zero value is usable.
type Options struct {
	// Version is the DEX version to write, 35 to 41. Zero means the lowest of
	// 35, 37, 38, 39 and 40 that holds what the sources use.
	Version int
	// NoDebug leaves out line tables, locals and parameter names.
	NoDebug bool
}

// Error is a mistake in the text of a source.
type Error struct {
	File string
	Line int // counted from 1; 0 when the mistake has no line
	Msg  string
}

func (e *Error) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %s", e.File, e.Msg)
	}
	return fmt.Sprintf("%s:%d: %s", e.File, e.Line, e.Msg)
}

// Assemble turns the classes of all sources into one DEX file. Mistakes in the
// text are returned as *Error.
func Assemble(opt Options, sources ...Source) ([]byte, error) {
	if opt.Version != 0 && (opt.Version < minVersion || opt.Version > maxVersion) {
		return nil, fmt.Errorf("smali: DEX version %d is not supported: use %d to %d", opt.Version, minVersion, maxVersion)
	}
	b, err := assemble(opt, 0, sources)
	if err != nil {
		return nil, err
	}
	return seal(b, uint32(len(b))), nil
}

// assemble writes a file whose header stands at byte start of a container.
func assemble(opt Options, start uint32, sources []Source) ([]byte, error) {
	var classes []*class
	first := map[string]pos{}
	for _, src := range sources {
		cs, err := parse(src)
		if err != nil {
			return nil, err
		}
		for _, c := range cs {
			if at, dup := first[c.typ]; dup {
				return nil, errorf(c.pos, "class %s is defined twice: first at %s:%d", c.typ, at.file, at.line)
			}
			first[c.typ] = c.pos
		}
		classes = append(classes, cs...)
	}
	// Sorting here makes every later pass independent of the order of sources.
	sort.Slice(classes, func(i, j int) bool { return classes[i].typ < classes[j].typ })
	return write(opt, start, classes)
}

// AssembleAll groups the sources by Source.Dex and assembles each group:
// result[0] is classes.dex, result[1] is classes2.dex. Every number up to the
// highest must occur, because loaders stop at the first missing file.
func AssembleAll(opt Options, sources ...Source) ([][]byte, error) {
	groups, err := byDex(sources)
	if err != nil {
		return nil, err
	}
	var out [][]byte
	for _, g := range groups {
		dex, err := Assemble(opt, g...)
		if err != nil {
			return nil, err
		}
		out = append(out, dex)
	}
	return out, nil
}

// Container groups the sources as AssembleAll does and writes the groups as the
// logical files of one version 041 container, one after the other. They share
// nothing but the container, from whose start their offsets count.
func Container(opt Options, sources ...Source) ([]byte, error) {
	if opt.Version != 0 && opt.Version != containerVersion {
		return nil, fmt.Errorf("smali: a container has DEX version %d, not %d", containerVersion, opt.Version)
	}
	opt.Version = containerVersion
	groups, err := byDex(sources)
	if err != nil {
		return nil, err
	}
	var files [][]byte
	size := 0
	for _, g := range groups {
		b, err := assemble(opt, uint32(size), g)
		if err != nil {
			return nil, err
		}
		files = append(files, b)
		size += len(b)
	}
	var out []byte
	for _, b := range files {
		out = append(out, seal(b, uint32(size))...)
	}
	return out, nil
}

func byDex(sources []Source) ([][]Source, error) {
	groups := map[int][]Source{}
	for _, s := range sources {
		n := max(s.Dex, 1)
		groups[n] = append(groups[n], s)
	}
	var out [][]Source
	for n := 1; n <= len(groups); n++ {
		if groups[n] == nil {
			return nil, fmt.Errorf("smali: no source for dex number %d, though later ones exist", n)
		}
		out = append(out, groups[n])
	}
	return out, nil
}

// pos is a place in a source.
type pos struct {
	file string
	line int
}

func errorf(at pos, format string, args ...any) *Error {
	return &Error{File: at.file, Line: at.line, Msg: fmt.Sprintf(format, args...)}
}
