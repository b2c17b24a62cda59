package mention

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What the data of a denial bounds it by: what users do with it, what it is about.

// boundBy bounds a denial by what users do with the data it names: "the location that you
// share with friends in your chats is encrypted, so we cannot see it".
func (s *Sentence) boundBy(x *Mention, h lexicon.Hit) {
	k := s.In[h.Lo] + 1
	if x.Modality != message.Denies || k >= len(s.Clauses) || s.Clauses[k].Lo != h.Hi || s.Clauses[k].Subject != grammar.Relative {
		return
	}
	if s.Clauses[k].Hi-s.Clauses[k].Lo == 1 && k+1 < len(s.Clauses) { // "that | you share"
		k++
	}
	if s.Clauses[k].Subject != grammar.You {
		return
	}
	for i := grammar.HitFrom(s.Verbs, h.Hi); i < len(s.Verbs) && s.Verbs[i].Lo < s.Clauses[k].Hi; i++ {
		if v := s.Verbs[i]; s.In[v.Lo] == k && s.Moods[i].Mood.Verb.PassesOn() && grammar.Next(s.Ws, v.Hi) != "us" && v.Hi < s.Clauses[k].Hi {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.Text[s.Ws[h.Hi].Start:s.Ws[s.Clauses[k].Hi-1].End]})
			return
		}
	}
}

// aboutOnly bounds a denial of data of any kind to what it is about: "nor do we collect any
// information | about criminal convictions", not "about you".
func (s *Sentence) aboutOnly(x *Mention, h lexicon.Hit) {
	past := h.Hi
	if grammar.Next(s.Ws, h.Hi-1) == "history" {
		past++
	}
	if x.Modality == message.Denies && s.Ws[past-1].Low == "history" { // "does not record your location history": where you are now is left open
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.Text[s.Ws[h.Lo].Start:s.Ws[past-1].End]})
		return
	}
	if x.Modality != message.Denies || !s.Tables.Ontology[h.Entry].Group || !s.Is(h.Hi, word.Regarding) || s.Ws[h.Hi].Low == "on" || s.Is(h.Hi+1, word.You|word.Person|word.People|word.They|word.We) {
		return
	}
	end := h.Hi + 1
	for end < len(s.Ws) && s.Ws[end].Before == ' ' && !s.Is(end, word.Relative|word.Modal|word.Be) {
		end++
	}
	if end > h.Hi+1 {
		x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.Text[s.Ws[h.Hi].Start:s.Ws[end-1].End]})
	}
}
