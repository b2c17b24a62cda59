package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// What an item under "We do not collect:" names is denied, whatever is added to the name in a bracket,
// behind a dash or as an exception: that is a limit, and may be what another does ("Device IDs (beyond
// what AdMob collects)", "Your location — AdMob reads it"). So is what a relative clause tells of it.

// underNot is the denial that an item's lead-in or heading lays on the data h that it names.
func (r *sentenceReader) underNot(s *sentence, b *around, h lexicon.Hit) (mood, bool) {
	if b.Kind != document.Item || s.lo > 0 || s.lead > 0 || len(s.verbs) == 0 {
		return mood{}, false
	}
	from := r.addition(s)
	if from < h.Hi && !s.tellsWhichOnly(h) {
		return mood{}, false
	}
	m := b.mood
	if !m.denied || m.open || m.verb == control || m.verb == include {
		return m, m.known && !m.denied && from >= h.Hi && s.excepts(from) > 0 && m.verb != control // "We collect: | Device IDs beyond what AdMob collects"
	}
	if from >= h.Hi && slices.ContainsFunc(s.moods[hitFrom(s.verbs, from):], func(o reading) bool { return o.adds() && (!m.verb.passesOn() || o.mood.verb.passesOn()) }) {
		m.why = message.Scope{Kind: message.ScopeException, Text: s.text[s.ws[from].Start:s.ws[len(s.ws)-1].End]}
	}
	return m, true
}

// addition is the word that begins what is added to the name of an item, 0 if nothing is: "your name,
// your location | (beyond", "your contacts | — AdMob", "device IDs, | except for those".
func (r *sentenceReader) addition(s *sentence) int {
	for k := 1; k < len(s.ws) && k <= maxFronted; k++ {
		switch {
		case s.verbAt(k - 1), s.is(k-1, modal|weWord|relativeWord), s.ws[k-1].Before == ':':
			return 0
		case s.ws[k].Before == '(', s.dashed(k), s.excepts(k) > 0, s.is(k, contrast) && r.cueAt(s, k, k+1) == exception:
			return k
		}
	}
	return 0
}

// adds reports that somebody is said to do something.
func (o *reading) adds() bool {
	return o.mood.known && !o.mood.denied && !o.mood.idle && !o.byUser && o.mood.verb != control && o.mood.verb != include
}

// tellsWhichOnly: "data that identifies your phone, such as its | IMEI", "data that we collect on | your
// location", with no other verb.
func (s *sentence) tellsWhichOnly(h lexicon.Hit) bool {
	return s.verbs[0].Lo <= h.Lo && h.Lo <= maxBeside && s.clauses[0].subject == nobody && s.clauses[0].hi <= runIn && !slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool {
		k := s.in[v.Lo]
		return k == 0 || s.clauses[k].subject != relative && (s.clauses[k-1].subject != relative || s.clauses[k-1].hi-s.clauses[k-1].lo > 1)
	})
}

// addedOf finds what is added to a denied item h and says who does it all the same: "(beyond what
// AdMob collects)", "(AdMob reads it)"; not "(the camera reads codes)".
func (r *sentenceReader) addedOf(s *sentence, h lexicon.Hit, m mood) (mood, bool) {
	if !m.denied || m.at >= 0 || r.addition(s) < h.Hi {
		return mood{}, false
	}
	which := false
	for k := h.Hi; k < len(s.ws) && k <= h.Hi+maxItem; k++ {
		which = which || s.isOne(k, "what", "which", "those", "ones")
		n := hitFrom(s.verbs, k)
		if !s.verbAt(k) || !s.moods[n].adds() || s.moods[n].mood.party == anyone {
			continue
		}
		if which || s.itAt(s.verbs[n].Hi) || k == h.Hi && s.participleAt(k) {
			return s.moods[n].mood, true
		}
	}
	return mood{}, false
}

// saidBefore is what the sentence before states, for what goes on with it.
func (r *sentenceReader) saidBefore() (mood, finding) {
	m := r.before
	m.at = -1
	if !m.known || m.denied || m.idle || m.verb == control {
		return mood{}, nothing
	}
	return m, governed
}

// runsOn reports a list with semicolons that goes on behind the "etc." of a denial between words lo and
// hi, without a full stop: "we never read your name, address, etc. | data on your device; your location".
func (s *sentence) runsOn(lo, hi int) bool {
	for k := max(lo, hi-maxBeside); k < hi && k+1 < len(s.ws); k++ {
		if s.ws[k].Low == "etc" && s.ws[k+1].Before == ' ' && !s.ws[k+1].Upper && !s.is(k+1, listJoint|preposition|relativeWord|contrast|modal|negating) {
			return s.semicolonIn(k + 1)
		}
	}
	return false
}

// semicolonIn reports a semicolon not far behind word i.
func (s *sentence) semicolonIn(i int) bool {
	for k := i + 1; k < len(s.ws) && k <= i+maxBeside; k++ {
		if s.ws[k].Before == ';' {
			return true
		}
	}
	return false
}
