package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
)

// Access flags of the class file format (JVM specification, tables 4.1-B and 4.6-A).
const (
	accPublic    = 0x0001
	accProtected = 0x0004
	accStatic    = 0x0008
	accFinal     = 0x0010
	accInterface = 0x0200
	accAbstract  = 0x0400
	accSynthetic = 0x1000
)

// class is what is read of one class. Names are internal names, such as
// java/lang/Object.
type class struct {
	name        string
	super       string // "" for java/lang/Object
	interfaces  []string
	flags       uint32
	methods     []method
	annotations []string // descriptors of the class's own annotations
}

type method struct {
	name, proto string
	flags       uint32
}

// visible tells whether an app can name or inherit what has these flags: it is
// public or protected, and not made by a compiler.
func visible(flags uint32) bool {
	return flags&(accPublic|accProtected) != 0 && flags&accSynthetic == 0
}

// parseClass reads one class file (JVM specification, chapter 4). All methods
// are returned, whatever their access.
func parseClass(data []byte) (class, error) {
	r := &reader{data: data}
	if r.u4() != 0xCAFEBABE {
		return class{}, errors.New("not a class file")
	}
	r.bytes(4) // versions
	p := readPool(r)
	c := class{flags: uint32(r.u2()), name: p.class(r.u2()), super: p.class(r.u2())}
	for range r.u2() {
		c.interfaces = append(c.interfaces, p.class(r.u2()))
	}
	for range r.u2() { // fields
		r.bytes(6)
		eachAttribute(r, p, nil)
	}
	for range r.u2() {
		m := method{flags: uint32(r.u2()), name: p.utf8(r.u2()), proto: p.utf8(r.u2())}
		eachAttribute(r, p, nil)
		c.methods = append(c.methods, m)
	}
	eachAttribute(r, p, func(name string, body *reader) {
		if name == "RuntimeVisibleAnnotations" || name == "RuntimeInvisibleAnnotations" {
			for range body.u2() {
				c.annotations = append(c.annotations, annotation(body, p, 0))
			}
			r.err = errors.Join(r.err, body.err)
		}
	})
	if err := errors.Join(r.err, p.err); err != nil {
		return class{}, err
	}
	if c.name == "" {
		return class{}, errors.New("class without a name")
	}
	return c, nil
}

// pool is a constant pool: the text of UTF-8 entries, and for class entries the
// row of their name. Other entries are empty.
type pool struct {
	text  []string
	names []uint16
	err   error
}

func readPool(r *reader) *pool {
	n := int(r.u2())
	p := &pool{text: make([]string, n), names: make([]uint16, n)}
	for i := 1; i < n && r.err == nil; i++ {
		switch tag := r.u1(); tag {
		case 1: // Utf8
			p.text[i] = string(r.bytes(int(r.u2())))
		case 7: // Class
			p.names[i] = r.u2()
		case 8, 16, 19, 20: // String, MethodType, Module, Package
			r.bytes(2)
		case 15: // MethodHandle
			r.bytes(3)
		case 3, 4, 9, 10, 11, 12, 17, 18: // Integer, Float, references, NameAndType, Dynamic
			r.bytes(4)
		case 5, 6: // Long and Double take two rows
			r.bytes(8)
			i++
		default:
			r.fail(fmt.Errorf("constant pool tag %d", tag))
		}
	}
	return p
}

func (p *pool) utf8(i uint16) string {
	if int(i) >= len(p.text) {
		p.err = fmt.Errorf("constant pool row %d of %d", i, len(p.text))
		return ""
	}
	return p.text[i]
}

// class is the internal name behind a class entry; row 0 stands for none.
func (p *pool) class(i uint16) string {
	if int(i) >= len(p.names) {
		p.err = fmt.Errorf("constant pool row %d of %d", i, len(p.names))
		return ""
	}
	return p.utf8(p.names[i])
}

// eachAttribute steps over a list of attributes and hands each one to see, which
// may be nil.
func eachAttribute(r *reader, p *pool, see func(name string, body *reader)) {
	for range r.u2() {
		name, body := p.utf8(r.u2()), r.bytes(int(r.u4()))
		if see != nil && r.err == nil {
			see(name, &reader{data: body})
		}
	}
}

// annotation steps over one annotation and gives its type.
func annotation(r *reader, p *pool, depth int) string {
	descriptor := p.utf8(r.u2())
	for range r.u2() {
		r.bytes(2) // the element's name
		element(r, p, depth)
	}
	return descriptor
}

// element steps over the value of an annotation's element (4.7.16.1).
func element(r *reader, p *pool, depth int) {
	if depth > 16 {
		r.fail(errors.New("annotations nested too deep"))
	}
	if r.err != nil {
		return
	}
	switch tag := r.u1(); {
	case tag == 'e':
		r.bytes(4)
	case tag == '@':
		annotation(r, p, depth+1)
	case tag == '[':
		for range r.u2() {
			element(r, p, depth+1)
		}
	case strings.IndexByte("BCDFIJSZsc", tag) >= 0:
		r.bytes(2)
	default:
		r.fail(fmt.Errorf("annotation element of kind %q", tag))
	}
}

// reader reads big-endian numbers. After the first error it gives zeros.
type reader struct {
	data []byte
	err  error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.data, r.err = nil, err
	}
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.data) {
		r.fail(errors.New("ends early"))
		return nil
	}
	b := r.data[:n:n]
	r.data = r.data[n:]
	return b
}

func (r *reader) u1() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *reader) u2() uint16 {
	if b := r.bytes(2); b != nil {
		return binary.BigEndian.Uint16(b)
	}
	return 0
}

func (r *reader) u4() uint32 {
	if b := r.bytes(4); b != nil {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}
