package policy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/parallel"
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/policy/page"
	"github.com/avow-audit/avow/internal/practice"
)

// statements turns mentions into statements by the ontology and brings all in
// the order of the document. Those of a stretch stand behind each other in one list from
// the start: it is the largest of all, and not copied.
func (r *reader) statements() {
	ends := make([]int, len(r.forks)+1)
	for i, f := range r.forks {
		ends[i+1] = ends[i] + len(f.res.Statements) + r.promised(r.res.mentions[i])
	}
	all := make([]message.Statement, ends[len(r.forks)])
	parallel.Do(len(r.forks), func(i int) {
		f := r.forks[i]
		f.res.Statements = append(all[ends[i]:ends[i]:ends[i+1]], f.res.Statements...) // of places, which are few
		f.state(r.res.mentions[i])
	})
	r.res.Statements = all[:0]
	for _, f := range r.forks {
		r.res.Statements = append(r.res.Statements, f.res.Statements...) // moves up where several mentions made one
	}
	r.byPart()
	r.ofAllData()
	r.sort()
	r.number()
}

// sort brings the statements in the order of the document, in which most stand.
func (r *reader) sort() {
	all := r.res.Statements
	inOrder := func(a, b *message.Statement) int {
		if a.Offset != b.Offset {
			return int(a.Offset - b.Offset)
		}
		return practice.Index(a.Practice) - practice.Index(b.Practice)
	}
	for i := 1; i < len(all); i++ {
		if inOrder(&all[i-1], &all[i]) > 0 {
			ordered.By(all, func(a, b message.Statement) int { return inOrder(&a, &b) })
			return
		}
	}
}

// promised bounds how many statements mentions make: each says of a practice makes one or joins one.
func (r *reader) promised(mentions []mention.Mention) (n int) {
	for i := range mentions {
		n += len(r.Tables.Ontology[mentions[i].Entry].Says)
	}
	return n
}

// state makes the statements of mentions.
func (r *reader) state(mentions []mention.Mention) {
	for i := range mentions {
		x := &mentions[i]
		for _, s := range r.Tables.Ontology[x.Entry].Says {
			if !holds(s, x) {
				continue
			}
			// A denial of the wider denies the narrower as well; a denial of
			// one kind of it leaves the others open.
			modality := x.Modality
			switch {
			case modality == message.Denies && !s.Denies:
				continue
			case modality != message.Denies && modality != message.Names && !s.Exact:
				modality = message.Hazy
			}
			st := r.statement(x, s.Practice, modality)
			st.Term = x.Term
			r.add(st)
		}
	}
}

func holds(s lexicon.Says, x *mention.Mention) bool {
	switch {
	case s.Near == -1:
		return true
	case s.Near == lexicon.AdParty:
		return x.ToAds && (x.Action == "share" || x.Action == "sell" || x.Action == "send" || x.Party == message.ThirdParty)
	}
	return s.Near < 64 && x.Near&(1<<s.Near) != 0
}

// statement is what a mention says of a practice.
func (r *reader) statement(x *mention.Mention, p practice.ID, modality message.Modality) message.Statement {
	b := &r.Doc.Blocks[x.Block]
	offset, length := r.Doc.Source(b, x.Start, x.End)
	return message.Statement{
		Document:  r.Name,
		Practice:  p,
		Modality:  modality,
		Party:     x.Party,
		Scope:     mention.Unique(x.Scope),
		Recipient: x.Recipient,
		Quote:     b.Text[x.Start:x.End],
		Heading:   page.Under(r.HeadingOf(x.Block), x.Row),
		Section:   r.Sections[x.Block],
		Offset:    offset,
		Length:    length,
		Page:      b.Page,
	}
}

// add keeps one statement for each practice, modality, country and sentence: five words for one thing
// are one statement, and who gets it in one of them gets it.
func (r *reader) add(st message.Statement) {
	same := r.placed.at(&st)
	for _, i := range *same {
		o := &r.res.Statements[i]
		if o.Practice != st.Practice || o.Country != st.Country || o.Outside != st.Outside {
			continue
		}
		if o.Recipient == "" && o.Modality != message.Denies && st.Modality != message.Denies && o.Modality != message.Names && covers(o.Party, st.Party) { // "is collected and shared with advertisers"
			o.Recipient = st.Recipient
		}
		switch {
		case o.Modality == st.Modality && o.Party == st.Party, st.Modality == message.Names:
			return
		case o.Modality != message.Denies && st.Modality == message.Hazy && covers(o.Party, st.Party): // a wider word beside an exact one adds nothing
			return
		case o.Modality == message.Names, o.Modality == message.Hazy && st.Modality != message.Denies && covers(st.Party, o.Party):
			*o = st
			return
		}
	}
	*same = append(*same, len(r.res.Statements))
	r.res.Statements = append(r.res.Statements, st)
}

