package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// reading is the mood of a verb; byUser if it is the user who acts.
type reading struct {
	mood   mood
	byUser bool
}

// mood is how a clause speaks of what it governs.
type mood struct {
	known  bool
	verb   verbClass
	denied bool
	cond   bool
	deemed bool // under a consent that nobody is asked for: "you consent to the transfer"
	party  partyKind
	also   bool // third parties as well as the publisher
	handed bool // it comes from others: "partners send us"
	above  bool // said by a heading
	idle   bool // somebody acts whom the publisher does not speak for: "other apps can read"
	stays  bool // denied by saying where it stays
	open   bool // a "not" without a verb, for the items of a list to bring: "we do not:"
	left   int  // word of a "not" behind it that leaves out whom or what for, which this denies; 0: none
	at     int  // word of the verb, or -1 if the mood comes from the context

	why    message.Scope   // words of a lead-in that make it conditional
	limits []message.Scope // of its denial

	recipient, third string // of a context that passes on: "we share with advertisers:"
}

type partyKind uint8

const (
	anyone partyKind = iota
	firstParty
	thirdParty
)

// moodOf reads verb v of s.
func (r *sentenceReader) moodOf(s *sentence, v lexicon.Hit) (m mood, byUser bool) {
	c := &s.clauses[s.in[v.Lo]]
	m = mood{known: true, verb: r.verb(v), at: v.Lo, cond: c.cond}
	m.denied = s.deniedAt(c, v) || s.toNobody(c, v)
	m.idle = r.idleAt(s, c, v)
	if s.hasSense(v.Lo, making) && !s.madeKnown(v) { // "makes a faceprint"
		m.verb = infer
	}
	if m.verb == stay && s.keptThere(c, v) {
		m.verb = store
	}
	if m.verb == stay { // "your contacts stay on your phone": they are not sent
		m.verb, m.stays, m.idle, m.denied = send, true, m.idle || m.denied, true
	}
	switch c.subject {
	case we:
		m.party = firstParty
		if r.lets(s, c, v) {
			if m.party = thirdParty; r.lettingToo(s, v) {
				m.party, m.also = firstParty, true
			}
		} else {
			m.also = r.joined(s, c, v) || s.stillAlso(c)
		}
	case you:
		if p, at := r.afterComma(s, c, v); at >= 0 { // "if you allow it, the app reads"
			m.party, m.denied = p, m.denied && c.negated > at
			break
		}
		byUser = !s.returns(c, v) && !s.withoutUs(v)
		if byUser && !c.wish && v.Lo > c.lo && (r.consents(s, c, v) || !m.denied && s.agreesTo(v)) { // "you permit us to use", "you give consent to process"
			byUser, m.party, m.cond, m.deemed = false, firstParty, !r.byUse(s, c, v.Lo), r.deemed(s, c, v.Lo)
		}
		if w := s.ws[v.Lo].Low; w == "asked" && s.undergone(v) { // "you will be asked for"
			byUser, m.party = false, firstParty
		}
	case they:
		m.party = thirdParty
		if byUser = r.theUsers(s, c); byUser {
			m.party = anyone
		}
	default:
		var outside bool
		m.party, byUser, outside = r.nounSubject(s, c, v)
		if m.party == firstParty && (m.verb == send || m.verb == store && r.thirdBetween(s, v.Hi, v.Hi+maxSeat)) && s.done(v) && r.onlyUsed(s, c, v) { // "stored on a Google server"
			m.party = anyone
		}
		if m.party == anyone && !byUser && v.Lo > 0 && (s.ws[v.Lo-1].Low == "our" || s.ws[v.Lo-1].Low == "my") && next(s.ws, v.Hi-1) == "of" { // "our processing of"
			m.party = firstParty
		}
		if m.party == anyone && !byUser && v.Lo == c.lo && strings.HasSuffix(s.ws[v.Lo].Low, "ing") {
			m.party = r.behindComma(s, c) // "using your contacts, our partners build"
		}
		if m.party == anyone && !byUser && s.is(v.Lo-1, itWord) {
			m.party = r.itIs(s, v.Lo-1)
		}
		if us := s.helpsUs(c, v); us > 0 && !byUser && (m.party == anyone || m.party == thirdParty && s.joins(us+1)) { // "helps us | and our partners show"
			m.party, m.also = firstParty, m.party == thirdParty
		}
		if k := s.in[v.Lo]; m.party == anyone && !byUser && c.of >= 0 && s.whatForAt(c.lo) && s.clauses[k-1].subject == they && !r.theUsers(s, &s.clauses[k-1]) { // "some companies use what they collect | to deliver"
			m.party = thirdParty
		}
		m.idle = m.idle || outside || c.subject == nobody && s.bids(c, v) && !r.has(s, told) && !r.has(s, presumed)
		if m.party == thirdParty && r.company(s, c, v) {
			m.party, m.also = firstParty, true
		}
	}
	if m.party == anyone && !byUser && c.subject == nobody && (m.verb == collect || m.verb == use || m.verb == store) && r.actors(s, c, v) {
		m.party = thirdParty
	}
	if byUser && s.haveDone(c, v) { // "users will have their videos stored in"
		byUser, m.party = false, anyone
	}
	if m.party == anyone && !byUser && m.verb == include { // "the information | we collect | includes"
		m.party = s.saidOf(c)
	}
	if c.subject == relative && m.party == anyone && !byUser {
		// "we use tools that collect": who uses them does what they do.
		if k := s.in[v.Lo]; k > 0 {
			for i := len(s.moods) - 1; i >= 0 && s.in[s.verbs[i].Lo] >= k-1; i-- {
				if o := &s.moods[i]; s.in[s.verbs[i].Lo] == k-1 && !o.byUser {
					m.party, m.also = o.mood.party, o.mood.also
					break
				}
			}
		}
	}
	m.also = m.also || m.party != thirdParty && !byUser && ((m.verb == collect || m.verb == use || m.verb == infer) && r.through(s, v) || s.besideAlso(v))
	agent := r.agentAt(s, v, &m, &byUser)
	if k := m.verb; (k == share || k == send || k == give || k == sell) && m.party == thirdParty && !m.also && s.toUs(c, v) { // "partners share your email with us"
		m.verb, m.party, m.handed = collect, firstParty, true
		m.also = s.gathered(r, v)
	}
	if k := m.verb; m.party == thirdParty && !agent && !m.denied && (k == give || k == send) && s.done(v) && c.subject != we { // "our partners are given, sent"
		m.verb, m.party = share, firstParty
	}
	m.idle = m.idle || m.party == thirdParty && !m.also && m.verb == share && next(s.ws, v.Hi-1) == "with" && next(s.ws, v.Hi) == "you" // "places that others shared with you"
	if m.party == anyone && !byUser {
		s.byAgent(v, &m)
	}
	r.prevented(s, c, v, &m)
	if m.party == anyone { // "stored or collected by us"
		for i := v.Hi; i+1 < c.hi && i < v.Hi+5; i++ {
			if s.ws[i].Low == "by" && (s.ws[i+1].Low == "us" || s.ws[i+1].Low == "our" || s.ws[i+1].Low == "me") {
				m.denied = m.denied && !byUser // "you will no longer receive ads sent by us"
				m.party, byUser = firstParty, false
			}
		}
	}
	return m, byUser
}

