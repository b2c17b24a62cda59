package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// A few words with a stop and without a verb, followed by a sentence, are a
// run-in title ("Location Data. We collect ..."), not a statement.
const (
	runIn    = 6   // words
	maxRunIn = 100 // bytes
)

func (r *sentenceReader) isTitle(ws []prose.Word, text string) bool {
	for i := range ws {
		if r.words.of(&ws[i])&modal != 0 || ws[i].Low == "we" {
			return false
		}
	}
	return len(r.tables.Verbs.Find(nil, ws, text)) == 0
}

// nameOfItem reports that a short sentence which begins block b names an item of a list that
// says what is done with it: "We do not collect: | Location. It is not needed."
func (r *reader) nameOfItem(b *document.Block) bool {
	return b.Kind == document.Item && b.Lead >= 0 && r.leadOf(b.Lead).known
}

// saidBelow drops those of mentions [from, to), of such a name, of which the rest of the item
// says more: "Location data. We collect your GPS position".
func (r *reader) saidBelow(from, to int) {
	if to <= from || to == len(r.said) {
		return
	}
	said := map[practice.ID]bool{}
	for i := to; i < len(r.said); i++ {
		for _, says := range r.tables.Ontology[r.said[i].entry].Says {
			said[says.Practice] = true
		}
	}
	kept := slices.DeleteFunc(r.said[from:to:to], func(m Mention) bool {
		return m.Modality != message.Denies && !slices.ContainsFunc(r.tables.Ontology[m.entry].Says, func(s lexicon.Says) bool { return !said[s.Practice] })
	})
	r.said = append(r.said[:from+len(kept)], r.said[to:]...)
}

// listed reports a line of a list made by breaks: the line behind it is as short and
// says as little.
func (r *sentenceReader) listed(text string, at, next prose.Range) bool {
	if strings.IndexByte(text[at.End:next.Start], '\n') < 0 || next.End-next.Start >= maxRunIn || strings.IndexByte(".:", text[at.End-1]) >= 0 {
		return false
	}
	ws := prose.AppendWords(nil, text[next.Start:next.End])
	return len(ws) <= runIn && r.isTitle(ws, text[next.Start:next.End])
}

// entry reports a line that is one link: of a table of contents or a menu.
func entry(b *document.Block) bool {
	return len(b.Links) == 1 && b.Links[0].End-b.Links[0].Start == len(b.Text)
}

// points reports a sentence that sends the reader elsewhere.
func (s *sentence) points() bool {
	i := 0
	if s.ws[0].Low == "to" {
		i = 1
	}
	if s.sendsOn() {
		return true
	}
	if len(s.ws) > 1 && s.ws[0].Low == "see" && s.quoted(1) { // "See “Your Choices” below"
		return true
	}
	switch n := next(s.ws, i); {
	case len(s.ws) > 30 || i == len(s.ws):
		return false
	case s.ws[i].Low == "see" && i == 0 && s.clauses[0].subject == nobody && (n == "the" || n == "our" || n == "section") && len(s.clauses) == 1:
		return true
	case s.ws[i].Low == "learn", s.ws[i].Low == "read", s.ws[i].Low == "find", s.ws[i].Low == "see":
		return n == "more" || n == "out" || n == "how" && s.ws[i].Low == "learn"
	}
	return false
}

// sendsOn: "for more information on sharing your contacts, see ...", "please refer to “Biometric
// data” above"; not "for more information on our use of".
func (s *sentence) sendsOn() bool {
	k, further := 0, len(s.ws) > 4 && s.ws[0].Low == "for" && s.hasSense(1, furtherOn) && s.is(2, detail)
	if further {
		for k = 3; k < len(s.ws)-1 && !(s.hasSense(k, lookup) && (s.ws[k].Before == ',' || s.ws[k-1].Low == "please")); k++ {
		}
	} else if s.ws[0].Low == "please" {
		k = 1
	}
	if !s.hasSense(k, lookup) || k == 0 && s.ws[0].Low != "refer" || !further && s.verbBetween(k+1, len(s.ws)) {
		return false
	}
	for i := range s.ws {
		if s.ws[i].Before == ':' || s.ws[i].Before == ';' || s.ws[i].Low == "our" && s.verbAt(i+1) || s.is(i, weWord) && s.clauses[s.in[i]].lo == i {
			return false
		}
	}
	return true
}

// entitles reports a line that names a right: "You have the right to opt out of the collection of
// biometric data". What it is a right against is not said to be done.
func (s *sentence) entitles() bool {
	i := 0
	for i < 4 && s.is(i, youWord|modal|determiner) && !s.is(i, negating) {
		i++
	}
	return s.is(i, claim) && next(s.ws, i) == "to" && !s.any(weWord)
}

// labels reports that a term stands in the label of its sentence: "Advertising ID
// data: we do not collect it".
func (s *sentence) labels(h lexicon.Hit) bool {
	return h.Hi < len(s.ws) && (h.Hi <= runIn && s.list >= h.Hi && s.list <= runIn && s.ws[s.list].Before == ':' || s.dash(h.Hi) > 0)
}

