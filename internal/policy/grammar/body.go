package grammar

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
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
	part, deed word.Body
	entry      int
}

// bodily adds the types that words for bodies make with the words around them, and the
// verbs that govern them, which elsewhere say nothing of data.
func (s *Sentence) bodily() {
	for i := range s.Ws {
		part := s.PartAt(i)
		if part == 0 {
			continue
		}
		deeds := word.Measured
		if at := HitFrom(s.Types, i+1) - 1; at >= 0 && i < s.Types[at].Hi {
			t := &s.Tables.Ontology[s.Types[at].Entry]
			if !t.Part {
				continue // the tables know better
			}
			if len(t.Of) > 0 {
				deeds = word.Telling | word.Naming | word.Confirming | word.Spotting
			}
		}
		if d, ok := s.deedOn(i, part, deeds); ok && !s.Title(lexicon.Hit{Lo: i, Hi: i + 1}) {
			s.compose(i, d)
		}
	}
	s.ownVerbs()
}

// ownVerbs adds the verb that a term begins with, "recognises your face", or that stands before it,
// "measures | your facial proportions".
func (s *Sentence) ownVerbs() {
	for _, h := range s.Types {
		k := h.Lo - 1
		if k > 0 && (s.Is(k, word.Determiner) || s.HasSense(k, word.Whose)) {
			k--
		}
		if k >= 0 && len(s.Tables.Ontology[h.Entry].Of) > 0 && !s.Tables.Ontology[h.Entry].Part && s.isBody(k, word.Measuring) && s.acts(k) && !s.isAct(k) {
			s.addVerb(k)
		}
		if h.Hi-h.Lo > 1 && s.Tables.Ontology[h.Entry].Named && s.isBody(h.Lo, word.Measured) && s.acts(h.Lo) && (!strings.HasSuffix(s.Ws[h.Lo].Low, "ing") || s.Is(h.Lo-1, word.Be)) { // not "this includes matching your face"
			s.addVerb(h.Lo)
		}
	}
}

func (s *Sentence) addVerb(i int) {
	if at := HitFrom(s.Verbs, i); at == len(s.Verbs) || s.Verbs[at].Lo > i {
		s.Verbs = slices.Insert(s.Verbs, at, lexicon.Hit{Lo: i, Hi: i + 1, Entry: s.Kinds.Infer})
	}
}

// deed is what is done to a part of a body: words [lo, hi) beside it; verb if they
// govern it.
type deed struct {
	lo, hi int
	entry  int // of the type it makes
	verb   bool
}

// PartAt is the part of a body that word i means, 0 if it means none: not "face
// value", "a voice call", "the head of".
func (s *Sentence) PartAt(i int) word.Body {
	part := s.bodies[i] & (word.Faces | word.Selfies | word.Voices | word.Speech | word.Bodies)
	switch {
	case part == 0, s.isBody(i+1, word.Unbodily) && s.Ws[i+1].Before == ' ', s.Is(i+1, word.ListJoint) && s.isBody(i+3, word.Unbodily), s.facing(i):
		return 0
	case part == word.Voices && s.isBody(i+1, word.Speech):
		return 0 // "voice commands" are read at their second word
	case s.isBody(i, word.Uttered) && !s.isBody(i-1, word.Voices) && !(i > 0 && s.Ws[i-1].Low == "spoken"):
		return 0
	case s.isBody(i, word.Limb) && !s.HasSense(i-1, word.Whose) && !(i > 0 && s.Owns(i-1)):
		return 0
	}
	return part
}

// facing: "face to face".
func (s *Sentence) facing(i int) bool {
	return i+2 < len(s.Ws) && s.Ws[i+1].Low == "to" && s.Ws[i+2].Low == s.Ws[i].Low || i > 1 && s.Ws[i-1].Low == "to" && s.Ws[i-2].Low == s.Ws[i].Low
}

// deedOn looks for what is done to the part of a body at word i, near at hand first.
func (s *Sentence) deedOn(i int, part, deeds word.Body) (deed, bool) {
	for _, relation := range relations {
		if d, ok := relation(s, i, part, deeds); ok {
			return d, true
		}
	}
	return deed{}, false
}

// relations in which a deed stands to a part of a body.
var relations = [...]func(s *Sentence, i int, part, deeds word.Body) (deed, bool){
	(*Sentence).namedBeside, (*Sentence).turnedInto, (*Sentence).madeOf, (*Sentence).usedTo, (*Sentence).doneTo, (*Sentence).undergoes,
}

