package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Where a main clause begins, or goes on, without a word that opens one: behind a comma,
// a colon, or what is put in.

// explains reports a sentence behind the colon of one that begins with "no": "no action is
// needed: | the app reads". In "no data is read: your contacts, your location" none is.
func (s *Sentence) explains(i int) bool {
	n := len(s.Clauses)
	if n == 0 {
		return false
	}
	lo := s.Clauses[n-1].Lo
	if s.finiteBehind(i) && s.Clauses[n-1].Subject != Nobody {
		return true
	}
	if w := s.Ws[lo].Low; w != "no" && w != "nothing" {
		return false
	}
	for _, v := range s.Verbs {
		if v.Lo > i && v.Lo < i+5 && strings.HasSuffix(s.Ws[v.Lo].Low, "s") && s.Is(v.Hi, word.Determiner|word.You) {
			return true
		}
	}
	return false
}

// putIn finds the end of "we show ads to all, whether registered or not, | by your
// location", "tools, whether ours or of others, | that collect".
func (s *Sentence) putIn(i int) bool {
	n := len(s.Clauses)
	if n < 2 || s.Ws[i].Before != ',' {
		return false
	}
	lo := s.Clauses[n-1].Lo
	if s.Ws[lo].Low != "whether" || !s.Apart(lo) || i-lo > 12 {
		return false
	}
	for k := lo + 1; k < i; k++ {
		if s.Ws[k].Low == "or" {
			return true
		}
	}
	return false
}

// afterModal finds the clause that goes on behind a condition put in: "we may, if you
// allow it, | read your location". It is -1 if there is none.
func (s *Sentence) afterModal(i int) int {
	if s.Ws[i].Before != ',' || !s.VerbAt(i) {
		return -1
	}
	n := len(s.Clauses)
	for k := n - 2; k >= 0 && k >= n-4 && s.Clauses[n-1].Of < 0; k-- {
		at := s.Clauses[k].Hi
		if s.Is(at, word.Supposing) && s.Ws[at].Before == ',' && s.Is(at-1, word.Modal) {
			return k
		}
	}
	return -1
}

// andNone: "it cannot tell who you are, | and no template is made".
func (s *Sentence) andNone(i int) bool {
	if w := s.Ws[i].Low; s.Ws[i].Before == ',' && (w == "none" || w == "nobody") { // "before you agree, | none of the tools will"
		return s.Carries(i+1, min(i+14, len(s.Ws)))
	}
	if n := len(s.Clauses); s.Ws[i].Low != "and" || s.Ws[i].Before != ',' && (n == 0 || !s.ModalBetween(s.Clauses[n-1].Lo, i)) {
		return false
	}
	if w := Next(s.Ws, i); w != "no" && w != "none" && w != "nothing" && w != "nobody" {
		return false
	}
	for k := i + 2; k < len(s.Ws) && k <= i+8 && s.Ws[k].Before == ' '; k++ {
		if s.Is(k, word.Modal|word.Be) {
			return true
		}
	}
	return false
}

// AndOther: "we do not sell it, | and our partners collect your location", "— | your device
// ID is stored": what was denied before is not denied of another, nor of other data.
func (s *Sentence) AndOther(i int) bool {
	subject, apart := i+1, s.Ws[i].Before == ',' // not "we do not share it with affiliates and partners"
	switch w := s.Ws[i].Low; {
	case w == "and" && (apart || s.Ws[i].Before == ' '), (w == "yet" || w == "as") && apart:
	case s.Ws[i].Before == ':' || s.Dashed(i):
		subject, apart = i, true
	default:
		return false
	}
	n := len(s.Clauses)
	if len(s.In) > i {
		n = s.In[i-1] + 1 // all are known
	}
	if n == 0 || s.Clauses[n-1].Lo == i || !s.VerbBetween(s.Clauses[n-1].Lo, i) {
		return false
	}
	if s.dataIs(subject, apart || s.Complete(i)) {
		return true
	}
	act := s.namedTo(subject)
	if act == len(s.Ws) || s.Ws[act].Before != ' ' {
		return false
	}
	if s.Is(act, word.Modal) {
		return apart || s.Complete(i) && (!s.PartyEnds(i) || s.VerbAt(act+1)) // not "what is shown to users and partners may be kept"
	}
	if !s.VerbAt(act) || strings.HasSuffix(s.Ws[act].Low, "ed") || strings.HasSuffix(s.Ws[act].Low, "ing") {
		return false
	}
	v := s.Verbs[HitFrom(s.Verbs, act)]
	object := s.Is(v.Hi, word.Determiner) || v.Hi > act+1 // of the verb's own words
	if s.Singular(act) {
		return object || apart && s.takesObject(v.Hi)
	}
	return (apart || s.Is(subject, word.Determiner)) && object || apart && s.TypeAt(v.Hi)
}

