package policy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/practice"
)

// pointed reads "we may share this information with advertisers": what is said
// of "this information" is said of what the sentence before named. Of denials only
// one of passing on is: "we do not use this data to" leaves other uses open.
func (r *reader) pointed(s *sentence, x Mention, m mood, named []int) {
	if x.Type != pointer && x.Type != pointerID {
		if x.entry != r.kinds.aimed { // ads are no data
			r.named = appendType(r.named, x.entry)
		}
		return
	}
	if m.at < 0 || m.denied && !m.verb.passesOn() && m.verb != collect && m.verb != store && !(m.verb == use && r.has(s, purpose)) && !r.neitherCollects(s, m) {
		return
	}
	if slices.ContainsFunc(r.named, func(t int) bool { return len(r.tables.Ontology[t].Says) > 0 }) { // "we read your location and do not share this data"
		named = r.named
	}
	if m.denied && len(named) == 0 {
		named = r.carried(s)
	}
	coined := r.coinedFor(x.Term)
	if coined != nil {
		named = coined.types
	} else if r.ownData(s) {
		return
	}
	for k, t := range named {
		if x.Type == pointerID && !r.identifies(t) || !m.denied && r.deniedLast(t, x.Action, s) {
			continue
		}
		y := x
		y.entry, y.Type, y.row = t, r.tables.Ontology[t].Name, r.termOf(t, x.Block)
		if coined != nil {
			y.row = coined.terms[k]
			if y.Modality != message.Denies && y.Modality != message.Names { // the name stands for more than this
				y.Modality = message.Hazy
			}
		}
		r.said = append(r.said, y)
	}
}

// ownData reports that a sentence begins with data of its own that "this data" stands for:
// "Weather data is provided by Acme, whose use of this data is governed by".
func (r *sentenceReader) ownData(s *sentence) bool {
	if len(s.ws) < 4 || !s.is(1, detail) || s.is(0, determiner|pointing|preposition|listJoint|weWord|youWord) || s.ws[0].Low == "that" || s.ws[1].Before != ' ' {
		return false
	}
	at := hitFrom(s.types, 2) - 1 // one that has a practice is pointed at as well
	return at < 0 || len(r.tables.Ontology[s.types[at].Entry].Says) == 0
}

// deniedLast reports that a type was denied where the block spoke of it last before this
// sentence, altogether or of the same deed: "this information" that is used is another.
func (r *reader) deniedLast(entry int, action string, s *sentence) bool {
	for i := len(r.said) - 1; i >= 0 && r.said[i].Block == s.block; i-- {
		if x := &r.said[i]; x.entry == entry && x.Start != s.from {
			return x.Modality == message.Denies && (len(x.Scope) == 0 || x.Action == action && (verbNames[action].passesOn() || verbNames[action] == store))
		}
	}
	return false
}

// neitherCollects: "we neither collect nor process such data".
func (r *sentenceReader) neitherCollects(s *sentence, m mood) bool {
	return slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool {
		return v.Lo < m.at && s.in[v.Lo] == s.in[m.at] && r.verb(v) == collect && s.beside(v.Lo, m.at)
	})
}

// The types that stand for others: "this information", "such identifiers".
const (
	pointer   = "this-information"
	pointerID = "this-identifier"
)

// identifies reports a type that is what a device or its user is known by.
func (r *sentenceReader) identifies(t int) bool {
	return slices.ContainsFunc(r.tables.Ontology[t].Says, func(s lexicon.Says) bool {
		return s.Exact && (s.Practice == practice.DeviceID || s.Practice == practice.AdvertisingID)
	})
}

const maxNamed = 16 // data types of one sentence that a later one points at

func appendType(list []int, t int) []int {
	if len(list) < maxNamed && !slices.Contains(list, t) {
		list = append(list, t)
	}
	return list
}

// lasting keeps what a sentence named for the one behind it; one that names
// nothing but "this information" hands on what it pointed at.
func (r *reader) lasting(before []int) {
	if len(r.named) == 0 {
		r.named = before
	}
}

