package grammar

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Reading is the mood of a verb; byUser if it is the user who acts.
type Reading struct {
	Mood   Mood
	ByUser bool
}

// Mood is how a clause speaks of what it governs.
type Mood struct {
	Known  bool
	Verb   word.Verb
	Denied bool
	Cond   bool
	Deemed bool // under a consent that nobody is asked for: "you consent to the transfer"
	Party  partyKind
	Also   bool // third parties as well as the publisher
	Handed bool // it comes from others: "partners send us"
	Above  bool // said by a heading
	Idle   bool // somebody acts whom the publisher does not speak for: "other apps can read"
	Stays  bool // denied by saying where it stays
	Open   bool // a "not" without a verb, for the items of a list to bring: "we do not:"
	Left   int  // word of a "not" behind it that leaves out whom or what for, which this denies; 0: none
	At     int  // word of the verb, or -1 if the mood comes from the context

	Why    message.Scope   // words of a lead-in that make it conditional
	Limits []message.Scope // of its denial

	Recipient, Third string // of a context that passes on: "we share with advertisers:"
}

type partyKind uint8

const (
	Anyone partyKind = iota
	FirstParty
	ThirdParty
)

// moodOf reads verb v of s.
func (s *Sentence) moodOf(v lexicon.Hit) (m Mood, byUser bool) {
	c := &s.Clauses[s.In[v.Lo]]
	m = Mood{Known: true, Verb: s.Verb(v), At: v.Lo, Cond: c.Cond}
	m.Denied = s.deniedAt(c, v) || s.toNobody(c, v)
	m.Idle = s.idleAt(c, v)
	if s.HasSense(v.Lo, word.Making) && !s.madeKnown(v) { // "makes a faceprint"
		m.Verb = word.Infer
	}
	if m.Verb == word.Stay && s.keptThere(c, v) {
		m.Verb = word.Store
	}
	if m.Verb == word.Stay { // "your contacts stay on your phone": they are not sent
		m.Verb, m.Stays, m.Idle, m.Denied = word.Send, true, m.Idle || m.Denied, true
	}
	switch c.Subject {
	case We:
		m.Party = FirstParty
		if s.lets(c, v) {
			if m.Party = ThirdParty; s.lettingToo(v) {
				m.Party, m.Also = FirstParty, true
			}
		} else {
			m.Also = s.joined(c, v) || s.stillAlso(c)
		}
	case You:
		if p, at := s.afterComma(c, v); at >= 0 { // "if you allow it, the app reads"
			m.Party, m.Denied = p, m.Denied && c.Negated > at
			break
		}
		byUser = !s.returns(c, v) && !s.withoutUs(v)
		if byUser && !c.Wish && v.Lo > c.Lo && (s.consents(c, v) || !m.Denied && s.agreesTo(v)) { // "you permit us to use", "you give consent to process"
			byUser, m.Party, m.Cond, m.Deemed = false, FirstParty, !s.ByUse(c, v.Lo), s.deemed(c, v.Lo)
		}
		if w := s.Ws[v.Lo].Low; w == "asked" && s.undergone(v) { // "you will be asked for"
			byUser, m.Party = false, FirstParty
		}
	case They:
		m.Party = ThirdParty
		if byUser = s.theUsers(c); byUser || s.theyUndergo(c, v) {
			m.Party = Anyone
		}
	default:
		var outside bool
		m.Party, byUser, outside = s.nounSubject(c, v)
		if m.Party == FirstParty && (m.Verb == word.Send || m.Verb == word.Store && s.ThirdBetween(v.Hi, v.Hi+MaxSeat)) && s.Done(v) && s.onlyUsed(c, v) { // "stored on a Google server"
			m.Party = Anyone
		}
		if m.Party == Anyone && !byUser && v.Lo > 0 && (s.Ws[v.Lo-1].Low == "our" || s.Ws[v.Lo-1].Low == "my") && Next(s.Ws, v.Hi-1) == "of" { // "our processing of"
			m.Party = FirstParty
		}
		if m.Party == Anyone && !byUser && v.Lo == c.Lo && strings.HasSuffix(s.Ws[v.Lo].Low, "ing") {
			m.Party = s.behindComma(c) // "using your contacts, our partners build"
		}
		if m.Party == Anyone && !byUser && s.Is(v.Lo-1, word.It) {
			m.Party = s.itIs(v.Lo - 1)
		}
		if us := s.helpsUs(c, v); us > 0 && !byUser && (m.Party == Anyone || m.Party == ThirdParty && s.Joins(us+1)) { // "helps us | and our partners show"
			m.Party, m.Also = FirstParty, m.Party == ThirdParty
		}
		if k := s.In[v.Lo]; m.Party == Anyone && !byUser && c.Of >= 0 && s.WhatForAt(c.Lo) && s.Clauses[k-1].Subject == They && !s.theUsers(&s.Clauses[k-1]) { // "some companies use what they collect | to deliver"
			m.Party = ThirdParty
		}
		m.Idle = m.Idle || outside || c.Subject == Nobody && s.bids(c, v) && !s.Has(word.Told) && !s.Has(word.Presumed)
		if m.Party == ThirdParty && s.company(c, v) {
			m.Party, m.Also = FirstParty, true
		}
	}
	if m.Party == Anyone && !byUser && c.Subject == Nobody && (m.Verb == word.Collect || m.Verb == word.Use || m.Verb == word.Store) && s.actors(c, v) {
		m.Party = ThirdParty
	}
	if byUser && s.haveDone(c, v) { // "users will have their videos stored in"
		byUser, m.Party = false, Anyone
	}
	if m.Party == Anyone && !byUser && m.Verb == word.Include { // "the information | we collect | includes"
		m.Party = s.saidOf(c)
	}
	if c.Subject == Relative && m.Party == Anyone && !byUser && s.ofFirm(c) {
		m.Party = ThirdParty
	}
	if c.Subject == Relative && m.Party == Anyone && !byUser {
		// "we use tools that collect": who uses them does what they do.
		if k := s.In[v.Lo]; k > 0 {
			for i := len(s.Moods) - 1; i >= 0 && s.In[s.Verbs[i].Lo] >= k-1; i-- {
				if o := &s.Moods[i]; s.In[s.Verbs[i].Lo] == k-1 && !o.ByUser {
					m.Party, m.Also = o.Mood.Party, o.Mood.Also
					break
				}
			}
		}
	}
	m.Also = m.Also || m.Party != ThirdParty && !byUser && ((m.Verb == word.Collect || m.Verb == word.Use || m.Verb == word.Infer) && s.through(v) || s.besideAlso(v))
	agent := s.agentAt(v, &m, &byUser)
	if k := m.Verb; (k == word.Share || k == word.Send || k == word.Give || k == word.Sell) && m.Party == ThirdParty && !m.Also && s.toUs(c, v) { // "partners share your email with us"
		m.Verb, m.Party, m.Handed = word.Collect, FirstParty, true
		m.Also = s.gathered(v)
	}
	if k := m.Verb; m.Party == ThirdParty && !agent && !m.Denied && (k == word.Give || k == word.Send) && s.Done(v) && c.Subject != We { // "our partners are given, sent"
		m.Verb, m.Party = word.Share, FirstParty
	}
	m.Idle = m.Idle || m.Party == ThirdParty && !m.Also && m.Verb == word.Share && Next(s.Ws, v.Hi-1) == "with" && Next(s.Ws, v.Hi) == "you" // "places that others shared with you"
	if m.Party == Anyone && !byUser {
		s.byAgent(v, &m)
	}
	s.prevented(c, v, &m)
	if m.Party == Anyone { // "stored or collected by us"
		for i := v.Hi; i+1 < c.Hi && i < v.Hi+5; i++ {
			if s.Ws[i].Low == "by" && (s.Ws[i+1].Low == "us" || s.Ws[i+1].Low == "our" || s.Ws[i+1].Low == "me") {
				m.Denied = m.Denied && !byUser // "you will no longer receive ads sent by us"
				m.Party, byUser = FirstParty, false
			}
		}
	}
	return m, byUser
}

