package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Gravest is the first of the data that is shown where it is only named; what is
// but a sign of a practice comes last.
func (s *Sentence) Gravest() (best *lexicon.Hit) {
	for i := range s.Types {
		h := &s.Types[i]
		t := &s.Tables.Ontology[h.Entry]
		if !t.Named || s.byDevice(*h) {
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

// Serves finds "Face template for attendance marking" without a verb: what has a
// purpose is used.
func (s *Sentence) Serves() bool {
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
func (s *Sentence) Told(h lexicon.Hit) bool {
	for _, c := range s.Cues {
		if s.Cue(c) == word.Told && c.Hi <= h.Lo && h.Lo-c.Hi <= 8 {
			return true
		}
	}
	return false
}

// Disposed finds "we will delete your biometric data", "you can delete it", "biometric
// data is deleted at once": what is destroyed was held.
func (s *Sentence) Disposed(h lexicon.Hit) bool {
	if i := h.Hi; s.Is(i, word.Be) || s.Is(i, word.Modal) && s.Is(i+1, word.Be) {
		for k := i + 1; k < i+4; k++ {
			if s.Is(k, word.Disposal) {
				return s.Clauses[s.In[k]].Negated < 0 && !s.Clauses[s.In[k]].Supposed
			}
		}
	}
	for i := h.Lo - 1; i > 0 && i >= h.Lo-5; i-- {
		if s.Is(i, word.Disposal) {
			c := &s.Clauses[s.In[i]]
			return (c.Subject != grammar.You || s.Is(i-1, word.Modal) && !c.Supposed) && c.Subject != grammar.Relative && c.Negated < 0
		}
	}
	return false
}

// IsNot finds "this is not facial recognition".
func (s *Sentence) IsNot(h lexicon.Hit) bool {
	i := h.Lo - 1
	if s.Is(i, word.ListJoint) && i > 0 { // "not facial or voice recognition"
		i -= 2
	}
	if s.Is(i, word.Determiner) {
		i--
	}
	return s.Is(i, word.Negating) && s.Is(i-1, word.Be)
}

// isApart finds ", not your precise location".
func (s *Sentence) isApart(h lexicon.Hit) bool {
	i := h.Lo - 1
	if s.Is(i, word.Determiner) {
		i--
	}
	return s.Is(i, word.Negating) && s.Apart(i)
}

// Without finds "without any face geometry".
func (s *Sentence) Without(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-3; i-- {
		switch {
		case s.Is(i, word.Lacking):
			return !s.Needed(i) && !s.PicksOut(i) // "cannot work without"
		case s.HasSense(i-1, word.Sparing) && (s.Ws[i].Low == "from" || s.Ws[i].Low == "of" || s.Ws[i].Low == "with"): // "we refrain from face matching"
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
func (s *Sentence) Absent(h lexicon.Hit) bool {
	i := h.Hi
	for i < h.Hi+2 && (s.Is(i, word.Modal|word.Filler) && !s.Is(i, word.Be)) {
		i++
	}
	return s.Is(i, word.Be) && (s.Is(i+1, word.Negating) && s.HasSense(i+2, word.Offered) || s.Is(i, word.Negating) && s.HasSense(i+1, word.Offered))
}

// Instrument finds "using facial recognition": what is done with a technology is
// the doing of whoever acts in the sentence, also where the user has it done.
func (s *Sentence) Instrument(h lexicon.Hit) (grammar.Mood, bool) {
	if !s.Tables.Ontology[h.Entry].Tool || h.Lo == 0 || h.Hi == h.Lo+1 && s.PartAt(h.Lo) != 0 { // "with a face in another picture"
		return grammar.Mood{}, false
	}
	i := h.Lo - 1
	if s.Is(i, word.Determiner) {
		i--
	}
	if s.IsOne(i, "of") && s.IsOne(i-1, "means", "use", "way") && s.Is(i-2, word.ByMeans) { // "by means of | face recognition"
		i -= 2
	}
	if !s.Is(i, word.ByMeans) || s.short() { // "Identification using face recognition": a title
		return grammar.Mood{}, false
	}
	m := grammar.Mood{Known: true, Verb: word.Use, At: -1}
	for k := s.In[h.Lo]; k >= 0; k-- {
		c := &s.Clauses[k]
		if c.Negated >= 0 && c.Negated < h.Lo || c.Asked || c.Void >= 0 {
			return grammar.Mood{}, false // the ways of a denial are looked at elsewhere
		}
		m.Cond = m.Cond || c.Cond || c.Subject == grammar.You
		if c.Subject == grammar.We {
			m.Party = grammar.FirstParty
		}
	}
	return m, true
}

// lawful reports that a mention stands in the words of a law's category, in the
// name of a document or in the account of a technology rather than in what
// somebody does: nobody acts, and nothing is done.
func (s *Sentence) lawful(b *document.Block, x *Mention, h lexicon.Hit, m grammar.Mood) bool {
	if !s.Tables.Ontology[x.Entry].Named {
		return false
	}
	switch {
	case x.Modality == message.Denies:
		return false
	case m.At < 0 && s.calledSo(h), s.ranks(h), s.Defines(), s.NobodyActs() && (inDefinitions(b) || s.Ws[0].Norm == "example"):
		return true
	case x.Party != message.AnyParty:
		return false
	}
	if m.At < 0 {
		return m.Verb == word.Include && s.NobodyActs() && s.Has(word.Category)
	}
	v := lexicon.Hit{Lo: m.At, Hi: m.At + 1}
	switch {
	case s.possible(v) && s.Has(word.Category): // "from which a faceprint can be extracted"
		return true
	case s.Done(v) || s.carriedOut(h):
		return false
	case s.Has(word.Category):
		return true
	case !s.NobodyActs():
		return false
	case s.meansIt(h), s.accounts(h) && m.At >= s.Types[0].Hi && !s.weak(v):
		return true
	}
	return strings.HasSuffix(s.Ws[m.At].Low, "ing") && s.Clauses[s.In[m.At]].Subject == grammar.Nobody
}

// accounts finds the account of a technology: "face recognition compares a face with".
func (s *Sentence) accounts(h lexicon.Hit) bool {
	first := s.Types[0]
	return s.Tables.Ontology[first.Entry].Tool && first.Lo < 3 && (h == first || s.PartAt(h.Lo) != 0)
}

// possible: "can be extracted".
func (s *Sentence) possible(v lexicon.Hit) bool {
	return v.Lo > 1 && s.Ws[v.Lo-1].Low == "be" && (s.Ws[v.Lo-2].Low == "can" || s.Ws[v.Lo-2].Low == "could")
}

// inDefinitions reports a block that says what words mean.
func inDefinitions(b *document.Block) bool {
	n := len(b.Heading)
	return n > 0 && strings.Contains(strings.ToLower(b.Heading[n-1]), "definition")
}

// carriedOut finds a passive behind the data: "a processing of biometric data is
// performed by us".
func (s *Sentence) carriedOut(h lexicon.Hit) bool {
	for _, v := range s.Verbs {
		if v.Lo >= h.Hi && s.Done(v) && !s.weak(v) {
			return true
		}
	}
	return false
}

// meansIt reports that a definition speaks of words h, not of them in passing: "it
// makes a faceprint, which may be considered biometric".
func (s *Sentence) meansIt(h lexicon.Hit) bool {
	for i := range s.Ws {
		if s.MeansAt(i) && (i < h.Lo || s.Clauses[s.In[i]].Subject != grammar.Relative) {
			return true
		}
	}
	return false
}

// calledSo: "the images may constitute biometric data under some laws".
func (s *Sentence) calledSo(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-3; i-- {
		if s.Is(i, word.Defining) {
			return s.MeansAt(i)
		} else if !s.Is(i, word.Determiner|word.Preposition) && s.Ws[i].Low != "be" && s.Ws[i].Low != "as" {
			return false
		}
	}
	return false
}

// ranks: "voiceprints may be considered biometric information".
func (s *Sentence) ranks(h lexicon.Hit) bool {
	i := h.Hi
	for s.Is(i, word.Modal|word.Be) || i < len(s.Ws) && s.Ws[i].Low == "also" {
		i++
	}
	return i > h.Hi && s.Is(i, word.Defining) && s.MeansAt(i) && s.NobodyActs()
}
