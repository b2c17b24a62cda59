package declaration

import (
	"errors"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// pageForms are the pages of the stores with their vocabulary.
var pageForms = []struct {
	form   message.Form
	family string
}{
	{message.DataSafetyPage, "google"},
	{message.PrivacyLabel, "apple"},
}

// tellPage finds the page by its headings. Google's needs both of its lists, or
// the sentences that there is nothing in them; Apple's any of its three, or the
// one that nothing is collected.
func tellPage(data []byte) (message.Form, func(*reader) error, error) {
	t, err := load()
	if err != nil {
		return "", nil, err
	}
	lines := linesOf(data)
	for _, p := range pageForms {
		f := t.families[p.family]
		have := map[string]bool{}
		silent, none := false, false
		for _, l := range lines {
			if x := f.lines[l.normal]; x != nil {
				switch x.kind {
				case "section", "none":
					have[x.mark] = true
					none = none || x.kind == "none"
				case "silent":
					silent = true
				}
			}
		}
		found := len(have) > 0
		if p.form == message.DataSafetyPage {
			found = have["shared"] && have["collected"]
		}
		if found && (none || slices.ContainsFunc(lines, f.named)) || silent && len(have) == 0 {
			return p.form, func(r *reader) error { return r.page(f, lines) }, nil
		}
	}
	return "", nil, errors.New("this is no privacy label that is known here")
}

// named reports a line that names data of the family.
func (f *family) named(l textLine) bool {
	if f.lines[l.normal] != nil {
		return false
	}
	if f.byName[l.normal] != nil {
		return true
	}
	given, _, _ := f.item(l.normal)
	return len(given) > 0
}

// sure reports whether a page has words that only the store writes.
func sure(f *family, data []byte) bool {
	return slices.ContainsFunc(linesOf(data), func(l textLine) bool {
		for text, x := range f.lines {
			if x.kind == "sure" && strings.HasPrefix(l.normal, text) {
				return true
			}
		}
		return false
	})
}

// item cuts a line into names and the marks behind them: "Name · Optional".
func (f *family) item(line string) (names []string, marks []message.Mark, more bool) {
	line, behind, _ := strings.Cut(line, "·")
	names, more, ok := f.list(strings.TrimSpace(line))
	if !ok {
		return nil, nil, false
	}
	for part := range strings.SplitSeq(behind, "·") {
		if x := f.lines[normal(part)]; x != nil && x.kind == "mark" {
			marks = append(marks, message.Mark(x.mark))
		}
	}
	return names, marks, more
}

// section is one list of a page.
type section struct {
	heading textLine
	mark    message.Mark
	rule    string
	given   []*given
	partial bool // "and 3 others"
}

// given is a type in a list, or a category before its types are known.
type given struct {
	t      *dataType
	answer answer
}

// page reads the lists of a published page.
func (r *reader) page(f *family, lines []textLine) error {
	sections, none, silent := r.sections(f, lines)
	if len(sections) == 0 && len(none) == 0 {
		r.unknown("unanswered", silent.offset, "The store shows no declaration of this app.")
		return nil
	}
	for _, s := range sections {
		r.tellSection(f, s)
	}
	r.tellNotShared(sections, none["shared"])
	if l, ok := none["collected"]; ok {
		r.rest(f, message.Denies, func(*dataType) (source, bool) { return l.source, true })
		return nil
	}
	if slices.ContainsFunc(sections, func(s *section) bool { return s.partial }) {
		r.unknown("partial", sections[0].heading.offset, "The page names some types and says that there are others: what else is declared is not known.")
		return nil
	}
	if s := listOf(sections); s != nil {
		r.rest(f, message.Omits, func(*dataType) (source, bool) { return s.heading.source, true })
	}
	return nil
}

// listOf is the list in which a type would stand that is collected.
func listOf(sections []*section) *section {
	for _, marks := range [][]message.Mark{{message.Collected}, {message.Linked, message.NotLinked}, {message.Tracking}} { // what is not used for tracking may be collected
		for _, s := range sections {
			if slices.Contains(marks, s.mark) {
				return s
			}
		}
	}
	return nil
}

// sections cuts a page into its lists, and finds the sentences by which one is
// empty, by mark.
func (r *reader) sections(f *family, lines []textLine) (out []*section, none map[string]textLine, silent textLine) {
	none = map[string]textLine{}
	var now *section
	var purpose []string
	for _, l := range lines {
		x := f.lines[l.normal]
		switch {
		case x == nil && now == nil:
		case x == nil:
			names, marks, more := f.item(l.normal)
			now.partial = now.partial || more
			for _, name := range names {
				now.name(f, name, l, marks, purpose)
			}
		case x.kind == "section":
			now, purpose = &section{heading: l, mark: message.Mark(x.mark), rule: x.rule}, nil
			out = append(out, now)
		case x.kind == "none":
			if _, twice := none[x.mark]; !twice {
				none[x.mark] = l
			}
			now = nil
		case x.kind == "end":
			now = nil
		case x.kind == "silent":
			silent = l
		case now == nil:
		case x.kind == "mark":
			if n := len(now.given); n > 0 {
				a := &now.given[n-1].answer
				a.marks = append(a.marks, message.Mark(x.mark))
			}
		case x.kind == "purpose" && r.res.Form.ID == message.PrivacyLabel: // stands over its types
			purpose = []string{x.text}
		case x.kind == "purpose": // stands under its type
			now.name(f, l.normal, l, nil, nil)
		}
	}
	return out, none, silent
}

// name notes a name in a list: a type, a category, or what the type before is
// for.
func (s *section) name(f *family, name string, l textLine, marks []message.Mark, purpose []string) {
	t := f.byName[name]
	if t == nil {
		if x := f.lines[name]; x != nil && len(s.given) > 0 {
			a := &s.given[len(s.given)-1].answer
			a.purposes = appendNew(a.purposes, x.text)
		}
		return
	}
	for _, g := range s.given {
		if g.t == t && (len(purpose) == 0 || slices.Equal(g.answer.purposes, purpose)) { // in a summary, then in detail
			g.answer.marks = append(g.answer.marks, marks...)
			s.given = append(slices.DeleteFunc(s.given, func(x *given) bool { return x == g }), g) // what follows speaks of it
			return
		}
	}
	s.given = append(s.given, &given{t, answer{source: l.source, marks: append([]message.Mark{s.mark}, marks...), purposes: slices.Clone(purpose),
		heading: []string{s.heading.text}, party: message.AnyParty}})
}

// tellSection declares what one list names. A category counts where none of its
// types stands in the list.
func (r *reader) tellSection(f *family, s *section) {
	var forAds *answer
	adsRule := s.rule
	for _, g := range s.given {
		if g.t.id == "" && slices.ContainsFunc(s.given, func(o *given) bool { return o.t.id != "" && o.t.category == g.t.category }) {
			continue
		}
		a := g.answer
		switch s.mark {
		case message.Shared:
			a.party = message.ThirdParty
		case message.Tracking:
			forAds = &answer{source: s.heading.source, marks: []message.Mark{message.Tracking}, party: message.AnyParty}
		}
		for _, p := range a.purposes {
			if x := f.lines[normal(p)]; x != nil && x.mark == "ads" && (r.res.Form.ID == message.PrivacyLabel || s.mark == message.Shared) && forAds == nil {
				forAds, adsRule = &answer{source: a.source, marks: []message.Mark{s.mark}, purposes: []string{p}, heading: a.heading, party: message.ThirdParty}, x.rule
			}
		}
		r.declare(g.t, a)
	}
	if forAds != nil {
		r.forAds(adsRule, *forAds)
	}
}

// tellNotShared denies sharing of what is collected and not among what is
// shared, where the page says what is shared.
func (r *reader) tellNotShared(sections []*section, none textLine) {
	if r.res.Form.ID != message.DataSafetyPage {
		return
	}
	quote := none.source
	shared := map[*dataType]bool{}
	for _, s := range sections {
		if s.mark != message.Shared {
			continue
		}
		if s.partial {
			return
		}
		quote = s.heading.source
		for _, g := range s.given {
			shared[g.t] = true
		}
	}
	if quote.length == 0 {
		return
	}
	for _, s := range sections {
		for _, g := range s.given {
			if s.mark == message.Collected && g.t.id != "" && !shared[g.t] {
				r.notShared(g.t, answer{source: quote, marks: []message.Mark{message.Collected}, party: message.ThirdParty})
			}
		}
	}
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
