package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// What deeds take over from the lead-in, the heading or the name they stand under.

// inherit gives the deeds of an item, which it begins with, the "not" of its lead-in:
// "We do not: | Collect your location".
func (r *reader) inherit(s *sentence, b *document.Block) {
	if b.Kind != document.Item || b.Lead < 0 || len(s.verbs) == 0 {
		return
	}
	lead := r.leadOf(b.Lead)
	if lead.known && !lead.denied && lead.party != anyone {
		for i, v := range s.verbs {
			o := &s.moods[i]
			if o.mood.party != anyone || o.byUser || o.mood.denied || o.mood.idle || !s.leavesActor(v) {
				continue
			}
			switch {
			case lead.party == firstParty && !r.othersBefore(s, v.Lo): // "We collect: | location collected via GPS"
				o.mood.party, o.mood.also = firstParty, lead.also
				if lead.cond && !o.mood.cond {
					o.mood.cond, o.mood.why = true, lead.why
				}
			case lead.party == thirdParty && s.done(v) && o.mood.verb == lead.verb: // "Collected by partners: | location: only a rough one may be collected"
				o.mood.party = thirdParty
			}
		}
	}
	if lead.known && lead.denied && lead.verb == use && !lead.open && s.beginsAim() { // "We do not use it for these purposes: | Showing you targeted ads"
		for i, v := range s.verbs {
			if o := &s.moods[i]; s.in[v.Lo] == 0 && !o.byUser && o.mood.party == anyone {
				o.mood.denied, o.mood.party = true, lead.party
			}
		}
		return
	}
	if !lead.open || s.verbs[0].Lo != 0 {
		return
	}
	for i, v := range s.verbs {
		if c := &s.clauses[s.in[v.Lo]]; c.subject == nobody && s.in[v.Lo] == 0 {
			s.moods[i].byUser = lead.verb == control
			s.moods[i].mood.idle = s.moods[i].mood.idle || lead.idle
			s.moods[i].mood.denied, s.moods[i].mood.party = lead.denied, lead.party
		}
	}
}

// beginsAim reports an item that begins with what something is used for: "Showing you ads".
func (s *sentence) beginsAim() bool {
	return s.clauses[0].subject == nobody && strings.HasSuffix(s.ws[0].Low, "ing") && s.verbAt(0)
}

// othersBefore reports a third party before word i, other than "by us or | our affiliates".
func (r *sentenceReader) othersBefore(s *sentence, i int) bool {
	for n := 0; n < len(s.parties) && s.parties[n].Lo < i && n < maxBeside; n++ {
		if p := s.parties[n]; r.party(p).isThird() && !s.besideUs(p) {
			return true
		}
	}
	return false
}

// leavesActor reports a verb of an item that does not say who does it: "to | show ads", "| serving
// ads", "location | collected via GPS", "data that | identifies your device"; not "some partners | use".
func (s *sentence) leavesActor(v lexicon.Hit) bool {
	if c := &s.clauses[s.in[v.Lo]]; c.subject == relative {
		return (s.is(c.lo-1, detail) || s.typeEnds(c.lo-1)) && !s.ownSubject(c)
	}
	if s.in[v.Lo] != 0 || s.clauses[0].subject != nobody {
		return false
	}
	if s.done(v) || s.participleAt(v.Lo) {
		return true
	}
	return s.lo == 0 && (v.Lo == 0 || strings.HasSuffix(s.ws[v.Lo].Low, "ing") || s.ws[v.Lo].Before != ' ' || s.joins(v.Lo-1) || s.ws[v.Lo-1].Low == "to" || strings.HasSuffix(s.ws[v.Lo-1].Low, "ly"))
}

// underDenial gives the "not" of a heading to a deed that begins a block below it: "What we do
// not do | Sell your location".
func (r *reader) underDenial(s *sentence, b *document.Block) {
	if b.Kind == document.Heading || b.Lead >= 0 || len(b.Heading) == 0 || len(s.verbs) == 0 || s.verbs[0].Lo != 0 || s.clauses[0].subject != nobody || !s.baseForm(0) {
		return
	}
	m := r.titleMood(b.Heading[len(b.Heading)-1])
	if !m.denied && !m.open {
		return
	}
	for i, v := range s.verbs {
		if k := s.moods[i].mood.verb; s.in[v.Lo] == 0 && k != give && k != control && k != include {
			s.moods[i].byUser = false
			s.moods[i].mood.idle, s.moods[i].mood.denied, s.moods[i].mood.party = false, true, firstParty
		}
	}
}

// baseForm: "sell", not "sells", "selling" or "sale of".
func (s *sentence) baseForm(i int) bool {
	w := s.ws[i].Low
	return !s.singular(i) && !s.participleAt(i) && !strings.HasSuffix(w, "ing") && !strings.HasSuffix(w, "ion") && next(s.ws, i) != "of"
}

// underName gives verbs without a subject to the third party that the sentence before or the
// heading names: "Google AdMob: shows ads. Collects device IDs."
func (r *sentenceReader) underName(s *sentence, b *document.Block) {
	if len(s.verbs) == 0 {
		return
	}
	sdk := s.aboutSDK()
	if begins := s.verbs[0].Lo == 0 && s.singular(0) && s.clauses[0].subject == nobody; !sdk && (!begins || !r.ofThird && !r.thirdTitle(b)) {
		return
	}
	for i, v := range s.verbs {
		if o := &s.moods[i]; (sdk || s.in[v.Lo] == 0) && !o.byUser && o.mood.party == anyone {
			o.mood.party = thirdParty
		}
	}
}

// aboutSDK: "SDK name: JPush; information collected: your location".
func (s *sentence) aboutSDK() bool {
	for i := 1; i < len(s.ws) && i <= 5; i++ {
		if s.ws[i].Before == ':' {
			return slices.ContainsFunc(s.ws[:i], func(w prose.Word) bool { return w.Norm == "sdk" })
		}
	}
	return false
}

// beginsThird reports a sentence that begins with the name of a third party.
func (r *sentenceReader) beginsThird(s *sentence) bool {
	if len(s.parties) == 0 || s.parties[0].Lo != 0 || !r.party(s.parties[0]).isThird() {
		return false
	}
	i := s.parties[0].Hi
	for i < len(s.ws) && i < 5 && s.ws[i].Upper && s.ws[i].Before == ' ' {
		i++
	}
	return i == len(s.ws) || s.ws[i].Before == ':'
}

// thirdTitle reports a block under the name of a third party.
func (r *sentenceReader) thirdTitle(b *document.Block) bool {
	if len(b.Heading) == 0 || len(b.Heading[len(b.Heading)-1]) > 40 {
		return false
	}
	text := b.Heading[len(b.Heading)-1]
	ws := r.appendWords(nil, text)
	for _, h := range r.tables.Parties.Find(nil, ws, text) {
		if h.Lo == 0 && (h.Hi+1 >= len(ws) || len(ws) <= runIn && capital(ws[h.Hi:])) && r.party(h).isThird() {
			return true
		}
	}
	return false
}

// capital reports words that go on a name: "for Firebase", "(Google Inc.)".
func capital(ws []prose.Word) bool {
	return !slices.ContainsFunc(ws, func(w prose.Word) bool { return !w.Upper && len(w.Low) > 3 })
}