const maxFronted = 20 // words of a list before a dash

// answeredNo reports a label that is answered: "Biometric data - NO".
func (s *sentence) answeredNo(label lexicon.Hit) bool {
	from := s.dash(label.Hi)
	if from == 0 {
		from = s.list
	}
	return from == label.Hi && from < len(s.ws) && bareAnswer(s.text[s.ws[from].Start:s.hi]) == no
}

// dash is the word behind a dash that a list of names, on which word i stands, ends in: "your
// contacts, your location - | we do not collect"; 0 if there is none.
func (s *sentence) dash(i int) int {
	for ; i < len(s.ws) && i <= maxFronted; i++ {
		if s.dashed(i) {
			if i > runIn && s.verbBetween(0, i) {
				return 0
			}
			return i
		}
		if s.is(i, modal|weWord) {
			return 0
		}
	}
	return 0
}

// dashed reports a dash before word i: "Contacts - we do not collect these".
func (s *sentence) dashed(i int) bool {
	if i == 0 || i >= len(s.ws) {
		return false
	}
	between := s.text[s.ws[i-1].End:s.ws[i].Start]
	return between == " - " || strings.ContainsAny(between, "—–")
}

// labelDenied reads "Advertising ID data: we do not collect such data": the first verb
// behind a label speaks of what the label names, where it denies; not in "location
// data: we do not collect your precise location", which leaves the rest open.
func (r *sentenceReader) labelDenied(s *sentence, label lexicon.Hit) (mood, bool) {
	from := s.list
	if at := s.dash(label.Hi); at > 0 {
		from = at
	}
	for _, h := range s.types[hitFrom(s.types, from):] {
		if h.Entry != label.Entry && len(r.tables.Ontology[h.Entry].Says) > 0 && !r.tables.Ontology[label.Entry].Group {
			return mood{}, false
		}
	}
	for i, v := range s.verbs {
		if v.Lo < from {
			continue
		}
		m := s.moods[i].mood
		return m, m.denied && !s.moods[i].byUser && m.verb != include && s.clauses[s.in[v.Lo]].subject != relative && !s.clauses[s.in[v.Lo]].supposed
	}
	return mood{}, false
}

// short reports a sentence of no more words than a title has.
func (s *sentence) short() bool { return len(s.ws) <= runIn && s.phrase() }

// nominal reports a title: a few words without a word that makes a statement.
func (s *sentence) nominal() bool {
	if n := len(s.ws); n > runIn+1 || n == runIn+1 && !s.numbers(0) {
		return false
	}
	for i := range s.ws {
		if w := &s.ws[i]; s.is(i, modal) || s.hasSense(i, standing, leaving) || strings.HasSuffix(w.Low, "ed") || w.Low == "sent" || w.Low == "kept" {
			return false
		}
	}
	return true
}

// inLink reports data in the name of something to click on: "use the “Do not sell my location” link".
func (s *sentence) inLink(h lexicon.Hit) bool {
	for k := h.Hi; k < len(s.ws) && k <= h.Hi+maxLink; k++ {
		gap := s.text[s.ws[k-1].End:s.ws[k].Start]
		if strings.ContainsAny(gap, "“") {
			return false
		}
		if strings.ContainsAny(gap, "”\"") {
			return s.hasSense(k, clickable) && s.openedBefore(h.Lo)
		}
	}
	return false
}

// openedBefore reports a quotation that opens before word i and is not closed there.
func (s *sentence) openedBefore(i int) bool {
	for k := i; k >= 0 && k > i-maxLink; k-- {
		from := s.lo
		if k > 0 {
			from = s.ws[k-1].End
		}
		if gap := s.text[from:s.ws[k].Start]; strings.Contains(gap, "”") {
			return false
		} else if strings.ContainsAny(gap, "“\"") {
			return true
		}
	}
	return false
}

const maxLink = 12 // words in the name of a link

// announces reports a line that is the title of what follows: "Sharing of your location
// with third parties", without a stop, and no item of a list.
func (s *sentence) announces(b *document.Block) bool {
	if b.Kind == document.Heading && len(s.verbs) > 0 && s.verbs[0].Lo == 0 && s.moods[0].mood.verb.passesOn() && s.clauses[0].subject == nobody && s.clauses[0].negated < 0 && s.baseForm(0) {
		return true // "Share your location": what the user may do
	}
	if b.Kind == document.Item || b.Kind == document.Cell || b.Lead >= 0 || s.lo > 0 || s.hi < len(b.Text) || len(s.ws) > 3*runIn || !s.phrase() {
		return false
	}
	k := 0
	for k < runIn && next(s.ws, k) != "of" {
		k++
	}
	if k == runIn || k >= len(s.ws) {
		return false
	}
	last := b.Text[len(b.Text)-1]
	return !slices.ContainsFunc(s.places, s.placed) && last != '.' && last != ';' && last != ':' && slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return v.Lo == k })
}
