package page

import (
	"strings"
	"testing"
)

// TestPhraseSets: one pass counts what looking for each phrase counts.
func TestPhraseSets(t *testing.T) {
	sets := [][]string{{"we collect", "collect", "we use", "e"}, {" use ", "usability", "not"}, {"cookie"}}
	p := newPhraseSets(sets...)
	for _, text := range []string{"", "we", "we collect cookies; we use cookies, not usability", "wwe collectt", "é we use it", strings.Repeat("we collect ", 300)} {
		got := make([]int, len(sets))
		p.count(text, got)
		for k, set := range sets {
			want := 0
			for _, phrase := range set {
				want += strings.Count(text, phrase)
			}
			if got[k] != want {
				t.Errorf("%q: set %d: %d, want %d", text, k, got[k], want)
			}
		}
	}
}
