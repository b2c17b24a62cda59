package judge

import (
	"slices"

	"github.com/avow-audit/avow/internal/message"
)

// labelRules is the order of decision for a label. docs/architecture.md prints
// it as a table.
var labelRules = slices.Concat(promiseRules, partRules, useRules, holdRules)

// partRules: what the label says, or leaves out, parts from app or policy.
var partRules = []rule{
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
	{message.Ambiguous,
		func(v *view) bool { return v.declared() && v.policySilent() && len(v.local) > 0 },
		say("{Label} {declares} it{type}; the policy says that it does not leave the device ({local}).")},
	{message.Vague,
		func(v *view) bool { return v.declared() && v.policySilent() && len(v.hazy) > 0 },
		say("{Label} {declares} it{type}; the policy covers it only through wider words{term}.")},
	{message.CannotTell,
		func(v *view) bool { return v.declared() && v.policySilent() && v.linkBlind },
		say("{Label} {declares} it{type}; the policy is silent here, but a part of it was not read.")},
	{message.Undisclosed,
		func(v *view) bool { return v.declared() && v.policySilent() && len(v.denies) == 0 },
		say("{Label} {declares} it{type}; the policy does not say so.")},
}

// holdRules: nothing parts, as far as it can be told.
var holdRules = []rule{
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
	tooWeak,
	unseen,
	{message.Overstated,
		func(v *view) bool { return v.declared() && v.label.SameApp && v.p.Held() },
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
