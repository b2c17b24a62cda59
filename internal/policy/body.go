package policy

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What is done with a face, a voice or a body, where no phrase of the tables says it:
// the noun says whose it is, the verb or the noun that belongs to it says what it comes
// to ("a numeric signature of every face", "recognises persons by their faces", "copies
// your smile"). Which pair makes which type is in lexicon types.txt ("of faces telling").

const (
	maxObject  = 9  // words from a verb to the part of the body it is done to, or back
	maxPrintOf = 6  // words from a template to the part it is made of
	maxInto    = 12 // words from a part to what it is turned into
)

// pair makes a type of a part of the body and what is done to it.
type pair struct {
	part, deed bodySense
	entry      int
}

// bodily adds the types that words for bodies make with the words around them, and the
// verbs that govern them, which elsewhere say nothing of data.
func (r *sentenceReader) bodily(s *sentence) {
	for i := range s.ws {
		part := s.partAt(i)
		if part == 0 {
			continue
		}
		deeds := measured
		if at := hitFrom(s.types, i+1) - 1; at >= 0 && i < s.types[at].Hi {
			t := &r.tables.Ontology[s.types[at].Entry]
			if !t.Part {
				continue // the tables know better
			}
			if len(t.Of) > 0 {
				deeds = telling | naming | confirming | spotting
			}
		}
		if d, ok := r.deedOn(s, i, part, deeds); ok && !s.title(lexicon.Hit{Lo: i, Hi: i + 1}) {
			r.compose(s, i, d)
		}
	}
	r.ownVerbs(s)
}

// ownVerbs adds the verb that a term begins with, "recognises your face", or that stands before it,
// "measures | your facial proportions".
func (r *sentenceReader) ownVerbs(s *sentence) {
	for _, h := range s.types {
		k := h.Lo - 1
		if k > 0 && (s.is(k, determiner) || s.hasSense(k, whose)) {
			k--
		}
		if k >= 0 && len(r.tables.Ontology[h.Entry].Of) > 0 && !r.tables.Ontology[h.Entry].Part && s.isBody(k, measuring) && s.acts(k) && !s.isAct(k) {
			r.addVerb(s, k)
		}
		if h.Hi-h.Lo > 1 && r.tables.Ontology[h.Entry].Named && s.isBody(h.Lo, measured) && s.acts(h.Lo) && (!strings.HasSuffix(s.ws[h.Lo].Low, "ing") || s.is(h.Lo-1, beWord)) { // not "this includes matching your face"
			r.addVerb(s, h.Lo)
		}
	}
}

func (r *sentenceReader) addVerb(s *sentence, i int) {
	if at := hitFrom(s.verbs, i); at == len(s.verbs) || s.verbs[at].Lo > i {
		s.verbs = slices.Insert(s.verbs, at, lexicon.Hit{Lo: i, Hi: i + 1, Entry: r.kinds.infer})
	}
}

// deed is what is done to a part of a body: words [lo, hi) beside it; verb if they
// govern it.
type deed struct {
	lo, hi int
	entry  int // of the type it makes
	verb   bool
}

// partAt is the part of a body that word i means, 0 if it means none: not "face
// value", "a voice call", "the head of".
func (s *sentence) partAt(i int) bodySense {
	part := s.bodies[i] & (faces | selfies | voices | speech | bodies)
	switch {
	case part == 0, s.isBody(i+1, unbodily) && s.ws[i+1].Before == ' ', s.is(i+1, listJoint) && s.isBody(i+3, unbodily), s.facing(i):
		return 0
	case part == voices && s.isBody(i+1, speech):
		return 0 // "voice commands" are read at their second word
	case s.isBody(i, uttered) && !s.isBody(i-1, voices) && !(i > 0 && s.ws[i-1].Low == "spoken"):
		return 0
	case s.isBody(i, limb) && !s.hasSense(i-1, whose) && !(i > 0 && s.owns(i-1)):
		return 0
	}
	return part
}

// facing: "face to face".
func (s *sentence) facing(i int) bool {
	return i+2 < len(s.ws) && s.ws[i+1].Low == "to" && s.ws[i+2].Low == s.ws[i].Low || i > 1 && s.ws[i-1].Low == "to" && s.ws[i-2].Low == s.ws[i].Low
}

// deedOn looks for what is done to the part of a body at word i, near at hand first.
func (r *sentenceReader) deedOn(s *sentence, i int, part, deeds bodySense) (deed, bool) {
	for _, relation := range relations {
		if d, ok := relation(r, s, i, part, deeds); ok {
			return d, true
		}
	}
	return deed{}, false
}

