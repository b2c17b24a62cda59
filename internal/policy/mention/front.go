package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// What bounds a denial from outside of its verb: the words that a sentence begins with ("on iOS
// devices, we do not"), and the data that is not used ("we do not use your health data for ads").

// front is where or when a denial holds, as the words before its clause say: "on iOS devices",
// "in kids mode"; not "in addition", "in our app".
func (s *Sentence) front(m grammar.Mood) string {
	if m.At < 0 || len(s.Ws) < 4 {
		return ""
	}
	if !s.HasSense(0, word.Fronting) && !(s.Ws[0].Low == "with" && s.IsOne(1, "respect", "regard", "regards")) { // "with respect to such a user,"
		return ""
	}
	end := 1
	for end < len(s.Ws) && end <= maxOpens && (s.Ws[end].Before == ' ' || s.Ws[end].Before == '-') {
		end++
	}
	if end >= len(s.Ws) || end > maxOpens || s.Ws[end].Before != ',' {
		return ""
	}
	if c := &s.Clauses[s.In[m.At]]; c.Negated >= 0 && c.Negated < end {
		return "" // "at no time"
	}
	if s.HasSense(1, word.Boundless) {
		return ""
	}
	if strings.HasSuffix(s.Ws[1].Low, "ing") && s.Ws[0].Low == "by" || s.Ws[1].Low == "the" && (s.Ws[2].Low == "other" || s.Ws[2].Low == "event" || s.Ws[2].Low == "moment") {
		return ""
	}
	for k := 1; k < end; k++ {
		if s.Is(k, word.We|word.Negating) && s.Ws[k].Low != "our" {
			return ""
		}
		if n := grammar.HitFrom(s.Parties, k); n < len(s.Parties) && s.Parties[n].Lo == k && s.Parties[n].Hi <= end && s.Party(s.Parties[n]) == word.Self && !strings.Contains(s.Ws[s.Parties[n].Hi-1].Low, "site") { // "in our app"
			return ""
		}
	}
	return s.Text[s.Ws[0].Start:s.Ws[end-1].End]
}

const maxOpens = 9 // words before a clause that say where it holds

// ofData bounds a denial of profiling to the data that is not used for it: "we do not use | your
// health data for targeted advertising" says nothing of other data.
func (s *Sentence) ofData(x *Mention, h lexicon.Hit, m grammar.Mood) {
	if x.Modality == message.Denies && profiles(s.Reader, h) { // "not used for targeted ads" bounds it to no aim
		x.Scope = slices.DeleteFunc(x.Scope, func(o message.Scope) bool {
			return o.Kind == message.ScopePurpose && adPurpose(s.Reader, o.Text) || o.Kind == message.ScopeFeature && s.offAt(h)
		})
	}
	if x.Modality != message.Denies || m.At < 0 || !profiles(s.Reader, h) {
		return
	}
	v, k := s.Verbs[grammar.HitFrom(s.Verbs, m.At)], m.Verb
	if use := s.useBefore(h.Lo); use >= 0 && (m.At >= h.Lo || k.PassesOn() && m.At < s.Verbs[use].Lo) { // "is not | used | to target ads", "we do not sell it or | use | it for ads"
		v, k = s.Verbs[use], word.Use
	}
	lo, hi := s.usedTo(h.Lo)
	if k != word.Use && k != word.Share && k != word.Infer && !(k == word.Give && hi > 0) {
		return
	}
	if hi > 0 { // "use | your e-mails | to personalise or provide"
		v = s.Verbs[grammar.HitFrom(s.Verbs, hi)-1]
	} else {
		lo, hi = v.Hi, h.Lo
		if s.Is(v.Lo, word.Using) { // the tables have "use your device ID" as a whole
			lo = v.Lo + 1
		}
	}
	passive := s.Done(v) || s.Ws[v.Lo].Low == "used" && s.Is(v.Lo-1, word.Be|word.Negating|word.Filler)
	if passive { // "your health data is not used for ads", "is not used | to target ads"
		c := &s.Clauses[s.In[v.Lo]]
		lo, hi = c.Head, c.Negated
		for hi > lo && s.Is(hi-1, word.Be|word.Modal|word.Filler) {
			hi--
		}
	}
	for lo < hi && (s.Joins(lo) || s.HasSense(lo, word.Opposing)) {
		lo++
	}
	for k := lo; k < hi; k++ { // up to what it is for, or to whom
		switch w := s.Ws[k].Low; {
		case w == "to" && s.Ws[k].Before != '-', w == "for", w == "with", w == "from", k > lo && s.Ws[k].Before == '(': // not "human-to-human"
			hi = k
		}
	}
	if hi > lo && !passive && s.refers(lo, hi) { // "we keep your recordings apart and do not use them for ads"
		if from, to := s.objectBefore(v.Lo); to > from {
			lo, hi = from, to
		}
	}
	if hi <= lo || passive && lo <= h.Lo && h.Lo < hi && h.Entry == s.Kinds.Aimed || hi == h.Lo && !passive || hi-lo > maxAim || s.Joins(hi-1) || s.general(lo, hi) && !s.Is(lo, word.Pointing) && !s.refers(lo, hi) && !s.otherType(lo, hi) && !s.identifiable(lo, hi) {
		return
	}
	x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.Text[s.Ws[lo].Start:s.Ws[hi-1].End]})
}

