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
		{name: "declared, and the policy says that it stays on the device", label: form, said: S{la(message.States)}, st: S{st(message.Denies, scope(message.ScopeDevice, "never leaves your phone"))}, want: message.Ambiguous, words: "never leaves your phone"},
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

// ask is a statement of a text that asks for a permission.
func ask(m message.Modality, edit ...func(*message.Statement)) message.Statement {
	s := la(m, edit...)
	s.Term, s.Quote = "location", "We need access to your location. It never leaves your phone."
	s.Label = &message.Label{Form: message.AndroidRationale, Marks: []message.Mark{message.AskedFor}}
	return s
}

// A text that asks for something is neither kept nor broken by what becomes of
// the data, but by its own promises.
func TestAsking(t *testing.T) {
	type E = []message.Evidence
	type S = []message.Statement
	kept, shared, never := scope(message.ScopeAction, "kept"), scope(message.ScopeAction, "shared"), scope(message.ScopeAction, "asked for")
	other := flow("network")
	other.Places = []message.Place{{App: "other.apk"}}
	reads := ev(message.Primary, message.Reachable)
	for _, tt := range []struct {
		name     string
		app      string
		ev       E
		said, st S
		want     message.Answer
		words    string
	}{
		{name: "sends what it asks for", ev: E{flow("ads")}, said: S{ask(message.Conditional)}, st: S{st(message.States)}, want: message.Kept, words: `a permission text asks for it ("location": asked for)`},
		{name: "sends what it may ask for", ev: E{flow("network")}, said: S{ask(message.Hazy)}, want: message.Kept, words: "asks for a type that holds it"},
		{name: "sends what stays", ev: E{flow("network")}, said: S{ask(message.Hazy), ask(message.Denies)}, want: message.Contradicted, words: `says that it stays on the device ("We need`},
		{name: "only reads what stays", ev: E{reads}, said: S{ask(message.Hazy), ask(message.Denies)}, want: message.Kept},
		{name: "logs what stays", ev: E{flow("local")}, said: S{ask(message.Hazy), ask(message.Denies)}, want: message.Kept},
		{name: "sends what is not kept", ev: E{flow("network")}, said: S{ask(message.Hazy), ask(message.Denies, kept)}, want: message.Ambiguous, words: "is not collected or kept"},
		{name: "sends what is not shared", ev: E{flow("ads")}, said: S{ask(message.Hazy), ask(message.Denies, shared)}, want: message.Ambiguous, words: "is not shared"},
		{name: "reads what is not shared", ev: E{reads}, said: S{ask(message.Hazy), ask(message.Denies, shared)}, want: message.Kept},
		{name: "sends what is not sent without consent", ev: E{flow("ads")}, said: S{ask(message.Conditional), ask(message.Denies, shared, scope(message.ScopeException, "without your consent"))}, want: message.Ambiguous, words: `is not shared, under a condition ("without your consent")`},
		{name: "reads what it asks for nowhere", ev: E{reads}, said: S{ask(message.Denies, never)}, want: message.Ambiguous, words: "is not asked for"},
		{name: "reads what one text asks for and one does not", ev: E{reads}, said: S{ask(message.Hazy), ask(message.Denies, never)}, want: message.Kept},
		{name: "does not read what it does not ask for", said: S{ask(message.Denies, never)}, want: message.NotFound},
		{name: "another app sends it", app: "app.apk", ev: E{other}, said: S{ask(message.Hazy), ask(message.Denies)}, want: message.NotFound},
		{name: "the policy lets others have what is not shared", said: S{ask(message.Hazy), ask(message.Denies, shared)}, st: S{st(message.States, third)}, want: message.Ambiguous, words: "The policy says that others get it; a permission text says"},
		{name: "the policy lets the publisher have what is not shared", said: S{ask(message.Conditional), ask(message.Denies, shared)}, st: S{st(message.States)}, want: message.Overstated},
		{name: "the policy denies what is asked for", ev: E{reads}, said: S{ask(message.Conditional)}, st: S{st(message.Denies)}, want: message.Ambiguous, words: "A permission text asks for it"},
		{name: "the policy is silent on what is asked for", ev: E{reads}, said: S{ask(message.Conditional)}, want: message.Undisclosed, words: "A permission text asks for it"},
		{name: "signs", ev: E{ev(message.Supporting, message.Declared)}, said: S{ask(message.Hazy)}, want: message.Kept, words: "short of proof"},
		{name: "signs of what it asks for nowhere", ev: E{ev(message.Supporting, message.Declared)}, said: S{ask(message.Denies, never)}, want: message.CannotTell},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := Case{Home: "US", Evidence: tt.ev, Statements: append(append(S{}, tt.st...), tt.said...), PolicyGiven: true, PolicyRead: true,
				Labels: []Label{{Document: "label", SameApp: true, Asks: true, App: tt.app}}}
			for _, v := range Judge(c) {
				if v.Label != "label" {
					continue
				}
				if v.Answer != tt.want || !strings.Contains(v.Reason, tt.words) {
					t.Errorf("%q, want %q ... %q ...: %s", v.Answer, tt.want, tt.words, v.Reason)
				}
				if strings.ContainsAny(v.Reason, "{}%") || strings.Contains(v.Reason, "the label") || !strings.HasSuffix(v.Reason, ".") {
					t.Errorf("malformed reason %q", v.Reason)
				}
			}
		})
	}
}

