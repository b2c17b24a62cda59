package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Gravest is the first of the data that is shown where it is only named; what is
// but a sign of a practice comes last.
func (s *MSentence) Gravest() (best *lexicon.Hit) {
	for i := range s.Types {
		h := &s.Types[i]
		t := &s.Tables.Ontology[h.Entry]
		if !t.Named || s.ByDevice(*h) {
			continue
		}
		if slices.ContainsFunc(t.Says, func(says lexicon.Says) bool { return says.Exact || says.Denies }) {
			return h
		}
		if best == nil {
			best = h
		}
	}
	return best
}

// ByDevice reports that it is the user's own device that reads a face or a finger
// to be unlocked: nothing is said of the publisher.
func (s *MSentence) ByDevice(h lexicon.Hit) bool {
	return s.Tables.Ontology[h.Entry].Named && !s.Any(word.We|word.Negating) && (s.Has(word.Unlocking) || s.Has(word.Platform) && !slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool { return s.Verb(v).PassesOn() }))
}

// ByPlatform: "biometric data is processed by iOS and never sent to us": what the phone's
// system does with it is not the app's.
func (s *MSentence) ByPlatform(h lexicon.Hit, m Mood) bool {
	return s.Tables.Ontology[h.Entry].Named && !m.Denied && m.At >= h.Hi && s.cueAt(m.At+1, min(m.At+4, len(s.Ws))) == word.Platform
}

// Serves finds "Face template for attendance marking" without a verb: what has a
// purpose is used.
func (s *MSentence) Serves() bool {
	if s.Has(word.Category) || !s.Phrase() || s.Any(word.Claim|word.Paper) {
		return false
	}
	for i := range s.Types {
		h := &s.Types[i]
		if !s.Tables.Ontology[h.Entry].Named || h.Hi >= len(s.Ws) || s.Ws[h.Hi].Low != "for" {
			continue
		}
		for k := h.Hi + 1; k < len(s.Ws) && k <= h.Hi+3; k++ {
			if w := s.Ws[k].Low; strings.HasSuffix(w, "tion") || strings.HasSuffix(w, "ing") {
				return true
			}
		}
	}
	return false
}

// Told finds "how we use face recognition": what is explained is done.
func (s *MSentence) Told(h lexicon.Hit) bool {
	for _, c := range s.Cues {
		if s.Cue(c) == word.Told && c.Hi <= h.Lo && h.Lo-c.Hi <= 8 {
			return true
		}
	}
	return false
}

// Disposed finds "we will delete your biometric data", "you can delete it", "biometric
// data is deleted at once": what is destroyed was held.
func (s *MSentence) Disposed(h lexicon.Hit) bool {
	if i := h.Hi; s.Is(i, word.Be) || s.Is(i, word.Modal) && s.Is(i+1, word.Be) {
		for k := i + 1; k < i+4; k++ {
			if s.Is(k, word.Disposal) {
				return s.Clauses[s.In[k]].negated < 0 && !s.Clauses[s.In[k]].Supposed
			}
		}
	}
	for i := h.Lo - 1; i > 0 && i >= h.Lo-5; i-- {
		if s.Is(i, word.Disposal) {
			c := &s.Clauses[s.In[i]]
			return (c.Subject != you || s.Is(i-1, word.Modal) && !c.Supposed) && c.Subject != relative && c.negated < 0
		}
	}
	return false
}

// IsNot finds "this is not facial recognition".
func (s *MSentence) IsNot(h lexicon.Hit) bool {
	i := h.Lo - 1
	if s.Is(i, word.ListJoint) && i > 0 { // "not facial or voice recognition"
		i -= 2
	}
	if s.Is(i, word.Determiner) {
		i--
	}
	return s.Is(i, word.Negating) && s.Is(i-1, word.Be)
}

// IsApart finds ", not your precise location".
func (s *MSentence) IsApart(h lexicon.Hit) bool {
	i := h.Lo - 1
	if s.Is(i, word.Determiner) {
		i--
	}
	return s.Is(i, word.Negating) && s.apart(i)
}

