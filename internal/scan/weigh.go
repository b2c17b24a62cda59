package scan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/format/apk"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/practice"
)

// evidence turns hits into evidence: one for each practice, rule, subject,
// origin and meaning, with all its places.
func (j *joined) evidence() []message.Evidence {
	type key struct {
		practice practice.ID
		rule     *catalog.Rule
		kind     string
		subject  string
		origin   message.Origin
		meant    bool
	}
	at := map[key]int{}
	var out []message.Evidence
	for _, h := range j.found.hits {
		if h.rule.Role == catalog.Exclusion || j.silenced(h.rule) {
			continue
		}
		origin := j.origin(h)
		for _, id := range h.rule.Practices {
			k := key{id, h.rule, h.kind, h.subject, origin, h.meant}
			i, ok := at[k]
			if !ok {
				i = len(out)
				at[k] = i
				out = append(out, j.weigh(h, id, origin))
			}
			e := &out[i]
			j.reach(e, h)
			if e.Count++; len(e.Places) < message.MaxPlaces {
				e.Places = append(e.Places, h.place)
			}
		}
	}
	for i := range out {
		j.settle(&out[i])
	}
	out = append(out, j.hostEvidence()...)
	out = append(out, j.modelEvidence()...)
	out = append(out, j.flowEvidence()...)
	for i := range out {
		out[i].ID = evidenceID(&out[i])
	}
	sortEvidence(out)
	return out
}

// evidenceID is made of what the evidence says; of a flow, also of where it
// ends. also is what else tells it from others.
func evidenceID(e *message.Evidence, also ...string) string {
	first := e.Places[0]
	parts := []string{string(e.Practice), e.Kind, e.Subject, string(e.Origin), e.Rule,
		first.File, first.Class, first.Method, fmt.Sprint(first.Offset)}
	if e.Sink != nil {
		parts = append(parts, e.Sink.Subject, e.Sink.Recipient)
	}
	if e.Path != nil && e.Path.Grade == message.Implied {
		parts = append(parts, string(message.Implied))
	}
	return message.ContentID("E", append(parts, also...)...)
}

func sortEvidence(out []message.Evidence) {
	ordered.By(out, func(a, b message.Evidence) int {
		return cmp.Or(
			cmp.Compare(practice.Index(a.Practice), practice.Index(b.Practice)),
			cmp.Compare(weightOrder[a.Weight], weightOrder[b.Weight]),
			cmp.Compare(b.Rung.Level(), a.Rung.Level()),
			cmp.Compare(originOrder[a.Origin], originOrder[b.Origin]),
			strings.Compare(a.Subject, b.Subject),
			strings.Compare(a.ID, b.ID),
		)
	})
}

var (
	weightOrder = map[message.Weight]int{message.Primary: 0, message.Supporting: 1, message.Inert: 2}
	originOrder = map[message.Origin]int{message.OriginApp: 0, message.OriginUnsure: 1, message.OriginLibrary: 2, message.OriginSupport: 3}
)

// weigh makes the evidence of one hit and says what it is worth.
func (j *joined) weigh(h hit, id practice.ID, origin message.Origin) message.Evidence {
	r := h.rule
	e := message.Evidence{
		Practice: id, Rung: r.Rung, Kind: h.kind, Subject: h.subject,
		Origin: origin, Note: r.Note, Rule: r.String(),
	}
	var why string
	if e.Weight, why = r.Weigh(origin, j.declares, h.meant); why != "" {
		e.Note = why
	}
	if r.Product != nil {
		e.Product = &message.Product{Name: r.Product.Name, Vendor: r.Product.Vendor, Runs: r.Product.Runs}
	}
	if h.absent && j.pkg.Kind != apk.DEX {
		e.Weight, e.Note = message.Inert, "the class is not in the package, so this code cannot run"
	}
	if e.Weight == message.Primary && r.Role == catalog.Source {
		switch {
		case h.kind == "method":
			e.Weight, e.Note = message.Supporting, "contained in the package; nothing in it calls the method by that name"
		case j.plumbing(h, origin):
			e.Weight, e.Note = message.Supporting, "the library calls a part of itself: whether the app ever asks for it is not shown"
		}
	}
	e.Text = text(h, e)
	return e
}

