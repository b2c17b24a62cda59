package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// notData reports that what mood m is told of is not data of type h: its name stands there for a
// link, a definition, a class, a key, an advertisement seen, an account, a contact or what is kept with it.
func (r *sentenceReader) notData(s *sentence, h lexicon.Hit, m mood) bool {
	return s.inLink(h) || r.notMeant(s, m) || r.toJoin(s, h) || r.classed(s, h) || r.seenByUser(s, h, m) || s.ofAccount(h) || s.picksWhich(h) || s.ofContacts(h) || r.withIt(s, h, m)
}

// notMeant: "Personal Information does not include your device ID" says what a word means, and not
// what is collected.
func (r *sentenceReader) notMeant(s *sentence, m mood) bool {
	if m.verb != include || !m.denied || m.at < 0 {
		return false
	}
	n := hitFrom(s.types, m.at) - 1
	return n >= 0 && s.types[n].Lo <= 1 && r.tables.Ontology[s.types[n].Entry].Name == "personal-data" && s.in[s.types[n].Lo] == s.in[m.at]
}

// toJoin: "the device asks for your Wi-Fi name (SSID) and password" to join the network with them.
func (r *sentenceReader) toJoin(s *sentence, h lexicon.Hit) bool {
	if r.tables.Ontology[h.Entry].Name != "wifi-location" {
		return false
	}
	for k := h.Hi; k < len(s.ws) && k <= h.Hi+maxToKey; k++ {
		if s.hasSense(k, secret) {
			return true
		}
	}
	return false
}

const maxToKey = 6 // words: "network name (SSID) and your router's | password"

// classed: "we collect your face geometry, which may be considered | biometric data": the class adds
// nothing to what is named.
func (r *sentenceReader) classed(s *sentence, h lexicon.Hit) bool {
	k := h.Lo - 1
	for k > 0 && (s.is(k, determiner|beWord) || s.isOne(k, "as", "to")) {
		k--
	}
	return k > 0 && s.hasSense(k, deeming) && slices.ContainsFunc(s.types, func(o lexicon.Hit) bool { return o.Hi <= k && r.tables.Ontology[o.Entry].Named })
}

// withIt: "we do not store your name with | this data" denies nothing of the data; "we do not provide
// advertisers with this data" does.
func (r *sentenceReader) withIt(s *sentence, h lexicon.Hit, m mood) bool {
	if !m.denied || m.handed || m.at < 0 || m.at >= h.Lo || m.verb == give || m.verb == include || h.Entry == r.kinds.aimed || s.is(m.at, joinsData) {
		return false
	}
	k := h.Lo - 1
	for k > m.at && s.is(k, determiner|pointing) {
		k--
	}
	n := hitFrom(s.verbs, m.at)
	if n == len(s.verbs) || !s.isOne(k, "with", "alongside") {
		return false
	}
	object := s.verbs[n].Hi
	return k > object && !r.thirdBetween(s, object, k) && s.ws[k].Before == ' ' && !s.verbBetween(object, k)
}
