package policy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Which places of a sentence data goes to or stands in: by the preposition before it,
// not that of the user, of a law or of people; and who works there for the publisher.

// vendor finds who works for the publisher at a place: "we engage providers (based
// primarily in the United States)", "vendors who have servers outside the EU". What
// they do for it takes data there, though the sentence does not say so.
func (r *sentenceReader) vendor(s *sentence, d destination) bool {
	if s.clauses[s.in[d.lo]].negated >= 0 || s.clauses[s.in[d.lo]].subject == you {
		return false
	}
	for i := d.lo - 1; i >= 0 && i >= d.lo-maxSeat; i-- { // "we use providers based in the US"
		if s.ws[i].Norm != "provider" || r.partyAt(s, i) || !s.engaged(i) || !s.anyIn(i+1, d.lo, seated) {
			continue
		}
		if k := hitFrom(s.verbs, i) - 1; k >= 0 && i-s.verbs[k].Hi <= maxOpening && (r.verb(s.verbs[k]) == use || s.moods[k].mood.verb.passesOn()) && !s.moods[k].byUser {
			return true
		}
	}
	if s.receivers(d) {
		return true
	}
	for _, p := range s.parties {
		if d.outside && p.Hi <= d.lo && d.lo-p.Hi <= maxSeat && r.theSameThirds(s, p) && s.anyIn(p.Hi, d.lo, seated|beWord) { // "some of these third parties may be located abroad"
			return true
		}
		if r.party(p) != provider && !r.withServers(s, p) || p.Hi > d.lo || d.lo-p.Hi > 12 {
			continue
		}
		if c := &s.clauses[s.in[p.Lo]]; !s.engaged(p.Lo) && !(c.supposed && (r.has(s, safeguard) || r.has(s, shield))) { // "if a supplier is in the US, it is certified"
			continue
		}
		for i := p.Hi; i < d.lo; i++ {
			if s.is(i, seated) || r.cueAt(s, i, i+1) == server || d.outside && s.is(i, beWord) || i == p.Hi && s.is(i, toward) && s.directly(i, d.lo-1) && s.ws[p.Hi-1].Norm != "agent" { // not "our agent in Germany under the law"
				return true
			}
		}
		if d.outside && p.Hi == d.lo { // "processors | outside the EEA"
			return true
		}
	}
	return false
}

// withServers: "we use Acme, | whose servers are in", "Acme with servers in".
func (r *sentenceReader) withServers(s *sentence, p lexicon.Hit) bool {
	n := hitFrom(s.verbs, p.Lo) - 1
	return n >= 0 && p.Lo-s.verbs[n].Hi <= maxOpening && !s.moods[n].byUser && !s.moods[n].mood.denied && r.party(p).isThird() && s.isOne(p.Hi, "with", "whose") && r.cueAt(s, p.Hi+1, p.Hi+3) == server
}

// receivers reports who gets the data by where they are: "some recipients of your
// personal data may be located outside the EEA", not "any recipients".
func (s *sentence) receivers(d destination) bool {
	for i := 1; i < min(maxSeat, d.lo); i++ { // "some of these recipients may be in the US"
		if s.ws[i].Norm == "recipient" && (s.ws[i-1].Low == "these" || s.ws[i-1].Low == "such") && s.in[i] == s.in[d.lo] && !s.clauses[s.in[i]].supposed && d.lo-i <= maxSeat+2 {
			return s.clauses[s.in[i]].negated < 0 && s.anyIn(i, d.lo, seated|beWord)
		}
	}
	for i := 0; i < min(maxOpening, d.lo); i++ {
		if s.ws[i].Norm == "recipient" && i+1 < d.lo && s.ws[i+1].Low == "of" && s.in[i] == s.in[d.lo] && !s.clauses[s.in[i]].supposed {
			return s.clauses[s.in[i]].negated < 0 && d.lo-i <= maxBeside && s.dataBefore(d.lo) && s.anyIn(i, d.lo, seated|beWord)
		}
	}
	return false
}

const maxSeat = 6 // words between who it is and where

// theSameThirds reports third parties at the start that the sentence before passed data on
// to: "some of these third parties".
func (r *sentenceReader) theSameThirds(s *sentence, p lexicon.Hit) bool {
	if !r.before.verb.passesOn() || r.before.denied || !r.party(p).isThird() || p.Lo > 3 {
		return false
	}
	for i := 0; i < p.Hi; i++ {
		if w := s.ws[i].Low; w == "these" || w == "such" || w == "those" {
			return true
		}
	}
	return false
}

// engaged reports that the publisher acts before word i: "we engage".
func (s *sentence) engaged(i int) bool {
	c := &s.clauses[s.in[i]]
	switch {
	case s.ws[i].Low == "our", i > 0 && s.ws[i-1].Low == "our": // "our providers", "our third-party providers"
		return true
	case i > 0 && (s.ws[i-1].Low == "to" || s.ws[i-1].Low == "for"):
		return false
	case c.subject == nobody: // "some of the providers referred to here are located"
		return !c.supposed && c.negated < 0 && i <= c.lo+5
	}
	return c.subject == we && (c.negated < 0 || c.negated > i)
}

