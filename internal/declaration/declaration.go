// Package declaration reads what a publisher declares of an app beside its
// privacy policy: the form and the page of Google Play's Data safety, Apple's
// privacy labels, privacy manifests (PrivacyInfo.xcprivacy) and the texts with
// which an app asks for permissions: in Info.plist of iOS, and among the strings
// of an Android app. Each becomes statements on practices, as a policy does, with
// the words quoted and their place.
//
// The form is told from the content. What each type of a form says of a
// practice, and what a form's own rules leave out, stands in data/*.txt with its
// sources; the readers only find the types.
//
// A type that a form has and does not name is left out by it: that gives a
// statement that omits the practice, quoting the row that is not ticked or the
// heading of the list. On practices that a form has no type for, it says
// nothing, and gives no statement.
//
// The strings of an Android app are ordinary ones, thousands of them. One asks
// for a permission if a sentence of it has the words of a pattern in asks.txt
// about a thing in types.txt; the name of the resource never suffices. What such
// a text promises of what it asks for ("never leaves your phone") denies it,
// within the limits of its words.
//
// Limits: pages and texts in English only. A text counts whether or not the app
// ever shows it; in arrays and plurals, in code and in layouts it is not seen,
// nor where it names the thing in one string and asks in another. Types
// that stand for no practice (names, payments, pictures), encryption in transit
// and deletion on request are read over. Of a privacy manifest the reasons for
// calling an interface (NSPrivacyAccessedAPITypes) say nothing of a practice.
package declaration

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/format/plist"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// maxSize bounds a file: a saved page of a store has some megabytes.
const maxSize = 32 << 20

// maxQuote bounds a quotation, in bytes: a row of a form has under 300.
const maxQuote = 600

// Result is what was read of one document.
type Result struct {
	Form       Form
	Statements []message.Statement
	Unknowns   []message.Unknown
}

// NotLabelError says that a document is none of the forms, and which are read.
type NotLabelError struct {
	Why   string // what it is instead, or what is wrong with it
	Forms []string
}

func (e *NotLabelError) Error() string {
	return e.Why + "; declarations that are read: " + strings.Join(e.Forms, ", ")
}

// Read reads one document; name is how it is called in statements. A document
// that is no declaration, or one that cannot be read at all, is a
// *NotLabelError.
func Read(name string, data []byte) (*Result, error) {
	t, err := load()
	if err != nil {
		return nil, fmt.Errorf("tables of declarations: %w", err)
	}
	form, read, err := tell(data)
	if err != nil {
		return nil, t.notLabel(err)
	}
	r := &reader{t: t, name: name, data: data, named: map[practice.ID]bool{}, ids: map[string]int{}}
	r.res.Form = t.forms[form]
	if err := read(r); err != nil {
		return nil, t.notLabel(err)
	}
	r.finish()
	return &r.res, nil
}

// Is reports whether data is surely a declaration and no policy: a form's file,
// or a page with words that only the store writes.
func Is(data []byte) bool {
	t, err := load()
	if err != nil || len(data) > maxSize {
		return false
	}
	form, _, err := tell(data)
	if err != nil {
		return false
	}
	switch form {
	case message.DataSafetyPage:
		return sure(t.families["google"], data)
	case message.PrivacyLabel:
		return sure(t.families["apple"], data)
	}
	return true
}

func (t *tables) notLabel(err error) error {
	e := &NotLabelError{Why: err.Error()}
	for _, f := range t.order {
		if !f.Inside {
			e.Forms = append(e.Forms, f.Name)
		}
	}
	return e
}

// tell finds the form of data and its reader.
func tell(data []byte) (message.Form, func(*reader) error, error) {
	switch {
	case len(data) > maxSize:
		return "", nil, fmt.Errorf("it has %d MB, more than any declaration", len(data)>>20)
	case len(bytes.TrimSpace(data)) == 0:
		return "", nil, errors.New("it is empty")
	case plist.Looks(data):
		list, err := plist.Read(data)
		if err != nil {
			return "", nil, fmt.Errorf("the property list can't be read: %w", err)
		}
		return tellList(list)
	case looksLikeForm(data):
		return message.DataSafetyForm, (*reader).form, nil
	}
	return tellPage(data)
}

// reader carries the state of one Read.
type reader struct {
	t    *tables
	name string
	data []byte
	res  Result

	named map[practice.ID]bool // a type that speaks of it is declared
	ids   map[string]int
}

// source is a quotation with its place, in bytes of the file.
type source struct {
	text   string
	offset int64
	length int
}

// at quotes bytes of the file as they are, cut to what a row needs.
func (r *reader) at(start, end int64) source {
	raw := r.data[start:end]
	if len(raw) > maxQuote {
		raw = raw[:maxQuote]
	}
	return source{strings.ToValidUTF8(string(raw), "\ufffd"), start, len(raw)}
}

