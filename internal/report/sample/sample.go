// Package sample makes synthetic runs for the tests of the outputs: an app that
// does much, one that does nothing, a policy without an app, and names that
// attack the page they are printed on. Nothing in it is a real app.
package sample

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// Named is a run with the name of its golden file.
type Named struct {
	Name string
	Run  *message.Run
}

// All returns every run: full ones, hostile ones and empty ones.
func All() []Named {
	return []Named{
		{"audit", Audit()},
		{"hostile", Hostile()},
		{"nopolicy", NoPolicy()},
		{"inspect", Inspect()},
		{"policy", Policy()},
		{"bare", Bare()},
		{"nothing", Nothing()},
		{"nomanifest", NoManifest()},
		{"two", Two()},
		{"label", Label()},
	}
}

// Stream returns run as the messages it was gathered from.
func Stream(run *message.Run) []message.Message {
	out := []message.Message{{Config: &run.Config}}
	for i := range run.Inventory {
		out = append(out, message.Message{Inventory: &run.Inventory[i]})
	}
	for i := range run.Evidence {
		out = append(out, message.Message{Evidence: &run.Evidence[i]})
	}
	for i := range run.Statements {
		out = append(out, message.Message{Statement: &run.Statements[i]})
	}
	for i := range run.Unknowns {
		out = append(out, message.Message{Unknown: &run.Unknowns[i]})
	}
	for i := range run.Verdicts {
		out = append(out, message.Message{Verdict: &run.Verdicts[i]})
	}
	return append(out, message.Message{Summary: &run.Summary})
}

func config() message.Config {
	return message.Config{
		Protocol: message.Protocol, Tool: "avow", Version: "0.1.0",
		Catalog:  message.Catalog{Version: "2026-11-20", Digest: digest("catalog")},
		Apps:     []message.Input{{Name: "acme-camera-4.2.1.apkm", SHA256: digest("app"), Size: 58312448}},
		Policies: []message.Input{{Name: "privacy.html", SHA256: digest("policy"), Size: 84120}},
		Home:     "US-IL",
		Options:  []message.Option{{Name: "fail-on", Value: "undisclosed"}, {Name: "language", Value: "en"}},
	}
}

// digest is a stand-in for a sha256 that looks like one.
func digest(of string) string {
	return strings.Repeat(strings.TrimPrefix(message.ContentID("x", of), "x-"), 8)
}

// finish fills in the summary as a run would.
func finish(run *message.Run, failOn message.Answer) *message.Run {
	count := map[message.Answer]int{}
	for _, v := range run.Verdicts {
		count[v.Answer]++
		if failOn != "" && v.Answer.Gravity() >= failOn.Gravity() {
			run.Summary.Failed = true
		}
	}
	for _, a := range message.Answers {
		if count[a] > 0 {
			run.Summary.Verdicts = append(run.Summary.Verdicts, message.Tally{Answer: a, Count: count[a]})
		}
	}
	run.Summary.Evidence, run.Summary.Stated, run.Summary.Unknowns = len(run.Evidence), len(run.Statements), len(run.Unknowns)
	run.Summary.FailOn = failOn
	return run
}

// fill gives every practice without a verdict the answer "not found".
func fill(run *message.Run) {
	have := map[practice.ID]bool{}
	for _, v := range run.Verdicts {
		have[v.Practice] = true
	}
	for _, p := range practice.All() {
		if !have[p.ID] {
			run.Verdicts = append(run.Verdicts, message.Verdict{Practice: p.ID, Answer: message.NotFound, Reason: "Not found in the code, files and models read."})
		}
	}
}

// NoPolicy is an audit to which no policy was given.
func NoPolicy() *message.Run {
	full := Audit()
	run := &message.Run{Config: config(), Inventory: full.Inventory, Evidence: full.Evidence[:4]}
	run.Config.Policies = nil
	run.Unknowns = []message.Unknown{{ID: message.ContentID("U", "none"), Kind: "not-a-policy", Where: message.Place{Offset: -1},
		Reason: "No policy was given, so nothing can be held against the evidence.", Side: message.SidePolicy}}
	for _, p := range []practice.ID{practice.FaceGeometry, practice.Age} {
		v := message.Verdict{Practice: p, Answer: message.CannotTell, Rung: message.Present, Reason: "Found in the app; there is no policy to compare it with.", Unknowns: []string{run.Unknowns[0].ID}}
		for _, e := range run.Evidence {
			if e.Practice == p {
				v.Evidence = append(v.Evidence, e.ID)
			}
		}
		run.Verdicts = append(run.Verdicts, v)
	}
	fill(run)
	return finish(run, "")
}

