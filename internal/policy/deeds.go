package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// Which of the words that the tables have as verbs are deeds in a sentence.

// dropNouns drops verbs that are part of the name of a data type, "media access
// control address", and those that here are no deed with data.
func (r *sentenceReader) dropNouns(s *sentence) {
	k := 0
	s.verbs = slices.DeleteFunc(s.verbs, func(v lexicon.Hit) bool {
		if !r.isDeed(s, v) {
			return true
		}
		for k < len(s.types) && s.types[k].Hi <= v.Lo {
			k++
		}
		return k < len(s.types) && s.types[k].Lo < v.Lo && v.Hi <= s.types[k].Hi
	})
	for i := range s.verbs { // "may | access | your data" is none of the user's
		v := &s.verbs[i]
		for lo := v.Lo; s.isOne(v.Lo, "may", "might") || v.Lo > lo && s.ws[v.Lo].Low == "also"; v.Hi = v.Lo + 1 {
			v.Lo++
		}
	}
}

// sayingAt reports data at word i that a practice is about.
func (r *sentenceReader) sayingAt(s *sentence, i int) bool {
	k := hitFrom(s.types, i)
	return k < len(s.types) && s.types[k].Lo == i && len(r.tables.Ontology[s.types[k].Entry].Says) > 0
}

// isDeed tells verbs of many uses by what stands with them.
func (r *sentenceReader) isDeed(s *sentence, v lexicon.Hit) bool {
	switch {
	case r.verb(v) == collect && s.singular(v.Lo) && v.Hi == v.Lo+1 && s.is(v.Lo-1, determiner): // "our records"
		return false
	case s.useOf(v), s.itemNoun(v), s.accessTo(v), s.isOne(v.Lo, "may", "might") && s.is(v.Lo-1, youWord): // "you | may access your information"
		return false
	case v.Lo > 0 && v.Hi == v.Lo+1 && s.ws[v.Lo].Before == '-' && strings.HasSuffix(s.ws[v.Lo].Low, "ed") && !s.dashed(v.Lo): // "IP-derived location"
		return false
	case v.Lo > 0 && s.ws[v.Lo-1].Norm == "app" && strings.HasPrefix(s.ws[v.Lo].Low, "store") && s.ws[v.Lo].Low != "stored": // "the App Store", not "the app stores your"
		return v.Hi < len(s.ws) && (s.is(v.Hi, determiner|youWord|itWord|exemplary|negating|detail) || s.is(v.Hi, peopleWord) && s.is(v.Hi+1, detail) || s.ws[v.Hi].Low == "neither" || s.ws[v.Hi].Before == ',' && s.ws[v.Lo].Low == "stores" && s.is(v.Lo-2, determiner|weWord) && !s.ws[v.Lo].Upper)
	case s.hasSense(v.Lo, shaping) && r.verb(v) == infer:
		return r.shapes(s, v) || r.sayingAt(s, v.Lo) || s.ws[v.Lo].Low == "calculated" && s.is(v.Lo-1, beWord) || s.is(v.Hi, youWord|determiner) && (r.sayingAt(s, v.Hi) || r.sayingAt(s, v.Hi+1)) // "calculate your location"
	case s.hasSense(v.Lo, making):
		return r.verb(v) != infer && s.madeKnown(v) || r.shapes(s, v) || v.Hi > v.Lo+2 && s.is(v.Hi-1, preposition|regarding) // "make a determination about"
	case s.hasSense(v.Lo, doing) && v.Hi == v.Lo+1:
		return r.does(s, v)
	case s.hasSense(v.Lo, serving) && r.verb(v) == use: // "your faceprint helps us"
		return s.typeEnds(v.Lo - 1)
	case v.Hi == v.Lo+1 && s.ws[v.Lo].Low == "shown": // "your location is not shown", not "as shown below"
		from := max(v.Lo-3, 0)
		k := hitFrom(s.types, from+1) - 1
		return k >= 0 && s.anyIn(from, v.Lo, beWord) && s.anyIn(from, v.Lo, negating) && len(r.tables.Ontology[s.types[k].Entry].Says) > 0 && s.comma[v.Lo] <= s.types[k].Lo
	case v.Hi > v.Lo+1 && s.isOne(v.Lo, "visible", "viewable"): // not "pixels, which are not visible to users"
		k := hitFrom(s.types, v.Lo) - 1
		return k >= 0 && len(r.tables.Ontology[s.types[k].Entry].Says) > 0
	case s.hasSense(v.Lo, knowing):
		return s.sees(v.Lo)
	}
	return true
}

// accessTo: "location access", as a permission is called.
func (s *sentence) accessTo(v lexicon.Hit) bool {
	if s.ws[v.Lo].Low != "access" || v.Hi != v.Lo+1 || s.ws[v.Lo].Before != ' ' || s.takesObject(v.Hi) {
		return false
	}
	return s.typeEnds(v.Lo - 1)
}

