package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A "not" denies what follows in its clause, unless it is asked for (wish.go), or
// one of the ways below in which it denies nothing.

// denies reports whether word i denies what follows in its clause.
func (s *Sentence) denies(i int) bool {
	w := s.Ws[i].Low
	switch {
	case s.Is(i, word.Negating):
	case w == "unable":
		return s.unableTo(i)
	case w == "impossible":
		return s.impossibleTo(i)
	case w == "without":
		n := s.doing(i)
		if c := &s.Clauses[s.In[i]]; c.Void >= 0 || c.Wish && c.Negated < 0 { // "it would not work without tracking"
			return false
		}
		return (strings.HasSuffix(n, "ing") || n == "access" && s.worksWithout(i)) && s.CueAt(i, i+1) == word.NoCue && !s.Needed(i) && !(s.handsOver(i) && s.Clauses[s.In[i]].Subject != We)
	case w == "rather", w == "instead": // "rather than collecting", "instead of collecting"
		return i+2 < len(s.Ws) && (s.Ws[i+1].Low == "than" || s.Ws[i+1].Low == "of") && strings.HasSuffix(s.Ws[i+2].Low, "ing") && !s.insteadOfYours(i)
	case w == "no" && s.Is(i+1, word.Further): // "no other data": leaves open which
		return false
	case w == "no" && Next(s.Ws, i) == "longer":
		return s.endsDeed(i+2) && !s.requested(i) && !s.Is(i+2, word.NonDeed)
	case w == "nothing" && s.Is(i+1, word.Regarding|word.Preposition|word.Be|word.Exemplary) && i == s.Clauses[s.In[i]].Lo: // "nothing about your location is kept"
		return Next(s.Ws, i) != "in" || s.resultsIn(i) || s.nothingWithin(i)
	case w == "no" && s.PartyAt(i+1) && !s.promised(i) || w == "no" && s.Is(i-1, word.Be) && s.endsDeed(i+1) && !s.promised(i): // "no ad network obtains", "there is no collection or sharing of"
		return true
	case w == "zero" && s.endsDeed(i+1), w == "none" && Next(s.Ws, i) == "of": // "zero tracking of", "none of us collects"
		return true
	case w == "no" && (s.nothingDone(i) || s.promised(i) || s.nobodyUnder(i) || s.soThat(i)):
		return false
	case (w == "no" || w == "none") && s.opensWith(i) && i+1 < len(s.Ws): // "no server collects", "none of our apps collects"
		return true
	case w == "nobody":
		return true
	case w == "no" && (Next(s.Ws, i) == "access" || Next(s.Ws, i) == "use" && i+2 < len(s.Ws) && s.Ws[i+2].Low == "of"): // "have no access to", "make no use of"
		return true
	case w == "no" && i > 0 && (s.Ws[i-1].Low == "in" || s.Ws[i-1].Low == "under" || s.Ws[i-1].Low == "at") && s.Is(i+1, word.Occasion) && !s.promised(i): // "in no case does it transfer"
		return true
	case s.CueAt(i, i+1) == word.Refraining: // "we refrain from collecting", "we have no way of knowing"
		return !s.urged(i)
	case w == "no" || w == "none":
		// "no personal data is collected", not "no later than".
		for _, h := range s.Types {
			if h.Lo > i && h.Lo <= i+4 {
				return true
			}
		}
		return false
	default:
		return false
	}
	if s.notOurs(i) || s.isNotDeed(i) {
		return false
	}
	if s.unableTo(i) {
		return true
	}
	if c := &s.Clauses[s.In[i]]; w == "nor" && c.Wish && c.Negated < 0 { // "will not limit our right to, nor our ability to"
		return false
	}
	if s.wishedAway(i) || s.bounded(i) {
		return false
	}
	if s.unrequired(i) && s.needsAccess(i) || s.requiresNor(i) {
		return s.ours(i)
	}
	if s.unrequired(i) && !s.needsAccess(i) && !s.Is(i-1, word.You) {
		return false
	}
	if s.ownPolicy(i) {
		return true
	}
	for _, c := range s.Cues {
		if s.Cue(c) == word.Unnegate && c.Lo <= i && i < c.Hi {
			// "we do not provide your name" and "we do not allow advertisers to
			// collect" are denials, "if you do not provide" is none.
			k := &s.Clauses[s.In[i]]
			if s.monitors(c.Hi - 1) {
				return true
			}
			if Next(s.Ws, c.Hi-1) == "us" { // "but do not provide us with", not "our partners do not provide us with"
				return s.ThirdBetween(k.Head, i)
			}
			return k.Subject != You && k.Subject != Relative && !k.Supposed && (s.Is(c.Hi-1, word.Deniable) || k.Subject == We && s.Is(c.Hi-1, word.Wishing))
		}
	}
	return true
}

