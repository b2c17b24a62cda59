package place

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// Abroad reads where data is sent, stored or reached from. A country or region
// named is given as it is: whether it is abroad depends on the home of the case.
func (s *Sentence) Abroad() {
	if s.Defines() {
		return
	}
	ofData := s.SpeaksOfData() || s.Transferred() && s.Has(word.Safeguard) || s.Ws[0].Low == "place" && grammar.Next(s.Ws, 0) == "of" || s.OwnServers() || s.transfers() || s.hosted() || s.movesIt() || s.kindsKept() || s.ownHost() >= 0 || s.worksThere()
	places := s.Destinations()
	if len(places) == 0 {
		s.safeguarded()
	}
	for _, d := range places {
		if s.Is(d.Lo-1, word.Be) && s.IsOne(d.Lo-2, "address", "residence", "domicile") { // "if your address is | outside the US"
			continue
		}
		if ofData {
			s.movement(d)
		}
		if s.vendor(d) {
			s.hint(d, practice.TransmitAbroad)
		}
	}
	s.notAtHome()
}

// basis is the preposition before the place at word i.
func (s *Sentence) basis(i int) string {
	for i--; s.Is(i, word.Determiner); i-- {
	}
	if i < 0 {
		return ""
	}
	return s.Ws[i].Low
}

// thirdBefore reports a third party before word i.
func (s *Sentence) thirdBefore(i int) bool {
	return slices.ContainsFunc(s.Parties, func(p lexicon.Hit) bool { return p.Hi <= i && s.Party(p).IsThird() })
}

// SpeaksOfData reports a data type or a word for data: "details", "everything".
func (s *Sentence) SpeaksOfData() bool {
	return len(s.Types) > 0 || s.Any(word.Detail) || slices.ContainsFunc(s.Ws, func(w prose.Word) bool { return w.Low == "nothing" || w.Low == "everything" })
}

// dataBefore reports data before word i in its clause.
func (s *Sentence) dataBefore(i int) bool {
	c := &s.Clauses[s.In[i]]
	for k := i - 1; k >= c.Lo; k-- {
		if s.Is(k, word.Detail) || s.Ws[k].Low == "nothing" {
			return true
		}
	}
	return slices.ContainsFunc(s.Types, func(t lexicon.Hit) bool { return t.Lo >= c.Lo && t.Hi <= i })
}

// transfers: "transfers outside of your country are done with safeguards" speak of
// data without a word of it.
func (s *Sentence) transfers() bool {
	return s.Transferred() && (s.Has(word.Abroad) || s.Has(word.Outside))
}

// Transferred reports a verb that moves data by its name: "transfer", "transmission".
func (s *Sentence) Transferred() bool {
	return slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool {
		return s.Verb(v) == word.Send && (strings.HasPrefix(s.Ws[v.Lo].Low, "transfer") || strings.HasPrefix(s.Ws[v.Lo].Low, "transmit"))
	})
}

// movesIt: "we store your data here. We do not send | it to China".
func (s *Sentence) movesIt() bool {
	if k := s.Before.Verb; !s.Before.Known || k == word.Control || k == word.Include {
		return false
	}
	return slices.ContainsFunc(s.Verbs, func(v lexicon.Hit) bool {
		switch s.Verb(v) {
		case word.Use:
			return strings.HasPrefix(s.Ws[v.Lo].Low, "process") && s.Done(v) && s.Is(0, word.It|word.They) // "It may also be processed by staff in"
		case word.Store, word.Send, word.Share:
			w := grammar.Next(s.Ws, v.Hi-1)
			return w == "it" || w == "them" || s.Done(v) && (s.Is(0, word.It|word.They) || s.Is(0, word.Pointing) && s.Is(1, word.Be|word.Modal)) // "It is never sent to"
		}
		return false
	})
}