// saidOf is who does what is said in a clause put into clause c, of what c is about: "the information
// | we collect | includes".
func (s *Sentence) saidOf(c *Clause) partyKind {
	for i := len(s.Moods) - 1; i >= 0 && i >= len(s.Moods)-maxSaid && c.Of >= 0 && s.In[s.Verbs[i].Lo] > c.Of; i-- {
		if o := &s.Moods[i]; o.Mood.Verb == word.Collect || o.Mood.Verb == word.Use || o.Mood.Verb == word.Store {
			if o.ByUser || o.Mood.Denied || o.Mood.Idle {
				return Anyone
			}
			return o.Mood.Party
		}
	}
	return Anyone
}

const maxSaid = 4 // verbs of a clause put in

// deniedAt reports that a "not" of clause c reaches verb v: not in "could not serve you
// without storing", nor over a comma to "our collection".
func (s *Sentence) deniedAt(c *Clause, v lexicon.Hit) bool {
	n := c.Negated
	if n < 0 || n >= v.Lo || s.Closes[n] <= v.Lo {
		return false
	}
	switch before := s.Ws[v.Lo-1].Low; {
	case before == "without" && v.Lo-1 > n, before == "only" && s.onlyAnew(v.Lo-1, n):
		return false
	case (s.Ws[n].Low == "instead" || s.Ws[n].Low == "rather" || s.Ws[n].Low == "without") && s.Comma[v.Lo] > n && !strings.HasSuffix(s.Ws[v.Lo].Low, "ing"): // "instead of reading it, the app uses"
		return false
	case before == "our" && s.Comma[v.Lo] > n: // "no standard has been agreed on, our collection goes on"
		return false
	case s.anotherDeed(n, v), s.mainBehind(n, v.Lo), s.anotherAim(n, v.Lo), s.behindAnew(n, v.Lo), s.nextDeed(n, v.Lo):
		return false
	}
	return true
}

