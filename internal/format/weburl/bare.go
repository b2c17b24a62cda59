package weburl

import (
	"bytes"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// bare decides whether a whole string is a host, with or without port and path.
//
// Most strings of that shape in an app are something else: package and class
// names, property keys, file names, versions. The rules, in order:
//   - lower case only, at least two labels, a public suffix and a label before it;
//   - the first label must not be the root of package names ("com.", "android.");
//   - a two-label name must not begin with a word of property keys ("text.");
//   - the suffix decides the rest, by a table: names ending in a strong one
//     (com, co.uk) are hosts; in a middling one (io, app, dev: also package parts
//     and file types) only if they begin like a host ("api."); all others are
//     weak, and given only to callers that ask.
func bare(b []byte, mode Mode) (Match, bool) {
	from := 0
	if bytes.HasPrefix(b, []byte("//")) { // a URL that takes its scheme from the page
		from = 2
	}
	end, dots := from, 0
	for ; end < len(b); end++ {
		c := b[end]
		if c == '.' {
			dots++
		} else if c == '*' && end == from || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			continue
		} else if c == ':' || c == '/' {
			break
		} else {
			return Match{}, false
		}
	}
	if dots == 0 || end-from < 4 || end-from > maxHost || b[end-1] == '.' {
		return Match{}, false
	}
	m := Match{Kind: Host, End: len(b)}
	authorityEnd := end
	if end < len(b) && b[end] == ':' {
		for authorityEnd++; authorityEnd < len(b) && b[authorityEnd] != '/'; authorityEnd++ {
		}
	}
	m.PathAt, m.Path = authorityEnd, b[authorityEnd:]
	for _, c := range m.Path {
		if endsPath[c] {
			return m, false
		}
	}
	if len(m.Path) > maxPath || !m.authority(b, from, authorityEnd) || m.Flags&(NoSuffix|Local) != 0 {
		return m, false
	}
	m.End = len(b)
	if m.Flags&Address != 0 {
		if m.Port == 0 && from == 0 && len(m.Path) < 2 { // or a version of four parts
			m.Flags |= Weak
		}
	} else {
		switch grade(m.Name()) {
		case refused:
			return m, false
		case weak:
			m.Flags |= Weak
		}
	}
	if m.Flags&Weak != 0 && mode&WeakHosts == 0 {
		return m, false
	}
	if boilerplateReason(m.Name(), m.Path) != "" {
		m.Flags |= Boilerplate
	}
	return m, true
}

type grading uint8

const (
	refused grading = iota
	weak
	good
)

// grade says how sure it is that a well-formed name is a host.
func grade(name string) grading {
	name = strings.TrimPrefix(name, "*.")
	suf, icann := publicsuffix.PublicSuffix(name)
	if suf == name {
		if icann {
			return refused // "co.uk" alone
		}
		suf = name[strings.LastIndexByte(name, '.')+1:] // "s3.amazonaws.com" is a host as well
	}
	t := tables()
	first, rest, _ := strings.Cut(name, ".")
	if t.has("root", first) || t.has("never", name) || strings.Contains(name, "_") && strings.Count(name, ".") < 2 {
		return refused
	}
	two := !strings.Contains(rest, ".")
	if two && t.has("key", first) {
		return refused
	}
	switch {
	case t.has("reverse", first) && !two && !strings.Contains(suf, ".") && suf != "com" && suf != "org":
		return weak // "cn.foo.net" is a package more often than a host
	case strings.Contains(suf, "."), t.has("strong", suf), strings.HasPrefix(suf, "xn--"):
		return good
	case t.has("middling", suf) && !two && t.has("start", first):
		return good
	}
	return weak
}
