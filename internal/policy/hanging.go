package policy

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
)

// A lead-in that ends before its verb makes one sentence with each item that begins with one,
// and is read as that sentence: "We do not allow others to: | Collect your location". What is
// quoted is the item, and what the lead-in names is said there, not by every item.

// takeUp gives the sentence that begins an item the words of such a lead-in before its own.
func (r *reader) takeUp(s *sentence, b *document.Block) {
	s.lead = 0
	if b.Kind != document.Item || b.Lead < 0 || s.lo > 0 {
		return
	}
	lead := r.hanging(b.Lead)
	if lead == "" {
		return
	}
	if r.parse(s); len(s.verbs) == 0 || s.verbs[0].Lo != 0 || !s.baseForm(0) || s.clauses[0].subject != nobody {
		return
	}
	first, n := utf8.DecodeRuneInString(b.Text)
	text := lead + " " + string(unicode.ToLower(first)) + b.Text[n:s.hi]
	ws := r.appendWords(nil, text)
	for s.lead < len(ws) && ws[s.lead].Start < len(lead) {
		s.lead++
	}
	s.text, s.lo, s.hi, s.ws = text, 0, len(text), ws
}

// hanging is the last sentence of block i without its colon, where it waits for a verb; else
// nothing.
func (r *reader) hanging(i int) string {
	lead, ok := r.hung[i]
	if !ok {
		text := r.doc.Blocks[i].Text
		if ranges := prose.Sentences(text); len(ranges) > 0 && !r.isForeign(i) {
			at := ranges[len(ranges)-1]
			lead = r.waiting(text[at.Start:at.End])
		}
		r.hung[i] = lead
	}
	return lead
}

// waiting is text without its colon, where it is a sentence that waits for its verb: "we may",
// "you can ask us to", "our partners", "we do (the following)"; else nothing.
func (r *sentenceReader) waiting(text string) string {
	text = strings.TrimSuffix(text, ":")
	if len(text) > maxHanging || strings.HasSuffix(text, "?") {
		return ""
	}
	s := &sentence{text: text, hi: len(text), ws: r.appendWords(nil, text)}
	if len(s.ws) == 0 {
		return ""
	}
	r.parse(s)
	end := len(s.ws)
	for end > 1 && (s.ws[end-1].Low == "following" || end < len(s.ws) && s.isOne(end-1, "the", "of", "any")) {
		end--
	}
	if end < len(s.ws) && end > 1 && s.isOne(end-1, "do", "done") && s.is(end-2, modal|negating) { // "does not do any of the following"
		end--
	}
	not := end < len(s.ws) && s.ws[end-1].Low == "none" // "does none of the following"
	if end == 0 || len(s.places) > 0 || r.has(s, abroad) || s.asks() || !not && !r.waits(s, end) {
		return ""
	}
	if not {
		return text[:s.ws[end-1].Start] + "not"
	}
	return strings.Clone(text[:s.ws[end-1].End])
}

const maxHanging = 300 // bytes of a lead-in

// waits reports that the words before end are a sentence up to its verb.
func (r *sentenceReader) waits(s *sentence, end int) bool {
	last := end - 1
	if last > 0 && s.ws[last].Low == "longer" && s.ws[last-1].Low == "no" {
		return true
	}
	for last > 0 && !s.is(last, negating) && (s.is(last, occasion) || s.isOne(last, "also", "only", "always", "either", "under", "any", "in", "at")) {
		last--
	}
	switch {
	case s.is(last, negating):
		return true
	case s.is(last, doWord): // not "what we do"
		return end < len(s.ws) || s.is(last+1, occasion)
	case s.is(last, modal|weWord), s.ws[last].Low == "to":
		return true
	}
	return len(s.verbs) == 0 && slices.ContainsFunc(s.parties, func(p lexicon.Hit) bool { return p.Hi == end })
}

// isOne reports that word i is one of the words.
func (s *sentence) isOne(i int, words ...string) bool {
	return i >= 0 && i < len(s.ws) && slices.Contains(words, s.ws[i].Low)
}
