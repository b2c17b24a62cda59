package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// OwnFinite reports a noun at word i that has a verb of its own behind it: "our partners in
// the US may", "AdMob collects your".
func (s *Sentence) OwnFinite(i int) bool {
	if s.Is(i, word.You|word.They|word.It|word.We) {
		return false
	}
	known := s.Is(i, word.Determiner) || s.Ws[i].Upper || s.TypeAt(i) || s.namedTo(i) < len(s.Ws)
	for k := i + 1; k < len(s.Ws) && k <= i+maxSubject; k++ {
		if s.Closes[k] != s.Closes[i] {
			continue
		}
		if s.Ws[k].Before == ',' || s.Ws[k].Before == ';' || s.Ws[k].Before == ':' || s.Is(k, word.Relative|word.We|word.You|word.Contrast) || s.Ws[k].Low == "to" {
			return false
		}
		if s.Joins(k) && (s.Is(k+1, word.Modal|word.Be|word.Do|word.Negating) || s.VerbAt(k+1) && s.Singular(k+1)) { // "reads your name, your contacts | and does not read"
			return false
		}
		if s.Is(k, word.Modal|word.Be) && s.Ws[k].Low != "be" && s.Ws[k].Low != "been" && s.Ws[k].Low != "being" {
			return true
		}
		if known && k <= i+3 && s.Singular(k) && s.Ws[k].Before == ' ' && s.Is(k+1, word.Determiner) && !strings.HasSuffix(s.Ws[k].Low, "'s") { // "our app integrates the"
			return true
		}
		if known && s.VerbAt(k) && s.Singular(k) && s.VerbAt(k+1) && s.Ws[k+1].Before == ',' && s.Singular(k+1) { // "the Operator collects, stores and uses"
			return true
		}
		if known && s.VerbAt(k) && !strings.HasSuffix(s.Ws[k].Low, "ing") && !strings.HasSuffix(s.Ws[k].Low, "ed") {
			v := s.Verbs[HitFrom(s.Verbs, k)]
			if object := s.Is(v.Hi, word.Determiner) || v.Hi > k+1 || s.TypeAt(v.Hi); object && (s.Singular(k) || s.PartyEnds(k)) {
				return true
			}
		}
	}
	return false
}

// Interrupted reports a noun at word i with something put in before its verb: "Acme, which
// we work with, collects", "your data, including your location, may be".
func (s *Sentence) Interrupted(i int) bool {
	if !s.Is(i, word.Determiner) && !s.Ws[i].Upper {
		return false
	}
	k := i + 1
	for k < len(s.Ws) && k <= i+maxSubject && s.Ws[k].Before != ',' && !s.Is(k, word.Modal|word.Be|word.Relative|word.We|word.You|word.Contrast|word.Preposition) {
		k++
	}
	if k >= len(s.Ws) || s.Ws[k].Before != ',' || !s.Is(k, word.Relative|word.Listing) {
		return false
	}
	for k++; k < len(s.Ws) && k <= i+maxPutIn; k++ {
		if s.Ws[k].Before == ',' && (s.Is(k, word.Modal|word.Be) || s.VerbAt(k) && s.Singular(k)) {
			return true
		}
	}
	return false
}

const maxPutIn = 24 // words from a subject to its verb, behind what is put in

const maxSubject = 8 // words from the first of a subject to its verb
