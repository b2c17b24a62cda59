package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// abroad reads where data is sent, stored or reached from. A country or region
// named is given as it is: whether it is abroad depends on the home of the case.
func (r *sentenceReader) abroad(s *sentence) {
	if s.defines() {
		return
	}
	ofData := s.speaksOfData() || r.transferred(s) && r.has(s, safeguard) || s.ws[0].Low == "place" && next(s.ws, 0) == "of" || r.ownServers(s) || r.transfers(s) || r.hosted(s) || r.movesIt(s) || r.kindsKept(s) || s.ownHost() >= 0 || s.worksThere()
	places := r.destinations(s)
	if len(places) == 0 {
		r.safeguarded(s)
	}
	for _, d := range places {
		if ofData {
			r.movement(s, d)
		}
		if r.vendor(s, d) {
			s.hint(d, practice.TransmitAbroad)
		}
	}
	r.notAtHome(s)
}

// basis is the preposition before the place at word i.
func (s *sentence) basis(i int) string {
	for i--; s.is(i, determiner); i-- {
	}
	if i < 0 {
		return ""
	}
	return s.ws[i].Low
}

// thirdBefore reports a third party before word i.
func (r *sentenceReader) thirdBefore(s *sentence, i int) bool {
	return slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return p.Hi <= i && r.party(p).isThird() })
}

func (s *sentence) speaksOfData() bool {
	return len(s.types) > 0 || s.any(detail) || slices.ContainsFunc(s.ws, func(w prose.Word) bool { return w.Low == "nothing" || w.Low == "everything" })
}

// dataBefore reports data before word i in its clause.
func (s *sentence) dataBefore(i int) bool {
	c := &s.clauses[s.in[i]]
	for k := i - 1; k >= c.lo; k-- {
		if s.is(k, detail) || s.ws[k].Low == "nothing" {
			return true
		}
	}
	return slices.ContainsFunc(s.types, func(t lexicon.Hit) bool { return t.Lo >= c.lo && t.Hi <= i })
}

// transfers: "transfers outside of your country are done with safeguards" speak of
// data without a word of it.
func (r *sentenceReader) transfers(s *sentence) bool {
	return r.transferred(s) && (r.has(s, abroad) || r.has(s, outside))
}

func (r *sentenceReader) transferred(s *sentence) bool {
	return slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool {
		return r.verb(v) == send && (strings.HasPrefix(s.ws[v.Lo].Low, "transfer") || strings.HasPrefix(s.ws[v.Lo].Low, "transmit"))
	})
}

// movesIt: "we store your data here. We do not send | it to China".
func (r *sentenceReader) movesIt(s *sentence) bool {
	if k := r.before.verb; !r.before.known || k == control || k == include {
		return false
	}
	return slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool {
		switch r.verb(v) {
		case use:
			return strings.HasPrefix(s.ws[v.Lo].Low, "process") && s.done(v) && s.is(0, itWord|theyWord) // "It may also be processed by staff in"
		case store, send, share:
			w := next(s.ws, v.Hi-1)
			return w == "it" || w == "them" || s.done(v) && (s.is(0, itWord|theyWord) || s.is(0, pointing) && s.is(1, beWord|modal)) // "It is never sent to"
		}
		return false
	})
}

// maxTermAt is how many words may stand before the quoted term a sentence defines:
// "For the purposes of this section and of the laws of Colorado, “transfer” means".
const maxTermAt = 14

// defines: "“Transfer” means any ...", "1.2 “Transfer” means", "In Colorado, “transfer"
// means".
func (s *sentence) defines() bool {
	for i := 0; i < len(s.ws) && i < maxTermAt; i++ {
		if s.quoted(i) {
			return (s.means() || s.quotedIs(i)) && s.nobodyActs()
		}
	}
	return false
}

// quoted reports a quotation mark directly before word i.
func (s *sentence) quoted(i int) bool {
	from := s.ws[i].Start
	return s.ws[i].Before == '"' || strings.HasSuffix(s.text[:from], `"`) || strings.HasSuffix(s.text[:from], "“")
}

