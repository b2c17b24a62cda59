package policy

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/policy/prose"
)

var (
	datePattern = `(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?(?:[,，]\s*|\s+))?(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d`
	dated       = lazily(`(?i)(?:(?:effective|updated?|modified|revised|revision|in force|amended|took effect)[^.\n]{0,60}?|^version:?\s+)(` + datePattern + `)`)
	datedLine   = lazily(`(?i)^[^a-z0-9]*(?:effective date[.:] )?(?:this (?:[a-z]+ ){0,3}?(?:policy|notice|statement) (?:was|is) )?(?:date of )?(?:the )?(?:last |most recent )?(?:effective|updated?|modified|revised|revision|amended)\b[^.\n0-9]{0,24}?(` + datePattern + `)`)
	// publisher: `Acme Inc. ("Acme", "we" or "us")`, quotes of any kind.
	namedWe = lazily(`\(([^()]{0,160}?["“”']\s*(?:we|us|our)\s*,?["“”'][^()]{0,120})\)`)
	// "Where we refer to “Acme”, “we” or “us”": the name beside the pronouns.
	besideWe = lazily(`["“]([A-Z][^"“”(),]{1,40})["”]\s*,?\s*(?:(?:and|or)\s+)?["“](?:we|us|our),?["”]`)
	quoted   = lazily(`["“]([^"“”]{2,40})["”]`)
)

// lazily compiles an expression when it is first used: a run without a policy
// needs none.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// describe fills in what the document says of itself.
func (r *reader) describe() {
	first := r.firstKept()
	for i := first; i < len(r.doc.Blocks) && i <= first+80; i++ {
		b := &r.doc.Blocks[i]
		if r.res.Document.Effective == "" && i < first+30 {
			if m := dated().FindStringSubmatch(clip(b.Text, 400)); m != nil {
				r.res.Document.Effective = m[1]
			}
		}
		if r.res.Document.Publisher == "" {
			if name := publisher(clip(b.Text, 4000)); !r.isPlace(name) {
				r.res.Document.Publisher = name
			}
		}
	}
	if r.res.Document.Effective == "" {
		r.res.Document.Effective = r.dateLine()
	}
	if r.res.Document.Publisher == "" {
		r.res.Document.Publisher = titleName(r.res.Document.Title, true)
	}
	for i := first; i < len(r.doc.Blocks) && i < first+12 && r.res.Document.Publisher == ""; i++ {
		r.res.Document.Publisher = titleName(r.doc.Blocks[i].Text, false)
	}
}

// dateLine finds a line that only says when the policy was made, as many have
// behind a table of contents or at their end; the last one counts.
func (r *reader) dateLine() string {
	const most = 120 // bytes of its start, where such a line says it
	for i := len(r.doc.Blocks) - 1; i >= 0; i-- {
		if !r.kept(i) {
			continue
		}
		text := r.doc.Blocks[i].Text
		for len(text) > 0 {
			k := strings.LastIndexByte(text, '\n')
			if line := text[k+1:]; line != "" {
				if m := datedLine().FindStringSubmatch(clip(line, most)); m != nil {
					return m[1]
				}
			}
			text = text[:max(k, 0)]
		}
	}
	return ""
}

var (
	titlePieces = lazily(`\s+[|\\\\·•–—-]\s+|\s*:\s+`)
	titled      = lazily(`^(?i:our )?(?i:privacy (?:policy|notice|statement) (?:of|for) )?([A-Za-z][\w.&]*(?: [A-Z0-9][\w.&]*){0,2}?)(?:['’]s)?(?i: (?:mobile )?(?:app|website))?(?i: privacy (?:policy|notice|statement))?$`)
	piece       = lazily(`^(?:[A-Z]|\d+[A-Za-z])[\w.&]*(?: [A-Z0-9][\w.&]*){0,2}$`)
)

