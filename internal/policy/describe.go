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
			if name := r.words.publisher(clip(b.Text, 4000)); !r.isPlace(name) {
				r.res.Document.Publisher = name
			}
		}
	}
	if r.res.Document.Effective == "" {
		r.res.Document.Effective = r.dateLine()
	}
	if r.res.Document.Publisher == "" {
		r.res.Document.Publisher = r.words.titleName(r.res.Document.Title, true)
	}
	for i := first; i < len(r.doc.Blocks) && i < first+12 && r.res.Document.Publisher == ""; i++ {
		r.res.Document.Publisher = r.words.titleName(r.doc.Blocks[i].Text, false)
	}
}

// "... was created by Jo Doe (hereby referred to as "Service Provider")".
var calledSelf = lazily(`(?i:created|developed|operated|owned|provided|offered|run|made|published|maintained) by [^.;()]{2,80}\((?i:hereby|hereinafter|hereafter|herein|henceforth)?[^()"“”]{0,30}["“]([A-Z][A-Za-z ]{2,30})["”]\)`)

// selves finds what the publisher calls itself in the third person, where that is
// a word for others elsewhere.
func (r *reader) selves() {
	const near = 20 // blocks in which a policy introduces its parties
	first := r.firstKept()
	for i := first; i < len(r.doc.Blocks) && i < first+near; i++ {
		if m := calledSelf().FindStringSubmatch(clip(r.doc.Blocks[i].Text, 2000)); m != nil {
			r.self = m[1]
			return
		}
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
func (v *vocabulary) nameless(name string) bool {
	ws := prose.AppendWords(nil, name)
	return slices.ContainsFunc(ws, func(w prose.Word) bool { return v.of(&w)&nameless != 0 })
}

func (v *vocabulary) publisher(s string) string {
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
	for k > 0 && len(words)-k < 6 && words[k-1][0] >= 'A' && words[k-1][0] <= 'Z' && !v.all(words[k-1], pronounWord) {
		k--
	}
	for k < len(words) && (v.all(words[k], pronounWord) || words[k] == "At") {
		k++
	}
	return strings.Trim(strings.Join(words[k:], " "), ",")
}

// clip returns the first n bytes of s at most; none if n is negative.
func clip(s string, n int) string {
	return s[:min(len(s), max(n, 0))]
}