// quotedIs: "“Sensitive data” is data that".
func (s *sentence) quotedIs(i int) bool {
	for k := i + 1; k < len(s.ws) && k <= i+4; k++ {
		if s.ws[k].Before == '"' || strings.Contains(s.text[s.ws[k-1].End:s.ws[k].Start], "”") {
			return s.ws[k].Low == "is"
		}
	}
	return false
}

// movement finds what is done with data at the destination.
func (r *sentenceReader) movement(s *sentence, d destination) {
	if r.ofOthers(s, d) || s.onlyNamed(d) || s.clauses[s.in[d.lo]].asked || s.disputed(d.lo) || s.entitledIf(d.hi) || s.entitledTo(d.lo) { // "you may ask whether we transfer it abroad"
		return
	}
	if s.described(d.lo) {
		if m, ok := s.sharedWith(d.lo); ok {
			s.place(d, practice.TransmitAbroad, m, message.Hazy)
		}
		return
	}
	if r.labelPlace(s, d) {
		return
	}
	if s.hasSense(d.lo, leaving) || s.isOne(d.lo, "cross", "crosses", "crossed", "crossing") && next(s.ws, d.lo) != "border" { // "your data does not leave the EU", not "if you leave the EU"
		if c := &s.clauses[s.in[d.lo]]; !c.supposed && c.subject != you && c.subject != we && s.dataBefore(d.lo) {
			s.place(d, practice.TransmitAbroad, mood{known: true, at: -1, denied: c.negated >= 0 && c.negated < d.lo || s.ws[c.lo].Low == "nothing"}, message.States)
		}
		return
	}
	if r.sentThere(s, d) || r.whereTheyAre(s, d) || r.facility(s, d) || r.takesPlace(s, d) || r.ownHostAt(s, d) {
		return
	}
	kept, moved, reached, shared := -1, -1, -1, -1
	for i, v := range s.verbs {
		if v.Lo > d.hi+8 {
			break
		}
		if s.clauses[s.in[v.Lo]].voids(v.Lo) { // "no longer rely on the shield to transfer"
			continue
		}
		if lo := s.clauses[s.in[v.Lo]].lo; s.hasSense(lo, request) || (s.is(lo, determiner) || s.ws[lo].Low == "all") && s.hasSense(lo+1, request) { // "requests for your data must be sent to: Acme, Dublin"
			continue
		}
		if s.done(v) && s.toWhom(v.Lo) { // "the recipients to whom it was disclosed, in particular those in third countries"
			continue
		}
		after := v.Lo > d.hi
		switch r.verb(v) {
		case store:
			if after && (next(s.ws, v.Hi-1) == "by" && s.basis(s.placesWith(lexicon.Hit{Lo: d.lo, Hi: d.hi}).Lo) == "to" && !s.thereBehind(v.Hi) || s.ownPlace(v, d) || s.begunAnew(d.hi-1, v.Lo) || s.verbBetween(d.lo, d.hi) && !s.joins(d.hi)) { // "staff in China cannot read it, which is kept in the US", "where it is transferred internationally, to see that it is kept safe"
				continue
			}
			if !after || kept < 0 || s.verbs[kept].Lo > d.lo { // "does not store it in China, and stores it in Israel"
				kept = i
			}
		case send:
			if after && next(s.ws, v.Hi-1) == "there" { // "our servers are in the US, your data is sent there"
				moved = i
			}
			if !after && next(s.ws, v.Hi-1) != "us" && !(s.moods[i].byUser && s.posted(v.Hi, d.lo)) { // "by sending us your data you agree to its processing in the US"
				moved = i
			}
		case share, give:
			if !after && !s.is(v.Lo, postal) && next(s.ws, v.Hi-1) != "us" { // not "they provide us with services globally"
				shared = i
			}
		case use: // "processed in"
			if strings.HasPrefix(s.ws[v.Lo].Low, "process") && !after {
				shared = i
			}
		case collect:
			switch w := s.ws[v.Lo].Low; {
			case strings.HasPrefix(w, "record") && !after && s.done(v): // "will be recorded in the US"
				kept = i
			case strings.HasPrefix(w, "upload") && !after && moved < 0 && next(s.ws, v.Hi-1) == "to":
				moved = i
			case strings.HasPrefix(w, "access") && (!after && (s.accessedAt(v, d) || d.outside && s.ws[d.lo-1].Low == "from" && s.dataBefore(d.lo) && !s.moods[i].byUser && !s.clauses[s.in[v.Lo]].supposed) || after && !s.moods[i].byUser && r.staffAt(s, v, d)):
				reached = v.Lo
			}
		}
	}
	if r.keptElsewhere(s, kept, moved, d) {
		kept = -1
	}
	worked := s.workedOn(r, kept, shared)
	kept, moved, shared, reached = s.nearest(kept, moved, shared, reached, d)
	hazy := false
	for _, c := range s.cues {
		switch r.cue(c) {
		case remote:
			if kept < 0 || s.verbs[kept].Lo < c.Lo || s.verbs[kept].Lo > d.lo { // not "cannot be accessed from China and is stored in the US"
				reached = c.Lo
			}
		case server:
			if s.where(d.hi) && c.Lo > d.hi && c.Lo <= d.hi+3 { // "in the US, where our servers are"
				s.place(d, practice.StoreAbroad, mood{known: true, at: -1}, message.States)
			} else if k := &s.clauses[s.in[c.Lo]]; k.negated < 0 && s.anyIn(k.lo, c.Lo, negating) && !s.any(contrast) { // "must not be kept on servers in": a rule for others
			} else if kept < 0 && moved < 0 && c.Lo < d.lo && (d.lo-c.Lo < maxToServer || s.serverSeated(c, d) || r.placeBetween(s, c.Lo, d.lo) || r.notTo(s, c.Hi, d.lo)) && !(k.supposed && k.subject == you) { // not "if you connect to servers in other countries"
				n := k.negated
				s.place(d, practice.StoreAbroad, mood{known: true, at: -1, denied: n >= 0 && n < c.Lo || s.deniedWhole(c.Lo) || r.notTo(s, c.Hi, d.lo)}, message.States)
			}
		case abroad:
			hazy = hazy || strings.Contains(s.text[s.ws[c.Lo].Start:s.ws[c.Hi-1].End], "transfer") && moved < 0
		}
	}
	if kept >= 0 {
		m, isUser := r.there(s, kept, d), s.moods[kept].byUser
		switch {
		case !isUser:
			s.place(d, practice.StoreAbroad, m, message.States)
			if worked && moved < 0 && !slices.ContainsFunc(s.ws[:d.lo], func(w prose.Word) bool { return w.Low == "only" || w.Low == "solely" || w.Low == "exclusively" }) {
				s.place(d, practice.TransmitAbroad, m, d.processed())
			}
		case !m.denied && s.agreedTo(s.verbs[kept]): // "you consent to the storage of your data in the US"
			s.hint(d, practice.StoreAbroad)
		}
	}
	if kept < 0 && moved >= 0 && r.doneThere(s, d) {
		s.place(d, practice.StoreAbroad, r.there(s, moved, d), message.Hazy)
	}
	switch {
	case moved >= 0:
		m, isUser := r.there(s, moved, d), s.moods[moved].byUser
		m.denied = m.denied || r.undone(s, m, lexicon.Hit{Lo: d.lo, Hi: d.hi})
		// "clauses that allow companies to transfer": nobody's doing.
		idle := m.party == anyone && m.at > 1 && s.ws[m.at-1].Low == "to" && s.ws[m.at-2].Low != "us" && !strings.HasSuffix(s.ws[m.at].Low, "ed")
		switch {
		case !isUser && !idle:
			s.place(d, practice.TransmitAbroad, m, message.States)
		case isUser && !m.denied && !s.clauses[s.in[s.verbs[moved].Lo]].supposed && !r.has(s, definesCue):
			// "you are transferring your data to the United States", "you consent
			// to the transfer": it is told, though as the user's deed.
			s.hint(d, practice.TransmitAbroad)
		}
	case reached >= 0:
		n := s.clauses[s.in[reached]].negated
		s.place(d, practice.TransmitAbroad, mood{known: true, at: -1, party: firstParty, denied: n >= 0 && n < max(reached, d.lo)}, message.Hazy)
	case shared >= 0 && kept < 0 && (r.seatOf(s, d) || s.seated(s.verbs[shared].Hi, d) || r.recipientAt(s, s.verbs[shared].Hi, d)):
		m, isUser := r.there(s, shared, d), s.moods[shared].byUser
		if isUser && m.denied || isUser && s.clauses[s.in[s.verbs[shared].Lo]].supposed {
			return
		}
		if isUser && (d.outside || s.agreedTo(s.verbs[shared])) { // "you consent to our processing abroad"
			s.hint(d, practice.TransmitAbroad)
		}
		if !isUser {
			how := message.Hazy
			v := s.verbs[shared].Lo
			goes := d.outside || m.verb == share && (d.seat || r.recipientAt(s, v, d))
			if goes && s.in[v] == s.in[d.lo] && !s.being(v, d.lo) {
				how = message.States // "we share it with affiliates outside your country", "it is processed outside the EU", not "those we share it with may be outside"
			}
			s.place(d, practice.TransmitAbroad, m, how)
		}
	case hazy && kept < 0:
		n := s.clauses[s.in[d.lo]].negated
		s.place(d, practice.TransmitAbroad, mood{known: true, at: -1, denied: n >= 0 && n < d.lo}, message.Hazy)
	}
}

