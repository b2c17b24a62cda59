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

// Where the publisher's servers stand, its services run and its work is done: data is there
// without a word of it.

const (
	maxToServer = 8  // words from a server to where it is
	maxHosted   = 4  // words from "we" to "hosted"
	maxRuns     = 12 // words from the publisher to the servers its services run on
)

// hosted: "our services are hosted in the United States", "we host our service in", says where data stands.
func (s *Sentence) hosted() bool {
	for i, v := range s.Verbs {
		if s.IsOne(v.Lo, "host", "hosts") && !s.Moods[i].ByUser && s.Clauses[s.In[v.Lo]].Subject == grammar.We && s.Is(v.Hi, word.Determiner|word.We) && s.HasSense(v.Hi+1, word.Product) {
			return true
		}
		if s.Ws[v.Lo].Low != "hosted" || s.Moods[i].ByUser || !s.Done(v) {
			continue
		}
		if c := &s.Clauses[s.In[v.Lo]]; c.Subject == grammar.We && v.Lo-c.Lo <= maxHosted && s.Is(v.Hi, word.Preposition|word.Toward) { // "we are | hosted in"
			return true
		}
		for _, p := range s.Parties {
			if s.Party(p) == word.Self && p.Hi <= v.Lo && s.In[p.Lo] == s.In[v.Lo] {
				return true
			}
		}
	}
	return false
}

// ownHost is the word of what holds the data, by its owner: "our | infrastructure is located in", "my
// database is in"; -1 if there is none.
func (s *Sentence) ownHost() int {
	for i := 1; i < min(len(s.Ws), grammar.MaxItem); i++ {
		own := s.IsOne(i-1, "our", "my") || i > 1 && s.IsOne(i-2, "our", "my") || s.Ws[i].Low == "backend" && s.IsOne(i-1, "the", "app's", "its")
		if own && s.HasSense(i, word.Building, word.HostNoun) && (s.Is(i+1, word.Be|word.Modal) || s.IsOne(i+1, "runs", "run", "sits", "sit")) {
			return i
		}
	}
	return -1
}

// ownHostAt reads where that stands.
func (s *Sentence) ownHostAt(d Destination) bool {
	i := s.ownHost()
	if i < 0 || d.Lo < i || d.Lo-i > maxToServer || s.In[i] != s.In[d.Lo] || s.VerbBetween(i+2, d.Lo) || slices.ContainsFunc(s.Ws[i:d.Lo], func(w prose.Word) bool { return w.Low == "operated" }) { // not "our platform is operated in"
		return false
	}
	n := s.Clauses[s.In[i]].Negated
	s.Place(d, practice.StoreAbroad, grammar.Mood{Known: true, At: -1, Denied: n >= 0 && n < d.Lo}, message.States)
	return true
}

// OwnServers: "our servers are located in Ireland", "the servers of our app are in", "our services run
// on servers in", speak of data without a word of it.
func (s *Sentence) OwnServers() bool {
	for _, c := range s.Cues {
		if s.Cue(c) != word.Server || c.Hi >= len(s.Ws) {
			continue
		}
		for i := max(0, c.Lo-3); i < c.Lo; i++ {
			if s.Ws[i].Low == "our" && !s.AnyIn(i, c.Lo, word.Toward) { // not "connect our app to servers"
				return true
			}
		}
		if c.Lo > 0 && c.Lo <= 4 && s.Is(c.Hi, word.Be) && (s.Ws[c.Lo-1].Low == "the" || s.Owns(c.Lo-1) || s.Ws[c.Lo-1].Low == "its" && s.Joins(c.Lo-2)) { // "the app's servers are in Ireland", "the platform and its servers are"
			return true
		}
		if c.Lo == 1 && s.Is(0, word.Pointing) && s.Before.Known && s.Before.Verb != word.Control { // "we keep it in databases. These databases may be in"
			return true
		}
		if s.serversOf(c) || s.onServers(c) {
			return true
		}
	}
	return len(s.Verbs) > 0 && s.Verbs[0].Lo == 0 && s.Verb(s.Verbs[0]) == word.Store && strings.HasSuffix(s.Ws[0].Low, "ed") && s.Has(word.Server) // "Stored on servers in Ireland"
}

