package weburl

import "bytes"

// schemes are those whose authority is a host that is contacted. Schemes of the
// platform (content, file, android-app, market) have other authorities.
var schemes = []string{
	"http", "https", "ws", "wss", "ftp", "ftps", "sftp",
	"mqtt", "mqtts", "amqp", "amqps", "nats", "stomp", "coap", "coaps",
	"tcp", "udp", "ssl", "tls", "quic", "grpc", "grpcs", "socks", "socks5",
	"rtsp", "rtsps", "rtmp", "rtmps", "rtmpt", "rtmpe", "rtp", "srt", "mms",
	"stun", "turn", "ldap", "ldaps", "smb", "ssh", "git", "svn", "xmpp",
	"mysql", "postgres", "postgresql", "mongodb", "srv", "redis", "rediss",
}

// maxScheme bounds how far back a scheme is looked for.
const maxScheme = 16

// scheme reads backwards from end. Of a compound ("git+https") the last part
// counts. In string pools without separators a word may stand directly before
// it ("errorhttps"); that is only believed of http and https, since short names
// end many words ("news" is not "ws").
func scheme(b []byte, end int) (name string, start int, ok bool) {
	var low [maxScheme]byte
	n := 0
	for n < maxScheme && n < end {
		c := b[end-1-n]
		if c|0x20 >= 'a' && c|0x20 <= 'z' {
			c |= 0x20
		} else if c < '0' || c > '9' {
			break
		}
		low[maxScheme-1-n] = c
		n++
	}
	word := low[maxScheme-n:]
	for _, s := range schemes {
		if string(word) == s {
			return s, end - n, true
		}
	}
	for _, s := range [...]string{"https", "http"} {
		if bytes.HasSuffix(word, []byte(s)) {
			return s, end - len(s), true
		}
	}
	return "", 0, false
}

// stops end an authority or, the upper ones, a path.
const (
	stopsBoth = " \t\r\n\"'<>`|^\\\x00\x7f"
	stopsHost = "/?#,;()&=!~+" + stopsBoth
)

var (
	endsHost = set(stopsHost)
	endsPath = set(stopsBoth)
)

func set(list string) (t [256]bool) {
	for c := range 0x20 {
		t[c] = true
	}
	for i := range len(list) {
		t[list[i]] = true
	}
	return t
}

// authorityEnd gives the offset behind the authority that begins at from, at
// most a little over maxAuthority further.
func authorityEnd(b []byte, from int, f *form) int {
	limit := min(len(b), from+maxAuthority+1)
	for i := from; i < limit; i++ {
		c := b[i]
		if c == '{' || c == '$' && i+1 < limit && b[i+1] == '{' {
			if n := braces(b[i:limit]); n > 0 {
				i += n - 1
				continue
			}
			return i
		}
		if c == '<' {
			if n := angle(b[i:limit]); n > 0 {
				i += n - 1
				continue
			}
		}
		if endsHost[c] || f.slash != nil && bytes.HasPrefix(b[i:], f.slash) {
			return i
		}
		if c == '%' && i+2 < limit && isEscape(b[i+1:i+3]) {
			return i
		}
		if c == ':' && bytes.HasPrefix(b[i:], []byte("://")) {
			// Two URLs without a separator: the scheme of the second is not ours.
			if s, start, ok := scheme(b, i); ok && start > from {
				return i - len(s)
			}
			return i
		}
	}
	return limit
}

// isEscape tells percent escapes of "/", "?", "#", "&", "=", quotes and spaces
// from format directives.
func isEscape(b []byte) bool {
	switch string(bytes.ToUpper(b)) {
	case "2F", "3F", "23", "26", "3D", "22", "20", "27", "2C":
		return true
	}
	return false
}

// braces gives the length of "{...}", "${...}" or "{{...}}", or 0.
func braces(b []byte) int {
	depth := 0
	for i := 0; i < len(b) && i < maxPlaceholder; i++ {
		switch b[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\n', 0:
			return 0
		}
	}
	return 0
}

// angle gives the length of "<name>", or 0.
func angle(b []byte) int {
	for i := 1; i < len(b) && i < maxPlaceholder; i++ {
		c := b[i]
		switch {
		case c == '>' && i > 1 && i+1 < len(b) && (b[i+1] == '.' || b[i+1] == '/' || b[i+1] == ':' || b[i+1] == '-'):
			return i + 1
		case c|0x20 >= 'a' && c|0x20 <= 'z', c == '_', c == '-':
		default:
			return 0
		}
	}
	return 0
}

// startsPath accepts "/", "?" and "#" as written: also "\/" or "%2F".
func startsPath(b []byte, f *form) bool {
	if len(b) == 0 {
		return false
	}
	return b[0] == '/' || b[0] == '?' || b[0] == '#' || f.slash != nil && bytes.HasPrefix(b, f.slash)
}

// pathEnd gives the offset behind path, query and fragment.
func pathEnd(b []byte, from int, f *form) int {
	limit := min(len(b), from+maxPath)
	if !startsPath(b[from:limit], f) {
		return from
	}
	i := from
	for i < limit {
		if b[i] == '\\' && f.slash != nil && bytes.HasPrefix(b[i:limit], f.slash) {
			i += len(f.slash)
			continue
		}
		if endsPath[b[i]] || b[i] == '&' && f.slash != nil && f.slash[0] == '%' {
			break
		}
		i++
	}
	for i > from+1 && bytes.IndexByte([]byte(".,;:!)]*"), b[i-1]) >= 0 {
		i-- // the sentence around it
	}
	return i
}
