package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// A "not" denies what follows in its clause, unless it is asked for (wish.go), or
// one of the ways below in which it denies nothing.

// denies reports whether word i denies what follows in its clause.
func (r *sentenceReader) denies(s *sentence, i int) bool {
	w := s.ws[i].Low
	switch {
	case s.is(i, negating):
	case w == "unable":
		return s.unableTo(i)
	case w == "impossible":
		return s.impossibleTo(i)
	case w == "without":
		n := s.doing(i)
		if c := &s.clauses[s.in[i]]; c.void >= 0 || c.wish && c.negated < 0 { // "it would not work without tracking"
			return false
		}
		return (strings.HasSuffix(n, "ing") || n == "access" && s.worksWithout(i)) && r.cueAt(s, i, i+1) == noCue && !s.needed(i) && !(s.handsOver(i) && s.clauses[s.in[i]].subject != we)
	case w == "rather", w == "instead": // "rather than collecting", "instead of collecting"
		return i+2 < len(s.ws) && (s.ws[i+1].Low == "than" || s.ws[i+1].Low == "of") && strings.HasSuffix(s.ws[i+2].Low, "ing")
	case w == "no" && s.is(i+1, further): // "no other data": leaves open which
		return false
	case w == "no" && next(s.ws, i) == "longer":
		return s.endsDeed(i+2) && !s.requested(i) && !s.is(i+2, nonDeed)
	case w == "nothing" && s.is(i+1, regarding|preposition|beWord|exemplary) && i == s.clauses[s.in[i]].lo: // "nothing about your location is kept"
		return next(s.ws, i) != "in" || s.resultsIn(i)
	case w == "no" && r.partyAt(s, i+1) && !s.promised(i) || w == "no" && s.is(i-1, beWord) && s.endsDeed(i+1) && !s.promised(i): // "no ad network obtains", "there is no collection or sharing of"
		return true
	case w == "zero" && s.endsDeed(i+1), w == "none" && next(s.ws, i) == "of": // "zero tracking of", "none of us collects"
		return true
	case w == "no" && (s.nothingDone(i) || s.promised(i) || s.nobodyUnder(i) || s.soThat(i)):
		return false
	case (w == "no" || w == "none") && s.opensWith(i) && i+1 < len(s.ws): // "no server collects", "none of our apps collects"
		return true
	case w == "nobody":
		return true
	case w == "no" && (next(s.ws, i) == "access" || next(s.ws, i) == "use" && i+2 < len(s.ws) && s.ws[i+2].Low == "of"): // "have no access to", "make no use of"
		return true
	case w == "no" && i > 0 && (s.ws[i-1].Low == "in" || s.ws[i-1].Low == "under" || s.ws[i-1].Low == "at") && s.is(i+1, occasion) && !s.promised(i): // "in no case does it transfer"
		return true
	case r.cueAt(s, i, i+1) == refraining: // "we refrain from collecting", "we have no way of knowing"
		return !r.urged(s, i)
	case w == "no" || w == "none":
		// "no personal data is collected", not "no later than".
		for _, h := range s.types {
			if h.Lo > i && h.Lo <= i+4 {
				return true
			}
		}
		return false
	default:
		return false
	}
	if s.unableTo(i) {
		return true
	}
	if c := &s.clauses[s.in[i]]; w == "nor" && c.wish && c.negated < 0 { // "will not limit our right to, nor our ability to"
		return false
	}
	if s.wishedAway(i) || s.bounded(i) {
		return false
	}
	if s.unrequired(i) && s.needsAccess(i) || s.requiresNor(i) {
		return r.ours(s, i)
	}
	if s.unrequired(i) && !s.needsAccess(i) && !s.is(i-1, youWord) {
		return false
	}
	if s.ownPolicy(i) {
		return true
	}
	for _, c := range s.cues {
		if r.cue(c) == unnegate && c.Lo <= i && i < c.Hi {
			// "we do not provide your name" and "we do not allow advertisers to
			// collect" are denials, "if you do not provide" is none.
			k := &s.clauses[s.in[i]]
			if s.monitors(c.Hi - 1) {
				return true
			}
			if next(s.ws, c.Hi-1) == "us" { // "but do not provide us with", not "our partners do not provide us with"
				return r.thirdBetween(s, k.head, i)
			}
			return k.subject != you && k.subject != relative && !k.supposed && (s.is(c.Hi-1, deniable) || k.subject == we && s.is(c.Hi-1, wishing))
		}
	}
	return true
}

