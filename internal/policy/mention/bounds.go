package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What bounds a denial beside its verb: what users do with the data, what it is about, by what it is not taken, what
// the sentence before is about.

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

// meansOf is by what data is said not to be taken, which leaves open what takes it otherwise: "we do not | use
// cookies | to collect your location", "your photos | are not used to determine it"; not "use any technology to".
func (s *Sentence) meansOf(m grammar.Mood) string {
	to := m.At - 1
	for to > 0 && to > m.At-grammar.MaxShown && (s.VerbAt(to) || s.Joins(to)) { // "to collect or | infer"
		to--
	}
	n := grammar.HitFrom(s.Verbs, max(to, 0)) - 1
	if to < 1 || !s.IsOne(to, "to", "for") || n < 0 || s.Verb(s.Verbs[n]) != word.Use || !s.Moods[n].Mood.Denied || s.In[s.Verbs[n].Lo] != s.In[to] {
		return ""
	}
	v := s.Verbs[n]
	lo, hi := v.Hi, to
	if s.Ws[v.Lo].Low == "used" {
		if lo < to {
			return ""
		}
		for lo, hi = s.Clauses[s.In[v.Lo]].Head, v.Lo; hi > lo && s.Is(hi-1, word.Be|word.Modal|word.Filler|word.Negating); hi-- {
		}
	}
	for k := lo; k < hi; k++ {
		if s.IsOne(k, "any") || s.SelfAt(k) && !s.IsOne(k, "we", "us", "our") { // "use any means to", "use the app to"
			return ""
		}
	}
	if lo >= hi || hi-lo > maxMeans || s.Joins(lo) || s.general(lo, hi) {
		return ""
	}
	return s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]
}

const maxMeans = 12 // words

// sinceThen is what must have come to pass before the verb at word i is denied: "after you opt out, | we will no longer",
// "we will abide by your request | and no longer use".
func (s *Sentence) sinceThen(i int) string {
	if s.HasSense(0, word.Afterward) {
		for k := 1; k < i && k < 2*maxOpens; k++ {
			if s.Ws[k].Before == ',' {
				return s.Text[s.Ws[0].Start:s.Ws[k-1].End]
			}
		}
	}
	n := i - 1
	for n > 0 && n > i-maxDeedWords && s.Ws[n].Low != "longer" {
		n--
	}
	if n < 1 || s.Ws[n].Low != "longer" {
		return ""
	}
	for k := n - 1; k > 0 && k > n-maxAim; k-- {
		if s.IsOne(k-1, "your", "such", "this", "a") && s.HasSense(k, word.Bidden) {
			return s.Text[s.Ws[k-1].Start:s.Ws[k].End]
		}
	}
	return ""
}

// forWhom are the people that a sentence begins by saying it is about: "for European customers, | we do not".
func (s *Sentence) forWhom() string {
	if s.Ws[0].Low != "for" {
		return ""
	}
	people := false
	for k := 1; k < len(s.Ws) && k < maxOpens; k++ {
		if s.Ws[k].Before == ',' {
			if !people {
				return ""
			}
			return s.Text[s.Ws[0].Start:s.Ws[k-1].End]
		}
		people = people || s.Is(k, word.People) && !s.IsOne(1, "all", "our", "any", "the")
	}
	return ""
}

// asideOf is the sentence before one that only adds to it what is not so: "What is sent: only the text you type. | No
// name, no device ID."
func (s *Sentence) asideOf(m grammar.Mood) string {
	if m.At >= 0 || s.Lo == 0 || s.Ws[0].Low != "no" {
		return ""
	}
	for k := 1; k < len(s.Ws); k++ {
		if !s.inList(k) || s.HasSense(k, word.Leaving) { // "No data | reaches us" says for itself what it is of
			return ""
		}
	}
	text := strings.TrimSpace(strings.ToValidUTF8(s.Text[max(0, s.Lo-maxAside):s.Lo], "")) // cut within a rune
	all := prose.Sentences(text)
	if len(all) == 0 {
		return ""
	}
	text = text[all[len(all)-1].Start:]
	if !slices.ContainsFunc(prose.AppendWords(nil, text), func(w prose.Word) bool {
		c := s.Words.ClassesOf(&w)
		return c.Sense.Has(word.Sole)
	}) {
		return ""
	}
	return text
}

const maxAside = 300 // bytes

// caseOf is what a denial stands under, told in front of it: "where a third party handles payment, | we do not", "if we
// learn that you are under 13, | we will not", "It just means | that we will not", "we will not contact you | by reading".
func (s *Sentence) caseOf(m grammar.Mood) string {
	if s.Is(0, word.It|word.Pointing) && s.IsOne(1, "just", "only", "simply") && s.IsOne(2, "means", "mean") {
		return s.Text[s.Ws[0].Start:s.Ws[2].End]
	}
	for k, only := 0, false; k < len(s.Ws) && k < maxOpens && s.Ws[0].Low != "no"; k++ { // "standard settings only: no ads, no"
		if only && s.Ws[k].Before == ':' && s.Ws[k].Low == "no" {
			return s.Text[s.Ws[0].Start:s.Ws[k-1].End]
		}
		only = only || s.HasSense(k, word.Sole)
	}
	if words := s.forWhom(); words != "" {
		return words
	}
	if m.At < 1 {
		return ""
	}
	if s.Ws[m.At-1].Low == "by" && strings.HasSuffix(s.Ws[m.At].Low, "ing") {
		if n := s.Clauses[s.In[m.At]].Negated; n >= 0 && n < m.At-1 && m.At-n < maxDeedWords {
			return s.Text[s.Ws[n].Start:s.Ws[m.At-1].End]
		}
	}
	if words := s.sinceThen(m.At); words != "" {
		return words
	}
	c := &s.Clauses[0]
	if !c.Supposed || c.Asked || s.In[m.At] == 0 || c.Subject == grammar.You || s.Clauses[1].Subject == grammar.You {
		return ""
	}
	end := c.Hi
	for end < m.At && end-c.Lo < maxOpens && s.Ws[end].Before != ',' {
		end++
	}
	return s.Text[s.Ws[0].Start:s.Ws[end-1].End]
}