// Without finds "without any face geometry".
func (s *MSentence) Without(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-3; i-- {
		switch {
		case s.Is(i, word.Lacking):
			return !s.needed(i) && !s.picksOut(i) // "cannot work without"
		case s.hasSense(i-1, word.Sparing) && (s.Ws[i].Low == "from" || s.Ws[i].Low == "of" || s.Ws[i].Low == "with"): // "we refrain from face matching"
			return !s.Is(i-2, word.Negating)
		case s.Ws[i].Low == "out" && i > 0 && (strings.HasPrefix(s.Ws[i-1].Low, "leav") || s.Ws[i-1].Low == "left"):
			return true
		case !s.Is(i, word.Determiner|word.You):
			return false
		}
	}
	return false
}

// Absent: "face recognition is not part of the app".
func (s *MSentence) Absent(h lexicon.Hit) bool {
	i := h.Hi
	for i < h.Hi+2 && (s.Is(i, word.Modal|word.Filler) && !s.Is(i, word.Be)) {
		i++
	}
	return s.Is(i, word.Be) && (s.Is(i+1, word.Negating) && s.hasSense(i+2, word.Offered) || s.Is(i, word.Negating) && s.hasSense(i+1, word.Offered))
}

// Instrument finds "using facial recognition": what is done with a technology is
// the doing of whoever acts in the sentence, also where the user has it done.
func (s *MSentence) Instrument(h lexicon.Hit) (Mood, bool) {
	if !s.Tables.Ontology[h.Entry].Tool || h.Lo == 0 || h.Hi == h.Lo+1 && s.partAt(h.Lo) != 0 { // "with a face in another picture"
		return Mood{}, false
	}
	i := h.Lo - 1
	if s.Is(i, word.Determiner) {
		i--
	}
	if !s.Is(i, word.ByMeans) || s.short() { // "Identification using face recognition": a title
		return Mood{}, false
	}
	m := Mood{Known: true, Verb: word.Use, At: -1}
	for k := s.In[h.Lo]; k >= 0; k-- {
		c := &s.Clauses[k]
		if c.negated >= 0 && c.negated < h.Lo || c.asked || c.void >= 0 {
			return Mood{}, false // the ways of a denial are looked at elsewhere
		}
		m.Cond = m.Cond || c.cond || c.Subject == you
		if c.Subject == We {
			m.Party = FirstParty
		}
	}
	return m, true
}

// Lawful reports that a mention stands in the words of a law's category, in the
// name of a document or in the account of a technology rather than in what
// somebody does: nobody acts, and nothing is done.
func (s *MSentence) Lawful(b *document.Block, x *Mention, h lexicon.Hit, m Mood) bool {
	if !s.Tables.Ontology[x.Entry].Named {
		return false
	}
	switch {
	case x.Modality == message.Denies:
		return false
	case m.At < 0 && s.calledSo(h), s.ranks(h), s.defines(), s.nobodyActs() && (inDefinitions(b) || s.Ws[0].Norm == "example"):
		return true
	case x.Party != message.AnyParty:
		return false
	}
	if m.At < 0 {
		return m.Verb == word.Include && s.nobodyActs() && s.Has(word.Category)
	}
	v := lexicon.Hit{Lo: m.At, Hi: m.At + 1}
	switch {
	case s.possible(v) && s.Has(word.Category): // "from which a faceprint can be extracted"
		return true
	case s.Done(v) || s.carriedOut(h):
		return false
	case s.Has(word.Category):
		return true
	case !s.nobodyActs():
		return false
	case s.meansIt(h), s.accounts(h) && m.At >= s.Types[0].Hi && !s.weak(v):
		return true
	}
	return strings.HasSuffix(s.Ws[m.At].Low, "ing") && s.Clauses[s.In[m.At]].Subject == Nobody
}

// accounts finds the account of a technology: "face recognition compares a face with".
func (s *MSentence) accounts(h lexicon.Hit) bool {
	first := s.Types[0]
	return s.Tables.Ontology[first.Entry].Tool && first.Lo < 3 && (h == first || s.partAt(h.Lo) != 0)
}

