package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Some data is so grave that a policy which only names it has to be shown: in a
// definition, in a category of a law, in a title, in a request not to send it.
// Such a mention says that it is named, and no more (lexicon: "named yes").

// nameOnly adds a mention of what the sentence names and says nothing of. from is
// how many mentions there were before the sentence.
func (r *reader) nameOnly(s *sentence, b *document.Block, from int) {
	for _, x := range r.said[from:] {
		if r.tables.Ontology[x.entry].Named {
			return
		}
	}
	h := r.gravest(s)
	if h == nil {
		return
	}
	x := r.naming(s, b, *h, h.Entry)
	switch {
	case s.without(*h) || s.isNot(*h) || s.absent(*h):
		x.Modality = message.Denies
	case r.told(s, *h) || r.disposed(s, *h) || b.Kind != document.Heading && r.serves(s):
		x.Modality, x.Party = message.States, message.FirstParty
	case s.points(): // "Learn how you can verify yourself through facial recognition"
		if m, ok := r.instrument(s, *h); ok {
			r.fill(&x, s, m)
		}
	}
	r.said = append(r.said, x)
}

// gravest is the first of the data that is shown where it is only named; what is
// but a sign of a practice comes last.
func (r *sentenceReader) gravest(s *sentence) (best *lexicon.Hit) {
	for i := range s.types {
		h := &s.types[i]
		t := &r.tables.Ontology[h.Entry]
		if !t.Named || r.byDevice(s, *h) {
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

// byDevice reports that it is the user's own device that reads a face or a finger
// to be unlocked: nothing is said of the publisher.
func (r *sentenceReader) byDevice(s *sentence, h lexicon.Hit) bool {
	return r.tables.Ontology[h.Entry].Named && !s.any(weWord|negating) && (r.has(s, unlocking) || r.has(s, platform) && !slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return r.verb(v).passesOn() }))
}

// byPlatform: "biometric data is processed by iOS and never sent to us": what the phone's
// system does with it is not the app's.
func (r *sentenceReader) byPlatform(s *sentence, h lexicon.Hit, m mood) bool {
	return r.tables.Ontology[h.Entry].Named && !m.denied && m.at >= h.Hi && r.cueAt(s, m.at+1, min(m.at+4, len(s.ws))) == platform
}

// naming is the mention of a type that is only named, in the words of h.
func (r *reader) naming(s *sentence, b *document.Block, h lexicon.Hit, entry int) Mention {
	x := Mention{Block: s.block, Start: s.from, End: s.to, group: -1, entry: entry, Type: r.tables.Ontology[entry].Name, Modality: message.Names, Party: message.AnyParty}
	x.Term = s.text[s.ws[h.Lo].Start:s.ws[h.Hi-1].End]
	x.offset, x.length = r.doc.Source(b, s.from, s.to)
	return x
}

// serves finds "Face template for attendance marking" without a verb: what has a
// purpose is used.
func (r *sentenceReader) serves(s *sentence) bool {
	if r.has(s, category) || !s.phrase() || s.any(claim|paper) {
		return false
	}
	for i := range s.types {
		h := &s.types[i]
		if !r.tables.Ontology[h.Entry].Named || h.Hi >= len(s.ws) || s.ws[h.Hi].Low != "for" {
			continue
		}
		for k := h.Hi + 1; k < len(s.ws) && k <= h.Hi+3; k++ {
			if w := s.ws[k].Low; strings.HasSuffix(w, "tion") || strings.HasSuffix(w, "ing") {
				return true
			}
		}
	}
	return false
}

// told finds "how we use face recognition": what is explained is done.
func (r *sentenceReader) told(s *sentence, h lexicon.Hit) bool {
	for _, c := range s.cues {
		if r.cue(c) == told && c.Hi <= h.Lo && h.Lo-c.Hi <= 8 {
			return true
		}
	}
	return false
}

// disposed finds "we will delete your biometric data", "you can delete it", "biometric
// data is deleted at once": what is destroyed was held.
func (r *sentenceReader) disposed(s *sentence, h lexicon.Hit) bool {
	if i := h.Hi; s.is(i, beWord) || s.is(i, modal) && s.is(i+1, beWord) {
		for k := i + 1; k < i+4; k++ {
			if s.is(k, disposal) {
				return s.clauses[s.in[k]].negated < 0 && !s.clauses[s.in[k]].supposed
			}
		}
	}
	for i := h.Lo - 1; i > 0 && i >= h.Lo-5; i-- {
		if s.is(i, disposal) {
			c := &s.clauses[s.in[i]]
			return (c.subject != you || s.is(i-1, modal) && !c.supposed) && c.subject != relative && c.negated < 0
		}
	}
	return false
}

// isNot finds "this is not facial recognition".
func (s *sentence) isNot(h lexicon.Hit) bool {
	i := h.Lo - 1
	if s.is(i, listJoint) && i > 0 { // "not facial or voice recognition"
		i -= 2
	}
	if s.is(i, determiner) {
		i--
	}
	return s.is(i, negating) && s.is(i-1, beWord)
}

// isApart finds ", not your precise location".
func (s *sentence) isApart(h lexicon.Hit) bool {
	i := h.Lo - 1
	if s.is(i, determiner) {
		i--
	}
	return s.is(i, negating) && s.apart(i)
}

// without finds "without any face geometry".
func (s *sentence) without(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-3; i-- {
		switch {
		case s.is(i, lacking):
			return !s.needed(i) && !s.picksOut(i) // "cannot work without"
		case s.hasSense(i-1, sparing) && (s.ws[i].Low == "from" || s.ws[i].Low == "of" || s.ws[i].Low == "with"): // "we refrain from face matching"
			return !s.is(i-2, negating)
		case s.ws[i].Low == "out" && i > 0 && (strings.HasPrefix(s.ws[i-1].Low, "leav") || s.ws[i-1].Low == "left"):
			return true
		case !s.is(i, determiner|youWord):
			return false
		}
	}
	return false
}

// absent: "face recognition is not part of the app".
func (s *sentence) absent(h lexicon.Hit) bool {
	i := h.Hi
	for i < h.Hi+2 && (s.is(i, modal|filler) && !s.is(i, beWord)) {
		i++
	}
	return s.is(i, beWord) && (s.is(i+1, negating) && s.hasSense(i+2, offered) || s.is(i, negating) && s.hasSense(i+1, offered))
}

// instrument finds "using facial recognition": what is done with a technology is
// the doing of whoever acts in the sentence, also where the user has it done.
func (r *sentenceReader) instrument(s *sentence, h lexicon.Hit) (mood, bool) {
	if !r.tables.Ontology[h.Entry].Tool || h.Lo == 0 || h.Hi == h.Lo+1 && s.partAt(h.Lo) != 0 { // "with a face in another picture"
		return mood{}, false
	}
	i := h.Lo - 1
	if s.is(i, determiner) {
		i--
	}
	if !s.is(i, byMeans) || s.short() { // "Identification using face recognition": a title
		return mood{}, false
	}
	m := mood{known: true, verb: use, at: -1}
	for k := s.in[h.Lo]; k >= 0; k-- {
		c := &s.clauses[k]
		if c.negated >= 0 && c.negated < h.Lo || c.asked || c.void >= 0 {
			return mood{}, false // the ways of a denial are looked at elsewhere
		}
		m.cond = m.cond || c.cond || c.subject == you
		if c.subject == we {
			m.party = firstParty
		}
	}
	return m, true
}

// lawful reports that a mention stands in the words of a law's category, in the
// name of a document or in the account of a technology rather than in what
// somebody does: nobody acts, and nothing is done.
func (r *sentenceReader) lawful(s *sentence, b *document.Block, x *Mention, h lexicon.Hit, m mood) bool {
	if !r.tables.Ontology[x.entry].Named {
		return false
	}
	switch {
	case x.Modality == message.Denies:
		return false
	case m.at < 0 && s.calledSo(h), s.ranks(h), s.defines(), s.nobodyActs() && (inDefinitions(b) || s.ws[0].Norm == "example"):
		return true
	case x.Party != message.AnyParty:
		return false
	}
	if m.at < 0 {
		return m.verb == include && s.nobodyActs() && r.has(s, category)
	}
	v := lexicon.Hit{Lo: m.at, Hi: m.at + 1}
	switch {
	case s.possible(v) && r.has(s, category): // "from which a faceprint can be extracted"
		return true
	case s.done(v) || s.carriedOut(h):
		return false
	case r.has(s, category):
		return true
	case !s.nobodyActs():
		return false
	case s.meansIt(h), r.accounts(s, h) && m.at >= s.types[0].Hi && !s.weak(v):
		return true
	}
	return strings.HasSuffix(s.ws[m.at].Low, "ing") && s.clauses[s.in[m.at]].subject == nobody
}

// accounts finds the account of a technology: "face recognition compares a face with".
func (r *sentenceReader) accounts(s *sentence, h lexicon.Hit) bool {
	first := s.types[0]
	return r.tables.Ontology[first.Entry].Tool && first.Lo < 3 && (h == first || s.partAt(h.Lo) != 0)
}

// possible: "can be extracted".
func (s *sentence) possible(v lexicon.Hit) bool {
	return v.Lo > 1 && s.ws[v.Lo-1].Low == "be" && (s.ws[v.Lo-2].Low == "can" || s.ws[v.Lo-2].Low == "could")
}

// inDefinitions reports a block that says what words mean.
func inDefinitions(b *document.Block) bool {
	n := len(b.Heading)
	return n > 0 && strings.Contains(strings.ToLower(b.Heading[n-1]), "definition")
}

// carriedOut finds a passive behind the data: "a processing of biometric data is
// performed by us".
func (s *sentence) carriedOut(h lexicon.Hit) bool {
	for _, v := range s.verbs {
		if v.Lo >= h.Hi && s.done(v) && !s.weak(v) {
			return true
		}
	}
	return false
}

// meansIt reports that a definition speaks of words h, not of them in passing: "it
// makes a faceprint, which may be considered biometric".
func (s *sentence) meansIt(h lexicon.Hit) bool {
	for i := range s.ws {
		if s.meansAt(i) && (i < h.Lo || s.clauses[s.in[i]].subject != relative) {
			return true
		}
	}
	return false
}

// calledSo: "the images may constitute biometric data under some laws".
func (s *sentence) calledSo(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-3; i-- {
		if s.is(i, defining) {
			return s.meansAt(i)
		} else if !s.is(i, determiner|preposition) && s.ws[i].Low != "be" && s.ws[i].Low != "as" {
			return false
		}
	}
	return false
}

// ranks: "voiceprints may be considered biometric information".
func (s *sentence) ranks(h lexicon.Hit) bool {
	i := h.Hi
	for s.is(i, modal|beWord) || i < len(s.ws) && s.ws[i].Low == "also" {
		i++
	}
	return i > h.Hi && s.is(i, defining) && s.meansAt(i) && s.nobodyActs()
}

// means reports a definition by its verb.
func (s *sentence) means() bool {
	for i := range s.ws {
		if s.meansAt(i) {
			return true
		}
	}
	return false
}

// meansAt: word i says what another means; not "as a means of authentication".
func (s *sentence) meansAt(i int) bool { return s.is(i, defining) && next(s.ws, i) != "of" }

// nobodyActs: no clause has a subject that acts.
func (s *sentence) nobodyActs() bool {
	for i := range s.clauses {
		switch s.clauses[i].subject {
		case we, they, you:
			return false
		}
	}
	return true
}

// title reports that a term stands in the name of another document, of a law or of a section:
// "Facial Animation Privacy Notice", "Act on the Use of Location Information", "see ‘Your
// precise location’", "see Mobile Advertising Identifiers".
func (s *sentence) title(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-4; i-- {
		if s.hasSense(i, seeing) && (s.ws[i+1].Upper && strings.ContainsAny(s.text[s.ws[i].End:s.ws[i+1].Start], `"“‘'`) ||
			i == h.Lo-1 && s.ws[h.Lo].Upper && s.ws[h.Hi-1].Upper && h.Hi-h.Lo > 1) {
			return true
		}
	}
	if !s.ws[h.Lo].Upper {
		return false
	}
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-12 && s.ws[i+1].Before == ' ' && (s.ws[i].Upper || s.is(i, preposition|determiner|listJoint)); i-- {
		if s.ws[i].Upper && s.is(i, paper) && s.is(i+1, preposition) {
			return true
		}
	}
	for i := h.Hi; i < len(s.ws) && i < h.Hi+6 && s.ws[i].Upper && s.ws[i].Before == ' '; i++ {
		if s.is(i, paper) {
			return true
		}
	}
	return false
}
