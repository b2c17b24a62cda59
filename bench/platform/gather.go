package main

import (
	"archive/zip"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

const (
	object     = "java/lang/Object"
	aidl       = "android/os/IInterface"
	systemAPI  = "Landroid/annotation/SystemApi;"
	flaggedAPI = "Landroid/annotation/FlaggedApi;"
)

var prefixes = []string{
	"java/", "javax/", "android/", "dalvik/", "org/json/", "org/xml/", "org/xmlpull/", "org/w3c/", "org/apache/http/", "junit/",
}

// sources is the two sources side by side.
type sources struct {
	entries map[string]*zip.File // of the jar, by internal name
	jar     map[string]class     // parsed so far
	sdk     map[string]class     // the class set
}

// gather chooses the classes of the table, sorted by name. The jar has hidden
// classes too, and no mark tells them all; those that are surely not for apps
// are left out:
//
//   - packages without a single class for apps: none in the class set, none
//     marked as flagged (that is, new) API;
//   - system API and binder interfaces, with what is nested in them, unless
//     the class set has them.
//
// Classes above a chosen one are chosen too, whatever their package and access.
// Where both sources have a class, the jar's is taken: it is the newer one.
func (p *sources) gather() ([]class, error) {
	for name := range p.entries {
		if wanted(name) {
			if _, err := p.find(name); err != nil {
				return nil, err
			}
		}
	}
	open := map[string]bool{}
	candidates := map[string]bool{}
	for name, c := range p.sdk {
		if visible(c.flags) && wanted(name) {
			candidates[name] = true
			open[pkg(name)] = true
		}
	}
	for name, c := range maps.Clone(p.jar) { // looking at a class may read others
		system, err := p.forSystem(name)
		if err != nil {
			return nil, err
		}
		if visible(c.flags) && wanted(name) && !system {
			candidates[name] = true
			if slices.Contains(c.annotations, flaggedAPI) {
				open[pkg(name)] = true
			}
		}
	}
	table := map[string]class{}
	for name := range candidates {
		if open[pkg(name)] {
			if err := p.addWithParents(table, name, 0); err != nil {
				return nil, err
			}
		}
	}
	chosen := make([]class, 0, len(table))
	for _, name := range slices.Sorted(maps.Keys(table)) {
		chosen = append(chosen, table[name])
	}
	return chosen, nil
}

func wanted(name string) bool {
	return !strings.HasPrefix(name, "android/internal/") &&
		slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) })
}

func pkg(name string) string { return name[:strings.LastIndexByte(name, '/')+1] }

// forSystem tells whether a class or one around it is system API or a binder
// interface.
func (p *sources) forSystem(name string) (bool, error) {
	if _, ok := p.sdk[name]; ok {
		return false, nil
	}
	for {
		c, err := p.find(name)
		if err != nil || slices.Contains(c.annotations, systemAPI) {
			return true, err
		}
		if is, err := p.binder(name, 0); is || err != nil {
			return true, err
		}
		i := strings.LastIndexByte(name, '$')
		if i < 0 {
			return false, nil
		}
		name = name[:i]
	}
}

func (p *sources) binder(name string, depth int) (bool, error) {
	if name == aidl {
		return true, nil
	}
	c, err := p.find(name)
	if err != nil || c.name == "" {
		return false, err
	}
	if depth > maxDepth {
		return false, fmt.Errorf("%s: the way up does not end", name)
	}
	for _, up := range append([]string{c.super}, c.interfaces...) {
		if is, err := p.binder(up, depth+1); is || err != nil {
			return is, err
		}
	}
	return false, nil
}

// maxDepth bounds the way from a class up to Object and tells a cycle.
const maxDepth = 64

// addWithParents adds a class and all above it.
func (p *sources) addWithParents(table map[string]class, name string, depth int) error {
	if _, done := table[name]; done {
		return nil
	}
	c, err := p.find(name)
	switch {
	case err != nil:
		return err
	case c.name == "":
		return fmt.Errorf("%s is above a class of the platform, and in neither source", name)
	case depth > maxDepth:
		return fmt.Errorf("%s: the way up does not end", name)
	}
	for _, up := range append([]string{c.super}, c.interfaces...) {
		if up == "" {
			continue
		}
		if err := p.addWithParents(table, up, depth+1); err != nil {
			return err
		}
	}
	c.methods = slices.DeleteFunc(slices.Clone(c.methods), func(m method) bool {
		return !visible(m.flags) || m.name == "<clinit>"
	})
	table[name] = c
	return nil
}

// find gives the class of the jar, parsed once, or else the class set's. It is
// empty when neither has it.
func (p *sources) find(name string) (class, error) {
	if c, ok := p.jar[name]; ok {
		return c, nil
	}
	f := p.entries[name]
	if f == nil {
		return p.sdk[name], nil
	}
	data, err := entry(f)
	if err != nil {
		return class{}, err
	}
	c, err := parseClass(data)
	if err == nil && c.name != name {
		err = fmt.Errorf("holds class %s", c.name)
	}
	if err != nil {
		return class{}, fmt.Errorf("%s: %w", f.Name, err)
	}
	p.jar[name] = c
	return c, nil
}

func entry(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