// nothingWithin: "nothing in our code | reads your location"; not "nothing in this policy limits".
func (s *Sentence) nothingWithin(i int) bool {
	for k := i + 2; k+1 < len(s.Ws) && k <= i+8; k++ {
		if s.HasSense(k, word.Product, word.Innards) && (s.VerbAt(k+1) && !s.Is(k+1, word.NonDeed) || s.TypeAt(k+1)) {
			return true
		}
	}
	return false
}

// resultsIn: "nothing in the app results in the sale of".
func (s *Sentence) resultsIn(i int) bool {
	for k := i + 2; k+1 < len(s.Ws) && k <= i+8; k++ {
		if w := s.Ws[k].Low; (w == "results" || w == "leads") && s.Is(k+1, word.Toward) {
			return true
		}
	}
	return false
}

// opensWith reports the first word of a clause, or the one behind its "and".
func (s *Sentence) opensWith(i int) bool {
	lo := s.Clauses[s.In[i]].Lo
	return i == lo || i == lo+1 && s.Ws[lo].Low == "and"
}

// doing is the verb behind the "without" at word i: "without us ever collecting",
// "without your location being sent".
func (s *Sentence) doing(i int) string {
	k := i + 1
	for k < len(s.Ws) && k < i+3 && (s.Is(k, word.Filler|word.Determiner) || s.Ws[k].Low == "us" || s.Ws[k].Low == "anyone") {
		k++
	}
	if t := HitFrom(s.Types, i+1); t < len(s.Types) && s.Types[t].Lo <= i+3 && Next(s.Ws, s.Types[t].Hi-1) == "being" {
		return "being"
	}
	if k < len(s.Ws) && (k == i+1 || !s.Is(k-1, word.Determiner)) {
		return s.Ws[k].Low
	}
	return ""
}

// urged reports that what shall be refrained from is the user's: "please avoid sharing it".
func (s *Sentence) urged(i int) bool {
	for s.CueAt(i-1, i) == word.Refraining {
		i--
	}
	c, w := &s.Clauses[s.In[i]], s.Ws[i].Low
	return c.Subject == You || c.Subject == Nobody && (i == c.Lo || s.HasSense(i-1, word.Bidding) || strings.HasSuffix(s.Ws[i-1].Low, "ly")) && (w == "avoid" || w == "refrain" || w == "abstain")
}

const maxFor = 6 // words: "for this application or its partners to"

// bounded: "we do not keep it for longer than is necessary", "for more than 30 days"
// says that it is kept.
func (s *Sentence) bounded(i int) bool {
	for k := i + 1; k < s.Clauses[s.In[i]].Hi; k++ {
		if s.Ws[k].Low == "longer" && Next(s.Ws, k) == "than" {
			return true
		}
		if s.Ws[k].Low == "more" && k+2 < len(s.Ws) && s.Ws[k+1].Low == "than" && s.Ws[k+2].Low[0] >= '0' && s.Ws[k+2].Low[0] <= '9' {
			return true
		}
	}
	return false
}

