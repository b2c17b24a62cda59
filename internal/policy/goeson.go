package policy

import "strings"

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

// andOther: "we do not sell it, | and our partners collect your location": who is named
// acts, and what was denied of the one before is not denied of them.
func (s *sentence) andOther(i int) bool {
	n := len(s.clauses)
	if n == 0 || s.ws[i].Low != "and" || s.ws[i].Before != ',' && s.ws[i].Before != ' ' || s.clauses[n-1].lo == i || !s.verbBetween(s.clauses[n-1].lo, i) {
		return false
	}
	act := s.namedTo(i + 1)
	if act == len(s.ws) || s.ws[act].Before != ' ' {
		return false
	}
	apart := s.ws[i].Before == ',' // "we do not share it with affiliates and partners"
	if s.is(act, modal) {
		return apart
	}
	if !s.verbAt(act) || strings.HasSuffix(s.ws[act].Low, "ed") || strings.HasSuffix(s.ws[act].Low, "ing") {
		return false
	}
	v := s.verbs[hitFrom(s.verbs, act)]
	if s.singular(act) {
		return s.is(v.Hi, determiner) || apart && s.takesObject(v.Hi)
	}
	return apart && (s.is(v.Hi, determiner) || s.typeAt(v.Hi))
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
	if s.finiteBehind(i) {
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
