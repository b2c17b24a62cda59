package main

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"maps"
	"math/bits"
	"slices"
	"strings"
)

// encode lays the classes out as the package comment of internal/code/platform
// says.
func encode(classes []class, androidAPI, javaAPI int) ([]byte, error) {
	// How often each is named: what is in wide use lies together, so that a run
	// touches few pages of the table.
	descriptors := map[string]int{}
	names := map[string]int{}
	protoSet := map[string]bool{}
	for _, c := range classes {
		descriptors["L"+c.name+";"]++
	}
	for _, c := range classes {
		for _, up := range append(c.interfaces, c.super) {
			addIf(descriptors, "L"+up+";")
		}
		for _, m := range c.methods {
			names[m.name]++
			protoSet[m.proto] = true
			types, err := splitProto(m.proto)
			if err != nil {
				return nil, err
			}
			for _, t := range types {
				addIf(descriptors, t)
			}
		}
	}
	e := &encoder{}
	e.types, e.typeIndex = byUse(descriptors)
	e.names, e.nameIndex = byUse(names)
	e.typeID, e.nameID = number(e.types), number(e.names)
	if err := e.addProtos(slices.Sorted(maps.Keys(protoSet))); err != nil {
		return nil, err
	}
	byDescriptor := map[string]class{}
	for _, c := range classes {
		byDescriptor["L"+c.name+";"] = c
	}
	for _, d := range e.types[:len(classes)] {
		e.addClass(byDescriptor[d])
	}
	return e.bytes(len(classes), androidAPI, javaAPI)
}

func addIf(uses map[string]int, word string) {
	if _, ok := uses[word]; ok {
		uses[word]++
	}
}

type encoder struct {
	types, names            []string // by number
	typeID, nameID, protoID map[string]int
	typeIndex, nameIndex    index
	protos                  [][]int // type numbers, the result first
	rows                    []row
	interfaces              []int
	methods                 []methodRow
}

type row struct{ super, flags, interfaces, methods int }

type methodRow struct{ name, proto, flags int }

// index finds words by their hash: the first entry of each bucket, and of each
// entry the word's number and the upper eight bits of its hash.
type index struct{ starts, words, tags []int }

// byUse numbers words, those in widest use first, and indexes them. There are
// about two words to a bucket.
func byUse(uses map[string]int) (sorted []string, x index) {
	n := 1 << max(bits.Len(uint(len(uses)))-1, 0)
	sorted = slices.SortedFunc(maps.Keys(uses), func(a, b string) int {
		return cmp.Or(uses[b]-uses[a], strings.Compare(a, b))
	})
	buckets := make([][]int, n)
	hashes := make([]uint32, len(sorted))
	for i, w := range sorted {
		h := fnv.New32a()
		h.Write([]byte(w))
		hashes[i] = h.Sum32()
		b := hashes[i] & uint32(n-1)
		buckets[b] = append(buckets[b], i)
	}
	for _, b := range buckets {
		x.starts = append(x.starts, len(x.words))
		for _, i := range b {
			x.words, x.tags = append(x.words, i), append(x.tags, int(hashes[i]>>24))
		}
	}
	x.starts = append(x.starts, len(x.words))
	return sorted, x
}

func number(words []string) map[string]int {
	ids := make(map[string]int, len(words))
	for i, w := range words {
		ids[w] = i
	}
	return ids
}

// addProtos numbers the types that stand in protos only after all classes.
func (e *encoder) addProtos(protos []string) error {
	e.protoID = number(protos)
	split := make([][]string, len(protos))
	others := map[string]bool{}
	for i, p := range protos {
		types, err := splitProto(p)
		if err != nil {
			return err
		}
		split[i] = types
		for _, t := range types {
			if _, ok := e.typeID[t]; !ok {
				others[t] = true
			}
		}
	}
	e.types = append(e.types, slices.Sorted(maps.Keys(others))...)
	e.typeID = number(e.types)
	for _, types := range split {
		ids := make([]int, len(types))
		for i, t := range types {
			ids[i] = e.typeID[t]
		}
		e.protos = append(e.protos, ids)
	}
	return nil
}

// splitProto gives the result and then the parameters.
func splitProto(proto string) ([]string, error) {
	params, result, ok := strings.Cut(strings.TrimPrefix(proto, "("), ")")
	if !ok || result == "" {
		return nil, fmt.Errorf("proto %q", proto)
	}
	types := []string{result}
	for params != "" {
		n := len(params) - len(strings.TrimLeft(params, "[")) // dimensions
		if strings.HasPrefix(params[n:], "L") {
			n += strings.IndexByte(params[n:]+";", ';')
		}
		if n++; n > len(params) {
			return nil, fmt.Errorf("proto %q", proto)
		}
		types = append(types, params[:n])
		params = params[n:]
	}
	return types, nil
}

