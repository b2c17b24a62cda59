package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/grammar"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
	"github.com/avow-audit/avow/internal/practice"
)

// A cell may answer for its row: "YES", "No, never", "Not sold", "30 days". What it answers,
// its column's title says, or the question its row is called by.

// answerCell reads such a cell, and passes over the name of a row that is answered.
func (r *reader) answerCell(i int, b *document.Block) bool {
	a, _ := cellAnswer(b.Text)
	if a == mention.NoAnswer {
		return r.rowName(i) || r.ofNo(i)
	}
	if b.Row == "" {
		return mention.BareAnswer(b.Text) != mention.NoAnswer
	}
	m, a := r.answering(b)
	if !m.Known {
		return mention.BareAnswer(b.Text) != mention.NoAnswer // "Encrypted | NO": nothing of the data
	}
	from := len(r.said)
	r.answered(r.rowOf(b, i).Narrow(a), m, a, i, 0, len(b.Text))
	if mention.BareAnswer(b.Text) == mention.NoAnswer {
		r.bounded(from, b, m, a)
	}
	return mention.BareAnswer(b.Text) != mention.NoAnswer // what stands behind a "Yes" is read too
}

// bounded gives what a cell adds to its answer to the mentions from on: "Yes, with your
// consent", "No, except in Spain".
func (r *reader) bounded(from int, b *document.Block, m grammar.Mood, a mention.Answer) {
	s := mention.Alone(&r.Reader, b.Text)
	for k := from; k < len(r.said); k++ {
		s.Scopes(&r.said[k], grammar.Mood{Denied: a == mention.No, Verb: m.Verb, At: -1})
	}
}

// answering is what cell b says of its row, and whether it denies it; unknown if its column
// asks for something else than what is done with data.
func (r *reader) answering(b *document.Block) (grammar.Mood, mention.Answer) {
	a, verb := cellAnswer(b.Text)
	m := r.titleMood(b.Column)
	switch {
	case strings.HasSuffix(b.Row, "?"):
		m = r.rowOf(b, 0).QuestionMood()
	case r.column(b.Column).kind == ofElse, m.Verb == word.Control, m.Verb == word.Include:
		return grammar.Mood{}, a
	case m.Known:
	case b.Column == "", strings.HasSuffix(b.Column, ":"), r.column(b.Column).kind == ofAnswers, verb != "":
		m = grammar.Mood{Known: true, Verb: word.Collect, Party: grammar.FirstParty, At: -1}
	}
	if a == mention.No && m.Known && r.column(b.Column).kind == ofRecipients { // "Third parties to whom it is sold, or who process it for ads | N/A": nobody gets it
		if m.Party = grammar.FirstParty; !m.Verb.PassesOn() {
			m.Verb = word.Share
		}
	}
	if verb != "" {
		k, ok := mention.VerbOf(&r.Reader, verb)
		if m.Verb = k; !ok {
			return grammar.Mood{}, a
		}
		if m.Denied {
			m.Denied, a = false, mention.No // "Not collected | not collected"
		}
	}
	return m, a
}

// cellAnswer reads a cell that answers: by yes or no, alone or with more behind it, or by a
// participle with its "not", which it returns.
func cellAnswer(text string) (a mention.Answer, participle string) {
	if a := mention.BareAnswer(text); a != mention.NoAnswer || len(text) > maxCellAnswer {
		return a, ""
	}
	first, rest, _ := strings.Cut(prose.TrimmedLower(text), " ")
	word := strings.TrimRight(first, ",;.:")
	switch {
	case word == "not" || word == "never":
		participle, rest, _ = strings.Cut(rest, " ")
		participle = strings.TrimRight(participle, ",;.:")
		if strings.HasPrefix(participle, "requir") || !strings.HasSuffix(participle, "ed") && participle != "sold" && participle != "kept" && participle != "sent" || rest != "" && goesFurther(rest) {
			return mention.NoAnswer, ""
		}
		return mention.No, participle
	case word == first && !strings.HasPrefix(rest, "(") && !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—"):
		return mention.NoAnswer, ""
	}
	switch word {
	case "yes":
		return mention.Yes, ""
	case "no":
		return mention.No, ""
	}
	return mention.NoAnswer, ""
}

