package main

import (
	"bytes"
	"encoding/binary"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var compare = cmp.AllowUnexported(class{}, method{})

// assembler writes a class file.
type assembler struct {
	rows int
	pool bytes.Buffer
	body bytes.Buffer
}

func (a *assembler) utf8(s string) uint16 {
	a.pool.WriteByte(1)
	put(&a.pool, uint16(len(s)))
	a.pool.WriteString(s)
	a.rows++
	return uint16(a.rows)
}

func (a *assembler) class(name string) uint16 {
	row := a.utf8(name)
	a.pool.WriteByte(7)
	put(&a.pool, row)
	a.rows++
	return uint16(a.rows)
}

func (a *assembler) long() { // takes two rows
	a.pool.Write(append([]byte{5}, make([]byte, 8)...))
	a.rows += 2
}

func (a *assembler) attribute(name string, body ...byte) {
	put(&a.body, a.utf8(name))
	put(&a.body, uint32(len(body)))
	a.body.Write(body)
}

func (a *assembler) bytes() []byte {
	var b bytes.Buffer
	put(&b, uint32(0xCAFEBABE), uint32(52), uint16(a.rows+1))
	b.Write(a.pool.Bytes())
	b.Write(a.body.Bytes())
	return b.Bytes()
}

func put(b *bytes.Buffer, numbers ...any) {
	for _, n := range numbers {
		binary.Write(b, binary.BigEndian, n)
	}
}

// sample is a class with a field, two methods and annotations of all kinds.
func sample() []byte {
	a := &assembler{}
	a.long()
	put(&a.body, uint16(accPublic|accAbstract), a.class("a/B"), a.class("a/A"), uint16(1), a.class("a/I"))
	put(&a.body, uint16(1)) // fields
	put(&a.body, uint16(2), a.utf8("f"), a.utf8("J"), uint16(1))
	a.attribute("ConstantValue", 0, 1)
	put(&a.body, uint16(2)) // methods
	put(&a.body, uint16(accPublic), a.utf8("run"), a.utf8("()V"), uint16(1))
	a.attribute("Code", 1, 2, 3)
	put(&a.body, uint16(accProtected|accStatic), a.utf8("of"), a.utf8("([J)La/B;"), uint16(0))
	put(&a.body, uint16(3)) // attributes
	a.attribute("SourceFile", 0, 0)
	var seen bytes.Buffer
	put(&seen, uint16(2), a.utf8("Lx/Seen;"), uint16(4))
	put(&seen, uint16(0), byte('I'), uint16(1))
	put(&seen, uint16(0), byte('e'), uint16(1), uint16(1))
	put(&seen, uint16(0), byte('['), uint16(2), byte('s'), uint16(1), byte('c'), uint16(1))
	put(&seen, uint16(0), byte('@'), a.utf8("Lx/Nested;"), uint16(1), uint16(0), byte('Z'), uint16(1))
	put(&seen, a.utf8("Lx/Second;"), uint16(0))
	a.attribute("RuntimeVisibleAnnotations", seen.Bytes()...)
	var unseen bytes.Buffer
	put(&unseen, uint16(1), a.utf8("Lx/Unseen;"), uint16(0))
	a.attribute("RuntimeInvisibleAnnotations", unseen.Bytes()...)
	return a.bytes()
}

func TestParseClass(t *testing.T) {
	got, err := parseClass(sample())
	if err != nil {
		t.Fatal(err)
	}
	want := class{
		name: "a/B", super: "a/A", interfaces: []string{"a/I"}, flags: accPublic | accAbstract,
		methods:     []method{{"run", "()V", accPublic}, {"of", "([J)La/B;", accProtected | accStatic}},
		annotations: []string{"Lx/Seen;", "Lx/Second;", "Lx/Unseen;"},
	}
	if d := cmp.Diff(want, got, compare); d != "" {
		t.Error(d)
	}
}

func TestParseClassBroken(t *testing.T) {
	whole := sample()
	for n := range whole {
		if _, err := parseClass(whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for a class", n, len(whole))
		}
	}
	for i := range whole { // must return, whatever it says
		broken := bytes.Clone(whole)
		broken[i] ^= 0xFF
		parseClass(broken)
	}
}

// classSet has Object, A and the interface I; A has one method.
func classSet() []byte {
	var b bytes.Buffer
	text := func(s string) { b.WriteByte(byte(len(s))); b.WriteString(s) }
	b.WriteString(setMagic)
	put(&b, byte(setVersion), uint32(34), uint32(3))
	for _, c := range []struct {
		name  string
		flags uint32
	}{{"java.lang.Object", accPublic}, {"a.A$B", accPublic | accFinal}, {"a.I", accPublic | accInterface}} {
		put(&b, c.flags, byte(1))
		text(c.name)
	}
	put(&b, byte(0), byte(0), uint16(0)) // Object: no parents, no type parameters, no methods

	put(&b, byte(2), byte(4), uint32(0), byte(1), uint32(2), byte(1), byte(0), byte(0)) // parents Object, I<?>
	put(&b, byte(1), byte(2))                                                           // type parameter
	text("T")
	put(&b, byte(1), byte(4), uint32(0))
	put(&b, uint16(1)) // methods
	text("get")
	put(&b, byte(2), byte(5), byte(6), byte('I'), byte(4), uint32(2)) // parameters int[], I
	put(&b, byte(4), uint32(1))                                       // result
	put(&b, byte(1), byte(3), byte(1), uint32(1), byte(0), byte(4), uint32(2))
	put(&b, byte(0xFF), byte(0), uint32(accPublic), byte(0))

	put(&b, byte(0xFE), byte(0), uint16(0)) // I: Object alone
	return b.Bytes()
}

func TestParseClassSet(t *testing.T) {
	got, api, err := parseClassSet(classSet())
	if err != nil {
		t.Fatal(err)
	}
	want := []class{
		{name: object, flags: accPublic},
		{name: "a/A$B", super: object, interfaces: []string{"a/I"}, flags: accPublic | accFinal,
			methods: []method{{"get", "([ILa/I;)La/A$B;", accPublic}}},
		{name: "a/I", super: object, flags: accPublic | accInterface},
	}
	if d := cmp.Diff(want, got, compare); d != "" || api != 34 {
		t.Error(api, d)
	}
}

func TestParseClassSetBroken(t *testing.T) {
	whole := classSet()
	for n := range whole {
		if _, _, err := parseClassSet(whole[:n]); err == nil {
			t.Errorf("the first %d of %d bytes are taken for a class set", n, len(whole))
		}
	}
	if _, _, err := parseClassSet(append(whole, 0)); err == nil {
		t.Error("a byte too many is taken")
	}
}
