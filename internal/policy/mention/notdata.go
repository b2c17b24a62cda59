package mention

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// notData reports that what mood m is told of is not data of type h: its name stands there for a
// link, a definition, a class, a key, an advertisement seen, an account, a contact, what is kept with it or who acts.
func (s *Sentence) notData(h lexicon.Hit, m grammar.Mood) bool {
	return s.inLink(h) || s.notMeant(m) || s.toJoin(h) || s.classed(h) || s.seenByUser(h, m) || s.ofAccount(h) || s.picksWhich(h) || s.ofContacts(h) || s.withIt(h, m) || s.inMenu(h) || s.actsItself(h, m)
}

// actsItself: "no | geolocation service | receives your IP address" denies what the service would do; not "no
// location service is used".
func (s *Sentence) actsItself(h lexicon.Hit, m grammar.Mood) bool {
	k := h.Hi
	if !s.HasSense(k, word.ServiceNoun) { // "biometric | service"
		k--
	}
	n := grammar.HitFrom(s.Verbs, m.At)
	if !m.Denied || m.At <= k || n == len(s.Verbs) || s.Done(s.Verbs[n]) || !s.HasSense(k, word.ServiceNoun) {
		return false
	}
	for k++; k < m.At && s.Is(k, word.Modal|word.Do|word.Negating|word.Filler); k++ {
	}
	return k == m.At
}

// notMeant: "Personal Information does not include your device ID" says what a word means, and not
// what is collected.
func (s *Sentence) notMeant(m grammar.Mood) bool {
	if m.Verb != word.Include || !m.Denied || m.At < 0 {
		return false
	}
	n := grammar.HitFrom(s.Types, m.At) - 1
	return n >= 0 && s.Types[n].Lo <= 1 && s.Tables.Ontology[s.Types[n].Entry].Name == "personal-data" && s.In[s.Types[n].Lo] == s.In[m.At]
}

// toJoin: "the device asks for your Wi-Fi name (SSID) and password" to join the network with them.
func (s *Sentence) toJoin(h lexicon.Hit) bool {
	if s.Tables.Ontology[h.Entry].Name != "wifi-location" {
		return false
	}
	for k := h.Hi; k < len(s.Ws) && k <= h.Hi+maxToKey; k++ {
		if s.HasSense(k, word.Secret) {
			return true
		}
	}
	return false
}

const maxToKey = 6 // words: "network name (SSID) and your router's | password"

// classed: "we collect your face geometry, which may be considered | biometric data": the class adds
// nothing to what is named.
func (s *Sentence) classed(h lexicon.Hit) bool {
	k := h.Lo - 1
	for k > 0 && (s.Is(k, word.Determiner|word.Be) || s.IsOne(k, "as", "to")) {
		k--
	}
	return k > 0 && s.HasSense(k, word.Deeming) && slices.ContainsFunc(s.Types, func(o lexicon.Hit) bool { return o.Hi <= k && s.Tables.Ontology[o.Entry].Named })
}

// withIt: "we do not store your name with | this data" denies nothing of the data; "we do not provide
// advertisers with this data" does.
func (s *Sentence) withIt(h lexicon.Hit, m grammar.Mood) bool {
	if !m.Denied || m.Handed || m.At < 0 || m.At >= h.Lo || m.Verb == word.Give || m.Verb == word.Include || h.Entry == s.Kinds.Aimed || s.Is(m.At, word.JoinsData) {
		return false
	}
	k := h.Lo - 1
	for k > m.At && s.Is(k, word.Determiner|word.Pointing) {
		k--
	}
	n := grammar.HitFrom(s.Verbs, m.At)
	if n == len(s.Verbs) || !s.IsOne(k, "with", "alongside") {
		return false
	}
	object := s.Verbs[n].Hi
	return k > object && !s.ThirdBetween(object, k) && s.Ws[k].Before == ' ' && !s.VerbBetween(object, k)
}