// movement finds what is done with data at the destination.
func (s *Sentence) movement(d Destination) {
	if s.ofOthers(d) || s.onlyNamed(d) || s.Clauses[s.In[d.Lo]].Asked || s.disputed(d.Lo) || s.entitledIf(d.Hi) || s.entitledTo(d.Lo) { // "you may ask whether we transfer it abroad"
		return
	}
	if s.described(d.Lo) {
		if m, ok := s.sharedWith(d.Lo); ok {
			s.Place(d, practice.TransmitAbroad, m, message.Hazy)
		}
		return
	}
	if s.labelPlace(d) {
		return
	}
	if s.HasSense(d.Lo, word.Leaving) || s.IsOne(d.Lo, "cross", "crosses", "crossed", "crossing") && grammar.Next(s.Ws, d.Lo) != "border" { // "your data does not leave the EU", not "if you leave the EU"
		if c := &s.Clauses[s.In[d.Lo]]; !c.Supposed && c.Subject != grammar.You && c.Subject != grammar.We && s.dataBefore(d.Lo) {
			s.Place(d, practice.TransmitAbroad, grammar.Mood{Known: true, At: -1, Denied: c.Negated >= 0 && c.Negated < d.Lo || s.Ws[c.Lo].Low == "nothing"}, message.States)
		}
		return
	}
	if s.sentThere(d) || s.travels(d) || s.workedWhereWeAre(d) || s.whereTheyAre(d) || s.facility(d) || s.takesPlace(d) || s.ownHostAt(d) {
		return
	}
	seen, seenFrom := s.lookedAtFrom(d.Lo)
	kept, moved, reached, shared := -1, -1, -1, -1
	for i, v := range s.Verbs {
		if v.Lo > d.Hi+8 {
			break
		}
		if s.Clauses[s.In[v.Lo]].Voids(v.Lo) { // "no longer rely on the shield to transfer"
			continue
		}
		if lo := s.Clauses[s.In[v.Lo]].Lo; s.HasSense(lo, word.Request) || (s.Is(lo, word.Determiner) || s.Ws[lo].Low == "all") && s.HasSense(lo+1, word.Request) { // "requests for your data must be sent to: Acme, Dublin"
			continue
		}
		if s.Is(v.Hi, word.You|word.Determiner) && s.HasSense(v.Hi+1, word.Request) { // "send | your request to Acme, Dublin"
			continue
		}
		if s.Done(v) && s.toWhom(v.Lo) { // "the recipients to whom it was disclosed, in particular those in third countries"
			continue
		}
		after := v.Lo > d.Hi
		switch s.Verb(v) {
		case word.Store:
			if after && (grammar.Next(s.Ws, v.Hi-1) == "by" && s.basis(s.placesWith(lexicon.Hit{Lo: d.Lo, Hi: d.Hi}).Lo) == "to" && !s.thereBehind(v.Hi) || s.ownPlace(v, d) || s.begunAnew(d.Hi-1, v.Lo) || s.VerbBetween(d.Lo, d.Hi) && !s.Joins(d.Hi)) { // "staff in China cannot read it, which is kept in the US", "where it is transferred internationally, to see that it is kept safe"
				continue
			}
			if !after || kept < 0 || s.Verbs[kept].Lo > d.Lo { // "does not store it in China, and stores it in Israel"
				kept = i
			}
		case word.Send:
			if after && grammar.Next(s.Ws, v.Hi-1) == "there" { // "our servers are in the US, your data is sent there"
				moved = i
			}
			if !after && grammar.Next(s.Ws, v.Hi-1) != "us" && !(s.Moods[i].ByUser && s.posted(v.Hi, d.Lo)) { // "by sending us your data you agree to its processing in the US"
				moved = i
			}
		case word.Share, word.Give:
			if !after && !s.Is(v.Lo, word.Postal) && grammar.Next(s.Ws, v.Hi-1) != "us" { // not "they provide us with services globally"
				shared = i
			}
		case word.Use: // "processed in"
			if strings.HasPrefix(s.Ws[v.Lo].Low, "process") && !after {
				shared = i
			}
		case word.Collect:
			switch w := s.Ws[v.Lo].Low; {
			case strings.HasPrefix(w, "record") && !after && s.Done(v): // "will be recorded in the US"
				kept = i
			case strings.HasPrefix(w, "upload") && !after && moved < 0 && grammar.Next(s.Ws, v.Hi-1) == "to":
				moved = i
			case seenFrom && seen == v:
				reached = v.Lo
			case strings.HasPrefix(w, "access") && (!after && (s.accessedAt(v, d) || d.Outside && s.Ws[d.Lo-1].Low == "from" && s.dataBefore(d.Lo) && !s.Moods[i].ByUser && !s.Clauses[s.In[v.Lo]].Supposed) || after && !s.Moods[i].ByUser && s.staffAt(v, d)):
				reached = v.Lo
			}
		}
	}
	if s.keptElsewhere(kept, moved, d) || moved >= 0 && s.Verbs[moved].Lo >= d.Lo { // "we keep no list, and there is no | cross-border transfer"
		kept = -1
	}
	worked := s.workedOn(kept, shared)
	kept, moved, shared, reached = s.nearest(kept, moved, shared, reached, d)
	hazy := false
	for _, c := range s.Cues {
		class := s.Cue(c)
		if s.IsOne(c.Hi-1, "server", "servers", "database", "databases") { // "on our servers" is told as well
			class, c.Lo = word.Server, c.Hi-1
		}
		switch class {
		case word.Remote:
			if kept < 0 || s.Verbs[kept].Lo < c.Lo || s.Verbs[kept].Lo > d.Lo { // not "cannot be accessed from China and is stored in the US"
				reached = c.Lo
			}
		case word.Server:
			if s.where(d.Hi) && c.Lo > d.Hi && c.Lo <= d.Hi+3 { // "in the US, where our servers are"
				s.Place(d, practice.StoreAbroad, grammar.Mood{Known: true, At: -1}, message.States)
			} else if k := &s.Clauses[s.In[c.Lo]]; k.Negated < 0 && s.AnyIn(k.Lo, c.Lo, word.Negating) && !s.Any(word.Contrast) { // "must not be kept on servers in": a rule for others
			} else if kept < 0 && moved < 0 && c.Lo < d.Lo && (d.Lo-c.Lo < maxToServer || s.serverSeated(c, d) || s.placeBetween(c.Lo, d.Lo) || s.notTo(c.Hi, d.Lo)) && !(k.Supposed && k.Subject == grammar.You) { // not "if you connect to servers in other countries"
				n := k.Negated
				s.Place(d, practice.StoreAbroad, grammar.Mood{Known: true, At: -1, Denied: n >= 0 && n < c.Lo || s.deniedWhole(c.Lo) || s.notTo(c.Hi, d.Lo)}, message.States)
			}
		case word.Abroad:
			hazy = hazy || strings.Contains(s.Text[s.Ws[c.Lo].Start:s.Ws[c.Hi-1].End], "transfer") && moved < 0
		}
	}
	if kept >= 0 {
		m, isUser := s.there(kept, d), s.Moods[kept].ByUser
		switch {
		case !isUser:
			s.Place(d, practice.StoreAbroad, m, message.States)
			if worked && moved < 0 && !slices.ContainsFunc(s.Ws[:d.Lo], func(w prose.Word) bool { return w.Low == "only" || w.Low == "solely" || w.Low == "exclusively" }) {
				s.Place(d, practice.TransmitAbroad, m, d.processed())
			}
		case !m.Denied && s.AgreedTo(s.Verbs[kept]): // "you consent to the storage of your data in the US"
			s.hint(d, practice.StoreAbroad)
		}
	}
	if kept < 0 && moved >= 0 && s.doneThere(d) {
		s.Place(d, practice.StoreAbroad, s.there(moved, d), message.Hazy)
	}
	switch {
	case moved >= 0:
		m, isUser := s.there(moved, d), s.Moods[moved].ByUser
		m.Denied = m.Denied || s.Undone(m, lexicon.Hit{Lo: d.Lo, Hi: d.Hi})
		// "clauses that allow companies to transfer": nobody's doing.
		idle := m.Party == grammar.Anyone && m.At > 1 && s.Ws[m.At-1].Low == "to" && s.Ws[m.At-2].Low != "us" && !strings.HasSuffix(s.Ws[m.At].Low, "ed")
		switch {
		case !isUser && !idle:
			s.Place(d, practice.TransmitAbroad, m, message.States)
		case isUser && !m.Denied && !s.Clauses[s.In[s.Verbs[moved].Lo]].Supposed && !s.Has(word.DefinesCue):
			// "you are transferring your data to the United States", "you consent
			// to the transfer": it is told, though as the user's deed.
			s.hint(d, practice.TransmitAbroad)
		}
	case reached >= 0:
		n := s.Clauses[s.In[reached]].Negated
		s.Place(d, practice.TransmitAbroad, grammar.Mood{Known: true, At: -1, Party: grammar.FirstParty, Denied: n >= 0 && n < max(reached, d.Lo)}, message.Hazy)
	case shared >= 0 && kept < 0 && (s.seatOf(d) || s.seated(s.Verbs[shared].Hi, d) || s.recipientAt(s.Verbs[shared].Hi, d)):
		m, isUser := s.there(shared, d), s.Moods[shared].ByUser
		if isUser && m.Denied || isUser && s.Clauses[s.In[s.Verbs[shared].Lo]].Supposed {
			return
		}
		if isUser && (d.Outside || s.AgreedTo(s.Verbs[shared])) { // "you consent to our processing abroad"
			s.hint(d, practice.TransmitAbroad)
		}
		if !isUser {
			how := message.Hazy
			v := s.Verbs[shared].Lo
			goes := d.Outside || m.Verb == word.Share && (d.seat || s.recipientAt(v, d))
			if goes && s.In[v] == s.In[d.Lo] && !s.being(v, d.Lo) {
				how = message.States // "we share it with affiliates outside your country", "it is processed outside the EU", not "those we share it with may be outside"
			}
			s.Place(d, practice.TransmitAbroad, m, how)
		}
	case hazy && kept < 0:
		n := s.Clauses[s.In[d.Lo]].Negated
		s.Place(d, practice.TransmitAbroad, grammar.Mood{Known: true, At: -1, Denied: n >= 0 && n < d.Lo}, message.Hazy)
	}
}

// Placing is what a sentence says of data at a place: that it goes there, or is kept there.
type Placing struct {
	At   Destination
	Deed practice.ID
	Mood grammar.Mood
	How  message.Modality
}

// Place notes what is said of data at a place.
func (s *Sentence) Place(d Destination, p practice.ID, m grammar.Mood, how message.Modality) {
	if m.Known {
		s.Placings = append(s.Placings, Placing{d, p, m, how})
	}
}

// hint notes a place that data goes to or stays at by what a sentence implies.
func (s *Sentence) hint(d Destination, p practice.ID) {
	s.Place(d, p, grammar.Mood{Known: true, At: -1}, message.Hazy)
}
