package policy

import (
	"slices"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// notData reports that what mood m is told of is not data of type h: its name stands there for a
// link, a definition, a class, a key, an advertisement seen, an account or a contact.
func (r *reader) notData(s *sentence, h lexicon.Hit, m mood) bool {
	return s.inLink(h) || r.notMeant(s, m) || r.toJoin(s, h) || r.classed(s, h) || r.seenByUser(s, h, m) || s.ofAccount(h) || s.picksWhich(h) || r.besideThis(s, h, m) || s.ofContacts(h)
}

// notMeant: "Personal Information does not include your device ID" says what a word means, and not
// what is collected.
func (r *reader) notMeant(s *sentence, m mood) bool {
	if m.verb != include || !m.denied || m.at < 0 {
		return false
	}
	n := hitFrom(s.types, m.at) - 1
	return n >= 0 && s.types[n].Lo <= 1 && r.t.Ontology[s.types[n].Entry].Name == "personal-data" && s.in[s.types[n].Lo] == s.in[m.at]
}

// toJoin: "the device asks for your Wi-Fi name (SSID) and password" to join the network with them.
func (r *reader) toJoin(s *sentence, h lexicon.Hit) bool {
	if r.t.Ontology[h.Entry].Name != "wifi-location" {
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
func (r *reader) classed(s *sentence, h lexicon.Hit) bool {
	k := h.Lo - 1
	for k > 0 && (s.is(k, determiner|beWord) || s.isOne(k, "as", "to")) {
		k--
	}
	return k > 0 && s.hasSense(k, deeming) && slices.ContainsFunc(s.types, func(o lexicon.Hit) bool { return o.Hi <= k && r.t.Ontology[o.Entry].Named })
}

// besideThis: "we do not store any names with | this data" denies nothing of this data.
func (r *reader) besideThis(s *sentence, h lexicon.Hit, m mood) bool {
	if !m.denied || m.at < 0 || m.at > h.Lo || r.t.Ontology[h.Entry].Name != pointer || !s.isOne(h.Lo-1, "with", "alongside", "beside", "to") {
		return false
	}
	v := s.verbs[hitFrom(s.verbs, m.at)]
	k := h.Lo - 1
	for k > v.Hi && s.isOne(k-1, "together", "along", "in", "combination", "connection") {
		k--
	}
	return k > v.Hi && s.in[h.Lo] == s.in[m.at] && !s.isOne(v.Hi, "anything", "nothing", "it", "them") && m.verb != give && !(m.verb.passesOn() && s.ws[h.Lo-1].Low == "to")
}
