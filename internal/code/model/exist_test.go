package model

import (
	"archive/zip"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/code/platform"
)

// jarsEnv names jars of libraries, separated as in PATH, to hold the lines of
// library classes against. No jar is part of this repository.
const jarsEnv = "AVOW_LIBRARY_JARS"

// TestPlatform holds every line of a platform class against the table of the
// platform.
func TestPlatform(t *testing.T) {
	known := knownClasses{parsed: map[string]*facts{}}
	if n := known.checkAll(t, func(d string) bool { return platformClass(d) }); n == 0 {
		t.Error("no line of a platform class")
	}
}

// TestLibraries does so with the lines of library classes that the jars have.
func TestLibraries(t *testing.T) {
	list := os.Getenv(jarsEnv)
	if list == "" {
		t.Skipf("%s is not set: it names jars of libraries", jarsEnv)
	}
	known := knownClasses{files: map[string][]*zip.File{}, parsed: map[string]*facts{}}
	for _, path := range filepath.SplitList(list) {
		z, err := zip.OpenReader(path)
		if err != nil {
			t.Fatal(err)
		}
		defer z.Close()
		for _, f := range z.File {
			if name, ok := strings.CutSuffix(f.Name, ".class"); ok {
				known.files[name] = append(known.files[name], f)
			}
		}
	}
	absent := 0
	n := known.checkAll(t, func(d string) bool {
		if platformClass(d) {
			return false
		}
		if known.find(d[1:len(d)-1]) == nil {
			absent++
			return false
		}
		return true
	})
	if n == 0 {
		t.Errorf("the jars of %s have none of the classes", jarsEnv)
	}
	t.Logf("%d lines hold; %d classes are in none of the jars", n, absent)
}

// platformClass says whether a class is of the platform, not of a library.
func platformClass(d string) bool {
	for _, p := range []string{"Landroid/support/", "Landroid/arch/", "Lorg/apache/http/entity/mime/"} {
		if strings.HasPrefix(d, p) {
			return false
		}
	}
	for _, p := range []string{"Ljava/", "Ljavax/", "Landroid/", "Ldalvik/", "Lorg/json/", "Lorg/apache/http/", "Lorg/xml", "Lorg/w3c/"} {
		if strings.HasPrefix(d, p) {
			return true
		}
	}
	return false
}

// facts are what is known of a class: what it extends and implements, and the
// names in it. fields is nil where they are not known.
type facts struct {
	supers  []string
	methods []methodFacts
	fields  map[string]bool
}

type methodFacts struct {
	name   string
	params []string
	result string
	static bool
}

// knownClasses finds classes in the platform's table, then in jars.
type knownClasses struct {
	files  map[string][]*zip.File
	parsed map[string]*facts
}

func (k *knownClasses) find(name string) *facts {
	f, ok := k.parsed[name]
	if !ok {
		if c, of := platform.Lookup([]byte("L" + name + ";")); of {
			f = platformFacts(c)
		} else {
			f = jarFacts(k.files[name])
		}
		k.parsed[name] = f
	}
	return f
}

func platformFacts(c platform.Class) *facts {
	f := &facts{}
	bare := func(d []byte) string { return string(d[1 : len(d)-1]) }
	if s := c.SuperName(); s != nil {
		f.supers = append(f.supers, bare(s))
	}
	for i := range c.Interfaces() {
		f.supers = append(f.supers, bare(i.Name()))
	}
	for m := range c.Methods() {
		params, result := splitDescriptor(string(m.Proto))
		f.methods = append(f.methods, methodFacts{string(m.Name), params, result, m.Static})
	}
	return f
}

// checkAll holds the lines of the wanted classes against what is known and
// returns how many there were.
func (k *knownClasses) checkAll(t *testing.T, want func(descriptor string) bool) int {
	table := embedded(t)
	n := 0
	for i := range table.classes {
		c := &table.classes[i]
		name := strings.ReplaceAll(c.name, ".", "/")
		if !want("L" + name + ";") {
			continue
		}
		if k.find(name) == nil {
			t.Errorf("%s: no class %s", c.rule(), c.name)
			continue
		}
		x := c.lines()
		for at := range x.methods {
			n++
			m := &x.methods[at]
			model := &x.models[m.model]
			if problem := k.check(name, m, model); problem != "" {
				t.Errorf("%s: %s %s: %s", model.Rule, c.name, m, problem)
			}
		}
	}
	return n
}

// check returns what is wrong with a line, or "": the method must exist, in the
// class or above it, with such parameters; "this" is not asked of static
// methods alone, nor "ret" of those that return nothing, nor an argument that
// none of them has; the fields of "this" exist.
func (k *knownClasses) check(class string, m *method, model *Model) string {
	var found []methodFacts
	named, seen, fields := false, map[string]bool{}, map[string]bool{}
	fieldsKnown := true
	var walk func(string)
	walk = func(name string) {
		c := k.find(name)
		if c == nil || seen[name] {
			return
		}
		seen[name] = true
		fieldsKnown = fieldsKnown && c.fields != nil
		for f := range c.fields {
			fields[f] = true
		}
		for _, x := range c.methods {
			if x.name != m.name || x.name == "<init>" && name != class {
				continue
			}
			named = true
			if m.form == formAny || m.form == formCount && len(x.params) == int(m.n) || m.form == formExact && slices.Equal(x.params, m.params) {
				found = append(found, x)
			}
		}
		for _, s := range c.supers {
			walk(s)
		}
	}
	walk(class)
	walk("java/lang/Object")
	if !named {
		return "no such method"
	}
	if len(found) == 0 {
		return "no such parameters"
	}
	instance, result, most := false, false, 0
	for _, x := range found {
		instance = instance || !x.static
		result = result || x.result != "V"
		most = max(most, len(x.params))
	}
	for i := range model.Ops {
		op := &model.Ops[i]
		for _, r := range append([]Ref{op.Dst, op.Src, op.Key}, op.Args...) {
			switch {
			case r.Kind == RefThis && !instance:
				return "this of a static method"
			case r.Kind == RefRet && !result:
				return "ret of a method that returns nothing"
			case r.Kind == RefArg && int(r.Arg) > most:
				return fmt.Sprintf("%s, of %d parameters", r, most)
			case r.Kind == RefThis && r.Cell != "" && r.Cell[0] != '$' && fieldsKnown && !fields[r.Cell]:
				return "no field " + r.Cell
			}
		}
	}
	return ""
}