// keptThere: what remains on a phone for a time is kept there, and cookies are there to be
// read.
func (s *Sentence) keptThere(c *Clause, v lexicon.Hit) bool {
	if w := s.Ws[max(v.Lo-1, 0)].Low; w == "may" || w == "might" || w == "could" {
		return true
	}
	for i := v.Hi; i < len(s.Ws) && i < v.Hi+2; i++ {
		if w := s.Ws[i].Low; w == "until" || w == "for" || w == "after" || w == "as" {
			return true
		}
	}
	return slices.ContainsFunc(s.Ws[c.Lo:v.Lo], func(w prose.Word) bool { return strings.HasPrefix(w.Low, "cookie") })
}

// toNobody: "shares it with no one", "is used neither by us nor by others".
func (s *Sentence) toNobody(c *Clause, v lexicon.Hit) bool {
	switch Next(s.Ws, v.Hi-1) {
	case "neither":
		return s.Done(v)
	case "none": // "the app uses none of the following"
		return Next(s.Ws, v.Hi) == "of"
	}
	for i := v.Hi; i+1 < c.Hi; i++ {
		if w := s.Ws[i].Low; (w == "with" || w == "to") && (s.Ws[i+1].Low == "nobody" || s.Ws[i+1].Low == "none" || s.Ws[i+1].Low == "no" && Next(s.Ws, i+1) == "one") {
			return true
		}
	}
	return false
}

// gathered reports that who passes data on by verb v collects it first: "vendors
// may collect and provide us with your location".
func (s *Sentence) gathered(v lexicon.Hit) bool {
	for _, o := range s.Verbs {
		if o.Hi <= v.Lo && s.In[o.Lo] == s.In[v.Lo] && s.Verb(o) == word.Collect && s.Beside(o.Lo, v.Lo) {
			return true
		}
	}
	return false
}

// toUs reports that what verb v passes on comes to the publisher.
func (s *Sentence) toUs(c *Clause, v lexicon.Hit) bool {
	for i := v.Hi; i+1 < c.Hi; i++ {
		if w := s.Ws[i].Low; (w == "with" || w == "to") && s.Ws[i+1].Low == "us" {
			return true
		}
	}
	return Next(s.Ws, v.Hi-1) == "us"
}

