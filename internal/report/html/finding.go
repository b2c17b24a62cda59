package html

import (
	"slices"
	"strconv"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/view"
)

// builder makes findings. It gives each fact one anchor, at its first mention,
// because an identifier must stand once on a page.
type builder struct {
	anchored map[string]bool
	policy   bool
	cited    []string // legal texts that findings refer to
}

func (b *builder) anchor(id string) string {
	if b.anchored[id] {
		return ""
	}
	b.anchored[id] = true
	return name(id)
}

// law lists the references of a practice, and notes the texts for the page.
func (b *builder) law(p practice.Practice) []law {
	var out []law
	for _, ref := range p.Law {
		t, ok := practice.TextOf(ref)
		if ok && !slices.Contains(b.cited, t.ID) {
			b.cited = append(b.cited, t.ID)
		}
		out = append(out, law{t.ID, ref})
	}
	if p.Settlement > 0 {
		out = append(out, law{Ref: "There: undertaking " + strconv.Itoa(p.Settlement) + " of 6"})
	}
	return out
}

// texts are the legal texts that the page refers to, in their order.
func (b *builder) texts() []text {
	var out []text
	for _, t := range practice.Texts() {
		if slices.Contains(b.cited, t.ID) {
			out = append(out, text{t.ID, t.Ref, t.Asks, t.Shows, t.Where})
		}
	}
	return out
}

func (b *builder) finding(it *view.Item) finding {
	p, v := it.Practice, it.Verdict
	f := finding{
		ID: it.ID(), Title: it.Title(), Label: v.Label != "", Definition: p.Definition, MayNot: p.MayNot,
		Answer: string(v.Answer), Class: class(v.Answer), Reason: prose(v.Reason),
		Rung: string(it.Rung()), Judged: v.Answer != "", Policy: b.policy,
	}
	f.Law = b.law(p)
	if it.Rung() != "" {
		f.Steps = steps(it.Rung())
	}
	for i, e := range it.Evidence {
		switch x := b.evidence(e); {
		case e.Weight == message.Inert:
			f.Inert = append(f.Inert, x)
		case i < openEvidence:
			f.Evidence = append(f.Evidence, x)
		default:
			f.More = append(f.More, x)
		}
	}
	for _, s := range it.Statements {
		f.Statements = append(f.Statements, b.statement(s))
	}
	for _, u := range it.Unknowns {
		f.Unknowns = append(f.Unknowns, unknown{ID: name(u.ID), Kind: prose(u.Kind), Reason: prose(u.Reason)})
	}
	return f
}

// findings shows verdicts that say the same without evidence as one.
func (b *builder) findings(alike []*view.Item) finding {
	f := b.finding(alike[0])
	if len(alike) > 1 {
		f.Title = view.Plural(len(alike), "practice")
		for _, it := range alike {
			f.Alike = append(f.Alike, cell{ID: it.ID(), Title: it.Title()})
		}
	}
	return f
}

func steps(r message.Rung) []step {
	out := make([]step, 0, len(message.Rungs))
	for _, x := range message.Rungs {
		out = append(out, step{string(x), x.Level() <= r.Level(), x == r})
	}
	return out
}

var weights = map[message.Weight]string{
	message.Primary:    "",
	message.Supporting: "supporting",
	message.Inert:      "inert",
}

var origins = map[message.Origin]string{
	message.OriginApp:     "the app’s own code or file",
	message.OriginLibrary: "a library",
	message.OriginSupport: "a platform support library",
	message.OriginUnsure:  "unsure, the names say nothing",
}

func (b *builder) evidence(e *message.Evidence) evidence {
	sentence, subject := view.Say(e)
	x := evidence{
		Anchor: b.anchor(e.ID), ID: name(e.ID), Rung: string(e.Rung), Weight: weights[e.Weight], Kind: prose(e.Kind), Subject: clamp(subject, maxName),
		Text: clamp(sentence, maxProse), Note: prose(e.Note), Origin: origins[e.Origin], Country: name(e.Country), Rule: name(e.Rule),
		Steps: steps(e.Rung),
	}
	if rest := e.Count - len(e.Places); rest > 0 {
		x.Rest = view.Plural(rest, "further place")
	}
	if e.Product != nil {
		x.Product = prose(e.Product.Name)
		if e.Product.Vendor != "" {
			x.Product += " by " + prose(e.Product.Vendor)
		}
		x.Product += view.Runs(e.Product)
	}
	if e.Path != nil && len(e.Path.Steps) > 0 {
		x.Way = view.Way(e.Path)
		for _, s := range e.Path.Steps {
			x.WaySteps = append(x.WaySteps, wayStep{clamp(prose(s.Text), maxProse), newPlace(s.Place)})
		}
	}
	for i, p := range e.Places {
		if i < openPlaces {
			x.Places = append(x.Places, newPlace(p))
		} else {
			x.MorePlaces = append(x.MorePlaces, newPlace(p))
		}
	}
	return x
}

func newPlace(p message.Place) place {
	return place{File: name(p.Path()), Code: clamp(view.Code(p), maxName), At: view.At(p)}
}

func (b *builder) statement(s *message.Statement) statement {
	speaks, path, at := told(s)
	return statement{Anchor: b.anchor(s.ID), ID: name(s.ID), Document: name(s.Document), Term: prose(s.Term), Quote: prose(s.Quote),
		At: at + ", " + view.Plural(s.Length, "byte"), Modality: speaks[0], Speaks: speaks[1:], Path: path}
}

// told says how a statement speaks, and where it stands.
func told(s *message.Statement) (speaks, path []string, at string) {
	speaks = view.Speaks(s)
	path, at = view.Where(s)
	for _, words := range [][]string{speaks, path} {
		for i := range words {
			words[i] = clamp(words[i], maxName)
		}
	}
	return speaks, path, at
}

// clamp cuts the middle out of clean text that is longer than most characters.
func clamp(s string, most int) string {
	if len(s) <= most {
		return s
	}
	runes := []rune(s)
	left := len(runes) - most
	if left <= 0 {
		return s
	}
	return string(runes[:most/2]) + "… (" + view.Plural(left, "character") + " left out) …" + string(runes[len(runes)-most/2:])
}
