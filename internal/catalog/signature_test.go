package catalog

import (
	"slices"
	"strings"
	"testing"
)

// meet asks the catalog about a name as a reader of packages would.
func (c *Catalog) meet(kind Kind, platform Platform, name, value string) []*Rule {
	if platform&Android == 0 {
		return c.Apple(name)
	}
	desc := func(class string) []byte { return []byte("L" + slashed(class) + ";") }
	dot := strings.LastIndexByte(name, '.')
	switch kind {
	case Package:
		return c.Type(desc(name))
	case Class:
		return c.Type(desc(name))
	case Method:
		return c.Method(desc(name[:dot]), []byte(name[dot+1:]), nil)
	case Field:
		return c.Field(desc(name[:dot]), []byte(name[dot+1:]))
	case NativeLib:
		return c.Native("lib/arm64-v8a/" + name)
	case Symbol:
		return c.Symbol([]byte(name))
	case NativeString:
		return c.NativeString([]byte(name))
	case String:
		return c.String([]byte(name))
	case Endpoint:
		return c.String([]byte(name))
	case Asset:
		return c.Asset(name)
	case Component:
		return c.Component("service", name)
	case PermissionName:
		return c.Permission(name)
	case Metadata:
		return c.Metadata(name, value)
	case Maven:
		return c.Maven(name)
	case ModelHash:
		return c.Model(name)
	case Cxx:
		return c.Cxx([]byte(name))
	case ClassTail:
		return c.Tail(desc(name))
	case ClassFields, ClassStrings:
		for i, r := range c.Shapes() {
			if r.Pattern == name && r.Kind == kind {
				return c.Shapes()[i : i+1]
			}
		}
	}
	return nil
}

// instance makes a name that r must meet, out of its own pattern, and names
// that look like it and must not meet it.
func instance(r *Rule) (name string, alike []string) {
	name = strings.ReplaceAll(strings.ReplaceAll(r.Pattern, "**", "deep/down"), "*", "x7")
	if r.Platform&Android == 0 {
		return name, []string{name + "s", "x" + name}
	}
	switch r.Kind {
	case Package:
		// At a segment boundary only: com.acme.face is not com.acme.facet.
		return name + ".Some$Class", []string{name + "t.Some", name + "2.Some", "a." + name + ".Some", strings.ToUpper(name) + ".Some"}
	case Class:
		return name, []string{name + "s", name + "$Inner1", "a." + name, strings.ToLower(name)}
	case Method, Field:
		dot := strings.LastIndexByte(name, '.')
		return name, []string{name + "s", name[:dot] + "s" + name[dot:], name[:dot] + "$Inner1" + name[dot:]}
	case NativeLib:
		alike = []string{name + ".bak", "x" + name, strings.ToUpper(name)}
		if !strings.HasSuffix(r.Pattern, "*.so") {
			alike = append(alike, strings.TrimSuffix(name, ".so")+"_other9.so")
		}
		return name, alike
	case Asset:
		return "assets/some/" + name, []string{"assets/some/" + name + "/other", "assets/" + strings.ToUpper(name) + "~"}
	case Endpoint:
		if name[0] == '/' {
			name = "host.example" + name
		}
		return "https://" + name + "?q=1", []string{"https://x." + name[1:] + "s", "ftp://" + name, "https://other.example/?u=" + name}
	case Cxx:
		return name + "::make", []string{name + "s", "x" + name, "std::" + name}
	case ClassTail:
		return "a.b." + name, []string{"a.b." + name + "s", "a.b.x" + name, name}
	case ClassFields, ClassStrings: // package scan holds them against code
		return name, []string{name + "s"}
	case PermissionName, Component, Symbol, NativeString, String, Maven, ModelHash, Metadata:
		return name, []string{name + "s", "x" + name, strings.ToUpper(name) + "_"}
	}
	return name, nil
}

// TestSignatures holds every rule against a name made from its own pattern and
// against look-alikes.
func TestSignatures(t *testing.T) {
	c := loaded(t)
	met := map[Kind]int{}
	for i := range c.rules {
		r := &c.rules[i]
		name, alike := instance(r)
		// A name may meet an equally good rule first: an exact name before a
		// glob of another product.
		if got := c.meet(r.Kind, r.Platform, name, r.Value); !slices.Contains(got, r) && !slices.ContainsFunc(got, func(o *Rule) bool { return o.Kind == r.Kind }) {
			t.Errorf("%s: %s %s is not met by %s", r, r.Kind, r.Pattern, name)
		}
		for _, a := range alike {
			if slices.Contains(c.meet(r.Kind, r.Platform, a, r.Value), r) && !strings.HasSuffix(r.Pattern, "*") {
				t.Errorf("%s: %s %s is met by the look-alike %s", r, r.Kind, r.Pattern, a)
			}
		}
		met[r.Kind]++
	}
	for k := range numKinds {
		t.Logf("%-14s %d", k, met[k])
	}
}

// TestUnverified holds the promise of the package comment: what was not read in
// a source, and what is a mere name, is never primary.
func TestUnverified(t *testing.T) {
	c := loaded(t)
	for i := range c.rules {
		r := &c.rules[i]
		if r.Weight != "primary" {
			continue
		}
		if r.Confidence == Unverified || r.Layer >= 'd' || r.Role == Permission || r.Role == Exclusion {
			t.Errorf("%s: %s %s %s is primary", r, r.Confidence, r.Kind, r.Pattern)
		}
	}
}
