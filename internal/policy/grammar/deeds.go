package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Which of the words that the tables have as verbs are deeds in a sentence.

// dropNouns drops verbs that are part of the name of a data type, "media access
// control address", and those that here are no deed with data.
func (s *Sentence) dropNouns() {
	k := 0
	s.Verbs = slices.DeleteFunc(s.Verbs, func(v lexicon.Hit) bool {
		if !s.isDeed(v) {
			return true
		}
		for k < len(s.Types) && s.Types[k].Hi <= v.Lo {
			k++
		}
		return k < len(s.Types) && s.Types[k].Lo < v.Lo && v.Hi <= s.Types[k].Hi
	})
	for i := range s.Verbs { // "may | access | your data" is none of the user's
		v := &s.Verbs[i]
		for lo := v.Lo; s.IsOne(v.Lo, "may", "might") || v.Lo > lo && s.Ws[v.Lo].Low == "also"; v.Hi = v.Lo + 1 {
			v.Lo++
		}
	}
}

// sayingAt reports data at word i that a practice is about.
func (s *Sentence) sayingAt(i int) bool {
	k := HitFrom(s.Types, i)
	return k < len(s.Types) && s.Types[k].Lo == i && len(s.Tables.Ontology[s.Types[k].Entry].Says) > 0
}

// isDeed tells verbs of many uses by what stands with them.
func (s *Sentence) isDeed(v lexicon.Hit) bool {
	switch {
	case s.Verb(v) == word.Collect && s.Singular(v.Lo) && v.Hi == v.Lo+1 && s.Is(v.Lo-1, word.Determiner): // "our records"
		return false
	case s.useOf(v), s.itemNoun(v), s.accessTo(v), s.IsOne(v.Lo, "may", "might") && s.Is(v.Lo-1, word.You): // "you | may access your information"
		return false
	case v.Lo > 0 && v.Hi == v.Lo+1 && s.Ws[v.Lo].Before == '-' && strings.HasSuffix(s.Ws[v.Lo].Low, "ed") && !s.Dashed(v.Lo): // "IP-derived location"
		return false
	case v.Lo > 0 && s.Ws[v.Lo-1].Norm == "app" && strings.HasPrefix(s.Ws[v.Lo].Low, "store") && s.Ws[v.Lo].Low != "stored": // "the App Store", not "the app stores your"
		return v.Hi < len(s.Ws) && (s.Is(v.Hi, word.Determiner|word.You|word.It|word.Exemplary|word.Negating|word.Detail) || s.Is(v.Hi, word.People) && s.Is(v.Hi+1, word.Detail) || s.Ws[v.Hi].Low == "neither" || s.Ws[v.Hi].Before == ',' && s.Ws[v.Lo].Low == "stores" && s.Is(v.Lo-2, word.Determiner|word.We) && !s.Ws[v.Lo].Upper)
	case s.HasSense(v.Lo, word.Shaping) && s.Verb(v) == word.Infer:
		return s.shapes(v) || s.sayingAt(v.Lo) || s.Ws[v.Lo].Low == "calculated" && s.Is(v.Lo-1, word.Be) || s.Is(v.Hi, word.You|word.Determiner) && (s.sayingAt(v.Hi) || s.sayingAt(v.Hi+1)) // "calculate your location"
	case s.HasSense(v.Lo, word.Making):
		return s.Verb(v) != word.Infer && s.madeKnown(v) || s.shapes(v) || v.Hi > v.Lo+2 && s.Is(v.Hi-1, word.Preposition|word.Regarding) // "make a determination about"
	case s.HasSense(v.Lo, word.Doing) && v.Hi == v.Lo+1:
		return s.does(v)
	case s.HasSense(v.Lo, word.Serving) && s.Verb(v) == word.Use: // "your faceprint helps us"
		return s.TypeEnds(v.Lo - 1)
	case v.Hi == v.Lo+1 && s.Ws[v.Lo].Low == "shown": // "your location is not shown", not "as shown below"
		from := max(v.Lo-3, 0)
		k := HitFrom(s.Types, from+1) - 1
		return k >= 0 && s.AnyIn(from, v.Lo, word.Be) && s.AnyIn(from, v.Lo, word.Negating) && len(s.Tables.Ontology[s.Types[k].Entry].Says) > 0 && s.Comma[v.Lo] <= s.Types[k].Lo
	case v.Hi > v.Lo+1 && s.IsOne(v.Lo, "visible", "viewable"): // not "pixels, which are not visible to users"
		k := HitFrom(s.Types, v.Lo) - 1
		return k >= 0 && len(s.Tables.Ontology[s.Types[k].Entry].Says) > 0
	case s.HasSense(v.Lo, word.Knowing):
		return s.sees(v.Lo)
	}
	return true
}

// accessTo: "location access", as a permission is called.
func (s *Sentence) accessTo(v lexicon.Hit) bool {
	if s.Ws[v.Lo].Low != "access" || v.Hi != v.Lo+1 || s.Ws[v.Lo].Before != ' ' || s.takesObject(v.Hi) {
		return false
	}
	return s.TypeEnds(v.Lo - 1)
}

