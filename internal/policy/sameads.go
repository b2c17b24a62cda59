package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Ads that are the same for everybody: "all ads are non-personalised", "ads are not based on your data",
// "the app shows no ads", "we have disabled personalised ads".

// sameForAll reads what a sentence says of all ads, or that there are none, of the ad at word i.
func (r *sentenceReader) sameForAll(s *sentence, i int) (mood, bool) {
	if s.limits(0) || s.hasSense(0, fronting) || s.leftToChoice(i) || s.anySenseIn(max(0, i-maxAim), i+maxAim, refusing) {
		return mood{}, false
	}
	c := &s.clauses[s.in[i]]
	if c.supposed || c.asked || c.except || c.subject == you || c.subject == they || c.subject == relative || c.voids(i) {
		return mood{}, false
	}
	if !s.allUntargeted(i) && !s.unchosen(i) && !r.noneShown(s, i) {
		return mood{}, false
	}
	m := mood{known: true, verb: use, denied: true, at: -1}
	if c.subject == we || r.selfBefore(s, i) {
		m.party = firstParty
	}
	return m, true
}

// leftToChoice reports that around word i the reader chooses, or another case is put: "if you opt out, ads
// are non-personalised".
func (s *sentence) leftToChoice(i int) bool {
	for k := max(0, s.in[i]-nearClauses); k < len(s.clauses) && k <= s.in[i]+nearClauses; k++ {
		if c := &s.clauses[k]; c.supposed && c.subject == you || c.subject == you && c.lo+1 < len(s.ws) && s.is(c.lo+1, modal) {
			return true
		}
	}
	return s.anyIn(max(0, i-maxAim), min(len(s.ws), i+maxAim), supposing)
}

const nearClauses = 8 // a sentence without end has hundreds

// anySenseIn reports a word of that sense among words [lo, hi).
func (s *sentence) anySenseIn(lo, hi int, x sense) bool {
	for i := lo; i < min(hi, len(s.ws)); i++ {
		if s.hasSense(i, x) {
			return true
		}
	}
	return false
}

// selfBefore reports the publisher or its app in the clause before word i.
func (r *sentenceReader) selfBefore(s *sentence, i int) bool {
	c := &s.clauses[s.in[i]]
	if slices.ContainsFunc(r.names, func(name string) bool { return strings.HasPrefix(s.text[s.ws[c.head].Start:], name) }) {
		return true
	}
	for n := hitFrom(s.parties, max(c.head, i-maxBeside)); n < len(s.parties) && s.parties[n].Lo < i; n++ {
		if r.party(s.parties[n]) == self {
			return true
		}
	}
	return false
}

// untargeted is the end of a word for ads that nothing aims at word k: "non-personalised", "untargeted",
// and with only beside it "contextual"; 0 if there is none.
func (s *sentence) untargeted(k int, only bool) int {
	switch w := s.ws[k].Low; {
	case w == "non" && s.hasSense(k+1, aimedWord) && s.ws[k+1].Low != "relevant" && s.ws[k+1].Low != "specific":
		return k + 2
	case w == "untargeted" || w == "nonpersonalized" || w == "nonpersonalised" || w == "nontargeted", w == "contextual" && only:
		return k + 1
	}
	return 0
}

// allUntargeted: "ads are (always served) | non-personalised", "we show | only non-targeted | ads", "we have
// configured ads to be non-personalised only"; not "personalised or non-personalised", "may be".
func (s *sentence) allUntargeted(i int) bool {
	c := &s.clauses[s.in[i]]
	only := false
	for k := max(c.lo, i-maxFitting); k < min(c.hi, i+maxFitting); k++ {
		if k < i {
			only = (only || s.hasSense(k, sole)) && !s.is(k, preposition) // not "only for the purpose of contextual ads"
		}
		if s.isOne(k, "may", "might", "can", "could") || s.is(k, negating) || s.hasSense(k, aimedWord) && !(k > 0 && s.ws[k-1].Low == "non") {
			return false
		}
	}
	for k := max(c.lo, i-3); only && k < i; k++ {
		if end := s.untargeted(k, true); end > 0 && end <= i {
			return true
		}
	}
	be := false
	for k := i + 1; k < min(len(s.ws), i+maxFitting); k++ {
		if s.is(k, relativeWord|contrast|weWord|youWord) && k > i+2 || s.adAt(k) || s.ws[k].Before == ';' { // "the ads we show are"
			return false
		}
		be = be || s.is(k, beWord)
		if be && s.untargeted(k, false) > 0 {
			by := i - 1
			for s.is(by, determiner) || by > 0 && s.hasSense(by, portion) {
				by--
			}
			return i <= c.lo+2 || s.hasSense(by, devised)
		}
	}
	return false
}

// unchosen: "ads in our app are | not based on | your data", "ads are not selected by your activity".
func (s *sentence) unchosen(i int) bool {
	c := &s.clauses[s.in[i]]
	if i > c.lo+2 {
		return false
	}
	for k := i + 1; k+2 < min(c.hi, i+maxFitting); k++ {
		if s.is(k, relativeWord|contrast|weWord|youWord) {
			return false
		}
		if s.is(k, negating) && (s.is(k, beWord) || s.is(k-1, beWord)) {
			return s.isOne(k+1, "based", "chosen", "selected", "picked", "determined", "dependent") && s.isOne(k+2, "on", "by", "upon") && s.whose(k+2, false) >= 0
		}
	}
	return false
}

