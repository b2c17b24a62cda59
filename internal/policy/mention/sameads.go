package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Ads that are the same for everybody: "all ads are non-personalised", "ads are not based on your data",
// "the app shows no ads", "we have disabled personalised ads".

// SameForAll reads what a sentence says of all ads, or that there are none, of the ad at word i.
func (s *Sentence) SameForAll(i int) (grammar.Mood, bool) {
	if s.limits(0) || s.HasSense(0, word.Fronting) || s.leftToChoice(i) || s.SenseIn(max(0, i-maxAim), i+maxAim, word.Refusing) {
		return grammar.Mood{}, false
	}
	c := &s.Clauses[s.In[i]]
	if c.Supposed || c.Asked || c.Except || c.Subject == grammar.You || c.Subject == grammar.They || c.Subject == grammar.Relative || c.Voids(i) {
		return grammar.Mood{}, false
	}
	if !s.allUntargeted(i) && !s.unchosen(i) && !s.noneShown(i) {
		return grammar.Mood{}, false
	}
	m := grammar.Mood{Known: true, Verb: word.Use, Denied: true, At: -1}
	if c.Subject == grammar.We || s.selfBefore(i) {
		m.Party = grammar.FirstParty
	}
	return m, true
}

// leftToChoice reports that around word i the reader chooses, or another case is put: "if you opt out, ads
// are non-personalised".
func (s *Sentence) leftToChoice(i int) bool {
	for k := max(0, s.In[i]-nearClauses); k < len(s.Clauses) && k <= s.In[i]+nearClauses; k++ {
		if c := &s.Clauses[k]; c.Supposed && c.Subject == grammar.You || c.Subject == grammar.You && c.Lo+1 < len(s.Ws) && s.Is(c.Lo+1, word.Modal) {
			return true
		}
	}
	return s.AnyIn(max(0, i-maxAim), min(len(s.Ws), i+maxAim), word.Supposing)
}

const nearClauses = 8 // a sentence without end has hundreds

// selfBefore reports the publisher or its app in the clause before word i.
func (s *Sentence) selfBefore(i int) bool {
	c := &s.Clauses[s.In[i]]
	if slices.ContainsFunc(s.Names, func(name string) bool { return strings.HasPrefix(s.Text[s.Ws[c.Head].Start:], name) }) {
		return true
	}
	for n := grammar.HitFrom(s.Parties, max(c.Head, i-grammar.MaxBeside)); n < len(s.Parties) && s.Parties[n].Lo < i; n++ {
		if s.Party(s.Parties[n]) == word.Self {
			return true
		}
	}
	return false
}

// untargeted is the end of a word for ads that nothing aims at word k: "non-personalised", "untargeted",
// and with only beside it "contextual"; 0 if there is none.
func (s *Sentence) untargeted(k int, only bool) int {
	switch w := s.Ws[k].Low; {
	case w == "non" && s.HasSense(k+1, word.AimedWord) && s.Ws[k+1].Low != "relevant" && s.Ws[k+1].Low != "specific":
		return k + 2
	case w == "untargeted" || w == "nonpersonalized" || w == "nonpersonalised" || w == "nontargeted", w == "contextual" && only:
		return k + 1
	}
	return 0
}

// allUntargeted: "ads are (always served) | non-personalised", "we show | only non-targeted | ads", "we have
// configured ads to be non-personalised only"; not "personalised or non-personalised", "may be".
func (s *Sentence) allUntargeted(i int) bool {
	c := &s.Clauses[s.In[i]]
	only := false
	for k := max(c.Lo, i-grammar.MaxFitting); k < min(c.Hi, i+grammar.MaxFitting); k++ {
		if k < i {
			only = (only || s.HasSense(k, word.Sole)) && !s.Is(k, word.Preposition) // not "only for the purpose of contextual ads"
		}
		if s.IsOne(k, "may", "might", "can", "could") || s.Is(k, word.Negating) || s.HasSense(k, word.AimedWord) && !(k > 0 && s.Ws[k-1].Low == "non") {
			return false
		}
	}
	for k := max(c.Lo, i-3); only && k < i; k++ {
		if end := s.untargeted(k, true); end > 0 && end <= i {
			return true
		}
	}
	be := false
	for k := i + 1; k < min(len(s.Ws), i+grammar.MaxFitting); k++ {
		if s.Is(k, word.Relative|word.Contrast|word.We|word.You) && k > i+2 || s.AdAt(k) || s.Ws[k].Before == ';' { // "the ads we show are"
			return false
		}
		be = be || s.Is(k, word.Be)
		if be && s.untargeted(k, false) > 0 {
			by := i - 1
			for s.Is(by, word.Determiner) || by > 0 && s.HasSense(by, word.Portion) {
				by--
			}
			return i <= c.Lo+2 || s.HasSense(by, word.Devised)
		}
	}
	return false
}

