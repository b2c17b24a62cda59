package mention

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What a sentence says of data besides what the verb that governs it does: a denial behind
// a statement, a statement behind a denial, a second verb beside the first.

// alsoDenied finds "the data you send is used for this and is not shared": a
// denied passive behind the verb that governs.
func (s *Sentence) alsoDenied(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if m.Denied || !m.Known || s.carvedOut(h) {
		return grammar.Mood{}, false
	}
	for i, v := range s.Verbs {
		o := s.Moods[i]
		if v.Lo >= h.Hi && o.Mood.Denied && !o.ByUser && (o.Mood.Verb.PassesOn() || o.Mood.Verb == word.Store || o.Mood.Verb == word.Collect && (m.Verb == word.Store || m.Verb == word.Collect && m.At < v.Lo)) && (o.Mood.Stays || s.passive(h, v) || s.bracketed(h, v)) && !s.ofOther(h, v) {
			return o.Mood, true
		}
		if c := &s.Clauses[s.In[v.Lo]]; v.Lo >= h.Hi && c.Subject == grammar.We && c.Lo > h.Hi+1 { // but "information we obtain is not shared"
			break
		}
	}
	return grammar.Mood{}, false
}

// ofOther reports a passive whose subject, behind the data h and a word that joins, is other
// data: "your location is read, but your contacts are not stored". "This data" is the same.
func (s *Sentence) ofOther(h, v lexicon.Hit) bool {
	be := v.Lo - 1
	for be > h.Hi && (s.Is(be, word.Be|word.Modal|word.Negating|word.Filler) || strings.HasSuffix(s.Ws[be].Low, "ly")) {
		be--
	}
	if be <= h.Hi || be == v.Lo-1 || s.Ws[be+1].Before != ' ' {
		return false
	}
	lo := be
	for lo > h.Hi && !s.opensAnew(lo) && s.Ws[lo].Before == ' ' {
		lo--
	}
	if s.opensAnew(lo) && lo < be {
		lo++
	} else if s.Ws[lo].Before == ' ' && !s.Dashed(lo) {
		return false
	}
	for k := grammar.HitFrom(s.Types, lo); k < len(s.Types) && s.Types[k].Lo <= be; k++ {
		t := &s.Tables.Ontology[s.Types[k].Entry]
		return !t.Group && len(t.Says) > 0 && s.Types[k].Hi == be+1 && s.Types[k].Lo <= lo+1 && s.Types[k].Entry != h.Entry
	}
	return s.Ws[lo].Low == "no" && !s.AnyIn(lo+1, be+1, word.Detail)
}

// bracketed: "your location (never shared with others)".
func (s *Sentence) bracketed(h, v lexicon.Hit) bool {
	return s.Ws[h.Hi].Before == '(' && s.Is(h.Hi, word.Negating) && v.Lo <= h.Hi+2
}

// whichDone is what a clause tells of the data before it: "your location, which we read at
// every start", "the location data we have collected".
func (s *Sentence) whichDone(h lexicon.Hit) (grammar.Mood, bool) {
	k := s.In[h.Lo] + 1
	if k >= len(s.Clauses) || s.Clauses[k].Lo != h.Hi || s.Clauses[k-1].Asked {
		return grammar.Mood{}, false
	}
	bare := s.Clauses[k].Subject == grammar.We
	if !bare {
		if c := &s.Clauses[k]; c.Subject != grammar.Relative || c.Hi-c.Lo > 1 || k+1 == len(s.Clauses) || s.Clauses[k+1].Subject != grammar.We {
			return grammar.Mood{}, false
		}
		k++
	} else if s.Ws[h.Hi].Before != ' ' || s.Ws[h.Lo].Low == "any" || s.Is(h.Lo-1, word.Determiner) && s.Ws[h.Lo-1].Low == "any" {
		return grammar.Mood{}, false
	}
	for i, v := range s.Verbs {
		if s.In[v.Lo] != k {
			continue
		}
		m := s.Moods[i].Mood
		ends := v.Hi >= s.Clauses[k].Hi || s.Ws[v.Hi].Before != ' ' || s.Is(v.Hi, word.Preposition|word.Toward) || strings.HasSuffix(s.Ws[v.Hi].Low, "ly")
		ok := !m.Denied && !m.Idle && !s.Moods[i].ByUser && m.Verb != word.Control && m.Verb != word.Include && m.Verb != word.Give && !s.Clauses[k].Supposed && !s.Clauses[k].Voids(v.Lo)
		return m, ok && (!bare || ends && !s.maybe(s.Clauses[k].Lo, v.Lo))
	}
	return grammar.Mood{}, false
}

