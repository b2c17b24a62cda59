package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// Who is at a place that data goes to, and what is done with it there.

// dataAt reports data directly before the "in" of the place at word i: "we process your
// data in the US", not "what we process of users of our services in the US".
func (s *sentence) dataAt(i int) bool {
	in := i - 1
	if s.is(in, determiner) {
		in--
	}
	if in > 1 && (s.hasSense(in-1, sole) || strings.HasSuffix(s.ws[in-1].Low, "ly")) { // "your data only | in"
		in--
	}
	switch { // "information about you | in", "the data we collect | in"
	case in > 2 && s.is(in-1, youWord) && s.is(in-2, facing|regarding):
		in -= 2
	case in > 2 && s.verbAt(in-1) && s.is(in-2, weWord):
		in -= 2
		if s.is(in-1, relativeWord) {
			in--
		}
	}
	return in > 0 && (s.is(in-1, detail) || slices.ContainsFunc(s.types, func(h lexicon.Hit) bool { return h.Hi == in }))
}

// doneThere: "we send your data to the US and process it there".
func (r *sentenceReader) doneThere(s *sentence, d destination) bool {
	for i, v := range s.verbs {
		if v.Lo < d.hi || s.moods[i].byUser || s.moods[i].mood.denied || r.verb(v) != use {
			continue
		}
		if next(s.ws, v.Hi-1) == "there" || next(s.ws, v.Hi) == "there" {
			return true
		}
	}
	return false
}

// sentThere: "if you live outside Japan, your data will be sent and stored there": to Japan.
func (r *sentenceReader) sentThere(s *sentence, d destination) bool {
	c := &s.clauses[s.in[d.lo]]
	if d.of == "" || !c.supposed || c.subject != you {
		return false
	}
	to := destination{lo: d.lo, hi: d.hi, country: d.of}
	for there := d.hi; there < min(len(s.ws), d.hi+maxBeside); there++ {
		if s.ws[there].Low != "there" || there+1 < len(s.ws) && s.is(there+1, beWord) { // not "there is"
			continue
		}
		found := false
		for n := hitFrom(s.verbs, d.hi); n < len(s.verbs) && s.verbs[n].Lo < there; n++ {
			v, o := s.verbs[n], &s.moods[n]
			if o.byUser && !s.done(v) || there-v.Hi > maxBehindException || s.in[v.Lo] != s.in[there] {
				continue
			}
			switch r.verb(v) {
			case send:
				s.place(to, practice.TransmitAbroad, o.mood, message.States)
				found = true
			case store:
				s.place(to, practice.StoreAbroad, o.mood, message.States)
				found = true
			}
		}
		return found
	}
	return false
}

// accessedAt: "may be accessed by our developers in India".
func (s *sentence) accessedAt(v lexicon.Hit, d destination) bool {
	if d.lo-v.Hi > 10 || !s.done(v) {
		return false
	}
	for i := v.Hi; i < d.lo; i++ {
		if s.ws[i].Low == "by" {
			return true
		}
	}
	return false
}

// staffAt: "our developers in India may access", "employees of our group in China have
// access to": who does it stands directly before the place, and the verb behind it.
func (r *sentenceReader) staffAt(s *sentence, v lexicon.Hit, d destination) bool {
	in := d.lo - 1
	if s.is(in, determiner) {
		in--
	}
	if d.outside || in < 1 || s.in[v.Lo] != s.in[d.lo] || v.Lo-d.hi > 6 || !s.is(in, toward) && s.ws[in].Low != "from" {
		return false
	}
	c := &s.clauses[s.in[d.lo]]
	for k := in - 1; k >= c.lo && k >= in-8; k-- {
		if s.hasSense(k, staff) || r.partyAt(s, k) {
			return true
		}
	}
	return false
}