// serversOf: "the servers of our app", "for our services".
func (s *Sentence) serversOf(c lexicon.Hit) bool {
	if w := s.Ws[c.Hi].Low; w != "of" && w != "for" && w != "behind" {
		return false
	}
	n := grammar.HitFrom(s.Parties, c.Hi+1)
	return n < len(s.Parties) && s.Party(s.Parties[n]) == word.Self && s.Parties[n].Lo <= c.Hi+2 && s.Is(s.Parties[n].Hi, word.Be|word.Modal)
}

// onServers: "our app runs | on servers in", "Acme uses | data centres", "Acme's databases are located
// on | servers"; not "you connect to servers".
func (s *Sentence) onServers(c lexicon.Hit) bool {
	if name, _, _ := strings.Cut(s.Publisher, " "); len(name) > 3 && strings.HasPrefix(strings.TrimPrefix(s.Text[s.Ws[0].Start:], "All "), name) && !s.AnyIn(0, c.Lo, word.Relative) && s.runs(0, c.Lo) { // "All Acme services are based | on servers in"
		return true
	}
	for n := grammar.HitFrom(s.Parties, c.Lo) - 1; n >= 0 && c.Lo-s.Parties[n].Hi <= maxRuns; n-- {
		p := s.Parties[n]
		if s.Party(p) != word.Self || s.In[p.Lo] != s.In[c.Lo] || s.AnyIn(p.Hi, c.Lo, word.You|word.Negating) {
			continue
		}
		if s.runs(p.Hi, c.Lo) {
			return true
		}
	}
	return false
}

// runs reports that words [lo, hi) say that something runs on what follows.
func (s *Sentence) runs(lo, hi int) bool {
	for k := max(lo, 1); k < hi && hi-k <= maxRuns; k++ {
		if s.HasSense(k, word.RunsOn) && grammar.Next(s.Ws, k) != "by" && (s.Is(k-1, word.Be|word.Modal) || !strings.HasSuffix(s.Ws[k].Low, "ed")) {
			return true
		}
	}
	return false
}

// placeBetween reports another place between words lo and hi, close before hi: "one in Ireland and
// one in | Japan".
func (s *Sentence) placeBetween(lo, hi int) bool {
	near := func(h lexicon.Hit) bool { return h.Lo > lo && h.Hi <= hi && hi-h.Hi <= maxBetweenPlaces }
	return slices.ContainsFunc(s.Places, near) || slices.ContainsFunc(s.Cues, func(c lexicon.Hit) bool { return near(c) && s.Cue(c) == word.Abroad })
}

// worksThere: "the processing happens in", "storage takes place in", of no data by name.
func (s *Sentence) worksThere() bool {
	for i := range s.Ws {
		if s.happensAt(i) {
			return slices.ContainsFunc(s.Ws[:i], func(w prose.Word) bool { return w.Low == "processing" || w.Low == "storage" || w.Low == "hosting" })
		}
	}
	return false
}

// happensAt reports that word i ends "happens" or "takes | place".
func (s *Sentence) happensAt(i int) bool {
	return s.HasSense(i, word.Happening) || s.Ws[i].Low == "place" && s.HasSense(i-1, word.Occurring)
}

// takesPlace: "our processing of your data takes place in the Netherlands", "the storage takes place
// outside the EU".
func (s *Sentence) takesPlace(d Destination) bool {
	at := -1
	for k := d.Lo - 1; k > 0 && k >= d.Lo-grammar.MaxSeat; k-- {
		if s.happensAt(k) {
			at = k
			break
		}
	}
	if at < 0 || s.Clauses[s.In[at]].Supposed {
		return false
	}
	c := &s.Clauses[s.In[at]]
	said := false
	for n := grammar.HitFrom(s.Verbs, c.Lo); n < len(s.Verbs) && s.Verbs[n].Lo < at; n++ {
		v, m := s.Verbs[n], s.Moods[n].Mood
		m.Denied = c.Negated >= 0 && c.Negated < d.Lo
		switch k := s.Verb(v); {
		case !strings.HasSuffix(s.Ws[v.Lo].Low, "ing") && !strings.HasSuffix(s.Ws[v.Lo].Low, "age") && !strings.HasSuffix(s.Ws[v.Lo].Low, "ion"):
			continue
		case k == word.Store:
			s.Place(d, practice.StoreAbroad, m, message.States)
		case k == word.Use && strings.HasPrefix(s.Ws[v.Lo].Low, "process"), k == word.Send:
			s.Place(d, practice.TransmitAbroad, m, message.Hazy)
		default:
			continue
		}
		said = true
	}
	return said
}

