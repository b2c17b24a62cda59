package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func leak(n int) []pair {
	var out []pair
	for i := range n {
		out = append(out, pair{Source: "a.T.id", SourceAt: "x.M.c", Sink: "a.Log.i", SinkAt: "x.M.c", Site: fmt.Sprint(i)})
	}
	return out
}

const bench = `set,category,app,sha256,size,adjudicated_leaks,basis,reason,sinks,implicit_flow
2.0,A,Exact,01,10,1,oracles agree,,i,
2.0,A,Clean,02,10,0,oracles agree,,i,
2.0,A,Excess,03,10,1,adjudicated,,i,
2.0,B,Deficit,04,10,3,oracles agree,,i,
2.0,B,Undecided,05,10,2,undecided,,i,
2.0,B,Empty,06,10,,javadoc only,,i,
2.0,C,Implicit,07,10,2,oracles agree,,i,yes
2.0,C,Absent,08,10,5,oracles agree,,i,
2.0,C,Failed,09,10,1,oracles agree,,i,
2.0,C,FailedClean,0a,10,0,oracles agree,,i,
3.0,A,Exact,01,10,2,oracles agree,,i,
`

func TestScore(t *testing.T) {
	rows, err := parseTruth(strings.NewReader(bench))
	if err != nil {
		t.Fatal(err)
	}
	results := map[string]result{
		"01": {pairs: leak(1)},
		"02": {pairs: []pair{{Source: "a.T.id", Sink: "x.M.startActivity"}}}, // a step
		"03": {pairs: append(leak(2), leak(2)...)},                           // repeated pairs are one flow
		"04": {pairs: leak(1)},
		"05": {pairs: leak(9)},
		"06": {pairs: leak(9)},
		"07": {pairs: leak(1)},
		"09": {err: errors.New("broken")},
		"0a": {err: errors.New("broken")},
	}
	s := score(judge(rows, results))
	if want := (tally{TP: 4, FP: 1, FN: 4, Apps: 7, Exact: 2}); s.total != want {
		t.Errorf("total %+v, want %+v", s.total, want)
	}
	if want := (tally{TP: 1, FN: 1, Apps: 1}); s.implicit != want {
		t.Errorf("implicit %+v, want %+v", s.implicit, want)
	}
	if s.missing != 1 || s.undecided != 2 || s.failed != 2 || s.aside != 1 {
		t.Errorf("missing %d undecided %d failed %d aside %d, want 1 2 2 1", s.missing, s.undecided, s.failed, s.aside)
	}
	wantCat := map[string]tally{
		"2.0 A": {TP: 2, FP: 1, Apps: 3, Exact: 2},
		"2.0 B": {TP: 1, FN: 2, Apps: 1},
		"2.0 C": {FN: 1, Apps: 2},
		"3.0 A": {TP: 1, FN: 1, Apps: 1},
	}
	got := map[string]tally{}
	for k, v := range s.category {
		got[k] = *v
	}
	if d := cmp.Diff(wantCat, got); d != "" {
		t.Errorf("categories (-want +got):\n%s", d)
	}
}

