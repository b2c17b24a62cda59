package scan

import (
	"fmt"
	"testing"

	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/google/go-cmp/cmp"
)

// However much of a file is broken, a report lists maxAlike of it and counts
// the rest; what the rest could hide is not forgotten.
func TestFoldIsBounded(t *testing.T) {
	var us []message.Unknown
	for i := range 1000 {
		us = append(us, message.Unknown{Kind: "unreadable", Reason: fmt.Sprintf("Method %d.", i),
			Where: message.Place{File: "classes.dex", Offset: int64(i)}, Touches: []practice.ID{practice.Age}})
	}
	us[700].Touches = []practice.ID{practice.Gender}
	us = append(us, message.Unknown{Kind: "unreadable", Reason: "Method 3.", Where: message.Place{File: "classes2.dex"}})
	out := fold(us)
	if len(out) != maxAlike+2 {
		t.Fatalf("%d unknowns, want %d of the first file, one for its rest, one of the other", len(out), maxAlike)
	}
	total := 0
	for _, u := range out {
		total += u.Count
		if u.Count == 1000-maxAlike {
			if diff := cmp.Diff([]practice.ID{practice.Age, practice.Gender}, u.Touches); diff != "" {
				t.Errorf("the rest may hide (-want +got):\n%s", diff)
			}
		}
	}
	if total != len(us) {
		t.Errorf("%d counted, want %d", total, len(us))
	}
}

func TestBothHides(t *testing.T) {
	age, all := []practice.ID{practice.Age}, []practice.ID(nil)
	if got := both(age, all); got != nil {
		t.Errorf("age and everything hides %v, want everything", got)
	}
	if got := both(age, age); len(got) != 1 {
		t.Errorf("age twice hides %v", got)
	}
}

// A problem of the manifest or the resources says in which part it stands.
func TestManifestProblemsSayWhere(t *testing.T) {
	manifest, code := parts(t)
	manifest[0] = 0                                                     // the type of the document, which Android does not look at
	table := []byte("\x02\x00\x0c\x00\xe7\x03\x00\x00\x00\x00\x00\x00") // 999 bytes by its header
	app := zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: manifest}, {Name: "classes.dex", Data: code}, {Name: "resources.arsc", Data: table}}}.Build()
	got := map[string]string{}
	for _, u := range scanned(t, loadCatalog(t), writeFile(t, "x.apk", app)).Unknowns {
		got[u.Where.File] += u.Reason
	}
	want := map[string]string{
		"AndroidManifest.xml": "In the header: the document is of type 0x0000 instead of 0x0003; Android accepts any.",
		"resources.arsc":      "The resource table states 999 bytes, the file has 12.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