// saidOf is who does what is said in a clause put into clause c, of what c is about: "the information
// | we collect | includes".
func (s *sentence) saidOf(c *clause) partyKind {
	for i := len(s.moods) - 1; i >= 0 && i >= len(s.moods)-maxSaid && c.of >= 0 && s.in[s.verbs[i].Lo] > c.of; i-- {
		if o := &s.moods[i]; o.mood.verb == collect || o.mood.verb == use || o.mood.verb == store {
			if o.byUser || o.mood.denied || o.mood.idle {
				return anyone
			}
			return o.mood.party
		}
	}
	return anyone
}

const maxSaid = 4 // verbs of a clause put in

// deniedAt reports that a "not" of clause c reaches verb v: not in "could not serve you
// without storing", nor over a comma to "our collection".
func (s *sentence) deniedAt(c *clause, v lexicon.Hit) bool {
	n := c.negated
	if n < 0 || n >= v.Lo || s.closes[n] <= v.Lo {
		return false
	}
	switch before := s.ws[v.Lo-1].Low; {
	case before == "without" && v.Lo-1 > n, before == "only" && s.onlyAnew(v.Lo-1, n):
		return false
	case (s.ws[n].Low == "instead" || s.ws[n].Low == "rather" || s.ws[n].Low == "without") && s.comma[v.Lo] > n && !strings.HasSuffix(s.ws[v.Lo].Low, "ing"): // "instead of reading it, the app uses"
		return false
	case before == "our" && s.comma[v.Lo] > n: // "no standard has been agreed on, our collection goes on"
		return false
	case s.anotherDeed(n, v), s.mainBehind(n, v.Lo), s.anotherAim(n, v.Lo):
		return false
	}
	return true
}

// keptThere: what remains on a phone for a time is kept there, and cookies are there to be
// read.
func (s *sentence) keptThere(c *clause, v lexicon.Hit) bool {
	if w := s.ws[max(v.Lo-1, 0)].Low; w == "may" || w == "might" || w == "could" {
		return true
	}
	for i := v.Hi; i < len(s.ws) && i < v.Hi+2; i++ {
		if w := s.ws[i].Low; w == "until" || w == "for" || w == "after" || w == "as" {
			return true
		}
	}
	return slices.ContainsFunc(s.ws[c.lo:v.Lo], func(w prose.Word) bool { return strings.HasPrefix(w.Low, "cookie") })
}

