package policy

import (
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

// documentNames are what documents are called; the longest that fits counts,
// and the first of equal length.
var documentNames = []struct {
	name string
	kind partKind
}{
	{"privacy policy", privacyPart}, {"privacy notice", privacyPart}, {"privacy statement", privacyPart}, {"privacy declaration", privacyPart},
	{"data protection policy", privacyPart}, {"data protection notice", privacyPart}, {"data policy", privacyPart}, {"privacy addendum", privacyPart},
	{"privacy & cookie policy", privacyPart}, {"privacy and cookie policy", privacyPart}, {"privacy & cookies policy", privacyPart}, {"privacy and cookies policy", privacyPart},
	{"cookie policy", cookiePart}, {"cookies policy", cookiePart}, {"cookie notice", cookiePart}, {"cookie statement", cookiePart},
	{"terms of service", termsPart}, {"terms of use", termsPart}, {"terms and conditions", termsPart}, {"terms & conditions", termsPart},
	{"terms of sale", termsPart}, {"conditions of use", termsPart}, {"general terms", termsPart}, {"user agreement", termsPart},
	{"license agreement", termsPart}, {"licence agreement", termsPart}, {"service agreement", termsPart}, {"subscription agreement", termsPart},
	{"acceptable use policy", termsPart}, {"usage policies", termsPart}, {"usage policy", termsPart}, {"community guidelines", termsPart},
	{"code of conduct", termsPart}, {"takedown policy", termsPart}, {"dmca policy", termsPart}, {"copyright policy", termsPart},
	{"refund policy", termsPart}, {"return policy", termsPart}, {"shipping policy", termsPart}, {"legal disclaimer", termsPart},
	{"policy", otherPart}, {"agreement", otherPart}, {"terms", otherPart}, {"addendum", otherPart}, {"guidelines", otherPart},
}

const maxTitle = 90 // bytes of a document's title

// documentTitle reads a heading that is the title of a document and nothing
// else: its kind, and whose it is. "7. Privacy Policy" is a section, "Changes to
// our Privacy Policy" is about one, "Terms and Privacy Policy" is two.
func documentTitle(text string) (kind partKind, of string, ok bool) {
	low, _, _ := strings.Cut(strings.ToLower(text), "\n")
	low, _, _ = strings.Cut(low, "(")
	low = strings.Trim(low, " :*#")
	if len(low) > maxTitle || low == "" || strings.ContainsAny(low, "?!;") || low[len(low)-1] == '.' || numberedHead(low) {
		return 0, "", false
	}
	best := ""
	for _, n := range documentNames {
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
		case noTitle[w]:
			return 0, "", false
		case !ofNobody[w]:
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
func numberedHead(low string) bool {
	first, _, _ := strings.Cut(low, " ")
	switch first {
	case "section", "article", "clause", "step", "part":
		return true
	}
	if first[0] >= '0' && first[0] <= '9' {
		return true
	}
	s := strings.TrimRight(first, ".)")
	return s != first && strings.Trim(s, "ivxl") == "" || s != first && len(s) == 1
}

var (
	// noTitle are words of headings that speak about a document.
	noTitle = setOf("explore this these our your my changes change changing updates update updating modifications amendments scope about contact questions acceptance accept accepting how why what when where who which read see view archived previous older other to in with by under from is are and or these no enforcement links summary contents overview introduction consent privacy cookie cookies terms")
	// ofNobody are words of titles that name no product.
	ofNobody = setOf("a an the for of online global general full current latest new updated us u.s. usa uk eu eea european california californian resident residents state states consumer consumers customer user users children children's children’s child kids minors ccpa cpra gdpr supplemental additional health data washington nevada virginia colorado texas brazil canada korea swiss switzerland effective last version official legal non-user personal protection notice")
)

func setOf(s string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(s) {
		set[w] = true
	}
	return set
}
