package view

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/report/clean"
)

// Title names what an item is about: a practice, in a label if the verdict
// holds one.
func (it *Item) Title() string {
	if it.Verdict.Label == "" {
		return it.Practice.Title
	}
	return it.Practice.Title + ", in " + it.LabelName()
}

// LabelName is how a report calls the label of an item: by its file or address,
// or, where the app's package itself declares, by what it is.
func (it *Item) LabelName() string {
	name := clean.Name(it.Verdict.Label)
	_, label := it.Said()
	if len(label) == 0 || label[0].Label.Form != message.AndroidRationale {
		return name
	}
	if app, _, ok := strings.Cut(name, "!"); ok {
		return "permission texts of " + app
	}
	return "permission texts"
}

// HasLabels reports whether any verdict is on a label.
func HasLabels(c *Case) bool {
	return slices.ContainsFunc(c.Verdicts, func(v message.Verdict) bool { return v.Label != "" })
}

// ID tells the items of a run apart, in words that can stand in an address.
func (it *Item) ID() string {
	if it.Verdict.Label == "" {
		return string(it.Practice.ID)
	}
	return string(it.Practice.ID) + "-" + message.ContentID("label", it.Verdict.Label)
}

// Said tells the statements of the policies from those of labels.
func (it *Item) Said() (policy, label []*message.Statement) {
	for _, s := range it.Statements {
		if s.Label == nil {
			policy = append(policy, s)
		} else {
			label = append(label, s)
		}
	}
	return policy, label
}

var declared = map[message.Modality]string{
	message.States:      "declares it",
	message.Conditional: "declares it",
	message.Hazy:        "declares a type that may hold it",
	message.Denies:      "says that there is none",
	message.Omits:       "does not declare it",
}

var asks = map[message.Modality]string{
	message.States:      "asks for it",
	message.Conditional: "asks for it",
	message.Hazy:        "asks for a type that may hold it",
}

var formNames = map[message.Form]string{
	message.DataSafetyForm:   "Google Play Data safety form",
	message.DataSafetyPage:   "Google Play Data safety page",
	message.PrivacyLabel:     "Apple privacy label",
	message.PrivacyManifest:  "Apple privacy manifest",
	message.UsageTexts:       "permission text of iOS",
	message.AndroidRationale: "permission text of the app",
}

// declares says how a form speaks: "declares it; Precise location: collected,
// optional; for App functionality; Google Play Data safety form".
func declares(s *message.Statement) []string {
	parts := []string{declared[s.Modality]}
	switch {
	case s.Label.Form == message.AndroidRationale && s.Modality == message.Denies:
		parts[0] = "says that it stays on the device"
	case slices.Contains(s.Label.Marks, message.AskedFor):
		parts[0] = asks[s.Modality]
	}
	if len(s.Scope) > 0 {
		var not []string
		for _, sc := range s.Scope {
			not = append(not, clean.Prose(sc.Text))
		}
		parts[0] = "denies this of it: " + strings.Join(not, ", ")
	}
	about := clean.Prose(s.Term)
	if len(s.Label.Marks) > 0 {
		var marks []string
		for _, m := range s.Label.Marks {
			marks = append(marks, strings.ReplaceAll(string(m), "-", " "))
		}
		about += ": " + strings.Join(marks, ", ")
	}
	parts = append(parts, about)
	if len(s.Label.Purposes) > 0 {
		parts = append(parts, "for "+clean.Prose(strings.Join(s.Label.Purposes, "; ")))
	}
	if s.Recipient != "" {
		parts = append(parts, "to "+clean.Prose(s.Recipient))
	}
	return append(parts, formNames[s.Label.Form])
}