// unchosen: "ads in our app are | not based on | your data", "ads are not selected by your activity".
func (s *Sentence) unchosen(i int) bool {
	c := &s.Clauses[s.In[i]]
	if i > c.Lo+2 {
		return false
	}
	for k := i + 1; k+2 < min(c.Hi, i+grammar.MaxFitting); k++ {
		if s.Is(k, word.Relative|word.Contrast|word.We|word.You) {
			return false
		}
		if s.Is(k, word.Negating) && (s.Is(k, word.Be) || s.Is(k-1, word.Be)) {
			return s.IsOne(k+1, "based", "chosen", "selected", "picked", "determined", "dependent") && s.IsOne(k+2, "on", "by", "upon") && s.Whose(k+2, false) >= 0
		}
	}
	return false
}

// noneShown: "our app shows | no ads", "we do not display any ads", "does not contain accounts, purchases or | ads
// or trackers", "has no accounts, no | ads", "there are no ads in the app", "the app is free of ads"; not "no
// third-party ads", "no ads or offers to children", "no ads that".
func (s *Sentence) noneShown(i int) bool {
	if !s.oneThing(i) || !s.thingsEnd(i+1) {
		return false
	}
	if s.noneKept(i) {
		return true
	}
	c := &s.Clauses[s.In[i]]
	for k := i - 1; k > c.Lo && k >= i-maxBorne; k-- {
		if s.PartyAt(k) && s.ThirdBetween(k, i) { // "any third-party analytics, | advertising or tracking tools"
			return false
		}
		none := grammar.Next(s.Ws, k) == "no" && s.Ws[i-1].Low == "no"
		switch {
		case s.HasSense(k, word.Bearing):
			if none {
				return c.Negated < 0 && !s.Is(k, word.Negating) && (c.Subject == grammar.We || s.PartyEnds(k) && s.selfBefore(k+1))
			}
			n := k - 1
			if n > c.Lo && !s.Is(n, word.Negating) {
				n--
			}
			return c.Negated >= 0 && c.Negated <= n && s.Is(n, word.Negating) && (c.Subject == grammar.We || s.selfBefore(n))
		case s.Is(k, word.Be) && s.IsOne(k-1, "there"):
			return none
		case s.IsOne(k, "of") && s.IsOne(k-1, "free"):
			return s.isWholly(k - 1)
		case s.Is(k, word.Modal|word.Preposition|word.Toward|word.Relative|word.You|word.Contrast) && s.Ws[k+1].Before == ' ', s.VerbAt(k) && s.BaseForm(k):
			return false
		}
	}
	return false
}

// AdFree reads that the app is ad-free, of the "ad" at word i: "the app is completely | ad-free"; not "the ad-free
// version".
func (s *Sentence) AdFree(i int) (m grammar.Mood, ok bool) {
	if i < 2 || !s.IsOne(i+1, "free") || s.Ws[i+1].Before != '-' || !s.plain(i) || !s.endsIn(i+2) {
		return m, false
	}
	return grammar.Mood{Known: true, Verb: word.Use, Denied: true, Party: grammar.FirstParty, At: -1}, s.isWholly(i)
}

// isWholly reports that the app "is", before word i of what it is: "the app is completely | ad-free", "| free of".
func (s *Sentence) isWholly(i int) bool {
	be := i - 1 - s.one(i-1, "completely", "entirely", "fully", "totally")
	return s.Is(be, word.Be) && !s.Is(be, word.Negating) && s.PartyEnds(be) && s.selfBefore(be)
}

// noneKept: "No accounts, no analytics, no | ads." as a sentence by itself; "No | ads" alone may be what a plan
// offers, and so may "No ads, no limits".
func (s *Sentence) noneKept(i int) bool {
	if s.Ws[0].Low != "no" || len(s.Ws) > 2*maxBorne || s.Is(1, word.Further) {
		return false
	}
	kept := false
	for k := 1; k < len(s.Ws); k++ {
		kept = kept || s.HasSense(k, word.Watching)
		if !s.inList(k) || s.PartyAt(k) && s.ThirdBetween(k, k+1) {
			return false
		}
	}
	return kept && (i == 1 || s.Ws[i].Before == ',' || s.Joins(i-1) || s.Ws[i-1].Low == "no")
}

const maxBorne = 10 // words: "include subscriptions, in-app purchases, third-party trackers, or | ads"

// oneThing reports that the ad at word i is a thing by itself, of no kind: not "political | ads".
func (s *Sentence) oneThing(i int) bool {
	return i > 0 && (s.Ws[i].Before == ',' || s.Is(i-1, word.ListJoint|word.Determiner) || s.IsOne(i-1, "any", "no", "of") || s.HasSense(i-1, word.Bearing))
}

