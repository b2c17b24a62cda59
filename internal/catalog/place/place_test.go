package place

import (
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/catalog/data"
)

func tables(t testing.TB) *Tables {
	t.Helper()
	tables, err := Parse(data.Files())
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

// TestPatterns compiles every pattern and holds it against its own example.
func TestPatterns(t *testing.T) {
	tables := tables(t)
	if err := tables.Check(); err != nil {
		t.Fatal(err)
	}
	owners, domains := tables.count()
	t.Logf("%d owners, %d domains, %d storage names, %d patterns, %d regions",
		owners, domains, len(tables.storage), len(tables.patterns), len(tables.countries))
}

// count returns the number of owners and of domains.
func (t *Tables) count() (owners, domains int) {
	for _, o := range t.owners {
		owners += len(o.owners)
		for _, at := range o.slots {
			if at != 0 {
				domains++
			}
		}
	}
	return owners, domains
}

// TestFacts holds the tables against the compilation they were made from.
func TestFacts(t *testing.T) {
	const dir = "../../../../shared/facts/"
	each := func(name string, do func(col func(string) string)) {
		f, err := os.Open(dir + name)
		if err != nil {
			t.Skipf("absent: %s", dir+name)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			do(func(c string) string {
				for i, name := range rows[0] {
					if name == c {
						return row[i]
					}
				}
				t.Fatalf("%s has no column %s", name, c)
				return ""
			})
		}
	}
	tables := tables(t)
	each("region_patterns.csv", func(col func(string) string) {
		info := tables.Lookup(col("example_host"))
		want := col("expected_country")
		if info.Country != strings.Trim(want, "?") || info.Hint != (want != "?" && strings.HasSuffix(want, "?")) && col("confidence") != "low" {
			t.Errorf("%s: %q hint %v by %s, want %q", col("example_host"), info.Country, info.Hint, info.Rule, want)
		}
	})
	each("storage_endpoints.csv", func(col func(string) string) {
		want := col("country")
		if want == "" {
			return // the source leaves one blank
		}
		info := tables.Lookup("bucket." + col("endpoint"))
		if info.Country != strings.TrimPrefix(want, "ANY") || info.Storage != (want != "ANY") {
			t.Errorf("%s: %q storage %v by %s, want %q", col("endpoint"), info.Country, info.Storage, info.Rule, want)
		}
	})
	each("domain_owners.csv", func(col func(string) string) {
		info := tables.Lookup(col("domain"))
		if info.OwnerCountry != col("owner_hq_country") {
			t.Errorf("%s: %q %q by %s, want %q %q", col("domain"), info.Owner, info.OwnerCountry, info.OwnerRule, col("owner_group"), col("owner_hq_country"))
		}
	})
}

func TestLookup(t *testing.T) {
	type want struct {
		Owner, OwnerCountry, Provider, Region, Country string
		Storage, Hint, Global                          bool
	}
	for host, w := range map[string]want{
		"API2.Musical.ly.":                       {Owner: "ByteDance Ltd.", OwnerCountry: "CN"},
		"notmusical.ly":                          {},
		"temu.com":                               {Owner: "Temu (PDD Holdings)", OwnerCountry: "CN"},
		"us.shein.com":                           {Owner: "SHEIN", OwnerCountry: "SG"},
		"log.umeng.com":                          {Owner: "Umeng (Alibaba)", OwnerCountry: "CN"},
		"b.oss-cn-hangzhou.aliyuncs.com":         {Owner: "Alibaba Group", OwnerCountry: "CN", Provider: "Alibaba", Country: "CN", Storage: true},
		"b.oss-accelerate.aliyuncs.com":          {Owner: "Alibaba Group", OwnerCountry: "CN", Provider: "Alibaba", Global: true},
		"b.s3.eu-central-1.amazonaws.com":        {Owner: "Amazon", OwnerCountry: "US", Provider: "aws", Region: "eu-central-1", Country: "DE", Storage: true},
		"s3.eu-central-1.wasabisys.com":          {Provider: "Wasabi", Country: "NL", Storage: true},
		"b.s3.amazonaws.com":                     {Owner: "Amazon", OwnerCountry: "US", Global: true},
		"s3.eu-central-1.amazonaws.com.evil.org": {},
		"sqs.eu-west-3.amazonaws.com":            {Owner: "Amazon", OwnerCountry: "US", Provider: "aws", Region: "eu-west-3", Country: "FR"},
		"storage.googleapis.com":                 {Owner: "Alphabet/Google", OwnerCountry: "US", Global: true},
		"log-useast5.tiktokv.us":                 {Owner: "ByteDance Ltd.", OwnerCountry: "CN", Provider: "bytedance", Region: "useast5", Country: "US", Hint: true},
		"d1.cloudfront.net":                      {Owner: "Amazon", OwnerCountry: "US", Global: true},
		"":                                       {},
		"com":                                    {},
		"192.0.2.1":                              {},
		"..":                                     {},
		"xn--bcher-kva.example":                  {},
	} {
		i := Lookup(host)
		got := want{i.Owner, i.OwnerCountry, i.Provider, i.Region, i.Country, i.Storage, i.Hint, i.Global}
		if d := cmp.Diff(w, got); d != "" {
			t.Errorf("%q by %q (-want +got)\n%s", host, i.Rule, d)
		}
	}
}

// TestStrict has one wrong file for each refusal.
func TestStrict(t *testing.T) {
	const head = "date 2026-11-23\n"
	for name, c := range map[string]struct{ text, want string }{
		"no form":       {"date 2026-11-23\n", "place-x.txt:1: the first line is not"},
		"unknown form":  {"holds secrets\n", ":1: the first line is not"},
		"no date":       {"holds owners\n", "no date"},
		"no owner":      {"holds owners\n" + head + "a.com\n", ":3: unknown word"},
		"bad owner":     {"holds owners\n" + head + "owner A\n", ":3: owner:"},
		"twice":         {"holds owners\n" + head + "owner A US\na.com\nowner B CN\na.com\n", ":6: a.com is already said of A at place-x.txt:4"},
		"no host":       {"holds owners\n" + head + "owner A US\nA.com\n", ":4: \"A.com\" can never be"},
		"bad head":      {"holds owners\ndate\n", ":2: unknown word \"date\""},
		"late source":   {"holds owners\n" + head + "owner A US\na.com\nfrom q\n", ":5: unknown word \"from\""},
		"note":          {"holds owners\n" + head + "owner A US\na.com -- new\n", ":4: a.com cannot be found"},
		"indented":      {"holds owners\n" + head + "owner A US\n owner B CN\na.com\n", ":5: the owner of a.com cannot be found"},
		"no source":     {"holds countries\n" + head + "provider p\nfrom q\n", ":4: unknown source"},
		"region twice":  {"holds countries\n" + head + "provider p\nr US\nr DE\n", ":5: region r of p twice"},
		"no provider":   {"holds countries\n" + head + "r US\n", ":3: unknown line"},
		"no country":    {"holds storage\n" + head + "provider p\na.com USA\n", ":4: unknown line"},
		"host twice":    {"holds storage\n" + head + "provider p\na.com US\na.com ANY\n", ":5: a.com is already at place-x.txt:4"},
		"odd word":      {"holds regions\n" + head + "pattern p a high\nbelow a.com\n", ":4: unknown word \"below\""},
		"too early":     {"holds regions\n" + head + "storage\n", ":3: unknown word"},
		"confidence":    {"holds regions\n" + head + "pattern p a sure\n", ":3: unknown confidence"},
		"not whole":     {"holds regions\n" + head + "pattern p a high\nunder a.com\n", "place-x.txt:3: the pattern lacks"},
		"same pattern":  {"holds regions\n" + head + "pattern p a high\nunder a.com\ncountry US\nexample a.com US\npattern p a high\n", ":7: pattern is already at line 3"},
		"bad token":     {"holds regions\n" + head + "pattern p a high\ntokens a\n", ":4: token"},
		"broken quote":  {"holds owners\n" + head + "owner \"A US\n", ":3: a quoted word does not end"},
		"bad regexp":    {"holds regions\n" + head + "pattern p a( high\nunder a.com\ncountry US\nexample a.com US\n", "place-x.txt:3: error parsing regexp"},
		"wrong example": {"holds regions\n" + head + "pattern p ^a high\nunder a.com\ncountry US\nexample a.com DE\n", "place-x.txt:3: a.com gives \"US\", not \"DE\""},
		"never reached": {"holds regions\n" + head + "pattern p ^a high\nunder a.com\ncountry US\nexample a.com US\npattern p ^a. high\nunder a.com\ncountry US\nexample a.com US\n", "never reached by a.com: line 3"},
		"wrong suffix":  {"holds regions\n" + head + "pattern p ^a high\nunder b.com\ncountry US\nexample a.com US\n", "a.com gives \"\" by"},
	} {
		tables, err := Parse([]data.File{{Name: "place-x.txt", Text: c.text}})
		if err == nil {
			err = tables.Check()
		}
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

// TestOwners: the longest listed suffix decides, and "=" is for one host alone.
func TestOwners(t *testing.T) {
	tables, err := Parse([]data.File{{Name: "place-x.txt", Text: "# x\nholds owners\ndate 2026-11-23\n\nowner \"A B\" US -- n\n  a.com\n  =x.b.com\nowner C CN\n  c.a.com\nb.com"}})
	if err == nil {
		err = tables.Check()
	}
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]Info{
		"a.com":     {Owner: "A B", OwnerCountry: "US", OwnerNote: "n", OwnerRule: "place-x.txt:6"},
		"z.y.a.com": {Owner: "A B", OwnerCountry: "US", OwnerNote: "n", OwnerRule: "place-x.txt:6"},
		"x.b.com":   {Owner: "A B", OwnerCountry: "US", OwnerNote: "n", OwnerRule: "place-x.txt:7"},
		"y.x.b.com": {Owner: "C", OwnerCountry: "CN", OwnerRule: "place-x.txt:10"},
		"c.a.com":   {Owner: "C", OwnerCountry: "CN", OwnerRule: "place-x.txt:9"},
		"=x.b.com":  {Owner: "C", OwnerCountry: "CN", OwnerRule: "place-x.txt:10"},
		"aa.com":    {}, "a.co": {}, "a.com.de": {}, "com": {}, "holds": {}, " a.com": {}, "a.com\n": {},
	} {
		want.Host = host
		if d := cmp.Diff(want, tables.Lookup(host)); d != "" {
			t.Errorf("%q (-want +got)\n%s", host, d)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		tables(b)
	}
}

func BenchmarkLookup(b *testing.B) {
	for _, host := range []string{"api.example.org", "log.umeng.com", "b.s3.eu-west-1.amazonaws.com"} {
		b.Run(host, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Lookup(host)
			}
		})
	}
}
