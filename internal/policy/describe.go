package policy

import (
	"regexp"
	"strings"
	"sync"
)

var (
	datePattern = `(?:\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?,?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d`
	dated       = lazily(`(?i)(?:effective|updated?|modified|revised|revision|in force|amended)[^.\n]{0,60}?(` + datePattern + `)`)
	datedLine   = lazily(`(?i)^[^a-z0-9]*(?:effective date[.:] )?(?:this (?:privacy )?(?:policy|notice|statement) (?:was|is) )?(?:date of )?(?:the )?(?:last |most recent )?(?:effective|updated?|modified|revised|revision|amended)\b[^.\n0-9]{0,24}?(` + datePattern + `)`)
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
	for i := range r.doc.Blocks {
		b := &r.doc.Blocks[i]
		if i > 80 {
			break
		}
		if r.res.Document.Effective == "" && i < 30 {
			if m := dated().FindStringSubmatch(clip(b.Text, 400)); m != nil {
				r.res.Document.Effective = m[1]
			}
		}
		if r.res.Document.Publisher == "" {
			r.res.Document.Publisher = r.words.publisher(clip(b.Text, 4000))
		}
	}
	if r.res.Document.Effective == "" {
		r.res.Document.Effective = r.dateLine()
	}
	if r.res.Document.Publisher == "" {
		r.res.Document.Publisher = r.words.titleName(r.res.Document.Title)
	}
	for i := 0; i < len(r.doc.Blocks) && i < 12 && r.res.Document.Publisher == ""; i++ {
		r.res.Document.Publisher = r.words.titleName(r.doc.Blocks[i].Text)
	}
}

// "... was created by Jo Doe (hereby referred to as "Service Provider")".
var calledSelf = lazily(`(?i:created|developed|operated|owned|provided|offered|run|made|published|maintained) by [^.;()]{2,80}\((?i:hereby|hereinafter|hereafter|herein|henceforth)?[^()"“”]{0,30}["“]([A-Z][A-Za-z ]{2,30})["”]\)`)

// selves finds what the publisher calls itself in the third person, where that is
// a word for others elsewhere.
func (r *reader) selves() {
	const first = 20 // blocks in which a policy introduces its parties
	for i := 0; i < len(r.doc.Blocks) && i < first; i++ {
		if m := calledSelf().FindStringSubmatch(clip(r.doc.Blocks[i].Text, 2000)); m != nil {
			r.self = m[1]
			return
		}
	}
}

// dateLine finds a line that only says when the policy was made, as many have
// behind a table of contents or at their end; the last one counts.
func (r *reader) dateLine() string {
	const most = 120 // bytes of such a line
	for i := len(r.doc.Blocks) - 1; i >= 0; i-- {
		text := r.doc.Blocks[i].Text
		for len(text) > 0 {
			k := strings.LastIndexByte(text, '\n')
			if line := text[k+1:]; len(line) <= most {
				if m := datedLine().FindStringSubmatch(line); m != nil {
					return m[1]
				}
			}
			text = text[:max(k, 0)]
		}
	}
	return ""
}

var titled = lazily(`^(?:Privacy (?:Policy|Notice|Statement)\s*(?:of|for|[-–—|:])\s*)?([A-Z][\w.&]*(?: [A-Z0-9][\w.&]*){0,2}?)(?:['’]s)?(?: (?:Mobile )?(?:App|Website))?(?: Privacy (?:Policy|Notice|Statement))?$`)

// titleName takes the publisher's name out of a title: "Acme Privacy Policy".
func (v *vocabulary) titleName(title string) string {
	low := strings.ToLower(title)
	if len(title) > 80 || !strings.Contains(low, "privacy") {
		return ""
	}
	m := titled().FindStringSubmatch(strings.TrimSpace(title))
	if m == nil {
		return ""
	}
	for _, w := range strings.Fields(strings.ToLower(m[1])) {
		if v.all(w, nameless) {
			return ""
		}
	}
	return m[1]
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