const (
	flagInterface = 1
	flagAbstract  = 2
	flagFinal     = 4
	flagStatic    = 8
	noSuper       = 0xFFFF
)

func flagBits(access uint32) (f int) {
	for _, x := range []struct {
		access uint32
		flag   int
	}{{accInterface, flagInterface}, {accAbstract, flagAbstract}, {accFinal, flagFinal}, {accStatic, flagStatic}} {
		if access&x.access != 0 {
			f |= x.flag
		}
	}
	return f
}

func (e *encoder) addClass(c class) {
	r := row{super: noSuper, flags: flagBits(c.flags &^ accStatic), interfaces: len(e.interfaces), methods: len(e.methods)}
	if c.super != "" {
		r.super = e.typeID["L"+c.super+";"]
	}
	e.rows = append(e.rows, r)
	for _, i := range c.interfaces {
		e.interfaces = append(e.interfaces, e.typeID["L"+i+";"])
	}
	for _, m := range c.methods {
		e.methods = append(e.methods, methodRow{e.nameID[m.name], e.protoID[m.proto], flagBits(m.flags &^ accInterface)})
	}
	slices.SortFunc(e.methods[r.methods:], func(a, b methodRow) int {
		if a.name != b.name {
			return a.name - b.name
		}
		return a.proto - b.proto
	})
}

// bytes writes the header and the sections.
func (e *encoder) bytes(classes, androidAPI, javaAPI int) ([]byte, error) {
	for what, n := range map[string]int{
		"types": len(e.types), "names": len(e.names), "protos": len(e.protos), "interfaces": len(e.interfaces),
	} {
		if n >= noSuper {
			return nil, fmt.Errorf("%d %s do not fit in 16 bits", n, what)
		}
	}
	w := &writer{out: make([]byte, headerSize)}
	copy(w.out, "avowplat")
	binary.LittleEndian.PutUint16(w.out[8:], uint16(androidAPI))
	binary.LittleEndian.PutUint16(w.out[10:], uint16(javaAPI))

	w.count(classes)
	w.count(len(e.methods))
	w.count(len(e.typeIndex.starts) - 1)
	w.count(len(e.nameIndex.starts) - 1)
	for _, x := range []index{e.typeIndex, e.nameIndex} {
		w.section(2, x.starts)
		w.section(2, x.words)
		w.section(1, x.tags)
	}
	w.strings(e.types)
	w.strings(e.names)

	var starts, tokens []int
	for _, p := range e.protos {
		starts = append(starts, len(tokens))
		tokens = append(tokens, p...)
	}
	w.section(3, append(starts, len(tokens)))
	w.section(2, tokens)

	var supers, flags, interfaces, methods []int
	for _, r := range append(e.rows, row{interfaces: len(e.interfaces), methods: len(e.methods)}) {
		supers, flags = append(supers, r.super), append(flags, r.flags)
		interfaces, methods = append(interfaces, r.interfaces), append(methods, r.methods)
	}
	w.section(2, supers)
	w.section(1, flags)
	w.section(2, interfaces)
	w.section(3, methods)
	w.section(2, e.interfaces)

	var names, protos, bits []int
	for _, m := range e.methods {
		names, protos, bits = append(names, m.name), append(protos, m.proto), append(bits, m.flags)
	}
	w.section(2, names)
	w.section(2, protos)
	w.section(1, bits)
	return w.out, w.err
}

// headerSize: magic, two API levels, 4 counts, 20 offsets of sections.
const headerSize = 8 + 2*2 + 4*4 + 20*4

// writer appends sections and notes their offsets in the header.
type writer struct {
	out  []byte
	next int // fields of the header written so far
	err  error
}

func (w *writer) count(n int) {
	binary.LittleEndian.PutUint32(w.out[12+4*w.next:], uint32(n))
	w.next++
}

// section writes numbers of some bytes each, least significant byte first.
func (w *writer) section(width int, numbers []int) {
	w.count(len(w.out))
	for _, n := range numbers {
		if n < 0 || n >= 1<<(8*width) {
			w.err = fmt.Errorf("number %d does not fit in %d bytes", n, width)
		}
		for i := range width {
			w.out = append(w.out, byte(n>>(8*i)))
		}
	}
}

// strings writes two sections: where each string starts, and their bytes.
func (w *writer) strings(all []string) {
	var starts []int
	n := 0
	for _, s := range all {
		starts = append(starts, n)
		n += len(s)
	}
	w.section(3, append(starts, n))
	w.count(len(w.out))
	w.out = append(w.out, strings.Join(all, "")...)
}
