package region

import "testing"

func TestWithin(t *testing.T) {
	for _, c := range []struct {
		place, region string
		want          bool
	}{
		{"DE", "EU", true},
		{"NO", "EEA", true},
		{"NO", "EU", false},
		{"EU", "EEA", true},
		{"EEA", "EU", false},
		{"EU", "EU", true},
		{"GB", "EEA", false},
		{"CH", "EEA", false},
		{"GB", "UK", true},
		{"PR", "US", true},
		{"US", "EEA", false},
		{"MQ", "EU", true},
		{"CA", "CA", false}, // no region
		{"", "EU", false},
		{"DE", "", false},
	} {
		if got := Within(c.place, c.region); got != c.want {
			t.Errorf("Within(%q, %q) = %v", c.place, c.region, got)
		}
	}
}