// possible: "can be extracted".
func (s *MSentence) possible(v lexicon.Hit) bool {
	return v.Lo > 1 && s.Ws[v.Lo-1].Low == "be" && (s.Ws[v.Lo-2].Low == "can" || s.Ws[v.Lo-2].Low == "could")
}

// inDefinitions reports a block that says what words mean.
func inDefinitions(b *document.Block) bool {
	n := len(b.Heading)
	return n > 0 && strings.Contains(strings.ToLower(b.Heading[n-1]), "definition")
}

// carriedOut finds a passive behind the data: "a processing of biometric data is
// performed by us".
func (s *MSentence) carriedOut(h lexicon.Hit) bool {
	for _, v := range s.Verbs {
		if v.Lo >= h.Hi && s.Done(v) && !s.weak(v) {
			return true
		}
	}
	return false
}

// meansIt reports that a definition speaks of words h, not of them in passing: "it
// makes a faceprint, which may be considered biometric".
func (s *MSentence) meansIt(h lexicon.Hit) bool {
	for i := range s.Ws {
		if s.meansAt(i) && (i < h.Lo || s.Clauses[s.In[i]].Subject != relative) {
			return true
		}
	}
	return false
}

// calledSo: "the images may constitute biometric data under some laws".
func (s *MSentence) calledSo(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-3; i-- {
		if s.Is(i, word.Defining) {
			return s.meansAt(i)
		} else if !s.Is(i, word.Determiner|word.Preposition) && s.Ws[i].Low != "be" && s.Ws[i].Low != "as" {
			return false
		}
	}
	return false
}

// ranks: "voiceprints may be considered biometric information".
func (s *MSentence) ranks(h lexicon.Hit) bool {
	i := h.Hi
	for s.Is(i, word.Modal|word.Be) || i < len(s.Ws) && s.Ws[i].Low == "also" {
		i++
	}
	return i > h.Hi && s.Is(i, word.Defining) && s.meansAt(i) && s.nobodyActs()
}

// means reports a definition by its verb.
func (s *Sentence) means() bool {
	for i := range s.Ws {
		if s.meansAt(i) {
			return true
		}
	}
	return false
}

// meansAt: word i says what another means; not "as a means of authentication".
func (s *Sentence) meansAt(i int) bool { return s.Is(i, word.Defining) && next(s.Ws, i) != "of" }

// nobodyActs: no clause has a subject that acts.
func (s *Sentence) nobodyActs() bool {
	for i := range s.Clauses {
		switch s.Clauses[i].Subject {
		case We, They, you:
			return false
		}
	}
	return true
}

// Title reports that a term stands in the name of another document, of a law or of a section:
// "Facial Animation Privacy Notice", "Act on the Use of Location Information", "see ‘Your
// precise location’", "see Mobile Advertising Identifiers".
func (s *Sentence) Title(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-4; i-- {
		if s.hasSense(i, word.Seeing) && (s.Ws[i+1].Upper && strings.ContainsAny(s.Text[s.Ws[i].End:s.Ws[i+1].Start], `"“‘'`) ||
			i == h.Lo-1 && s.Ws[h.Lo].Upper && s.Ws[h.Hi-1].Upper && h.Hi-h.Lo > 1) {
			return true
		}
	}
	if !s.Ws[h.Lo].Upper {
		return false
	}
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-12 && s.Ws[i+1].Before == ' ' && (s.Ws[i].Upper || s.Is(i, word.Preposition|word.Determiner|word.ListJoint)); i-- {
		if s.Ws[i].Upper && s.Is(i, word.Paper) && s.Is(i+1, word.Preposition) {
			return true
		}
	}
	for i := h.Hi; i < len(s.Ws) && i < h.Hi+6 && s.Ws[i].Upper && s.Ws[i].Before == ' '; i++ {
		if s.Is(i, word.Paper) {
			return true
		}
	}
	return false
}
