package sample

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Label is an audit with a label, whose name and words attack the page.
func Label() *message.Run {
	run := Audit()
	const name = "data\x1b[2Jsafety.csv"
	run.Config.Labels = []message.Input{{Name: name, SHA256: digest("label"), Size: 40112}}
	declare := func(p practice.ID, m message.Modality, a message.Answer, l message.Label, reason string, edit func(*message.Statement)) {
		l.Form, l.Rule = message.DataSafetyForm, "types.txt:30"
		s := message.Statement{ID: message.ContentID("S", "label", string(p)), Document: name, Practice: p, Modality: m, Party: message.AnyParty,
			Term: "Precise <b>location", Quote: "PSL_DATA_TYPES_LOCATION,PSL_PRECISE_LOCATION,,\u202eMULTIPLE_CHOICE", Offset: 512, Length: 60, Label: &l}
		if edit != nil {
			edit(&s)
		}
		run.Statements = append(run.Statements, s)
		v := message.Verdict{Practice: p, Label: name, Answer: a, Reason: reason, Statements: []string{s.ID}}
		for _, o := range run.Verdicts {
			if o.Practice == p {
				v.Evidence, v.Rung, v.Statements = o.Evidence, o.Rung, append(v.Statements, o.Statements...)
			}
		}
		run.Verdicts = append(run.Verdicts, v)
	}
	declare(practice.PreciseLocation, message.Omits, message.Undisclosed, message.Label{}, "The app sends it; the label does not declare it.", nil)
	declare(practice.AdvertisingID, message.Hazy, message.Kept, message.Label{Marks: []message.Mark{message.Shared, message.NotLinked}, Purposes: []string{"Analytics", "</script>"}},
		"The label declares a type that holds it.", func(s *message.Statement) { s.Recipient = "ads.example.net" })
	declare(practice.Contacts, message.Denies, message.NotFound, message.Label{Marks: []message.Mark{message.Collected}}, "Nothing was found that parts from the label.",
		func(s *message.Statement) {
			s.Scope = []message.Scope{{Kind: message.ScopeAction, Text: "shared"}}
		})
	run.Unknowns = append(run.Unknowns, message.Unknown{ID: message.ContentID("U", "label"), Kind: "unknown-type", Where: message.Place{File: name, Offset: 900},
		Reason: "The form names a type of data that is not known here: PSL_X.", Side: message.SideLabel})
	run.Summary = message.Summary{}
	return finish(run, message.Undisclosed)
}
