package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Where the clauses of a sentence open and go on, and whose they are.

func (s *Sentence) open(i int, sub Subject) {
	c := newClause(i, sub)
	if s.putIn(i) {
		s.goOn(c, len(s.Clauses)-2, false)
		return
	}
	if outer := s.afterModal(i); outer >= 0 {
		s.goOn(c, outer, false)
		s.Clauses[len(s.Clauses)-1].Cond = s.Ws[s.Clauses[outer].Hi].Low == "if"
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
		c.Asked = s.Clauses[outer].Asked
		s.goOn(c, outer, false)
		last := &s.Clauses[len(s.Clauses)-1]
		for k := last.Head + 1; k < s.Clauses[outer].Hi; k++ {
			if s.Ws[k].Before == ',' && (k+1 < s.Clauses[outer].Hi || s.Ws[k].Upper) && !s.Is(k, word.Exemplary|word.Listing) && s.Ws[k].Low != "such" { // not "advertisers, over | whom we have no control, | may"
				last.Head = k
			}
		}
		return
	}
	low := s.Ws[i].Low
	if n := len(s.Clauses); n > 0 {
		prev := &s.Clauses[n-1]
		prev.Hi = i
		switch {
		case s.interjects(&c) && (s.Is(i+1, word.Modal|word.Negating) || s.VerbAt(i+1)): // "we never keep, | but may use, your location"
			c.Subject = prev.Subject
		case low == "and" || low == "or":
			// "and may", "and will": the subject goes on.
			if c.Subject == Nobody && !s.andNone(i) && !s.AndOther(i) && !(prev.Subject == You && i+1 < len(s.Ws) && (s.Ws[i+1].Low == "is" || s.Ws[i+1].Low == "was")) {
				c.Subject = prev.Subject
			}
			c.Cond = prev.Cond
			c.Supposed = low == "or" && prev.Supposed // "if we do not or are unable to"
		case prev.Cond && (prev.Hi-prev.Lo <= 1 || prev.Asked && prev.Hi-prev.Lo == 3 && s.Ws[i-1].Low == "not"): // "whether or not | we hold"
			c.Cond, c.Supposed, c.Except, c.Asked = true, true, prev.Except, prev.Asked // "if" and the pronoun after it
		case prev.Supposed && prev.Hi-prev.Lo <= 1:
			c.Supposed = true
		case prev.Except && prev.Hi-prev.Lo <= 1:
			c.Except = true
		}
	}
	c.Supposed = c.Supposed || s.Is(i, word.Supposing)
	switch low {
	case "should": // "Should we ever need your location"
		c.Cond = c.Cond || i == 0
		c.Supposed = c.Supposed || i == 0
	case "if", "whether":
		c.Cond, c.Asked = true, low == "whether" && !s.regardless(i)
	case "except", "unless":
		c.Except = true
	}
	s.Clauses = append(s.Clauses, c)
}

// goOn appends c as what goes on where clause number of was left.
func (s *Sentence) goOn(c Clause, of int, bracket bool) {
	outer := &s.Clauses[of]
	c.Of, c.bracket = of, bracket
	c.Subject, c.Head, c.Cond, c.Supposed = outer.Subject, outer.Head, outer.Cond, outer.Supposed
	s.Clauses[len(s.Clauses)-1].Hi = c.Lo
	s.Clauses = append(s.Clauses, c)
}

