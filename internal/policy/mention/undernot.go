package mention

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What an item under "We do not collect:" names is denied, whatever is added to the name in a bracket,
// behind a dash or as an exception: that is a limit, and may be what another does ("Device IDs (beyond
// what AdMob collects)", "Your location — AdMob reads it"). So is what a relative clause tells of it.

// underNot is the denial that an item's lead-in or heading lays on the data h that it names.
func (s *Sentence) underNot(b *Around, h lexicon.Hit) (grammar.Mood, bool) {
	if b.Kind != document.Item || s.Lo > 0 || s.Lead > 0 || len(s.Verbs) == 0 {
		return grammar.Mood{}, false
	}
	from := s.addition()
	if from < h.Hi && !s.tellsWhichOnly(h) {
		return grammar.Mood{}, false
	}
	m := b.Mood
	if !m.Denied || m.Open || m.Verb == word.Control || m.Verb == word.Include {
		return m, m.Known && !m.Denied && from >= h.Hi && s.Excepts(from) > 0 && m.Verb != word.Control // "We collect: | Device IDs beyond what AdMob collects"
	}
	if from >= h.Hi && slices.ContainsFunc(s.Moods[grammar.HitFrom(s.Verbs, from):], func(o grammar.Reading) bool { return o.Adds() && (!m.Verb.PassesOn() || o.Mood.Verb.PassesOn()) }) {
		m.Why = message.Scope{Kind: message.ScopeException, Text: s.Text[s.Ws[from].Start:s.Ws[len(s.Ws)-1].End]}
	}
	return m, true
}

// addition is the word that begins what is added to the name of an item, 0 if nothing is: "your name,
// your location | (beyond", "your contacts | — AdMob", "device IDs, | except for those".
func (s *Sentence) addition() int {
	for k := 1; k < len(s.Ws) && k <= maxFronted; k++ {
		switch {
		case s.VerbAt(k - 1), s.Is(k-1, word.Modal|word.We|word.Relative), s.Ws[k-1].Before == ':':
			return 0
		case s.Ws[k].Before == '(', s.Dashed(k), s.Excepts(k) > 0, s.Is(k, word.Contrast) && s.CueAt(k, k+1) == word.Exception:
			return k
		}
	}
	return 0
}

// tellsWhichOnly: "data that identifies your phone, such as its | IMEI", "data that we collect on | your
// location", with no other verb.
func (s *Sentence) tellsWhichOnly(h lexicon.Hit) bool {
	return s.Verbs[0].Lo <= h.Lo && h.Lo <= grammar.MaxBeside && s.Clauses[0].Subject == grammar.Nobody && s.Clauses[0].Hi <= RunIn && !slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool {
		k := s.In[v.Lo]
		return k == 0 || s.Clauses[k].Subject != grammar.Relative && (s.Clauses[k-1].Subject != grammar.Relative || s.Clauses[k-1].Hi-s.Clauses[k-1].Lo > 1)
	})
}

// addedOf finds what is added to a denied item h and says who does it all the same: "(beyond what
// AdMob collects)", "(AdMob reads it)"; not "(the camera reads codes)".
func (s *Sentence) addedOf(h lexicon.Hit, m grammar.Mood) (grammar.Mood, bool) {
	if !m.Denied || m.At >= 0 || s.addition() < h.Hi {
		return grammar.Mood{}, false
	}
	which := false
	for k := h.Hi; k < len(s.Ws) && k <= h.Hi+grammar.MaxItem; k++ {
		which = which || s.IsOne(k, "what", "which", "those", "ones")
		n := grammar.HitFrom(s.Verbs, k)
		if !s.VerbAt(k) || !s.Moods[n].Adds() || s.Moods[n].Mood.Party == grammar.Anyone {
			continue
		}
		if which || s.ItAt(s.Verbs[n].Hi) || k == h.Hi && s.ParticipleAt(k) {
			return s.Moods[n].Mood, true
		}
	}
	return grammar.Mood{}, false
}

// saidBefore is what the sentence before states, for what goes on with it.
func saidBefore(r *grammar.Reader) (grammar.Mood, finding) {
	m := r.Before
	m.At = -1
	if !m.Known || m.Denied || m.Idle || m.Verb == word.Control {
		return grammar.Mood{}, nothing
	}
	return m, governed
}

// runsOn reports a list with semicolons that goes on behind the "etc." of a denial between words lo and
// hi, without a full stop: "we never read your name, address, etc. | data on your device; your location".
func (s *Sentence) runsOn(lo, hi int) bool {
	for k := max(lo, hi-grammar.MaxBeside); k < hi && k+1 < len(s.Ws); k++ {
		if s.Ws[k].Low == "etc" && s.Ws[k+1].Before == ' ' && !s.Ws[k+1].Upper && !s.Is(k+1, word.ListJoint|word.Preposition|word.Relative|word.Contrast|word.Modal|word.Negating) {
			return s.semicolonIn(k + 1)
		}
	}
	return false
}

// semicolonIn reports a semicolon not far behind word i.
func (s *Sentence) semicolonIn(i int) bool {
	for k := i + 1; k < len(s.Ws) && k <= i+grammar.MaxBeside; k++ {
		if s.Ws[k].Before == ';' {
			return true
		}
	}
	return false
}
