package weburl

import (
	"bytes"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// authority reads b[from:end] into m: user information, host, port. m.End is
// set behind what belongs to it.
func (m *Match) authority(b []byte, from, end int) bool {
	for i := end - 1; i >= from; i-- {
		if b[i] == '@' && !(i > from && b[i-1] == '%') { // "%@" is a format directive
			from = i + 1
			m.Flags |= UserInfo
			break
		}
	}
	if from < end && b[from] == '[' {
		return m.bracketed(b, from, end)
	}
	host := b[from:end]
	m.HostAt, m.End = from, end
	if i := portAt(host); i >= 0 {
		if !m.port(host[i+1:]) {
			return false
		}
		host = host[:i]
	}
	if n := len(host); n > 1 && host[n-1] == '.' {
		host = host[:n-1]
	}
	m.Host = host[:len(host):len(host)]
	return m.classify()
}

// portAt finds the ":" before the port, but not one inside a placeholder.
func portAt(host []byte) int {
	i := bytes.LastIndexByte(host, ':')
	if i >= 0 && bytes.IndexByte(host[i:], '}') >= 0 && bytes.IndexByte(host[i:], '{') < 0 {
		return -1
	}
	return i
}

func (m *Match) port(p []byte) bool {
	if len(p) == 0 {
		return true
	}
	n := 0
	for _, c := range p {
		if c < '0' || c > '9' {
			if placeholderLen(p) == len(p) {
				m.Flags |= Placeholder
				return true
			}
			return false
		}
		if n = n*10 + int(c-'0'); n > 65535 {
			return false
		}
	}
	m.Port = n
	return n > 0
}

func (m *Match) bracketed(b []byte, from, end int) bool {
	n := bytes.IndexByte(b[from:end], ']')
	if n < 0 {
		return false
	}
	m.Host, m.HostAt = b[from+1:from+n:from+n], from+1
	a, err := netip.ParseAddr(string(m.Host))
	if err != nil || !a.Is6() {
		return false
	}
	m.address(a)
	m.End = end
	rest := b[from+n+1 : end]
	return len(rest) == 0 || rest[0] == ':' && m.port(rest[1:])
}

func (m *Match) address(a netip.Addr) {
	m.Flags |= Address
	a = a.Unmap()
	if a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsUnspecified() || a.IsMulticast() {
		m.Flags |= Local
	}
}

// classify checks m.Host label by label and sets the flags it earns.
func (m *Match) classify() bool {
	h := m.Host
	if len(h) == 0 || len(h) > maxHost+maxPlaceholder {
		return false
	}
	labels, size, letters, foreign := 0, 0, false, false
	lastStart := 0
	prev := byte('.')
	for i := 0; i < len(h); {
		if n := placeholderLen(h[i:]); n > 0 {
			m.Flags |= Placeholder
			i += n
			size++
			letters = true
			prev = 'x'
			continue
		}
		c := h[i]
		switch {
		case c == '.':
			if size == 0 || size > maxLabel || prev == '-' {
				return false
			}
			labels, size, lastStart, letters = labels+1, 0, i+1, false
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c == '_':
			letters = true
			size++
		case c >= '0' && c <= '9':
			size++
		case c == '-':
			if size == 0 {
				return false
			}
			size++
		case c >= 0x80:
			foreign, letters = true, true
			size++
		default:
			return false
		}
		prev = c
		i++
	}
	if size == 0 || size > maxLabel && !foreign || prev == '-' {
		return false
	}
	labels++
	if !letters { // the last label is a number: an address or nothing
		a, err := netip.ParseAddr(string(h))
		if err != nil || !a.Is4() {
			if m.Flags&Placeholder != 0 && labels == 4 {
				m.Flags |= Address
				return true
			}
			return false
		}
		m.address(a)
		return true
	}
	if m.Flags&Placeholder == 0 && len(h) > maxHost {
		return false
	}
	if foreign {
		if _, err := idna.Lookup.ToASCII(strings.ToLower(string(h))); err != nil {
			return false
		}
	}
	if labels == 1 {
		if m.Flags&Placeholder == 0 {
			m.Flags |= Local
		}
		return true
	}
	if placeholderIn(h[lastStart:]) {
		return true // the end itself is filled in
	}
	m.name = m.Name()
	// The list's rule for what it does not have is the last label.
	if s, icann := publicsuffix.PublicSuffix(m.name); !icann && strings.IndexByte(s, '.') < 0 {
		m.Flags |= NoSuffix
	}
	return true
}

func placeholderIn(b []byte) bool {
	for i := range b {
		if placeholderLen(b[i:]) > 0 {
			return true
		}
	}
	return false
}

// placeholderLen is the length of the placeholder that b begins with, or 0:
// %s %d %@ %1$s {x} ${x} {{x}} $x <x> and a * that is a whole label.
func placeholderLen(b []byte) int {
	switch {
	case len(b) == 0:
		return 0
	case b[0] == '{' || b[0] == '$' && len(b) > 1 && b[1] == '{':
		return braces(b)
	case b[0] == '<':
		return bytes.IndexByte(b, '>') + 1
	case b[0] == '*':
		if len(b) == 1 || b[1] == '.' {
			return 1
		}
	case b[0] == '$':
		i := 1
		for i < len(b) && (b[i]|0x20 >= 'a' && b[i]|0x20 <= 'z' || b[i] == '_') {
			i++
		}
		if i > 1 {
			return i
		}
	case b[0] == '%':
		i := 1
		for i < len(b) && i < 4 && b[i] >= '0' && b[i] <= '9' {
			i++
		}
		if i < len(b) && i > 1 && b[i] == '$' {
			i++
		}
		if i < len(b) && bytes.IndexByte([]byte("sdSdvxu@"), b[i]) >= 0 {
			return i + 1
		}
	}
	return 0
}