// whichNot is a denial told of the data before it: "all data except your location, which we
// do not keep". Of using it leaves open what else is done.
func (s *Sentence) whichNot(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	for i := grammar.HitFrom(s.Verbs, h.Hi); i < len(s.Verbs) && s.Verbs[i].Lo < h.Hi+grammar.MaxBeside; i++ {
		if o, v := s.Moods[i], s.Verbs[i]; !m.Denied && m.Known && o.Mood.Denied && !o.ByUser && o.Mood.Verb != word.Use && o.Mood.Verb != word.Infer && s.whichWe(h, v) {
			return o.Mood, true
		}
	}
	return grammar.Mood{}, false
}

// maybe reports "may", "might", "could" between words lo and hi.
func (s *Sentence) maybe(lo, hi int) bool {
	return slices.ContainsFunc(s.Ws[lo:hi], func(w prose.Word) bool { return w.Low == "may" || w.Low == "might" || w.Low == "could" })
}

// whichWe: "your location, which we do not keep".
func (s *Sentence) whichWe(h, v lexicon.Hit) bool {
	k := s.In[v.Lo]
	return k > 0 && s.Clauses[k].Subject == grammar.We && s.Clauses[k-1].Subject == grammar.Relative && s.Clauses[k-1].Lo == h.Hi && s.Clauses[k-1].Hi-s.Clauses[k-1].Lo == 1
}

// deniedIt finds "we read your IMEI but do not store it": what is denied of "it" is
// denied of what the sentence spoke of before.
func (s *Sentence) deniedIt(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if m.Denied || !m.Known {
		return grammar.Mood{}, false
	}
	for i, v := range s.Verbs {
		o := s.Moods[i]
		k := o.Mood.Verb
		if v.Lo < h.Hi || !o.Mood.Denied || o.ByUser || !k.PassesOn() && k != word.Store && k != word.Give || v.Hi >= len(s.Ws) {
			continue
		}
		c := &s.Clauses[s.In[v.Lo]]
		if s.lacksObject(v) || s.sameAgain(v.Hi) && !c.Supposed && c.Subject != grammar.Relative {
			if o.Mood.Party == grammar.Anyone && !s.Done(v) && s.subjectless(v) { // "we read it but do not share it"
				o.Mood.Party = m.Party
			}
			return o.Mood, true
		}
	}
	return grammar.Mood{}, false
}

// subjectless reports a verb that shares the subject before "and" or "but": "but | do not share".
func (s *Sentence) subjectless(v lexicon.Hit) bool {
	k := v.Lo - 1
	for s.Is(k, word.Do|word.Modal|word.Negating|word.Filler) {
		k--
	}
	return k > 0 && (s.Joins(k) || s.HasSense(k, word.Opposing))
}

// sameAgain reports words at i that point back to what was spoken of: "it", "the same".
func (s *Sentence) sameAgain(i int) bool {
	if i >= len(s.Ws) {
		return false
	}
	switch s.Ws[i].Low {
	case "it", "them":
		return s.ItAt(i)
	case "the":
		return grammar.Next(s.Ws, i) == "same"
	case "this", "that", "such":
		return i+1 == len(s.Ws) || s.Is(i+1, word.Preposition|word.Toward) || s.Is(i+1, word.Detail) && !s.Is(i+2, word.Relative|word.We|word.You)
	}
	return false
}

// lacksObject: "we read your location and will not provide to others", as translations say it.
func (s *Sentence) lacksObject(v lexicon.Hit) bool {
	w := s.Ws[v.Hi].Low
	return (w == "to" || w == "with") && !s.Done(v) && s.Clauses[s.In[v.Lo]].Subject != grammar.Relative && !s.Clauses[s.In[v.Lo]].Supposed && s.Ws[v.Lo-1].Low != "to"
}

// alsoShared finds a verb of passing on that stands beside the one that
// governs: "is used by us and shared with advertisers".
func (s *Sentence) alsoShared(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if m.At < 0 && m.Verb == word.Collect && m.Cond { // "the data you give us may be shared"
		for i, v := range s.Verbs {
			c := &s.Clauses[s.In[v.Lo]]
			if o := &s.Moods[i]; c.Head <= h.Lo && h.Lo < c.Lo && o.Mood.Verb.PassesOn() && !o.ByUser && !o.Mood.Denied {
				return o.Mood, true
			}
		}
	}
	if o, ok := s.passedOn(h, m); ok {
		return o, true
	}
	if o, ok := s.whichPassedOn(h, m); ok {
		return o, true
	}
	if m.At < 0 || m.Verb == word.Share || m.Verb == word.Sell || m.Denied {
		return grammar.Mood{}, false
	}
	for i, v := range s.Verbs {
		o := s.Moods[i]
		if o.Mood.Verb.PassesOn() && s.In[v.Lo] == s.In[m.At] && !o.ByUser && !o.Mood.Denied && s.Beside(m.At, v.Lo) {
			return o.Mood, true
		}
	}
	return grammar.Mood{}, false
}

