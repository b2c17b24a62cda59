package grammar

import (
	"strings"
	"unicode"

	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// The publisher speaks of itself by its name as often as by "we". The name is taken for the
// pronoun where it stands as one ("Acme collects", "given to Acme", "Acme's servers"), so that
// every rule for the one holds for the other; not where it tells which thing is meant ("the Acme
// app", "Acme Maps").

// AppendWords appends the words of text, with a pronoun in the place of the publisher's name.
func (r *Reader) AppendWords(ws []prose.Word, text string) []prose.Word {
	from := len(ws)
	ws = prose.AppendWords(ws, text)
	for _, name := range r.Names {
		ws = r.pronouns(ws, from, text, name)
	}
	return ws
}

// pronouns puts "we", "us" or "our" in the place of a name, from word from on.
func (r *Reader) pronouns(ws []prose.Word, from int, text, name string) []prose.Word {
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
func (r *Reader) nameAt(ws []prose.Word, from, i int, text, name string) (n int, said string) {
	w := &ws[i]
	if digit := text[w.Start] >= '0' && text[w.Start] <= '9'; !w.Upper && !digit || !strings.HasPrefix(text[w.Start:], name) { // "9GAG collects"
		return 0, ""
	}
	hi, end := i+1, w.Start+len(name)
	for hi < len(ws) && ws[hi-1].End < end {
		hi++
	}
	for hi < len(ws) && ws[hi-1].End == end && ws[hi].Upper && r.Words.Of(&ws[hi])&word.LegalForm != 0 { // "Acme | Inc."
		end = ws[hi].End
		hi++
	}
	if i > from && r.Words.Of(&ws[i-1])&word.Determiner != 0 && w.Before == ' ' { // "the Acme app"
		return 0, ""
	}
	switch {
	case ws[hi-1].End == end:
		said = r.pronounAt(text, ws, from, i, hi)
	case ws[hi-1].End > end+1 && Possessive(ws[hi-1].Low):
		said = "our"
	}
	return hi - i, said
}

// pronounAt is the pronoun for a name that is words [lo, hi), or nothing where no pronoun could
// stand.
func (r *Reader) pronounAt(text string, ws []prose.Word, from, lo, hi int) string {
	first, before := lo == from || ws[lo].Before != ' ', word.Name(0)
	if !first {
		before = r.Words.ClassesOf(&ws[lo-1]).Name
	}
	if before&word.LettingUs != 0 {
		return "us"
	}
	acts := r.actsBehind(text, ws, hi)
	const behind = word.Preposition | word.Toward | word.ListJoint | word.Relative | word.Contrast | word.Supposing | word.Joining | word.Determiner | word.You | word.Negating | word.Filler
	if !acts && hi < len(ws) && ws[hi].Before == ' ' && r.Words.Of(&ws[hi])&behind == 0 && !strings.HasSuffix(ws[hi].Low, "ly") && ws[hi].Low != "before" && ws[hi].Low != "after" {
		return "" // "Acme users"
	}
	switch {
	case first:
		return "we"
	case before&word.Addressing != 0:
		return "us"
	}
	if !acts && (r.Words.Of(&ws[lo-1])&(word.Preposition|word.Toward) != 0 || len(r.Tables.Verbs.Find(nil, ws[lo-1:lo], text)) > 0) {
		return "us"
	}
	return "we"
}

// actsBehind reports that a verb which a name may be the subject of begins at word i.
func (r *Reader) actsBehind(text string, ws []prose.Word, i int) bool {
	if i < len(ws) && (strings.HasSuffix(ws[i].Low, "ly") || r.Words.Of(&ws[i])&word.Filler != 0) {
		i++
	}
	return r.ActsAt(text, ws, i) || i < len(ws) && ws[i].Before == ' ' && (r.Words.Of(&ws[i])&(word.Letting|word.Wishing|word.Saying|word.Vowing|word.Asking) != 0 || ws[i].Low == "has" || ws[i].Low == "never" || strings.HasSuffix(ws[i].Low, "ed"))
}

// ourselves takes the name that the publisher gave itself for it, where the tables take it for
// another: "the Service Provider uses your location", "the Google advertising ID" in Google's own.
func (s *Sentence) ourselves() {
	name := s.Publisher
	for i := range s.Parties {
		p := &s.Parties[i]
		if !s.Party(*p).IsThird() {
			continue
		}
		called := s.Text[s.Ws[p.Lo].Start:s.Ws[p.Hi-1].End]
		own := s.Ws[p.Lo].Upper && (name != "" && strings.HasPrefix(name, called) || strings.HasPrefix(s.DocTitle, called+" ") && s.OwnTitle) // "YouTube Kids Privacy Notice"
		if own || s.Self != "" && strings.HasSuffix(s.Text[:s.Ws[p.Hi-1].End], "he "+s.Self) {
			p.Entry = s.Kinds.Self
		}
	}
}

// unknownSelf reports a name at word i that has others of its own and that nobody else is known by,
// where the publisher is not known or is written with another blank: "by | Acme and its affiliates",
// "by | AcmeHome or its providers" of Acme Home Ltd.
func (s *Sentence) unknownSelf(i int) bool {
	if i >= len(s.Ws) || !strings.ContainsFunc(s.Text[s.Ws[i].Start:s.Ws[i].End], unicode.IsUpper) || s.PartyAt(i) {
		return false
	}
	from := i
	for i++; i < len(s.Ws) && s.Ws[i].Upper && s.Ws[i].Before == ' '; i++ {
	}
	name, own := lettersOf(s.Text[s.Ws[from].Start:s.Ws[i-1].End]), lettersOf(s.Publisher)
	return s.Joins(i) && Next(s.Ws, i) == "its" && (own == "" || len(name) >= minName && strings.HasPrefix(own, name))
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