// resumes finds where a clause goes on behind one that only told which thing is
// meant: "the data you give us | may be shared", "partners that we work with |
// may use". It is the number of the clause that goes on, or -1.
func (s *Sentence) resumes(i int) int {
	if k := s.afterHelper(i); k >= 0 {
		return k
	}
	k := len(s.Clauses) - 1
	if k < 1 || !s.Is(i, word.Modal) && !s.finite(i) || s.Ws[i].Before != ' ' && s.Ws[i].Before != ',' && s.Ws[i].Before != ')' {
		return -1
	}
	c := &s.Clauses[k]
	if s.Ws[i].Before == ',' {
		for n := 0; n < 3 && k > 1 && s.Clauses[k].Subject != Relative; n++ { // "your location, which we read when you play, | is not sold"
			k--
		}
		if s.Clauses[k].Subject != Relative || i < s.Clauses[k].Lo+2 { // "the partners that it works with, do not use"
			return -1
		}
	} else if c.Subject == Relative {
		if i < c.Lo+3 || s.ModalBetween(c.Lo, i) || !s.PartyEnds(c.Lo) { // "vendors whose tags stand in the app | may use"
			return -1
		}
	} else if c.Subject != We && c.Subject != You || s.Ws[c.Lo].Before != ' ' || s.Is(c.Lo-1, word.Contrast|word.Supposing|word.Saying) || i < c.Lo+2 || s.Carries(c.Lo, i) { // "over which we have no control | may"
		return -1
	}
	if k--; k > 0 && s.Clauses[k].Subject == Relative && s.Clauses[k].Hi-s.Clauses[k].Lo <= 2 { // "whose code | we use"
		k--
	}
	outer := &s.Clauses[k]
	if outer.Supposed && outer.Hi-outer.Lo <= 1 || outer.Except || outer.Subject == Relative || outer.Hi == outer.Lo || s.ModalBetween(outer.Lo, outer.Hi) || s.VerbBetween(outer.Lo, outer.Hi) {
		return -1
	}
	return k
}

// uncut reports data that begins the main clause behind an "if" without a comma: "if you use
// the free version | your location may be shared".
func (s *Sentence) uncut(i int) bool {
	n := len(s.Clauses)
	if n == 0 || s.Ws[i].Before != ' ' || !s.Is(i, word.Determiner|word.Pointing) {
		return false
	}
	c := &s.Clauses[n-1]
	if !c.Supposed || c.Subject != You || i < c.Lo+2 || s.Is(i-1, word.Preposition|word.Toward|word.Negating|word.Modal) || s.HasSense(i-1, word.Doubting) {
		return false
	}
	if s.Ws[i].Low == "your" && s.HasSense(i+1, word.Apparatus) && !s.VerbAt(i-1) { // "when you open the app | your browser sends"
		act := i + 2
		if act < len(s.Ws) && strings.HasSuffix(s.Ws[act].Low, "ly") {
			act++
		}
		return s.VerbAt(act) && s.Singular(act)
	}
	k := HitFrom(s.Types, i)
	return k < len(s.Types) && s.Types[k].Lo <= i+2 && s.Is(s.Types[k].Hi, word.Modal)
}

// parenthesis finds the clause that goes on behind a bracket with clauses of its own:
// "no server (which others may host) | collects". It is -1 if none ends before word i.
func (s *Sentence) parenthesis(i int) int {
	if i == 0 {
		return -1
	}
	if n := len(s.Clauses); s.Ws[i].Before == ',' && n > 1 && s.interjects(&s.Clauses[n-1]) && s.verbEnds(i) { // "we may use, but never keep, | your location"
		return n - 2
	}
	if s.Closes[i-1] != i {
		return -1
	}
	k := i - 1
	for k > 0 && s.Closes[k-1] <= i && i-k < MaxBeside { // what stands in a bracket inside it closes before
		k--
	}
	if k == 0 || s.Ws[k].Before != '(' || s.In[k-1] == s.In[i-1] { // not "; (ii) your location"
		return -1
	}
	return s.In[k-1]
}

// verbEnds reports a verb directly before word i.
func (s *Sentence) verbEnds(i int) bool {
	n := HitFrom(s.Verbs, i) - 1
	return n >= 0 && s.Verbs[n].Hi == i
}

// PartyEnds reports that a party is named directly before word i.
func (s *Sentence) PartyEnds(i int) bool {
	return slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool { return p.Hi == i })
}

