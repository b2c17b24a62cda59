// Package weburl finds URLs and host names in bytes: string tables, resources,
// constants of native code, configuration, scripts.
//
// How: "://" is searched eight bytes at a time, also as it stands in JSON
// (":\/\/") and inside other URLs ("%3A%2F%2F"). Only at a hit is anything
// parsed: the scheme backwards against a table, the authority forwards, the host
// label by label. So text without URLs costs next to nothing.
//
// A host without a scheme is only looked for when the caller says that the bytes
// are one whole string (WholeString), because names of packages, properties and
// files look alike; see bare.go for how they are told apart.
//
// What a match says is what the text says, not that anything is contacted.
// Boilerplate marks names that identify things and are not contacted: XML
// namespaces, licences, examples.
//
// Limits: UTF-16 text is not searched; a URL put together from parts shows only
// in its first part; in text without separators the path may run on.
//
// References: RFC 3986 (URI), RFC 1123 2.1 and RFC 5891 (host names), RFC 2606
// and RFC 6761 (reserved names), publicsuffix.org.
package weburl

import (
	"bytes"
	"strings"

	"golang.org/x/net/idna"
)

// Limits.
const (
	maxAuthority   = 512  // bytes between "//" and the path: 253 of host, the rest user information
	maxPath        = 4096 // bytes of path, query and fragment; longer ones are data
	maxPlaceholder = 64   // bytes of "${...}"
	maxHost        = 253  // RFC 1035, as text
	maxLabel       = 63   // RFC 1035
)

// Mode says what the bytes given to Scan are.
type Mode uint8

// The modes.
const (
	Text        Mode = 0 // running text, a file, a table: URLs only
	WholeString Mode = 1 // one string constant: also a bare host
	// WeakHosts, with WholeString, also gives bare hosts that could as well be
	// keys, files or versions ("branch.io", "user.info", "1.2.3.4"), flagged
	// Weak, for a caller that can look them up.
	WeakHosts Mode = 2
)

// Kind tells how a host was written.
type Kind uint8

// The kinds.
const (
	URL  Kind = iota // with a scheme
	Host             // without
)

// Flags say what is special about a match.
type Flags uint16

// The flags.
const (
	Placeholder Flags = 1 << iota // the host or port has parts filled in at run time: "%s.example.org"
	Boilerplate                   // a namespace, licence or example, not contacted
	UserInfo                      // a user name or password stood before the host and is left out
	Address                       // an IP address
	Local                         // loopback, private or link-local address, or a name of one label
	NoSuffix                      // the last label is no top-level domain
	Weak                          // may be something else than a host
	Encoded                       // written with escapes: Path is as it stands
)

// Match is one URL or host. Offsets count from the start of the bytes scanned,
// and the slices are parts of them.
type Match struct {
	Kind       Kind
	Flags      Flags
	Scheme     string // lower case; "" for a Host
	Host       []byte // as written, without brackets, port and final dot
	Port       int    // 0 if not stated
	Path       []byte // from "/", "?" or "#"
	Start, End int    // of all of it
	HostAt     int    // offset of Host
	PathAt     int    // offset of Path, or End

	name string // Name, if known already
}

// Name is the host in lower case, with international labels in their ASCII form.
func (m Match) Name() string {
	if m.name != "" {
		return m.name
	}
	s := strings.ToLower(string(m.Host))
	for i := range len(s) {
		if s[i] >= 0x80 {
			if a, err := idna.Lookup.ToASCII(s); err == nil {
				return a
			}
			break
		}
	}
	return s
}

// Why is the reason behind Boilerplate: "namespace", "licence", "example",
// "local" or "documentation"; "" without the flag.
func (m Match) Why() string { return boilerplateReason(m.Name(), m.Path) }

// Scan calls fn for every match in b, by offset, which it is given too. Matches
// do not overlap, except that a URL inside the path of another one is given as
// well.
func Scan(b []byte, mode Mode, fn func(off int, m Match)) {
	if bytes.IndexByte(b, ':') >= 0 || bytes.IndexByte(b, '%') >= 0 {
		if scanURLs(b, fn) {
			return
		}
	}
	if mode&WholeString != 0 {
		if m, ok := bare(b, mode); ok {
			fn(m.Start, m)
		}
	}
}

// scanURLs reports whether there was a separator at all.
func scanURLs(b []byte, fn func(off int, m Match)) (found bool) {
	var next [len(forms)]int
	for i := range forms {
		next[i] = forms[i].index(b, 0)
	}
	var paths [len(forms)]int // where the last path of each form ended
	for {
		k := -1
		for i, at := range next {
			if at >= 0 && (k < 0 || at < next[k]) {
				k = i
			}
		}
		if k < 0 {
			return found
		}
		at := next[k]
		next[k] = forms[k].index(b, at+1)
		found = true
		if m, ok := parse(b, at, &forms[k], &paths[k]); ok {
			fn(m.Start, m)
		}
	}
}

// parse reads the URL whose "://" stands at at. Inside of a path that was read
// already, to *known, that path's end is taken over: so text in which every path
// holds the next URL is still read once.
func parse(b []byte, at int, f *form, known *int) (Match, bool) {
	m := Match{Kind: URL}
	var ok bool
	if m.Scheme, m.Start, ok = scheme(b, at); !ok {
		return m, false
	}
	if f.slash != nil {
		m.Flags |= Encoded
	}
	from := at + len(f.sep)
	end := authorityEnd(b, from, f)
	if end-from > maxAuthority {
		return m, false
	}
	if !m.authority(b, from, end) {
		return m, false
	}
	m.PathAt = end
	if m.End = *known; end >= *known || !startsPath(b[end:], f) {
		m.End = pathEnd(b, end, f)
		*known = m.End
	}
	if m.End == end && b[end-1] == '.' { // the dot ends the sentence
		m.PathAt, m.End = end-1, end-1
	}
	m.Path = b[m.PathAt:m.End:m.End]
	if boilerplateReason(m.Name(), m.Path) != "" {
		m.Flags |= Boilerplate
	}
	return m, true
}