// itemNoun reports a plural that names an item of a list and no deed: "calls, posts, device
// data", "or logs (IP address)", not "collects, stores and uses".
func (s *Sentence) itemNoun(v lexicon.Hit) bool {
	i := v.Lo
	if i == 0 || v.Hi != i+1 || s.VerbAt(i-2) || s.VerbAt(i-1) {
		return false
	}
	if s.HasSense(i, word.Recording) && s.Is(i-1, word.ListJoint) && s.Is(i+1, word.Detail) { // "or log information (IP address)"
		return i+2 < len(s.Ws) && s.Ws[i+2].Before == '('
	}
	if !s.Singular(i) || i+1 == len(s.Ws) {
		return false
	}
	before, after := s.Ws[i].Before == ',' || s.Is(i-1, word.ListJoint), s.Ws[i+1].Before
	return before && (after == ',' && !s.VerbAt(i+1) && !s.Is(i+1, word.ListJoint) || after == '(' && s.HasSense(i, word.Recording))
}

// sees: "we never see your face", "does not know your device ID", "are not able to see", not "see our site".
func (s *Sentence) sees(i int) bool {
	never := s.Is(i-1, word.Negating) && !s.Is(i-2, word.You) && !s.Is(i-3, word.You)
	able := i > 2 && strings.HasSuffix(s.Ws[i-2].Low, "able") && s.Ws[i-1].Low == "to"
	if s.Ws[i].Norm == "know" { // not "let others know"
		return never || able
	}
	theirs := s.Is(i-1, word.Modal) && (s.Is(i-2, word.Advertising) || s.HasSense(i-2, word.OtherNoun) || i > 1 && s.Ws[i-2].Upper && !s.Singular(i-2) && !s.Is(i-2, word.You|word.We|word.It|word.They|word.Pointing|word.Determiner)) // "advertisers can see", "Google may see"
	return never || able || theirs || s.letSee(i) || s.Is(0, word.Modal) && s.Text[s.Hi-1] == '?'                                                                                                                                       // "Can advertisers see your location?"
}

// does tells "do face recognition", "run photos through face matching" and "face matching
// is done" from "do not".
func (s *Sentence) does(v lexicon.Hit) bool {
	if s.Ws[v.Lo].Low == "done" {
		for k := range s.Types {
			if h := &s.Types[k]; s.technique(*h) && h.Hi <= v.Lo && v.Lo-h.Hi <= 3 {
				return true
			}
		}
		return false
	}
	for k := HitFrom(s.Types, v.Hi); k < len(s.Types) && s.Types[k].Lo-v.Hi <= maxShaped; k++ {
		h := s.Types[k]
		if s.technique(h) {
			return s.bare(v.Hi, h.Lo) || s.HasSense(v.Lo, word.Sending) && s.Is(h.Lo-1, word.Determiner|word.ByMeans)
		}
	}
	return false
}

// technique: "face recognition", "location tracking": what is done rather than data.
func (s *Sentence) technique(h lexicon.Hit) bool {
	if s.Tables.Ontology[h.Entry].Tool {
		return true
	}
	return slices.ContainsFunc(s.Verbs, func(o lexicon.Hit) bool { return o.Lo == h.Hi && strings.HasSuffix(s.Ws[o.Lo].Low, "ing") })
}

// bare reports that words [lo, hi) are determiners.
func (s *Sentence) bare(lo, hi int) bool {
	return !slices.ContainsFunc(s.Sets[lo:hi], func(w word.Set) bool { return w&word.Determiner == 0 })
}

// shapes tells "faceprints are created" from "your account is created".
func (s *Sentence) shapes(v lexicon.Hit) bool {
	return slices.ContainsFunc(s.Types, func(h lexicon.Hit) bool {
		lo, hi := min(h.Lo, v.Lo), max(h.Lo, v.Lo)
		return s.Tables.Ontology[h.Entry].Named && h.Lo-v.Hi <= maxShaped && v.Lo-h.Hi <= maxShaped &&
			!slices.ContainsFunc(s.Ws[lo+1:hi+1], func(w prose.Word) bool { return w.Before == ';' })
	})
}

const maxShaped = 6 // words between a verb and the template that is made

// useOf finds a noun: "location and use information is read", where nobody has acted yet.
func (s *Sentence) useOf(v lexicon.Hit) bool {
	return s.Ws[v.Lo].Low == "use" && s.Is(v.Hi, word.Detail) && v.Lo > 1 && s.Ws[v.Lo-1].Low == "and" && s.Verbs[0].Lo == v.Lo &&
		slices.ContainsFunc(s.Types, func(h lexicon.Hit) bool { return h.Hi == v.Lo-1 }) && !slices.ContainsFunc(s.Sets[:v.Lo], func(w word.Set) bool { return w&(word.We|word.You|word.They) != 0 })
}

// letSee: "we do not let advertisers see your contacts".
func (s *Sentence) letSee(i int) bool {
	for k := i - 1; k > 0 && k >= i-5; k-- {
		if s.Is(k, word.Letting) {
			return true
		}
	}
	return false
}

// madeKnown tells "make your location available" from "make your life easier".
func (s *Sentence) madeKnown(v lexicon.Hit) bool {
	for i := v.Lo + 1; i < len(s.Ws) && i < v.Hi+12; i++ {
		if s.HasSense(i, word.Known) {
			return true
		}
	}
	return false
}
