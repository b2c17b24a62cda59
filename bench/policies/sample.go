package main

import (
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy"
	"github.com/avow-audit/avow/internal/policy/mention"
	"github.com/avow-audit/avow/internal/practice"
)

// sample is one text of a set, in one form for all sets.
type sample struct {
	id       string
	made     bool // its denials were made by hand
	passages []passage
	html     bool // has headings: they are given as HTML
	scraps   bool // not one policy: nothing is said at policy level
}

type passage struct {
	text      string
	tag       string      // of its element, for HTML
	headings  [][2]string // tag and text of each heading above it
	is, not   []string    // rows affirmed and denied
	countries []string    // that the label names, for rows of places
	sentences []labelled
}

type labelled struct {
	text string
	is   []string
}

// said is what avow says for one row in one passage.
type said struct {
	affirmed, denied bool
	quotes, denials  []string
	countries        []string
}

// text joins the passages to what a reader would have before them, and tells
// where each begins.
func (s *sample) text() (string, []int) {
	var b strings.Builder
	var starts []int
	if !s.html {
		b.WriteString("Privacy Policy\n\n")
		for _, p := range s.passages {
			starts = append(starts, b.Len())
			b.WriteString(p.text)
			b.WriteString("\n\n")
		}
		return b.String(), starts
	}
	b.WriteString("<html><title>Privacy Policy</title><body>\n")
	var open [][2]string
	list := false
	for _, p := range s.passages {
		if list && p.tag != "li" {
			b.WriteString("</ul>\n")
		}
		if !slices.Equal(open, p.headings) {
			same := 0
			for same < len(open) && same < len(p.headings) && open[same] == p.headings[same] {
				same++
			}
			for _, h := range p.headings[same:] {
				fmt.Fprintf(&b, "<%s>%s</%s>\n", h[0], html.EscapeString(h[1]), h[0])
			}
			open = p.headings
		}
		if !list && p.tag == "li" {
			b.WriteString("<ul>\n")
		}
		list = p.tag == "li"
		starts = append(starts, b.Len())
		fmt.Fprintf(&b, "<%s>%s</%s>\n", p.tag, html.EscapeString(p.text), p.tag)
	}
	return b.String(), starts
}

// score reads the text and compares; false if avow did not take it for a policy.
func (s *sample) score(w io.Writer, t *table, rows []row, o options) (bool, error) {
	text, starts := s.text()
	res, err := policy.Read(s.id, []byte(text))
	if err != nil {
		return false, err
	}
	where := func(at int64) int {
		k, found := slices.BinarySearch(starts, int(at))
		if !found {
			k--
		}
		return max(k, 0)
	}
	for _, row := range rows {
		saying := make([]said, len(s.passages))
		row.hear(res, func(at int64) *said { return &saying[where(at)] })
		s.compare(w, t, row, saying, o)
	}
	refused := slices.ContainsFunc(res.Unknowns, func(u message.Unknown) bool { return u.Kind == "not-a-policy" || u.Kind == "language" })
	for range res.Mentions() {
		return true, nil
	}
	return !refused, nil
}

func (s *sample) compare(w io.Writer, t *table, row row, saying []said, o options) {
	denial := naturalLevel
	if s.made {
		denial = madeLevel
	}
	miss := func(l level, k int, got, gold bool) {
		if o.misses == levelNames[l]+"/"+row.name && got != gold {
			fmt.Fprintf(w, "said %v gold %v %s: %q quoted %q denied %q\n", got, gold, s.id, s.passages[k].text, saying[k].quotes, saying[k].denials)
		}
	}
	var anySaid, anyGold bool
	for k := range s.passages {
		p, y := &s.passages[k], &saying[k]
		gold, goldNot := slices.Contains(p.is, row.name), slices.Contains(p.not, row.name)
		if !row.denials {
			anySaid, anyGold = anySaid || y.affirmed, anyGold || gold
			t.at(row.name, segmentLevel).see(y.affirmed, gold)
			miss(segmentLevel, k, y.affirmed, gold)
		}
		if !row.affirms && (!row.labelled || gold || goldNot) {
			t.at(row.name, denial).see(y.denied, goldNot)
			miss(denial, k, y.denied, goldNot)
			if gold && !goldNot {
				if y.denied {
					t.falls.fp++
				} else {
					t.falls.fn++
				}
			}
		}
		if row.practices != nil && gold && y.affirmed && len(p.countries) > 0 {
			same := slices.Equal(y.countries, p.countries)
			t.at(row.name, countryLevel).see(same, true)
			if o.misses == "country/"+row.name && !same {
				fmt.Fprintf(w, "said %v gold %v %s: %q\n", y.countries, p.countries, s.id, p.text)
			}
		}
		s.quotes(w, t, row, p, y, gold, o)
	}
	if s.scraps || row.denials {
		return
	}
	t.at(row.name, policyLevel).see(anySaid, anyGold)
	if o.misses == "policy/"+row.name && anySaid != anyGold {
		fmt.Fprintf(w, "policy said %v gold %v %s\n", anySaid, anyGold, s.id)
		for k := range s.passages {
			if gold := slices.Contains(s.passages[k].is, row.name); gold || saying[k].affirmed {
				fmt.Fprintf(w, "    said %v gold %v: %q\n", saying[k].quotes, gold, s.passages[k].text)
			}
		}
	}
}