// placed finds statements by their offset and length until they are sorted.
type placed struct {
	all  map[[2]int64]*[]int
	last [2]int64 // most follow one of the same sentence
	of   *[]int
}

// at is the statements that stand where st does.
func (p *placed) at(st *message.Statement) *[]int {
	place := [2]int64{st.Offset, int64(st.Length)}
	if p.of != nil && p.last == place {
		return p.of
	}
	of := p.all[place]
	if of == nil {
		of = new([]int)
		p.all[place] = of
	}
	p.last, p.of = place, of
	return of
}

// covers reports that what one says of its party says it of the other: somebody is meant
// by whoever does it, but a partner not by the publisher.
func covers(party, other message.Party) bool {
	return party == other || other == message.AnyParty
}

// number gives each statement its identifier. Hashing them is most of it, and done for
// those of a long document on all processors.
func (r *reader) number() {
	all := r.res.Statements
	parallel.Each(len(all), 1<<10, func(i int) {
		id := identity(&all[i])
		all[i].ID = message.ContentID("S", id[:]...)
	})
	taken := make(map[string]bool, len(all))
	for i := range all {
		s := &all[i]
		s.ID = page.Unique(taken, s.ID, "S", func() []string {
			id := identity(s)
			return id[:]
		})
	}
}

// identity is what tells a statement from others.
func identity(s *message.Statement) [9]string {
	return [...]string{s.Document, string(s.Practice), string(s.Modality), string(s.Party), s.Country, s.Term,
		strconv.FormatInt(s.Offset, 10), s.Quote, strings.Join(s.Heading, "/")}
}

// byPart takes out the statements of documents that are left out: what they
// speak of may be said there, and is an Unknown. Denials of a document that
// speaks for itself only are bounded by its title.
func (r *reader) byPart() {
	for k := range r.Parts {
		p := &r.Parts[k]
		if !p.Left && !p.Scoped {
			continue
		}
		first, last := &r.Doc.Blocks[p.Lo], &r.Doc.Blocks[p.Hi-1]
		from, _ := r.Doc.Source(first, 0, len(first.Text))
		at, n := r.Doc.Source(last, 0, len(last.Text))
		to := at + int64(n)
		var touches []practice.ID
		r.res.Statements = slices.DeleteFunc(r.res.Statements, func(s message.Statement) bool {
			if !p.Left || s.Offset < from || s.Offset >= to {
				return false
			}
			if s.Modality != message.Denies && s.Modality != message.Names && !slices.Contains(touches, s.Practice) {
				touches = append(touches, s.Practice)
			}
			return true
		})
		if len(touches) > 0 {
			r.aside(from, fmt.Sprintf("The page also holds %q, which is not read as the privacy policy.", p.Title), touches)
		}
		for i := range r.res.Statements {
			if s := &r.res.Statements[i]; p.Scoped && s.Modality == message.Denies && s.Offset >= from && s.Offset < to {
				s.Scope = append(slices.Clip(s.Scope), message.Scope{Kind: message.ScopeFeature, Text: p.Title})
			}
		}
	}
}

// aside notes what a document that is left out speaks of; versions of one
// document make one Unknown.
func (r *reader) aside(at int64, reason string, touches []practice.ID) {
	k := slices.IndexFunc(r.Unknowns, func(u message.Unknown) bool { return u.Reason == reason })
	if k < 0 {
		r.Unknown("other-document", at, reason)
		k = len(r.Unknowns) - 1
	} else {
		r.Unknowns[k].Count = max(r.Unknowns[k].Count, 1) + 1
	}
	u := &r.Unknowns[k]
	for _, t := range touches {
		if !slices.Contains(u.Touches, t) {
			u.Touches = append(u.Touches, t)
		}
	}
	slices.SortFunc(u.Touches, func(a, b practice.ID) int { return practice.Index(a) - practice.Index(b) })
}
