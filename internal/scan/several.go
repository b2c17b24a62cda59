package scan

import (
	"fmt"

	"github.com/avow-audit/avow/internal/message"
)

// Together makes the results of several apps into those of one case: an app
// given twice counts once, each has a name of its own, data is followed from one
// to another if Options.Several was set, every place says which app it stands
// in, and no identifier is used twice. Two versions of one app share most of
// their facts, and so the identifiers made from them.
func Together(apps []*Result) []*Result {
	apps = distinct(apps)
	if len(apps) < 2 {
		return apps
	}
	for i, name := range names(apps) {
		apps[i].Input.Name, apps[i].Inventory.App = name, name
	}
	followBetween(apps)
	taken := map[string]bool{}
	for _, a := range apps {
		for k := range a.Evidence {
			e := &a.Evidence[k]
			if taken[e.ID] {
				e.ID = e.IDIn(a.Input.SHA256)
			}
			taken[e.ID] = true
			for p := range e.Places {
				e.Places[p].App = a.Input.Name
			}
			if e.Path == nil {
				continue
			}
			for s := range e.Path.Steps {
				if p := &e.Path.Steps[s].Place; p.App == "" {
					p.App = a.Input.Name
				}
			}
		}
		for _, t := range a.Texts {
			for k := range t.Statements {
				s := &t.Statements[k]
				if taken[s.ID] {
					s.ID = message.ContentID("S", a.Input.SHA256, s.ID)
				}
				taken[s.ID] = true
				s.Document = a.Input.Name + "!" + s.Document
			}
		}
		for k := range a.Unknowns {
			u := &a.Unknowns[k]
			if taken[u.ID] {
				u.ID = message.ContentID("U", a.Input.SHA256, u.ID)
			}
			taken[u.ID] = true
			u.Where.App = a.Input.Name
		}
	}
	return apps
}

func distinct(apps []*Result) []*Result {
	seen := map[string]bool{}
	var out []*Result
	for _, a := range apps {
		if id := a.Input.SHA256; id == "" || !seen[id] {
			seen[id] = true
			out = append(out, a)
		}
	}
	return out
}

// names are the names of the apps, with their place in the case where two have
// the same ("base.apk" of two folders).
func names(apps []*Result) []string {
	count := map[string]int{}
	for _, a := range apps {
		count[a.Input.Name]++
	}
	var out []string
	for i, a := range apps {
		name := a.Input.Name
		if count[name] > 1 {
			name = fmt.Sprintf("%s (app %d)", name, i+1)
		}
		out = append(out, name)
	}
	return out
}