// toNobody: "shares it with no one", "is used neither by us nor by others".
func (s *sentence) toNobody(c *clause, v lexicon.Hit) bool {
	switch next(s.ws, v.Hi-1) {
	case "neither":
		return s.done(v)
	case "none": // "the app uses none of the following"
		return next(s.ws, v.Hi) == "of"
	}
	for i := v.Hi; i+1 < c.hi; i++ {
		if w := s.ws[i].Low; (w == "with" || w == "to") && (s.ws[i+1].Low == "nobody" || s.ws[i+1].Low == "none" || s.ws[i+1].Low == "no" && next(s.ws, i+1) == "one") {
			return true
		}
	}
	return false
}

// gathered reports that who passes data on by verb v collects it first: "vendors
// may collect and provide us with your location".
func (s *sentence) gathered(r *sentenceReader, v lexicon.Hit) bool {
	for _, o := range s.verbs {
		if o.Hi <= v.Lo && s.in[o.Lo] == s.in[v.Lo] && r.verb(o) == collect && s.beside(o.Lo, v.Lo) {
			return true
		}
	}
	return false
}

// toUs reports that what verb v passes on comes to the publisher.
func (s *sentence) toUs(c *clause, v lexicon.Hit) bool {
	for i := v.Hi; i+1 < c.hi; i++ {
		if w := s.ws[i].Low; (w == "with" || w == "to") && s.ws[i+1].Low == "us" {
			return true
		}
	}
	return next(s.ws, v.Hi-1) == "us"
}

// returns finds the end of "the data you give us may be stored": a passive
// behind another verb of the user's clause is no longer what the user does.
func (s *sentence) returns(c *clause, v lexicon.Hit) bool {
	if !s.done(v) {
		return false
	}
	for _, o := range s.verbs {
		if o.Lo > c.lo && o.Hi < v.Lo && s.in[o.Lo] == s.in[v.Lo] && (!s.done(o) || strings.HasSuffix(s.ws[o.Lo].Low, "ing")) { // "are providing"
			return true
		}
	}
	return false
}

// lets finds "we allow advertisers to collect": what others are let do is
// theirs.
func (r *sentenceReader) lets(s *sentence, c *clause, v lexicon.Hit) bool {
	for _, p := range s.parties {
		if p.Lo > c.lo && p.Hi <= v.Lo && r.party(p).isThird() {
			for i := p.Lo - 1; i > c.lo && i >= p.Lo-6; i-- {
				if s.is(i, letting) {
					return s.ws[v.Lo-1].Low == "to" || strings.HasPrefix(s.ws[i].Low, "let")
				}
			}
		}
	}
	return false
}

// lettingToo finds "we collect and we allow advertisers to collect", "we collect or
// allow advertisers to": the same deed before.
func (r *sentenceReader) lettingToo(s *sentence, v lexicon.Hit) bool {
	k := s.in[v.Lo]
	same := func(o lexicon.Hit) bool { return r.verb(o) == r.verb(v) }
	for _, o := range s.verbs {
		if s.in[o.Lo] == k && same(o) && o.Hi < v.Lo && s.is(o.Hi, listJoint) && s.is(o.Hi+1, letting) {
			return true
		}
	}
	if k == 0 || s.clauses[k-1].subject != we {
		return false
	}
	for _, o := range s.verbs {
		if s.in[o.Lo] == k-1 && same(o) && s.clauses[k].lo-o.Hi <= 1 {
			return true
		}
	}
	return false
}

// haveDone reports what somebody has done for him: "will have their data stored".
func (s *sentence) haveDone(c *clause, v lexicon.Hit) bool {
	if c.wish || !s.participleAt(v.Lo) || s.verbAt(v.Lo-1) {
		return false
	}
	for k := v.Lo - 1; k > c.lo && k >= v.Lo-maxHaveDone; k-- {
		if s.having(k) {
			return s.hasSense(k+1, whose) && k+2 < v.Lo
		}
		if s.is(k, beWord|preposition|toward|listJoint) && s.ws[k].Low != "your" {
			return false
		}
	}
	return false
}

const maxHaveDone = 5 // words: "have their own personal data stored"

// anotherAim: "so that we do not show it twice or to | show you ads": the "to" is none of what "not"
// denies; it is in "we do not want to share or to sell".
func (s *sentence) anotherAim(n, i int) bool {
	return i > 2 && s.ws[i-1].Low == "to" && s.joins(i-2) && s.is(n, doWord|negating) && n+1 < i-2 && s.verbAt(n+1) && s.baseForm(n+1) && !s.infinitiveIn(n+1, i-2) && slices.ContainsFunc(s.ws[:n], func(w prose.Word) bool { return w.Low == "that" })
}

// helpsUs is the "us" of "this allows us to | deliver", "helps us measure them and | show"; 0 if there is
// none.
func (s *sentence) helpsUs(c *clause, v lexicon.Hit) int {
	for k := v.Lo - 1; k > c.lo && k >= v.Lo-maxHelps; k-- {
		if s.isOne(k, "us") && (strings.HasPrefix(s.ws[k-1].Low, "allow") || strings.HasPrefix(s.ws[k-1].Low, "enabl") || s.isOne(k-1, "help", "helps", "helping", "lets", "let", "permits")) {
			return k
		}
	}
	return 0
}

const maxHelps = 12 // words: "us to measure how well our campaigns do and | deliver"
