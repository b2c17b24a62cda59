package model

import (
	"fmt"
	"strings"
)

// isMember says whether s can name a method.
func isMember(s string) bool {
	if s == "<init>" {
		return true
	}
	for i := range len(s) {
		if c := s[i]; !isNameByte(c) && c != '$' && c != '-' {
			return false
		}
	}
	return s != "" && (s[0] < '0' || s[0] > '9')
}

var primitives = map[string]string{
	"boolean": "Z", "byte": "B", "char": "C", "short": "S", "int": "I", "long": "J", "float": "F", "double": "D",
}

// paramType turns a type into its descriptor. A name without a package is one
// of java.lang.
func paramType(s string) (string, error) {
	base := s
	for strings.HasSuffix(base, "[]") {
		base = base[:len(base)-2]
	}
	dims := strings.Repeat("[", (len(s)-len(base))/2)
	if d := primitives[base]; d != "" {
		return dims + d, nil
	}
	if !strings.Contains(base, ".") {
		if base == "" || base[0] < 'A' || base[0] > 'Z' {
			return "", fmt.Errorf("%q is no type", s)
		}
		base = "java.lang." + base
	}
	if err := checkName(base); err != nil {
		return "", err
	}
	return dims + "L" + strings.ReplaceAll(base, ".", "/") + ";", nil
}

// checkName refuses what is no class name: a.b.C$D.
func checkName(name string) error {
	start := true // of a segment
	for i := range len(name) {
		c := name[i]
		switch {
		case c == '.' && !start:
			start = true
			continue
		case isNameByte(c) && (!start || c < '0' || c > '9'), c == '$' && !start, c == '-' && !start:
			start = false
			continue
		}
		return fmt.Errorf("%q is no class name", name)
	}
	if start {
		return fmt.Errorf("%q is no class name", name)
	}
	return nil
}