func (s *sample) quotes(w io.Writer, t *table, row row, p *passage, y *said, gold bool, o options) {
	var right []string
	for _, q := range p.sentences {
		if slices.Contains(q.is, row.name) {
			right = append(right, q.text)
		}
	}
	if len(p.sentences) == 0 {
		return
	}
	if gold && y.affirmed && len(right) > 0 {
		ok := touches(y.quotes[0], right)
		t.at(row.name, quoteLevel).see(ok, true)
		if o.misses == "quote/"+row.name && !ok {
			fmt.Fprintf(w, "%s: quoted %q, labelled %q\n", s.id, y.quotes, right)
		}
	}
	c := t.at(row.name, sentenceLevel)
	for _, q := range right {
		c.see(touches(q, y.quotes), true)
	}
	for _, q := range y.quotes {
		if !touches(q, right) {
			c.fp++
		}
	}
}

// touches: the sets cut sentences in their own way, so one may hold the other.
func touches(a string, list []string) bool {
	return slices.ContainsFunc(list, func(b string) bool {
		a, b := strings.TrimSpace(a), strings.TrimSpace(b)
		return strings.Contains(a, b) || strings.Contains(b, a)
	})
}

// hear gathers what avow says for a row.
func (r *row) hear(res *policy.Result, at func(int64) *said) {
	for i := range res.Statements {
		st := &res.Statements[i]
		if st.All || !slices.Contains(r.practices, st.Practice) { // the sets label what is said by name
			continue
		}
		y := at(st.Offset)
		if st.Modality == message.Denies {
			y.denied = true
			continue
		}
		y.affirmed = true
		y.quotes = append(y.quotes, st.Quote)
		if st.Country != "" && !slices.Contains(y.countries, st.Country) {
			y.countries = append(y.countries, st.Country)
			slices.Sort(y.countries)
		}
	}
	if r.practices != nil {
		return
	}
	for m := range res.Mentions() {
		if len(r.types) > 0 && !slices.Contains(r.types, m.Type) || r.party != "" && !r.of(m) {
			continue
		}
		where, _ := res.Span(m)
		y := at(where)
		if m.Modality == message.Names {
			continue
		}
		if m.Modality == message.Denies && !(r.strict && excepted(m)) {
			if r.everybody && scoped(m, message.ScopeAudience) || r.denials && m.Action == "include" { // "cookies contain no personal data" denies no deed
				continue
			}
			y.denied = true
			y.denials = append(y.denials, res.Blocks[m.Block].Text[m.Start:m.End])
			continue
		}
		y.affirmed = true
		y.quotes = append(y.quotes, res.Blocks[m.Block].Text[m.Start:m.End])
	}
}

// of reports whether a mention is of the row's party. What is shared with
// others than advertisers and analysts is of neither in APP-350.
func (r *row) of(m *mention.Mention) bool {
	if r.party == message.ThirdParty {
		return r.byThird(m)
	}
	passed := m.Third != "" && (m.Action == "share" || m.Action == "sell" || m.Action == "send")
	return !r.byThird(m) && !(passed && !r.anyThird)
}

// byThird maps avow's parties to those of the sets.
func (r *row) byThird(m *mention.Mention) bool {
	if m.Party == message.ThirdParty {
		return true
	}
	if r.anyThird {
		return m.Third != "" || m.Action == "share" || m.Action == "sell"
	}
	switch m.Third {
	case "ads", "analytics":
		return true
	case "third", "partner", "provider":
		return m.Ads
	}
	return false
}

// excepted denials count as performed in APP-350.
func excepted(m *mention.Mention) bool {
	return scoped(m, message.ScopeException) || scoped(m, message.ScopeConsent)
}

func scoped(m *mention.Mention, kind message.ScopeKind) bool {
	return slices.ContainsFunc(m.Scope, func(s message.Scope) bool { return s.Kind == kind })
}

var abroad = []practice.ID{practice.TransmitAbroad, practice.StoreAbroad}
