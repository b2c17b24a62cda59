package prose

import "strings"

// addressEnd is where an address that begins at i ends: a URL, with or without
// its scheme, or one for mail. What its parts spell is no prose: a link to
// "how-we-use-biometric-data" says nothing. It is i if none begins there.
func addressEnd(s string, i int) int {
	if i > 0 && !apart(s[i-1]) {
		return i
	}
	end, marked := i, strings.HasPrefix(s[i:], "www.")
	for end < len(s) && !apart(s[end]) {
		marked = marked || s[end] == '@' || s[end] == '/'
		end++
	}
	if !marked {
		return i
	}
	run := strings.TrimRight(s[i:end], ".,;:!?'*_")
	if strings.HasPrefix(run, "http://") || strings.HasPrefix(run, "https://") || strings.HasPrefix(run, "www.") || hasHost(run) {
		return i + len(run)
	}
	if at := strings.IndexByte(run, '@'); at > 0 && strings.IndexByte(run[at:], '.') > 1 {
		return i + len(run)
	}
	return i
}

// apart reports whether a byte can be no part of an address.
func apart(c byte) bool {
	switch c {
	case ' ', '\t', '\n', '\r', '<', '>', '"', '|', '(', ')', '[', ']', '{', '}':
		return true
	}
	return c >= 0x80
}

// hasHost reports a name like "example.com/" at the front: letters and digits,
// dots between, a top domain in lower case, and a path.
func hasHost(run string) bool {
	slash := strings.IndexByte(run, '/')
	if slash < 4 || slash+1 == len(run) {
		return false
	}
	dot := strings.LastIndexByte(run[:slash], '.')
	if dot < 2 || slash-dot < 3 {
		return false
	}
	for k := 0; k < slash; k++ {
		c := run[k]
		if k > dot && (c < 'a' || c > 'z') || !wordRune(rune(c)) && c != '.' && c != '-' {
			return false
		}
	}
	return strings.IndexByte(run[:2], '.') < 0
}