// relations in which a deed stands to a part of a body.
var relations = [...]func(r *sentenceReader, s *sentence, i int, part, deeds bodySense) (deed, bool){
	(*sentenceReader).beside, (*sentenceReader).turnedInto, (*sentenceReader).madeOf, (*sentenceReader).usedTo, (*sentenceReader).doneTo, (*sentenceReader).undergoes,
}

// beside: "face profile", "face analysis".
func (r *sentenceReader) beside(s *sentence, i int, part, deeds bodySense) (deed, bool) {
	if i+1 >= len(s.ws) || s.ws[i+1].Before != ' ' {
		return deed{}, false
	}
	entry, ok := r.made(s, i+1, part, prints|shapes)
	if !ok && s.isAct(i+1) {
		entry, ok = r.made(s, i+1, part, deeds)
	}
	return deed{lo: i + 1, hi: i + 2, entry: entry}, ok
}

// turnedInto: "your face is turned into a numerical code".
func (r *sentenceReader) turnedInto(s *sentence, i int, part, _ bodySense) (deed, bool) {
	for k := i + 1; k < len(s.ws) && k <= i+maxInto && s.ws[k].Before == ' '; k++ {
		if s.ws[k].Low != "into" {
			continue
		}
		for n := k + 1; n < len(s.ws) && n <= k+maxPrintOf && s.ws[n].Before == ' '; n++ {
			if entry, ok := r.made(s, n, part, prints|codes); ok {
				return deed{lo: i, hi: i + 1, entry: entry}, true
			}
		}
	}
	return deed{}, false
}

// madeOf: "a signature of every face".
func (r *sentenceReader) madeOf(s *sentence, i int, part, _ bodySense) (deed, bool) {
	for k := i - 1; k >= 0 && k >= i-maxPrintOf && s.ws[k+1].Before == ' '; k-- {
		if entry, ok := r.made(s, k, part, prints|shapes); ok && k < i-1 {
			return deed{lo: k, hi: k + 1, entry: entry}, true
		}
		if !s.is(k, determiner|preposition|byMeans) && !s.isBody(k, drawn) && !s.hasSense(k, whose) && !s.owns(k) {
			break
		}
	}
	return deed{}, false
}

// usedTo: "uses your face or voice to identify you", "a selfie to help us confirm it is you".
func (r *sentenceReader) usedTo(s *sentence, i int, part, _ bodySense) (deed, bool) {
	for k := i + 1; k+2 < len(s.ws) && k <= i+maxPrintOf && !s.is(k, modal|beWord|contrast|relativeWord); k++ {
		if s.ws[k].Low != "to" || s.is(k-1, listJoint) {
			continue
		}
		for n := k + 1; n+1 < len(s.ws) && n <= k+3; n++ {
			if s.isBody(n, naming|confirming) && (s.is(n+1, personWord|determiner|itWord) || s.hasSense(n+1, whose)) {
				entry, ok := r.made(s, n, part, naming|confirming)
				return deed{lo: i, hi: i + 1, entry: entry}, ok
			}
		}
	}
	return deed{}, false
}

// doneTo: "follows your gaze", "detects where your eyes are", "recognises you by your face".
func (r *sentenceReader) doneTo(s *sentence, i int, part, deeds bodySense) (deed, bool) {
	means, age := false, false
	for k := i - 1; k >= 0 && k >= i-maxObject && s.level(k, i) && !s.is(k, modal|beWord|relativeWord); k-- {
		if s.is(k, contrast) { // not "whether the face matches"
			if w := s.ws[k].Low; w != "where" && w != "whether" && w != "when" {
				break
			}
			deeds &^= telling | naming | confirming
			continue
		}
		found := deeds
		if s.isBody(k, naming) && !means && !s.somebodys(i) {
			found &^= naming // "things like faces"
		}
		if s.isBody(k, confirming) && (!means || age) {
			found &^= confirming // "verifies your age by your face" tells nobody apart
		}
		if entry, ok := r.made(s, k, part, found); ok && s.acts(k) && !(s.isBody(k, turning) && !s.goesInto(i)) {
			return deed{lo: k, hi: k + 1, entry: entry, verb: true}, true
		}
		means = means || s.is(k, byMeans) || s.ws[k].Low == "from"
		age = age || s.ws[k].Low == "age"
	}
	return deed{}, false
}

