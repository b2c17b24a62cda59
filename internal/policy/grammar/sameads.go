package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Ads that are the same for everybody: "all ads are non-personalised", "ads are not based on your data",
// "the app shows no ads", "we have disabled personalised ads".

// SameForAll reads what a sentence says of all ads, or that there are none, of the ad at word i.
func (s *MSentence) SameForAll(i int) (Mood, bool) {
	if s.limits(0) || s.hasSense(0, word.Fronting) || s.leftToChoice(i) || s.anySenseIn(max(0, i-maxAim), i+maxAim, word.Refusing) {
		return Mood{}, false
	}
	c := &s.Clauses[s.In[i]]
	if c.Supposed || c.asked || c.except || c.Subject == you || c.Subject == They || c.Subject == relative || c.voids(i) {
		return Mood{}, false
	}
	if !s.allUntargeted(i) && !s.unchosen(i) && !s.noneShown(i) {
		return Mood{}, false
	}
	m := Mood{Known: true, Verb: word.Use, Denied: true, At: -1}
	if c.Subject == We || s.selfBefore(i) {
		m.Party = FirstParty
	}
	return m, true
}

// leftToChoice reports that around word i the reader chooses, or another case is put: "if you opt out, ads
// are non-personalised".
func (s *MSentence) leftToChoice(i int) bool {
	for k := max(0, s.In[i]-nearClauses); k < len(s.Clauses) && k <= s.In[i]+nearClauses; k++ {
		if c := &s.Clauses[k]; c.Supposed && c.Subject == you || c.Subject == you && c.Lo+1 < len(s.Ws) && s.Is(c.Lo+1, word.Modal) {
			return true
		}
	}
	return s.AnyIn(max(0, i-maxAim), min(len(s.Ws), i+maxAim), word.Supposing)
}

const nearClauses = 8 // a sentence without end has hundreds

// anySenseIn reports a word of that sense among words [lo, hi).
func (s *MSentence) anySenseIn(lo, hi int, x word.Sense) bool {
	for i := lo; i < min(hi, len(s.Ws)); i++ {
		if s.hasSense(i, x) {
			return true
		}
	}
	return false
}

// selfBefore reports the publisher or its app in the clause before word i.
func (s *MSentence) selfBefore(i int) bool {
	c := &s.Clauses[s.In[i]]
	if slices.ContainsFunc(s.Names, func(name string) bool { return strings.HasPrefix(s.Text[s.Ws[c.head].Start:], name) }) {
		return true
	}
	for n := HitFrom(s.Parties, max(c.head, i-maxBeside)); n < len(s.Parties) && s.Parties[n].Lo < i; n++ {
		if s.Party(s.Parties[n]) == word.Self {
			return true
		}
	}
	return false
}

// untargeted is the end of a word for ads that nothing aims at word k: "non-personalised", "untargeted",
// and with only beside it "contextual"; 0 if there is none.
func (s *MSentence) untargeted(k int, only bool) int {
	switch w := s.Ws[k].Low; {
	case w == "non" && s.hasSense(k+1, word.AimedWord) && s.Ws[k+1].Low != "relevant" && s.Ws[k+1].Low != "specific":
		return k + 2
	case w == "untargeted" || w == "nonpersonalized" || w == "nonpersonalised" || w == "nontargeted", w == "contextual" && only:
		return k + 1
	}
	return 0
}

// allUntargeted: "ads are (always served) | non-personalised", "we show | only non-targeted | ads", "we have
// configured ads to be non-personalised only"; not "personalised or non-personalised", "may be".
func (s *MSentence) allUntargeted(i int) bool {
	c := &s.Clauses[s.In[i]]
	only := false
	for k := max(c.Lo, i-maxFitting); k < min(c.Hi, i+maxFitting); k++ {
		if k < i {
			only = (only || s.hasSense(k, word.Sole)) && !s.Is(k, word.Preposition) // not "only for the purpose of contextual ads"
		}
		if s.isOne(k, "may", "might", "can", "could") || s.Is(k, word.Negating) || s.hasSense(k, word.AimedWord) && !(k > 0 && s.Ws[k-1].Low == "non") {
			return false
		}
	}
	for k := max(c.Lo, i-3); only && k < i; k++ {
		if end := s.untargeted(k, true); end > 0 && end <= i {
			return true
		}
	}
	be := false
	for k := i + 1; k < min(len(s.Ws), i+maxFitting); k++ {
		if s.Is(k, word.Relative|word.Contrast|word.We|word.You) && k > i+2 || s.AdAt(k) || s.Ws[k].Before == ';' { // "the ads we show are"
			return false
		}
		be = be || s.Is(k, word.Be)
		if be && s.untargeted(k, false) > 0 {
			by := i - 1
			for s.Is(by, word.Determiner) || by > 0 && s.hasSense(by, word.Portion) {
				by--
			}
			return i <= c.Lo+2 || s.hasSense(by, word.Devised)
		}
	}
	return false
}

// unchosen: "ads in our app are | not based on | your data", "ads are not selected by your activity".
func (s *MSentence) unchosen(i int) bool {
	c := &s.Clauses[s.In[i]]
	if i > c.Lo+2 {
		return false
	}
	for k := i + 1; k+2 < min(c.Hi, i+maxFitting); k++ {
		if s.Is(k, word.Relative|word.Contrast|word.We|word.You) {
			return false
		}
		if s.Is(k, word.Negating) && (s.Is(k, word.Be) || s.Is(k-1, word.Be)) {
			return s.isOne(k+1, "based", "chosen", "selected", "picked", "determined", "dependent") && s.isOne(k+2, "on", "by", "upon") && s.whose(k+2, false) >= 0
		}
	}
	return false
}