// destination is a place that data goes to or stands in.
type destination struct {
	lo, hi  int         // words
	name    lexicon.Hit // words of the place itself, where they stand apart: in a bracket behind "other countries"
	country string
	outside bool
	of      string // place that is said to be left
	seat    bool   // it stands in a bracket behind who or what is there: see placebrackets.go
	who     string // his name
	bound   string // whom alone a denial is of
}

func (r *sentenceReader) destinations(s *sentence) []destination {
	var out []destination
	taken := func(lo int) bool {
		for _, d := range out {
			if d.lo <= lo && lo < d.hi {
				return true
			}
		}
		return false
	}
	for _, c := range s.cues {
		switch r.cue(c) {
		case abroad:
			out = append(out, destination{lo: c.Lo, hi: c.Hi, outside: true})
		case outside:
			for _, p := range s.places {
				if p.Lo >= c.Hi-1 && p.Hi > c.Hi && (p.Lo <= c.Hi+1 || p.Lo <= c.Hi+3 && s.realm(c.Hi, p.Lo)) { // "outside | the Netherlands"
					out = append(out, destination{lo: c.Lo, hi: p.Hi, outside: true, of: r.tables.Places.Entries[p.Entry].Name})
					break
				}
			}
		}
	}
	for _, p := range s.places {
		if taken(p.Lo) {
			continue
		}
		if _, isPeople := r.peopleOf(s, p); isPeople || s.adjective(p) || s.noPlace(p) || r.origin(s, p) {
			continue
		}
		d := destination{lo: p.Lo, hi: p.Hi, country: r.tables.Places.Entries[p.Entry].Name}
		if noun, open, not := s.notIn(p); not {
			if open {
				d.country = ""
			}
			if k := slices.IndexFunc(out, func(o destination) bool { return o.lo <= noun && noun < o.hi }); k >= 0 {
				out[k].of = cmp.Or(out[k].of, d.country)
			} else if noun >= 0 {
				out = append(out, destination{lo: noun, hi: p.Hi, outside: true, of: d.country})
			}
			continue
		}
		switch lo := s.cityBefore(p); {
		case s.destined(p.Lo), r.basedAt(s, p), s.placed(p):
		case lo < p.Lo && s.named(p.Lo) && !s.hasSense(p.Lo-1, legal) && !r.thirdBetween(s, lo, p.Lo) && (s.is(lo-1, preposition) && !s.is(lo-2, claim) || s.joins(lo-1)) && s.destined(lo):
			d.lo, d.name = lo, p
		default:
			if at, ok := r.seat(s, p); ok {
				d = at
				break
			}
			of, ok := s.listOf(p, out)
			if !ok {
				continue
			}
			d.lo, d.hi, d.name = of.lo, of.hi, p
		}
		out = append(out, d)
	}
	return out
}

// adjective reports that a place only tells which office is meant: "the U.S.
// Department of Commerce".
func (s *sentence) adjective(p lexicon.Hit) bool {
	if p.Hi >= len(s.ws) {
		return false
	}
	w := &s.ws[p.Hi]
	if s.text[s.ws[p.Hi-1].End] == '.' && s.is(p.Hi, contrast|preposition|toward|pointing|weWord|youWord|theyWord|determiner|listJoint) { // "in the U.S. As a"
		return false
	}
	return w.Upper && (w.Before == ' ' || w.Before == '-') // "EU-U.S. Data Privacy Framework"
}

// basedAt: "kept on US-based servers", "on our US servers", "on EU-hosted infrastructure"; not "of
// EU-based employees".
func (r *sentenceReader) basedAt(s *sentence, p lexicon.Hit) bool {
	n := p.Hi
	switch {
	case n >= len(s.ws), s.is(n+1, personWord|peopleWord), n+1 < len(s.ws) && s.ws[n+1].Norm == "employee":
		return false
	case s.isOne(n, "based", "hosted", "resident", "located") && s.ws[n].Before == '-', r.cueAt(s, n, n+1) == server:
		return true
	}
	return s.hasSense(n, building) && (n+1 == len(s.ws) || s.ws[n+1].Before != ' ' || s.is(n+1, preposition|toward|listJoint|relativeWord|contrast))
}

// placed: "Place of processing: Ireland", "Data storage location: Ireland".
func (s *sentence) placed(p lexicon.Hit) bool {
	lo := p.Lo
	if s.is(lo-1, determiner) {
		lo--
	}
	if !s.labelled(p.Lo) {
		return false
	}
	from := 0
	if lo > maxLabel { // "Permissions asked: Email. Place of processing: US"
		from = lo - maxLabel/2
	}
	where := false
	for i := from; i < p.Lo; i++ {
		switch w := s.ws[i].Low; {
		case w == "place", w == "location", w == "where", w == "country", w == "countries", w == "server", w == "servers":
			where = true
		}
	}
	return where && (from > 0 || s.phraseTo(lo))
}

const maxLabel = 10 // words