// Complete reports that the clause before word i has what its verb needs: "we do not read
// your contacts", "your contacts are not kept", "they are not sold to advertisers".
func (s *Sentence) Complete(i int) bool {
	n := HitFrom(s.Verbs, i) - 1
	if n < 0 {
		return false
	}
	v := s.Verbs[n]
	if v.Hi == i || s.PartyEnds(i) && s.AnyIn(max(v.Hi, i-4), i, word.Preposition) || s.placeEnds(i) {
		return true
	}
	k := HitFrom(s.Types, i) - 1
	if k < 0 || s.Types[k].Hi != i || s.Types[k].Lo > v.Lo && s.Types[k].Lo < v.Hi {
		return false
	}
	for n := v.Hi; n < s.Types[k].Lo; n++ {
		if !s.Is(n, word.Determiner|word.You) {
			return false
		}
	}
	return true
}

// placeEnds reports a place before the joint at word i that is none of a list of places.
func (s *Sentence) placeEnds(i int) bool {
	return slices.ContainsFunc(s.Places, func(p lexicon.Hit) bool { return p.Hi == i }) &&
		!slices.ContainsFunc(s.Places, func(p lexicon.Hit) bool { return p.Lo > i && p.Lo <= i+2 })
}

// dataIs: "your device ID is", "IP addresses may be"; of one of several that have one verb
// ("your name and your location are read") the verb is in the plural.
func (s *Sentence) dataIs(i int, apart bool) bool {
	if !s.TypeAt(i) && s.Is(i, word.Determiner|word.You) {
		i++
	}
	if !s.TypeAt(i) {
		return false
	}
	end := s.Types[HitFrom(s.Types, i)].Hi
	if end < len(s.Ws) && s.Ws[end].Before == '(' {
		end = min(s.Closes[end], len(s.Ws))
	}
	one := end < len(s.Ws) && (s.Ws[end].Low == "is" || s.Ws[end].Low == "was") && s.Ws[end-1].Norm == s.Ws[end-1].Low // not "the use of names and device IDs is"
	return one || apart && s.Helps(end)
}

// Helps reports that word i is the helper of what stands before it: "your location | is, may",
// not "your device ID, | never your location".
func (s *Sentence) Helps(i int) bool {
	return s.Is(i, word.Modal|word.Be) && !(s.Ws[i].Before == ',' && s.Ws[i].Low == "never")
}

// namedTo is the end of the party or the name that word i begins; the end of the sentence
// if there is none.
func (s *Sentence) namedTo(i int) int {
	if k := HitFrom(s.Parties, i); k < len(s.Parties) && (s.Parties[k].Lo == i || s.Parties[k].Lo == i+1 && s.Is(i, word.Determiner)) {
		return s.Parties[k].Hi
	}
	end := i
	for end < len(s.Ws) && end < i+3 && s.Ws[end].Upper && s.Ws[end].Before == ' ' {
		end++
	}
	if end == i {
		return len(s.Ws)
	}
	return end
}

// mainClause reports that the clause open at word i is one of "if", "when" or
// "while" and that another follows the comma: "when it is not in use, the map
// may ...".
func (s *Sentence) mainClause(i int) bool {
	n := len(s.Clauses)
	if n == 0 || !s.Is(s.Clauses[n-1].Lo, word.Contrast) && !s.Clauses[n-1].Supposed && !s.Clauses[n-1].Except && !(n == 2 && s.Clauses[0].Hi == 1 && s.Is(0, word.Contrast)) { // "although | you upload it"
		return false
	}
	if s.finiteBehind(i) || s.OwnFinite(i) || s.Interrupted(i) {
		return true
	}
	inside := false // a bracket
	for k := i + 1; k < len(s.Ws) && k <= i+14; k++ {
		switch s.Ws[k].Before {
		case ' ', '-', '/', '"':
		case '(':
			inside = true
		case ')':
			inside = false
		default:
			if !inside && s.Ws[i].Low != "no" { // "no facial, vocal or other biometrics are"
				return false
			}
		}
		if !inside && s.Is(k, word.Modal) {
			return true
		}
	}
	return false
}

// finiteBehind: "if you switch it on, | the doorbell keeps".
func (s *Sentence) finiteBehind(i int) bool {
	if !s.Is(i, word.Determiner|word.Pointing) {
		return false
	}
	for k := i + 2; k < len(s.Ws) && k <= i+4 && s.Ws[k].Before == ' '; k++ {
		if s.VerbAt(k) && s.Singular(k) && s.takesObject(s.Verbs[HitFrom(s.Verbs, k)].Hi) {
			return true
		}
	}
	return false
}

// takesObject reports words that a verb before them acts on, not "of", "listed here".
func (s *Sentence) takesObject(i int) bool {
	return i < len(s.Ws) && s.Ws[i].Before == ' ' && (s.Is(i, word.Determiner|word.Pointing) || !s.Is(i, word.Preposition|word.Modal|word.Be|word.Toward|word.Contrast|word.Relative|word.ListJoint) && !strings.HasSuffix(s.Ws[i].Low, "ed"))
}