// thingsEnd reports that from word i on nothing is told of the things before it, only more of them or of what is
// done: "ads | or trackers", "ads | in our app", "ads | or sell your data"; not "ads | or offers to children".
func (s *Sentence) thingsEnd(i int) bool {
	for k := i; k < len(s.Ws) && k <= i+maxBorne; k++ {
		switch {
		case s.Clauses[s.In[k]].Subject == grammar.Relative && s.Ws[k].Before == ' ': // "ads | that flash"
			return false
		case s.endsIn(k) && s.Ws[k].Before != ',', s.In[k] != s.In[i-1], s.VerbAt(k) && (s.Joins(k-1) || s.Ws[k].Before == ','):
			return true
		case k == i && s.Ws[k].Before == ' ' && !s.Joins(k), s.Is(k, word.Preposition|word.Toward|word.Relative|word.Modal|word.Contrast) && s.Ws[k].Before == ' ':
			return false
		}
	}
	return true
}

// endsIn reports the end of a phrase at word i, or one that only says in which app: "ads | in our app", "of any kind".
func (s *Sentence) endsIn(i int) bool {
	if i >= len(s.Ws) || s.Ws[i].Before != ' ' {
		return true
	}
	switch {
	case s.IsOne(i, "at") && s.IsOne(i+1, "all"), s.IsOne(i, "of") && s.IsOne(i+1, "any"):
		return s.endsIn(i + 2 + s.one(i+2, "kind", "sort", "type"))
	case s.IsOne(i, "in", "on", "within", "inside"):
		k := i + 1
		for s.Is(k, word.Determiner|word.Pointing) {
			k++
		}
		if k == i+1 && k < len(s.Ws) && slices.ContainsFunc(s.Names, func(name string) bool { return strings.HasPrefix(s.Text[s.Ws[k].Start:], name) }) { // "in Acme Maps"
			return true
		}
		return k > i+1 && k < len(s.Ws) && (s.HasSense(k, word.Product) || s.IsOne(k, "site", "website", "sites", "apps")) && (k+1 == len(s.Ws) || s.Ws[k+1].Before != ' ')
	}
	return false
}

// one is 1 if word i is one of the words.
func (s *Sentence) one(i int, words ...string) int {
	if s.IsOne(i, words...) {
		return 1
	}
	return 0
}

// adsOff reads aimed ads that the publisher has switched off or does without: "we have | disabled |
// personalised ads", "ad requests are configured to prevent them", "targeted ads are turned off", and the
// bracket of "opt out of targeted ads (we do not engage in it)".
func (s *Sentence) adsOff(h lexicon.Hit) (grammar.Mood, bool) {
	if h.Entry != s.Kinds.Aimed {
		return grammar.Mood{}, false
	}
	m := grammar.Mood{Known: true, Verb: word.Use, Denied: true, Party: grammar.FirstParty, At: -1}
	if s.neitherIn(h) {
		return m, true
	}
	c := &s.Clauses[s.In[h.Lo]]
	if c.Supposed || c.Asked || c.Negated >= 0 || c.Subject == grammar.You || c.Subject == grammar.They {
		return grammar.Mood{}, false
	}
	k := h.Lo - 1
	for s.Is(k, word.Determiner) {
		k--
	}
	switch {
	case k > c.Lo && s.Is(k, word.Preventing) && s.Ws[k-1].Low == "to" && s.PromisedTo(k-1):
		return m, !s.leftToChoice(k)
	case k > c.Lo && s.Is(k, word.Preventing) && c.Subject == grammar.We && (s.Having(k-1) || s.Is(k-1, word.We)):
		return m, !s.leftToChoice(k)
	}
	return m, c.Lo >= h.Lo-1 && s.offAt(h) && !s.leftToChoice(h.Lo)
}

// offAt: "targeted ads | are turned off", "have been disabled".
func (s *Sentence) offAt(h lexicon.Hit) bool {
	be := h.Hi
	if s.IsOne(be, "have", "has") && s.IsOne(be+1, "been") {
		be++
	}
	if !s.Is(be, word.Be) || s.Is(be, word.Negating) {
		return false
	}
	off := be + 1
	if s.IsOne(off, "turned", "switched") {
		off++
	}
	return (s.IsOne(off, "off") || s.IsOne(off, "disabled", "deactivated")) && (off+1 == len(s.Ws) || s.Ws[off+1].Before != ' ' || s.endsIn(off+1))
}

// neitherIn: "opt out of targeted ads (we do neither)", "(we do not engage in it)".
func (s *Sentence) neitherIn(h lexicon.Hit) bool {
	k := h.Hi
	if k+2 >= len(s.Ws) || s.Ws[k].Before != '(' || !s.Is(k, word.We) {
		return false
	}
	switch {
	case s.IsOne(k+1, "do") && s.IsOne(k+2, "neither"), s.IsOne(k+1, "never") && s.IsOne(k+2, "do"):
		return s.Closes[k] <= k+5
	}
	return s.Is(k+1, word.Negating|word.Do) && s.SenseIn(k+2, k+5, word.Engaging) && s.AnyIn(k+1, k+3, word.Negating) && s.Closes[k] <= k+7 && s.IsOne(s.Closes[k]-1, "it", "this", "that", "so", "either", "these", "them")
}
