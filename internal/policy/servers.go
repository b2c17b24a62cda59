package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// Where the publisher's servers stand, its services run and its work is done: data is there
// without a word of it.

const (
	maxToServer = 8  // words from a server to where it is
	maxHosted   = 4  // words from "we" to "hosted"
	maxRuns     = 12 // words from the publisher to the servers its services run on
)

// hosted: "our services are hosted in the United States" says where data stands.
func (r *sentenceReader) hosted(s *sentence) bool {
	for i, v := range s.verbs {
		if s.ws[v.Lo].Low != "hosted" || s.moods[i].byUser || !s.done(v) {
			continue
		}
		if c := &s.clauses[s.in[v.Lo]]; c.subject == we && v.Lo-c.lo <= maxHosted && s.is(v.Hi, preposition|toward) { // "we are | hosted in"
			return true
		}
		for _, p := range s.parties {
			if r.party(p) == self && p.Hi <= v.Lo && s.in[p.Lo] == s.in[v.Lo] {
				return true
			}
		}
	}
	return false
}

// ownHost is the word of what holds the data, by its owner: "our | infrastructure is located in", "my
// database is in"; -1 if there is none.
func (s *sentence) ownHost() int {
	for i := 1; i < min(len(s.ws), maxItem); i++ {
		if s.hasSense(i, building, hostNoun) && (s.isOne(i-1, "our", "my") || i > 1 && s.isOne(i-2, "our", "my")) && s.is(i+1, beWord|modal) {
			return i
		}
	}
	return -1
}

// ownHostAt reads where that stands.
func (r *sentenceReader) ownHostAt(s *sentence, d destination) bool {
	i := s.ownHost()
	if i < 0 || d.lo < i || d.lo-i > maxToServer || s.in[i] != s.in[d.lo] || s.verbBetween(i, d.lo) || slices.ContainsFunc(s.ws[i:d.lo], func(w prose.Word) bool { return w.Low == "operated" }) { // not "our platform is operated in"
		return false
	}
	n := s.clauses[s.in[i]].negated
	s.place(d, practice.StoreAbroad, mood{known: true, at: -1, denied: n >= 0 && n < d.lo}, message.States)
	return true
}

// ownServers: "our servers are located in Ireland", "the servers of our app are in", "our services run
// on servers in", speak of data without a word of it.
func (r *sentenceReader) ownServers(s *sentence) bool {
	for _, c := range s.cues {
		if r.cue(c) != server || c.Hi >= len(s.ws) {
			continue
		}
		for i := max(0, c.Lo-3); i < c.Lo; i++ {
			if s.ws[i].Low == "our" && !s.anyIn(i, c.Lo, toward) { // not "connect our app to servers"
				return true
			}
		}
		if c.Lo > 0 && c.Lo <= 4 && s.is(c.Hi, beWord) && (s.ws[c.Lo-1].Low == "the" || s.owns(c.Lo-1) || s.ws[c.Lo-1].Low == "its" && s.joins(c.Lo-2)) { // "the app's servers are in Ireland", "the platform and its servers are"
			return true
		}
		if c.Lo == 1 && s.is(0, pointing) && r.before.known && r.before.verb != control { // "we keep it in databases. These databases may be in"
			return true
		}
		if r.serversOf(s, c) || r.runsOn(s, c) {
			return true
		}
	}
	return len(s.verbs) > 0 && s.verbs[0].Lo == 0 && r.verb(s.verbs[0]) == store && strings.HasSuffix(s.ws[0].Low, "ed") && r.has(s, server) // "Stored on servers in Ireland"
}

// serversOf: "the servers of our app", "for our services".
func (r *sentenceReader) serversOf(s *sentence, c lexicon.Hit) bool {
	if w := s.ws[c.Hi].Low; w != "of" && w != "for" && w != "behind" {
		return false
	}
	n := hitFrom(s.parties, c.Hi+1)
	return n < len(s.parties) && r.party(s.parties[n]) == self && s.parties[n].Lo <= c.Hi+2 && s.is(s.parties[n].Hi, beWord|modal)
}

// runsOn: "our app runs | on servers in", "Acme uses | data centres", "Acme's databases are located
// on | servers"; not "you connect to servers".
func (r *sentenceReader) runsOn(s *sentence, c lexicon.Hit) bool {
	if name, _, _ := strings.Cut(r.publisher, " "); len(name) > 3 && strings.HasPrefix(strings.TrimPrefix(s.text[s.ws[0].Start:], "All "), name) && !s.anyIn(0, c.Lo, relativeWord) && s.runs(0, c.Lo) { // "All Acme services are based | on servers in"
		return true
	}
	for n := hitFrom(s.parties, c.Lo) - 1; n >= 0 && c.Lo-s.parties[n].Hi <= maxRuns; n-- {
		p := s.parties[n]
		if r.party(p) != self || s.in[p.Lo] != s.in[c.Lo] || s.anyIn(p.Hi, c.Lo, youWord|negating) {
			continue
		}
		if s.runs(p.Hi, c.Lo) {
			return true
		}
	}
	return false
}