// resultsIn: "nothing in the app results in the sale of".
func (s *sentence) resultsIn(i int) bool {
	for k := i + 2; k+1 < len(s.ws) && k <= i+8; k++ {
		if w := s.ws[k].Low; (w == "results" || w == "leads") && s.is(k+1, toward) {
			return true
		}
	}
	return false
}

// opensWith reports the first word of a clause, or the one behind its "and".
func (s *sentence) opensWith(i int) bool {
	lo := s.clauses[s.in[i]].lo
	return i == lo || i == lo+1 && s.ws[lo].Low == "and"
}

// doing is the verb behind the "without" at word i: "without us ever collecting",
// "without your location being sent".
func (s *sentence) doing(i int) string {
	k := i + 1
	for k < len(s.ws) && k < i+3 && (s.is(k, filler|determiner) || s.ws[k].Low == "us" || s.ws[k].Low == "anyone") {
		k++
	}
	if t := hitFrom(s.types, i+1); t < len(s.types) && s.types[t].Lo <= i+3 && next(s.ws, s.types[t].Hi-1) == "being" {
		return "being"
	}
	if k < len(s.ws) && (k == i+1 || !s.is(k-1, determiner)) {
		return s.ws[k].Low
	}
	return ""
}

// urged reports that what shall be refrained from is the user's: "please avoid sharing it".
func (r *sentenceReader) urged(s *sentence, i int) bool {
	for r.cueAt(s, i-1, i) == refraining {
		i--
	}
	c, w := &s.clauses[s.in[i]], s.ws[i].Low
	return c.subject == you || c.subject == nobody && (i == c.lo || s.hasSense(i-1, bidding) || strings.HasSuffix(s.ws[i-1].Low, "ly")) && (w == "avoid" || w == "refrain" || w == "abstain")
}

// unableTo: "we are not able to read", "we are unable to read" deny as "we cannot" does;
// "we may not be able to", "you will be unable to" say what would follow.
func (s *sentence) unableTo(i int) bool {
	be := i - 1
	if s.ws[i].Low == "never" && next(s.ws, i) == "be" && i+2 < len(s.ws) && s.ws[i+2].Low == "able" { // "will never be able to"
		return s.endsDeed(i+4) && !s.is(i+4, nonDeed|deniable)
	}
	if s.ws[i].Low != "unable" {
		if next(s.ws, i) != "able" {
			return false
		}
		i++
	}
	for be > 0 && (s.is(be, filler) && !s.is(be, beWord) || strings.HasSuffix(s.ws[be].Low, "ly")) {
		be--
	}
	if s.is(be+1, beWord) && s.ws[be+1].Low != "never" { // "isn't able to"
		be++
	}
	return s.is(be, beWord) && s.is(be, modal) && next(s.ws, i) == "to" && s.endsDeed(i+2) && !s.is(i+2, nonDeed|deniable)
}

// impossibleTo: "it is impossible for the app to derive", "this makes it impossible to read".
func (s *sentence) impossibleTo(i int) bool {
	if s.clauses[s.in[i]].supposed || s.anyIn(max(i-3, 0), i, negating) || !s.anyIn(max(i-3, 0), i, itWord) {
		return false
	}
	for k := i + 1; k+1 < len(s.ws) && k <= i+maxFor && s.ws[k].Before == ' '; k++ {
		if s.ws[k].Low == "to" {
			return s.verbAt(k+1) || s.endsDeed(k+1)
		}
	}
	return false
}

