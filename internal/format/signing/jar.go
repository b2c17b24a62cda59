package signing

import (
	"bytes"
	"strings"
)

// maxSections bounds the sections of a JAR manifest: one per file, and zip
// archives of a million files are refused already.
const maxSections = 1 << 20

// section is one section of MANIFEST.MF or a signature file: the attributes,
// and its bytes with the empty line behind it, as they are digested.
type section struct {
	attrs []attribute
	raw   []byte
}

type attribute struct{ name, value string }

// get returns the value of the first attribute of this name, in any case.
func (s *section) get(name string) (string, bool) {
	for _, a := range s.attrs {
		if strings.EqualFold(a.name, name) {
			return a.value, true
		}
	}
	return "", false
}

// parseManifest splits a manifest into its main section and the others (JAR
// file specification). Lines end in CR LF, LF or CR; a line that begins with a
// space goes on with the one before; empty lines end a section.
func parseManifest(b []byte) (main section, rest []section) {
	for len(b) > 0 && len(rest) < maxSections {
		var s section
		if s, b = nextSection(b); len(s.attrs) == 0 {
			break
		}
		if main.attrs == nil {
			main = s
			continue
		}
		rest = append(rest, s)
	}
	return main, rest
}

func nextSection(b []byte) (s section, rest []byte) {
	for len(b) > 0 && (b[0] == '\r' || b[0] == '\n') {
		b = b[1:]
	}
	rest = b
	for len(rest) > 0 {
		var line []byte
		if line, rest = nextLine(rest); len(line) == 0 {
			break
		}
		whole, joined := line, false
		for len(rest) > 0 && rest[0] == ' ' {
			line, rest = nextLine(rest)
			if !joined {
				whole, joined = bytes.Clone(whole), true
			}
			whole = append(whole, line[1:]...)
		}
		name, value, _ := strings.Cut(string(whole), ": ")
		s.attrs = append(s.attrs, attribute{name, value})
	}
	s.raw = b[:len(b)-len(rest)]
	return s, rest
}

// nextLine returns a line without its end.
func nextLine(b []byte) (line, rest []byte) {
	i := bytes.IndexAny(b, "\r\n")
	if i < 0 {
		return b, nil
	}
	if b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n' {
		return b[:i], b[i+2:]
	}
	return b[:i], b[i+1:]
}
