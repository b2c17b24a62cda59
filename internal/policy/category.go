package policy

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/word"
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
func (r *reader) categoryAnswer(s *mention.Sentence, b *document.Block) bool {
	if a := s.CollectedAnswer(); a != mention.NoAnswer {
		before := b.Text[max(0, s.Lo-maxCategory):s.Lo]
		if at := strings.LastIndex(before, "Category "); at >= 0 && isCategory(before[at:]) { // all in one paragraph
			r.answerCategory(categoryName(before[at:]), a, s, s.Block, s.Lo-len(before)+at)
			return true
		}
		for k := s.Block - 1; k >= 0 && k >= s.Block-aboveAnswer; k-- {
			switch text := r.Doc.Blocks[k].Text; {
			case isCategory(text):
				r.answerCategory(categoryName(page.Clip(text, maxCategory)), a, s, k, 0)
				return true
			case strings.HasPrefix(text, "Collected"):
				return false
			}
		}
		return false
	}
	if a := inCapitals(s.Text[s.Lo:s.Hi]); a != mention.NoAnswer && s.Block > 0 {
		if text := r.Doc.Blocks[s.Block-1].Text; isLettered(text) {
			r.answerCategory(page.Clip(text[3:], maxCategory), a, s, s.Block-1, 0)
			return true
		}
	}
	last := &s.Ws[len(s.Ws)-1]
	a := inCapitals(s.Text[last.Start:last.End])
	if a == mention.NoAnswer || len(s.Ws) < 3 || len(s.Ws[0].Low) != 1 || !s.Ws[0].Upper || s.Ws[1].Before != '.' || !s.Phrase() {
		return false
	}
	r.answerCategory(s.Text[s.Ws[1].Start:last.Start], a, s, s.Block, s.Lo)
	return true
}

// inCapitals reads "NO" and "YES", and nothing else.
func inCapitals(text string) mention.Answer {
	switch text {
	case "YES":
		return mention.Yes
	case "NO":
		return mention.No
	}
	return mention.NoAnswer
}

// isLettered: "E. Biometric information Fingerprints and voiceprints".
func isLettered(text string) bool {
	return len(text) > 4 && text[0] >= 'A' && text[0] <= 'Z' && text[1] == '.' && text[2] == ' '
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
func (r *reader) answerCategory(name string, a mention.Answer, s *mention.Sentence, block, at int) {
	for i := len(r.said) - 1; i >= 0; i-- {
		x := &r.said[i]
		if x.Block < block || x.Block == block && x.Start < at {
			break
		}
		x.Modality, x.Party = message.Names, message.AnyParty
	}
	c := mention.Alone(&r.Reader, name)
	if len(c.Ws) == 0 {
		return
	}
	c.Block = s.Block
	if a == mention.Yes && len(c.Types) > 1 {
		c.Types = c.Types[:1] // the rest may be the law's examples
	}
	r.answered(c.Narrow(a), grammar.Mood{Known: true, Verb: word.Collect, Party: grammar.FirstParty, At: -1}, a, s.Block, s.From, s.To)
}
