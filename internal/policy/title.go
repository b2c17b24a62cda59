package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// A few words with a stop and without a verb, followed by a sentence, are a
// run-in title ("Location Data. We collect ..."), not a statement.
const (
	runIn    = 6   // words
	maxRunIn = 100 // bytes
)

func (r *reader) isTitle(ws []prose.Word, text string) bool {
	for i := range ws {
		if r.words.of(&ws[i])&modal != 0 || ws[i].Low == "we" {
			return false
		}
	}
	return len(r.t.Verbs.Find(nil, ws, text)) == 0
}

// listed reports a line of a list made by breaks: the line behind it is as short and
// says as little.
func (r *reader) listed(text string, at, next prose.Range) bool {
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
	return h.Hi < len(s.ws) && h.Hi <= runIn && (s.list >= h.Hi && s.list <= runIn && s.ws[s.list].Before == ':' || s.dashed(h.Hi))
}

// dashed reports a dash before word i: "Contacts - we do not collect these".
func (s *sentence) dashed(i int) bool {
	between := s.text[s.ws[i-1].End:s.ws[i].Start]
	return between == " - " || between == " – " || between == " — "
}

// labelDenied reads "Advertising ID data: we do not collect such data": the first verb
// behind a label speaks of what the label names, where it denies; not in "location
// data: we do not collect your precise location", which leaves the rest open.
func (r *reader) labelDenied(s *sentence, label lexicon.Hit) (mood, bool) {
	from := s.list
	if s.dashed(label.Hi) {
		from = label.Hi
	}
	for _, h := range s.types[hitFrom(s.types, from):] {
		if h.Entry != label.Entry && len(r.t.Ontology[h.Entry].Says) > 0 && !r.t.Ontology[label.Entry].Group {
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
	if len(s.ws) > runIn {
		return false
	}
	for i := range s.ws {
		if w := &s.ws[i]; s.is(i, modal) || strings.HasSuffix(w.Low, "ed") || w.Low == "sent" || w.Low == "kept" {
			return false
		}
	}
	return true
}

// spokenOf reports data that is only a subject of something else: "a guide on your location",
// "requests concerning your device ID", "the security of your contacts".
func (s *sentence) spokenOf(h lexicon.Hit) bool {
	if c := &s.clauses[s.in[h.Lo]]; c.voids(h.Lo) && c.negated < h.Lo && !s.verbBetween(c.void, h.Lo) && s.ws[c.void].Low != "without" {
		return true // "we are not responsible for what others do with your location"
	}
	if s.disclaims(h.Lo) {
		return true
	}
	k := h.Lo - 1
	for s.is(k, determiner|youWord) {
		k--
	}
	if k < 1 {
		return false
	}
	switch w := s.ws[k].Low; {
	case s.is(k, regarding) || w == "into":
		return s.hasSense(k-1, topic)
	case w == "to" && strings.HasPrefix(s.ws[k-1].Low, "relat"):
		return s.hasSense(k-2, topic)
	case w == "of":
		return s.hasSense(k-1, guarding)
	}
	return false
}

// disclaims: "we are not responsible for what those sites do with your location".
func (s *sentence) disclaims(i int) bool {
	c := &s.clauses[s.in[i]]
	if c.negated >= 0 || !c.wish {
		return false
	}
	for k := i - 1; k > c.lo; k-- {
		if s.is(k, vouching) {
			return s.is(k-1, negating) || s.is(k-2, negating)
		}
	}
	return false
}

// heads reports data that is the subject of its verb, behind a comma: "as all is done on
// the phone, your location is never sent".
func (s *sentence) heads(h lexicon.Hit) bool {
	lo := h.Lo
	if s.is(lo-1, determiner|youWord) {
		lo--
	}
	if lo > 1 && s.ws[lo-1].Low == "to" && s.ws[lo-2].Low == "addition" { // "in addition to your contacts, we read"
		return true
	}
	return lo > 0 && s.ws[lo].Before == ',' && s.is(h.Hi, modal|beWord) && !s.is(lo-1, listing) && s.list > lo
}

// undone reports that the act before a data type is said not to take place: "the
// collection of your location does not take place", "access to it is not requested".
func (r *reader) undone(s *sentence, m mood, h lexicon.Hit) bool {
	if m.denied || m.at < 0 || m.at+1 >= len(s.ws) || s.in[m.at] != s.in[h.Lo] {
		return false
	}
	c := &s.clauses[s.in[m.at]]
	if m.at <= c.lo+1 && r.endsUndone(s, c, h) {
		return true
	}
	for i := h.Hi; i+1 < c.hi; i++ { // "sharing it is against our policy"
		if s.ws[i].Low == "against" && s.ws[i+1].Low == "our" && m.at <= c.lo+1 {
			return true
		}
		if s.ws[i].Low == "part" && s.ws[i+1].Low == "of" && (next(s.ws, i+1) == "our" || next(s.ws, i+1) == "what") && m.at <= c.lo+1 { // "is not part of our business"
			return h.Hi <= c.negated && c.negated < i
		}
	}
	if w := s.ws[m.at+1].Low; w != "of" && w != "to" || m.at > c.lo+2 || c.negated < h.Hi {
		return false
	}
	k := s.after(c.negated)
	return s.hasSense(k, outcome) || s.hasSense(k+1, outcome)
}

// announces reports a line that is the title of what follows: "Sharing of your location
// with third parties", without a stop, and no item of a list.
func (s *sentence) announces(b *document.Block) bool {
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
	return last != '.' && last != ';' && last != ':' && slices.ContainsFunc(s.verbs, func(v lexicon.Hit) bool { return v.Lo == k })
}

// endsUndone: "collection of your location: none", "collection of it has been switched off",
// "sharing it is something we have never done".
func (r *reader) endsUndone(s *sentence, c *clause, h lexicon.Hit) bool {
	if h.Hi < len(s.ws) && s.ws[h.Hi].Before == ':' && (s.ws[h.Hi].Low == "none" || s.ws[h.Hi].Low == "never") {
		return true
	}
	for i, v := range s.verbs {
		if v.Lo >= h.Hi && s.in[v.Lo] == s.in[h.Lo] && r.kinds.verb[v.Entry] == control && !s.moods[i].byUser && s.done(v) && s.is(v.Lo-1, beWord) && s.is(v.Lo-1, modal|filler) && !s.is(v.Lo-2, negating) {
			return s.ws[v.Lo-2].Low == "has" || s.ws[v.Lo-2].Low == "have" || s.ws[v.Lo-1].Low == "is" || s.ws[v.Lo-1].Low == "are"
		}
	}
	for i := h.Hi; i+3 < len(s.ws); i++ {
		if s.ws[i].Low == "something" && s.is(i+1, weWord) {
			return s.is(i+2, negating) || s.is(i+3, negating)
		}
	}
	return false
}
