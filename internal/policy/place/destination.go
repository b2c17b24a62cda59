package place

import (
	"cmp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Which places of a sentence data goes to or stands in: by the preposition before it,
// not that of the user, of a law or of people; and who works there for the publisher.

// vendor finds who works for the publisher at a place: "we engage providers (based
// primarily in the United States)", "vendors who have servers outside the EU". What
// they do for it takes data there, though the sentence does not say so.
func (s *Sentence) vendor(d Destination) bool {
	if s.Clauses[s.In[d.Lo]].Negated >= 0 || s.Clauses[s.In[d.Lo]].Subject == grammar.You {
		return false
	}
	for i := d.Lo - 1; i >= 0 && i >= d.Lo-grammar.MaxSeat; i-- { // "we use providers based in the US"
		if s.Ws[i].Norm != "provider" || s.PartyAt(i) || !s.engaged(i) || !s.AnyIn(i+1, d.Lo, word.Seated) {
			continue
		}
		if k := grammar.HitFrom(s.Verbs, i) - 1; k >= 0 && i-s.Verbs[k].Hi <= grammar.MaxOpening && (s.Verb(s.Verbs[k]) == word.Use || s.Moods[k].Mood.Verb.PassesOn()) && !s.Moods[k].ByUser {
			return true
		}
	}
	if s.receivers(d) {
		return true
	}
	for _, p := range s.Parties {
		if d.Outside && p.Hi <= d.Lo && d.Lo-p.Hi <= grammar.MaxSeat && s.theSameThirds(p) && s.AnyIn(p.Hi, d.Lo, word.Seated|word.Be) { // "some of these third parties may be located abroad"
			return true
		}
		if s.Party(p) != word.Provider && !s.withServers(p) || p.Hi > d.Lo || d.Lo-p.Hi > 12 {
			continue
		}
		if c := &s.Clauses[s.In[p.Lo]]; !s.engaged(p.Lo) && !(c.Supposed && (s.Has(word.Safeguard) || s.Has(word.Shield))) { // "if a supplier is in the US, it is certified"
			continue
		}
		for i := p.Hi; i < d.Lo; i++ {
			if s.Is(i, word.Seated) || s.CueAt(i, i+1) == word.Server || d.Outside && s.Is(i, word.Be) || i == p.Hi && s.Is(i, word.Toward) && s.directly(i, d.Lo-1) && s.Ws[p.Hi-1].Norm != "agent" { // not "our agent in Germany under the law"
				return true
			}
		}
		if d.Outside && p.Hi == d.Lo { // "processors | outside the EEA"
			return true
		}
	}
	return false
}

// withServers: "we use Acme, | whose servers are in", "Acme with servers in".
func (s *Sentence) withServers(p lexicon.Hit) bool {
	n := grammar.HitFrom(s.Verbs, p.Lo) - 1
	return n >= 0 && p.Lo-s.Verbs[n].Hi <= grammar.MaxOpening && !s.Moods[n].ByUser && !s.Moods[n].Mood.Denied && s.Party(p).IsThird() && s.IsOne(p.Hi, "with", "whose") && s.CueAt(p.Hi+1, p.Hi+3) == word.Server
}

// receivers reports who gets the data by where they are: "some recipients of your
// personal data may be located outside the EEA", not "any recipients".
func (s *Sentence) receivers(d Destination) bool {
	for i := 1; i < min(grammar.MaxSeat, d.Lo); i++ { // "some of these recipients may be in the US"
		if s.Ws[i].Norm == "recipient" && (s.Ws[i-1].Low == "these" || s.Ws[i-1].Low == "such") && s.In[i] == s.In[d.Lo] && !s.Clauses[s.In[i]].Supposed && d.Lo-i <= grammar.MaxSeat+2 {
			return s.Clauses[s.In[i]].Negated < 0 && s.AnyIn(i, d.Lo, word.Seated|word.Be)
		}
	}
	for i := 0; i < min(grammar.MaxOpening, d.Lo); i++ {
		if s.Ws[i].Norm == "recipient" && i+1 < d.Lo && s.Ws[i+1].Low == "of" && s.In[i] == s.In[d.Lo] && !s.Clauses[s.In[i]].Supposed {
			return s.Clauses[s.In[i]].Negated < 0 && d.Lo-i <= grammar.MaxBeside && s.dataBefore(d.Lo) && s.AnyIn(i, d.Lo, word.Seated|word.Be)
		}
	}
	return false
}

// theSameThirds reports third parties at the start that the sentence before passed data on
// to: "some of these third parties".
func (s *Sentence) theSameThirds(p lexicon.Hit) bool {
	if !s.Before.Verb.PassesOn() || s.Before.Denied || !s.Party(p).IsThird() || p.Lo > 3 {
		return false
	}
	for i := 0; i < p.Hi; i++ {
		if w := s.Ws[i].Low; w == "these" || w == "such" || w == "those" {
			return true
		}
	}
	return false
}

// engaged reports that the publisher acts before word i: "we engage".
func (s *Sentence) engaged(i int) bool {
	c := &s.Clauses[s.In[i]]
	switch {
	case s.Ws[i].Low == "our", i > 0 && s.Ws[i-1].Low == "our": // "our providers", "our third-party providers"
		return true
	case i > 0 && (s.Ws[i-1].Low == "to" || s.Ws[i-1].Low == "for"):
		return false
	case c.Subject == grammar.Nobody: // "some of the providers referred to here are located"
		return !c.Supposed && c.Negated < 0 && i <= c.Lo+5
	}
	return c.Subject == grammar.We && (c.Negated < 0 || c.Negated > i)
}

// Destination is a place that data goes to or stands in.
type Destination struct {
	Lo, Hi  int         // words
	Name    lexicon.Hit // words of the place itself, where they stand apart: in a bracket behind "other countries"
	Country string
	Outside bool
	Of      string // place that is said to be left
	seat    bool   // it stands in a bracket behind who or what is there: see placebrackets.go
	Who     string // his name
	Bound   string // whom alone a denial is of
}

// Destinations are the places of a sentence to which something may go or where it may be, in their order:
// not those where people live, laws hold or data comes from.
func (s *Sentence) Destinations() []Destination {
	var out []Destination
	taken := func(lo int) bool {
		for _, d := range out {
			if d.Lo <= lo && lo < d.Hi {
				return true
			}
		}
		return false
	}
	for _, c := range s.Cues {
		switch s.Cue(c) {
		case word.Abroad:
			out = append(out, Destination{Lo: c.Lo, Hi: c.Hi, Outside: true})
		case word.Outside:
			for _, p := range s.Places {
				if p.Lo >= c.Hi-1 && p.Hi > c.Hi && (p.Lo <= c.Hi+1 || p.Lo <= c.Hi+3 && s.realm(c.Hi, p.Lo)) { // "outside | the Netherlands"
					out = append(out, Destination{Lo: c.Lo, Hi: p.Hi, Outside: true, Of: s.Tables.Places.Entries[p.Entry].Name})
					break
				}
			}
		}
	}
	for _, p := range s.Places {
		if taken(p.Lo) {
			continue
		}
		if _, isPeople := s.PeopleOf(p); isPeople || s.Adjective(p) || s.NoPlace(p) || s.origin(p) {
			continue
		}
		d := Destination{Lo: p.Lo, Hi: p.Hi, Country: s.Tables.Places.Entries[p.Entry].Name}
		if noun, open, not := s.notIn(p); not {
			if open {
				d.Country = ""
			}
			if k := slices.IndexFunc(out, func(o Destination) bool { return o.Lo <= noun && noun < o.Hi }); k >= 0 {
				out[k].Of = cmp.Or(out[k].Of, d.Country)
			} else if noun >= 0 {
				out = append(out, Destination{Lo: noun, Hi: p.Hi, Outside: true, Of: d.Country})
			}
			continue
		}
		switch lo := s.cityBefore(p); {
		case s.Destined(p.Lo), s.basedAt(p), s.Placed(p), s.seenFrom(p):
		case lo < p.Lo && s.named(p.Lo) && !s.HasSense(p.Lo-1, word.Legal) && !s.ThirdBetween(lo, p.Lo) && (s.Is(lo-1, word.Preposition) && !s.Is(lo-2, word.Claim) || s.Joins(lo-1)) && s.Destined(lo):
			d.Lo, d.Name = lo, p
		default:
			if at, ok := s.seat(p); ok {
				d = at
				break
			}
			of, ok := s.listOf(p, out)
			if !ok {
				continue
			}
			d.Lo, d.Hi, d.Name = of.Lo, of.Hi, p
		}
		out = append(out, d)
	}
	return out
}

// Adjective reports that a place only tells which office is meant: "the U.S.
// Department of Commerce".
func (s *Sentence) Adjective(p lexicon.Hit) bool {
	if p.Hi >= len(s.Ws) {
		return false
	}
	w := &s.Ws[p.Hi]
	if s.Text[s.Ws[p.Hi-1].End] == '.' && s.Is(p.Hi, word.Contrast|word.Preposition|word.Toward|word.Pointing|word.We|word.You|word.They|word.Determiner|word.ListJoint) { // "in the U.S. As a"
		return false
	}
	return w.Upper && (w.Before == ' ' || w.Before == '-') // "EU-U.S. Data Privacy Framework"
}

// basedAt: "kept on US-based servers", "on our US servers", "on EU-hosted infrastructure"; not "of
// EU-based employees".
func (s *Sentence) basedAt(p lexicon.Hit) bool {
	n := p.Hi
	switch {
	case n >= len(s.Ws), s.Is(n+1, word.Person|word.People), n+1 < len(s.Ws) && s.Ws[n+1].Norm == "employee":
		return false
	case s.IsOne(n, "based", "hosted", "resident", "located") && s.Ws[n].Before == '-', s.CueAt(n, n+1) == word.Server:
		return true
	}
	return s.HasSense(n, word.Building) && (n+1 == len(s.Ws) || s.Ws[n+1].Before != ' ' || s.Is(n+1, word.Preposition|word.Toward|word.ListJoint|word.Relative|word.Contrast))
}

// NoPlace: "non-EU", where people or laws are, and the number of a decision, "2004/915/EC".
func (s *Sentence) NoPlace(p lexicon.Hit) bool {
	if p.Hi < len(s.Ws) && s.Ws[p.Hi].Low == "based" && s.Is(p.Hi+1, word.People) || s.HasSense(p.Hi, word.Legal) { // "EEA-based users", "in EU regulations"
		return true
	}
	if p.Lo == 0 {
		return false
	}
	before := s.Ws[p.Lo-1].Low
	return before == "non" || s.Ws[p.Lo].Before == '/' && before[0] >= '0' && before[0] <= '9'
}

// Destined reports that the place at word i is where something goes or is, by
// the preposition before it; a list of places shares the first one's.
func (s *Sentence) Destined(i int) bool {
	steps, place, lower := 0, i, 0
	for i--; i >= 0 && steps < 40; i, steps = i-1, steps+1 {
		if k := grammar.HitFrom(s.Places, i+1) - 1; k >= 0 && s.Places[k].Hi > i && s.Places[k].Lo < i { // "the People's Republic of China or"
			if s.Ws[i+1].Before == '(' || s.Ws[i+1].Before == ';' { // "the European Economic Area (EEA) and"
				return false
			}
			i = s.Places[k].Lo
		}
		switch {
		case s.Ws[i].Low == "as" && !s.IsOne(i-1, "such") && !(s.IsOne(i-1, "well") && i > 2 && (s.Ws[i-3].Upper || s.HasSense(i-3, word.WhereWord))): // "such protection as | the EEA", not "Japan as well as"
			return false
		case s.Is(i, word.Toward): // "under the laws in the United States", "the age of 16 in Australia"
			return !s.userPlace(i) && !strings.HasPrefix(grammar.Next(s.Ws, i), "follow") && !(i > 0 && (s.HasSense(i-1, word.Legal) || s.digit(i-1) || s.digit(i-2) && s.Ws[i-2].Before == '(')) // "(1 year in | the EU)"
		case s.Is(i, word.Away):
			if i > 2 && s.Ws[i].Low == "from" && s.ParticipleAt(i-1) && s.Joins(i-2) && s.Is(i-3, word.Toward) { // "hosted in and managed from"
				return !s.userPlace(i - 3)
			}
			if i > 0 && s.Ws[i].Low == "of" && s.Ws[i-1].Low == "instead" {
				return true
			}
			if i > 0 && s.Ws[i].Low == "of" && s.Is(i-1, word.Region) { // "within the territory of"
				continue
			}
			if s.Ws[i+1].Before == ',' && place-i <= 2 { // "sent to, and reached from, the US"
				continue
			}
			return false
		}
		if s.Ws[i+1].Before == '(' && !(s.Closes[i+1] <= place && s.named(i+1)) || s.Ws[i+1].Before == ';' { // not "in Paris (France) and | Phoenix"
			return false
		}
		if !s.Ws[i].Upper && !s.Is(i, word.Determiner|word.ListJoint|word.Exemplary) {
			if lower++; lower > maxBetweenPlaces {
				return false
			}
		}
	}
	return false
}

// digit reports a number at word i.
func (s *Sentence) digit(i int) bool {
	return i >= 0 && s.Ws[i].Low[0] >= '0' && s.Ws[i].Low[0] <= '9'
}

// maxBetweenPlaces is how many words that are no names may stand between the preposition and
// the last place of its list.
const maxBetweenPlaces = 6

// userPlace: "if you are located in X".
func (s *Sentence) userPlace(i int) bool {
	if w := s.Ws[i].Low; w == "to" || w == "into" { // "we send data of users to the US", not "subject to Swiss law"
		return s.HasSense(i-1, word.Binding)
	}
	if s.Ws[i].Before == ',' { // "and, if you agree, | in China"
		return false
	}
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch {
		case s.Ws[k].Low == "you" && s.Is(k-1, word.Facing): // "what we hold about you in the US"
			return false
		case strings.HasPrefix(s.Ws[k].Low, "reside") && s.Is(k-1, word.Detail): // "your data resides in the US"
			return false
		case s.Is(k, word.Dweller) && s.Is(k+1, word.Detail): // "user data in the US"
			return false
		case s.Is(k, word.Dweller):
			return true
		case s.Is(k, word.Held|word.Toward): // "data of users in the EU goes to the US"
			return false
		}
	}
	return false
}

// realm reports that words [lo, hi) lead over to the name of a country: "outside the | Republic of | South
// Africa".
func (s *Sentence) realm(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if !s.Is(k, word.Determiner) && !s.IsOne(k, "republic", "kingdom", "state", "of", "territory") {
			return false
		}
	}
	return true
}
