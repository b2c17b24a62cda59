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
	// Tracking: the form tells of each type whether it is used for tracking.
	Tracking bool
	// Ads are the words of the form for purposes that hold advertising.
	Ads []string
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
	withID   []message.Evidence  // identifiers that leave in the very call of leaves
	idToAds  bool                // an identifier leaves to an advertising service
	partial  bool                // not all that the label declares is known
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
	v.beside(c.Evidence)
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
			v.label.partial = v.label.partial || u.Kind == "partial"
		}
	}
	v.listed = append(slices.Clip(v.listed), v.label.withID...)
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
