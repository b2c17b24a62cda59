package grammar

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What an item under "We do not collect:" names is denied, whatever is added to the name in a bracket,
// behind a dash or as an exception: that is a limit, and may be what another does ("Device IDs (beyond
// what AdMob collects)", "Your location — AdMob reads it"). So is what a relative clause tells of it.

// underNot is the denial that an item's lead-in or heading lays on the data h that it names.
func (s *MSentence) underNot(b *Around, h lexicon.Hit) (Mood, bool) {
	if b.Kind != document.Item || s.Lo > 0 || s.Lead > 0 || len(s.Verbs) == 0 {
		return Mood{}, false
	}
	from := s.addition()
	if from < h.Hi && !s.tellsWhichOnly(h) {
		return Mood{}, false
	}
	m := b.Mood
	if !m.Denied || m.Open || m.Verb == word.Control || m.Verb == word.Include {
		return m, m.Known && !m.Denied && from >= h.Hi && s.excepts(from) > 0 && m.Verb != word.Control // "We collect: | Device IDs beyond what AdMob collects"
	}
	if from >= h.Hi && slices.ContainsFunc(s.Moods[HitFrom(s.Verbs, from):], func(o reading) bool { return o.adds() && (!m.Verb.PassesOn() || o.Mood.Verb.PassesOn()) }) {
		m.Why = message.Scope{Kind: message.ScopeException, Text: s.Text[s.Ws[from].Start:s.Ws[len(s.Ws)-1].End]}
	}
	return m, true
}

// addition is the word that begins what is added to the name of an item, 0 if nothing is: "your name,
// your location | (beyond", "your contacts | — AdMob", "device IDs, | except for those".
func (s *MSentence) addition() int {
	for k := 1; k < len(s.Ws) && k <= maxFronted; k++ {
		switch {
		case s.verbAt(k - 1), s.Is(k-1, word.Modal|word.We|word.Relative), s.Ws[k-1].Before == ':':
			return 0
		case s.Ws[k].Before == '(', s.dashed(k), s.excepts(k) > 0, s.Is(k, word.Contrast) && s.cueAt(k, k+1) == word.Exception:
			return k
		}
	}
	return 0
}

// adds reports that somebody is said to do something.
func (o *reading) adds() bool {
	return o.Mood.Known && !o.Mood.Denied && !o.Mood.Idle && !o.ByUser && o.Mood.Verb != word.Control && o.Mood.Verb != word.Include
}

// tellsWhichOnly: "data that identifies your phone, such as its | IMEI", "data that we collect on | your
// location", with no other verb.
func (s *MSentence) tellsWhichOnly(h lexicon.Hit) bool {
	return s.Verbs[0].Lo <= h.Lo && h.Lo <= maxBeside && s.Clauses[0].Subject == Nobody && s.Clauses[0].Hi <= RunIn && !slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool {
		k := s.In[v.Lo]
		return k == 0 || s.Clauses[k].Subject != relative && (s.Clauses[k-1].Subject != relative || s.Clauses[k-1].Hi-s.Clauses[k-1].Lo > 1)
	})
}

// addedOf finds what is added to a denied item h and says who does it all the same: "(beyond what
// AdMob collects)", "(AdMob reads it)"; not "(the camera reads codes)".
func (s *MSentence) addedOf(h lexicon.Hit, m Mood) (Mood, bool) {
	if !m.Denied || m.At >= 0 || s.addition() < h.Hi {
		return Mood{}, false
	}
	which := false
	for k := h.Hi; k < len(s.Ws) && k <= h.Hi+maxItem; k++ {
		which = which || s.isOne(k, "what", "which", "those", "ones")
		n := HitFrom(s.Verbs, k)
		if !s.verbAt(k) || !s.Moods[n].adds() || s.Moods[n].Mood.Party == Anyone {
			continue
		}
		if which || s.ItAt(s.Verbs[n].Hi) || k == h.Hi && s.participleAt(k) {
			return s.Moods[n].Mood, true
		}
	}
	return Mood{}, false
}

// saidBefore is what the sentence before states, for what goes on with it.
func saidBefore(r *Reader) (Mood, finding) {
	m := r.Before
	m.At = -1
	if !m.Known || m.Denied || m.Idle || m.Verb == word.Control {
		return Mood{}, nothing
	}
	return m, governed
}

// runsOn reports a list with semicolons that goes on behind the "etc." of a denial between words lo and
// hi, without a full stop: "we never read your name, address, etc. | data on your device; your location".
func (s *MSentence) runsOn(lo, hi int) bool {
	for k := max(lo, hi-maxBeside); k < hi && k+1 < len(s.Ws); k++ {
		if s.Ws[k].Low == "etc" && s.Ws[k+1].Before == ' ' && !s.Ws[k+1].Upper && !s.Is(k+1, word.ListJoint|word.Preposition|word.Relative|word.Contrast|word.Modal|word.Negating) {
			return s.semicolonIn(k + 1)
		}
	}
	return false
}

// semicolonIn reports a semicolon not far behind word i.
func (s *MSentence) semicolonIn(i int) bool {
	for k := i + 1; k < len(s.Ws) && k <= i+maxBeside; k++ {
		if s.Ws[k].Before == ';' {
			return true
		}
	}
	return false
}
