package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/practice"
)

// What bounds a denial from outside of its verb: the words that a sentence begins with ("on iOS
// devices, we do not"), and the data that is not used ("we do not use your health data for ads").

// front is where or when a denial holds, as the words before its clause say: "on iOS devices",
// "in kids mode"; not "in addition", "in our app".
func (r *sentenceReader) front(s *sentence, m mood) string {
	if m.at < 0 || len(s.ws) < 4 {
		return ""
	}
	if !s.hasSense(0, fronting) && !(s.ws[0].Low == "with" && s.isOne(1, "respect", "regard", "regards")) { // "with respect to such a user,"
		return ""
	}
	end := 1
	for end < len(s.ws) && end <= maxOpens && (s.ws[end].Before == ' ' || s.ws[end].Before == '-') {
		end++
	}
	if end >= len(s.ws) || end > maxOpens || s.ws[end].Before != ',' {
		return ""
	}
	if c := &s.clauses[s.in[m.at]]; c.negated >= 0 && c.negated < end {
		return "" // "at no time"
	}
	if s.hasSense(1, boundless) {
		return ""
	}
	if strings.HasSuffix(s.ws[1].Low, "ing") && s.ws[0].Low == "by" || s.ws[1].Low == "the" && (s.ws[2].Low == "other" || s.ws[2].Low == "event" || s.ws[2].Low == "moment") {
		return ""
	}
	for k := 1; k < end; k++ {
		if s.is(k, weWord|negating) && s.ws[k].Low != "our" {
			return ""
		}
		if n := hitFrom(s.parties, k); n < len(s.parties) && s.parties[n].Lo == k && s.parties[n].Hi <= end && r.party(s.parties[n]) == self && !strings.Contains(s.ws[s.parties[n].Hi-1].Low, "site") { // "in our app"
			return ""
		}
	}
	return s.text[s.ws[0].Start:s.ws[end-1].End]
}

const maxOpens = 9 // words before a clause that say where it holds

// ofData bounds a denial of profiling to the data that is not used for it: "we do not use | your
// health data for targeted advertising" says nothing of other data.
func (r *sentenceReader) ofData(s *sentence, x *Mention, h lexicon.Hit, m mood) {
	if x.Modality == message.Denies && r.profiles(h) { // "not used for targeted ads" bounds it to no aim
		x.Scope = slices.DeleteFunc(x.Scope, func(o message.Scope) bool {
			return o.Kind == message.ScopePurpose && r.adPurpose(o.Text) || o.Kind == message.ScopeFeature && s.offAt(h)
		})
	}
	if x.Modality != message.Denies || m.at < 0 || m.verb != use && m.verb != share && m.verb != infer || !r.profiles(h) {
		return
	}
	v := s.verbs[hitFrom(s.verbs, m.at)]
	lo, hi, passive := v.Hi, h.Lo, s.done(v)
	if passive { // "your health data is not used for ads"
		c := &s.clauses[s.in[v.Lo]]
		lo, hi = c.head, c.negated
		for hi > lo && s.is(hi-1, beWord|modal|filler) {
			hi--
		}
	}
	for lo < hi && (s.joins(lo) || s.hasSense(lo, opposing)) {
		lo++
	}
	for k := lo; k < hi; k++ { // up to what it is for, or to whom
		switch w := s.ws[k].Low; {
		case w == "to", w == "for", w == "with", w == "from", k > lo && s.ws[k].Before == '(':
			hi = k
		}
	}
	if hi > lo && !passive && s.refers(lo, hi) { // "we keep your recordings apart and do not use them for ads"
		lo, hi = s.objectBefore(v.Lo)
	}
	if hi <= lo || passive && lo <= h.Lo && h.Lo < hi && h.Entry == r.kinds.aimed || hi == h.Lo && !passive || hi-lo > maxAim || s.joins(hi-1) || s.general(lo, hi) && !s.refers(lo, hi) {
		return
	}
	x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: s.text[s.ws[lo].Start:s.ws[hi-1].End]})
}

// refers reports that words [lo, hi) only point back: "them", "this data".
func (s *sentence) refers(lo, hi int) bool {
	return s.isOne(lo, "it", "them") && hi == lo+1 || s.is(lo, pointing) && hi == lo+2 && s.is(lo+1, detail)
}

// objectBefore is what an earlier verb of the sentence than that at word v is done to: "we keep
// | your audio recordings | separate from".
func (s *sentence) objectBefore(v int) (lo, hi int) {
	for n := hitFrom(s.verbs, v) - 1; n >= 0; n-- {
		if lo = s.verbs[n].Hi; !s.is(lo, determiner) {
			continue
		}
		for hi = lo + 1; hi < v && hi < lo+maxAim && !s.is(hi, preposition|toward|away|relativeWord|modal|contrast) && !s.hasSense(hi, known) && s.ws[hi].Low != "separate" && !(s.joins(hi) && hi+1 < v && (s.is(hi+1, negating|doWord|weWord) || s.verbAt(hi+1))); hi++ {
		}
		return lo, hi
	}
	return 0, 0
}

// seenByUser: "we do not give your name to the advertiser when you view | a targeted ad", "users
// who click on | one", which denies no profiling.
func (r *sentenceReader) seenByUser(s *sentence, h lexicon.Hit, m mood) bool {
	if !m.denied || m.at < 0 || s.in[m.at] == s.in[h.Lo] || !r.profiles(h) {
		return false
	}
	c := &s.clauses[s.in[h.Lo]]
	if c.supposed && c.subject == you {
		return true
	}
	for k := h.Lo - 1; k > c.lo && k >= h.Lo-maxSeen; k-- {
		if s.hasSense(k, looking) && c.subject == relative {
			return true
		}
	}
	return false
}

const maxSeen = 6 // words: "interact with or click on a | personalized advertisement"

// profiles reports a word for profiling for advertising.
func (r *sentenceReader) profiles(h lexicon.Hit) bool {
	for _, say := range r.tables.Ontology[h.Entry].Says {
		if say.Practice == practice.AdProfiling && say.Near == -1 {
			return true
		}
	}
	return false
}

// general reports that words [lo, hi) are any data: "your personal information", "it", "this data".
func (s *sentence) general(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if s.hasSense(k, unspecific) {
			continue
		}
		if !s.is(k, detail|determiner|youWord|itWord|theyWord|pointing|weWord|personWord) {
			return false
		}
	}
	return true
}