// useBefore is the denied use before word i, as one of the verbs; -1 if there is none.
func (s *Sentence) useBefore(i int) int {
	for n := grammar.HitFrom(s.Verbs, i) - 1; n >= 0 && i-s.Verbs[n].Hi <= maxAim; n-- {
		if o := &s.Moods[n]; s.Verb(s.Verbs[n]) == word.Use {
			in, of := s.In[s.Verbs[n].Lo], s.In[i]
			if !o.Mood.Denied || o.ByUser || in != of && !(in == of-1 && s.Ws[s.Clauses[of].Lo].Low == "to") {
				return -1
			}
			return n
		}
	}
	return -1
}

// identifiable: "personally identifiable information" is less than what ads are aimed by.
func (s *Sentence) identifiable(lo, hi int) bool {
	return slices.ContainsFunc(s.Ws[lo:hi], func(w prose.Word) bool { return w.Low == "identifiable" || w.Low == "identifying" })
}

// refers reports that words [lo, hi) only point back: "them", "this data".
func (s *Sentence) refers(lo, hi int) bool {
	return s.IsOne(lo, "it", "them") && hi == lo+1 || s.Is(lo, word.Pointing) && hi == lo+2 && s.Is(lo+1, word.Detail)
}

// objectBefore is what an earlier verb of the sentence than that at word v is done to: "we keep
// | your audio recordings | separate from".
func (s *Sentence) objectBefore(v int) (lo, hi int) {
	for n := grammar.HitFrom(s.Verbs, v) - 1; n >= 0; n-- {
		if lo = s.Verbs[n].Hi; !s.Is(lo, word.Determiner) {
			continue
		}
		if s.IsOne(lo, "any", "all") && s.IsOne(lo+1, "of") { // "any of | your sleep data"
			lo += 2
		}
		for hi = lo + 1; hi < v && hi < lo+maxAim && !s.Is(hi, word.Preposition|word.Toward|word.Away|word.Relative|word.Modal|word.Contrast) && !s.HasSense(hi, word.Known) && s.Ws[hi].Low != "separate" && !(s.Joins(hi) && hi+1 < v && (s.Is(hi+1, word.Negating|word.Do|word.We) || s.VerbAt(hi+1))); hi++ {
		}
		for hi > lo+1 && s.Is(hi-1, word.ListJoint) {
			hi--
		}
		return lo, hi
	}
	return 0, 0
}

// seenByUser: "we do not give your name to the advertiser when you view | a targeted ad", "users
// who click on | one", which denies no profiling.
func (s *Sentence) seenByUser(h lexicon.Hit, m grammar.Mood) bool {
	if !m.Denied || m.At < 0 || s.In[m.At] == s.In[h.Lo] || !profiles(s.Reader, h) {
		return false
	}
	c := &s.Clauses[s.In[h.Lo]]
	if c.Supposed && c.Subject == grammar.You {
		return true
	}
	for k := h.Lo - 1; k > c.Lo && k >= h.Lo-maxSeen; k-- {
		if s.HasSense(k, word.Looking) && c.Subject == grammar.Relative {
			return true
		}
	}
	return false
}

const maxSeen = 6 // words: "interact with or click on a | personalized advertisement"

// profiles reports a word for profiling for advertising.
func profiles(r *grammar.Reader, h lexicon.Hit) bool {
	for _, say := range r.Tables.Ontology[h.Entry].Says {
		if say.Practice == practice.AdProfiling && say.Near == -1 {
			return true
		}
	}
	return false
}

// general reports that words [lo, hi) are any data: "your personal information", "it", "this data".
func (s *Sentence) general(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if s.HasSense(k, word.Unspecific) {
			continue
		}
		if !s.Is(k, word.Detail|word.Determiner|word.You|word.It|word.They|word.Pointing|word.We|word.Person) {
			return false
		}
	}
	return true
}