// whichPassedOn finds "your location, which may be shared with our partners", "for sharing with them".
func (s *Sentence) whichPassedOn(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if !m.Known || m.Denied || m.Verb.PassesOn() || m.Verb == word.Include || m.Verb == word.Control {
		return grammar.Mood{}, false
	}
	for k := grammar.HitFrom(s.Verbs, h.Hi); k < len(s.Verbs) && s.Verbs[k].Lo <= h.Hi+grammar.MaxItem; k++ {
		o, v := s.Moods[k].Mood, s.Verbs[k]
		if !o.Verb.PassesOn() || s.Moods[k].ByUser || o.Denied || o.Idle {
			continue
		}
		c := &s.Clauses[s.In[v.Lo]]
		which := c.Subject == grammar.Relative && c.Lo == h.Hi && s.In[h.Lo] == s.In[v.Lo]-1 && s.Done(v) || s.whichWe(h, v)
		aim := c == &s.Clauses[s.In[h.Lo]] && v.Lo == h.Hi+1 && s.Ws[h.Hi].Low == "for" && strings.HasSuffix(s.Ws[v.Lo].Low, "ing")
		if which || aim {
			if o.Party == grammar.Anyone {
				o.Party = m.Party
			}
			return o, true
		}
	}
	return grammar.Mood{}, false
}

// passedOn finds "we read your location and send it to our partners", "and provide it to".
func (s *Sentence) passedOn(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if !m.Known || m.Denied || m.Verb.PassesOn() {
		return grammar.Mood{}, false
	}
	for k := grammar.HitFrom(s.Verbs, h.Hi); k < len(s.Verbs) && s.Verbs[k].Lo < h.Hi+grammar.MaxBeside; k++ {
		o, v := s.Moods[k], s.Verbs[k]
		given := o.Mood.Verb == word.Give && s.Ws[v.Lo-1].Low != "to" && grammar.Next(s.Ws, v.Hi) == "to" && !s.Is(v.Hi+2, word.You|word.We) && !s.IsOne(min(v.Hi+2, len(s.Ws)-1), "us", "me")
		if w := grammar.Next(s.Ws, v.Hi-1); (w == "it" || w == "them") && (o.Mood.Verb.PassesOn() || given) && !o.ByUser && !o.Mood.Denied && !o.Mood.Idle && !s.Clauses[s.In[v.Lo]].Supposed {
			return o.Mood, true
		}
	}
	return grammar.Mood{}, false
}

// alsoGathered finds a verb of collecting or using beside one of passing on: "we
// collect and share".
func (s *Sentence) alsoGathered(m grammar.Mood) (grammar.Mood, bool) {
	if m.At < 0 || m.Denied || !m.Verb.PassesOn() {
		return grammar.Mood{}, false
	}
	for i, v := range s.Verbs {
		o := s.Moods[i]
		if k := o.Mood.Verb; (k == word.Collect || k == word.Use) && v.Lo < m.At && s.In[v.Lo] == s.In[m.At] && !o.ByUser && !o.Mood.Denied && s.Beside(m.At, v.Lo) && !s.weak(v) {
			return o.Mood, true
		}
	}
	return grammar.Mood{}, false
}

// hanging finds a verb whose object stands in the clause behind it: "they may collect, or we
// may share, your location".
func (s *Sentence) hanging(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if m.At < 0 || m.At > h.Lo || s.In[m.At] == 0 {
		return grammar.Mood{}, false
	}
	k := s.In[m.At] - 1
	c := &s.Clauses[k]
	end := c.Hi
	if s.Is(end-1, word.ListJoint) {
		end--
	}
	n := grammar.HitFrom(s.Verbs, c.Hi) - 1
	if n < 0 || s.Verbs[n].Hi != end || end == c.Hi && !s.Is(end, word.ListJoint) || c.Supposed || c.Asked || c.Subject == grammar.Relative || s.Clauses[k+1].Subject == grammar.Relative {
		return grammar.Mood{}, false
	}
	o := s.Moods[n]
	told := !o.ByUser && !o.Mood.Idle && o.Mood.Party == grammar.ThirdParty && o.Mood.Verb != word.Include && o.Mood.Verb != word.Control && o.Mood.Verb != word.Give
	return o.Mood, told && o.Mood.Denied == m.Denied
}
