package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/prose"
)

// Who publishes a document: named beside "we", in its title, or else the name of which it
// says what only a publisher does (named.go finds names of data, not these).

var (
	// publisher: `Acme Inc. ("Acme", "we" or "us")`, quotes of any kind.
	namedWe = lazily(`\(([^()]{0,160}?["“”']\s*(?i:we|us|our)\s*,?["“”'][^()]{0,120})\)`)
	// "Where we refer to “Acme”, “we” or “us”": the name beside the pronouns.
	besideWe = lazily(`["“]([A-Z][^"“”(),]{1,40})["”]\s*,?\s*(?:(?:and|or)\s+)?["“](?i:we|us|our),?["”]`)
	// what stands before the bracket and is no name: "identity number 201842070G".
	registration = lazily(`^\d{4,}[A-Z]?$|\s\d{5,}$`) // or ends an address
	year         = lazily(`^(?:19|20)\d\d$`)
	quoted       = lazily(`["“”]([^"“”]{2,40})["“”]`)
)

// findPublisher gives the name, or empty if it is not told.
func (r *page) findPublisher() string {
	first := r.firstKept()
	for i := first; i < len(r.doc.Blocks) && i <= first+80; i++ {
		if name := r.words.besideWe(clip(r.doc.Blocks[i].Text, 4000)); name != "" && !r.isPlace(name) {
			return name
		}
	}
	if name := r.words.titleName(r.info.Title, true); name != "" && !r.isPlace(name) {
		return name
	}
	for i := first; i < len(r.doc.Blocks) && i < first+12; i++ {
		if name := r.words.titleName(r.doc.Blocks[i].Text, false); name != "" && !r.isPlace(name) {
			return name
		}
	}
	return r.ownName()
}

// besideWe takes the name out of `Acme Inc. ("Acme", "we")`.
func (v *vocabulary) besideWe(s string) string {
	if !strings.ContainsAny(s, `"“”'`) { // as both patterns need; most have none
		return ""
	}
	at := namedWe().FindStringSubmatchIndex(s)
	if at == nil {
		if m := besideWe().FindStringSubmatch(s); m != nil && !v.all(m[1], pronounWord) {
			return strings.Trim(m[1], ",.")
		}
		return ""
	}
	for _, q := range quoted().FindAllStringSubmatch(s[at[2]:at[3]], -1) {
		name := strings.Trim(strings.TrimSpace(q[1]), ",.")
		if name != "" && !v.all(name, pronounWord) && name[0] >= 'A' && name[0] <= 'Z' {
			return name
		}
	}
	// Otherwise the capitalised words before the bracket.
	words := strings.Fields(strings.NewReplacer("“", "", "”", "", `"`, "").Replace(s[:at[0]]))
	k := len(words)
	for k > 0 && len(words)-k < 6 && !v.stopsName(words[k-1:]) && (large(words[k-1]) || k > 1 && joinsName(words[k-1]) && large(words[k-2])) {
		k--
	}
	for k < len(words) && (v.all(words[k], pronounWord) || words[k] == "At" || joinsName(words[k]) || k+1 < len(words) && year().MatchString(words[k])) {
		k++ // "Effective Dec 1, 2018 Acme Inc."
	}
	if k > 0 && k < len(words) && v.all(strings.Join(words[k:], " "), legalForm) && strings.ContainsAny(words[k-1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		k-- // "eFern Ltd."
	}
	name := strings.Trim(strings.Join(words[k:], " "), ",")
	if v.all(name, legalForm) || registration().MatchString(name) {
		return ""
	}
	return name
}

var (
	titlePieces = lazily(`\s+[|\\\\·•–—-]\s+|\s*:\s+`)
	titled      = lazily(`^(?i:our )?(?i:privacy (?:policy|notice|statement) (?:of|for) )?([A-Za-z][\w.&]*(?: [A-Z0-9][\w.&]*){0,2}?)(?:['’]s)?(?i: (?:mobile )?(?:app|website))?(?i: privacy (?:policy|notice|statement))?$`)
	piece       = lazily(`^(?:(?:[A-Z]|\d+[A-Za-z])[\w.&]*(?: [A-Z0-9][\w.&]*){0,2}|[a-z0-9][a-z0-9-]+\.[a-z]{2,4})$`)
)

// large reports a word of a name: "Acme", "(Singapore)", "360".
func large(word string) bool {
	c := strings.TrimPrefix(word, "(")
	return c != "" && (c[0] >= 'A' && c[0] <= 'Z' || c[0] >= '0' && c[0] <= '9')
}

// stopsName reports that a name does not reach back over the first of words: "2019, | Acme" but
// "Acme, Inc."
func (v *vocabulary) stopsName(words []string) bool {
	return len(words) > 1 && strings.HasSuffix(words[0], ",") && !v.all(words[1], legalForm)
}

// joinsName: "Sega | of | America", "Rock & Roll".
func joinsName(word string) bool { return word == "of" || word == "&" }

// titleName takes the publisher's name out of a title: "Acme Privacy Policy", and
// of a page's, where it may be a piece of its own, "Privacy Policy | Acme | Home".
func (v *vocabulary) titleName(title string, page bool) string {
	if len(title) > 120 {
		return ""
	}
	pieces := []string{strings.TrimSpace(title)}
	if page {
		pieces = titlePieces().Split(pieces[0], 8)
	}
	k := slices.IndexFunc(pieces, func(p string) bool { return strings.Contains(strings.ToLower(p), "privacy") })
	if k < 0 {
		return ""
	}
	if m := titled().FindStringSubmatch(pieces[k]); m != nil && !v.nameless(m[1]) {
		return m[1]
	}
	for i, p := range pieces {
		if i != k && piece().MatchString(p) && !v.nameless(p) {
			return p
		}
	}
	return ""
}

// isPlace reports a name that ends in a country's or a region's, as an address does.
func (r *page) isPlace(name string) bool {
	name = strings.TrimSpace(name[strings.LastIndexByte(name, ',')+1:])
	ws := prose.AppendWords(nil, name)
	for _, h := range r.tables.Places.Find(nil, ws, name) {
		if h.Lo == 0 && h.Hi == len(ws) {
			return true
		}
	}
	return false
}

// nameless reports a name with a word that makes none, or of words that make none by
// themselves.
func (v *vocabulary) nameless(name string) bool {
	ws := prose.AppendWords(nil, name)
	return v.all(name, pronounWord|legalForm) || slices.ContainsFunc(ws, func(w prose.Word) bool { return v.of(&w)&nameless != 0 })
}

// "... was created by Jo Doe (hereby referred to as "Service Provider", "we" or "us")".
var calledSelf = lazily(`(?i:created|developed|operated|owned|provided|offered|run|made|published|maintained) by [^.;()]{2,80}\((?i:hereby|hereinafter|hereafter|herein|henceforth)?[^()"“”]{0,30}["“]([A-Z][A-Za-z ]{2,30})["”](?:,? ?(?:(?:and|or) )?["“][^"“”]{1,20}["”]){0,5}\)`)

// selves finds what the publisher calls itself in the third person, where that is
// a word for others elsewhere.
func (r *page) selves() {
	const near = 20 // blocks in which a policy introduces its parties
	first := r.firstKept()
	for i := first; i < len(r.doc.Blocks) && i < first+near; i++ {
		text := clip(r.doc.Blocks[i].Text, 2000)
		if !strings.ContainsAny(text, `"“`) { // the pattern needs one
			continue
		}
		if m := calledSelf().FindStringSubmatch(text); m != nil {
			r.self = m[1]
			return
		}
	}
}
