package html

import (
	"bufio"
	"html/template"
	"io"
	"path"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/change"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/view"
)

// diffModel is everything the page of two versions shows.
type diffModel struct {
	CSS template.CSS
	CSP string

	Title, Heading, Tool, Lead string
	Versions                   [2]versionFacts
	Compared                   bool
	Answers                    []answerRow
	Practices                  []changedPractice
	Moved                      []view.Moved
	Unknowns                   []pair
}

type versionFacts struct {
	Which string
	Facts []pair
}

type answerRow struct {
	ID, Title, Was, Now string
	Others, Link        bool
}

type changedPractice struct {
	ID, Title string
	Changes   []changed
}

type changed struct {
	Kind, Class string
	Old, New    *side
}

// side is a statement of one version; words that the other has not are marked.
type side struct {
	Older    bool
	Speaks   []string
	Quote    []change.Piece
	Path     []string
	At, Term string
}

// WriteDiff writes d as one HTML page on w; version is avow's.
func WriteDiff(w io.Writer, d *view.Diff, version string) error {
	b := bufio.NewWriter(w)
	if err := page().ExecuteTemplate(b, "diff.tmpl", newDiffModel(d, version)); err != nil {
		return err
	}
	return b.Flush()
}

func newDiffModel(d *view.Diff, version string) *diffModel {
	m := &diffModel{
		CSS: template.CSS(css), CSP: policy(), Tool: "avow " + name(version), Compared: d.CannotTell == "",
		Heading: "What changed in " + name(path.Base(d.New.Name)), Moved: d.Moved,
	}
	m.Title = m.Heading + " · avow policy diff"
	m.Versions = [2]versionFacts{factsOf("Older version", d.Old), factsOf("Newer version", d.New)}
	for _, v := range []struct {
		which string
		of    *change.Version
	}{{"older", d.Old}, {"newer", d.New}} {
		for i := range v.of.Unknowns {
			m.Unknowns = append(m.Unknowns, pair{v.which, prose(v.of.Unknowns[i].Reason), false})
		}
	}
	if !m.Compared {
		m.Lead = strings.ToUpper(d.CannotTell[:1]) + d.CannotTell[1:] + "."
		return m
	}
	m.Lead = d.Sum() + "."
	changed := map[practice.ID]bool{}
	for _, p := range d.Practices {
		changed[p.Practice] = true
		m.Practices = append(m.Practices, newChangedPractice(&p))
	}
	for _, a := range d.Answers {
		m.Answers = append(m.Answers, answerRow{string(a.Practice), a.Title, prose(a.Was), prose(a.Now), a.Others, changed[a.Practice]})
	}
	return m
}

func factsOf(which string, v *change.Version) versionFacts {
	out := versionFacts{Which: which}
	add := func(n, value string, mono bool) {
		if value != "" {
			out.Facts = append(out.Facts, pair{n, name(value), mono})
		}
	}
	add("File", v.Name+", "+view.Bytes(v.Size), false)
	add("SHA-256", v.SHA256, true)
	if f := v.Fetched; f != nil {
		add("Redirected to", f.Final, false)
		add("Fetched", f.Time, false)
		add("Copy kept as", f.Kept, false)
	}
	add("Dated", v.Effective, false)
	return out
}

// changeClass gives a kind of change the tone of its badge.
var changeClass = map[change.Kind]string{change.Added: "added", change.Removed: "removed", change.Changed: "changed"}

func newChangedPractice(p *view.Changed) changedPractice {
	out := changedPractice{ID: string(p.Practice), Title: p.Title}
	for _, c := range p.Changes {
		x := changed{Kind: view.Happened(c), Class: changeClass[c.Kind]}
		var was, now []change.Piece
		switch {
		case c.Old != nil && c.New != nil:
			was, now = change.Marks(prose(c.Old.Quote), prose(c.New.Quote))
		case c.Old != nil:
			was = []change.Piece{{Text: prose(c.Old.Quote)}}
		case c.New != nil:
			now = []change.Piece{{Text: prose(c.New.Quote)}}
		}
		x.Old, x.New = newSide(c.Old, was, true), newSide(c.New, now, false)
		out.Changes = append(out.Changes, x)
	}
	return out
}

func newSide(s *message.Statement, quote []change.Piece, older bool) *side {
	if s == nil {
		return nil
	}
	speaks, path, at := told(s)
	return &side{Older: older, Speaks: speaks, Quote: quote, Path: path, At: at, Term: prose(s.Term)}
}