// text says in one sentence what the evidence shows, and no more.
func text(h hit, e message.Evidence) string {
	whose := map[message.Origin]string{
		message.OriginApp:     "the app's own code",
		message.OriginLibrary: "a library in the app",
		message.OriginSupport: "a platform support library in the app",
		message.OriginUnsure:  "code in the app",
	}[e.Origin]
	of := ""
	if e.Product != nil {
		of = " of " + e.Product.Name
		if slices.Contains(h.rule.Category(), "identity-verification") {
			of += ", which compares a person with a document or a record"
		}
	}
	switch h.kind {
	case "flow":
		return ""
	case "permission":
		return fmt.Sprintf("The manifest asks for the permission %s.", h.subject)
	case "call":
		return fmt.Sprintf("%s calls %s%s.", sentenceCase(whose), h.subject, of)
	case "method":
		return fmt.Sprintf("The package contains the method %s%s; nothing in its code calls it by that name.", h.subject, of)
	case "package":
		return fmt.Sprintf("The package contains classes of %s%s.", h.subject, of)
	case "class":
		if h.defined {
			return fmt.Sprintf("The package contains the class %s%s.", h.subject, of)
		}
		return fmt.Sprintf("%s uses the class %s%s.", sentenceCase(whose), h.subject, of)
	case "field":
		return fmt.Sprintf("%s uses the field %s%s.", sentenceCase(whose), h.subject, of)
	case "string":
		if h.class == "" {
			return fmt.Sprintf("A native library holds the string %q%s.", h.subject, of)
		}
		return fmt.Sprintf("%s holds the string %q.", sentenceCase(whose), h.subject)
	case "native":
		return fmt.Sprintf("The package contains the native library %s%s.", h.subject, of)
	case "shape":
		return fmt.Sprintf("The package contains the class %s, which holds what a class%s holds: it is that class under another name.", h.subject, of)
	case "cxx":
		return fmt.Sprintf("A native library has the C++ name %s%s.", h.subject, of)
	case "jni":
		return fmt.Sprintf("A native library names %s%s, as native code does to fill or read it.", h.subject, of)
	case "symbol":
		return fmt.Sprintf("A native library has the symbol %s%s.", h.subject, of)
	case "asset":
		return fmt.Sprintf("The package contains the file %s, named as a part%s.", h.subject, of)
	case "model":
		return fmt.Sprintf("The package contains the model file %s.", h.subject)
	case "component":
		return fmt.Sprintf("The manifest declares the component %s%s.", h.subject, of)
	case "metadata":
		return fmt.Sprintf("The manifest holds the metadata %s%s.", h.subject, of)
	}
	return fmt.Sprintf("The package holds %s.", h.subject)
}

func sentenceCase(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// declares reports whether the app asks for a permission. Without a manifest
// nothing is known of permissions, and no call is held against them.
func (j *joined) declares(permission string) bool {
	return j.declared.base == nil || j.permissions[permission]
}

// plumbing reports whether a library calls a part of itself.
func (j *joined) plumbing(h hit, origin message.Origin) bool {
	if origin != message.OriginLibrary || h.target == "" {
		return false
	}
	from, to := j.cat.Origin(h.class, j.appPackages), j.cat.Origin(h.target, j.appPackages)
	return to.Kind == message.OriginLibrary && from.Rule == to.Rule
}

// silenced reports whether another declared permission takes the rule's place.
func (j *joined) silenced(r *catalog.Rule) bool {
	return r.Unless != "" && j.declares(r.Unless)
}
