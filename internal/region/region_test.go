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

func TestMeet(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"DE", "DE", true},
		{"PR", "US", true},
		{"DE", "EU", true},
		{"EU", "EEA", true},
		{"GB", "EU", false},
		{"DE", "FR", false}, // both in the EU
		{"", "US", false},
	} {
		if Meet(c.a, c.b) != c.want || Meet(c.b, c.a) != c.want {
			t.Errorf("Meet(%q, %q) is not %v both ways", c.a, c.b, c.want)
		}
	}
}
