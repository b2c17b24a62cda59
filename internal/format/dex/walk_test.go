package dex_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
)

// fixtures are the texts that the smali package is tested with: every
// instruction, every directive and element kind, ordinary classes.
var fixtures = []string{"all.smali", "ops.smali", "baksmali.smali"}

func assemble(tb testing.TB, opt smali.Options, names ...string) []byte {
	tb.Helper()
	var sources []smali.Source
	for _, n := range names {
		text, err := os.ReadFile(filepath.Join("..", "smali", "testdata", n))
		if err != nil {
			tb.Fatal(err)
		}
		sources = append(sources, smali.Source{Name: n, Text: string(text)})
	}
	b, err := smali.Assemble(opt, sources...)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func assembleText(tb testing.TB, text string) *dex.File {
	tb.Helper()
	b, err := smali.Assemble(smali.Options{}, smali.Source{Name: "t.smali", Text: text})
	if err != nil {
		tb.Fatal(err)
	}
	return open(tb, b)
}

func open(tb testing.TB, b []byte) *dex.File {
	tb.Helper()
	f, err := dex.Open(b)
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// walk reads everything that a file holds, past the ends of its tables too, and
// gathers what was said to be wrong. Parts that overlap make that endless: the
// walk leaves off after so many methods, registers and try items.
func walk(f *dex.File) (problems []string) {
	steps := 1 << 18
	note := func(err error) {
		if err != nil {
			problems = append(problems, err.Error())
		}
	}
	for i := range f.Problems {
		note(&f.Problems[i])
	}
	for i := range uint32(f.NumStrings() + 1) {
		f.String(i)
		f.StringUnits(i)
	}
	for i := range uint32(f.NumTypes() + 1) {
		f.TypeDescriptor(i)
	}
	for i := range uint32(f.NumProtos() + 1) {
		f.Signature(i)
	}
	for i := range uint32(f.NumFields() + 1) {
		f.FieldName(i)
	}
	for i := range uint32(f.NumMethods() + 1) {
		f.MethodName(i)
	}
	for i := range uint32(f.NumMethodHandles() + 1) {
		f.RefName(dex.RefMethodHandle, i)
	}
	for i := range uint32(f.NumCallSites() + 1) {
		f.RefName(dex.RefCallSite, i)
	}
	for i := range uint32(f.NumClasses() + 1) {
		c := f.Class(i)
		_, err := f.TypeList(c.InterfacesOff)
		note(err)
		_, err = f.Annotations(c.AnnotationsOff)
		note(err)
		_, err = f.StaticValues(c.ValuesOff)
		note(err)
		m := f.ClassMembers(i)
		for d, ok := m.NextMethod(); ok && steps > 0; d, ok = m.NextMethod() {
			steps -= walkMethod(f, d, note)
		}
		note(m.Err())
	}
	note(f.WriteDexdump(io.Discard, "classes.dex"))
	return problems
}

func walkMethod(f *dex.File, d dex.MethodDef, note func(error)) (steps int) {
	if d.CodeOff == 0 {
		return 1
	}
	c, err := f.Code(d.CodeOff)
	note(err)
	for pc := uint32(0); pc < c.Units(); {
		i, ok := dex.Decode(c.Insns, pc)
		if !ok {
			break
		}
		if dex.Ops[i.Op].Flow&dex.Switches != 0 {
			_, err := c.Switch(i)
			note(err)
		}
		if i.Op == dex.OpFillArrayData {
			_, _, err := c.ArrayData(i)
			note(err)
		}
		pc += i.Units
	}
	for k := range int(c.Tries) {
		t, _ := c.Try(k)
		hs, err := c.Handlers(t)
		note(err)
		steps += len(hs) + 1
	}
	steps += 100 // a program without events costs too
	note(f.Positions(c.DebugOff, func(dex.Position) bool { steps++; return true }))
	note(f.Locals(&c, d.Method, d.Access&dex.AccStatic != 0, func(dex.Local) bool { steps++; return true }))
	f.ParamNames(c.DebugOff)
	note(f.Disassemble(io.Discard, d, dex.Listing{Mark: 3, Context: 2}))
	return steps + int(c.Units()) + int(c.Registers)
}
