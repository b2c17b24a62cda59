package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// Lists of countries that data goes to ("Your data is sent to: | Japan"), and of third parties with the country of
// each ("We share your data with: | Acme (Japan), for mails").

// placeItem reads an item of a list of countries: "Your data is kept in the following countries: | Acme: Japan".
func (r *reader) placeItem(s *sentence, b *document.Block) bool {
	if b.Lead < 0 {
		return false
	}
	at := s.label()
	end := s.placesTo(at, len(s.ws))
	if end == at {
		return false
	}
	m := r.leadToPlaces(b.Lead)
	p, how := practice.TransmitAbroad, message.States
	switch {
	case m.verb == store:
		p = practice.StoreAbroad
	case m.verb == use:
		how = message.Hazy
	case !m.verb.passesOn():
		return false
	}
	if at > 0 && !s.anyIn(0, at, youWord|dweller) && s.ws[at-1].Upper {
		m.recipient = s.text[s.ws[0].Start:s.ws[at-1].End]
	}
	r.placesIn(s, at, end, p, m, how)
	return true
}

// leadToPlaces is what a lead-in that ends before places says of data: "Your data is sent to:", "We keep data in the
// following countries:"; not "We have offices in:".
func (r *reader) leadToPlaces(block int) mood {
	s := r.lastSentence(block)
	if s == nil || !s.speaksOfData() && !r.has(s, server) || s.any(youWord) || !s.endsBeforePlaces() {
		return mood{}
	}
	var m mood
	for i := range s.moods {
		if o := &s.moods[i]; !o.byUser && o.mood.known && !o.mood.idle && (m.verb == 0 || m.verb == use) {
			switch k := o.mood.verb; {
			case k == store, k.passesOn(), k == use && strings.HasPrefix(s.ws[s.verbs[i].Lo].Low, "process"):
				m = o.mood
			}
		}
	}
	m.at = -1
	return m
}

// endsBeforePlaces: "is sent to:", "in the following countries:".
func (s *sentence) endsBeforePlaces() bool {
	end := len(s.ws) - 1
	if s.is(end, toward) {
		return true
	}
	for k := end; k > 0 && k >= end-maxRights; k-- {
		if s.ws[k].Low == "following" || s.ws[k].Low == "these" {
			return slices.ContainsFunc(s.senses[k+1:], func(w senseSet) bool { return w.has(whereWord) }) && s.is(k-1, toward|determiner)
		}
	}
	return false
}

// lastSentence is that of a block, parsed; nil if it is long for a lead-in.
func (r *reader) lastSentence(block int) *sentence {
	text := r.doc.Blocks[block].Text
	from := 0
	if cut := len(text) - maxHanging; cut > 0 { // every item asks
		from = cut + strings.IndexByte(text[cut:], ' ') + 1
	}
	ranges := prose.Sentences(text[from:])
	if len(ranges) == 0 || from > 0 && len(ranges) == 1 {
		return nil
	}
	last := ranges[len(ranges)-1]
	text = text[from+last.Start : from+last.End]
	s := &sentence{text: text, hi: len(text), ws: r.appendWords(nil, text)}
	if len(s.ws) == 0 {
		return nil
	}
	r.parse(s)
	return s
}

