package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Where a main clause begins, or goes on, without a word that opens one: behind a comma,
// a colon, or what is put in.

// explains reports a sentence behind the colon of one that begins with "no": "no action is
// needed: | the app reads". In "no data is read: your contacts, your location" none is.
func (s *sentence) explains(i int) bool {
	n := len(s.clauses)
	if n == 0 {
		return false
	}
	lo := s.clauses[n-1].lo
	if s.finiteBehind(i) && s.clauses[n-1].subject != nobody {
		return true
	}
	if w := s.ws[lo].Low; w != "no" && w != "nothing" {
		return false
	}
	for _, v := range s.verbs {
		if v.Lo > i && v.Lo < i+5 && strings.HasSuffix(s.ws[v.Lo].Low, "s") && s.is(v.Hi, determiner|youWord) {
			return true
		}
	}
	return false
}

// putIn finds the end of "we show ads to all, whether registered or not, | by your
// location", "tools, whether ours or of others, | that collect".
func (s *sentence) putIn(i int) bool {
	n := len(s.clauses)
	if n < 2 || s.ws[i].Before != ',' {
		return false
	}
	lo := s.clauses[n-1].lo
	if s.ws[lo].Low != "whether" || !s.apart(lo) || i-lo > 12 {
		return false
	}
	for k := lo + 1; k < i; k++ {
		if s.ws[k].Low == "or" {
			return true
		}
	}
	return false
}

// afterModal finds the clause that goes on behind a condition put in: "we may, if you
// allow it, | read your location". It is -1 if there is none.
func (s *sentence) afterModal(i int) int {
	if s.ws[i].Before != ',' || !s.verbAt(i) {
		return -1
	}
	n := len(s.clauses)
	for k := n - 2; k >= 0 && k >= n-4 && s.clauses[n-1].of < 0; k-- {
		at := s.clauses[k].hi
		if s.is(at, supposing) && s.ws[at].Before == ',' && s.is(at-1, modal) {
			return k
		}
	}
	return -1
}

// andNone: "it cannot tell who you are, | and no template is made".
func (s *sentence) andNone(i int) bool {
	if w := s.ws[i].Low; s.ws[i].Before == ',' && (w == "none" || w == "nobody") { // "before you agree, | none of the tools will"
		return s.carries(i+1, min(i+14, len(s.ws)))
	}
	if n := len(s.clauses); s.ws[i].Low != "and" || s.ws[i].Before != ',' && (n == 0 || !s.modalBetween(s.clauses[n-1].lo, i)) {
		return false
	}
	if w := next(s.ws, i); w != "no" && w != "none" && w != "nothing" && w != "nobody" {
		return false
	}
	for k := i + 2; k < len(s.ws) && k <= i+8 && s.ws[k].Before == ' '; k++ {
		if s.is(k, modal|beWord) {
			return true
		}
	}
	return false
}

// andOther: "we do not sell it, | and our partners collect your location", "— | your device
// ID is stored": what was denied before is not denied of another, nor of other data.
func (s *sentence) andOther(i int) bool {
	n := len(s.clauses)
	if len(s.in) > i {
		n = s.in[i-1] + 1 // all are known
	}
	if n == 0 || s.clauses[n-1].lo == i || !s.verbBetween(s.clauses[n-1].lo, i) {
		return false
	}
	subject, apart := i+1, s.ws[i].Before == ',' // not "we do not share it with affiliates and partners"
	switch w := s.ws[i].Low; {
	case w == "and" && (apart || s.ws[i].Before == ' '), (w == "yet" || w == "as") && apart:
	case s.ws[i].Before == ':' || s.dashed(i):
		subject, apart = i, true
	default:
		return false
	}
	if s.dataIs(subject, apart || s.complete(i)) {
		return true
	}
	act := s.namedTo(subject)
	if act == len(s.ws) || s.ws[act].Before != ' ' {
		return false
	}
	if s.is(act, modal) {
		return apart || s.complete(i) && (!s.partyEnds(i) || s.verbAt(act+1)) // not "what is shown to users and partners may be kept"
	}
	if !s.verbAt(act) || strings.HasSuffix(s.ws[act].Low, "ed") || strings.HasSuffix(s.ws[act].Low, "ing") {
		return false
	}
	v := s.verbs[hitFrom(s.verbs, act)]
	object := s.is(v.Hi, determiner) || v.Hi > act+1 // of the verb's own words
	if s.singular(act) {
		return object || apart && s.takesObject(v.Hi)
	}
	return (apart || s.is(subject, determiner)) && object || apart && s.typeAt(v.Hi)
}

