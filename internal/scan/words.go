package scan

import (
	"regexp"
	"strconv"
	"strings"
)

// The formats note what is wrong in the words of their authors: a part of the
// file, and what is the matter with it. A report needs sentences.

// inDex is how package dex writes the place into its errors.
var inDex = regexp.MustCompile(`\bdex: ([a-zA-Z][a-zA-Z -]*) at (0x[0-9a-f]+): `)

// sentence gives a problem's text the form of one.
func sentence(s string) string {
	s = strings.TrimSpace(inDex.ReplaceAllString(s, "$1 at $2 "))
	if s == "" {
		return "unreadable."
	}
	if !strings.HasSuffix(s, ".") {
		s += "."
	}
	if c := s[0]; c >= 'a' && c <= 'z' {
		s = string(c-'a'+'A') + s[1:]
	}
	return s
}

// predicate begins what is said of the part that a problem names; anything else
// is said in it.
var predicate = regexp.MustCompile(`^(of|is|are|has|names|states|lies|counts|runs|lists) `)

// located is the sentence for what is wrong in a part of a file, or in a file
// of an archive in it, whose name is quoted.
func located(where, msg string) string {
	if strings.ContainsAny(where, "./") {
		return sentence(strconv.Quote(where) + " " + msg)
	}
	switch {
	case where == "":
		return sentence(msg)
	case predicate.MatchString(msg):
		return sentence(where + " " + msg)
	case strings.Contains(msg, where): // it says so itself
		return sentence(msg)
	}
	return sentence("in the " + where + ": " + msg)
}

// smaliMethod takes a method's name as smali writes it, "Lcom/acme/A;->m(I)V",
// apart into class and method as reports write them, "com.acme.A" and
// "m(int)void".
func smaliMethod(s string) (class, method string, ok bool) {
	class, member, found := strings.Cut(s, "->")
	name, signature, whole := strings.Cut(member, "(")
	params, result, closed := strings.Cut(signature, ")")
	if !found || !whole || !closed {
		return "", "", false
	}
	var types []string
	for params != "" {
		n := len(params) - len(strings.TrimLeft(params, "[")) + 1
		if n > len(params) {
			return "", "", false
		}
		if params[n-1] == 'L' {
			if n = strings.IndexByte(params, ';') + 1; n == 0 {
				return "", "", false
			}
		}
		types, params = append(types, dotted([]byte(params[:n]))), params[n:]
	}
	return dotted([]byte(class)), name + "(" + strings.Join(types, ",") + ")" + dotted([]byte(result)), true
}
