package taint

import (
	"slices"
	"strings"
)

// Offer is what an intent says of who may take it, as far as it is constant.
type Offer struct {
	Actions, Categories, Types, Data []string
	// Address says that it has data or a type that is not constant.
	Address bool
}

// Takes reports whether a filter takes an intent that names no component: one
// of its actions, every category it names, and its type or its scheme and host.
func (f *Filter) Takes(o *Offer) bool {
	if len(o.Actions) == 0 && len(o.Categories) == 0 && len(o.Types) == 0 && len(o.Data) == 0 {
		return false // nothing is known of it
	}
	if len(o.Actions) > 0 && !common(o.Actions, f.Actions) {
		return false
	}
	if slices.ContainsFunc(o.Categories, func(c string) bool { return !slices.Contains(f.Categories, c) }) {
		return false
	}
	if len(o.Types) > 0 {
		return slices.ContainsFunc(o.Types, func(t string) bool {
			return slices.ContainsFunc(f.Types, func(ft string) bool { return mimeMatch(ft, t) })
		})
	}
	if len(f.Types) > 0 {
		return false // a filter with a type takes no intent without one
	}
	if len(o.Data) == 0 { // a filter for some scheme takes no intent without data
		return len(f.Schemes) == 0 || o.Address
	}
	return slices.ContainsFunc(o.Data, f.takesData)
}

func (f *Filter) takesData(uri string) bool {
	scheme, rest, _ := strings.Cut(uri, ":")
	host, ok := strings.CutPrefix(rest, "//")
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	name, _, _ := strings.Cut(host, ":")
	return slices.Contains(f.Schemes, scheme) && (!ok || len(f.Hosts) == 0 || slices.ContainsFunc(f.Hosts, func(h string) bool {
		tail, wild := strings.CutPrefix(h, "*")
		return h == name || h == host || wild && strings.HasSuffix(name, tail)
	}))
}

func common(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

func mimeMatch(filter, typ string) bool {
	if filter == typ || filter == "*/*" {
		return true
	}
	major, minor, _ := strings.Cut(filter, "/")
	tm, _, _ := strings.Cut(typ, "/")
	return minor == "*" && major == tm
}

// Hears reports whether a filter that code made takes a broadcast. Its actions
// are those that are constant; none stands for any.
func (f *Filter) Hears(o *Offer) bool {
	if len(f.Actions) == 0 {
		return len(o.Actions) > 0
	}
	return common(f.Actions, o.Actions)
}

// serves reports whether an address names a content provider.
func serves(authorities []string, uri string) bool {
	_, rest, whole := strings.Cut(uri, "://")
	if !whole {
		rest = uri
	}
	rest, _, _ = strings.Cut(rest, "/")
	if i := strings.LastIndexByte(rest, '@'); i >= 0 { // of a user
		rest = rest[i+1:]
	}
	return rest != "" && slices.Contains(authorities, rest)
}
