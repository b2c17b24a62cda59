package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Where the clauses of a sentence open and go on, and whose they are.

func (s *sentence) open(i int, sub subject) {
	c := newClause(i, sub)
	if s.putIn(i) {
		s.goOn(c, len(s.clauses)-2, false)
		return
	}
	if outer := s.afterModal(i); outer >= 0 {
		s.goOn(c, outer, false)
		s.clauses[len(s.clauses)-1].cond = s.ws[s.clauses[outer].hi].Low == "if"
		return
	}
	if outer := s.whatFor(i); outer >= 0 {
		s.goOn(c, outer, false)
		return
	}
	if outer := s.series(i); outer >= 0 {
		s.goOn(c, outer, false)
		return
	}
	if outer := s.resumes(i); outer >= 0 {
		c.asked = s.clauses[outer].asked
		s.goOn(c, outer, false)
		last := &s.clauses[len(s.clauses)-1]
		for k := last.head + 1; k < s.clauses[outer].hi; k++ {
			if s.ws[k].Before == ',' && (k+1 < s.clauses[outer].hi || s.ws[k].Upper) && !s.is(k, exemplary|listing) && s.ws[k].Low != "such" { // not "advertisers, over | whom we have no control, | may"
				last.head = k
			}
		}
		return
	}
	low := s.ws[i].Low
	if n := len(s.clauses); n > 0 {
		prev := &s.clauses[n-1]
		prev.hi = i
		switch {
		case s.interjects(&c) && (s.is(i+1, modal|negating) || s.verbAt(i+1)): // "we never keep, | but may use, your location"
			c.subject = prev.subject
		case low == "and" || low == "or":
			// "and may", "and will": the subject goes on.
			if c.subject == nobody && !s.andNone(i) && !s.andOther(i) && !(prev.subject == you && i+1 < len(s.ws) && (s.ws[i+1].Low == "is" || s.ws[i+1].Low == "was")) {
				c.subject = prev.subject
			}
			c.cond = prev.cond
			c.supposed = low == "or" && prev.supposed // "if we do not or are unable to"
		case prev.cond && (prev.hi-prev.lo <= 1 || prev.asked && prev.hi-prev.lo == 3 && s.ws[i-1].Low == "not"): // "whether or not | we hold"
			c.cond, c.supposed, c.except, c.asked = true, true, prev.except, prev.asked // "if" and the pronoun after it
		case prev.supposed && prev.hi-prev.lo <= 1:
			c.supposed = true
		case prev.except && prev.hi-prev.lo <= 1:
			c.except = true
		}
	}
	c.supposed = c.supposed || s.is(i, supposing)
	switch low {
	case "should": // "Should we ever need your location"
		c.cond = c.cond || i == 0
		c.supposed = c.supposed || i == 0
	case "if", "whether":
		c.cond, c.asked = true, low == "whether" && !s.regardless(i)
	case "except", "unless":
		c.except = true
	}
	s.clauses = append(s.clauses, c)
}

// goOn appends c as what goes on where clause number of was left.
func (s *sentence) goOn(c clause, of int, bracket bool) {
	outer := &s.clauses[of]
	c.of, c.bracket = of, bracket
	c.subject, c.head, c.cond, c.supposed = outer.subject, outer.head, outer.cond, outer.supposed
	s.clauses[len(s.clauses)-1].hi = c.lo
	s.clauses = append(s.clauses, c)
}

// resumes finds where a clause goes on behind one that only told which thing is
// meant: "the data you give us | may be shared", "partners that we work with |
// may use". It is the number of the clause that goes on, or -1.
func (s *sentence) resumes(i int) int {
	if k := s.afterHelper(i); k >= 0 {
		return k
	}
	k := len(s.clauses) - 1
	if k < 1 || !s.is(i, modal) && !s.finite(i) || s.ws[i].Before != ' ' && s.ws[i].Before != ',' && s.ws[i].Before != ')' {
		return -1
	}
	c := &s.clauses[k]
	if s.ws[i].Before == ',' {
		for n := 0; n < 3 && k > 1 && s.clauses[k].subject != relative; n++ { // "your location, which we read when you play, | is not sold"
			k--
		}
		if s.clauses[k].subject != relative || i < s.clauses[k].lo+2 { // "the partners that it works with, do not use"
			return -1
		}
	} else if c.subject == relative {
		if i < c.lo+3 || s.modalBetween(c.lo, i) || !s.partyEnds(c.lo) { // "vendors whose tags stand in the app | may use"
			return -1
		}
	} else if c.subject != we && c.subject != you || s.ws[c.lo].Before != ' ' || s.is(c.lo-1, contrast|supposing|saying) || i < c.lo+2 || s.carries(c.lo, i) { // "over which we have no control | may"
		return -1
	}
	if k--; k > 0 && s.clauses[k].subject == relative && s.clauses[k].hi-s.clauses[k].lo <= 2 { // "whose code | we use"
		k--
	}
	outer := &s.clauses[k]
	if outer.supposed && outer.hi-outer.lo <= 1 || outer.except || outer.subject == relative || outer.hi == outer.lo || s.modalBetween(outer.lo, outer.hi) || s.verbBetween(outer.lo, outer.hi) {
		return -1
	}
	return k
}

