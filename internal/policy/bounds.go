package policy

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What the data of a denial bounds it by: what users do with it, what it is about.

// boundBy bounds a denial by what users do with the data it names: "the location that you
// share with friends in your chats is encrypted, so we cannot see it".
func (s *sentence) boundBy(x *Mention, h lexicon.Hit) {
	k := s.in[h.Lo] + 1
	if x.Modality != message.Denies || k >= len(s.clauses) || s.clauses[k].lo != h.Hi || s.clauses[k].subject != relative {
		return
	}
	if s.clauses[k].hi-s.clauses[k].lo == 1 && k+1 < len(s.clauses) { // "that | you share"
		k++
	}
	if s.clauses[k].subject != you {
		return
	}
	for i := hitFrom(s.verbs, h.Hi); i < len(s.verbs) && s.verbs[i].Lo < s.clauses[k].hi; i++ {
		if v := s.verbs[i]; s.in[v.Lo] == k && s.moods[i].mood.verb.passesOn() && next(s.ws, v.Hi) != "us" && v.Hi < s.clauses[k].hi {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.text[s.ws[h.Hi].Start:s.ws[s.clauses[k].hi-1].End]})
			return
		}
	}
}

// aboutOnly bounds a denial of data of any kind to what it is about: "nor do we collect any
// information | about criminal convictions", not "about you".
func (r *sentenceReader) aboutOnly(s *sentence, x *Mention, h lexicon.Hit) {
	past := h.Hi
	if next(s.ws, h.Hi-1) == "history" {
		past++
	}
	if x.Modality == message.Denies && s.ws[past-1].Low == "history" { // "does not record your location history": where you are now is left open
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.text[s.ws[h.Lo].Start:s.ws[past-1].End]})
		return
	}
	if x.Modality != message.Denies || !r.tables.Ontology[h.Entry].Group || !s.is(h.Hi, regarding) || s.ws[h.Hi].Low == "on" || s.is(h.Hi+1, youWord|personWord|peopleWord|theyWord|weWord) {
		return
	}
	end := h.Hi + 1
	for end < len(s.ws) && s.ws[end].Before == ' ' && !s.is(end, relativeWord|modal|beWord) {
		end++
	}
	if end > h.Hi+1 {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.text[s.ws[h.Hi].Start:s.ws[end-1].End]})
	}
}
