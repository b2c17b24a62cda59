package declaration

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// textLine is one line of a page as a person sees it, or nearly: in HTML each
// run of letters between two tags.
type textLine struct {
	source
	normal string
}

// maxLine is the longest line that can be one of a label: the sentences of the
// stores have under 200 letters.
const maxLine = 1000

// linesOf cuts a page, saved as HTML or as text, into lines.
func linesOf(data []byte) []textLine {
	if !looksLikeHTML(data) {
		return textLines(data)
	}
	var out []textLine
	z := html.NewTokenizer(bytes.NewReader(data))
	at, hidden := 0, ""
	for {
		kind := z.Next()
		raw := z.Raw()
		begin := at
		at += len(raw)
		switch kind {
		case html.ErrorToken:
			return out
		case html.StartTagToken:
			if name, _ := z.TagName(); unseen[string(name)] {
				hidden = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == hidden {
				hidden = ""
			}
		case html.TextToken:
			if hidden == "" && len(raw) <= maxLine {
				lead := len(raw) - len(bytes.TrimLeft(raw, " \t\r\n"))
				length := len(bytes.TrimSpace(raw))
				text := strings.Join(strings.Fields(string(z.Text())), " ")
				out = addLine(out, text, begin+lead, length)
			}
		}
	}
}

// unseen are elements whose text no reader sees.
var unseen = map[string]bool{"script": true, "style": true, "noscript": true, "template": true, "title": true}

func textLines(data []byte) []textLine {
	var out []textLine
	at := 0
	for line := range bytes.Lines(data) {
		if trimmed := bytes.TrimSpace(line); len(trimmed) <= maxLine {
			out = addLine(out, string(trimmed), at+bytes.Index(line, trimmed), len(trimmed))
		}
		at += len(line)
	}
	return out
}

func addLine(out []textLine, text string, at, length int) []textLine {
	text = strings.ToValidUTF8(strings.TrimPrefix(text, string(byteOrderMark)), "\ufffd")
	if text == "" || length == 0 {
		return out
	}
	return append(out, textLine{source{text, int64(at), length}, normal(text)})
}

func looksLikeHTML(data []byte) bool {
	head := bytes.ToLower(data[:min(len(data), 4096)])
	for _, tag := range []string{"<!doctype html", "<html", "<body", "<div", "<h1", "<h2", "<ul", "<p>", "<section"} {
		if bytes.Contains(head, []byte(tag)) {
			return true
		}
	}
	return false
}
