package grammar

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Where names begin and end, and what tells one.

// NameEnd is where a name that begins at word i ends: "Acme, Inc. |".
func (s *Sentence) NameEnd(i int) int {
	k := i + 1
	for k < len(s.Ws) && k < i+2*MaxName && (s.Ws[k].Before == ' ' && (s.Ws[k].Upper || s.Joins(k)) || s.Is(k, word.LegalForm) && s.Ws[k].Before != '(' || s.Ws[k].Before == '.' || s.Ws[k].Before == '/') {
		k++
	}
	return k
}

// NameBefore is the name that ends before word i: "Acme Cloud | (Frankfurt)".
func (s *Sentence) NameBefore(i int) string {
	lo := i
	for lo > 0 && i-lo < MaxName && s.Ws[lo-1].Upper && (lo == i || s.Ws[lo].Before == ' ' || s.Is(lo, word.LegalForm)) {
		lo--
	}
	if lo == i {
		return ""
	}
	return s.Text[s.Ws[lo].Start:s.Ws[i-1].End]
}

// Possessive reports "Acme's".
func Possessive(low string) bool {
	return strings.HasSuffix(low, "'s")
}

// HasName finds a name that is not part of another word.
func HasName(text, name string) bool {
	for {
		k := strings.Index(text, name)
		if k < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:k])
		text = text[k+len(name):]
		after, _ := utf8.DecodeRuneInString(text)
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			return true
		}
	}
}

// ActsAt reports a modal, or a verb of the third person that is known: "Acme | collects".
func (r *Reader) ActsAt(text string, ws []prose.Word, i int) bool {
	if i >= len(ws) {
		return false
	}
	if r.Words.Of(&ws[i])&(word.Modal|word.Be|word.Do) != 0 {
		return true
	}
	if ws[i].Before != ' ' || !strings.HasSuffix(ws[i].Low, "s") || strings.HasSuffix(ws[i].Low, "ss") {
		return false
	}
	ws = ws[i:min(len(ws), i+3)]
	hits := r.Tables.Verbs.Find(nil, ws, text)
	return len(hits) > 0 && hits[0].Lo == 0
}

// Title reports that a term stands in the name of another document, of a law or of a section:
// "Facial Animation Privacy Notice", "Act on the Use of Location Information", "see ‘Your
// precise location’", "see Mobile Advertising Identifiers".
func (s *Sentence) Title(h lexicon.Hit) bool {
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-4; i-- {
		if s.HasSense(i, word.Seeing) && (s.Ws[i+1].Upper && strings.ContainsAny(s.Text[s.Ws[i].End:s.Ws[i+1].Start], `"“‘'`) ||
			i == h.Lo-1 && s.Ws[h.Lo].Upper && s.Ws[h.Hi-1].Upper && h.Hi-h.Lo > 1) {
			return true
		}
	}
	if !s.Ws[h.Lo].Upper {
		return false
	}
	for i := h.Lo - 1; i >= 0 && i >= h.Lo-12 && s.Ws[i+1].Before == ' ' && (s.Ws[i].Upper || s.Is(i, word.Preposition|word.Determiner|word.ListJoint)); i-- {
		if s.Ws[i].Upper && s.Is(i, word.Paper) && s.Is(i+1, word.Preposition) {
			return true
		}
	}
	for i := h.Hi; i < len(s.Ws) && i < h.Hi+6 && s.Ws[i].Upper && s.Ws[i].Before == ' '; i++ {
		if s.Is(i, word.Paper) {
			return true
		}
	}
	return false
}
