package word

import (
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/avow-audit/avow/internal/policy/prose"
)

// Name is a set of classes of words that stand beside names of publishers (lexicon words.txt),
// one bit each. ownname.go and ourselves.go ask for them.
type Name uint8

const (
	Devoted Name = 1 << iota
	Running
	Famous
	Addressing
	LettingUs
)

var nameNames = map[string]Name{
	"devoted":    Devoted,
	"running":    Running,
	"famous":     Famous,
	"addressing": Addressing,
	"letting-us": LettingUs,
}

// Who publishes a document: named beside "we", in its title, or else the name of which it
// says what only a publisher does (named.go finds names of data, not these).

var (
	// publisher: `Acme Inc. ("Acme", "we" or "us")`, quotes of any kind.
	namedWe = Lazily(`\(([^()]{0,160}?["“”']\s*(?i:we|us|our)\s*,?["“”'][^()]{0,120})\)`)
	// "Where we refer to “Acme”, “we” or “us”": the name beside the pronouns.
	besideWe = Lazily(`["“]([A-Z][^"“”(),]{1,40})["”]\s*,?\s*(?:(?:and|or)\s+)?["“](?i:we|us|our),?["”]`)
	// what stands before the bracket and is no name: "identity number 201842070G".
	registration = Lazily(`^\d{4,}[A-Z]?$|\s\d{5,}$`) // or ends an address
	year         = Lazily(`^(?:19|20)\d\d$`)
	quoted       = Lazily(`["“”]([^"“”]{2,40})["“”]`)
)

// BesideWe takes the name out of `Acme Inc. ("Acme", "we")`.
func (v *Vocabulary) BesideWe(s string) string {
	if !strings.ContainsAny(s, `"“”'`) { // as both patterns need; most have none
		return ""
	}
	at := namedWe().FindStringSubmatchIndex(s)
	if at == nil {
		if m := besideWe().FindStringSubmatch(s); m != nil && !v.All(m[1], pronounWord) {
			return strings.Trim(m[1], ",.")
		}
		return ""
	}
	for _, q := range quoted().FindAllStringSubmatch(s[at[2]:at[3]], -1) {
		name := strings.Trim(strings.TrimSpace(q[1]), ",.")
		if name != "" && !v.All(name, pronounWord) && name[0] >= 'A' && name[0] <= 'Z' {
			return name
		}
	}
	// Otherwise the capitalised words before the bracket.
	words := strings.Fields(strings.NewReplacer("“", "", "”", "", `"`, "").Replace(s[:at[0]]))
	k := len(words)
	for k > 0 && len(words)-k < 6 && !v.stopsName(words[k-1:]) && (large(words[k-1]) || k > 1 && joinsName(words[k-1]) && large(words[k-2])) {
		k--
	}
	for k < len(words) && (v.All(words[k], pronounWord) || words[k] == "At" || joinsName(words[k]) || k+1 < len(words) && year().MatchString(words[k])) {
		k++ // "Effective Dec 1, 2018 Acme Inc."
	}
	if k > 0 && k < len(words) && v.All(strings.Join(words[k:], " "), LegalForm) && strings.ContainsAny(words[k-1], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
		k-- // "eFern Ltd."
	}
	name := strings.Trim(strings.Join(words[k:], " "), ",")
	if v.All(name, LegalForm) || registration().MatchString(name) {
		return ""
	}
	return name
}

var (
	titlePieces = Lazily(`\s+[|\\\\·•–—-]\s+|\s*:\s+`)
	titled      = Lazily(`^(?i:our )?(?i:privacy (?:policy|notice|statement) (?:of|for) )?((?:[A-Za-z]|\d+[A-Z])[\w.&]*(?: [A-Z0-9][\w.&]*){0,2}?)(?:['’]s)?(?i: (?:mobile )?(?:app|website))?(?i: privacy (?:policy|notice|statement))?$`)
	ordinal     = Lazily(`^\d{1,2}(?:st|nd|rd|th) `) // begins a date
	piece       = Lazily(`^(?:(?:[A-Z]|\d+[A-Za-z])[\w.&]*(?: [A-Z0-9][\w.&]*){0,2}|[a-z0-9][a-z0-9-]+\.[a-z]{2,4})$`)
)

// large reports a word of a name: "Acme", "(Singapore)", "360".
func large(word string) bool {
	c := strings.TrimPrefix(word, "(")
	return c != "" && (c[0] >= 'A' && c[0] <= 'Z' || c[0] >= '0' && c[0] <= '9')
}

// stopsName reports that a name does not reach back over the first of words: "2019, | Acme" but
// "Acme, Inc."
func (v *Vocabulary) stopsName(words []string) bool {
	return len(words) > 1 && strings.HasSuffix(words[0], ",") && !v.All(words[1], LegalForm)
}

// joinsName: "Sega | of | America", "Rock & Roll".
func joinsName(word string) bool { return word == "of" || word == "&" }

// TitleName takes the publisher's name out of a title: "Acme Privacy Policy", and
// of a page's, where it may be a piece of its own, "Privacy Policy | Acme | Home".
func (v *Vocabulary) TitleName(title string, page bool) string {
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
	if m := titled().FindStringSubmatch(pieces[k]); m != nil && !v.Nameless(m[1]) {
		return m[1]
	}
	for i, p := range pieces {
		if i != k && piece().MatchString(p) && !v.Nameless(p) && !ordinal().MatchString(p) {
			return p
		}
	}
	return ""
}

// Nameless reports a name with a word that makes none, or of words that make none by
// themselves.
func (v *Vocabulary) Nameless(name string) bool {
	ws := prose.AppendWords(nil, name)
	return v.All(name, pronounWord|LegalForm) || slices.ContainsFunc(ws, func(w prose.Word) bool { return v.Of(&w)&Nameless != 0 })
}

// Lazily compiles an expression when it is first used: a run without a policy
// needs none.
func Lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
