package model

import (
	"archive/zip"
	"encoding/binary"
	"io"
	"strings"
)

// jarFacts reads a class from all the jars that have it, put together.
func jarFacts(files []*zip.File) *facts {
	var all *facts
	for _, f := range files {
		r, err := f.Open()
		if err != nil {
			panic(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			panic(err)
		}
		r.Close()
		if all == nil {
			all = &facts{fields: map[string]bool{}}
		}
		all.read(data)
	}
	return all
}

// read adds the contents of a class file, by the Java Virtual Machine
// Specification, chapter 4. The jars are ours to choose: what is malformed
// panics.
func (c *facts) read(b []byte) {
	be := binary.BigEndian
	n, p := int(be.Uint16(b[8:])), 10
	pool := make([]string, n)
	index := make([]int, n)
	for i := 1; i < n; i++ {
		switch b[p] {
		case 1: // text
			l := int(be.Uint16(b[p+1:]))
			pool[i] = string(b[p+3 : p+3+l])
			p += 3 + l
		case 7, 8, 16, 19, 20: // one index
			index[i] = int(be.Uint16(b[p+1:]))
			p += 3
		case 5, 6: // long, double: two places
			p += 9
			i++
		case 15:
			p += 4
		default:
			p += 5
		}
	}
	u2 := func() int { p += 2; return int(be.Uint16(b[p-2:])) }
	p += 4 // access, this
	for i, supers := 0, 1; i < supers; i++ {
		if s := pool[index[u2()]]; s != "" {
			c.supers = append(c.supers, s)
		}
		if i == 0 {
			supers += u2()
		}
	}
	for _, methods := range []bool{false, true} {
		for range u2() {
			access, name, desc := u2(), pool[u2()], pool[u2()]
			for range u2() {
				p += 2
				p += 4 + int(be.Uint32(b[p:]))
			}
			if !methods {
				c.fields[name] = true
				continue
			}
			params, result := splitDescriptor(desc)
			c.methods = append(c.methods, methodFacts{name, params, result, access&8 != 0})
		}
	}
}

// splitDescriptor takes (I[CLa;)V apart.
func splitDescriptor(d string) (params []string, result string) {
	d = d[1:]
	for d[0] != ')' {
		end := strings.IndexFunc(d, func(r rune) bool { return r != '[' })
		if d[end] == 'L' {
			end += strings.IndexByte(d[end:], ';')
		}
		params = append(params, d[:end+1])
		d = d[end+1:]
	}
	return params, d[1:]
}
