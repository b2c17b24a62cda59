package judge

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Label is one document of declarations, with what its form's rules leave out.
type Label struct {
	Document string
	// SameApp: it speaks of the apps of the case, and not of the publisher's app
	// on another system. Then evidence is held against it; else the policy only.
	SameApp bool
	// App is the one app that it speaks of, in a case of several that each bring
	// a label of their own.
	App string
	// Ephemeral, OwnCode, Asks: see package declaration.
	Ephemeral, OwnCode, Asks bool
}

// labelSide is what a label says of one practice.
type labelSide struct {
	Label
	declares []message.Statement // as it is, or as a permission that is asked for
	holds    []message.Statement // through a wider type
	denies   []message.Statement // "No data collected"
	omits    []message.Statement
	unshared []message.Statement // declared as collected, and not as shared
	promises []message.Statement // of a label that asks: denials within limits
	leaves   []message.Evidence  // of what the app does: that data leaves the device
}

// lookAt is the view that holds label l; false if l says nothing of p, by words
// or by leaving it out.
func lookAt(c Case, p practice.Practice, l Label) (view, bool) {
	v := look(c, p)
	v.label.Label = l
	var said []message.Statement
	for _, s := range c.Statements {
		if s.Practice != p.ID || s.Label == nil || s.Document != l.Document {
			continue
		}
		said = append(said, s)
		switch {
		case s.Modality == message.Omits:
			v.label.omits = append(v.label.omits, s)
		case s.Modality == message.Denies && len(s.Scope) > 0 && l.Asks:
			v.label.promises = append(v.label.promises, s)
		case s.Modality == message.Denies && len(s.Scope) > 0 && s.Scope[0].Kind == message.ScopeAction:
			v.label.unshared = append(v.label.unshared, s)
		case s.Modality == message.Denies && len(s.Scope) == 0:
			v.label.denies = append(v.label.denies, s)
		case s.Modality == message.Hazy:
			v.label.holds = append(v.label.holds, s)
		case s.Modality != message.Denies:
			v.label.declares = append(v.label.declares, s)
		}
	}
	if !l.SameApp {
		v.does, v.hints, v.listed, v.rung, v.appBlind = nil, nil, nil, "", false
		v.unread = slices.DeleteFunc(v.unread, func(u message.Unknown) bool { return u.Side == message.SideApp })
	}
	if l.App != "" {
		elsewhere := func(e message.Evidence) bool { return e.App() != l.App }
		v.does, v.hints = slices.DeleteFunc(v.does, elsewhere), slices.DeleteFunc(v.hints, elsewhere)
	}
	if l.OwnCode {
		v.does = slices.DeleteFunc(v.does, func(e message.Evidence) bool { return e.Origin == message.OriginLibrary })
	}
	for _, e := range v.does {
		if leavesDevice(e) {
			v.label.leaves = append(v.label.leaves, e)
		}
	}
	for _, v.listed = range [][]message.Evidence{v.label.leaves, v.does, v.hints} { // what weighs most
		if len(v.listed) > 0 {
			break
		}
	}
	v.rung = ""
	for _, e := range v.listed {
		if e.Rung.Level() > v.rung.Level() {
			v.rung = e.Rung
		}
	}
	for _, u := range c.Unknowns {
		if u.Side == message.SideLabel && u.Where.File == l.Document {
			v.unread = append(v.unread, u)
		}
	}
	v.heard = append(said, v.heard...)
	return v, len(said) > 0
}

// takers are the recipients that take data off the device. What goes to another
// app, to storage or to a stream may stay; a message is the user's own.
var takers = map[string]bool{"network": true, "cloud": true, "analytics": true, "ads": true}

// keepers keep what they get: analysing and advertising is not serving one
// request.
var keepers = map[string]bool{"analytics": true, "ads": true}

func leavesDevice(e message.Evidence) bool {
	return e.Rung == message.Observed || e.Rung == message.Flows && e.Sink != nil && takers[e.Sink.Recipient]
}

// excepted reports whether all that leaves may be what the form need not show:
// data that is kept no longer than a request takes.
func (v *view) excepted() bool {
	return v.label.Ephemeral && !slices.ContainsFunc(v.label.leaves, func(e message.Evidence) bool {
		return e.Sink != nil && keepers[e.Sink.Recipient]
	})
}

func (v *view) leaving() bool  { return len(v.label.leaves) > 0 }
func (v *view) declared() bool { return len(v.label.declares) > 0 }
func (v *view) held() bool     { return len(v.label.holds) > 0 }

// saysNo reports that the label says that there is none, or leaves it out. A text
// that asks for something and promises that it stays on the device says both, and
// has rows of its own.
func (v *view) saysNo() bool {
	return len(v.label.denies)+len(v.label.omits) > 0 && !v.declared() && !v.held() && !v.label.Asks
}

