package judge

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// la is a statement of the label.
func la(m message.Modality, edit ...func(*message.Statement)) message.Statement {
	s := message.Statement{ID: "S-2", Document: "label", Practice: practice.PreciseLocation, Modality: m, Party: message.AnyParty, Term: "Precise location",
		Label: &message.Label{Form: message.DataSafetyForm, Marks: []message.Mark{message.Collected}}}
	for _, f := range edit {
		f(&s)
	}
	return s
}

func category(s *message.Statement) { s.Label.Marks = append(s.Label.Marks, message.Category) }

func flow(recipient string) message.Evidence {
	e := ev(message.Primary, message.Flows)
	e.Sink = &message.Sink{Recipient: recipient}
	return e
}

func TestLabels(t *testing.T) {
	type E = []message.Evidence
	type S = []message.Statement
	reads, hint := E{ev(message.Primary, message.Reachable)}, E{ev(message.Supporting, message.Declared)}
	form := Label{SameApp: true}
	page := Label{SameApp: true, Ephemeral: true}
	own := Label{SameApp: true, OwnCode: true}
	other := Label{Ephemeral: true}
	library := flow("network")
	library.Origin = message.OriginLibrary
	policy := S{st(message.States)}
	for _, tt := range []struct {
		name     string
		label    Label
		ev       E
		said, st S
		un       []message.Unknown
		words    string
		want     message.Answer
	}{
		{name: "sends it, nothing is collected", label: form, ev: E{flow("network")}, said: S{la(message.Denies)}, want: message.Contradicted, words: "no data is collected"},
		{name: "sends it, nothing is collected, perhaps for a moment", label: page, ev: E{flow("network")}, said: S{la(message.Denies)}, want: message.Undisclosed, words: "no longer than a request takes"},
		{name: "sends it to advertising, nothing is collected", label: page, ev: E{flow("ads")}, said: S{la(message.Denies)}, want: message.Contradicted},
		{name: "sends it, left out", label: form, ev: E{flow("analytics")}, said: S{la(message.Omits)}, want: message.Undisclosed, words: `a type for it ("Precise location")`},
		{name: "reads it, left out", label: form, ev: reads, said: S{la(message.Omits)}, want: message.CannotTell, words: "only what leaves the device"},
		{name: "writes it to the log, left out", label: form, ev: E{flow("local")}, said: S{la(message.Omits)}, want: message.CannotTell},
		{name: "hands it to another app, left out", label: form, ev: E{flow("ipc")}, said: S{la(message.Omits)}, want: message.CannotTell},
		{name: "a library sends it, own code only", label: own, ev: E{library}, said: S{la(message.Omits)}, want: message.NotFound},
		{name: "sends it, declared", label: form, ev: E{flow("network")}, said: S{la(message.States)}, st: policy, want: message.Kept, words: `("Precise location": collected)`},
		{name: "sends it, a wider type", label: form, ev: E{flow("network")}, said: S{la(message.Hazy)}, want: message.Kept, words: "a type that holds it"},
		{name: "sends it, a category", label: form, ev: E{flow("network")}, said: S{la(message.Hazy, category)}, want: message.Vague},
		{name: "policy says so, label leaves it out", label: form, said: S{la(message.Omits)}, st: policy, want: message.Ambiguous, words: "The policy says so; the label does not declare it"},
		{name: "policy says so, label of another system", label: other, ev: E{flow("ads")}, said: S{la(message.Denies)}, st: policy, want: message.Ambiguous, words: "another system"},
		{name: "policy denies it, label declares it", label: form, said: S{la(message.States)}, st: S{st(message.Denies)}, want: message.Ambiguous, words: "the policy denies it without any limit"},
		{name: "policy denies it, label has a wider type", label: form, said: S{la(message.Hazy)}, st: S{st(message.Denies)}, want: message.NotFound},
		{name: "policy denies it for children, label declares it", label: form, said: S{la(message.States)}, st: S{st(message.Denies, scope(message.ScopeAudience, "children"))}, want: message.Ambiguous, words: "children"},
		{name: "policy silent, label declares it", label: form, said: S{la(message.States)}, want: message.Undisclosed, words: "the policy does not say so"},
		{name: "policy hazy, label declares it", label: form, said: S{la(message.States)}, st: S{st(message.Hazy)}, want: message.Vague},
		{name: "policy partly unread, label declares it", label: form, said: S{la(message.States)}, un: []message.Unknown{un(message.SidePolicy)}, want: message.CannotTell},
		{name: "policy for another place, label declares it", label: form, said: S{la(message.States)}, st: S{st(message.States, section("EEA"))}, want: message.Undisclosed},
		{name: "others get it, label says not shared", label: form, ev: E{flow("network")}, said: S{la(message.States), la(message.Denies, scope(message.ScopeAction, "shared"))}, st: S{st(message.States), st(message.States, third)}, want: message.Ambiguous, words: "not as shared"},
		{name: "only the publisher gets it, label says not shared", label: form, ev: E{flow("network")}, said: S{la(message.States), la(message.Denies, scope(message.ScopeAction, "shared"))}, st: policy, want: message.Kept},
		{name: "signs of it, declared", label: form, ev: hint, said: S{la(message.States)}, st: policy, want: message.Kept},
		{name: "signs of it, left out", label: form, ev: hint, said: S{la(message.Omits)}, want: message.CannotTell},
		{name: "nothing, declared", label: form, said: S{la(message.States)}, st: policy, want: message.Overstated},
		{name: "nothing, declared, a part unread", label: form, said: S{la(message.States)}, st: policy, un: []message.Unknown{un(message.SideApp)}, want: message.CannotTell},
		{name: "nothing, declared of another system", label: other, said: S{la(message.States)}, st: policy, want: message.Kept, words: "and the policy says so"},
		{name: "a wider type of another system", label: other, said: S{la(message.Hazy)}, st: policy, want: message.Kept, words: "may hold it"},
		{name: "nothing, a wider type", label: form, said: S{la(message.Hazy)}, st: policy, want: message.NotFound},
		{name: "nothing, left out", label: form, said: S{la(message.Omits)}, want: message.NotFound},
		{name: "the label's own unknowns blind nothing", label: form, said: S{la(message.Omits)}, un: []message.Unknown{un(message.SideLabel)}, want: message.NotFound},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.label.Document = "label"
			c := Case{Home: "US", Evidence: tt.ev, Statements: append(append(S{}, tt.st...), tt.said...), Unknowns: tt.un, PolicyGiven: true, PolicyRead: true, Labels: []Label{tt.label}}
			all := Judge(c)
			var got message.Verdict
			for _, v := range all {
				if v.Practice == practice.PreciseLocation && v.Label == "label" {
					got = v
				}
			}
			if got.Answer != tt.want || !strings.Contains(got.Reason, tt.words) {
				t.Errorf("%q, want %q ... %q ...: %s", got.Answer, tt.want, tt.words, got.Reason)
			}
			if strings.ContainsAny(got.Reason, "{}%") || !strings.HasSuffix(got.Reason, ".") {
				t.Errorf("malformed reason %q", got.Reason)
			}
			if n := len(practice.All()) + 1; len(all) != n {
				t.Errorf("%d verdicts, want %d: none on what the label has no type for", len(all), n)
			}
			// What a label says changes nothing of the policies' verdict.
			c.Labels = nil
			for i, v := range Judge(Case{Home: "US", Evidence: tt.ev, Statements: tt.st, Unknowns: tt.un, PolicyGiven: true, PolicyRead: true}) {
				if w := Judge(c)[i]; w.Answer != v.Answer || w.Reason != v.Reason {
					t.Errorf("%s: %q with a label, %q without", v.Practice, w.Answer, v.Answer)
				}
			}
		})
	}
}

// Without a policy a label is held against the app alone.
func TestLabelAlone(t *testing.T) {
	for _, given := range []bool{false, true} {
		c := Case{Home: "US", Evidence: []message.Evidence{flow("network")}, Statements: []message.Statement{la(message.States)}, PolicyGiven: given, Labels: []Label{{Document: "label", SameApp: true}}}
		for _, v := range Judge(c) {
			if v.Label != "" && v.Answer != message.Kept {
				t.Errorf("%q: %s", v.Answer, v.Reason)
			}
		}
	}
}

func TestLabelRulesAreTotal(t *testing.T) {
	if !labelRules[len(labelRules)-1].when(&view{}) {
		t.Error("the last rule must fit everything")
	}
}
