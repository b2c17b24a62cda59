package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// answer is a bare yes or no.
type answer uint8

const (
	noAnswer answer = iota
	yes
	no
)

// bareAnswer reads a cell that holds nothing else.
func bareAnswer(text string) answer {
	if len(text) > 20 {
		return noAnswer
	}
	switch trimmedLower(text) {
	case "yes", "y", "✓", "✔", "collected", "x":
		return yes
	case "no", "n", "✗", "✘", "not collected", "none", "n/a":
		return no
	}
	return noAnswer
}

// rowOf is the name of the row of cell b, read once for all its columns.
func (r *reader) rowOf(b *document.Block, block int) *sentence {
	if s := &r.row; s.text != b.Row {
		*s = sentence{text: b.Row, hi: len(b.Row), ws: r.appendWords(nil, b.Row)}
		r.parse(s)
	}
	r.row.block = block
	return &r.row
}

// narrow leaves out of a row that is answered by no what stands for all data: to
// deny "inferences drawn from personal information" denies no personal information.
func (r *sentenceReader) narrow(row *sentence, a answer) *sentence {
	if a != no {
		return row
	}
	return r.less(row, func(t *lexicon.Type) bool { return t.Group && len(t.Says) == 0 })
}

// less is the row without some of its types; the row itself answers other columns.
func (r *sentenceReader) less(row *sentence, some func(*lexicon.Type) bool) *sentence {
	out := *row
	out.types = slices.DeleteFunc(slices.Clone(row.types), func(h lexicon.Hit) bool { return some(&r.tables.Ontology[h.Entry]) })
	return &out
}

// reply reads "No, we do not." behind a question: the question's words, with
// what the reply adds to them.
func (r *reader) reply(s *sentence, question string) bool {
	question = strings.TrimPrefix(strings.TrimPrefix(question, "Q:"), "Question:")
	q := &sentence{text: question, hi: len(question), ws: r.appendWords(nil, question)}
	if len(q.ws) == 0 {
		return false
	}
	a, n := s.replies()
	isList := a == noAnswer || n < len(s.ws) && s.ws[n].Before != ',' && s.ws[n].Before != '.' && s.ws[n].Before != ';'
	if isList && !s.lists(q) {
		return false
	}
	r.parse(q)
	m := r.questionMood(q)
	if !m.known {
		return false
	}
	if isList {
		r.answered(s, m, yes, s.block, s.from, s.to)
		return true
	}
	before := len(r.said)
	r.answered(q, m, a, s.block, s.from, s.to)
	for i := before; i < len(r.said); i++ {
		x := &r.said[i]
		x.offset, x.length = r.doc.Source(&r.doc.Blocks[s.block], s.from, s.to)
		r.scopes(x, s, mood{denied: a == no, at: -1})
	}
	return true
}

// asks: "Do we sell data?" and `Sale: "Do we sell data?".`, not `see "Do we sell data?"`.
func (s *sentence) asks() bool {
	text := s.text[s.lo:s.hi]
	if strings.HasSuffix(text, "?") {
		return true
	}
	said := strings.TrimRight(text, `"”.`)
	if !strings.HasSuffix(said, "?") {
		return false
	}
	before := strings.TrimSpace(said[:max(strings.LastIndexAny(said, `"“`), 0)])
	return before == "" || strings.HasSuffix(before, ":")
}

// replies reads the words of a yes or no that a sentence begins with, and how many they
// are: "No", "A: Never", "Absolutely not".
func (s *sentence) replies() (a answer, n int) {
	i := 0
	if w := s.ws[0].Low; (w == "a" || w == "answer") && len(s.ws) > 1 && s.ws[1].Before == ':' {
		i = 1
	}
	if n := len(s.ws); n-i >= 2 && n-i <= 4 && s.is(i, weWord|itWord) && s.is(i+1, doWord|modal|negating) { // "It does not.", "We do."
		if s.is(i+1, negating) || s.is(i+2, negating) {
			return no, n
		}
		if n-i == 2 {
			return yes, n
		}
	}
	switch s.ws[i].Low {
	case "yes":
		return yes, i + 1
	case "no", "never", "nope":
		return no, i + 1
	case "absolutely", "certainly", "definitely":
		if next(s.ws, i) == "not" {
			return no, i + 2
		}
		return yes, i + 1
	case "not":
		if next(s.ws, i) == "at" && next(s.ws, i+1) == "all" {
			return no, i + 3
		}
	case "of":
		if next(s.ws, i) == "course" {
			if next(s.ws, i+1) == "not" {
				return no, i + 3
			}
			return yes, i + 2
		}
	}
	return noAnswer, 0
}

// lists reports the answer to "What do we collect?": a phrase that only names data.
func (s *sentence) lists(q *sentence) bool {
	w := q.ws[0].Low
	return (w == "what" || w == "which") && s.phrase() && len(s.types) > 0 && len(s.verbs) == 0
}

// questionMood is that of the question's last verb: "Do we sell your data?".
func (r *sentenceReader) questionMood(q *sentence) mood {
	for i := len(q.moods) - 1; i >= 0; i-- {
		switch m := q.moods[i].mood; {
		case q.moods[i].byUser && !(q.is(0, modal) && q.is(1, youWord)) && !(m.verb != give && q.asksYou()) || m.verb == control || m.verb == include:
		default:
			m.denied = m.denied && asksWhich(q.text) && !q.clauses[q.in[q.verbs[i].Lo]].supposed // "What do you never collect?", not "What if you do not share it?"
			m.at = -1
			return m
		}
	}
	return mood{}
}

// asksYou: "What data do you collect?", where the publisher is asked.
func (q *sentence) asksYou() bool {
	for i := 1; i+1 < len(q.ws) && i <= runIn && asksWhich(q.text); i++ {
		if q.is(i, doWord) && q.ws[i+1].Low == "you" {
			return !q.any(weWord)
		}
	}
	return false
}

// answered states or denies all data types of s with mood m, quoting words
// [lo, hi) of a block. A "no" to passing on denies no collection.
func (r *reader) answered(s *sentence, m mood, a answer, block, lo, hi int) {
	m.denied = m.denied != (a == no)
	for _, h := range s.types {
		x := Mention{Block: block, Start: lo, End: hi, entry: h.Entry, group: -1, Type: r.tables.Ontology[h.Entry].Name,
			Term: s.text[s.ws[h.Lo].Start:s.ws[h.Hi-1].End]}
		x.offset, x.length = r.doc.Source(&r.doc.Blocks[block], lo, hi)
		r.fill(&x, s, m)
		if r.doc.Blocks[block].Kind != document.Cell { // a cell's row is known
			x.row = s.text
		}
		if m.denied && (m.verb.passesOn() || m.verb == give || m.verb == store) {
			x.Scope = append(x.Scope, message.Scope{Kind: message.ScopeAction, Text: m.verb.name()})
		}
		r.said = append(r.said, x)
	}
}