// placeOfFirm reads an item that names third parties and their countries under what says that such get data: "Acme (Japan),
// for mails", "Acme: located in Japan", "Acme, a mailer (servers in Japan)".
func (r *reader) placeOfFirm(s *sentence, b *document.Block) {
	up := r.aboutTable(b, -1)
	if !up.known || up.denied || !s.ws[0].Upper {
		return
	}
	m := mood{known: true, party: firstParty, at: -1, verb: share, cond: up.cond, why: up.why}
	how := message.Hazy
	if up.passes() {
		how = message.States
	}
	first := s.nameEnd(0)
	for n := 0; n < len(s.places) && s.places[n].Lo < maxFirms; n++ {
		h := s.places[n]
		if s.adjective(h) || s.noPlace(h) || h.Lo < first {
			continue
		}
		d := destination{lo: h.Lo, hi: h.Hi, country: r.tables.Places.Entries[h.Entry].Name}
		open, end := s.bracketOf(h.Lo)
		switch {
		case open >= 0 && r.hostIn(s, open, end):
			kept := m
			kept.verb, kept.recipient = store, s.text[s.ws[0].Start:s.ws[first-1].End]
			s.place(d, practice.StoreAbroad, kept, message.States)
		case open > 0 && s.ws[open-1].Upper && s.seatIn(open, end):
			if m.recipient = s.nameBefore(open); open == first {
				m.recipient = s.text[s.ws[0].Start:s.ws[first-1].End]
			}
			s.place(d, practice.TransmitAbroad, m, how)
		case open < 0 && s.is(first, seated) && s.destined(h.Lo) && s.onlyPlaces(first+2, h.Lo):
			m.recipient = s.text[s.ws[0].Start:s.ws[first-1].End]
			s.place(d, practice.TransmitAbroad, m, how)
		}
	}
}

const maxFirms = 60 // words of an item that lists firms

// nameEnd is where a name that begins at word i ends: "Acme, Inc. |".
func (s *sentence) nameEnd(i int) int {
	k := i + 1
	for k < len(s.ws) && k < i+2*maxName && (s.ws[k].Before == ' ' && (s.ws[k].Upper || s.joins(k)) || s.is(k, legalForm) && s.ws[k].Before != '(' || s.ws[k].Before == '.' || s.ws[k].Before == '/') {
		k++
	}
	return k
}

// nameBefore is the name that ends before word i: "Acme Cloud | (Frankfurt)".
func (s *sentence) nameBefore(i int) string {
	lo := i
	for lo > 0 && i-lo < maxName && s.ws[lo-1].Upper && (lo == i || s.ws[lo].Before == ' ' || s.is(lo, legalForm)) {
		lo--
	}
	if lo == i {
		return ""
	}
	return s.text[s.ws[lo].Start:s.ws[i-1].End]
}

// bracketOf is the bracket that word i stands in, as words [open, end); open is -1 if there is none or it is long.
func (s *sentence) bracketOf(i int) (open, end int) {
	if end = s.closes[i]; end == noBracket {
		return -1, end
	}
	for open = i; open >= 0 && i-open <= maxPlaceCell; open-- {
		if s.ws[open].Before == '(' && s.closes[open] == end {
			return open, end
		}
	}
	return -1, end
}

// seatIn reports a bracket of the places of whose name stands before it: "Acme (Frankfurt, Germany)", "(USA, certified)", "(EU
// region)"; not "the European Economic Area (EEA)", "Acme (Europe) Ltd.", "(EU contact)".
func (s *sentence) seatIn(open, end int) bool {
	n := hitFrom(s.places, open)
	if n == len(s.places) || s.places[n].Hi > end || n > 0 && s.places[n-1].Hi == open || !s.onlyPlaces(open, s.places[n].Lo) || s.hasSense(s.places[n].Hi, legal) {
		return false
	}
	if end < len(s.ws) && s.ws[end].Upper && s.text[s.ws[end-1].End:s.ws[end].Start] == ") " {
		return false
	}
	hi := s.places[n].Hi
	return (hi == end || s.ws[hi].Before != ' ' || s.isOne(hi, "and", "or", "region", "based", "hosted")) && !s.anyIn(open, end, modal|negating|weWord|youWord|relativeWord)
}

// hostIn reports a bracket that tells where servers are: "(servers in Japan)", "(hosted in the EU)", "(EU-hosted)".
func (r *sentenceReader) hostIn(s *sentence, open, end int) bool {
	for k := open; k < end && k < open+maxOpening; k++ {
		if r.cueAt(s, k, k+1) == server || s.isOne(k, "hosted", "stored", "hosting") {
			return s.verbless(open, end)
		}
	}
	return false
}
