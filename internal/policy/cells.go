package policy

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/policy/document"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/practice"
)

// A cell may answer for its row: "YES", "No, never", "Not sold", "30 days". What it answers,
// its column's title says, or the question its row is called by.

// answerCell reads such a cell, and passes over the name of a row that is answered.
func (r *reader) answerCell(i int, b *document.Block) bool {
	a, _ := cellAnswer(b.Text)
	if a == noAnswer {
		return r.rowName(i) || r.ofNo(i)
	}
	if b.Row == "" {
		return bareAnswer(b.Text) != noAnswer
	}
	m, a := r.answering(b)
	if !m.known {
		return bareAnswer(b.Text) != noAnswer // "Encrypted | NO": nothing of the data
	}
	from := len(r.said)
	r.answered(r.narrow(r.rowOf(b, i), a), m, a, i, 0, len(b.Text))
	if bareAnswer(b.Text) == noAnswer {
		r.bounded(from, b, m, a)
	}
	return bareAnswer(b.Text) != noAnswer // what stands behind a "Yes" is read too
}

// bounded gives what a cell adds to its answer to the mentions from on: "Yes, with your
// consent", "No, except in Spain".
func (r *reader) bounded(from int, b *document.Block, m mood, a answer) {
	s := &sentence{text: b.Text, hi: len(b.Text), ws: r.appendWords(nil, b.Text)}
	r.parse(s)
	for k := from; k < len(r.said); k++ {
		r.scopes(&r.said[k], s, mood{denied: a == no, verb: m.verb, at: -1})
	}
}

// answering is what cell b says of its row, and whether it denies it; unknown if its column
// asks for something else than what is done with data.
func (r *reader) answering(b *document.Block) (mood, answer) {
	a, verb := cellAnswer(b.Text)
	m := r.titleMood(b.Column)
	switch {
	case strings.HasSuffix(b.Row, "?"):
		m = r.questionMood(r.rowOf(b, 0))
	case r.column(b.Column).kind == ofElse, m.verb == control, m.verb == include:
		return mood{}, a
	case m.known:
	case b.Column == "", strings.HasSuffix(b.Column, ":"), r.column(b.Column).kind == ofAnswers, verb != "":
		m = mood{known: true, verb: collect, party: firstParty, at: -1}
	}
	if a == no && m.known && r.column(b.Column).kind == ofRecipients { // "Third parties to whom it is sold, or who process it for ads | N/A": nobody gets it
		if m.party = firstParty; !m.verb.passesOn() {
			m.verb = share
		}
	}
	if verb != "" {
		k, ok := r.verbOf(verb)
		if m.verb = k; !ok {
			return mood{}, a
		}
		if m.denied {
			m.denied, a = false, no // "Not collected | not collected"
		}
	}
	return m, a
}

// verbOf is the class of one word that is a verb.
func (r *sentenceReader) verbOf(word string) (verbClass, bool) {
	hits := r.tables.Verbs.Find(nil, r.appendWords(nil, word), word)
	if len(hits) == 0 {
		return 0, false
	}
	k := r.verb(hits[0])
	return k, k != control && k != include
}