// labelRules is the order of decision for a label. docs/architecture.md prints
// it as a table.
var labelRules = []rule{
	// A text that asks for it promises something of it.
	{message.Contradicted,
		func(v *view) bool { return v.label.Asks && v.leaving() && len(v.label.denies) > 0 },
		say("{does}; {promise}.")},
	{message.Ambiguous,
		func(v *view) bool { return v.promisesBroken() },
		say("{does}; {promise}, which the package alone does not settle.")},
	{message.Ambiguous,
		func(v *view) bool { return v.label.Asks && len(v.label.denies) > 0 && v.policySaysSent() },
		say("The policy says that others get it; {promise}.")},
	{message.Ambiguous,
		func(v *view) bool { return v.promises("shared") && v.policySaysSent() },
		say("The policy says that others get it; {promise}.")},

	// The app sends it off the device; the label says no.
	{message.Contradicted,
		func(v *view) bool { return v.leaving() && v.saysNo() && len(v.label.denies) > 0 && !v.excepted() },
		say("{does}; {says no}.")},
	{message.Undisclosed,
		func(v *view) bool { return v.leaving() && v.saysNo() },
		say("{does}; {says no}{room}.")},

	// The label and the policy part.
	{message.Ambiguous,
		func(v *view) bool {
			return v.saysNo() && len(v.affirms) > 0 && len(v.denies) == 0
		},
		say("The policy says so{condition}; {says no}{room}.")},
	{message.Ambiguous,
		func(v *view) bool { return v.declared() && len(v.denies) > 0 && len(v.affirms) == 0 },
		say("{Label} {declares} it{type}; the policy denies it without any limit.")},
	{message.Ambiguous,
		func(v *view) bool {
			return len(v.label.unshared) > 0 && v.policySaysSent()
		},
		say("The policy says that others get it; the label declares it as collected and not as shared, which holds only for those who process it for the publisher alone.")},
	{message.Ambiguous,
		func(v *view) bool {
			return v.declared() && v.policySilent() && len(v.scoped) > 0
		},
		say("{Label} {declares} it{type}; the policy denies it {scope}, and does not say it otherwise.")},
	{message.Vague,
		func(v *view) bool { return v.declared() && v.policySilent() && len(v.hazy) > 0 },
		say("{Label} {declares} it{type}; the policy covers it only through wider words{term}.")},
	{message.CannotTell,
		func(v *view) bool { return v.declared() && v.policySilent() && v.linkBlind },
		say("{Label} {declares} it{type}; the policy is silent here, but a part of it was not read.")},
	{message.Undisclosed,
		func(v *view) bool { return v.declared() && v.policySilent() && len(v.denies) == 0 },
		say("{Label} {declares} it{type}; the policy does not say so.")},

	// The app does it, and nothing parts.
	{message.Vague,
		func(v *view) bool { return v.doing() && v.held() && !v.declared() && v.categoryOnly() },
		say("{does}; the label names only a category that holds it{type}.")},
	{message.Kept,
		func(v *view) bool { return v.doing() && v.declared() },
		say("{does}, and {label} {declares} it{type}.")},
	{message.Kept,
		func(v *view) bool { return v.doing() && v.held() },
		say("{does}, and {label} {declares} a type that holds it{type}.")},
	{message.CannotTell,
		func(v *view) bool { return v.doing() && v.saysNo() },
		say("{does}; {says no}, and a label counts only what leaves the device, which is not shown.")},

	// The app only shows signs of it, or nothing was found.
	{message.Kept,
		func(v *view) bool { return v.hinting() && v.declared() },
		say("{Label} {declares} it{type}; the app shows signs of it, short of proof: {hints}.")},
	{message.Kept,
		func(v *view) bool { return v.label.Asks && v.hinting() && v.held() },
		say("{Label} {declares} a type that may hold it{type}; the app shows signs of it, short of proof: {hints}.")},
	{message.CannotTell,
		func(v *view) bool { return v.hinting() },
		say("The app shows signs of it, too weak to decide: {hints}.")},
	{message.CannotTell,
		func(v *view) bool { return v.appBlind },
		say("Nothing was found, but {blind}.")},
	{message.Overstated,
		func(v *view) bool { return v.declared() && v.label.SameApp && onDevice[v.p.ID] },
		say("{Label} {declares} it{type}; nothing in the package does it.")},
	{message.Kept,
		func(v *view) bool { return v.declared() && len(v.affirms)+len(v.thirds) > 0 },
		say("{Label} {declares} it{type}, and the policy says so{condition}.")},
	{message.Kept,
		func(v *view) bool { return v.held() && !v.label.SameApp && len(v.affirms)+len(v.thirds) > 0 },
		say("{Label} {declares} a type that may hold it{type}, and the policy says so{condition}.")},
	{message.NotFound,
		func(v *view) bool { return v.saysNo() && v.label.SameApp },
		say("Nothing was found, and {says no}.")},
	{message.NotFound,
		func(v *view) bool { return v.saysNo() },
		say("Nothing parts from it: {says no}.")},
	{message.NotFound,
		func(*view) bool { return true },
		say("Nothing was found that parts from {label}{type}.")},
}

// promises reports that a text denies one action of what it asks for.
func (v *view) promises(action string) bool {
	return slices.ContainsFunc(v.label.promises, func(s message.Statement) bool {
		return slices.ContainsFunc(s.Scope, func(sc message.Scope) bool { return sc.Text == action })
	})
}

// promisesBroken reports that the app does what may be just what a text says is
// not done: who asks for nothing, anywhere, has no reason to read it, and what is
// neither shared nor kept has little reason to leave.
func (v *view) promisesBroken() bool {
	return len(v.label.promises) > 0 && (v.leaving() || v.doing() && v.promises("asked for") && !v.declared() && !v.held())
}

// policySaysSent reports that by the policy somebody else gets it.
func (v *view) policySaysSent() bool {
	return slices.ContainsFunc(append(slices.Clip(v.affirms), v.thirds...), toOthers)
}

// policySilent reports that a policy was read which does not state it.
func (v *view) policySilent() bool { return v.policyRead && len(v.affirms)+len(v.thirds) == 0 }

// toOthers tells a statement by which somebody else gets the data.
func toOthers(s message.Statement) bool { return s.Party == message.ThirdParty || s.Recipient != "" }

func (v *view) categoryOnly() bool {
	return !slices.ContainsFunc(v.label.holds, func(s message.Statement) bool { return !slices.Contains(s.Label.Marks, message.Category) })
}
