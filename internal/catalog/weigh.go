package catalog

import (
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// Weigh returns what a match of r weighs in code of origin o, and, where that
// is less than r.Weight, why, as a sentence for the finding's note. Declared
// answers whether the app asks for a permission; meant is what r.Meant said
// (true if r.With is empty).
//
// A call that cannot succeed, or that a platform support library makes on the
// user's act, is inert. A call that may mean something else is supporting.
func (r *Rule) Weigh(o message.Origin, declared func(permission string) bool, meant bool) (w message.Weight, why string) {
	switch {
	case r.Role == Exclusion:
		return message.Inert, r.Excluded
	case r.Unless != "" && declared(r.Unless):
		return message.Inert, "Counted under another practice, because the app declares " + r.Unless + "."
	case !r.permitted(declared):
		return message.Inert, "The call needs " + r.needs() + ", which the app does not declare."
	case r.Role == Source && o == message.OriginSupport:
		return message.Inert, "The call stands in a platform support library that nearly every app bundles; it runs only on the user's act or not at all."
	case !meant:
		return message.Supporting, r.doubt()
	}
	return r.Weight, ""
}

// doubt says why a match that is not meant may mean something else.
func (r *Rule) doubt() string {
	switch {
	case r.Holding != "":
		return "What it finds is said by a file, and no " + r.Holding + " is in the package."
	case r.Beside != "":
		return "The same method makes a " + r.Beside[strings.LastIndexByte(r.Beside, '.')+1:] + ": the camera focuses there."
	}
	return "The call serves other ends too; the method does not load " + strings.Join(r.With, " or ") + "."
}

// Held reports whether a packaged file is one by which r counts in full.
func (r *Rule) Held(path string) bool {
	return match(r.Holding, []byte(path[strings.LastIndexByte(path, '/')+1:]))
}

func (r *Rule) permitted(declared func(string) bool) bool {
	for _, all := range r.Needs {
		if !slices.ContainsFunc(all, func(p string) bool { return !declared(p) }) {
			return true
		}
	}
	return len(r.Needs) == 0
}

// needs writes the alternatives out: "A and B, or C".
func (r *Rule) needs() string {
	var alternatives []string
	for _, all := range r.Needs {
		var short []string
		for _, p := range all {
			short = append(short, strings.TrimPrefix(p, "android.permission."))
		}
		alternatives = append(alternatives, strings.Join(short, " and "))
	}
	return strings.Join(alternatives, ", or ")
}

// Meant reports whether a method that calls r, and loads the string constants
// for which loads answers true, means what r says. Constants are compared from
// their beginning: "content://com.android.contacts" stands for all below it.
func (r *Rule) Meant(loads func(prefix string) bool) bool {
	return len(r.With) == 0 || slices.ContainsFunc(r.With, loads)
}