// namedBeside: "face profile", "face analysis".
func (s *Sentence) namedBeside(i int, part, deeds word.Body) (deed, bool) {
	if i+1 >= len(s.Ws) || s.Ws[i+1].Before != ' ' {
		return deed{}, false
	}
	entry, ok := s.made(i+1, part, word.Prints|word.Shapes)
	if !ok && s.isAct(i+1) {
		entry, ok = s.made(i+1, part, deeds)
	}
	return deed{lo: i + 1, hi: i + 2, entry: entry}, ok
}

// turnedInto: "your face is turned into a numerical code".
func (s *Sentence) turnedInto(i int, part, _ word.Body) (deed, bool) {
	for k := i + 1; k < len(s.Ws) && k <= i+maxInto && s.Ws[k].Before == ' '; k++ {
		if s.Ws[k].Low != "into" {
			continue
		}
		for n := k + 1; n < len(s.Ws) && n <= k+maxPrintOf && s.Ws[n].Before == ' '; n++ {
			if entry, ok := s.made(n, part, word.Prints|word.Codes); ok {
				return deed{lo: i, hi: i + 1, entry: entry}, true
			}
		}
	}
	return deed{}, false
}

// madeOf: "a signature of every face".
func (s *Sentence) madeOf(i int, part, _ word.Body) (deed, bool) {
	for k := i - 1; k >= 0 && k >= i-maxPrintOf && s.Ws[k+1].Before == ' '; k-- {
		if entry, ok := s.made(k, part, word.Prints|word.Shapes); ok && k < i-1 {
			return deed{lo: k, hi: k + 1, entry: entry}, true
		}
		if !s.Is(k, word.Determiner|word.Preposition|word.ByMeans) && !s.isBody(k, word.Drawn) && !s.HasSense(k, word.Whose) && !s.Owns(k) {
			break
		}
	}
	return deed{}, false
}

// usedTo: "uses your face or voice to identify you", "a selfie to help us confirm it is you".
func (s *Sentence) usedTo(i int, part, _ word.Body) (deed, bool) {
	for k := i + 1; k+2 < len(s.Ws) && k <= i+maxPrintOf && !s.Is(k, word.Modal|word.Be|word.Contrast|word.Relative); k++ {
		if s.Ws[k].Low != "to" || s.Is(k-1, word.ListJoint) {
			continue
		}
		for n := k + 1; n+1 < len(s.Ws) && n <= k+3; n++ {
			if s.isBody(n, word.Naming|word.Confirming) && (s.Is(n+1, word.Person|word.Determiner|word.It) || s.HasSense(n+1, word.Whose)) {
				entry, ok := s.made(n, part, word.Naming|word.Confirming)
				return deed{lo: i, hi: i + 1, entry: entry}, ok
			}
		}
	}
	return deed{}, false
}

// doneTo: "follows your gaze", "detects where your eyes are", "recognises you by your face".
func (s *Sentence) doneTo(i int, part, deeds word.Body) (deed, bool) {
	means, age := false, false
	for k := i - 1; k >= 0 && k >= i-maxObject && s.level(k, i) && !s.Is(k, word.Modal|word.Be|word.Relative); k-- {
		if s.Is(k, word.Contrast) { // not "whether the face matches"
			if w := s.Ws[k].Low; w != "where" && w != "whether" && w != "when" {
				break
			}
			deeds &^= word.Telling | word.Naming | word.Confirming
			continue
		}
		found := deeds
		if s.isBody(k, word.Naming) && !means && !s.somebodys(i) {
			found &^= word.Naming // "things like faces"
		}
		if s.isBody(k, word.Confirming) && (!means || age) {
			found &^= word.Confirming // "verifies your age by your face" tells nobody apart
		}
		if entry, ok := s.made(k, part, found); ok && s.acts(k) && !(s.isBody(k, word.Turning) && !s.goesInto(i)) {
			return deed{lo: k, hi: k + 1, entry: entry, verb: true}, true
		}
		means = means || s.Is(k, word.ByMeans) || s.Ws[k].Low == "from"
		age = age || s.Ws[k].Low == "age"
	}
	return deed{}, false
}

