package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Ads as such are no profiling. But where no data serves them, where there are none, or all are the same
// for everybody (sameads.go), nobody is profiled for them.

// noAds adds what a sentence denies of profiling for ads without a word for it: "we do not use your data
// for advertising", "our app shows no ads", "all ads are non-personalised".
func (r *reader) noAds(s *sentence, b *document.Block) {
	if r.kinds.aimed < 0 || b.Kind == document.Heading {
		return
	}
	for i := range s.ws {
		if !s.adAt(i) || r.knownAt(s, i) {
			continue
		}
		m, bound, ok := r.unserved(s, r.standing(b), i)
		if !ok {
			m, ok = r.sameForAll(s, i)
		}
		if !ok {
			continue
		}
		x := Mention{Block: s.block, Start: s.from, End: s.to, group: -1, entry: r.kinds.aimed, Type: r.tables.Ontology[r.kinds.aimed].Name}
		x.Term = s.text[s.ws[i].Start:s.ws[i].End]
		x.offset, x.length = r.doc.Source(b, s.from, s.to)
		r.fill(&x, s, m)
		x.Scope = slices.DeleteFunc(x.Scope, func(o message.Scope) bool { return o.Kind == message.ScopePurpose })
		if bound != "" {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeFeature, Text: bound})
		}
		r.said = append(r.said, x)
		return
	}
}

// knownAt reports an ad that the tables have in a type of their own: "targeted | ads".
func (r *sentenceReader) knownAt(s *sentence, i int) bool {
	n := hitFrom(s.types, i+1) - 1
	return n >= 0 && i < s.types[n].Hi
}

const maxForAds = 6 // words from "for" to the ads: "for targeting, marketing or advertising"

// aimOfAds is the word that begins the aim that ads at word i stand in: "for | marketing and advertising",
// "to | show you ads", "in | advertising"; 0 if there is none.
func (s *sentence) aimOfAds(i int) int {
	if i+1 < len(s.ws) && s.ws[i+1].Before == '-' { // "ad-related"
		return 0
	}
	if i+1 < len(s.ws) && s.ws[i+1].Before == ' ' && !s.is(i+1, preposition|toward|listJoint|relativeWord|contrast|youWord|determiner) && !s.isOne(i+1, "purposes", "purpose", "activities", "campaigns", "efforts", "reasons", "ends", "unless", "without") {
		return 0 // "in advertising contracts"
	}
	shown := false
	for k := i - 1; k > 0 && k >= i-maxForAds; k-- {
		switch w := s.ws[k].Low; {
		case w == "for":
			return k
		case w == "in" && !shown && !s.anyIn(k+1, i, determiner), w == "to" && shown && k+1 < i:
			return k
		case s.hasSense(k, showing) || s.verbAt(k) && strings.HasSuffix(s.ws[k].Low, "ing"):
			shown = true
		case s.is(k, modal|relativeWord|contrast|negating), s.ws[k+1].Before == ';', s.is(k, preposition) && w != "of":
			return 0
		}
	}
	return 0
}

// unserved reads a denial of using data for the ads at word i, and to which data it is bound: "your data
// is not used for advertising", "no data is collected to show ads", "any data for ads" under "We do not collect".
func (r *sentenceReader) unserved(s *sentence, b *around, i int) (m mood, bound string, ok bool) {
	aim := s.aimOfAds(i)
	if aim == 0 {
		return m, "", false
	}
	for n := hitFrom(s.verbs, aim) - 1; n >= 0 && aim-s.verbs[n].Hi <= maxAim; n-- {
		v, o := s.verbs[n], &s.moods[n]
		c := &s.clauses[s.in[v.Lo]]
		if s.in[v.Lo] > 0 && (c.subject == relative || s.clauses[s.in[v.Lo]-1].subject == relative || c.subject == you) || o.mood.verb.passesOn() && o.mood.denied { // "what you submit", "use or share"
			continue
		}
		m = o.mood
		if s.is(aim-1, negating) && s.ws[aim-1].Before == ',' { // "is used for support, never for ads"
			m.denied = true
		}
		if k := o.mood.verb; !m.denied || o.byUser || o.mood.idle || k != use && k != infer && k != collect || c.supposed || c.asked || c.voids(v.Lo) || c.subject == relative || c.subject == you {
			return m, "", false
		}
		if s.anyIn(v.Hi, aim, contrast) { // "unless that is necessary for ads"
			return m, "", false
		}
		lo, hi := v.Hi, aim
		if v.Lo-c.head > maxAim {
			return m, "", false
		}
		if s.done(v) && s.participleAt(v.Lo) {
			for lo, hi = c.head, v.Lo; hi > lo && (hi > max(c.negated, c.head+1) && c.negated > c.head || s.is(hi-1, beWord|modal|filler|negating) || s.participleAt(hi-1) || s.verbAt(hi-1) || s.joins(hi-1)); hi-- {
			}
		} else if s.participleAt(v.Lo) { // "pixels such as those used for ads"
			return m, "", false
		}
		for k := lo + 1; k < hi; k++ {
			if s.ws[k].Low == "for" {
				hi = k
			}
		}
		bound, ok = r.dataIn(s, lo, hi)
		return m, bound, ok
	}
	if b.Kind == document.Item && len(s.verbs) == 0 && s.anyIn(0, aim, detail) {
		m = b.mood
		bound, ok = r.dataIn(s, 0, aim)
		return m, bound, ok && m.denied && (m.verb == use || m.verb == collect)
	}
	return m, "", false
}

// dataIn reports that words [lo, hi) name data, and which, where it is not any.
func (r *sentenceReader) dataIn(s *sentence, lo, hi int) (bound string, ok bool) {
	for lo < hi && (s.isOne(lo, "that", "no", "any", "and", "or", "but") || s.verbAt(lo)) {
		lo++
	}
	if hi > lo && s.refers(lo, hi) { // "we do not sell your data, nor use it for ads"
		if from, to := s.objectBefore(lo - 1); to > from {
			lo, hi = from, to
		}
	}
	if lo >= hi {
		return "", false
	}
	points := s.is(lo, pointing|itWord|theyWord) || s.isOne(lo, "it", "them")
	data := points && hi == lo+1
	for k := lo; k < hi && !data; k++ {
		n := hitFrom(s.types, k)
		data = s.is(k, detail) || s.hasSense(k, recordNoun) || n < len(s.types) && s.types[n].Lo == k && r.tables.Ontology[s.types[n].Entry].Name != "cookie" || s.ws[k].Low == "what"
	}
	if !data || !points && s.general(lo, hi) {
		return "", data
	}
	return s.text[s.ws[lo].Start:s.ws[hi-1].End], true
}

// adPurpose reports words that say nothing but that ads are what for: "for targeted advertising".
func (r *sentenceReader) adPurpose(words string) bool {
	ws := r.appendWords(nil, words)
	return slices.ContainsFunc(ws, func(w prose.Word) bool {
		c := r.words.classesOf(&w)
		return c.sense.has(advert) || c.sense.has(aimedWord) || w.Low == "targeting" || w.Low == "target"
	})
}
