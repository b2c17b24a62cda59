package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// checkPattern refuses patterns that can never match what their kind is held
// against. Method patterns come without their parameters.
func checkPattern(kind Kind, platform Platform, p string) error {
	if platform == IOS && (kind == Class || kind == Method || kind == Framework || kind == Package) {
		if strings.ContainsAny(p, " \t") {
			return fmt.Errorf("%s %q holds a space", kind, p)
		}
		return nil
	}
	switch kind {
	case Package, Class, Component, PermissionName:
		return checkDotted(kind, p, 2)
	case Method, Field:
		return checkDotted(kind, p, 3)
	case NativeLib:
		if strings.IndexByte(p, '/') >= 0 || !strings.HasSuffix(p, ".so") {
			return fmt.Errorf("native %q is not a base name that ends in .so", p)
		}
		return checkGlob(p)
	case Asset:
		if p[0] == '/' || strings.HasSuffix(p, "/") || strings.Contains(p, "//") || strings.Contains(p, "../") {
			return fmt.Errorf("asset %q is not a relative path of a file", p)
		}
		return checkGlob(p)
	case String, NativeString:
		if p[0] == '*' {
			return fmt.Errorf("%s %q begins with a wildcard: it would be held against every string of an app", kind, p)
		}
		return checkGlob(p)
	case Endpoint:
		if strings.Contains(p, "://") || strings.IndexByte(p, '/') == len(p)-1 {
			return fmt.Errorf("endpoint %q: write host and path without scheme", p)
		}
		if host, _, _ := strings.Cut(p, "/"); host != strings.ToLower(host) {
			return fmt.Errorf("endpoint %q: host names are compared in lower case", p)
		}
		return checkGlob(p)
	case Cxx:
		return checkCxx(p)
	case ClassTail:
		return checkDotted(kind, p, 2)
	case ClassFields, ClassStrings:
		return checkNames(kind, p)
	case Maven:
		if strings.Count(p, ":") != 1 {
			return fmt.Errorf("maven %q is not group:artefact", p)
		}
	case ModelHash:
		if len(p) != 64 || strings.Trim(p, "0123456789abcdef") != "" {
			return fmt.Errorf("model %q is not a sha256 in lower-case hex", p)
		}
	case Symbol, Metadata, Framework:
		if strings.ContainsAny(p, "* \t") {
			return fmt.Errorf("%s %q: no wildcards and no spaces", kind, p)
		}
	}
	return nil
}

// checkCxx refuses what is no path of at least two C++ names: one name alone is
// that of many programs.
func checkCxx(p string) error {
	parts := strings.Split(p, "::")
	if len(parts) < 2 {
		return fmt.Errorf("cxx %q: write the namespace, too", p)
	}
	for _, s := range parts {
		if s == "" || strings.ContainsAny(s, ":. \t<>()*") || s[0] >= '0' && s[0] <= '9' {
			return fmt.Errorf("cxx %q can never match: %q is no name", p, s)
		}
	}
	return nil
}

// telling is the length from which one constant alone can tell a class.
const telling = 24

// checkNames refuses a shape of fewer than two names, or one whose names are so
// short that an obfuscator may have made them.
func checkNames(kind Kind, p string) error {
	names := strings.Split(p, "+")
	if len(names) < 2 && (kind != ClassStrings || len(p) < telling) {
		return fmt.Errorf("%s %q: at least two names, joined by +, or one long constant", kind, p)
	}
	for i, s := range names {
		if len(s) < 4 || strings.IndexByte(s, '*') >= 0 || slices.Contains(names[:i], s) {
			return fmt.Errorf("%s %q: %q is too short, a wildcard or there twice", kind, p, s)
		}
	}
	return nil
}

// checkDotted refuses what is no dotted Java name of at least min segments.
func checkDotted(kind Kind, p string, min int) error {
	if strings.ContainsAny(p, "/*;()") {
		return fmt.Errorf("%s %q can never match: write names dotted, without wildcards", kind, p)
	}
	n := 0
	for seg := range strings.SplitSeq(p, ".") {
		n++
		if seg == "" {
			return fmt.Errorf("%s %q can never match: empty segment", kind, p)
		}
		if seg[0] >= '0' && seg[0] <= '9' {
			return fmt.Errorf("%s %q can never match: %q begins with a digit", kind, p, seg)
		}
	}
	// A package of one segment ("okhttp3", "kotlin") is a name like any other;
	// "com" or "org" would be half of all code.
	if kind == Package && n == 1 && !topLevel[p] {
		return nil
	}
	if n < min {
		return fmt.Errorf("%s %q has fewer than %d segments", kind, p, min)
	}
	return nil
}

var topLevel = map[string]bool{
	"com": true, "org": true, "net": true, "io": true, "cn": true, "de": true, "ru": true, "me": true, "co": true, "app": true, "dev": true,
}

// splitParams cuts "a.B.c(int,java.lang.String)" into name and parameters.
func splitParams(p string) (name, params string, err error) {
	i := strings.IndexByte(p, '(')
	if i < 0 {
		return p, "", nil
	}
	if !strings.HasSuffix(p, ")") || strings.ContainsAny(p[i+1:len(p)-1], "() /;") {
		return "", "", fmt.Errorf("parameters of %q: write (java.lang.String,int)", p)
	}
	return p[:i], p[i:], nil
}