// purposes and marks edit what a form says of a type.
func purposes(list ...string) func(*message.Statement) {
	return func(s *message.Statement) { s.Label.Purposes = list }
}

func marks(list ...message.Mark) func(*message.Statement) {
	return func(s *message.Statement) { s.Label.Marks = append([]message.Mark{message.Collected}, list...) }
}

func to(recipient string) func(*message.Statement) {
	return func(s *message.Statement) { s.Party, s.Recipient = message.ThirdParty, recipient }
}

// way gives a flow the place where it is read and those behind it.
func way(e message.Evidence, offsets ...int64) message.Evidence {
	at := func(off int64) message.Place {
		return message.Place{File: "classes.dex", Class: "a.B", Method: "send()void", Offset: off}
	}
	e.Places, e.Path = []message.Place{at(offsets[0])}, &message.Path{Grade: message.Proven}
	for _, off := range offsets {
		e.Path.Steps = append(e.Path.Steps, message.Step{Place: at(off)})
	}
	return e
}

// What a label says of use is held against recipients, and is ambiguous at most.
func TestUse(t *testing.T) {
	type E = []message.Evidence
	type S = []message.Statement
	google := Label{SameApp: true, Ads: []string{"Advertising or marketing"}}
	apple := Label{SameApp: true, Ephemeral: true, Tracking: true, Ads: []string{"Third-Party Advertising", "Developer's Advertising or Marketing"}}
	other := apple
	other.SameApp = false
	manifest := other
	manifest.OwnCode = true
	id := flow("ads")
	id.Practice = practice.AdvertisingID
	reads := ev(message.Primary, message.Reachable)
	policy, advertised := S{st(message.States)}, S{st(message.States, to("advertising partners"))}
	unshared := la(message.Denies, scope(message.ScopeAction, "shared"))
	function := purposes("App functionality", "Analytics")
	hinted := id
	hinted.Weight = message.Supporting
	unknown := message.Unknown{ID: "U-9", Kind: "partial", Side: message.SideLabel, Where: message.Place{File: "label"}}
	for _, tt := range []struct {
		name     string
		label    Label
		ev       E
		said, st S
		un       []message.Unknown
		want     message.Answer
		words    string
	}{
		{name: "sent to ads, declared for function", label: google, ev: E{flow("ads")}, said: S{la(message.States, function)}, st: policy, want: message.Ambiguous, words: "declares it for App functionality, Analytics, and not for advertising"},
		{name: "sent to ads, declared for ads", label: google, ev: E{flow("ads")}, said: S{la(message.States, purposes("Analytics", "Advertising or marketing"))}, st: policy, want: message.Kept},
		{name: "sent to ads, shared for ads beside", label: google, ev: E{flow("ads")}, said: S{la(message.States, function), la(message.States, purposes("Advertising or marketing"))}, st: policy, want: message.Kept},
		{name: "sent to ads, no purpose told", label: google, ev: E{flow("ads")}, said: S{la(message.States)}, st: policy, want: message.Kept},
		{name: "sent to a server, declared for function", label: google, ev: E{flow("network")}, said: S{la(message.States, function)}, st: policy, want: message.Kept},
		{name: "sent to analytics, declared for function", label: google, ev: E{flow("analytics")}, said: S{la(message.States, function)}, st: policy, want: message.Kept},
		{name: "read, declared for function", label: google, ev: E{reads}, said: S{la(message.States, function)}, st: policy, want: message.Kept},
		{name: "a type that holds it, for function", label: google, ev: E{flow("ads")}, said: S{la(message.Hazy, function)}, st: policy, want: message.Ambiguous},
		{name: "sent to ads, not shared", label: google, ev: E{flow("ads")}, said: S{la(message.States), unshared}, st: policy, want: message.Ambiguous, words: "collected and not as shared"},
		{name: "sent to analytics, not shared", label: google, ev: E{flow("analytics")}, said: S{la(message.States), unshared}, st: policy, want: message.Kept},
		{name: "policy silent weighs more", label: google, ev: E{flow("ads")}, said: S{la(message.States, function)}, want: message.Undisclosed},
		{name: "policy names advertisers, declared for function", label: other, said: S{la(message.States, function)}, st: advertised, want: message.Ambiguous, words: "The policy says that \"advertising partners\" get it"},
		{name: "policy names advertisers, declared for the publisher's ads", label: other, said: S{la(message.States, purposes("Developer's Advertising or Marketing"), marks(message.Tracking))}, st: advertised, want: message.Kept},
		{name: "policy names hosts, declared for function", label: other, said: S{la(message.States, function)}, st: S{st(message.States, to("hosting providers"))}, want: message.Kept},
		{name: "policy names advertisers, a manifest for function", label: manifest, said: S{la(message.States, function)}, st: advertised, want: message.Kept},
		{name: "policy names advertisers, not for tracking", label: other, said: S{la(message.States, marks(message.Linked))}, st: advertised, want: message.Ambiguous, words: "not name it as used for tracking"},
		{name: "policy names advertisers, for tracking", label: other, said: S{la(message.States, marks(message.Linked)), la(message.States, marks(message.Tracking))}, st: advertised, want: message.Kept},
		{name: "policy names advertisers, a part of the label unknown", label: other, said: S{la(message.States, marks(message.Linked))}, st: advertised, un: []message.Unknown{unknown}, want: message.Kept},
		{name: "policy names advertisers, form without tracking", label: google, ev: E{flow("network")}, said: S{la(message.States)}, st: advertised, want: message.Kept},
		{name: "sent to ads with an identifier, not for tracking", label: apple, ev: E{flow("ads"), id}, said: S{la(message.States, marks(message.NoTracking))}, st: policy, want: message.Ambiguous, words: "and an identifier with it"},
		{name: "sent to ads without an identifier", label: apple, ev: E{flow("ads")}, said: S{la(message.States, marks(message.NoTracking))}, st: policy, want: message.Kept},
		{name: "sent to ads with a hint of an identifier", label: apple, ev: E{flow("ads"), hinted}, said: S{la(message.States, marks(message.NoTracking))}, st: policy, want: message.Kept},
		{name: "sent to a server, identifier to ads", label: apple, ev: E{flow("network"), id}, said: S{la(message.States, marks(message.NoTracking))}, st: policy, want: message.Kept},
		{name: "sent in one call with an identifier, not linked", label: apple, ev: E{way(flow("network"), 4, 20, 30), way(id, 8, 20, 30)}, said: S{la(message.States, marks(message.NotLinked, message.Tracking))}, st: policy, want: message.Ambiguous, words: "in one call with an identifier"},
		{name: "sent in one call with an identifier, linked", label: apple, ev: E{way(flow("network"), 4, 20, 30), way(id, 8, 20, 30)}, said: S{la(message.States, marks(message.Linked, message.Tracking))}, st: policy, want: message.Kept},
		{name: "sent through one helper, not linked", label: apple, ev: E{way(flow("network"), 4, 20, 30), way(id, 8, 24, 30)}, said: S{la(message.States, marks(message.NotLinked, message.Tracking))}, st: policy, want: message.Kept},
		{name: "sent on ways not known, not linked", label: apple, ev: E{flow("network"), id}, said: S{la(message.States, marks(message.NotLinked, message.Tracking))}, st: policy, want: message.Kept},
	} {
		t.Run(tt.name, func(t *testing.T) {
			tt.label.Document = "label"
			c := Case{Home: "US", Evidence: tt.ev, Statements: append(append(S{}, tt.st...), tt.said...), Unknowns: tt.un, PolicyGiven: true, PolicyRead: true, Labels: []Label{tt.label}}
			for _, v := range Judge(c) {
				if v.Label != "label" {
					continue
				}
				if v.Answer != tt.want || !strings.Contains(v.Reason, tt.words) {
					t.Errorf("%q, want %q ... %q ...: %s", v.Answer, tt.want, tt.words, v.Reason)
				}
				if strings.ContainsAny(v.Reason, "{}%") || !strings.HasSuffix(v.Reason, ".") {
					t.Errorf("malformed reason %q", v.Reason)
				}
			}
		})
	}
}

func TestLabelRulesAreTotal(t *testing.T) {
	if !labelRules[len(labelRules)-1].when(&view{}) {
		t.Error("the last rule must fit everything")
	}
}
