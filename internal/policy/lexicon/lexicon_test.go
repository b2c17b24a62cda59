package lexicon

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"github.com/avow-audit/avow/internal/policy/prose"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := load(); err != nil {
			b.Fatal(err)
		}
	}
}
func TestLoad(t *testing.T) {
	if _, err := Load(); err != nil {
		t.Fatal(err)
	}
}

// TestFind: what each kind of term matches, and the near misses it must not.
func TestFind(t *testing.T) {
	table, err := Parse("t", `
thing place
    term location/area data?
    exact US | Us All | US ALL
    just your contacts
    not location of servers
    notjust with your contacts
thing other
    term precise location
`, []string{"thing"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"your location":              "place:location",
		"Locations and areas":        "place:Locations place:areas",
		"the location data we keep":  "place:location data",
		"precise location":           "other:precise location",
		"precise. Location":          "place:Location",
		"the location of servers":    "",
		"in the US":                  "place:US",
		"tell us":                    "",
		"tell us all":                "",
		"US ALL, Us All":             "place:US ALL place:Us All",
		"your contacts":              "place:your contacts",
		"your contact":               "",
		"share with your contacts":   "",
		"share with your contact":    "",
		"allocation":                 "",
		"location-data":              "place:location-data",
		"your contacts; with others": "place:your contacts",
	} {
		var got []string
		ws := prose.AppendWords(nil, text)
		for _, h := range table.Find(nil, ws, text) {
			got = append(got, table.Entries[h.Entry].Name+":"+text[ws[h.Lo].Start:ws[h.Hi-1].End])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: %q, want %q", text, s, want)
		}
	}
}

func TestRefusals(t *testing.T) {
	for text, want := range map[string]string{
		"what x":                  "unknown kind",
		"thing":                   "without a name",
		"thing a\nthing a":        "stands already in line 1",
		"    term a":              "before the first entry",
		"thing a\n    term":       "without a value",
		"thing a\n    colour red": "unknown property",
		"thing a\n    term x\nthing b\n    term x":           "stands already under",
		"thing a\n    term us\n    exact US":                 "stands twice",
		"thing a\n    term x?":                               "may be empty",
		"thing a\n    term ,":                                "is no word",
		"thing a\n    term " + strings.Repeat("a/b/c/d ", 8): "forms",
	} {
		if _, err := Parse("t", text, []string{"thing"}, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// TestOntologyRefusals: what a data type may not say.
func TestOntologyRefusals(t *testing.T) {
	for prop, want := range map[string]string{
		"of faces":               "not a part and a deed",
		"of faces telling twice": "not a part and a deed",
		"part no":                "want yes",
		"is nothing":             "unknown type",
		"needs a":                "",
		"states flying":          "flying",
	} {
		key, value, _ := strings.Cut(prop, " ")
		var ty Type
		err := ty.set(Prop{Key: key, Value: value}, map[string]int{"a": 0})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %v, want %q", prop, err, want)
		}
	}
}

// TestCountries: every country and territory with people of its own is a place, by the
// English name that CLDR gives it.
func TestCountries(t *testing.T) {
	tables, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	const (
		empty    = "AQ BV GS HM IO TF UM CP DG TA AC SJ PN NF TK SH" // nobody's servers stand there
		noState  = "AN CQ CS EA EU EZ FQ IC NT PC SU UN YU"          // unions, parts, what is no more
		otherway = "BL BQ CC CD CG GE KN MF PM ST VC VI WF"          // under a name that policies use more
	)
	names, n := display.English.Regions(), 0
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			code := string([]rune{a, b})
			region, err := language.ParseRegion(code)
			if err != nil || !region.IsCountry() || region.String() != code || region.Canonicalize() != region || strings.Contains(empty+noState, code) {
				continue
			}
			n++
			if !slices.ContainsFunc(tables.Places.Entries, func(e Entry) bool { return e.Name == code }) {
				t.Errorf("%s, %s, is no place", code, names.Name(region))
			}
			name := names.Name(region)
			ws := prose.AppendWords(nil, name)
			found := slices.ContainsFunc(tables.Places.Find(nil, ws, name), func(h Hit) bool { return tables.Places.Entries[h.Entry].Name == code })
			if !found && !strings.Contains(otherway, code) {
				t.Errorf("%q is not read as %s", name, code)
			}
		}
	}
	if n < 230 {
		t.Errorf("only %d countries looked at", n)
	}
}