// Inspect is what `avow inspect` gives: an inventory and evidence, no verdict.
func Inspect() *message.Run {
	full := Audit()
	run := &message.Run{Config: config(), Inventory: full.Inventory, Evidence: full.Evidence, Unknowns: full.Unknowns[:2]}
	run.Config.Policies, run.Config.Options = nil, nil
	return finish(run, "")
}

// Policy is what `avow policy` gives: statements without an app.
func Policy() *message.Run {
	full := Audit()
	run := &message.Run{Config: config(), Statements: full.Statements, Unknowns: full.Unknowns[2:]}
	run.Config.Apps, run.Config.Options = nil, nil
	return finish(run, "")
}

// Bare is an app in which nothing was found, with a policy that says nothing:
// no permission, no SDK, no host, no evidence.
func Bare() *message.Run {
	run := &message.Run{Config: config()}
	run.Config.Apps = []message.Input{{Name: "bare.apk", SHA256: digest("bare"), Size: 912}}
	run.Inventory = []message.Inventory{{App: "bare.apk", Container: "apk", Package: "org.example.bare",
		Members: []message.Member{{Name: "bare.apk", Size: 912, Entries: 1, SHA256: digest("bare")}}}}
	fill(run)
	return finish(run, message.Vague)
}

// Nothing is a run whose app could not be read at all.
func Nothing() *message.Run {
	run := &message.Run{Config: config()}
	run.Config.Apps = []message.Input{{Name: "broken.apk", Size: 3}}
	run.Unknowns = []message.Unknown{{ID: message.ContentID("U", "broken"), Kind: "unreadable", Where: message.Place{File: "broken.apk", Offset: 0},
		Reason: "Not a zip file: no end-of-central-directory record in its 3 bytes.", Side: message.SideApp}}
	for _, p := range practice.All() {
		run.Verdicts = append(run.Verdicts, message.Verdict{Practice: p.ID, Answer: message.CannotTell, Reason: "The app could not be read.", Unknowns: []string{run.Unknowns[0].ID}})
	}
	return finish(run, message.Undisclosed)
}

// NoManifest is an inspected package of which only the code could be read.
func NoManifest() *message.Run {
	run := &message.Run{Config: config()}
	run.Config.Apps = []message.Input{{Name: "code.apk", SHA256: digest("code"), Size: 1233}}
	run.Config.Policies, run.Config.Options = nil, nil
	run.Inventory = []message.Inventory{{App: "code.apk", Container: "apk", Members: []message.Member{{Size: 1233, Entries: 3}},
		Code: message.Code{Dex: 2, Bytes: 1360, Classes: 2, Methods: 4, Instructions: 12, UnsureClasses: 2}}}
	run.Unknowns = []message.Unknown{{ID: message.ContentID("U", "manifest"), Kind: "unreadable", Where: message.Place{File: "AndroidManifest.xml", Offset: -1},
		Reason: "The package has no AndroidManifest.xml: permissions and components are not known.", Side: message.SideApp}}
	return finish(run, "")
}

// Two is a case of two apps held against two policies, one of them fetched.
func Two() *message.Run {
	run := Audit()
	other := message.Inventory{App: "lite.apk", Container: "apk", Package: "com.acme.camera.lite", Version: "1.0", MinSDK: "21",
		Members: []message.Member{{Size: 5120, Entries: 9}}, Permissions: []message.Permission{{Name: "android.permission.CAMERA"}}}
	run.Config.Apps = append(run.Config.Apps, message.Input{Name: "lite.apk", SHA256: digest("lite"), Size: 5120})
	run.Config.Policies = append(run.Config.Policies, message.Input{Name: "https://acme.example/privacy?region=eu", SHA256: digest("eu"), Size: 9000,
		Fetched: &message.Fetched{Time: "2026-11-20T08:15:42Z", Kept: "acme.example-20261120T081542Z-" + digest("eu")[:12] + ".html", Final: "https://www.acme.example/eu/privacy"}})
	run.Inventory = append(run.Inventory, other)
	run.Evidence[8].Places[0].File = "lite.apk!classes.dex"
	return run
}

// Many is an audit with n pieces of evidence, for measuring.
func Many(n int) *message.Run {
	run := Audit()
	all := practice.All()
	byPractice := map[practice.ID]*message.Verdict{}
	for i := range run.Verdicts {
		byPractice[run.Verdicts[i].Practice] = &run.Verdicts[i]
	}
	for i := len(run.Evidence); i < n; i++ {
		p := all[i%len(all)].ID
		e := call(p, fmt.Sprintf("vendor.sdk%d.Engine.process(byte[])void", i), message.Reachable, 8)
		run.Evidence = append(run.Evidence, e)
		v := byPractice[p]
		v.Evidence = append(v.Evidence, e.ID)
		if v.Answer == message.NotFound {
			v.Answer, v.Rung = message.Undisclosed, message.Reachable
		}
	}
	run.Summary = message.Summary{}
	return finish(run, message.Undisclosed)
}