// titleName takes the publisher's name out of a title: "Acme Privacy Policy", and
// of a page's, where it may be a piece of its own, "Privacy Policy | Acme | Home".
func titleName(title string, page bool) string {
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
	if m := titled().FindStringSubmatch(pieces[k]); m != nil && !nameless(m[1]) {
		return m[1]
	}
	for i, p := range pieces {
		if i != k && piece().MatchString(p) && !nameless(p) {
			return p
		}
	}
	return ""
}

// isPlace reports a name that ends in a country's or a region's, as an address does.
func (r *reader) isPlace(name string) bool {
	name = strings.TrimSpace(name[strings.LastIndexByte(name, ',')+1:])
	ws := prose.AppendWords(nil, name)
	for _, h := range r.t.Places.Find(nil, ws, name) {
		if h.Lo == 0 && h.Hi == len(ws) {
			return true
		}
	}
	return false
}

// nameless reports a name with a word that makes none.
func nameless(name string) bool {
	for _, w := range strings.Fields(strings.ToLower(name)) {
		if generic[w] {
			return true
		}
	}
	return false
}

// generic words make no name of a publisher.
var generic = map[string]bool{"privacy": true, "policy": true, "notice": true, "statement": true, "our": true, "your": true, "the": true, "this": true, "global": true, "general": true, "website": true, "app": true, "mobile": true, "application": true, "supplemental": true, "us": true, "u.s.": true, "eu": true, "uk": true, "eea": true, "california": true, "european": true, "consumer": true, "user": true, "customer": true, "children": true, "kids": true, "data": true, "online": true, "and": true, "cookie": true, "full": true, "updated": true, "new": true, "additional": true, "legal": true, "center": true, "centre": true, "other": true, "health": true, "candidate": true, "what": true, "how": true, "international": true, "driver": true, "rider": true, "employee": true, "applicant": true, "job": true, "recruitment": true, "visitor": true, "member": true, "patient": true, "student": true, "parent": true, "merchant": true, "seller": true, "business": true, "personal": true, "non-user": true, "about": true, "home": true, "trust": true, "help": true, "support": true, "docs": true, "read": true, "view": true, "see": true, "a": true, "of": true, "for": true, "in": true, "to": true, "at": true, "by": true, "with": true, "terms": true, "enterprise": true, "index": true, "page": true, "welcome": true, "gdpr": true}

func publisher(s string) string {
	at := namedWe().FindStringSubmatchIndex(s)
	if at == nil {
		if m := besideWe().FindStringSubmatch(s); m != nil && !pronoun[strings.ToLower(strings.Trim(m[1], ",."))] {
			return strings.Trim(m[1], ",.")
		}
		return ""
	}
	for _, q := range quoted().FindAllStringSubmatch(s[at[2]:at[3]], -1) {
		name := strings.Trim(strings.TrimSpace(q[1]), ",.")
		if name != "" && !pronoun[strings.ToLower(name)] && name[0] >= 'A' && name[0] <= 'Z' {
			return name
		}
	}
	// Otherwise the capitalised words before the bracket.
	words := strings.Fields(strings.NewReplacer("“", "", "”", "", `"`, "").Replace(s[:at[0]]))
	k := len(words)
	for k > 0 && len(words)-k < 6 && words[k-1][0] >= 'A' && words[k-1][0] <= 'Z' && !pronoun[strings.ToLower(words[k-1])] {
		k--
	}
	for k < len(words) && (pronoun[strings.ToLower(strings.Trim(words[k], ","))] || words[k] == "At") {
		k++
	}
	return strings.Trim(strings.Join(words[k:], " "), ",")
}

var pronoun = map[string]bool{"we": true, "us": true, "our": true, "ours": true, "company": true, "the company": true, "service": true, "services": true, "site": true, "you": true, "your": true, "platform": true, "app": true, "website": true, "policy": true, "privacy policy": true, "by": true, "the": true, "this": true, "services,": true, "sites": true, "group": true, "apps": true}

// clip returns the first n bytes of s at most; none if n is negative.
func clip(s string, n int) string {
	return s[:min(len(s), max(n, 0))]
}
