// Package plist reads property lists, XML and binary, as iOS packages and
// developers' folders hold them: PrivacyInfo.xcprivacy, Info.plist.
//
// Each value keeps where it stands in the file, so that it can be quoted. The
// XML form goes through encoding/xml in strict mode, which expands no entity
// that a document declares itself. The binary form is read by its object table;
// an object that many lists share is read again for each of them, and the count
// of values read bounds both that and cycles.
//
// Limits: the older form of NeXTSTEP ("{ key = value; }") and XML in another
// encoding than UTF-8 are refused. Dates, data and numbers keep their kind
// and, in the XML form, their text; nobody asks for more.
//
// Reference: DTD PropertyList-1.0; CFBinaryPList.c of Apple's CoreFoundation.
package plist

import (
	"bytes"
	"errors"
	"fmt"
)

// Kind is what a value is.
type Kind uint8

// The kinds. Other is a date, data, a number or an identifier.
const (
	Other Kind = iota
	String
	Bool
	Array
	Dict
)

// Value is one value of a property list. Start and End are bytes of the file:
// the text of a string, the whole element or object of the rest.
type Value struct {
	Kind       Kind
	Text       string // of a String; of an Other, as XML has it
	Is         bool   // of a Bool
	Items      []Value
	Entries    []Entry // of a Dict, in the order of the file
	Start, End int64
}

// Entry is one pair of a dictionary. Start is where its key begins: in the XML
// form the element, in the binary form the letters.
type Entry struct {
	Key   string
	Start int64
	Value Value
}

// Get returns the first value under key, or nil.
func (v *Value) Get(key string) *Value {
	if e := v.Entry(key); e != nil {
		return &e.Value
	}
	return nil
}

// Entry returns the first pair with that key, or nil. A nil Value has none.
func (v *Value) Entry(key string) *Entry {
	if v == nil {
		return nil
	}
	for i := range v.Entries {
		if v.Entries[i].Key == key {
			return &v.Entries[i]
		}
	}
	return nil
}

const (
	// maxDepth bounds how deep values stand in each other; manifests need four.
	maxDepth = 32
	// maxValues bounds how many are read; the Info.plist of a large app has
	// some thousand.
	maxValues = 200_000
)

var (
	errDeep = fmt.Errorf("values stand in each other more than %d deep", maxDepth)
	errMany = fmt.Errorf("it holds more than %d values", maxValues)
)

var binaryMagic = []byte("bplist0")

// Looks reports whether data begins as a property list does, XML or binary.
func Looks(data []byte) bool {
	if bytes.HasPrefix(data, binaryMagic) {
		return true
	}
	head := data[:min(len(data), 4096)]
	return bytes.Contains(head, []byte("<plist")) || bytes.Contains(head, []byte("<!DOCTYPE plist"))
}

// Read reads a whole property list. An error says what is wrong and, where that
// is known, at which byte.
func Read(data []byte) (*Value, error) {
	if bytes.HasPrefix(data, binaryMagic) {
		return readBinary(data)
	}
	if !Looks(data) {
		return nil, errors.New("it is no property list")
	}
	return readXML(data)
}
