package plist

import (
	"fmt"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/plist/plisttest"
	"github.com/google/go-cmp/cmp"
)

const sample = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>On</key> <true/>
	<!-- aside -->
	<key>List</key>
	<array><string>a &amp; b</string><string/><integer>7</integer></array>
	<key>In</key> <dict><key>Off</key><false/></dict>
</dict>
</plist>
`

// show writes a value without its places.
func show(v *Value) string {
	switch v.Kind {
	case String:
		return fmt.Sprintf("%q", v.Text)
	case Bool:
		return fmt.Sprint(v.Is)
	case Array:
		var s []string
		for i := range v.Items {
			s = append(s, show(&v.Items[i]))
		}
		return "[" + strings.Join(s, " ") + "]"
	case Dict:
		var s []string
		for i := range v.Entries {
			s = append(s, v.Entries[i].Key+":"+show(&v.Entries[i].Value))
		}
		return "{" + strings.Join(s, " ") + "}"
	}
	return "other"
}

func TestBothFormsGiveTheSame(t *testing.T) {
	const want = `{On:true List:["a & b" "" other] In:{Off:false}}`
	v, err := Read([]byte(sample))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, show(v)); d != "" {
		t.Error(d)
	}
	s := v.Get("List").Items[0]
	if got := sample[s.Start:s.End]; got != "a &amp; b" {
		t.Errorf("the text stands at %q", got)
	}
	e := v.Entry("On")
	if got := sample[e.Start:e.Value.End]; got != "<key>On</key> <true/>" {
		t.Errorf("the pair stands at %q", got)
	}
	data := plisttest.Binary([]plisttest.Pair{{Key: "On", Value: true}, {Key: "List", Value: []any{"a & b", ""}}, {Key: "In", Value: []plisttest.Pair{{Key: "Off", Value: false}}}})
	if v, err = Read(data); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Replace(want, " other", "", 1), show(v)); d != "" {
		t.Error(d)
	}
	s = v.Get("List").Items[0]
	if got := string(data[s.Start:s.End]); got != "a & b" {
		t.Errorf("the text stands at %q", got)
	}
	if v.Get("none") != nil || v.Get("none").Entry("x") != nil {
		t.Error("a key that is not there has a value")
	}
}

func TestLongAndWideText(t *testing.T) {
	long := strings.Repeat("x", 300)
	v, err := Read(plisttest.Binary([]any{long}))
	if err != nil || v.Items[0].Text != long {
		t.Fatalf("%v, %v", v, err)
	}
	// One object: "é" in UTF-16.
	wide := append([]byte("bplist00\x61\x00\xe9\x08"), 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11)
	if v, err = Read(wide); err != nil || v.Text != "é" {
		t.Fatalf("%v, %v", v, err)
	}
}

func TestHostile(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><plist><string>&c;</string></plist>`
	binary := plisttest.Binary([]plisttest.Pair{{Key: "On", Value: []any{"one", "two"}}})
	// A list that holds itself, and one whose every level names the next twice.
	cycle := append([]byte("bplist00\xa1\x00\x08"), 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 10)
	bomb := []byte("bplist00")
	for i := range 30 {
		bomb = append(bomb, 0xa2, byte(i+1), byte(i+1))
	}
	bomb = append(bomb, 0x51, 'x')
	table := len(bomb)
	for i := range 31 {
		bomb = append(bomb, byte(8+3*i))
	}
	bomb = append(bomb, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 31, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte(table))
	for _, c := range []struct{ name, data, want string }{
		{"entities of its own", laughs, "invalid character entity"},
		{"cut XML", sample[:strings.Index(sample, "<integer")], "unexpected EOF"},
		{"deep XML", "<plist>" + strings.Repeat("<array>", 100), "deep"},
		{"many", "<plist><array>" + strings.Repeat("<true/>", maxValues+1), "more than"},
		{"key without value", "<plist><dict><key>a</key></dict></plist>", "has no value"},
		{"value without key", "<plist><dict><true/></dict></plist>", "without a key"},
		{"other element", "<plist><b/></plist>", "no value"},
		{"other encoding", `<?xml version="1.0" encoding="UTF-16"?><plist><true/></plist>`, "encoding"},
		{"no list", "hello", "no property list"},
		{"empty", "", "no property list"},
		{"cut binary", string(binary[:len(binary)-9]), "cut off"},
		{"only magic", "bplist00", "cut off"},
		{"cycle", string(cycle), "deep"},
		{"bomb", string(bomb), "more than"},
	} {
		if _, err := Read([]byte(c.data)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want ... %s ...", c.name, err, c.want)
		}
	}
}

// FuzzRead: nothing panics, and each value stands in the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte(sample))
	f.Add(plisttest.Binary([]plisttest.Pair{{Key: "On", Value: true}, {Key: "List", Value: []any{"a", strings.Repeat("b", 20)}}}))
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := Read(data)
		if err != nil {
			return
		}
		var walk func(*Value)
		walk = func(v *Value) {
			if v.Start < 0 || v.End < v.Start || v.End > int64(len(data)) {
				t.Fatalf("a value at %d to %d of %d", v.Start, v.End, len(data))
			}
			for i := range v.Items {
				walk(&v.Items[i])
			}
			for i := range v.Entries {
				walk(&v.Entries[i].Value)
			}
		}
		walk(v)
	})
}