// runs reports that words [lo, hi) say that something runs on what follows.
func (s *sentence) runs(lo, hi int) bool {
	for k := max(lo, 1); k < hi && hi-k <= maxRuns; k++ {
		if s.hasSense(k, runsOn) && next(s.ws, k) != "by" && (s.is(k-1, beWord|modal) || !strings.HasSuffix(s.ws[k].Low, "ed")) {
			return true
		}
	}
	return false
}

// placeBetween reports another place between words lo and hi, close before hi: "one in Ireland and
// one in | Japan".
func (r *sentenceReader) placeBetween(s *sentence, lo, hi int) bool {
	near := func(h lexicon.Hit) bool { return h.Lo > lo && h.Hi <= hi && hi-h.Hi <= maxBetweenPlaces }
	return slices.ContainsFunc(s.places, near) || slices.ContainsFunc(s.cues, func(c lexicon.Hit) bool { return near(c) && r.cue(c) == abroad })
}

// worksThere: "the processing happens in", "storage takes place in", of no data by name.
func (s *sentence) worksThere() bool {
	for i := range s.ws {
		if s.happensAt(i) {
			return slices.ContainsFunc(s.ws[:i], func(w prose.Word) bool { return w.Low == "processing" || w.Low == "storage" || w.Low == "hosting" })
		}
	}
	return false
}

// happensAt reports that word i ends "happens" or "takes | place".
func (s *sentence) happensAt(i int) bool {
	return s.hasSense(i, happening) || s.ws[i].Low == "place" && s.hasSense(i-1, occurring)
}

// takesPlace: "our processing of your data takes place in the Netherlands", "the storage takes place
// outside the EU".
func (r *sentenceReader) takesPlace(s *sentence, d destination) bool {
	at := -1
	for k := d.lo - 1; k > 0 && k >= d.lo-maxSeat; k-- {
		if s.happensAt(k) {
			at = k
			break
		}
	}
	if at < 0 || s.clauses[s.in[at]].supposed {
		return false
	}
	c := &s.clauses[s.in[at]]
	said := false
	for n := hitFrom(s.verbs, c.lo); n < len(s.verbs) && s.verbs[n].Lo < at; n++ {
		v, m := s.verbs[n], s.moods[n].mood
		m.denied = c.negated >= 0 && c.negated < d.lo
		switch k := r.verb(v); {
		case !strings.HasSuffix(s.ws[v.Lo].Low, "ing") && !strings.HasSuffix(s.ws[v.Lo].Low, "age") && !strings.HasSuffix(s.ws[v.Lo].Low, "ion"):
			continue
		case k == store:
			s.place(d, practice.StoreAbroad, m, message.States)
		case k == use && strings.HasPrefix(s.ws[v.Lo].Low, "process"), k == send:
			s.place(d, practice.TransmitAbroad, m, message.Hazy)
		default:
			continue
		}
		said = true
	}
	return said
}

// workedOn reports that data is processed where it is kept: "stored and processed in", "collected,
// processed and stored in".
func (s *sentence) workedOn(r *sentenceReader, kept, shared int) bool {
	if kept < 0 || shared < 0 {
		return false
	}
	k, v := s.verbs[kept], s.verbs[shared]
	return r.verb(v) == use && s.in[k.Lo] == s.in[v.Lo] && s.beside(k.Lo, v.Lo) && s.moods[kept].mood.denied == s.moods[shared].mood.denied
}

// processed is how "processed in" a place says that data goes there: of another country it does.
func (d destination) processed() message.Modality {
	if d.outside {
		return message.States
	}
	return message.Hazy
}

// serverSeated: "our servers and our service providers may be located | in the United States".
func (s *sentence) serverSeated(c lexicon.Hit, d destination) bool {
	return c.Lo <= 2 && s.in[c.Lo] == s.in[d.lo] && d.lo-c.Lo <= maxRuns && s.anyIn(c.Hi, d.lo, seated) && !s.anyIn(c.Hi, d.lo, relativeWord|youWord|negating)
}

// kindsKept: "videos you publish are stored on our servers in", "your log files are sent to": what is
// users' by another name, done by a verb of keeping or sending that no user does.
func (r *sentenceReader) kindsKept(s *sentence) bool {
	for i := range s.ws {
		if !s.hasSense(i, recordNoun) || i+1 < len(s.ws) && s.owns(i) {
			continue
		}
		for n, v := range s.verbs {
			if k := r.verb(v); (k == store || k == send || k == share) && !s.moods[n].byUser && !s.moods[n].mood.idle && v.Lo > i && v.Lo-i <= maxKept && s.done(v) && s.participleAt(v.Lo) {
				return true
			}
		}
	}
	return false
}

const maxKept = 12 // words: "crash | reports that the app writes when it fails are sent"