// endsDeed: "no longer collect", not "no longer necessary".
func (s *Sentence) endsDeed(i int) bool {
	last := i + 1
	for last < len(s.Ws) && s.Ws[last].Before == '-' { // "cross-border | transfer"
		last++
	}
	for _, v := range s.Verbs {
		if v.Lo >= i && v.Lo <= last {
			w := s.Ws[v.Lo].Low
			return !strings.HasPrefix(w, "need") && !strings.HasPrefix(w, "requir") && w != "based" && w != "associated"
		}
	}
	return false
}

// Needed: "impossible without retaining", "with or without disabilities".
func (s *Sentence) Needed(i int) bool {
	if i > 0 && s.Ws[i-1].Low == "or" {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-8; k-- {
		if s.Is(k, word.Impossible) {
			return true
		}
	}
	return false
}

// promised: "no method of transfer can be guaranteed": what is denied is the
// guarantee.
func (s *Sentence) promised(i int) bool {
	for k := i + 1; k < len(s.Ws) && k <= i+20; k++ {
		if s.Is(k, word.Vouching) {
			return true
		}
	}
	return false
}

// ours reports that the clause of word i is of the publisher's doing, or its app's.
func (s *Sentence) ours(i int) bool {
	c := &s.Clauses[s.In[i]]
	return c.Subject == We || slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool {
		return s.Party(p) == word.Self && c.Head <= p.Lo && p.Hi <= i
	})
}

// needsAccess: "we do not require access to your contacts" leaves nothing to be given.
func (s *Sentence) needsAccess(i int) bool {
	for k := i + 2; k < len(s.Ws) && k <= i+6; k++ {
		if w := s.Ws[k].Norm; w == "access" || w == "permission" {
			return s.Ws[k-1].Low != "your" // "we do not require your permission to"
		}
	}
	return false
}

// unrequired: "we do not require your location", "you are not required to give it".
func (s *Sentence) unrequired(i int) bool {
	k := s.After(i)
	return k >= 0 && strings.HasPrefix(s.Ws[k].Low, "requir") && (s.TypeAt(k+1) || s.TypeAt(k+2) || s.Is(k+1, word.Person|word.Preposition) || s.needsAccess(i))
}

// requiresNor: "does not require, request or record your location".
func (s *Sentence) requiresNor(i int) bool {
	k := s.After(i)
	if k < 0 || k+2 >= len(s.Ws) || !strings.HasPrefix(s.Ws[k].Low, "requir") {
		return false
	}
	next := k + 1
	if s.Is(next, word.ListJoint) {
		next++
	} else if s.Ws[next].Before != ',' {
		return false
	}
	return slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool { return v.Lo == next })
}

// soThat: "you can set your browser so that no cookies are kept", "if you want to be sure that no
// ads are shown": what the user is to bring about.
func (s *Sentence) soThat(i int) bool {
	k := i - 1
	if k > 2 && s.Ws[k].Low == "that" {
		k--
	}
	if k > 1 && s.IsOne(k, "sure", "certain") && s.Ws[k-1].Low == "be" && s.Ws[k-2].Low == "to" {
		c := &s.Clauses[s.In[k]]
		return k == 2 || c.Subject == You && c.Supposed
	}
	return i > 2 && s.Ws[i-1].Low == "that" && s.Ws[i-2].Low == "so" && s.Clauses[s.In[i-3]].Subject == You
}

// isNotDeed reports a "not" at word i of what something is: "the country is your choice, | not a reading of your
// location".
func (s *Sentence) isNotDeed(i int) bool {
	return s.Ws[i].Before == ',' && s.IsOne(i+1, "a", "an") && s.VerbAt(i+2) && s.IsOne(i+3, "of")
}

// nobodyUnder: "no one under 13 may" is a rule for users.
func (s *Sentence) nobodyUnder(i int) bool {
	return Next(s.Ws, i) == "one" && Next(s.Ws, i+1) == "under"
}

// nothingDone: "no matter", "no transmission of data can be guaranteed".
func (s *Sentence) nothingDone(i int) bool {
	for k := i + 1; k < len(s.Ws) && k <= i+3; k++ {
		switch {
		case s.Is(k, word.Hollow):
			return s.Ws[k].Before != ',' || s.AnyIn(k, len(s.Ws), word.Be) // not "no location, storage or camera permission"
		case s.Is(k, word.Idle):
			return k == i+1
		}
	}
	return false
}