// itemNoun reports a plural that names an item of a list and no deed: "calls, posts, device
// data", "or logs (IP address)", not "collects, stores and uses".
func (s *sentence) itemNoun(v lexicon.Hit) bool {
	i := v.Lo
	if i == 0 || v.Hi != i+1 || s.verbAt(i-2) || s.verbAt(i-1) {
		return false
	}
	if s.hasSense(i, recording) && s.is(i-1, listJoint) && s.is(i+1, detail) { // "or log information (IP address)"
		return i+2 < len(s.ws) && s.ws[i+2].Before == '('
	}
	if !s.singular(i) || i+1 == len(s.ws) {
		return false
	}
	before, after := s.ws[i].Before == ',' || s.is(i-1, listJoint), s.ws[i+1].Before
	return before && (after == ',' && !s.verbAt(i+1) && !s.is(i+1, listJoint) || after == '(' && s.hasSense(i, recording))
}

// sees: "we never see your face", "does not know your device ID", "are not able to see", not "see our site".
func (s *sentence) sees(i int) bool {
	never := s.is(i-1, negating) && !s.is(i-2, youWord) && !s.is(i-3, youWord)
	able := i > 2 && strings.HasSuffix(s.ws[i-2].Low, "able") && s.ws[i-1].Low == "to"
	if s.ws[i].Norm == "know" { // not "let others know"
		return never || able
	}
	theirs := s.is(i-1, modal) && (s.is(i-2, advertising) || s.hasSense(i-2, otherNoun) || i > 1 && s.ws[i-2].Upper && !s.singular(i-2) && !s.is(i-2, youWord|weWord|itWord|theyWord|pointing|determiner)) // "advertisers can see", "Google may see"
	return never || able || theirs || s.letSee(i) || s.is(0, modal) && s.text[s.hi-1] == '?'                                                                                                               // "Can advertisers see your location?"
}

// does tells "do face recognition", "run photos through face matching" and "face matching
// is done" from "do not".
func (r *sentenceReader) does(s *sentence, v lexicon.Hit) bool {
	if s.ws[v.Lo].Low == "done" {
		for k := range s.types {
			if h := &s.types[k]; r.technique(s, *h) && h.Hi <= v.Lo && v.Lo-h.Hi <= 3 {
				return true
			}
		}
		return false
	}
	for k := hitFrom(s.types, v.Hi); k < len(s.types) && s.types[k].Lo-v.Hi <= maxShaped; k++ {
		h := s.types[k]
		if r.technique(s, h) {
			return s.bare(v.Hi, h.Lo) || s.hasSense(v.Lo, sending) && s.is(h.Lo-1, determiner|byMeans)
		}
	}
	return false
}

// technique: "face recognition", "location tracking": what is done rather than data.
func (r *sentenceReader) technique(s *sentence, h lexicon.Hit) bool {
	if r.tables.Ontology[h.Entry].Tool {
		return true
	}
	return slices.ContainsFunc(s.verbs, func(o lexicon.Hit) bool { return o.Lo == h.Hi && strings.HasSuffix(s.ws[o.Lo].Low, "ing") })
}

// bare reports that words [lo, hi) are determiners.
func (s *sentence) bare(lo, hi int) bool {
	return !slices.ContainsFunc(s.sets[lo:hi], func(w wordSet) bool { return w&determiner == 0 })
}

// shapes tells "faceprints are created" from "your account is created".
func (r *sentenceReader) shapes(s *sentence, v lexicon.Hit) bool {
	return slices.ContainsFunc(s.types, func(h lexicon.Hit) bool {
		lo, hi := min(h.Lo, v.Lo), max(h.Lo, v.Lo)
		return r.tables.Ontology[h.Entry].Named && h.Lo-v.Hi <= maxShaped && v.Lo-h.Hi <= maxShaped &&
			!slices.ContainsFunc(s.ws[lo+1:hi+1], func(w prose.Word) bool { return w.Before == ';' })
	})
}

const maxShaped = 6 // words between a verb and the template that is made

// useOf finds a noun: "location and use information is read", where nobody has acted yet.
func (s *sentence) useOf(v lexicon.Hit) bool {
	return s.ws[v.Lo].Low == "use" && s.is(v.Hi, detail) && v.Lo > 1 && s.ws[v.Lo-1].Low == "and" && s.verbs[0].Lo == v.Lo &&
		slices.ContainsFunc(s.types, func(h lexicon.Hit) bool { return h.Hi == v.Lo-1 }) && !slices.ContainsFunc(s.sets[:v.Lo], func(w wordSet) bool { return w&(weWord|youWord|theyWord) != 0 })
}

// letSee: "we do not let advertisers see your contacts".
func (s *sentence) letSee(i int) bool {
	for k := i - 1; k > 0 && k >= i-5; k-- {
		if s.is(k, letting) {
			return true
		}
	}
	return false
}

// madeKnown tells "make your location available" from "make your life easier".
func (s *sentence) madeKnown(v lexicon.Hit) bool {
	for i := v.Lo + 1; i < len(s.ws) && i < v.Hi+12; i++ {
		if s.hasSense(i, known) {
			return true
		}
	}
	return false
}
