package main

import (
	"regexp"
	"strings"
)

// countRule says which ends of a flow an app's truth counts. By the counting
// rule of the tables data that is put into an Intent, a Bundle or the app's own
// preferences has not left the app: that is a step. Some rows count what
// crosses the app's border in an Intent, and say so.
type countRule struct {
	sources bool // data received in an Intent is a source
	sinks   bool // an Intent that is sent, or given back as a result, is a sink
	all     bool // every pair counts
}

func (a countRule) or(b countRule) countRule {
	return countRule{a.sources || b.sources, a.sinks || b.sinks, a.all || b.all}
}

// readCountRule reads the rule off what the table says of the row: its reason,
// the designer's list of sink methods, ICC-Bench's text of the flows, which
// marks a counted send as "(implicit ICC)" and counts both ends of a result, and
// the form of the truth: FlowDroid's tests count by lists of their own.
func readCountRule(reason, sinks, flow, form string) countRule {
	r := countRule{
		sources: strings.Contains(reason, "intents as sources") || strings.Contains(flow, "onActivityResult("),
		sinks: strings.Contains(reason, "intents as sinks") ||
			strings.Contains(flow, "(implicit ICC)") || strings.Contains(flow, "setResult("),
		all: strings.HasPrefix(form, "FlowDroid"),
	}
	for _, s := range strings.Split(sinks, ";") {
		r.sinks = r.sinks || sendsIntent.MatchString(s)
	}
	return r
}

var (
	// The receiver's class may be any activity, service or context of the app.
	sendsIntent    = regexp.MustCompile(`^(.*\.)?(startActivit(y|ies|yForResult|yIfNeeded|yFromChild|yFromFragment)|startNextMatchingActivity|start(Foreground)?Service|bindService|send(Sticky|Ordered|StickyOrdered)?Broadcast(AsUser)?|setResult)$|^android\.content\.Intent\.`)
	receivesIntent = regexp.MustCompile(`^android\.content\.Intent\b|\.getIntent$`)
	storesInApp    = regexp.MustCompile(`^android\.(os\.Bundle|content\.SharedPreferences\$Editor)\.put`)
)

// keep returns the pairs that count.
func (r countRule) keep(ps []pair) []pair {
	if r.all {
		return ps
	}
	var out []pair
	for _, p := range ps {
		switch {
		case storesInApp.MatchString(p.Sink):
		case !r.sources && receivesIntent.MatchString(p.Source):
		case !r.sinks && sendsIntent.MatchString(p.Sink):
		default:
			out = append(out, p)
		}
	}
	return out
}