// placing is what a sentence says of data at a place: that it goes there, or is kept there.
type placing struct {
	at   destination
	deed practice.ID
	mood mood
	how  message.Modality
}

// place notes what is said of data at a place.
func (s *sentence) place(d destination, p practice.ID, m mood, how message.Modality) {
	if m.known {
		s.placings = append(s.placings, placing{d, p, m, how})
	}
}

// hint notes a place that data goes to or stays at by what a sentence implies.
func (s *sentence) hint(d destination, p practice.ID) {
	s.place(d, p, mood{known: true, at: -1}, message.Hazy)
}

// goesTo states what a sentence was found to say of data at places.
func (r *reader) goesTo(s *sentence) {
	for _, p := range s.placings {
		r.statePlace(s, p)
	}
	s.placings = s.placings[:0]
}

func (r *reader) statePlace(s *sentence, p placing) {
	d, m, modality := p.at, p.mood, p.how
	m.cond = m.cond && !m.deemed
	x := Mention{Block: s.block, Start: s.from, End: s.to, group: -1, entry: -1}
	r.fill(&x, s, m)
	// The verb "transfer" is the practice itself here, not a narrower act, and
	// naming a place does not make a sentence conditional.
	x.Scope = dropScope(dropScope(x.Scope, message.ScopeAction), message.ScopeDevice)
	if s.exceptTo(max(m.at, 0), d.lo) { // it is the place that is left out
		x.Scope = dropScope(x.Scope, message.ScopeException)
	}
	for _, sc := range x.Scope {
		if x.Modality == message.Denies && sc.Kind == message.ScopeException { // "no transfer unless there are safeguards"
			x.Modality, modality = message.Conditional, message.Conditional
		}
	}
	if x.Modality != message.Denies {
		if x.Modality = modality; m.cond {
			x.Modality = message.Conditional
		}
	}
	r.ofOne(&x, &r.doc.Blocks[s.block], d)
	if x.Recipient == "" && x.Modality != message.Denies {
		x.Recipient = d.who
	}
	st := r.statement(&x, p.deed, x.Modality)
	st.Country, st.Outside = d.country, d.of
	name := d.name
	if name.Hi == 0 {
		name = lexicon.Hit{Lo: d.lo, Hi: d.hi}
	}
	st.Term = s.text[s.ws[name.Lo].Start:s.ws[name.Hi-1].End]
	r.add(st)
	if m.also && m.at >= 0 && m.at < d.lo && modality != message.Hazy { // "we and our partners store it in", not "in countries in which we and they maintain"
		st.Party = message.ThirdParty
		r.add(st)
	}
}

func dropScope(scopes []message.Scope, kind message.ScopeKind) []message.Scope {
	out := scopes[:0]
	for _, s := range scopes {
		if s.Kind != kind {
			out = append(out, s)
		}
	}
	return out
}