const maxFor = 6 // words: "for this application or its partners to"

// bounded: "we do not keep it for longer than is necessary", "for more than 30 days"
// says that it is kept.
func (s *sentence) bounded(i int) bool {
	for k := i + 1; k < s.clauses[s.in[i]].hi; k++ {
		if s.ws[k].Low == "longer" && next(s.ws, k) == "than" {
			return true
		}
		if s.ws[k].Low == "more" && k+2 < len(s.ws) && s.ws[k+1].Low == "than" && s.ws[k+2].Low[0] >= '0' && s.ws[k+2].Low[0] <= '9' {
			return true
		}
	}
	return false
}

// endsDeed: "no longer collect", not "no longer necessary".
func (s *sentence) endsDeed(i int) bool {
	for _, v := range s.verbs {
		if v.Lo >= i && v.Lo <= i+1 {
			w := s.ws[v.Lo].Low
			return !strings.HasPrefix(w, "need") && !strings.HasPrefix(w, "requir") && w != "based" && w != "associated"
		}
	}
	return false
}

// needed: "impossible without retaining", "with or without disabilities".
func (s *sentence) needed(i int) bool {
	if i > 0 && s.ws[i-1].Low == "or" {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if s.is(k, impossible) {
			return true
		}
	}
	return false
}

// promised: "no method of transfer can be guaranteed": what is denied is the
// guarantee.
func (s *sentence) promised(i int) bool {
	for k := i + 1; k < len(s.ws) && k <= i+20; k++ {
		if s.is(k, vouching) {
			return true
		}
	}
	return false
}

// ours reports that the clause of word i is of the publisher's doing, or its app's.
func (r *sentenceReader) ours(s *sentence, i int) bool {
	c := &s.clauses[s.in[i]]
	return c.subject == we || slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool {
		return r.party(p) == self && c.head <= p.Lo && p.Hi <= i
	})
}

// needsAccess: "we do not require access to your contacts" leaves nothing to be given.
func (s *sentence) needsAccess(i int) bool {
	for k := i + 2; k < len(s.ws) && k <= i+6; k++ {
		if w := s.ws[k].Norm; w == "access" || w == "permission" {
			return s.ws[k-1].Low != "your" // "we do not require your permission to"
		}
	}
	return false
}

// unrequired: "we do not require your location", "you are not required to give it".
func (s *sentence) unrequired(i int) bool {
	k := s.after(i)
	return k >= 0 && strings.HasPrefix(s.ws[k].Low, "requir") && (s.typeAt(k+1) || s.typeAt(k+2) || s.is(k+1, personWord|preposition) || s.needsAccess(i))
}

// requiresNor: "does not require, request or record your location".
func (s *sentence) requiresNor(i int) bool {
	k := s.after(i)
	if k < 0 || k+2 >= len(s.ws) || !strings.HasPrefix(s.ws[k].Low, "requir") {
		return false
	}
	next := k + 1
	if s.is(next, listJoint) {
		next++
	} else if s.ws[next].Before != ',' {
		return false
	}
	return slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return v.Lo == next })
}

// soThat: "you can set your browser so that no cookies are kept", "if you want to be sure that no
// ads are shown": what the user is to bring about.
func (s *sentence) soThat(i int) bool {
	k := i - 1
	if k > 2 && s.ws[k].Low == "that" {
		k--
	}
	if k > 1 && s.isOne(k, "sure", "certain") && s.ws[k-1].Low == "be" && s.ws[k-2].Low == "to" {
		c := &s.clauses[s.in[k]]
		return k == 2 || c.subject == you && c.supposed
	}
	return i > 2 && s.ws[i-1].Low == "that" && s.ws[i-2].Low == "so" && s.clauses[s.in[i-3]].subject == you
}