// labelled reports that a label stands before word i: "Place of processing: | Ireland".
func (s *sentence) labelled(i int) bool {
	if s.is(i-1, determiner) {
		i--
	}
	return s.ws[i].Before == ':'
}

// phraseTo reports that nobody acts before word i.
func (s *sentence) phraseTo(i int) bool {
	for k := 0; k < i; k++ {
		if s.is(k, negating|weWord|youWord) && s.ws[k].Low != "your" {
			return false
		}
	}
	return true
}

// noPlace: "non-EU", where people or laws are, and the number of a decision, "2004/915/EC".
func (s *sentence) noPlace(p lexicon.Hit) bool {
	if p.Hi < len(s.ws) && s.ws[p.Hi].Low == "based" && s.is(p.Hi+1, peopleWord) || s.hasSense(p.Hi, legal) { // "EEA-based users", "in EU regulations"
		return true
	}
	if p.Lo == 0 {
		return false
	}
	before := s.ws[p.Lo-1].Low
	return before == "non" || s.ws[p.Lo].Before == '/' && before[0] >= '0' && before[0] <= '9'
}

// destined reports that the place at word i is where something goes or is, by
// the preposition before it; a list of places shares the first one's.
func (s *sentence) destined(i int) bool {
	steps, place, lower := 0, i, 0
	for i--; i >= 0 && steps < 40; i, steps = i-1, steps+1 {
		if k := hitFrom(s.places, i+1) - 1; k >= 0 && s.places[k].Hi > i && s.places[k].Lo < i { // "the People's Republic of China or"
			if s.ws[i+1].Before == '(' || s.ws[i+1].Before == ';' { // "the European Economic Area (EEA) and"
				return false
			}
			i = s.places[k].Lo
		}
		switch {
		case s.ws[i].Low == "as" && !s.isOne(i-1, "such") && !(s.isOne(i-1, "well") && i > 2 && (s.ws[i-3].Upper || s.hasSense(i-3, whereWord))): // "such protection as | the EEA", not "Japan as well as"
			return false
		case s.is(i, toward): // "under the laws in the United States", "the age of 16 in Australia"
			return !s.userPlace(i) && !strings.HasPrefix(next(s.ws, i), "follow") && !(i > 0 && (s.hasSense(i-1, legal) || s.digit(i-1) || s.digit(i-2) && s.ws[i-2].Before == '(')) // "(1 year in | the EU)"
		case s.is(i, away):
			if i > 2 && s.ws[i].Low == "from" && s.participleAt(i-1) && s.joins(i-2) && s.is(i-3, toward) { // "hosted in and managed from"
				return !s.userPlace(i - 3)
			}
			if i > 0 && s.ws[i].Low == "of" && s.ws[i-1].Low == "instead" {
				return true
			}
			if i > 0 && s.ws[i].Low == "of" && s.is(i-1, region) { // "within the territory of"
				continue
			}
			if s.ws[i+1].Before == ',' && place-i <= 2 { // "sent to, and reached from, the US"
				continue
			}
			return false
		}
		if s.ws[i+1].Before == '(' && !(s.closes[i+1] <= place && s.named(i+1)) || s.ws[i+1].Before == ';' { // not "in Paris (France) and | Phoenix"
			return false
		}
		if !s.ws[i].Upper && !s.is(i, determiner|listJoint|exemplary) {
			if lower++; lower > maxBetweenPlaces {
				return false
			}
		}
	}
	return false
}

// digit reports a number at word i.
func (s *sentence) digit(i int) bool {
	return i >= 0 && s.ws[i].Low[0] >= '0' && s.ws[i].Low[0] <= '9'
}

// maxBetweenPlaces is how many words that are no names may stand between the preposition and
// the last place of its list.
const maxBetweenPlaces = 6

// userPlace: "if you are located in X".
func (s *sentence) userPlace(i int) bool {
	if w := s.ws[i].Low; w == "to" || w == "into" { // "we send data of users to the US", not "subject to Swiss law"
		return s.hasSense(i-1, binding)
	}
	if s.ws[i].Before == ',' { // "and, if you agree, | in China"
		return false
	}
	for k := i - 1; k >= 0 && k >= i-5; k-- {
		switch {
		case s.ws[k].Low == "you" && s.is(k-1, facing): // "what we hold about you in the US"
			return false
		case strings.HasPrefix(s.ws[k].Low, "reside") && s.is(k-1, detail): // "your data resides in the US"
			return false
		case s.is(k, dweller) && s.is(k+1, detail): // "user data in the US"
			return false
		case s.is(k, dweller):
			return true
		case s.is(k, heldWord|toward): // "data of users in the EU goes to the US"
			return false
		}
	}
	return false
}

// realm reports that words [lo, hi) lead over to the name of a country: "outside the | Republic of | South
// Africa".
func (s *sentence) realm(lo, hi int) bool {
	for k := lo; k < hi; k++ {
		if !s.is(k, determiner) && !s.isOne(k, "republic", "kingdom", "state", "of", "territory") {
			return false
		}
	}
	return true
}
