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
	first := r.firstKept()
	for i := first; i < len(r.doc.Blocks) && i <= first+80; i++ {
		b := &r.doc.Blocks[i]
		if r.res.Document.Effective == "" && i < first+30 {
			if m := dated().FindStringSubmatch(clip(b.Text, 400)); m != nil {
				r.res.Document.Effective = m[1]
			}
		}
		if r.res.Document.Publisher == "" {
			r.res.Document.Publisher = publisher(clip(b.Text, 4000))
		}
	}
	if r.res.Document.Effective == "" {
		r.res.Document.Effective = r.dateLine()
	}
	if r.res.Document.Publisher == "" {
		r.res.Document.Publisher = titleName(r.res.Document.Title)
	}
	for i := first; i < len(r.doc.Blocks) && i < first+12 && r.res.Document.Publisher == ""; i++ {
		r.res.Document.Publisher = titleName(r.doc.Blocks[i].Text)
	}
}

// dateLine finds a line that only says when the policy was made, as many have
// behind a table of contents or at their end; the last one counts.
func (r *reader) dateLine() string {
	const most = 120 // bytes of such a line
	for i := len(r.doc.Blocks) - 1; i >= 0; i-- {
		if !r.kept(i) {
			continue
		}
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
func titleName(title string) string {
	low := strings.ToLower(title)
	if len(title) > 80 || !strings.Contains(low, "privacy") {
		return ""
	}
	m := titled().FindStringSubmatch(strings.TrimSpace(title))
	if m == nil {
		return ""
	}
	for _, w := range strings.Fields(strings.ToLower(m[1])) {
		if generic[w] {
			return ""
		}
	}
	return m[1]
}

// generic words make no name of a publisher.
var generic = map[string]bool{"privacy": true, "policy": true, "notice": true, "statement": true, "our": true, "your": true, "the": true, "this": true, "global": true, "general": true, "website": true, "app": true, "mobile": true, "application": true, "supplemental": true, "us": true, "u.s.": true, "eu": true, "uk": true, "eea": true, "california": true, "european": true, "consumer": true, "user": true, "customer": true, "children": true, "kids": true, "data": true, "online": true, "and": true, "cookie": true, "full": true, "updated": true, "new": true, "additional": true, "legal": true, "center": true, "centre": true, "other": true, "health": true, "candidate": true, "what": true, "how": true, "international": true}

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