// answer is what a form says of one type of data.
type answer struct {
	source   source
	marks    []message.Mark
	purposes []string
	heading  []string
	party    message.Party
}

// declare makes the statements of a type that is named.
func (r *reader) declare(t *dataType, a answer) {
	for _, s := range t.says {
		r.named[s.practice] = true
		if s.relation == room {
			continue
		}
		modality := message.Hazy
		switch {
		case s.relation != is:
		case slices.Contains(a.marks, message.Optional) || slices.Contains(a.marks, message.AskedFor):
			modality = message.Conditional
		default:
			modality = message.States
		}
		b := a
		if s.relation == wide {
			b.marks = append(slices.Clip(a.marks), message.Category)
		}
		r.add(s.practice, modality, t.name, t.rule, b)
	}
}

// forAds states that data goes to advertising, which covers that attributes of
// the user do through a wider word.
func (r *reader) forAds(rule string, a answer) {
	if r.named[practice.AdProfiling] {
		return // said once
	}
	r.named[practice.AdProfiling] = true
	r.add(practice.AdProfiling, message.Hazy, a.source.text, rule, a)
}

// notShared denies that a type which is collected is passed on.
func (r *reader) notShared(t *dataType, a answer) {
	for _, s := range t.says {
		if !s.relation.omissible() {
			continue
		}
		st := r.add(s.practice, message.Denies, t.name, t.rule, a)
		st.Scope = []message.Scope{{Kind: message.ScopeAction, Text: "shared"}}
	}
}

// rest makes a statement of each practice that the form knows and did not name:
// one that denies, where the form says that there is nothing, or omits.
func (r *reader) rest(f *family, m message.Modality, quote func(*dataType) (source, bool)) {
	for _, p := range f.silentOn {
		if r.named[p] {
			continue
		}
		for i := range f.types {
			t := &f.types[i]
			k := slices.IndexFunc(t.says, func(s says) bool { return s.practice == p && s.relation.omissible() })
			if k < 0 {
				continue
			}
			if q, ok := quote(t); ok {
				r.add(p, m, t.name, t.rule, answer{source: q, party: message.AnyParty})
				break
			}
		}
	}
}

func (r *reader) add(p practice.ID, m message.Modality, term, rule string, a answer) *message.Statement {
	r.res.Statements = append(r.res.Statements, message.Statement{
		Document: r.name, Practice: p, Modality: m, Party: a.party, Term: term, Quote: a.source.text, Heading: a.heading,
		Offset: a.source.offset, Length: a.source.length,
		Label: &message.Label{Form: r.res.Form.ID, Marks: a.marks, Purposes: a.purposes, Rule: rule},
	})
	return &r.res.Statements[len(r.res.Statements)-1]
}

// unknown notes what the form leaves open, or what of it can't be read.
func (r *reader) unknown(kind string, offset int64, reason string) {
	r.res.Unknowns = append(r.res.Unknowns, message.Unknown{
		ID: r.id("U", kind, r.name, reason, strconv.FormatInt(offset, 10)), Kind: kind,
		Where: message.Place{File: r.name, Offset: offset}, Reason: reason, Side: message.SideLabel,
	})
}

// id makes an identifier that is unique in this document.
func (r *reader) id(prefix string, parts ...string) string {
	id := message.ContentID(prefix, parts...)
	for n := 1; r.ids[id] > 0; n++ {
		id = message.ContentID(prefix, append(parts, strconv.Itoa(n))...)
	}
	r.ids[id]++
	return id
}

// finish brings the statements in the order of the document and names them. A
// wider type beside the exact one adds nothing, nor do two for one denial.
func (r *reader) finish() {
	type key struct {
		practice practice.ID
		party    message.Party
		denied   source
	}
	exact, denied := map[key]bool{}, map[key]bool{}
	for i := range r.res.Statements {
		if s := &r.res.Statements[i]; s.Modality == message.States || s.Modality == message.Conditional {
			exact[key{practice: s.Practice, party: s.Party}] = true
		}
	}
	r.res.Statements = slices.DeleteFunc(r.res.Statements, func(s message.Statement) bool {
		switch s.Modality {
		case message.Hazy:
			return exact[key{practice: s.Practice, party: s.Party}]
		case message.Denies:
			k := key{s.Practice, s.Party, source{s.Quote, s.Offset, s.Length}}
			twice := denied[k]
			denied[k] = true
			return twice
		}
		return false
	})
	slices.SortStableFunc(r.res.Statements, func(a, b message.Statement) int {
		if a.Offset != b.Offset {
			return int(a.Offset - b.Offset)
		}
		return practice.Index(a.Practice) - practice.Index(b.Practice)
	})
	for i := range r.res.Statements {
		s := &r.res.Statements[i]
		s.ID = r.id("S", s.Document, string(s.Label.Form), string(s.Practice), string(s.Modality), s.Term, fmt.Sprint(s.Label.Marks), strconv.FormatInt(s.Offset, 10))
	}
}
