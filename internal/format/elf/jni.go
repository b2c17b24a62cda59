package elf

import (
	"strings"
	"unicode/utf16"
)

// JNIExport is an exported function that the runtime binds to a native method
// by its name.
type JNIExport struct {
	Symbol    string
	Class     string // "com.foo.Bar$Inner"
	Method    string
	Arguments string // "(ILjava/lang/String;)" of an overloaded method; else ""
	Addr      uint64
}

// Descriptor is the class as dex files write it: "Lcom/foo/Bar$Inner;".
func (j JNIExport) Descriptor() string {
	return "L" + strings.ReplaceAll(j.Class, ".", "/") + ";"
}

// JNI lists the exported native methods, in the order of the symbol table, and
// says whether the library has JNI_OnLoad, where others may be registered.
// Symbols that begin with Java_ but are not names the runtime would look for
// are left out.
func (f *File) JNI() (methods []JNIExport, onLoad bool) {
	for _, s := range f.Exports {
		if s.Name == "JNI_OnLoad" {
			onLoad = true
			continue
		}
		if j, ok := Demangle(s.Name); ok {
			j.Addr = s.Addr
			methods = append(methods, j)
		}
	}
	return methods, onLoad
}

// Demangle takes a symbol apart by the rules of the JNI specification:
// "Java_", the class with _ for /, "_", the method, and for overloaded methods
// "__" and the argument types. _1 is _, _2 is ;, _3 is [ and _0xxxx a UTF-16
// unit. A name part never begins with a digit, so _ before 0-3 is an escape.
func Demangle(symbol string) (JNIExport, bool) {
	j := JNIExport{Symbol: symbol}
	rest, ok := strings.CutPrefix(symbol, "Java_")
	if !ok || rest == "" {
		return j, false
	}
	name, args, overloaded := splitOverload(rest)
	parts, ok := unescapeParts(name, ";[")
	if !ok || len(parts) < 2 {
		return j, false
	}
	last := len(parts) - 1
	j.Class, j.Method = strings.Join(parts[:last], "."), parts[last]
	if overloaded {
		types, ok := unescapeParts(args, "")
		if !ok {
			return j, false
		}
		j.Arguments = "(" + strings.Join(types, "/") + ")"
		if !ValidSignature(j.Arguments + "V") {
			return j, false
		}
	}
	return j, true
}

// splitOverload cuts at the first "__" whose second underscore is not the start
// of an escape. Argument types may begin with the escape _3 (an array), which
// no name can, so "___3" is a cut too.
func splitOverload(s string) (name, args string, ok bool) {
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '_' {
			continue
		}
		if s[i+1] != '_' {
			if s[i+1] >= '0' && s[i+1] <= '3' {
				i++ // an escape: its digit cannot start anything
			}
			continue
		}
		if i+2 < len(s) && s[i+2] >= '0' && s[i+2] <= '3' {
			continue // separator, then an escape
		}
		return s[:i], s[i+2:], true
	}
	return s, "", false
}

// unescapeParts splits at separators and undoes the escapes. None of the
// characters in refuse may result. Empty text is one empty part, which only an
// argument list may be.
func unescapeParts(s, refuse string) ([]string, bool) {
	var parts []string
	var cur []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '_' {
			cur = append(cur, s[i])
			continue
		}
		if i+1 == len(s) {
			return nil, false
		}
		c := byte(0)
		switch s[i+1] {
		case '0':
			u, n := unescapeUnits(s[i:])
			if n == 0 {
				return nil, false
			}
			cur = append(cur, u...)
			i += n - 1
			continue
		case '1':
			c = '_'
		case '2':
			c = ';'
		case '3':
			c = '['
		default:
			if len(cur) == 0 {
				return nil, false
			}
			parts, cur = append(parts, string(cur)), cur[:0]
			continue
		}
		if strings.IndexByte(refuse, c) >= 0 {
			return nil, false
		}
		cur = append(cur, c)
		i++
	}
	if len(cur) == 0 && (s != "" || refuse != "") {
		return nil, false
	}
	return append(parts, string(cur)), true
}

// unescapeUnits decodes consecutive _0xxxx escapes, so that surrogate pairs
// become one character, and gives the length they took.
func unescapeUnits(s string) (string, int) {
	var units []uint16
	n := 0
	for len(s)-n >= 6 && s[n] == '_' && s[n+1] == '0' {
		u := uint16(0)
		for _, c := range []byte(s[n+2 : n+6]) {
			switch {
			case c >= '0' && c <= '9':
				u = u<<4 | uint16(c-'0')
			case c >= 'a' && c <= 'f': // the specification writes lower case only
				u = u<<4 | uint16(c-'a'+10)
			default:
				return "", 0
			}
		}
		units = append(units, u)
		n += 6
	}
	return string(utf16.Decode(units)), n
}

// ValidSignature reports whether s is the descriptor of a method:
// "(Lcom/foo/Bar;[I)V".
func ValidSignature(s string) bool {
	if len(s) < 3 || s[0] != '(' {
		return false
	}
	s = s[1:]
	for s != "" && s[0] != ')' {
		n := typeLen(s)
		if n == 0 {
			return false
		}
		s = s[n:]
	}
	if s == "" {
		return false
	}
	s = s[1:]
	return s == "V" || s != "" && typeLen(s) == len(s)
}

// typeLen is the length of the type descriptor that s begins with, or 0.
func typeLen(s string) int {
	i := 0
	for i < len(s) && s[i] == '[' {
		i++
	}
	if i == len(s) || i > 255 {
		return 0
	}
	if strings.IndexByte("ZBCSIJFD", s[i]) >= 0 {
		return i + 1
	}
	if s[i] != 'L' {
		return 0
	}
	end := strings.IndexByte(s[i:], ';')
	if end < 2 || !validClassPath(s[i+1:i+end]) {
		return 0
	}
	return i + end + 1
}

// validClassPath accepts names as dex files allow them, which obfuscators use to
// the full, without the characters that have a meaning in descriptors.
func validClassPath(s string) bool {
	if s[0] == '/' || s[len(s)-1] == '/' || strings.Contains(s, "//") {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			continue
		}
		if c != '/' && c != '_' && c != '$' && c != '-' {
			return false
		}
	}
	return true
}