const maxCellAnswer = 160 // bytes

// goesFurther reports words behind a participle that leave open what is done: "not shared with
// advertisers".
func goesFurther(rest string) bool {
	return strings.HasPrefix(rest, "with") || strings.HasPrefix(rest, "to ") || strings.HasPrefix(rest, "for ") || strings.HasPrefix(rest, "by ")
}

// rowName reports that block i only names its row, because the row is answered
// by yes and no: "Faceprints | NO".
func (r *reader) rowName(i int) bool {
	b := &r.Doc.Blocks[i]
	if b.Row != "" {
		return false
	}
	for k := i + 1; k < len(r.Doc.Blocks) && k <= i+maxAnswers; k++ {
		n := &r.Doc.Blocks[k]
		if n.Kind == document.Cell && n.Row == "" { // more of the row's name
			continue
		}
		if n.Kind != document.Cell || !strings.Contains(n.Row, page.Clip(b.Text, 200)) {
			return false
		}
		if a, _ := cellAnswer(n.Text); a != mention.NoAnswer {
			if m, _ := r.answering(n); m.Known {
				return true
			}
		}
	}
	return false
}

const maxAnswers = 8 // columns of a table of answers

// ofNo reports that cell i gives examples in a row that is answered by no as to whether they are
// collected: "Geolocation | Physical location | NO".
func (r *reader) ofNo(i int) bool {
	b := &r.Doc.Blocks[i]
	if b.Row == "" || r.column(b.Column).kind == ofPurposes || r.column(b.Column).kind == ofRecipients {
		return false
	}
	for k := i + 1; k < len(r.Doc.Blocks) && k <= i+maxAnswers; k++ {
		n := &r.Doc.Blocks[k]
		if n.Kind != document.Cell || n.Row != b.Row {
			return false
		}
		if a, _ := cellAnswer(n.Text); a == mention.No {
			m, a := r.answering(n)
			return m.Known && m.Verb == word.Collect && m.Denied != (a == mention.No)
		}
	}
	return false
}

// cellMood is what the names of a cell's column and row, and what introduces the table, say of
// the data in it.
func (r *reader) cellMood(b *document.Block) grammar.Mood {
	kind := r.column(b.Column).kind
	if b.Column != "" {
		if m := r.rowGets(b); m.Known {
			return m
		}
		if m := r.titleMood(b.Column); m.Known {
			return m
		}
		if kind == ofPermissions && b.Row == "" {
			return grammar.Mood{Known: true, Verb: word.Use, Party: grammar.FirstParty, At: -1}
		}
	}
	if kind == ofPurposes {
		return grammar.Mood{}
	}
	if b.Row != "" && len(b.Row) <= maxColumnTitle && r.column(b.Names).kind != ofPurposes { // "Data we do not collect | your contacts"
		if m := r.titleMood(b.Row); m.Known && m.Verb != word.Include && m.Verb != word.Control && (m.Party != grammar.Anyone || m.Denied) { // not "Tracking of clicks"
			return m
		}
	}
	if b.Lead >= 0 && (b.Row == "" || b.Column == "" || kind == ofData) {
		if m := r.leadOf(b.Lead); m.Party != grammar.Anyone || m.Denied {
			return m
		}
	}
	return grammar.Mood{}
}

// keptFor reads a cell of a column that says how long the data of its row is kept.
func (r *reader) keptFor(s *mention.Sentence, b *document.Block) {
	if b.Kind != document.Cell || b.Row == "" || s.Lo > 0 || r.column(b.Column).kind != ofKeeping || r.column(b.Names).kind == ofPurposes || !s.Lasts() {
		return
	}
	row := r.rowOf(b, s.Block).Less(func(t *lexicon.Type) bool {
		return !slices.ContainsFunc(t.Says, func(says lexicon.Says) bool { return says.Practice != practice.AdProfiling })
	})
	r.answered(row, grammar.Mood{Known: true, Verb: word.Store, Party: grammar.FirstParty, At: -1}, mention.Yes, s.Block, s.From, s.To)
}
