package data

import (
	"fmt"
	"strings"
)

// Line is one line of a data file, split into words. A word is bare or in
// double quotes; " -- " begins a note that runs to the end of the line; a line
// whose first character is "#" is a comment.
type Line struct {
	Number int // from 1
	Words  []string
	Note   string
}

// Reader hands out the lines of a file. The line it returns is good until the
// next call.
type Reader struct {
	file string
	rest string
	cur  Line
}

// NewReader reads text as the content of file.
func NewReader(file, text string) Reader { return Reader{file: file, rest: text} }

// File is the name given to NewReader.
func (r *Reader) File() string { return r.file }

// Next returns false at the end of the file.
func (r *Reader) Next() (*Line, bool, error) {
	for len(r.rest) > 0 {
		text := r.rest
		if i := strings.IndexByte(text, '\n'); i >= 0 {
			text, r.rest = text[:i], text[i+1:]
		} else {
			r.rest = ""
		}
		r.cur.Number++
		text = strings.TrimSpace(text)
		if text == "" || text[0] == '#' {
			continue
		}
		if err := r.cur.split(text); err != nil {
			return nil, false, r.Errorf("%v", err)
		}
		return &r.cur, true, nil
	}
	return nil, false, nil
}

// Errorf makes an error that names file and line.
func (r *Reader) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", r.file, r.cur.Number, fmt.Sprintf(format, args...))
}

func (l *Line) split(text string) error {
	l.Words, l.Note = l.Words[:0], ""
	for {
		for text != "" && (text[0] == ' ' || text[0] == '\t') {
			text = text[1:]
		}
		switch {
		case text == "":
			return nil
		case strings.HasPrefix(text, "-- "):
			l.Note = strings.TrimSpace(text[3:])
			return nil
		case text[0] == '"':
			end := strings.IndexByte(text[1:], '"')
			if end < 0 {
				return fmt.Errorf("a quoted word does not end: %s", text)
			}
			if end == 0 {
				return fmt.Errorf("empty quoted word")
			}
			l.Words = append(l.Words, text[1:end+1])
			if text = text[end+2:]; text != "" && text[0] != ' ' && text[0] != '\t' {
				return fmt.Errorf("no space after a quoted word: %s", text)
			}
		default:
			end := 0
			for end < len(text) && text[end] != ' ' && text[end] != '\t' {
				if text[end] == '"' {
					return fmt.Errorf("a quote inside the word %s", text)
				}
				end++
			}
			l.Words = append(l.Words, text[:end])
			text = text[end:]
		}
	}
}
