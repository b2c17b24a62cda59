package scan

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/ordered"
	"github.com/avow-audit/avow/internal/practice"
)

// unknowns lists everything that could not be read, alike ones folded.
func (j *joined) unknowns() []message.Unknown {
	out := slices.Clone(j.declared.unknowns)
	out = append(out, j.found.unknowns...)
	for _, p := range j.pkg.Problems() {
		if u, hides := packageUnknown(j.pkg, p); hides {
			out = append(out, u)
		}
	}
	out = append(out, j.loaders()...)
	out = append(out, j.reflection()...)
	out = append(out, j.natives()...)
	out = append(out, j.otherLanguages()...)
	out = append(out, j.openSets()...)
	return fold(out)
}

// unknowns lists what of the code could not be read.
func (c *code) unknowns() []message.Unknown {
	var out []message.Unknown
	for _, p := range c.x.Problems {
		if p.Shadow {
			continue // an oddity
		}
		u := unread(c.files[p.Dex].file, p.Offset, located(p.Where, p.Msg))
		if strings.Contains(p.Where, "->") {
			// The place names the method, so that alike ones of many are one unknown.
			u.Reason = located("code of a method", p.Msg)
			if class, method, ok := smaliMethod(p.Where); ok {
				u.Where.Class, u.Where.Method, u.Where.Offset = class, method, -1
			}
		}
		u.Count = p.Count
		out = append(out, u)
	}
	return out
}

// oddities lists what is unusual about the code and hides nothing.
func (c *code) oddities() []message.Oddity {
	var out []message.Oddity
	for _, p := range c.x.Problems {
		if p.Shadow {
			out = append(out, message.Oddity{Kind: "defined-twice", File: c.files[p.Dex].file, Reason: sentence(p.Msg), Count: p.Count})
		}
	}
	return out
}

// loaders names the places where the app's own code loads code that no file of
// the package shows. Libraries that can do so are many and say little.
func (j *joined) loaders() []message.Unknown {
	x := j.found.code.x
	var out []message.Unknown
	for _, e := range x.Escapes() {
		if e.Escape != index.LoadsCode {
			continue
		}
		for _, s := range x.Callers(e.Method) {
			site := x.Site(index.SiteID(s))
			if o := j.originOf(j.found.code.holder(site)); o != message.OriginApp && o != message.OriginUnsure {
				continue
			}
			out = append(out, message.Unknown{
				Kind: "loaded-code", Side: message.SideApp, Where: j.found.code.sitePlace(site),
				Reason: fmt.Sprintf("The app loads code at run time (%s), which is not in the package or not found as code.", j.found.code.methodName(e.Method)),
			})
			break
		}
	}
	return out
}

// reflection names the places where the app's own code finds code by a name that
// is put together at run time: what lies behind was not followed.
func (j *joined) reflection() []message.Unknown {
	if j.trace == nil {
		return nil
	}
	var out []message.Unknown
	for _, s := range j.trace.Taint.Unresolved {
		p := j.point(s)
		if o := j.originOf(p.class); o != message.OriginApp && o != message.OriginUnsure {
			continue
		}
		out = append(out, message.Unknown{
			Kind: message.Reflection, Side: message.SideApp, Where: p.Place,
			Reason: fmt.Sprintf("The app names code by a string that is not a constant (%s): where that leads was not followed.", p.Calls),
		})
	}
	return out
}

// frameworks are files by which an app written in another language is known.
// Their code is in a form that avow does not read.
var frameworks = []struct{ pattern, name string }{
	{"lib/*/libapp.so", "Dart code compiled by Flutter"},
	{"assets/index.android.bundle", "JavaScript of React Native"},
	{"assets/www/*.js", "JavaScript of Cordova or a web view"},
	{"assets/public/*.js", "JavaScript of Capacitor"},
	{"assets/bin/Data/Managed/*.dll", "C# of Unity or Xamarin"},
	{"assemblies/*", "C# of .NET for Android"},
	{"lib/*/libil2cpp.so", "C# of Unity compiled to native code"},
	{"lib/*/libassemblies.*.blob.so", "C# of .NET for Android"},
}

func (j *joined) otherLanguages() []message.Unknown {
	var out []message.Unknown
	seen := map[string]bool{}
	for f := range j.pkg.Files() {
		for _, fw := range frameworks {
			if ok, _ := path.Match(fw.pattern, f.Path); !ok || seen[fw.name] {
				continue
			}
			seen[fw.name] = true
			out = append(out, message.Unknown{
				Kind: "other-language", Side: message.SideApp, Where: message.Place{File: inMember(f.Member, f.Path), Offset: -1},
				Reason: fmt.Sprintf("A part of the app is %s, which this version does not read as code.", fw.name),
			})
		}
	}
	return out
}

// maxAlike is how many unknowns of one kind a report lists for one file. A
// broken dex file can have one for each of its methods; nobody reads a thousand.
const maxAlike = 50

// fold joins unknowns of one kind and reason in one file, and gives them their
// identifiers. Those beyond maxAlike for a file are counted together.
func fold(us []message.Unknown) []message.Unknown {
	type key struct{ kind, file, reason string }
	at, alike := map[key]int{}, map[key]int{}
	var out []message.Unknown
	for _, u := range us {
		u.Count = max(u.Count, 1)
		k, file := key{u.Kind, u.Where.File, u.Reason}, key{u.Kind, u.Where.File, ""}
		if _, known := at[k]; !known {
			if alike[file]++; alike[file] > maxAlike {
				u.Reason = "There is more of this kind in the file, not listed one by one."
				k.reason = u.Reason
			}
		}
		if i, ok := at[k]; ok {
			out[i].Count += u.Count
			out[i].Touches = both(out[i].Touches, u.Touches)
			continue
		}
		at[k] = len(out)
		u.ID = message.ContentID("U", u.Kind, u.Where.File, u.Reason)
		out = append(out, u)
	}
	ordered.By(out, func(a, b message.Unknown) int {
		return cmp.Or(strings.Compare(a.Kind, b.Kind), strings.Compare(a.Where.File, b.Where.File), cmp.Compare(a.Where.Offset, b.Where.Offset), strings.Compare(a.ID, b.ID))
	})
	return out
}

// both are the practices that either hides; none listed stands for all.
func both(a, b []practice.ID) []practice.ID {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	for _, id := range b {
		if !slices.Contains(a, id) {
			a = append(slices.Clip(a), id)
		}
	}
	return a
}