// noneShown: "our app shows | no ads", "we do not display any ads", "there are no ads in the app", "the app is
// free of ads"; not "no third-party ads", "no ads to children", "no ads that".
func (s *MSentence) noneShown(i int) bool {
	if !s.endsIn(i + 1) {
		return false
	}
	c := &s.Clauses[s.In[i]]
	k := i - 1
	for n := 0; n < maxShown && k > c.Lo && (s.Is(k, word.ListJoint|word.Determiner) || s.joins(k+1)) && s.Ws[k].Low != "no"; n++ {
		k--
	}
	switch {
	case k <= c.Lo, k < i-1 && !s.isOne(i-1, "any", "or", "and", "no", "the", "our"):
		return false
	case s.Ws[k].Low == "no":
		there := s.Is(k-1, word.Be) && s.isOne(k-2, "there")
		return there || s.hasSense(k-1, word.Bearing) && !s.Is(k-1, word.Negating) && (c.Subject == We || s.partyEnds(k-1) && s.selfBefore(k)) && c.negated < 0
	case s.isOne(k, "of") && s.isOne(k-1, "free"):
		be := k - 2 - s.one(k-2, "completely", "entirely", "fully", "totally")
		return s.Is(be, word.Be) && !s.Is(be, word.Negating) && s.partyEnds(be) && s.selfBefore(be)
	}
	return s.hasSense(k, word.Bearing) && c.negated >= 0 && c.negated < k && k-c.negated <= 2 && (c.Subject == We || s.selfBefore(c.negated))
}

// endsIn reports the end of a phrase at word i, or one that only says in which app: "ads | in our app", "of any kind".
func (s *MSentence) endsIn(i int) bool {
	if i >= len(s.Ws) || s.Ws[i].Before != ' ' {
		return true
	}
	switch {
	case s.isOne(i, "at") && s.isOne(i+1, "all"), s.isOne(i, "of") && s.isOne(i+1, "any"):
		return s.endsIn(i + 2 + s.one(i+2, "kind", "sort", "type"))
	case s.isOne(i, "in", "on", "within", "inside"):
		k := i + 1
		for s.Is(k, word.Determiner|word.Pointing) {
			k++
		}
		return k > i+1 && k < len(s.Ws) && (s.hasSense(k, word.Product) || s.isOne(k, "site", "website", "sites", "apps")) && (k+1 == len(s.Ws) || s.Ws[k+1].Before != ' ')
	}
	return false
}

// one is 1 if word i is one of the words.
func (s *MSentence) one(i int, words ...string) int {
	if s.isOne(i, words...) {
		return 1
	}
	return 0
}

// adsOff reads aimed ads that the publisher has switched off or does without: "we have | disabled |
// personalised ads", "ad requests are configured to prevent them", "targeted ads are turned off", and the
// bracket of "opt out of targeted ads (we do not engage in it)".
func (s *MSentence) adsOff(h lexicon.Hit) (Mood, bool) {
	if h.Entry != s.Kinds.Aimed {
		return Mood{}, false
	}
	m := Mood{Known: true, Verb: word.Use, Denied: true, Party: FirstParty, At: -1}
	if s.neitherIn(h) {
		return m, true
	}
	c := &s.Clauses[s.In[h.Lo]]
	if c.Supposed || c.asked || c.negated >= 0 || c.Subject == you || c.Subject == They {
		return Mood{}, false
	}
	k := h.Lo - 1
	for s.Is(k, word.Determiner) {
		k--
	}
	switch {
	case k > c.Lo && s.Is(k, word.Preventing) && s.Ws[k-1].Low == "to" && s.promisedTo(k-1):
		return m, !s.leftToChoice(k)
	case k > c.Lo && s.Is(k, word.Preventing) && c.Subject == We && (s.having(k-1) || s.Is(k-1, word.We)):
		return m, !s.leftToChoice(k)
	}
	return m, c.Lo >= h.Lo-1 && s.offAt(h) && !s.leftToChoice(h.Lo)
}

// offAt: "targeted ads | are turned off", "have been disabled".
func (s *MSentence) offAt(h lexicon.Hit) bool {
	be := h.Hi
	if s.isOne(be, "have", "has") && s.isOne(be+1, "been") {
		be++
	}
	if !s.Is(be, word.Be) || s.Is(be, word.Negating) {
		return false
	}
	off := be + 1
	if s.isOne(off, "turned", "switched") {
		off++
	}
	return (s.isOne(off, "off") || s.isOne(off, "disabled", "deactivated")) && (off+1 == len(s.Ws) || s.Ws[off+1].Before != ' ' || s.endsIn(off+1))
}

// neitherIn: "opt out of targeted ads (we do neither)", "(we do not engage in it)".
func (s *MSentence) neitherIn(h lexicon.Hit) bool {
	k := h.Hi
	if k+2 >= len(s.Ws) || s.Ws[k].Before != '(' || !s.Is(k, word.We) {
		return false
	}
	switch {
	case s.isOne(k+1, "do") && s.isOne(k+2, "neither"), s.isOne(k+1, "never") && s.isOne(k+2, "do"):
		return s.closes[k] <= k+5
	}
	return s.Is(k+1, word.Negating|word.Do) && s.anySenseIn(k+2, k+5, word.Engaging) && s.AnyIn(k+1, k+3, word.Negating) && s.closes[k] <= k+7 && s.isOne(s.closes[k]-1, "it", "this", "that", "so", "either", "these", "them")
}
