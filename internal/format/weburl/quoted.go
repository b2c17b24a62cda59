package weburl

import "bytes"

// around says which bytes may stand before and behind a value in the formats
// that configuration has: quotes (JSON, scripts), tags (XML), "=" or ": " and
// the end of the line (properties, YAML).
var (
	before = chars("\"'`>=")
	behind = chars("\"'`<\r\n")
)

func chars(list string) (t [256]bool) {
	for i := range len(list) {
		t[list[i]] = true
	}
	return t
}

// inHost tells the bytes of a host with port, the only form looked for here.
var inHost = chars("abcdefghijklmnopqrstuvwxyz0123456789-_.:*")

// ScanQuoted calls fn for the bare hosts that are the whole of a quoted string,
// of the text of an XML element or of the value of a line. It is for files of
// text; URLs in them are found by Scan. Only WeakHosts of the modes has a
// meaning here.
func ScanQuoted(b []byte, mode Mode, fn func(off int, m Match)) {
	for i := 0; i < len(b); {
		dot := bytes.IndexByte(b[i:], '.')
		if dot < 0 {
			return
		}
		at := i + dot
		from, end := at, at
		for from > i && inHost[b[from-1]] {
			from--
		}
		for end < len(b) && inHost[b[end]] {
			end++
		}
		if from > i && b[from] == ':' { // "key:value"
			from++
		}
		i = end
		if !standsAlone(b, from, end) {
			continue
		}
		m, ok := bare(b[from:end], mode)
		if !ok {
			continue
		}
		m.Start, m.End, m.HostAt, m.PathAt = m.Start+from, m.End+from, m.HostAt+from, m.PathAt+from
		fn(m.Start, m)
	}
}

func standsAlone(b []byte, from, end int) bool {
	if end < len(b) && !behind[b[end]] {
		return false
	}
	if from == 0 {
		return true
	}
	c := b[from-1]
	if c == ' ' && from > 1 { // "key: value", "key = value"
		return b[from-2] == ':' || b[from-2] == '='
	}
	return before[c] || c == ':' || c == '\n'
}