// ofIt reads "It is not shared with anyone" and "We do not share it" behind a sentence that named
// one thing only. What it affirms counts where that sentence spoke of no app: "it" may be that.
func (r *reader) ofIt(s *sentence, b *document.Block) {
	subject := s.ws[0].Low == "it"
	if len(s.types) > 0 || !subject && !s.any(itWord) && !s.any(theyWord) {
		return
	}
	of, named, over := -1, r.named, false
	if len(named) == 0 {
		named, over = r.carried(s), true
	}
	for _, t := range named {
		if len(r.tables.Ontology[t].Says) == 0 {
			continue
		}
		if of >= 0 && of != t {
			return
		}
		of = t
	}
	if of < 0 {
		return
	}
	for i, v := range s.verbs {
		m := s.moods[i].mood
		deed := m.verb.passesOn() || m.verb == store || m.verb == collect
		told := !r.ofApp && s.in[v.Lo] == 0 && m.verb != include && m.verb != control && !s.moods[i].byUser && v.Lo <= 4
		if m.denied {
			told = deed || m.verb == use && r.has(s, purpose) // "it is not used for identification"
		}
		switch {
		case s.clauses[s.in[v.Lo]].supposed, !told, over && !m.denied:
			continue
		case subject && s.done(v):
		case !subject && deed && m.party != anyone && !m.idle && !s.moods[i].byUser && s.itAt(v.Hi):
		default:
			continue
		}
		x := Mention{Block: s.block, Start: s.from, End: s.to, group: -1, entry: of, Type: r.tables.Ontology[of].Name, Term: s.text[s.ws[0].Start:s.ws[0].End]}
		if !subject {
			x.Term = s.text[s.ws[v.Hi].Start:s.ws[v.Hi].End]
		}
		x.offset, x.length = r.doc.Source(b, s.from, s.to)
		x.row = r.termOf(of, s.block)
		r.fill(&x, s, m)
		r.said = append(r.said, x)
	}
}

// termOf is how the block called a type last, so that a reader of "This data is not
// sold" is told which.
func (r *reader) termOf(entry, block int) string {
	for i := len(r.said) - 1; i >= 0 && r.said[i].Block == block; i-- {
		if x := &r.said[i]; x.entry == entry {
			return cmp.Or(x.row, x.Term) // one that pointed itself knows it: no search through all of them
		}
	}
	return ""
}

// refersBack: "This information may include ...".
func (s *sentence) refersBack() bool {
	return (s.is(0, pointing) || s.ws[0].Low == "that" && strings.HasPrefix(next(s.ws, 0), "include")) && !s.is(1, paper) // documents speak of themselves
}

// whatCame: "The information collected and used for ads may contain", "examples of data that
// may be collected include": what the sentence before said was collected, by whom it said;
// not "collected by these tags".
func (s *sentence) whatCame() bool {
	if i := s.kindsOf(); i > 0 && i+2 < len(s.ws) && s.is(i, detail) && !s.anyIn(0, min(len(s.ws), maxBeside), weWord) {
		return true
	}
	if len(s.ws) < 4 || s.ws[0].Low != "the" || !s.is(1, detail) || !s.participleAt(2) || !s.verbAt(2) || s.in[2] != 0 {
		return false
	}
	for i := 3; i < min(s.clauses[0].hi, maxBeside) && !s.is(i, modal); i++ {
		if s.is(i, byMeans) || s.ws[i].Low == "from" {
			return false
		}
	}
	return true
}

// kindsOf is the word behind "the types of", "examples of" at the start of a sentence; 0 if
// there is no such start.
func (s *sentence) kindsOf() int {
	i := 0
	for s.is(i, determiner|pointing) && !s.hasSense(i, sorts) {
		i++
	}
	if i < len(s.ws) && s.hasSense(i, sorts) && next(s.ws, i) == "of" {
		for i += 2; s.is(i, determiner); i++ {
		}
		return i
	}
	return 0
}

// main is what the sentence as a whole says, for one that refers back to it.
func (r *sentenceReader) main(s *sentence, before mood) mood {
	for i := s.beforeCase() - 1; i >= 0; i-- {
		switch m := s.moods[i].mood; {
		case s.moods[i].byUser || m.verb == control || i > 0 && s.adjectival(s.verbs[i]):
		case m.denied && s.clauses[s.in[s.verbs[i].Lo]].subject == relative: // "data that does not identify you"
		case m.verb == include:
			if s.refersBack() {
				return before
			}
		default:
			if m.verb.passesOn() {
				var to Mention
				r.recipient(&to, s, m)
				m.recipient, m.third = to.Recipient, to.Third
			}
			return m
		}
	}
	return mood{}
}

// beforeCase counts the verbs of a sentence before an example of what users do, if one of them is
// not theirs: "we collect information, like when you visit a site | that uses our services".
func (s *sentence) beforeCase() int {
	for k := 1; k < len(s.clauses); k++ {
		if c := &s.clauses[k]; c.supposed && c.subject == you && s.is(c.lo-1, supposing) && s.ws[c.lo-1].Low != "if" {
			n := hitFrom(s.verbs, c.lo)
			if n > 0 && slices.ContainsFunc(s.moods[:n], func(o reading) bool { return !o.byUser && o.mood.known && o.mood.verb != control }) {
				return n
			}
		}
	}
	return len(s.moods)
}
