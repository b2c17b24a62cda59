package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
)

// Notices under California law list the categories of that law one by one and
// answer each, in a table (answer.go), or line by line:
//
//	Category E: Biometric information.
//	Examples: ... fingerprints, faceprints, and voiceprints ...
//	Collected: No.
//
// or in one line, as a table printed to PDF comes out: "E. Biometric information
// Fingerprints and voiceprints NO". The answer speaks of the category's name; the
// examples are the law's.

const (
	aboveAnswer = 3    // blocks in which the category of an answer is looked for
	maxCategory = 2000 // bytes of one, with the law's examples
)

// categoryAnswer reads the answer to a category; true if the sentence is one.
func (r *reader) categoryAnswer(s *sentence, b *document.Block) bool {
	if a := s.collectedAnswer(); a != noAnswer {
		before := b.Text[max(0, s.lo-maxCategory):s.lo]
		if at := strings.LastIndex(before, "Category "); at >= 0 && isCategory(before[at:]) { // all in one paragraph
			r.answerCategory(categoryName(before[at:]), a, s, s.block, s.lo-len(before)+at)
			return true
		}
		for k := s.block - 1; k >= 0 && k >= s.block-aboveAnswer; k-- {
			switch text := r.doc.Blocks[k].Text; {
			case isCategory(text):
				r.answerCategory(categoryName(clip(text, maxCategory)), a, s, k, 0)
				return true
			case strings.HasPrefix(text, "Collected"):
				return false
			}
		}
		return false
	}
	if a := inCapitals(s.text[s.lo:s.hi]); a != noAnswer && s.block > 0 {
		if text := r.doc.Blocks[s.block-1].Text; isLettered(text) {
			r.answerCategory(clip(text[3:], maxCategory), a, s, s.block-1, 0)
			return true
		}
	}
	last := &s.ws[len(s.ws)-1]
	a := inCapitals(s.text[last.Start:last.End])
	if a == noAnswer || len(s.ws) < 3 || len(s.ws[0].Low) != 1 || !s.ws[0].Upper || s.ws[1].Before != '.' || !s.phrase() {
		return false
	}
	r.answerCategory(s.text[s.ws[1].Start:last.Start], a, s, s.block, s.lo)
	return true
}

// inCapitals reads "NO" and "YES", and nothing else.
func inCapitals(text string) answer {
	switch text {
	case "YES":
		return yes
	case "NO":
		return no
	}
	return noAnswer
}

// isLettered: "E. Biometric information Fingerprints and voiceprints".
func isLettered(text string) bool {
	return len(text) > 4 && text[0] >= 'A' && text[0] <= 'Z' && text[1] == '.' && text[2] == ' '
}

// collectedAnswer reads "Collected: No."
func (s *sentence) collectedAnswer() answer {
	if len(s.ws) != 2 || s.ws[0].Low != "collected" || s.ws[1].Before != ':' && !s.dashed(1) {
		return noAnswer
	}
	return bareAnswer(s.ws[1].Low)
}

// isCategory: "Category E: Biometric information."
func isCategory(text string) bool {
	rest, ok := strings.CutPrefix(text, "Category ")
	return ok && len(rest) > 2 && rest[0] >= 'A' && rest[0] <= 'Z' && (rest[1] == ':' || rest[1] == '.')
}

// categoryName is what the category is called, without the law's examples.
func categoryName(text string) string {
	_, text, _ = strings.Cut(text, " ")
	text = text[2:]
	for _, mark := range []string{"Examples", " — ", " – "} {
		text, _, _ = strings.Cut(text, mark)
	}
	return text
}

// answerCategory states or denies what a category names. What was read of its lines
// before, from byte at of a block on, only names it.
func (r *reader) answerCategory(name string, a answer, s *sentence, block, at int) {
	for i := len(r.said) - 1; i >= 0; i-- {
		x := &r.said[i]
		if x.Block < block || x.Block == block && x.Start < at {
			break
		}
		x.Modality, x.Party = message.Names, message.AnyParty
	}
	c := &sentence{block: s.block, text: name, hi: len(name), ws: r.appendWords(nil, name)}
	if len(c.ws) == 0 {
		return
	}
	r.parse(c)
	if a == yes && len(c.types) > 1 {
		c.types = c.types[:1] // the rest may be the law's examples
	}
	r.answered(r.narrow(c, a), mood{known: true, verb: collect, party: firstParty, at: -1}, a, s.block, s.from, s.to)
}