// finite reports a verb behind the comma of a relative clause that has none of its own, or
// was put in between commas: "Acme, which we work with, | collects", "those that measure
// installs, | process your data". In "partners that collect, | use it" it goes on.
func (s *Sentence) finite(i int) bool {
	w := s.Ws[i].Low
	if c := &s.Clauses[len(s.Clauses)-1]; s.Ws[i].Before == ' ' && c.Subject == We && s.Singular(i) && s.takesObject(i+1) && s.VerbBetween(max(c.Lo, i-6), i) && s.Comma[i] < c.Lo { // "the library we have included | takes"
		return s.VerbAt(i)
	}
	if s.Ws[i].Before != ',' || !strings.HasSuffix(w, "s") && !s.Is(i+1, word.Determiner|word.You) || strings.HasSuffix(w, "ed") || strings.HasSuffix(w, "ing") {
		return false
	}
	k := len(s.Clauses) - 1
	for k > 0 && s.Clauses[k].Subject != Relative && len(s.Clauses)-k < 3 {
		k--
	}
	if from := s.Clauses[k].Lo; s.Ws[from].Before != ',' && s.VerbBetween(from, i) {
		return false
	}
	return slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool { return v.Lo == i })
}

// afterHelper finds the clause that goes on at word i with the verb whose helper stands before its
// subject: "at no time is | the data we collect | stored"; -1 if there is none.
func (s *Sentence) afterHelper(i int) int {
	k := len(s.Clauses) - 1
	if k < 1 || s.Ws[i].Before != ' ' || !s.VerbAt(i) && !s.Is(i, word.Be) || !s.VerbBetween(s.Clauses[k].Lo, i) {
		return -1
	}
	if k--; k > 0 && s.Clauses[k].Subject == Relative && s.Clauses[k].Hi-s.Clauses[k].Lo == 1 { // "that | you upload"
		k--
	}
	if !s.helperFirst(&s.Clauses[k]) {
		return -1
	}
	return k
}

// helperFirst reports a clause of a "no" whose helper stands before its subject, with its verb
// still to come: "at no time is | the data", "nor will | the contacts".
func (s *Sentence) helperFirst(c *Clause) bool {
	for k := c.Lo + 1; k+1 < c.Hi && k <= c.Lo+maxHelper; k++ {
		if s.Is(k, word.Modal|word.Be|word.Do) && !s.Is(k, word.Negating) {
			return (s.Is(k-1, word.Occasion) || s.Is(k-1, word.Negating)) && s.Is(k+1, word.Determiner|word.You) && !s.AnyIn(k+1, c.Hi, word.Modal|word.Be|word.Do) && !s.VerbBetween(k, c.Hi)
		}
	}
	return false
}

const maxHelper = 4 // words before the helper: "and under no circumstances"

// ModalBetween reports a modal verb in words [lo, hi).
func (s *Sentence) ModalBetween(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.Is(i, word.Modal) {
			return true
		}
	}
	return false
}

// Carries reports a modal other than "have" between words lo and hi.
func (s *Sentence) Carries(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if w := s.Ws[i].Low; s.Is(i, word.Modal) && w != "have" && w != "has" {
			return true
		}
	}
	return false
}

// VerbBetween reports a verb that the tables know in words [lo, hi).
func (s *Sentence) VerbBetween(lo, hi int) bool {
	k := HitFrom(s.Verbs, lo)
	return k < len(s.Verbs) && s.Verbs[k].Lo < hi
}

// regardless: "whether or not", "regardless of whether", ", whether in Rome or abroad"
// leave nothing open.
func (s *Sentence) regardless(i int) bool {
	free := i == 0 || s.Apart(i) // not "ask whether or not we hold it"
	return free && (Next(s.Ws, i) == "or" || s.Is(i+1, word.Preposition)) || i > 0 && s.Ws[i-1].Low == "of"
}

// opener tells whose clause word i opens, if it opens one.
func (s *Sentence) opener(i int) (Subject, bool) {
	switch {
	case s.Is(i, word.We):
		return We, true
	case s.Is(i, word.You):
		return You, true
	case s.Is(i, word.They):
		return They, true
	case s.Is(i, word.Relative):
		return Relative, true
	}
	return Nobody, s.Is(i, word.It)
}

