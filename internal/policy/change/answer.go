package change

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Answer is what the two versions say of a practice on the whole, where that
// differs. For whom a section is written makes no difference by itself, but is
// said beside.
type Answer struct {
	Practice practice.ID   `json:"practice"`
	Party    message.Party `json:"party"` // FirstParty, or nobody named; ThirdParty
	Old      []Said        `json:"old"`   // empty if silent
	New      []Said        `json:"new"`
}

// Said is a part of an answer: how it speaks, the strongest affirmation before
// the denials.
type Said struct {
	Modality message.Modality `json:"modality"`
	Limited  bool             `json:"limited,omitempty"` // every denial has a scope
	For      []string         `json:"for,omitempty"`     // the sections it stands in; none if it stands outside of one too
	Places   []string         `json:"places,omitempty"`  // of affirmations of any strength: "CN", "outside EEA"
}

// Answers compares what all statements of a version say of each practice.
func Answers(old, new []message.Statement) []Answer {
	var out []Answer
	for _, p := range practice.All() {
		for _, party := range []message.Party{message.FirstParty, message.ThirdParty} {
			a := Answer{p.ID, party, answer(old, p.ID, party), answer(new, p.ID, party)}
			if !slices.EqualFunc(a.Old, a.New, Said.alike) {
				out = append(out, a)
			}
		}
	}
	return out
}

func (s Said) alike(o Said) bool {
	return s.Modality == o.Modality && s.Limited == o.Limited && slices.Equal(s.Places, o.Places)
}

// strength is in which order a version is asked how it speaks; of each row the
// first that is found stands.
var strength = [][]message.Modality{
	{message.States, message.Conditional, message.Hazy},
	{message.Denies},
	{message.Names, message.Omits}, // only where nothing else is said
}

func answer(all []message.Statement, p practice.ID, party message.Party) []Said {
	said := map[message.Modality][]*message.Statement{}
	var places []string
	for _, s := range about(all, p) {
		if (s.Party == message.ThirdParty) != (party == message.ThirdParty) {
			continue
		}
		said[s.Modality] = append(said[s.Modality], s)
		if s.Country != "" && s.Modality != message.Denies {
			places = append(places, s.Country)
		}
		if s.Outside != "" && s.Modality != message.Denies {
			places = append(places, "outside "+s.Outside)
		}
	}
	var out []Said
	for i, row := range strength {
		at := slices.IndexFunc(row, func(m message.Modality) bool { return said[m] != nil })
		if at < 0 || i == 2 && len(out) > 0 {
			continue
		}
		one := Said{Modality: row[at], For: sections(said[row[at]])}
		one.Limited = one.Modality == message.Denies && !slices.ContainsFunc(said[one.Modality], func(s *message.Statement) bool { return len(s.Scope) == 0 })
		if i == 0 {
			one.Places = distinct(places)
		}
		out = append(out, one)
	}
	return out
}

func sections(all []*message.Statement) []string {
	var out []string
	for _, s := range all {
		if s.Section == "" {
			return nil
		}
		out = append(out, s.Section)
	}
	return distinct(out)
}

func distinct(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