// workedOn reports that data is processed where it is kept: "stored and processed in", "collected,
// processed and stored in".
func (s *Sentence) workedOn(kept, shared int) bool {
	if kept < 0 || shared < 0 {
		return false
	}
	k, v := s.Verbs[kept], s.Verbs[shared]
	return s.Verb(v) == word.Use && s.In[k.Lo] == s.In[v.Lo] && s.Beside(k.Lo, v.Lo) && s.Moods[kept].Mood.Denied == s.Moods[shared].Mood.Denied
}

// processed is how "processed in" a place says that data goes there: of another country it does.
func (d Destination) processed() message.Modality {
	if d.Outside {
		return message.States
	}
	return message.Hazy
}

// serverSeated: "our servers and our service providers may be located | in the United States".
func (s *Sentence) serverSeated(c lexicon.Hit, d Destination) bool {
	return c.Lo <= 2 && s.In[c.Lo] == s.In[d.Lo] && d.Lo-c.Lo <= maxRuns && s.AnyIn(c.Hi, d.Lo, word.Seated) && !s.AnyIn(c.Hi, d.Lo, word.Relative|word.You|word.Negating)
}

// kindsKept: "videos you publish are stored on our servers in", "your log files are sent to": what is
// users' by another name, done by a verb of keeping or sending that no user does.
func (s *Sentence) kindsKept() bool {
	for i := range s.Ws {
		if !s.HasSense(i, word.RecordNoun) || i+1 < len(s.Ws) && s.Owns(i) {
			continue
		}
		for n, v := range s.Verbs {
			if k := s.Verb(v); (k == word.Store || k == word.Send || k == word.Share) && !s.Moods[n].ByUser && !s.Moods[n].Mood.Idle && v.Lo > i && v.Lo-i <= maxKept && s.Done(v) && s.ParticipleAt(v.Lo) {
				return true
			}
		}
	}
	return false
}

const maxKept = 12 // words: "crash | reports that the app writes when it fails are sent"

// facility reads what is done with data in buildings at a place: "we use overseas facilities to
// process or back up your data", "we use facilities in Japan to store it".
func (s *Sentence) facility(d Destination) bool {
	at := d.Hi
	if !s.HasSense(at, word.Building) {
		for at = d.Lo - 1; at > 0 && s.Is(at, word.Preposition|word.Determiner|word.Seated|word.Be); at-- {
		}
		if !s.HasSense(at, word.Building) {
			return false
		}
	}
	c := &s.Clauses[s.In[at]]
	n := grammar.HitFrom(s.Verbs, c.Lo)
	if c.Supposed || c.Negated >= 0 || n == len(s.Verbs) || s.Verbs[n].Hi > at || s.Verb(s.Verbs[n]) != word.Use || s.Moods[n].ByUser {
		return false
	}
	m, said := s.Moods[n].Mood, false
	for n++; n < len(s.Verbs) && s.Verbs[n].Lo < at+grammar.MaxBeside; n++ {
		v := s.Verbs[n]
		if v.Lo <= at || s.Ws[v.Lo-1].Low != "to" && !s.Joins(v.Lo-1) || s.Moods[n].Mood.Denied {
			continue
		}
		switch k := s.Verb(v); {
		case k == word.Store:
			s.Place(d, practice.StoreAbroad, m, message.States)
		case k == word.Use && strings.HasPrefix(s.Ws[v.Lo].Low, "process"):
			s.Place(d, practice.TransmitAbroad, m, message.States)
		default:
			continue
		}
		said = true
	}
	return said
}