// idles reports a "not" at word i that leaves open what stands behind it: one that
// is asked for or a rule, one that denies a guarantee, a "without" of the user's.
func (s *Sentence) idles(i int) bool {
	switch w := s.Ws[i].Low; {
	case w == "unable" || s.Is(i, word.Negating) && Next(s.Ws, i) == "be" && i+2 < len(s.Ws) && s.Ws[i+2].Low == "able":
		return !s.unableTo(i)
	case w == "nor":
		return s.Clauses[s.In[i]].Wish
	case strings.HasPrefix(w, "prohibit"), strings.HasPrefix(w, "forb"):
		return s.CueAt(i, i+1) != word.Refraining && (s.Clauses[s.In[i]].Subject != We || !strings.HasSuffix(w, "ed") && w != "forbidden") // "we forbid vendors to use"
	case w == "without":
		return s.handsOver(i) || Next(s.Ws, i) == "access" && !s.worksWithout(i)
	case w == "no":
		return s.nothingDone(i) || s.promised(i) || s.nobodyUnder(i) || s.soThat(i) || Next(s.Ws, i) == "longer" && (s.requested(i) || s.Is(i+2, word.NonDeed))
	}
	if !s.Is(i, word.Negating) { // most words
		return s.isNotDeed(i) && !s.notOurs(i)
	}
	if s.notOurs(i) {
		return false
	}
	if s.isNotDeed(i) {
		return true
	}
	if i+2 < len(s.Ws) && s.Ws[i+1].Low == "have" && s.Ws[i+2].Low == "access" { // "we do not have access to this data": what others hold
		return s.CueAt(i, i+1) == word.Unnegate
	}
	return s.wishedAway(i) && s.CueAt(i, i+1) != word.Unnegate || s.unrequired(i) && !(s.needsAccess(i) && s.ours(i))
}

// anotherDeed reports a verb that has an "s" where one under the "not" at word n would have none:
// "it does not collect your contacts and | uses your location".
func (s *Sentence) anotherDeed(n int, v lexicon.Hit) bool {
	at := v.Lo
	if s.Ws[at-1].Low == "to" { // "and | helps us to show"
		for at -= 2; at > n && s.Is(at, word.We|word.You|word.Person) || at > n && (s.Ws[at].Low == "us" || s.Ws[at].Low == "you"); at-- {
		}
	}
	if at <= n || !s.Singular(at) || !s.takesObject(at+1) && at != v.Lo || at == v.Lo && !s.takesObject(v.Hi) || !s.Is(n, word.Do|word.Modal) && !s.Is(n-1, word.Do|word.Modal) || s.Is(n-1, word.Be) {
		return false
	}
	k := at - 1
	for k > n+1 && (s.Is(k, word.Filler) || strings.HasSuffix(s.Ws[k].Low, "ly") || s.Ws[k].Low == "only") {
		k--
	}
	if s.Is(k, word.It) && s.Apart(k) || s.PartyEnds(k+1) && s.Comma[k] > n && s.Clauses[s.In[at]].Subject != Relative { // "does not use your microphone; it | uses your location"
		return true
	}
	return k > n+1 && (s.Ws[k].Low == "and" || s.Ws[k].Low == "but")
}

// mainBehind reports that a main clause begins between words n and i, behind one of concession:
// "although we do not sell it, | our sharing of it may be".
func (s *Sentence) mainBehind(n, i int) bool {
	c := &s.Clauses[s.In[n]]
	if c.Lo == 0 || !s.HasSense(c.Lo-1, word.Opposing) && !s.HasSense(c.Lo, word.Opposing) {
		return false
	}
	for k := n + 1; k < i; k++ {
		if s.Ws[k].Before == ',' && s.Ws[k].Low == "our" {
			return s.AnyIn(k, len(s.Ws), word.Modal|word.Be)
		}
	}
	return false
}