// uncut reports data that begins the main clause behind an "if" without a comma: "if you use
// the free version | your location may be shared".
func (s *sentence) uncut(i int) bool {
	n := len(s.clauses)
	if n == 0 || s.ws[i].Before != ' ' || !s.is(i, determiner|pointing) {
		return false
	}
	c := &s.clauses[n-1]
	if !c.supposed || c.subject != you || i < c.lo+2 || s.is(i-1, preposition|toward|negating|modal) || s.hasSense(i-1, doubting) {
		return false
	}
	if s.ws[i].Low == "your" && s.hasSense(i+1, apparatus) && !s.verbAt(i-1) { // "when you open the app | your browser sends"
		act := i + 2
		if act < len(s.ws) && strings.HasSuffix(s.ws[act].Low, "ly") {
			act++
		}
		return s.verbAt(act) && s.singular(act)
	}
	k := hitFrom(s.types, i)
	return k < len(s.types) && s.types[k].Lo <= i+2 && s.is(s.types[k].Hi, modal)
}

// parenthesis finds the clause that goes on behind a bracket with clauses of its own:
// "no server (which others may host) | collects". It is -1 if none ends before word i.
func (s *sentence) parenthesis(i int) int {
	if i == 0 {
		return -1
	}
	if n := len(s.clauses); s.ws[i].Before == ',' && n > 1 && s.interjects(&s.clauses[n-1]) && s.verbEnds(i) { // "we may use, but never keep, | your location"
		return n - 2
	}
	if s.closes[i-1] != i {
		return -1
	}
	k := i - 1
	for k > 0 && s.closes[k-1] <= i && i-k < maxBeside { // what stands in a bracket inside it closes before
		k--
	}
	if k == 0 || s.ws[k].Before != '(' || s.in[k-1] == s.in[i-1] { // not "; (ii) your location"
		return -1
	}
	return s.in[k-1]
}

// verbEnds reports a verb directly before word i.
func (s *sentence) verbEnds(i int) bool {
	n := hitFrom(s.verbs, i) - 1
	return n >= 0 && s.verbs[n].Hi == i
}

// partyEnds reports that a party is named directly before word i.
func (s *sentence) partyEnds(i int) bool {
	return slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return p.Hi == i })
}

// finite reports a verb behind the comma of a relative clause that has none of its own, or
// was put in between commas: "Acme, which we work with, | collects", "those that measure
// installs, | process your data". In "partners that collect, | use it" it goes on.
func (s *sentence) finite(i int) bool {
	w := s.ws[i].Low
	if c := &s.clauses[len(s.clauses)-1]; s.ws[i].Before == ' ' && c.subject == we && s.singular(i) && s.takesObject(i+1) && s.verbBetween(max(c.lo, i-6), i) && s.comma[i] < c.lo { // "the library we have included | takes"
		return s.verbAt(i)
	}
	if s.ws[i].Before != ',' || !strings.HasSuffix(w, "s") && !s.is(i+1, determiner|youWord) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") {
		return false
	}
	k := len(s.clauses) - 1
	for k > 0 && s.clauses[k].subject != relative && len(s.clauses)-k < 3 {
		k--
	}
	if from := s.clauses[k].lo; s.ws[from].Before != ',' && s.verbBetween(from, i) {
		return false
	}
	return slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return v.Lo == i })
}

// afterHelper finds the clause that goes on at word i with the verb whose helper stands before its
// subject: "at no time is | the data we collect | stored"; -1 if there is none.
func (s *sentence) afterHelper(i int) int {
	k := len(s.clauses) - 1
	if k < 1 || s.ws[i].Before != ' ' || !s.verbAt(i) && !s.is(i, beWord) || !s.verbBetween(s.clauses[k].lo, i) {
		return -1
	}
	if k--; k > 0 && s.clauses[k].subject == relative && s.clauses[k].hi-s.clauses[k].lo == 1 { // "that | you upload"
		k--
	}
	if !s.helperFirst(&s.clauses[k]) {
		return -1
	}
	return k
}

// helperFirst reports a clause of a "no" whose helper stands before its subject, with its verb
// still to come: "at no time is | the data", "nor will | the contacts".
func (s *sentence) helperFirst(c *clause) bool {
	for k := c.lo + 1; k+1 < c.hi && k <= c.lo+maxHelper; k++ {
		if s.is(k, modal|beWord|doWord) && !s.is(k, negating) {
			return (s.is(k-1, occasion) || s.is(k-1, negating)) && s.is(k+1, determiner|youWord) && !s.anyIn(k+1, c.hi, modal|beWord|doWord) && !s.verbBetween(k, c.hi)
		}
	}
	return false
}

const maxHelper = 4 // words before the helper: "and under no circumstances"

func (s *sentence) modalBetween(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.is(i, modal) {
			return true
		}
	}
	return false
}