// recipientAt: "we share it with our partners in India": who gets it stands directly
// before the place.
func (r *sentenceReader) recipientAt(s *sentence, from int, d destination) bool {
	if d.outside || d.lo == 0 {
		return false
	}
	if k := hitFrom(s.verbs, from); k > 0 && r.verb(s.verbs[k-1]) == use && s.verbs[k-1].Hi == from {
		return false // "what we process in connection with our partner in the UK"
	}
	in := d.lo - 1
	if s.is(in, determiner) {
		in--
	}
	for k := 0; k < maxListed; k++ { // "in the UK, the US or | Australia"
		at := slices.IndexFunc(s.places, func(p lexicon.Hit) bool { return p.Hi == in || p.Hi == in+1 })
		if at < 0 || s.places[at].Lo == 0 {
			break
		}
		if in = s.places[at].Lo - 1; s.is(in, determiner) {
			in--
		}
	}
	if in < 1 {
		return false
	}
	if w := s.ws[in-1].Low; s.ws[in].Low == "in" && (w == "companies" || w == "group") { // "within our group of companies in"
		for k := in - 1; k >= 0 && k >= in-maxSeat; k-- {
			if s.ws[k].Low == "within" {
				return true
			}
		}
	}
	for n := hitFrom(s.parties, from); n < len(s.parties); n++ {
		p := s.parties[n]
		if p.Hi > in {
			break
		}
		if s.directly(p.Hi, in) && s.ws[in].Low == "in" && r.party(p).isThird() && r.party(p) != authority && s.addressedTo(p.Lo) {
			return true
		}
	}
	return false
}

const maxListed = 12 // places of one list

// directly reports that nothing stands between words lo and hi but what leads over:
// "affiliates, including those | in China".
func (s *sentence) directly(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if !s.is(i, exemplary) && s.ws[i].Low != "those" && s.ws[i].Low != "some" && s.ws[i].Low != "as" && hi-lo > 1 {
			return false
		}
	}
	return true
}

// addressedTo: "with our partners", "to our analytics partners".
func (s *sentence) addressedTo(i int) bool {
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch w := s.ws[k].Low; {
		case w == "with" || w == "to" || w == "within":
			return true
		case s.is(k, preposition):
			return false
		}
	}
	return false
}

// being reports a form of "to be" between words lo and hi.
func (s *sentence) being(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		switch s.ws[i].Low {
		case "be", "is", "are":
			return true
		}
	}
	return false
}

// seated: what is shared goes to somebody who is said to be at the place.
func (s *sentence) seated(from int, d destination) bool {
	if d.outside {
		return true
	}
	if s.posted(from, d.lo) {
		return false
	}
	for i := from; i < d.lo; i++ {
		if s.is(i, seated) {
			return true
		}
	}
	w := s.ws[from-1].Low
	forIt := from > 1 && s.ws[from-2].Low == "for" // "transfer of your data for processing in"
	return w == "processed" || strings.HasPrefix(w, "process") && (forIt || s.dataAt(d.lo) || s.labelled(d.lo))
}

// posted: "by post to Acme, 1 Road, Sweden".
func (s *sentence) posted(lo, hi int) bool {
	for i := lo; i < hi; i++ {
		if s.is(i, postal) {
			return true
		}
	}
	return false
}

// described reports a place in a clause that only says what something is: "encryption,
// which is the level asked for in India", not "servers, which are in India".
func (s *sentence) described(i int) bool {
	c := &s.clauses[s.in[i]]
	if c.subject != relative || !s.is(c.lo+1, beWord) {
		return false
	}
	k := c.lo + 2
	for s.is(k, filler) {
		k++
	}
	return k < i && s.is(k, determiner)
}

// sharedWith is the passing on to somebody who "is a company in Japan", the place at word i.
func (s *sentence) sharedWith(i int) (mood, bool) {
	c := &s.clauses[s.in[i]]
	if !slices.ContainsFunc(s.senses[c.lo:i], func(w senseSet) bool { return w.has(firm) }) {
		return mood{}, false
	}
	for k := hitFrom(s.verbs, c.lo) - 1; k >= 0; k-- {
		if o := &s.moods[k]; o.mood.verb.passesOn() {
			to := slices.ContainsFunc(s.ws[s.verbs[k].Hi:c.lo], func(w prose.Word) bool { return w.Low == "with" || w.Low == "to" })
			return o.mood, to && !o.byUser && !o.mood.denied
		}
	}
	return mood{}, false
}

// disputed: "a dispute with regard to the international transfer of data".
func (s *sentence) disputed(i int) bool {
	for k := i - 1; k >= 0 && k >= i-9; k-- {
		if s.hasSense(k, quarrel) {
			return true
		}
	}
	return false
}

func (s *sentence) where(i int) bool { return i < len(s.ws) && s.ws[i].Low == "where" }
