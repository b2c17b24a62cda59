package signing

import "strings"

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
	text := string(b) // names and values are pieces of it
	for pos := 0; pos < len(b) && len(rest) < maxSections; {
		var s section
		if s, pos = nextSection(b, text, pos); len(s.attrs) == 0 {
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

func nextSection(b []byte, text string, pos int) (s section, end int) {
	for pos < len(b) && (b[pos] == '\r' || b[pos] == '\n') {
		pos++
	}
	start := pos
	s.attrs = make([]attribute, 0, 2) // name and digest: nearly all sections
	for pos < len(b) {
		var line string
		if line, pos = nextLine(text, pos); line == "" {
			break
		}
		if pos < len(b) && b[pos] == ' ' {
			line, pos = joinLines(text, line, pos)
		}
		name, value, _ := strings.Cut(line, ": ")
		s.attrs = append(s.attrs, attribute{name, value})
	}
	s.raw = b[start:pos]
	return s, pos
}

// joinLines appends the continuation lines from pos on.
func joinLines(text, line string, pos int) (string, int) {
	whole := []byte(line)
	for pos < len(text) && text[pos] == ' ' {
		line, pos = nextLine(text, pos)
		whole = append(whole, line[1:]...)
	}
	return string(whole), pos
}

// nextLine returns the line at pos without its end, and where the next begins.
func nextLine(text string, pos int) (line string, next int) {
	i := pos
	for i < len(text) && text[i] != '\r' && text[i] != '\n' {
		i++
	}
	next = min(i+1, len(text))
	if i+1 < len(text) && text[i] == '\r' && text[i+1] == '\n' {
		next++
	}
	return text[pos:i], next
}