// undergoes: "faces are not recognised", "voices are used for transcription", "at no point is
// your face compared".
func (r *sentenceReader) undergoes(s *sentence, i int, part, deeds bodySense) (deed, bool) {
	be := s.is(i-1, beWord) || s.is(i-2, beWord)
	for k := i + 1; k < len(s.ws) && k <= i+maxObject && s.level(k, i) && !s.is(k, relativeWord|contrast); k++ {
		if entry, ok := r.made(s, k, part, deeds); ok && be && (s.participleAt(k) || s.ws[k-1].Low == "for") {
			return deed{lo: k, hi: k + 1, entry: entry, verb: true}, true
		}
		be = be || s.is(k, beWord)
	}
	return deed{}, false
}

// level reports words that no comma and no bracket parts.
func (s *sentence) level(a, b int) bool {
	return s.comma[a] == s.comma[b] && s.closes[a] == s.closes[b]
}

// somebodys: "recognises your face", not "things like faces".
func (s *sentence) somebodys(i int) bool {
	return s.hasSense(i-1, whose) || s.is(i-1, determiner) || i > 0 && s.owns(i-1)
}

// goesInto: "turns your voice into text".
func (s *sentence) goesInto(i int) bool {
	for k := i + 1; k < len(s.ws) && k <= i+maxPrintOf; k++ {
		if w := s.ws[k].Low; w == "into" || w == "to" {
			return true
		}
	}
	return false
}

// participleAt: "recognised", "found", "made available".
func (s *sentence) participleAt(k int) bool {
	w := s.ws[k].Low
	return strings.HasSuffix(w, "ed") || s.hasSense(k, irregular) && !s.is(k-1, determiner) // not "a given face"
}

// acts tells a deed from a thing of the same form: "copies your smile" and "the analysis
// of your face", not "a copy of your portrait".
func (s *sentence) acts(k int) bool {
	of := next(s.ws, k) == "of"
	if s.ws[k].Low == "following" && s.is(k-1, determiner) { // "in the following text"
		return false
	}
	if s.isAct(k) {
		return of || strings.HasSuffix(s.ws[k].Low, "ing")
	}
	return !of && !s.is(k-1, determiner)
}

// isAct reports a noun for what is done: "analysis", "tracking".
func (s *sentence) isAct(k int) bool {
	return slices.ContainsFunc(actEndings, func(e string) bool { return strings.HasSuffix(s.ws[k].Low, e) })
}

// actEndings are those of nouns for what is done.
var actEndings = []string{"sis", "ment", "tion", "son", "ing"}

// made is the type that word k makes of a part of the body, if it is of those deeds.
func (r *sentenceReader) made(s *sentence, k int, part, deeds bodySense) (int, bool) {
	if k >= len(s.bodies) || s.bodies[k]&deeds == 0 {
		return 0, false
	}
	for _, p := range r.pairs {
		if p.part&part != 0 && s.bodies[k]&deeds&p.deed != 0 {
			return p.entry, true
		}
	}
	return 0, false
}

// compose puts the type in the place of what stands at the part of the body.
func (r *sentenceReader) compose(s *sentence, i int, d deed) {
	h := lexicon.Hit{Lo: i, Hi: i + 1, Entry: d.entry}
	if !d.verb {
		h.Lo, h.Hi = min(h.Lo, d.lo), max(h.Hi, d.hi)
	}
	from := hitFrom(s.types, h.Lo)
	for from > 0 && s.types[from-1].Hi > h.Lo {
		from--
	}
	to := from
	for ; to < len(s.types) && s.types[to].Lo < h.Hi; to++ {
		o := s.types[to]
		if o.Entry < 64 {
			s.parts |= 1 << o.Entry
		}
		h.Lo, h.Hi = min(h.Lo, o.Lo), max(h.Hi, o.Hi)
	}
	s.types = slices.Replace(s.types, from, to, h)
	if d.verb {
		r.addVerb(s, d.lo)
	}
}

// pairsOf reads which part of a body and which deed make which type.
func pairsOf(t *lexicon.Tables) ([]pair, error) {
	var pairs []pair
	for i := range t.Ontology {
		for _, of := range t.Ontology[i].Of {
			part, what, _ := strings.Cut(of, " ")
			p := pair{bodyNames[part], bodyNames[what], i}
			if p.part == 0 || p.deed == 0 {
				return nil, fmt.Errorf("%s: type %s: no rule knows words of the classes %q", t.Types.File, t.Ontology[i].Name, of)
			}
			pairs = append(pairs, p)
		}
	}
	return pairs, nil
}
