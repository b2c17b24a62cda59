package signing

import (
	"errors"
	"math/big"
	"strconv"
)

// A reader for BER, more lenient than encoding/asn1, as Android's own is:
// indefinite lengths, long forms of short lengths and constructed strings
// occur in signed packages.

// maxBERDepth bounds nesting: a certificate needs about 10 levels.
const maxBERDepth = 32

var errBER = errors.New("malformed ASN.1")

// ASN.1 universal tags used here.
const (
	tagInteger   = 2
	tagBitString = 3
	tagOctets    = 4
	tagOID       = 6
	tagUTCTime   = 23
	tagGenTime   = 24
	tagBMP       = 30

	classUniversal = 0
	classContext   = 2
)

// element is one BER value, a view of the input.
type element struct {
	class byte
	tag   uint32
	cons  bool
	body  []byte // without the end mark of an indefinite length
	raw   []byte // all of it
}

// next reads the element at the start of b.
func next(b []byte) (e element, rest []byte, err error) { return nextAt(b, 0) }

func nextAt(b []byte, depth int) (e element, rest []byte, err error) {
	if len(b) < 2 || depth > maxBERDepth {
		return e, nil, errBER
	}
	e.class, e.cons, e.tag = b[0]>>6, b[0]&0x20 != 0, uint32(b[0]&0x1f)
	i := 1
	if e.tag == 0x1f {
		e.tag = 0
		for {
			if i >= len(b) || e.tag > 1<<24 {
				return e, nil, errBER
			}
			e.tag = e.tag<<7 | uint32(b[i]&0x7f)
			i++
			if b[i-1] < 0x80 {
				break
			}
		}
	}
	if i >= len(b) {
		return e, nil, errBER
	}
	l := uint64(b[i])
	i++
	if l == 0x80 {
		return indefinite(e, b, i, depth)
	}
	if l > 0x80 {
		n := int(l & 0x7f)
		if n > 8 || n > len(b)-i {
			return e, nil, errBER
		}
		l = 0
		for _, c := range b[i : i+n] {
			l = l<<8 | uint64(c)
		}
		i += n
	}
	if l > uint64(len(b)-i) {
		return e, nil, errBER
	}
	end := i + int(l)
	e.body, e.raw = b[i:end], b[:end]
	return e, b[end:], nil
}

// indefinite finds the end mark that closes e, whose content starts at i.
func indefinite(e element, b []byte, i, depth int) (element, []byte, error) {
	if !e.cons {
		return e, nil, errBER
	}
	rest := b[i:]
	for {
		if len(rest) >= 2 && rest[0] == 0 && rest[1] == 0 {
			end := len(b) - len(rest)
			e.body, e.raw = b[i:end], b[:end+2]
			return e, rest[2:], nil
		}
		var err error
		if _, rest, err = nextAt(rest, depth+1); err != nil {
			return e, nil, err
		}
	}
}

// children splits the content of a constructed element.
func (e element) children() (list []element, err error) {
	for b := e.body; len(b) > 0; {
		var c element
		if c, b, err = next(b); err != nil {
			return list, err
		}
		list = append(list, c)
	}
	return list, nil
}

func (e element) is(class byte, tag uint32) bool { return e.class == class && e.tag == tag }

// octets joins the pieces of an octet or bit string; for bit strings the
// count of unused bits is dropped from each piece.
func (e element) octets() ([]byte, error) {
	if !e.cons {
		if e.tag == tagBitString && e.class == classUniversal {
			if len(e.body) == 0 {
				return nil, errBER
			}
			return e.body[1:], nil
		}
		return e.body, nil
	}
	var out []byte
	list, err := e.children()
	if err != nil {
		return nil, err
	}
	for _, c := range list {
		if c.cons {
			return nil, errBER // pieces of pieces are not made by anyone
		}
		o, err := c.octets()
		if err != nil {
			return nil, err
		}
		out = append(out, o...)
	}
	return out, nil
}

// oid returns a dotted object identifier, "" when e is none.
func (e element) oid() string {
	if !e.is(classUniversal, tagOID) || len(e.body) == 0 {
		return ""
	}
	var out []byte
	v, first := uint64(0), true
	for _, c := range e.body {
		if v > 1<<55 {
			return ""
		}
		if v = v<<7 | uint64(c&0x7f); c >= 0x80 {
			continue
		}
		if first {
			top := min(v/40, 2)
			out = strconv.AppendUint(out, top, 10)
			v, first = v-40*top, false
		}
		out = strconv.AppendUint(append(out, '.'), v, 10)
		v = 0
	}
	return string(out)
}

// integer returns a signed integer, nil when e is none.
func (e element) integer() *big.Int {
	if !e.is(classUniversal, tagInteger) || len(e.body) == 0 {
		return nil
	}
	v := new(big.Int).SetBytes(e.body)
	if e.body[0] >= 0x80 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(len(e.body))*8))
	}
	return v
}