// returns finds the end of "the data you give us may be stored": a passive
// behind another verb of the user's clause is no longer what the user does.
func (s *Sentence) returns(c *Clause, v lexicon.Hit) bool {
	if !s.Done(v) {
		return false
	}
	for _, o := range s.Verbs {
		if o.Lo > c.Lo && o.Hi < v.Lo && s.In[o.Lo] == s.In[v.Lo] && (!s.Done(o) || strings.HasSuffix(s.Ws[o.Lo].Low, "ing")) { // "are providing"
			return true
		}
	}
	return false
}

// lets finds "we allow advertisers to collect": what others are let do is
// theirs.
func (s *Sentence) lets(c *Clause, v lexicon.Hit) bool {
	for _, p := range s.Parties {
		if p.Lo > c.Lo && p.Hi <= v.Lo && s.Party(p).IsThird() {
			for i := p.Lo - 1; i > c.Lo && i >= p.Lo-6; i-- {
				if s.Is(i, word.Letting) {
					return s.Ws[v.Lo-1].Low == "to" || strings.HasPrefix(s.Ws[i].Low, "let")
				}
			}
		}
	}
	return false
}

// lettingToo finds "we collect and we allow advertisers to collect", "we collect or
// allow advertisers to": the same deed before.
func (s *Sentence) lettingToo(v lexicon.Hit) bool {
	k := s.In[v.Lo]
	same := func(o lexicon.Hit) bool { return s.Verb(o) == s.Verb(v) }
	for _, o := range s.Verbs {
		if s.In[o.Lo] == k && same(o) && o.Hi < v.Lo && s.Is(o.Hi, word.ListJoint) && s.Is(o.Hi+1, word.Letting) {
			return true
		}
	}
	if k == 0 || s.Clauses[k-1].Subject != We {
		return false
	}
	for _, o := range s.Verbs {
		if s.In[o.Lo] == k-1 && same(o) && s.Clauses[k].Lo-o.Hi <= 1 {
			return true
		}
	}
	return false
}

// haveDone reports what somebody has done for him: "will have their data stored".
func (s *Sentence) haveDone(c *Clause, v lexicon.Hit) bool {
	if c.Wish || !s.ParticipleAt(v.Lo) || s.VerbAt(v.Lo-1) {
		return false
	}
	for k := v.Lo - 1; k > c.Lo && k >= v.Lo-maxHaveDone; k-- {
		if s.Having(k) {
			return s.HasSense(k+1, word.Whose) && k+2 < v.Lo
		}
		if s.Is(k, word.Be|word.Preposition|word.Toward|word.ListJoint) && s.Ws[k].Low != "your" {
			return false
		}
	}
	return false
}

const maxHaveDone = 5 // words: "have their own personal data stored"

// anotherAim: "so that we do not show it twice or to | show you ads": the "to" is none of what "not"
// denies; it is in "we do not want to share or to sell".
func (s *Sentence) anotherAim(n, i int) bool {
	return i > 2 && s.Ws[i-1].Low == "to" && s.Joins(i-2) && s.Is(n, word.Do|word.Negating) && n+1 < i-2 && s.VerbAt(n+1) && s.BaseForm(n+1) && !s.infinitiveIn(n+1, i-2) && slices.ContainsFunc(s.Ws[:n], func(w prose.Word) bool { return w.Low == "that" })
}

// helpsUs is the "us" of "this allows us to | deliver", "helps us measure them and | show"; 0 if there is
// none.
func (s *Sentence) helpsUs(c *Clause, v lexicon.Hit) int {
	for k := v.Lo - 1; k > c.Lo && k >= v.Lo-maxHelps; k-- {
		if s.IsOne(k, "us") && (strings.HasPrefix(s.Ws[k-1].Low, "allow") || strings.HasPrefix(s.Ws[k-1].Low, "enabl") || s.IsOne(k-1, "help", "helps", "helping", "lets", "let", "permits")) {
			return k
		}
	}
	return 0
}

const maxHelps = 12 // words: "us to measure how well our campaigns do and | deliver"

// Passes reports that data is passed on.
func (m Mood) Passes() bool { return m.Known && !m.Denied && m.Verb.PassesOn() }

// Adds reports that somebody is said to do something.
func (o *Reading) Adds() bool {
	return o.Mood.Known && !o.Mood.Denied && !o.Mood.Idle && !o.ByUser && o.Mood.Verb != word.Control && o.Mood.Verb != word.Include
}