// nobodyUnder: "no one under 13 may" is a rule for users.
func (s *sentence) nobodyUnder(i int) bool {
	return next(s.ws, i) == "one" && next(s.ws, i+1) == "under"
}

// nothingDone: "no matter", "no transmission of data can be guaranteed".
func (s *sentence) nothingDone(i int) bool {
	for k := i + 1; k < len(s.ws) && k <= i+3; k++ {
		switch {
		case s.is(k, hollow):
			return true
		case s.is(k, idle):
			return k == i+1
		}
	}
	return false
}

// idles reports a "not" at word i that leaves open what stands behind it: one that
// is asked for or a rule, one that denies a guarantee, a "without" of the user's.
func (r *sentenceReader) idles(s *sentence, i int) bool {
	switch w := s.ws[i].Low; {
	case w == "unable" || s.is(i, negating) && next(s.ws, i) == "be" && i+2 < len(s.ws) && s.ws[i+2].Low == "able":
		return !s.unableTo(i)
	case w == "nor":
		return s.clauses[s.in[i]].wish
	case strings.HasPrefix(w, "prohibit"), strings.HasPrefix(w, "forb"):
		return r.cueAt(s, i, i+1) != refraining && (s.clauses[s.in[i]].subject != we || !strings.HasSuffix(w, "ed") && w != "forbidden") // "we forbid vendors to use"
	case w == "without":
		return s.handsOver(i) || next(s.ws, i) == "access" && !s.worksWithout(i)
	case w == "no":
		return s.nothingDone(i) || s.promised(i) || s.nobodyUnder(i) || s.soThat(i) || next(s.ws, i) == "longer" && (s.requested(i) || s.is(i+2, nonDeed))
	}
	if s.is(i, negating) && i+2 < len(s.ws) && s.ws[i+1].Low == "have" && s.ws[i+2].Low == "access" { // "we do not have access to this data": what others hold
		return r.cueAt(s, i, i+1) == unnegate
	}
	return s.is(i, negating) && (s.wishedAway(i) && r.cueAt(s, i, i+1) != unnegate || s.unrequired(i) && !(s.needsAccess(i) && r.ours(s, i)))
}

// anotherDeed reports a verb that has an "s" where one under the "not" at word n would have none:
// "it does not collect your contacts and | uses your location".
func (s *sentence) anotherDeed(n int, v lexicon.Hit) bool {
	at := v.Lo
	if s.ws[at-1].Low == "to" { // "and | helps us to show"
		for at -= 2; at > n && s.is(at, weWord|youWord|personWord) || at > n && (s.ws[at].Low == "us" || s.ws[at].Low == "you"); at-- {
		}
	}
	if at <= n || !s.singular(at) || !s.takesObject(at+1) && at != v.Lo || at == v.Lo && !s.takesObject(v.Hi) || !s.is(n, doWord|modal) && !s.is(n-1, doWord|modal) || s.is(n-1, beWord) {
		return false
	}
	k := at - 1
	for k > n+1 && (s.is(k, filler) || strings.HasSuffix(s.ws[k].Low, "ly") || s.ws[k].Low == "only") {
		k--
	}
	return k > n+1 && (s.ws[k].Low == "and" || s.ws[k].Low == "but")
}

// mainBehind reports that a main clause begins between words n and i, behind one of concession:
// "although we do not sell it, | our sharing of it may be".
func (s *sentence) mainBehind(n, i int) bool {
	c := &s.clauses[s.in[n]]
	if c.lo == 0 || !s.hasSense(c.lo-1, opposing) && !s.hasSense(c.lo, opposing) {
		return false
	}
	for k := n + 1; k < i; k++ {
		if s.ws[k].Before == ',' && s.ws[k].Low == "our" {
			return s.anyIn(k, len(s.ws), modal|beWord)
		}
	}
	return false
}