// complete reports that the clause before word i has what its verb needs: "we do not read
// your contacts", "your contacts are not kept", "they are not sold to advertisers".
func (s *sentence) complete(i int) bool {
	n := hitFrom(s.verbs, i) - 1
	if n < 0 {
		return false
	}
	v := s.verbs[n]
	if v.Hi == i || s.partyEnds(i) && s.anyIn(max(v.Hi, i-4), i, preposition) || s.placeEnds(i) {
		return true
	}
	k := hitFrom(s.types, i) - 1
	if k < 0 || s.types[k].Hi != i || s.types[k].Lo > v.Lo && s.types[k].Lo < v.Hi {
		return false
	}
	for n := v.Hi; n < s.types[k].Lo; n++ {
		if !s.is(n, determiner|youWord) {
			return false
		}
	}
	return true
}

// placeEnds reports a place before the joint at word i that is none of a list of places.
func (s *sentence) placeEnds(i int) bool {
	return slices.ContainsFunc(s.places, func(p lexicon.Hit) bool { return p.Hi == i }) &&
		!slices.ContainsFunc(s.places, func(p lexicon.Hit) bool { return p.Lo > i && p.Lo <= i+2 })
}

// dataIs: "your device ID is", "IP addresses may be"; of one of several that have one verb
// ("your name and your location are read") the verb is in the plural.
func (s *sentence) dataIs(i int, apart bool) bool {
	if !s.typeAt(i) && s.is(i, determiner|youWord) {
		i++
	}
	if !s.typeAt(i) {
		return false
	}
	end := s.types[hitFrom(s.types, i)].Hi
	if end < len(s.ws) && s.ws[end].Before == '(' {
		end = min(s.closes[end], len(s.ws))
	}
	one := end < len(s.ws) && (s.ws[end].Low == "is" || s.ws[end].Low == "was") && s.ws[end-1].Norm == s.ws[end-1].Low // not "the use of names and device IDs is"
	return one || apart && s.helps(end)
}

// helps reports that word i is the helper of what stands before it: "your location | is, may",
// not "your device ID, | never your location".
func (s *sentence) helps(i int) bool {
	return s.is(i, modal|beWord) && !(s.ws[i].Before == ',' && s.ws[i].Low == "never")
}

// namedTo is the end of the party or the name that word i begins; the end of the sentence
// if there is none.
func (s *sentence) namedTo(i int) int {
	if k := hitFrom(s.parties, i); k < len(s.parties) && (s.parties[k].Lo == i || s.parties[k].Lo == i+1 && s.is(i, determiner)) {
		return s.parties[k].Hi
	}
	end := i
	for end < len(s.ws) && end < i+3 && s.ws[end].Upper && s.ws[end].Before == ' ' {
		end++
	}
	if end == i {
		return len(s.ws)
	}
	return end
}

// mainClause reports that the clause open at word i is one of "if", "when" or
// "while" and that another follows the comma: "when it is not in use, the map
// may ...".
func (s *sentence) mainClause(i int) bool {
	n := len(s.clauses)
	if n == 0 || !s.is(s.clauses[n-1].lo, contrast) && !s.clauses[n-1].supposed && !s.clauses[n-1].except && !(n == 2 && s.clauses[0].hi == 1 && s.is(0, contrast)) { // "although | you upload it"
		return false
	}
	if s.finiteBehind(i) || s.ownFinite(i) || s.interrupted(i) {
		return true
	}
	inside := false // a bracket
	for k := i + 1; k < len(s.ws) && k <= i+14; k++ {
		switch s.ws[k].Before {
		case ' ', '-', '/', '"':
		case '(':
			inside = true
		case ')':
			inside = false
		default:
			if !inside && s.ws[i].Low != "no" { // "no facial, vocal or other biometrics are"
				return false
			}
		}
		if !inside && s.is(k, modal) {
			return true
		}
	}
	return false
}

// finiteBehind: "if you switch it on, | the doorbell keeps".
func (s *sentence) finiteBehind(i int) bool {
	if !s.is(i, determiner|pointing) {
		return false
	}
	for k := i + 2; k < len(s.ws) && k <= i+4 && s.ws[k].Before == ' '; k++ {
		if s.verbAt(k) && s.singular(k) && s.takesObject(s.verbs[hitFrom(s.verbs, k)].Hi) {
			return true
		}
	}
	return false
}

// takesObject reports words that a verb before them acts on, not "of", "listed here".
func (s *sentence) takesObject(i int) bool {
	return i < len(s.ws) && s.ws[i].Before == ' ' && (s.is(i, determiner|pointing) || !s.is(i, preposition|modal|beWord|toward|contrast|relativeWord|listJoint) && !strings.HasSuffix(s.ws[i].Low, "ed"))
}
