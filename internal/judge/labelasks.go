package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// promiseRules hold a text that asks for a permission to what it promises of what
// it asks for. That it asks says nothing of what becomes of the data.
var promiseRules = []rule{
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

// promiseText says what a text that asks denies, by the action of its scope.
var promiseText = map[string]string{
	"":          "stays on the device",
	"shared":    "is not shared",
	"kept":      "is not collected or kept",
	"asked for": "is not asked for",
}

// promiseWords says what a permission text promises, in the text's words: one
// without limit before others.
func (v *view) promiseWords() string {
	list := append(slices.Clip(v.label.denies), v.label.promises...)
	if len(list) == 0 {
		return ""
	}
	s := list[0]
	action, unless := "", ""
	for _, sc := range s.Scope {
		switch {
		case sc.Kind == message.ScopeAction && action == "":
			action = sc.Text
		case sc.Kind == message.ScopeException:
			unless = underCondition(sc.Text)
		}
	}
	return fmt.Sprintf("a permission text says that it %s%s (%q)", promiseText[action], unless, clip(strings.Join(strings.Fields(s.Quote), " "), 160))
}
