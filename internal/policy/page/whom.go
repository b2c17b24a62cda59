package page

import (
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// What names people or a place in a title or a line and yet does not say for whom a part of a
// policy is written, and where such a part ends though no heading ends it.

// notForThem reports words of a heading that name nobody it is written for.
func (r *Page) notForThem(text string, ws []prose.Word, h lexicon.Hit) bool {
	return r.cites(ws, h) || r.phrases.besideTitle(text, ws[h.Lo].Start) || r.productName(text, ws, h)
}

// ofShouting: "HOW TO CONTACT US", also in a line that says it of a section, is the pronoun.
func ofShouting(text string, ws []prose.Word, h lexicon.Hit) bool {
	if h.Lo == 0 || h.Hi-h.Lo > 1 || text[ws[h.Lo].Start:ws[h.Lo].End] != "US" {
		return false
	}
	before := text[ws[h.Lo-1].Start:ws[h.Lo-1].End]
	return strings.ToUpper(text) == text || len(before) > 3 && shouted(before)
}

// cites: "On the ground of your consent (Art. 6 GDPR)", not "Your rights under the GDPR".
func (r *Page) cites(ws []prose.Word, h lexicon.Hit) bool {
	for k := h.Lo - 1; k >= 0 && k >= h.Lo-maxCited; k-- {
		if slices.Contains(r.phrases.articles, ws[k].Low) {
			return k+1 < len(ws) && ws[k+1].Low[0] >= '0' && ws[k+1].Low[0] <= '9'
		}
	}
	return false
}

const maxCited = 8 // words: "Art. 6 (1) (b) of the | GDPR"

// besideTitle: "Privacy Policy and Your California Privacy Rights" is for everybody, "Privacy Policy
// and Notice for California" is not. What is named stands at byte at.
func (p *pageWords) besideTitle(text string, at int) bool {
	low := strings.ToLower(text)
	for _, name := range p.selfNames {
		k := strings.Index(low, name)
		if k < 0 || k+len(name) > at {
			continue
		}
		between := low[k+len(name) : at]
		return slices.ContainsFunc(p.joints, func(joint string) bool { return strings.HasPrefix(between, joint) }) &&
			!strings.Contains(between, " for ") && holdsAny(low[at:], p.otherDocuments)
	}
	return false
}

// productName: "Privacy Policy for Kids Corner", not "Kids' Privacy Policy": children in the name of
// a product.
func (r *Page) productName(text string, ws []prose.Word, h lexicon.Hit) bool {
	if h.Hi-h.Lo != 1 || !slices.Contains(r.phrases.youngNames, ws[h.Lo].Low) || !holdsAny(strings.ToLower(text), r.phrases.selfNames) {
		return false
	}
	name := func(k int) bool {
		return k >= 0 && k < len(ws) && ws[k].Upper && r.Words.Of(&ws[k])&(word.Nameless|word.Preposition|word.Away|word.ListJoint) == 0 && len(ws[k].Low) > 1
	}
	after := h.Hi < len(ws) && ws[h.Hi].Before == ' '
	return after && name(h.Hi) || (!after || !ws[h.Hi].Upper) && ws[h.Lo].Before == ' ' && name(h.Lo-1)
}

// pointsAway reports a line that sends some readers to another page: "If you live in Japan, please
// see our policy for Japan".
func (p *pageWords) pointsAway(s string) bool {
	return holdsAny(" "+strings.ToLower(s), p.awayLines)
}

// forWhole reports that a line below the title says for whom all of it is written: "(For users in
// the US)", "This notice applies to residents of Japan"; not "If you live in Japan, you have these
// rights".
func (p *pageWords) forWhole(s string) bool {
	if last := s[len(s)-1]; last != '.' && last != ':' && (s[0] == '(' || strings.Count(s, " ") < grammar.MaxTitleWords) {
		return true
	}
	return holdsAny(strings.ToLower(s), p.appliesHere)
}

// hasText reports that a line which is the title of a document has its text below it: a link in a
// menu or above the list of contents has not.
func (r *Page) hasText(i int) bool {
	if Entry(&r.Doc.Blocks[i]) || i+1 == len(r.Doc.Blocks) {
		return false
	}
	next := &r.Doc.Blocks[i+1]
	return next.Kind != document.Heading && !r.phrases.pointsAway(next.Text)
}

// endsSection reports that block i ends the section that block at opened, a line that only looks like
// a heading: the line of its own with the next number ("8. Children" ... "9. Changes."), or of the
// same look ("Children:" ... "What We Collect Ourselves:").
func (r *Page) endsSection(i, at int, section string) bool {
	b, head := &r.Doc.Blocks[i], &r.Doc.Blocks[at]
	if b.Kind != document.Paragraph || head.Level < LooksOnly || !TitleLine(b.Text) || len(head.Text) > maxTitleBytes || i+1 < len(r.Doc.Blocks) && r.Doc.Blocks[i+1].Lead == i {
		return false
	}
	if n := NumberOf(head.Text); n > 0 {
		return NumberOf(b.Text) == n+1
	}
	last, opened := b.Text[len(b.Text)-1], head.Text[len(head.Text)-1]
	switch {
	case r.Doc.Format != document.Text && r.Doc.Format != document.PDF, NumberOf(b.Text) > 0, shouted(b.Text) != shouted(head.Text), !capitals(b.Text):
		return false
	case last == ':':
		return opened == ':'
	}
	return last == '.' && section == "children" && !r.phrases.ofParents(b.Text)
}

// LooksOnly is the level of a line that only looks like a heading.
const LooksOnly = 7

// ofParents: "Parental Consent.", below "Children".
func (p *pageWords) ofParents(s string) bool { return holdsAny(strings.ToLower(s), p.parents) }

// TitleLine reports a line of its own that may be a title, whatever it ends in.
func TitleLine(s string) bool {
	return s != "" && len(s) <= maxTitleBytes && strings.IndexByte(s, '\n') < 0 && strings.IndexByte(",;!", s[len(s)-1]) < 0 &&
		(s[0] >= 'A' && s[0] <= 'Z' || s[0] >= '0' && s[0] <= '9') && strings.Count(s, " ") < grammar.MaxTitleWords
}

// NumberOf is the number that a line begins with, 0 if it has none: "8. Children".
func NumberOf(s string) int {
	digits, rest, ok := strings.Cut(s[:min(len(s), maxTitleNumber)], ".")
	n, err := strconv.Atoi(strings.TrimPrefix(digits, `\`))
	if !ok || err != nil || n < 0 || rest == "" || rest[0] != ' ' {
		return 0
	}
	return n
}

// shouted reports a line without small letters.
func shouted(s string) bool { return strings.ToUpper(s) == s }

// capitals reports a line whose longer words begin with capitals.
func capitals(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if len(w) > 4 && w[0] >= 'a' && w[0] <= 'z' {
			return false
		}
	}
	return true
}

const (
	maxTitleBytes  = 90
	maxTitleNumber = 8 // bytes: "2023. "
)
