package document

import (
	"bytes"
	"strings"
)

// titleOf chooses a title where the document names none: the first heading that
// names a kind of document, else the first that is more than furniture.
func titleOf(d *Document) string {
	first, plain, level := "", "", 7
	for i, b := range d.Blocks[:min(len(d.Blocks), titleBlocks)] {
		if b.Kind != Heading {
			if low := strings.ToLower(b.Text); i == 0 && len(low) <= maxHeading && names(low, documentNames) && low[len(low)-1] != '.' {
				return strings.ReplaceAll(b.Text, "\n", " ") // set in plain letters
			}
			continue
		}
		s := strings.ReplaceAll(b.Text, "\n", " ")
		low := undated(strings.ToLower(s))
		if first == "" {
			first = s
		}
		if names(low, documentNames) && !names(low, aboutDocuments) && low[len(low)-1] != '.' && b.Level <= level {
			return s
		}
		if plain == "" && !furniture(low) {
			plain, level = s, b.Level // what stands beneath it is a part of it
		}
	}
	if plain != "" {
		return plain
	}
	return first
}

// undated is a title without the date that stands behind it.
func undated(low string) string {
	for _, mark := range []string{"(", "last up", "last mod", "last rev", "effective", "updated:", "update date"} {
		if k := strings.Index(low, mark); k >= 0 {
			low = low[:k]
		}
	}
	return strings.TrimRight(low, " -–—|:,")
}

const titleBlocks = 24 // of a page with its menu printed above the text

var (
	documentNames = []string{"privacy policy", "privacy notice", "privacy statement", "privacy declaration", "data policy", "data protection", "terms of", "terms and", "terms & conditions", "conditions of use", "agreement", "cookie policy", "cookies policy", "cookie notice", "code of conduct", "guidelines", "acceptable use", "imprint"}
	// aboutDocuments mark sections about a document.
	aboutDocuments = []string{"this ", "change", "update", "scope", "about", "accept", "introduction", "contents"}
)

// furniture tells headings that say nothing of what stands below; low has no
// date, so that nothing may be left of it.
func furniture(low string) bool {
	switch s := strings.Trim(low, " .:0123456789"); s {
	case "contents", "table of contents", "overview", "introduction", "summary", "menu", "search", "skip to main content", "skip to content":
		return true
	default:
		return len(s) < 3
	}
}

// frontMatter takes the lines between two rules that site generators keep at the
// start of a page ("title: Privacy") out of the text, each byte left as a space,
// and returns the title in them. A line that dates the page stays.
func frontMatter(text []byte) (rest []byte, title string) {
	head := text[:min(len(text), maxFront)]
	at := len(head) - len(bytes.TrimLeft(head, " \t\r\n\ufeff"))
	if !bytes.HasPrefix(head[at:], []byte("---\n")) && !bytes.HasPrefix(head[at:], []byte("---\r\n")) {
		return text, ""
	}
	type line struct{ lo, hi int }
	var drop []line
	for lo := at; lo < len(head); {
		n := bytes.IndexByte(head[lo:], '\n')
		if n < 0 {
			return text, ""
		}
		s := bytes.TrimRight(head[lo:lo+n], "\r ")
		key, value, ok := bytes.Cut(s, []byte(":"))
		dates := false
		switch {
		case lo == at:
		case bytes.Equal(s, []byte("---")):
			rest = bytes.Clone(text)
			for _, l := range append(drop, line{lo, lo + n}) {
				copy(rest[l.lo:l.hi], bytes.Repeat([]byte(" "), l.hi-l.lo))
			}
			return rest, title
		case len(s) == 0 || space(s[0]) || s[0] == '-' || s[0] == '#': // goes on, or a list, or a remark
		case !ok || bytes.IndexByte(key, ' ') >= 0:
			return text, "" // prose between two rules
		default:
			k := strings.ToLower(string(key))
			dates = names(k, []string{"updat", "effective", "modified", "revis"})
			if k == "title" {
				title = strings.Trim(string(bytes.TrimSpace(value)), `"'`)
			}
		}
		if !dates {
			drop = append(drop, line{lo, lo + n})
		}
		lo += n + 1
	}
	return text, ""
}

const maxFront = 16 << 10 // bytes
