package manifest

import (
	"regexp"
	"strings"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml/res"
	"github.com/avow-audit/avow/internal/ordered"
)

// maxPolicyCandidates bounds what is returned; an app with more has strings
// made to look so.
const maxPolicyCandidates = 200

// PolicyCandidate is a place where an app seems to name its privacy policy.
// It is a hint for a person or a fetcher, not a finding: libraries bring
// their own.
type PolicyCandidate struct {
	From   string // "meta-data" or "string"
	Offset int64  // in the manifest or in the resource table, -1 if unknown
	ID     uint32 // of the string resource, 0 for meta-data
	Name   string // of the meta-data or resource
	Locale string // of the resource's value, "" for the default
	Value  string
	URL    string // the address in Value, "" if there is none
}

// policyWords are how names and addresses of privacy policies are spelled,
// lower case, without separators.
var policyWords = []string{
	"privacypolicy", "privacynotice", "privacystatement", "privacyurl", "privacylink", "policyurl",
	"datenschutzerkl", "datenschutzhinweis", "datenschutzrichtlin", "datenschutzbestimm", "politiquedeconfidentialite", "politicadeprivacidad", "politicadeprivacidade",
	"privacybeleid", "informativaprivacy", "yinsizhengce", "隐私政策", "隱私權政策", "プライバシーポリシー", "개인정보처리방침",
}

// alone are words too common to count without an address beside them.
var alone = regexp.MustCompile(`(?i)privacy|datenschutz|confidentialite|privacidad|隐私|隱私`)

// PolicyCandidates looks for a declared privacy policy in meta-data and in
// string resources; r may be nil. Those with an address come first, otherwise
// the order is that of the files.
func (m *Manifest) PolicyCandidates(r arsc.Resources) []PolicyCandidate {
	var out []PolicyCandidate
	add := func(c PolicyCandidate) {
		c.URL = address(c.Value)
		named := hasWord(c.Name) || hasWord(c.Value)
		if !named && (c.URL == "" || !alone.MatchString(c.Name+" "+c.URL)) {
			return
		}
		if len(out) < maxPolicyCandidates {
			out = append(out, c)
		}
	}
	for _, d := range m.Application.MetaData {
		add(PolicyCandidate{From: "meta-data", Offset: d.Offset, Name: d.Name, Value: d.Value.String()})
	}
	for i := range m.Components {
		for _, d := range m.Components[i].MetaData {
			add(PolicyCandidate{From: "meta-data", Offset: d.Offset, Name: d.Name, Value: d.Value.String()})
		}
	}
	if r != nil {
		type seen struct {
			name  string
			named bool
		}
		names := map[uint32]seen{}
		r.Each("string", func(id uint32, v arsc.Value) bool {
			if v.Value.Type != res.TypeString || v.Bag != nil {
				return true
			}
			n, ok := names[id]
			if !ok {
				full, _ := r.Name(id)
				n = seen{full.Entry, hasWord(full.Entry)}
				names[id] = n
			}
			// A table has 100,000 strings and more: the costly look is for those
			// that hold an address or are named for it.
			if n.named || strings.Contains(v.Text, "://") || strings.Contains(v.Text, "www.") {
				add(PolicyCandidate{From: "string", Offset: v.Offset, ID: id, Name: n.name, Locale: v.Config.Locale(), Value: v.Text})
			}
			return len(out) < maxPolicyCandidates
		})
	}
	ordered.By(out, func(a, b PolicyCandidate) int { return rank(a) - rank(b) })
	return out
}

func rank(c PolicyCandidate) int {
	if c.URL != "" {
		return 0
	}
	return 1
}

func hasWord(s string) bool {
	const longest = 400 // a whole policy as a string names itself in its first lines
	if len(s) > longest {
		s = s[:longest]
	}
	s = squeeze(s)
	for _, w := range policyWords {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

var separators = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "", "/", "", "%20", "")

// squeeze lowers s and takes out what separates words.
func squeeze(s string) string { return separators.Replace(strings.ToLower(s)) }

// address returns the first web address in s.
func address(s string) string {
	low := strings.ToLower(s)
	at := -1
	for _, scheme := range []string{"https://", "http://", "www."} {
		if i := strings.Index(low, scheme); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 || len(low) != len(s) {
		return ""
	}
	u := s[at:]
	if i := strings.IndexAny(u, " \t\r\n\"'<>)"); i >= 0 {
		u = u[:i]
	}
	return strings.TrimRight(u, ".,;")
}