// cellAnswer reads a cell that answers: by yes or no, alone or with more behind it, or by a
// participle with its "not", which it returns.
func cellAnswer(text string) (a answer, participle string) {
	if a := bareAnswer(text); a != noAnswer || len(text) > maxCellAnswer {
		return a, ""
	}
	first, rest, _ := strings.Cut(trimmedLower(text), " ")
	word := strings.TrimRight(first, ",;.:")
	switch {
	case word == "not" || word == "never":
		participle, rest, _ = strings.Cut(rest, " ")
		participle = strings.TrimRight(participle, ",;.:")
		if strings.HasPrefix(participle, "requir") || !strings.HasSuffix(participle, "ed") && participle != "sold" && participle != "kept" && participle != "sent" || rest != "" && goesFurther(rest) {
			return noAnswer, ""
		}
		return no, participle
	case word == first && !strings.HasPrefix(rest, "(") && !strings.HasPrefix(rest, "-") && !strings.HasPrefix(rest, "–") && !strings.HasPrefix(rest, "—"):
		return noAnswer, ""
	}
	switch word {
	case "yes":
		return yes, ""
	case "no":
		return no, ""
	}
	return noAnswer, ""
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
	b := &r.doc.Blocks[i]
	if b.Row != "" {
		return false
	}
	for k := i + 1; k < len(r.doc.Blocks) && k <= i+maxAnswers; k++ {
		n := &r.doc.Blocks[k]
		if n.Kind == document.Cell && n.Row == "" { // more of the row's name
			continue
		}
		if n.Kind != document.Cell || !strings.Contains(n.Row, clip(b.Text, 200)) {
			return false
		}
		if a, _ := cellAnswer(n.Text); a != noAnswer {
			if m, _ := r.answering(n); m.known {
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
	b := &r.doc.Blocks[i]
	if b.Row == "" || r.column(b.Column).kind == ofPurposes || r.column(b.Column).kind == ofRecipients {
		return false
	}
	for k := i + 1; k < len(r.doc.Blocks) && k <= i+maxAnswers; k++ {
		n := &r.doc.Blocks[k]
		if n.Kind != document.Cell || n.Row != b.Row {
			return false
		}
		if a, _ := cellAnswer(n.Text); a == no {
			m, a := r.answering(n)
			return m.known && m.verb == collect && m.denied != (a == no)
		}
	}
	return false
}

// cellMood is what the names of a cell's column and row, and what introduces the table, say of
// the data in it.
func (r *reader) cellMood(b *document.Block) mood {
	kind := r.column(b.Column).kind
	if b.Column != "" {
		if m := r.rowGets(b); m.known {
			return m
		}
		if m := r.titleMood(b.Column); m.known {
			return m
		}
		if kind == ofPermissions && b.Row == "" {
			return mood{known: true, verb: use, party: firstParty, at: -1}
		}
	}
	if kind == ofPurposes {
		return mood{}
	}
	if b.Row != "" && len(b.Row) <= maxColumnTitle && r.column(b.Names).kind != ofPurposes { // "Data we do not collect | your contacts"
		if m := r.titleMood(b.Row); m.known && m.verb != include && m.verb != control && (m.party != anyone || m.denied) { // not "Tracking of clicks"
			return m
		}
	}
	if b.Lead >= 0 && (b.Row == "" || b.Column == "" || kind == ofData) {
		if m := r.leadOf(b.Lead); m.party != anyone || m.denied {
			return m
		}
	}
	return mood{}
}

// keptFor reads a cell of a column that says how long the data of its row is kept.
func (r *reader) keptFor(s *sentence, b *document.Block) {
	if b.Kind != document.Cell || b.Row == "" || s.lo > 0 || r.column(b.Column).kind != ofKeeping || r.column(b.Names).kind == ofPurposes || !s.lasts() {
		return
	}
	row := r.less(r.rowOf(b, s.block), func(t *lexicon.Type) bool {
		return !slices.ContainsFunc(t.Says, func(says lexicon.Says) bool { return says.Practice != practice.AdProfiling })
	})
	r.answered(row, mood{known: true, verb: store, party: firstParty, at: -1}, yes, s.block, s.from, s.to)
}

// lasts reports a time: "30 days", "Until you delete your account", not "Not applicable".
func (s *sentence) lasts() bool {
	return slices.ContainsFunc(s.ws, func(w prose.Word) bool {
		return w.Low[0] >= '0' && w.Low[0] <= '9' || w.Low == "until" || w.Low == "long" || w.Low == "indefinitely" || w.Low == "permanently" || strings.HasPrefix(w.Low, "retain") || strings.HasPrefix(w.Low, "session")
	}) && !s.any(negating)
}