// starts reports whether word i opens a clause, and its subject.
func (s *Sentence) starts(i int) (Subject, bool) {
	w := &s.Ws[i]
	if w.Before == ' ' && s.Sets[i] == 0 && !s.VerbAt(i) { // most nouns: all words that are asked for below are of a class
		return Nobody, false
	}
	if w.Low == "which" && Next(s.Ws, i) == "case" {
		return Nobody, true
	}
	if i > 0 && s.Closes[i] == i+1 && s.Is(i, word.We) && (s.Is(i-1, word.Negating) || s.Ws[i-1].Low == "than") { // "AdMob, not we, collects"
		return Nobody, false
	}
	if sub, ok := s.opener(i); ok && !(w.Low == "i" && (!w.Upper || w.Before == '(')) && !(w.Low == "that" && s.Is(i-1, word.Preposition)) { // "for that reason"
		// "you" that is no subject: "about you", "to you", "and us".
		if w.Low == "you" && s.Is(i-1, word.Facing) || s.Is(i, word.It) && i > 0 && !s.Is(i+1, word.Modal) && w.Before != ':' {
			return Nobody, false
		}
		if w.Low == "you" && s.objectYou(i) {
			return Nobody, false
		}
		if w.Low == "that" && (s.Is(i-1, word.Saying) || s.Is(i-1, word.You) && s.Is(i-2, word.Saying)) { // "you agree that Acme may share"
			return Nobody, true
		}
		return sub, true
	}
	if w.Low == "how" && s.HasSense(i-1, word.Knowing) { // "we do not know how Acme uses it"
		return Nobody, true
	}
	if w.Low == "however" && s.Is(i-1, word.Negating) { // "we do not, however, collect"
		return Nobody, false
	}
	if w.Low == "but" && Next(s.Ws, i) == "not" && Next(s.Ws, i+1) == "limited" { // "including but not limited to"
		return Nobody, false
	}
	if s.Is(i, word.Contrast) && !(w.Low == "so" && (Next(s.Ws, i) == "that" || s.Is(i-1, word.Do) && (i+1 == len(s.Ws) || s.Ws[i+1].Before != ' ' || s.Is(i+1, word.ByMeans)))) { // "they may do so."
		return Nobody, true
	}
	if (w.Low == "and" || w.Low == "or") && i+1 < len(s.Ws) {
		if n := s.Ws[i+1].Low; s.Is(i+1, word.Modal) || n == "we" {
			return Nobody, n != "we"
		}
	}
	if s.whatFor(i) >= 0 || s.uncut(i) || s.resumes(i) >= 0 || s.putIn(i) || s.andNone(i) || s.AndOther(i) || s.afterModal(i) >= 0 {
		return Nobody, true
	}
	if w.Low == "no" && i > 0 && strings.Contains(s.Text[s.Ws[i-1].End:w.Start], "—") { // "only your name is sent — no location is"
		return Nobody, true
	}
	return Nobody, w.Before == ';' || w.Before == '.' || w.Before == ',' && s.mainClause(i) || w.Before == ':' && s.explains(i)
}

// VerbAt reports a verb that begins at word i.
func (s *Sentence) VerbAt(i int) bool {
	k := HitFrom(s.Verbs, i)
	return k < len(s.Verbs) && s.Verbs[k].Lo == i
}

// Singular reports a verb of the third person: "keeps".
func (s *Sentence) Singular(i int) bool {
	w := s.Ws[i].Low
	return strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss")
}

// objectYou reports a "you" that something is done to, before the next deed of the same subject: "we
// may e-mail | you and share", "to contact | you, to".
func (s *Sentence) objectYou(i int) bool {
	if i < 2 || i+2 >= len(s.Ws) || s.Ws[i].Before != ' ' || !s.Is(i-2, word.Modal|word.Do|word.We) && s.Ws[i-2].Low != "to" || s.Is(i-1, word.Modal|word.Be|word.Saying|word.Preposition|word.Toward|word.Contrast|word.Supposing|word.ListJoint|word.Letting|word.Negating) {
		return false
	}
	switch w := s.Ws[i+1].Low; {
	case w == "and", w == "or":
		return s.Ws[i+2].Low == "to" || s.VerbAt(i+2) && s.BaseForm(i+2)
	case s.Ws[i+1].Before == ',':
		return w == "to" || s.VerbAt(i+1) && s.BaseForm(i+1)
	}
	return false
}
