package view

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/change"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/report/clean"
)

// Diff is what changed between two versions of a policy, in the words of every page.
type Diff struct {
	Old, New   *change.Version
	CannotTell string // why nothing was compared; empty if it was
	Answers    []Answer
	Practices  []Changed
	Moved      []Moved
	Counts     change.Counts
}

// Answer is a row of what the versions say on the whole.
type Answer struct {
	Practice practice.ID
	Title    string
	Others   bool // of what somebody else does
	Was, Now string
}

// Changed are the statements on one practice that differ.
type Changed struct {
	Practice practice.ID
	Title    string
	Changes  []*change.Change
}

// Moved are statements that stand word for word in both and are for other people.
type Moved struct {
	Says, Titles string
}

// NewDiff puts v into words.
func NewDiff(v *change.Versions) *Diff {
	d := &Diff{Old: &v.Old, New: &v.New}
	if !v.Compared() {
		d.CannotTell = "cannot tell: " + unreadOf(v) + " be read, so nothing was compared"
		return d
	}
	d.Counts = v.Counts()
	for i := range v.Answers {
		a := &v.Answers[i]
		d.Answers = append(d.Answers, Answer{a.Practice, titleOf(a.Practice), a.Party == message.ThirdParty, onTheWhole(a.Old), onTheWhole(a.New)})
	}
	var moved []*change.Change
	for i := range v.Changes {
		c := &v.Changes[i]
		if len(c.Differs) == 1 && c.Differs[0] == "section" { // often all of a document at once
			moved = append(moved, c)
			continue
		}
		if n := len(d.Practices); n == 0 || d.Practices[n-1].Practice != c.Practice {
			d.Practices = append(d.Practices, Changed{Practice: c.Practice, Title: titleOf(c.Practice)})
		}
		last := &d.Practices[len(d.Practices)-1]
		last.Changes = append(last.Changes, c)
	}
	d.Practices = foldAllData(d.Practices)
	d.Moved = movedIn(moved)
	return d
}

// foldAllData shows a change of what is said of all data once, under the titles of the practices of which nothing
// else changed.
func foldAllData(all []Changed) []Changed {
	var out []Changed
	at := map[string]int{}
	for _, c := range all {
		of := ""
		if len(c.Changes) == 1 {
			of = ofAll(c.Changes[0].Old) + ofAll(c.Changes[0].New)
		}
		if i, ok := at[of]; ok && of != "" {
			out[i].Title += ", " + amid(c.Title)
			continue
		}
		at[of] = len(out)
		out = append(out, c)
	}
	return out
}

// ofAll is the quotation of a statement on all data, with its place.
func ofAll(s *message.Statement) string {
	if s == nil || !s.All {
		return ""
	}
	return fmt.Sprint(s.Document, s.Offset, s.Quote)
}

// Sum counts the changes: "1 changed, 2 added, 0 removed; 9 statements stand in both".
func (d *Diff) Sum() string {
	return fmt.Sprintf("%d changed, %d added, %d removed; %s in both", d.Counts.Changed, d.Counts.Added, d.Counts.Removed, stand(d.Counts.Same))
}

// Happened says what happened to a statement: "changed: words, recipient".
func Happened(c *change.Change) string {
	if len(c.Differs) == 0 {
		return string(c.Kind)
	}
	return string(c.Kind) + ": " + strings.Join(c.Differs, ", ")
}

// titleOf is the title of a practice.
func titleOf(id practice.ID) string {
	if about, ok := practice.Get(id); ok {
		return about.Title
	}
	return string(id)
}

func unreadOf(v *change.Versions) string {
	switch {
	case v.Old.Unread && v.New.Unread:
		return "neither version could"
	case v.Old.Unread:
		return "the older version could not"
	}
	return "the newer version could not"
}

var answerWords = map[message.Modality]string{message.Names: "only names it", message.Omits: "leaves it out"}

func onTheWhole(answer []change.Said) string {
	var parts []string
	for _, s := range answer {
		one := string(s.Modality)
		if w := answerWords[s.Modality]; w != "" {
			one = w
		}
		if len(s.Places) > 0 {
			one += " (" + strings.Join(s.Places, ", ") + ")"
		}
		if s.Limited {
			one += " within limits"
		}
		if len(s.For) > 0 {
			one += " for " + strings.Join(s.For, ", ")
		}
		parts = append(parts, one)
	}
	if parts == nil {
		return "silent"
	}
	return clean.Prose(strings.Join(parts, "; "))
}

// movedIn tells them by the sections they left and entered.
func movedIn(all []*change.Change) []Moved {
	type way struct{ from, to string }
	var ways []way
	titles := map[way][]string{}
	for _, c := range all {
		w := way{c.Old.Section, c.New.Section}
		if titles[w] == nil {
			ways = append(ways, w)
		}
		titles[w] = append(titles[w], titleOf(c.Practice))
	}
	var out []Moved
	for _, w := range ways {
		out = append(out, Moved{
			"For whom: " + stand(len(titles[w])) + " word for word, " + inSection(w.from) + " before, " + inSection(w.to) + " now",
			strings.Join(counted(titles[w]), ", "),
		})
	}
	return out
}

func inSection(s string) string {
	if s == "" {
		return "in no section"
	}
	return "in a section for " + clean.Prose(s)
}

// counted folds names that follow one another: "Contacts", "Coarse location (3)".
func counted(names []string) []string {
	var out []string
	for len(names) > 0 {
		n := slices.IndexFunc(names, func(s string) bool { return s != names[0] })
		if n < 0 {
			n = len(names)
		}
		one := names[0]
		if n > 1 {
			one += fmt.Sprintf(" (%d)", n)
		}
		out, names = append(out, one), names[n:]
	}
	return out
}

func stand(n int) string {
	if n == 1 {
		return "1 statement stands"
	}
	return fmt.Sprintf("%d statements stand", n)
}