// noneShown: "our app shows | no ads", "we do not display any ads", "there are no ads in the app", "the app is
// free of ads"; not "no third-party ads", "no ads to children", "no ads that".
func (r *sentenceReader) noneShown(s *sentence, i int) bool {
	if !s.endsIn(i + 1) {
		return false
	}
	c := &s.clauses[s.in[i]]
	k := i - 1
	for n := 0; n < maxShown && k > c.lo && (s.is(k, listJoint|determiner) || s.joins(k+1)) && s.ws[k].Low != "no"; n++ {
		k--
	}
	switch {
	case k <= c.lo, k < i-1 && !s.isOne(i-1, "any", "or", "and", "no", "the", "our"):
		return false
	case s.ws[k].Low == "no":
		there := s.is(k-1, beWord) && s.isOne(k-2, "there")
		return there || s.hasSense(k-1, bearing) && !s.is(k-1, negating) && (c.subject == we || s.partyEnds(k-1) && r.selfBefore(s, k)) && c.negated < 0
	case s.isOne(k, "of") && s.isOne(k-1, "free"):
		be := k - 2 - s.one(k-2, "completely", "entirely", "fully", "totally")
		return s.is(be, beWord) && !s.is(be, negating) && s.partyEnds(be) && r.selfBefore(s, be)
	}
	return s.hasSense(k, bearing) && c.negated >= 0 && c.negated < k && k-c.negated <= 2 && (c.subject == we || r.selfBefore(s, c.negated))
}

// endsIn reports the end of a phrase at word i, or one that only says in which app: "ads | in our app", "of any kind".
func (s *sentence) endsIn(i int) bool {
	if i >= len(s.ws) || s.ws[i].Before != ' ' {
		return true
	}
	switch {
	case s.isOne(i, "at") && s.isOne(i+1, "all"), s.isOne(i, "of") && s.isOne(i+1, "any"):
		return s.endsIn(i + 2 + s.one(i+2, "kind", "sort", "type"))
	case s.isOne(i, "in", "on", "within", "inside"):
		k := i + 1
		for s.is(k, determiner|pointing) {
			k++
		}
		return k > i+1 && k < len(s.ws) && (s.hasSense(k, product) || s.isOne(k, "site", "website", "sites", "apps")) && (k+1 == len(s.ws) || s.ws[k+1].Before != ' ')
	}
	return false
}

// one is 1 if word i is one of the words.
func (s *sentence) one(i int, words ...string) int {
	if s.isOne(i, words...) {
		return 1
	}
	return 0
}

// adsOff reads aimed ads that the publisher has switched off or does without: "we have | disabled |
// personalised ads", "ad requests are configured to prevent them", "targeted ads are turned off", and the
// bracket of "opt out of targeted ads (we do not engage in it)".
func (r *sentenceReader) adsOff(s *sentence, h lexicon.Hit) (mood, bool) {
	if h.Entry != r.kinds.aimed {
		return mood{}, false
	}
	m := mood{known: true, verb: use, denied: true, party: firstParty, at: -1}
	if s.neitherIn(h) {
		return m, true
	}
	c := &s.clauses[s.in[h.Lo]]
	if c.supposed || c.asked || c.negated >= 0 || c.subject == you || c.subject == they {
		return mood{}, false
	}
	k := h.Lo - 1
	for s.is(k, determiner) {
		k--
	}
	switch {
	case k > c.lo && s.is(k, preventing) && s.ws[k-1].Low == "to" && s.promisedTo(k-1):
		return m, !s.leftToChoice(k)
	case k > c.lo && s.is(k, preventing) && c.subject == we && (s.having(k-1) || s.is(k-1, weWord)):
		return m, !s.leftToChoice(k)
	}
	return m, c.lo >= h.Lo-1 && s.offAt(h) && !s.leftToChoice(h.Lo)
}

// offAt: "targeted ads | are turned off", "have been disabled".
func (s *sentence) offAt(h lexicon.Hit) bool {
	be := h.Hi
	if s.isOne(be, "have", "has") && s.isOne(be+1, "been") {
		be++
	}
	if !s.is(be, beWord) || s.is(be, negating) {
		return false
	}
	off := be + 1
	if s.isOne(off, "turned", "switched") {
		off++
	}
	return (s.isOne(off, "off") || s.isOne(off, "disabled", "deactivated")) && (off+1 == len(s.ws) || s.ws[off+1].Before != ' ' || s.endsIn(off+1))
}

// neitherIn: "opt out of targeted ads (we do neither)", "(we do not engage in it)".
func (s *sentence) neitherIn(h lexicon.Hit) bool {
	k := h.Hi
	if k+2 >= len(s.ws) || s.ws[k].Before != '(' || !s.is(k, weWord) {
		return false
	}
	switch {
	case s.isOne(k+1, "do") && s.isOne(k+2, "neither"), s.isOne(k+1, "never") && s.isOne(k+2, "do"):
		return s.closes[k] <= k+5
	}
	return s.is(k+1, negating|doWord) && s.anySenseIn(k+2, k+5, engaging) && s.anyIn(k+1, k+3, negating) && s.closes[k] <= k+7 && s.isOne(s.closes[k]-1, "it", "this", "that", "so", "either", "these", "them")
}