// undergoes: "faces are not recognised", "voices are used for transcription", "at no point is
// your face compared".
func (s *Sentence) undergoes(i int, part, deeds word.Body) (deed, bool) {
	be := s.Is(i-1, word.Be) || s.Is(i-2, word.Be)
	for k := i + 1; k < len(s.Ws) && k <= i+maxObject && s.level(k, i) && !s.Is(k, word.Relative|word.Contrast); k++ {
		if entry, ok := s.made(k, part, deeds); ok && be && (s.ParticipleAt(k) || s.Ws[k-1].Low == "for") {
			return deed{lo: k, hi: k + 1, entry: entry, verb: true}, true
		}
		be = be || s.Is(k, word.Be)
	}
	return deed{}, false
}

// level reports words that no comma and no bracket parts.
func (s *Sentence) level(a, b int) bool {
	return s.Comma[a] == s.Comma[b] && s.Closes[a] == s.Closes[b]
}

// somebodys: "recognises your face", not "things like faces".
func (s *Sentence) somebodys(i int) bool {
	return s.HasSense(i-1, word.Whose) || s.Is(i-1, word.Determiner) || i > 0 && s.Owns(i-1)
}

// goesInto: "turns your voice into text".
func (s *Sentence) goesInto(i int) bool {
	for k := i + 1; k < len(s.Ws) && k <= i+maxPrintOf; k++ {
		if w := s.Ws[k].Low; w == "into" || w == "to" {
			return true
		}
	}
	return false
}

// ParticipleAt: "recognised", "found", "made available".
func (s *Sentence) ParticipleAt(k int) bool {
	w := s.Ws[k].Low
	return strings.HasSuffix(w, "ed") || s.HasSense(k, word.Irregular) && !s.Is(k-1, word.Determiner) // not "a given face"
}

// acts tells a deed from a thing of the same form: "copies your smile" and "the analysis
// of your face", not "a copy of your portrait".
func (s *Sentence) acts(k int) bool {
	of := Next(s.Ws, k) == "of"
	if s.Ws[k].Low == "following" && s.Is(k-1, word.Determiner) { // "in the following text"
		return false
	}
	if s.isAct(k) {
		return of || strings.HasSuffix(s.Ws[k].Low, "ing")
	}
	return !of && !s.Is(k-1, word.Determiner)
}

// isAct reports a noun for what is done: "analysis", "tracking".
func (s *Sentence) isAct(k int) bool {
	return slices.ContainsFunc(actEndings, func(e string) bool { return strings.HasSuffix(s.Ws[k].Low, e) })
}

// actEndings are those of nouns for what is done.
var actEndings = []string{"sis", "ment", "tion", "son", "ing"}

// made is the type that word k makes of a part of the body, if it is of those deeds.
func (s *Sentence) made(k int, part, deeds word.Body) (int, bool) {
	if k >= len(s.bodies) || s.bodies[k]&deeds == 0 {
		return 0, false
	}
	for _, p := range s.pairs {
		if p.part&part != 0 && s.bodies[k]&deeds&p.deed != 0 {
			return p.entry, true
		}
	}
	return 0, false
}

// compose puts the type in the place of what stands at the part of the body.
func (s *Sentence) compose(i int, d deed) {
	h := lexicon.Hit{Lo: i, Hi: i + 1, Entry: d.entry}
	if !d.verb {
		h.Lo, h.Hi = min(h.Lo, d.lo), max(h.Hi, d.hi)
	}
	from := HitFrom(s.Types, h.Lo)
	for from > 0 && s.Types[from-1].Hi > h.Lo {
		from--
	}
	to := from
	for ; to < len(s.Types) && s.Types[to].Lo < h.Hi; to++ {
		o := s.Types[to]
		if o.Entry < 64 {
			s.Parts |= 1 << o.Entry
		}
		h.Lo, h.Hi = min(h.Lo, o.Lo), max(h.Hi, o.Hi)
	}
	s.Types = slices.Replace(s.Types, from, to, h)
	if d.verb {
		s.addVerb(d.lo)
	}
}

// pairsOf reads which part of a body and which deed make which type.
func pairsOf(t *lexicon.Tables) ([]pair, error) {
	var pairs []pair
	for i := range t.Ontology {
		for _, of := range t.Ontology[i].Of {
			part, what, _ := strings.Cut(of, " ")
			p := pair{word.BodyNames[part], word.BodyNames[what], i}
			if p.part == 0 || p.deed == 0 {
				return nil, fmt.Errorf("%s: type %s: no rule knows words of the classes %q", t.Types.File, t.Ontology[i].Name, of)
			}
			pairs = append(pairs, p)
		}
	}
	return pairs, nil
}