func TestTallyRatios(t *testing.T) {
	for _, c := range []struct {
		t    tally
		want string
	}{
		{tally{}, "F1 0.000 P 0.000 R 0.000 TP 0 FP 0 FN 0 apps 0"},
		{tally{TP: 3, FP: 1, FN: 2, Apps: 4}, "F1 0.667 P 0.750 R 0.600 TP 3 FP 1 FN 2 apps 4"},
		{tally{FP: 2, Apps: 1}, "F1 0.000 P 0.000 R 0.000 TP 0 FP 2 FN 0 apps 1"},
	} {
		if got := c.t.String(); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestIntentsCountWhereTheRowSaysSo(t *testing.T) {
	call := func(source, sink string) pair {
		return pair{Source: source, SourceAt: "x.M.onCreate", Sink: sink, SinkAt: "x.M.onCreate"}
	}
	const id, log, intent = "android.telephony.TelephonyManager.getDeviceId", "android.util.Log.i", "android.content.Intent"
	ps := []pair{
		call(id, log),
		call(id, "x.MainActivity.startActivity"),
		call(id, "android.content.Context.sendBroadcast"),
		call(id, "android.app.Activity.setResult"),
		call(id, "android.content.Intent.setAction"),
		call(intent+".getStringExtra", log),
		call("x.MainActivity.getIntent", log),
		call(intent, log),                                       // a parameter
		call("android.content.IntentFilter.getAction", log),     // no Intent
		call(id, "com.example.Tracker.startActivityTransition"), // nor this a send
		call(intent+".getStringExtra", "x.M.startService"),
		call(id, "android.os.Bundle.putString"),
		call(id, "android.content.SharedPreferences$Editor.putString"),
		call("android.os.Bundle.getString", log),
	}
	for _, c := range []struct {
		name                      string
		reason, sinks, flow, form string
		want                      []int
	}{
		{"a plain row", "1 if the Intent send itself counts (re-count)", "sendTextMessage;i", "", "", []int{0, 8, 9, 13}},
		{"the reason names sources", "intents as sources; 0 if only APIs count", "", "", "", []int{0, 5, 6, 7, 8, 9, 13}},
		{"the designer lists a send", "", "i;setResult", "", "", []int{0, 1, 2, 3, 4, 8, 9, 13}},
		{"an implicit send of ICC-Bench", "", "", "source -> intent -> sink (implicit ICC)", "", []int{0, 1, 2, 3, 4, 8, 9, 13}},
		{"an explicit one", "", "", "source -> MainActivity's intent -> FooActivity's intent -> sink", "", []int{0, 8, 9, 13}},
		{"both ends of a result", "", "", "imei -> A.setResult(i) B.onActivityResult(data) -> sink", "", []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13}},
		{"a test of FlowDroid's", "", "", "", "FlowDroid JUnit", []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}},
	} {
		var want []pair
		for _, i := range c.want {
			want = append(want, ps[i])
		}
		got := readCountRule(c.reason, c.sinks, c.flow, c.form).keep(ps)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
}

func TestCountRuleGoesWithTheFile(t *testing.T) {
	rows, err := parseTruth(strings.NewReader(`set,category,app,sha256,size,adjudicated_leaks,sinks
3.0,A,Sink,AA,1,1,setResult
iccta,A,Sink,aa,1,1,
iccta,A,Other,bb,1,1,
`))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{true, true, false} {
		if rows[i].counts.sinks != want {
			t.Errorf("row %d: sends count: %v, want %v", i, rows[i].counts.sinks, want)
		}
	}
}

func TestParseTruth(t *testing.T) {
	suite := `suite,app,repo,sha256,size,expected_leaks,flow
Suite 1,One,r,AB,7,2,a -> sink (implicit ICC)
Suite 1,None,r,cd,8,,
`
	rows, err := parseTruth(strings.NewReader(suite))
	if err != nil {
		t.Fatal(err)
	}
	want := []row{
		{Set: "Suite 1", Category: "Suite 1", App: "One", SHA256: "ab", size: 7, Truth: 2, counts: countRule{sinks: true}},
		{Set: "Suite 1", Category: "Suite 1", App: "None", SHA256: "cd", size: 8, Truth: undecided},
	}
	if d := cmp.Diff(want, rows, cmp.AllowUnexported(row{}, countRule{})); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for name, bad := range map[string]string{
		"empty":          "",
		"another table":  "name,size\nx,1\n",
		"a bad count":    "suite,app,sha256,size,expected_leaks\ns,a,01,1,many\n",
		"a negative one": "suite,app,sha256,size,expected_leaks\ns,a,01,1,-2\n",
		"a bad size":     "suite,app,sha256,size,expected_leaks\ns,a,01,big,1\n",
	} {
		if rows, err := parseTruth(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: no error, %d rows", name, len(rows))
		}
	}
}

func TestFindApps(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"deep/er/x.apk": "wanted", "same-size": "other!", "y.apk": "of another size"} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	sum, err := digest(filepath.Join(dir, "deep", "er", "x.apk"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := findApps(dir, []row{{SHA256: sum, size: 6}, {SHA256: "00", size: 15}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{sum: filepath.Join(dir, "deep", "er", "x.apk")}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if _, err := findApps(filepath.Join(dir, "absent"), nil); err == nil {
		t.Error("no error for a folder that does not exist")
	}
}

func TestParseFound(t *testing.T) {
	got, err := parseFound(strings.NewReader(`app,sha256,leaks,cpu_s,rss_kb,pairs
A/One,01,2,1.5,2048,"a.S.get@x.M.a -> a.Log.i@x.M.b
a.S.get@x.M.a -> a.Log.i@x.M.b"
A/None,02,0,1,1024,
A/Broken,03,failed,1,1024,
`))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(distinct(got["01"].pairs)); n != 2 {
		t.Errorf("two lines that read alike are %d flows, want 2", n)
	}
	if p := got["01"].pairs[0].String(); p != "a.S.get@x.M.a -> a.Log.i@x.M.b" {
		t.Errorf("pair reads %q", p)
	}
	if u := got["01"].usage; u.cpu.Milliseconds() != 1500 || u.peak != 2048 {
		t.Errorf("usage %+v", u)
	}
	if got["02"].err != nil || len(got["02"].pairs) != 0 {
		t.Errorf("an app without leaks: %+v", got["02"])
	}
	if got["03"].err == nil {
		t.Error("no error for an app that the tool failed on")
	}
	for name, bad := range map[string]string{
		"no pairs column": "sha256,leaks\n01,1\n",
		"no arrow":        "sha256,pairs\n01,a@b\n",
		"no caller":       "sha256,pairs\n01,a -> b\n",
	} {
		if _, err := parseFound(strings.NewReader(bad)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestPrint(t *testing.T) {
	rows, err := parseTruth(strings.NewReader(bench))
	if err != nil {
		t.Fatal(err)
	}
	outcomes := judge(rows[:4], map[string]result{"01": {pairs: leak(1)}, "02": {}, "03": {pairs: leak(2)}})
	var text bytes.Buffer
	printText(&text, outcomes, score(outcomes), "", options{})
	lines := strings.Split(strings.TrimSpace(text.String()), "\n")
	if want := "A/Excess: truth 1 found 2"; lines[0] != want {
		t.Errorf("first line %q, want %q: apps that agree are not printed", lines[0], want)
	}
	if want := "    a.T.id@x.M.c -> a.Log.i@x.M.c"; lines[1] != want {
		t.Errorf("pair printed as %q, want %q", lines[1], want)
	}
	if want := "F1 0.800 P 0.667 R 1.000 TP 2 FP 1 FN 0 apps 3 missing 1"; lines[len(lines)-1] != want {
		t.Errorf("last line %q, want %q", lines[len(lines)-1], want)
	}
	if want := "implicit apart: F1 0.000 P 0.000 R 0.000 TP 0 FP 0 FN 0 apps 0"; lines[len(lines)-2] != want {
		t.Errorf("line before it %q, want %q", lines[len(lines)-2], want)
	}

	var out bytes.Buffer
	if err := printJSON(&out, outcomes, score(outcomes)); err != nil {
		t.Fatal(err)
	}
	var back struct {
		Apps []struct {
			App   string
			Truth *int
			Found int
			Pairs []pair
		}
		Total struct{ TP, FP, Apps int }
	}
	if err := json.Unmarshal(out.Bytes(), &back); err != nil {
		t.Fatal(err)
	}
	if len(back.Apps) != 4 || back.Apps[2].Found != 2 || len(back.Apps[2].Pairs) != 2 || back.Total.TP != 2 || back.Total.FP != 1 || back.Total.Apps != 3 {
		t.Errorf("JSON reads back as %+v", back)
	}
}

func TestMeasured(t *testing.T) {
	var held []byte
	small := measured(func() {})
	big := measured(func() {
		held = make([]byte, 64<<20)
		for i := range held {
			held[i] = byte(i)
		}
	})
	if len(held) == 0 || big.cpu <= 0 || big.peak < small.peak+48<<10 {
		t.Errorf("64 MB written: %+v, nothing done: %+v", big, small)
	}
}
