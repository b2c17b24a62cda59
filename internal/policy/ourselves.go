package policy

import (
	"strings"
	"unicode"

	"github.com/avow-audit/avow/internal/policy/prose"
)

// The publisher speaks of itself by its name as often as by "we". The name is taken for the
// pronoun where it stands as one ("Acme collects", "given to Acme", "Acme's servers"), so that
// every rule for the one holds for the other; not where it tells which thing is meant ("the Acme
// app", "Acme Maps").

// words are those of text, the publisher's name among them as a pronoun.
func (r *sentenceReader) appendWords(ws []prose.Word, text string) []prose.Word {
	from := len(ws)
	ws = prose.AppendWords(ws, text)
	for _, name := range r.names {
		ws = r.pronouns(ws, from, text, name)
	}
	return ws
}

// callings are the publisher's name, and the same without its legal form, without ".com", and as
// a text writes it whose title is all in capitals.
func (r *page) callings() []string {
	name := r.publisher
	if name == "" || r.isPlace(name) {
		return nil
	}
	names := []string{name}
	for {
		k := strings.LastIndexByte(name, ' ')
		if k < 0 || !r.words.all(name[k+1:], legalForm) {
			break
		}
		name = strings.TrimRight(name[:k], ",")
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, " Group"), ".com")
	if name != names[0] {
		names = append(names, name)
	}
	if low := strings.ToLower(name[1:]); len(name) > maxInitials && strings.ToUpper(name) == name && low != name[1:] && !strings.Contains(name, " ") {
		names = append(names, name[:1]+low) // "WAZE"
	}
	return names
}

const maxInitials = 3 // letters of a name that is written in capitals everywhere: "IBM"

// pronouns puts "we", "us" or "our" in the place of a name, from word from on.
func (r *sentenceReader) pronouns(ws []prose.Word, from int, text, name string) []prose.Word {
	out := from // words that are done
	for i := from; i < len(ws); {
		n, said := r.nameAt(ws, from, i, text, name)
		if said == "" {
			ws[out] = ws[i]
			out++
			i++
			continue
		}
		w := ws[i]
		ws[out] = prose.Word{Start: w.Start, End: ws[i+n-1].End, Low: said, Norm: said, Before: w.Before}
		out++
		i += n
	}
	return ws[:out]
}

// nameAt is how many words a name has that stands at word i, and the pronoun for it; nothing where
// none does.
func (r *sentenceReader) nameAt(ws []prose.Word, from, i int, text, name string) (n int, said string) {
	w := &ws[i]
	if !w.Upper || !strings.HasPrefix(text[w.Start:], name) {
		return 0, ""
	}
	hi, end := i+1, w.Start+len(name)
	for hi < len(ws) && ws[hi-1].End < end {
		hi++
	}
	for hi < len(ws) && ws[hi-1].End == end && ws[hi].Upper && r.words.of(&ws[hi])&legalForm != 0 { // "Acme | Inc."
		end = ws[hi].End
		hi++
	}
	if i > from && r.words.of(&ws[i-1])&determiner != 0 && w.Before == ' ' { // "the Acme app"
		return 0, ""
	}
	switch {
	case ws[hi-1].End == end:
		said = r.pronounAt(text, ws, from, i, hi)
	case ws[hi-1].End > end+1 && possessive(ws[hi-1].Low):
		said = "our"
	}
	return hi - i, said
}

// pronounAt is the pronoun for a name that is words [lo, hi), or nothing where no pronoun could
// stand.
func (r *sentenceReader) pronounAt(text string, ws []prose.Word, from, lo, hi int) string {
	first, before := lo == from || ws[lo].Before != ' ', nameSense(0)
	if !first {
		before = r.words.classesOf(&ws[lo-1]).name
	}
	if before&lettingUs != 0 {
		return "us"
	}
	acts := r.actsBehind(text, ws, hi)
	const behind = preposition | toward | listJoint | relativeWord | contrast | supposing | joining | determiner | youWord | negating | filler
	if !acts && hi < len(ws) && ws[hi].Before == ' ' && r.words.of(&ws[hi])&behind == 0 && !strings.HasSuffix(ws[hi].Low, "ly") && ws[hi].Low != "before" && ws[hi].Low != "after" {
		return "" // "Acme users"
	}
	switch {
	case first:
		return "we"
	case before&addressing != 0:
		return "us"
	}
	if !acts && (r.words.of(&ws[lo-1])&(preposition|toward) != 0 || len(r.tables.Verbs.Find(nil, ws[lo-1:lo], text)) > 0) {
		return "us"
	}
	return "we"
}

// actsBehind reports that a verb which a name may be the subject of begins at word i.
func (r *sentenceReader) actsBehind(text string, ws []prose.Word, i int) bool {
	if i < len(ws) && (strings.HasSuffix(ws[i].Low, "ly") || r.words.of(&ws[i])&filler != 0) {
		i++
	}
	return r.actsAt(text, ws, i) || i < len(ws) && ws[i].Before == ' ' && (r.words.of(&ws[i])&(letting|wishing|saying|vowing|asking) != 0 || ws[i].Low == "has" || ws[i].Low == "never" || strings.HasSuffix(ws[i].Low, "ed"))
}

// ourselves takes the name that the publisher gave itself for it, where the tables take it for
// another: "the Service Provider uses your location", "the Google advertising ID" in Google's own.
func (r *sentenceReader) ourselves(s *sentence) {
	name := r.publisher
	for i := range s.parties {
		p := &s.parties[i]
		if !r.party(*p).isThird() {
			continue
		}
		called := s.text[s.ws[p.Lo].Start:s.ws[p.Hi-1].End]
		own := s.ws[p.Lo].Upper && (name != "" && strings.HasPrefix(name, called) || strings.HasPrefix(r.title, called+" ") && r.ownTitle) // "YouTube Kids Privacy Notice"
		if own || r.self != "" && strings.HasSuffix(s.text[:s.ws[p.Hi-1].End], "he "+r.self) {
			p.Entry = r.kinds.self
		}
	}
}

// unknownSelf reports a name at word i that has others of its own and that nobody else is known by,
// where the publisher is not known or is written with another blank: "by | Acme and its affiliates",
// "by | AcmeHome or its providers" of Acme Home Ltd.
func (r *sentenceReader) unknownSelf(s *sentence, i int) bool {
	if i >= len(s.ws) || !strings.ContainsFunc(s.text[s.ws[i].Start:s.ws[i].End], unicode.IsUpper) || r.partyAt(s, i) {
		return false
	}
	from := i
	for i++; i < len(s.ws) && s.ws[i].Upper && s.ws[i].Before == ' '; i++ {
	}
	name, own := lettersOf(s.text[s.ws[from].Start:s.ws[i-1].End]), lettersOf(r.publisher)
	return s.joins(i) && next(s.ws, i) == "its" && (own == "" || len(name) >= minName && strings.HasPrefix(own, name))
}

const minName = 4 // letters of a name that is told from a word

// lettersOf is a name in small letters without what parts its words.
func lettersOf(name string) string {
	return strings.Map(func(c rune) rune {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return -1
		}
		return unicode.ToLower(c)
	}, name)
}
