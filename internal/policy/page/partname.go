package page

import (
	"slices"
	"strings"
	"unicode"
)

// partKind is what a document on a page is for.
type partKind uint8

const (
	privacyPart partKind = iota
	cookiePart
	termsPart
	otherPart // named as a document, of no kind known here
)

const maxTitle = 90 // bytes of a document's title

// documentTitle reads a heading that is the title of a document and nothing
// else: its kind, and whose it is. "7. Privacy Policy" is a section, "Changes to
// our Privacy Policy" is about one, "Terms and Privacy Policy" is two.
func (p *pageWords) documentTitle(text string) (kind partKind, of string, ok bool) {
	low, _, _ := strings.Cut(text, "\n")
	low, _, _ = strings.Cut(low, "(")
	low = strings.Trim(strings.ToLower(low), " :*#")
	if len(low) > maxTitle || low == "" || strings.ContainsAny(low, "?!;") || low[len(low)-1] == '.' || p.numberedHead(low) {
		return 0, "", false
	}
	var named [1]int
	if p.names.count(low, named[:]); named[0] == 0 { // of most headings
		return 0, "", false
	}
	best := ""
	for _, n := range p.documents {
		if len(n.name) > len(best) && calledSo(low, n.name) {
			best, kind = n.name, n.kind
		}
	}
	if best == "" {
		return 0, "", false
	}
	k := strings.LastIndex(low, best)
	before, behind := strings.TrimSpace(low[:k]), strings.TrimSpace(low[k+len(best):])
	var name []string
	for _, w := range strings.FieldsFunc(before+" "+behind, func(c rune) bool {
		return !unicode.IsLetter(c) && !unicode.IsDigit(c) && c != '.' && c != '\'' && c != '’'
	}) {
		switch {
		case slices.Contains(p.aboutTitle, w):
			return 0, "", false
		case !slices.Contains(p.ofNobody, w):
			name = append(name, strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "’s"))
		}
	}
	if kind == otherPart && before+behind == "" { // "Terms" is an entry of a menu
		return 0, "", false
	}
	return kind, strings.Join(name, " "), len(name) <= 6
}

// calledSo reports that a title begins or ends with a document's name, or has it
// before what it is for: "Privacy Policy for Glow", "Privacy Policy | Glow".
func calledSo(low, name string) bool {
	k := strings.LastIndex(low, name)
	if k < 0 || k > 0 && low[k-1] != ' ' && low[k-1] != '-' {
		return false
	}
	rest := low[k+len(name):]
	if rest == "" {
		return true
	}
	for _, sep := range []string{" for ", " of ", " - ", " – ", " — ", " | ", ": "} {
		if strings.HasPrefix(rest, sep) {
			return true
		}
	}
	return false
}

// numberedHead reports a heading that is one of a row: "7.", "IV.", "b)", "Section 3".
func (p *pageWords) numberedHead(low string) bool {
	first, _, _ := strings.Cut(low, " ")
	if slices.Contains(p.rowHeads, first) || first[0] >= '0' && first[0] <= '9' {
		return true
	}
	s := strings.TrimRight(first, ".)")
	return s != first && strings.Trim(s, "ivxl") == "" || s != first && len(s) == 1
}
