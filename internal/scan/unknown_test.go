package scan

import (
	"fmt"
	"testing"

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