// carries reports a modal other than "have" between words lo and hi.
func (s *sentence) carries(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if w := s.ws[i].Low; s.is(i, modal) && w != "have" && w != "has" {
			return true
		}
	}
	return false
}

func (s *sentence) verbBetween(lo, hi int) bool {
	k := hitFrom(s.verbs, lo)
	return k < len(s.verbs) && s.verbs[k].Lo < hi
}

// regardless: "whether or not", "regardless of whether", ", whether in Rome or abroad"
// leave nothing open.
func (s *sentence) regardless(i int) bool {
	free := i == 0 || s.apart(i) // not "ask whether or not we hold it"
	return free && (next(s.ws, i) == "or" || s.is(i+1, preposition)) || i > 0 && s.ws[i-1].Low == "of"
}

// opener tells whose clause word i opens, if it opens one.
func (s *sentence) opener(i int) (subject, bool) {
	switch {
	case s.is(i, weWord):
		return we, true
	case s.is(i, youWord):
		return you, true
	case s.is(i, theyWord):
		return they, true
	case s.is(i, relativeWord):
		return relative, true
	}
	return nobody, s.is(i, itWord)
}

// starts reports whether word i opens a clause, and its subject.
func (s *sentence) starts(i int) (subject, bool) {
	w := &s.ws[i]
	if w.Low == "which" && next(s.ws, i) == "case" {
		return nobody, true
	}
	if i > 0 && s.closes[i] == i+1 && s.is(i, weWord) && (s.is(i-1, negating) || s.ws[i-1].Low == "than") { // "AdMob, not we, collects"
		return nobody, false
	}
	if sub, ok := s.opener(i); ok && !(w.Low == "i" && (!w.Upper || w.Before == '(')) && !(w.Low == "that" && s.is(i-1, preposition)) { // "for that reason"
		// "you" that is no subject: "about you", "to you", "and us".
		if w.Low == "you" && s.is(i-1, facing) || s.is(i, itWord) && i > 0 && !s.is(i+1, modal) && w.Before != ':' {
			return nobody, false
		}
		if w.Low == "you" && s.objectYou(i) {
			return nobody, false
		}
		if w.Low == "that" && (s.is(i-1, saying) || s.is(i-1, youWord) && s.is(i-2, saying)) { // "you agree that Acme may share"
			return nobody, true
		}
		return sub, true
	}
	if w.Low == "how" && s.hasSense(i-1, knowing) { // "we do not know how Acme uses it"
		return nobody, true
	}
	if w.Low == "however" && s.is(i-1, negating) { // "we do not, however, collect"
		return nobody, false
	}
	if w.Low == "but" && next(s.ws, i) == "not" && next(s.ws, i+1) == "limited" { // "including but not limited to"
		return nobody, false
	}
	if s.is(i, contrast) && !(w.Low == "so" && (next(s.ws, i) == "that" || s.is(i-1, doWord) && (i+1 == len(s.ws) || s.ws[i+1].Before != ' ' || s.is(i+1, byMeans)))) { // "they may do so."
		return nobody, true
	}
	if (w.Low == "and" || w.Low == "or") && i+1 < len(s.ws) {
		if n := s.ws[i+1].Low; s.is(i+1, modal) || n == "we" {
			return nobody, n != "we"
		}
	}
	if s.whatFor(i) >= 0 || s.uncut(i) || s.resumes(i) >= 0 || s.putIn(i) || s.andNone(i) || s.andOther(i) || s.afterModal(i) >= 0 {
		return nobody, true
	}
	if w.Low == "no" && i > 0 && strings.Contains(s.text[s.ws[i-1].End:w.Start], "—") { // "only your name is sent — no location is"
		return nobody, true
	}
	return nobody, w.Before == ';' || w.Before == '.' || w.Before == ',' && s.mainClause(i) || w.Before == ':' && s.explains(i)
}

// verbAt reports a verb that begins at word i.
func (s *sentence) verbAt(i int) bool {
	k := hitFrom(s.verbs, i)
	return k < len(s.verbs) && s.verbs[k].Lo == i
}

// singular reports a verb of the third person: "keeps".
func (s *sentence) singular(i int) bool {
	w := s.ws[i].Low
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// objectYou reports a "you" that something is done to, before the next deed of the same subject: "we
// may e-mail | you and share", "to contact | you, to".
func (s *sentence) objectYou(i int) bool {
	if i < 2 || i+2 >= len(s.ws) || s.ws[i].Before != ' ' || !s.is(i-2, modal|doWord|weWord) && s.ws[i-2].Low != "to" || s.is(i-1, modal|beWord|saying|preposition|toward|contrast|supposing|listJoint|letting|negating) {
		return false
	}
	switch w := s.ws[i+1].Low; {
	case w == "and", w == "or":
		return s.ws[i+2].Low == "to" || s.verbAt(i+2) && s.baseForm(i+2)
	case s.ws[i+1].Before == ',':
		return w == "to" || s.verbAt(i+1) && s.baseForm(i+1)
	}
	return false
}
