package judge

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// scopeText says how a denial is limited, for a sentence that goes on "denies
// it ...".
var scopeText = map[message.ScopeKind]string{
	message.ScopeAudience:     "for some users only",
	message.ScopeJurisdiction: "for some places only",
	message.ScopeVersion:      "for some versions of the app only",
	message.ScopeFeature:      "for some features or data only",
	message.ScopePurpose:      "for some purposes only",
	message.ScopeAction:       "for passing it on, keeping or following it only",
	message.ScopeDevice:       "as far as it leaves the device",
	message.ScopeKnowledge:    `only as far as it happens "knowingly"`,
	message.ScopeConsent:      "only where there is no consent",
	message.ScopeException:    "with an exception",
	message.ScopeSoftware:     "as far as software for it is built in",
}

func (v *view) scopeWords() string {
	for _, s := range v.scoped {
		for _, sc := range s.Scope {
			t := scopeText[sc.Kind]
			if sc.Kind == message.ScopeAction && v.p.ID == practice.AdProfiling { // whether a call on an ad service is such is for counsel
				t = "as far as data is shared or sold"
			}
			if t != "" {
				return fmt.Sprintf("%s (%q)", t, clip(sc.Text, 60))
			}
		}
		if s.Party == message.ThirdParty {
			return "of third parties only"
		}
		if s.Country != "" {
			return fmt.Sprintf("for one place only (%s)", s.Country)
		}
		if s.Section != "" {
			return fmt.Sprintf("in its section for %s only", s.Section)
		}
	}
	return "within limits"
}

// localWords are those by which the policy says that data stays on the device.
func (v *view) localWords() string {
	if len(v.local) == 0 {
		return ""
	}
	return fmt.Sprintf("%q", clip(v.local[0].Scope[0].Text, 60))
}

// softwareWords are those by which the policy names the software that is not built in.
func (v *view) softwareWords() string {
	i := v.withoutSoftware()
	if i < 0 {
		return ""
	}
	return fmt.Sprintf("%q", clip(v.scoped[i].Scope[0].Text, 60))
}

// conditionWords is set only if every affirmation has a condition.
func (v *view) conditionWords() string {
	for _, s := range v.affirms {
		if s.Modality != message.Conditional {
			return ""
		}
	}
	if len(v.affirms) == 0 {
		return ""
	}
	for _, sc := range v.affirms[0].Scope {
		if sc.Kind == message.ScopeConsent || sc.Kind == message.ScopeFeature || sc.Kind == message.ScopeException {
			return underCondition(sc.Text)
		}
	}
	return ", under a condition"
}

func underCondition(words string) string {
	return fmt.Sprintf(", under a condition (%q)", clip(words, 60))
}

func (v *view) termWords() string {
	if len(v.hazy) == 0 {
		return ""
	}
	s := v.hazy[0]
	if s.Modality != message.Hazy && s.Country != "" {
		return fmt.Sprintf(" or for another country (%s)", s.Country)
	}
	if s.Modality != message.Hazy && s.Section != "" {
		return fmt.Sprintf(" or for a part of its users (%s)", s.Section)
	}
	if s.Modality != message.Hazy && onlyLocal(s) {
		return fmt.Sprintf(" or as far as it stays on the device (%q)", clip(s.Term, 60))
	}
	return fmt.Sprintf(" (%q)", clip(s.Term, 60))
}

// namedWords tells of a policy that names what it does not say: a reader who
// finds the word there shall know that it was seen.
func (v *view) namedWords() string {
	if len(v.named) == 0 {
		return ""
	}
	return fmt.Sprintf(", it only names it (%q)", clip(v.named[0].Term, 60))
}

// allWords quotes a denial of all data, the widest first.
func (v *view) allWords() string {
	if len(v.all) == 0 {
		return ""
	}
	s := v.all[0]
	for _, o := range v.all {
		if len(o.Scope) < len(s.Scope) {
			s = o
		}
	}
	return fmt.Sprintf(" (%q)", clip(s.Quote, 90))
}

func subjects(es []message.Evidence) string {
	const most = 2
	s := ""
	for i, e := range es {
		if i == most {
			return fmt.Sprintf("%s and %d more", s, len(es)-most)
		}
		if i > 0 {
			s += ", "
		}
		s += clip(e.Subject, 70)
	}
	return s
}

// blindWords says what keeps "nothing was found" from being an answer: a part
// that was not read, models that come later, a server that computes unseen.
func (v *view) blindWords() string {
	first, n := "", 0
	open := ""
	for _, u := range v.unread {
		switch {
		case u.Side != message.SideApp || u.Kind == message.Reflection:
			continue
		case u.Kind == message.Downloader:
			open = "models can come after installation: the set is open"
			continue
		case u.Kind == message.Remote:
			if open == "" {
				open = "a service that the app names computes on its servers, unseen"
			}
			continue
		}
		if n++; first == "" {
			first = clip(u.Where.Path(), 60)
		}
	}
	switch {
	case n == 0 && open != "":
		return open
	case first == "":
		return "a part of the package could not be read"
	case n <= 1:
		return first + " could not be read"
	}
	return fmt.Sprintf("%s and %d more could not be read", first, n-1)
}

func (v *view) inertWords() string {
	for _, e := range v.listed {
		if e.Weight == message.Inert && e.Note != "" {
			return e.Note
		}
	}
	return "what is there cannot run by itself"
}

// clip shortens s to n runes, the cut marked.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}

// ends says in words who gets data at the end of a flow, in the order of a
// sentence.
var ends = []struct{ recipient, words string }{
	{"network", "the network"},
	{"cloud", "a cloud service"},
	{"analytics", "an analytics service"},
	{"ads", "an advertising service"},
	{"sms", "a message"},
	{"ipc", "another app or component"},
	{"bluetooth", "Bluetooth"},
	{"stream", "a stream"},
	{"local", "the device's own log or storage"},
}

// useWords goes on with what is shown of the use of a result: where its data was
// followed to, or that code of the app itself asks for it. What is only there is
// said to be there.
func (v *view) useWords() string {
	if s := v.flowWords(); s != "" || v.p.Group != practice.Body {
		return s
	}
	asks, takes, getter := false, false, ""
	for _, e := range v.does {
		own := e.Rung.Level() >= message.Reachable.Level() && (e.Origin == message.OriginApp || e.Origin == message.OriginUnsure)
		hands := e.Kind == "field" || (e.Kind == "call" || e.Kind == "method") && isGetter(e.Subject)
		asks = asks || own && e.Kind == "call"
		takes = takes || own && hands
		if hands && e.Kind != "field" {
			getter = ", with a getter"
		}
	}
	switch {
	case takes:
		return ", and its own code uses what is computed (that it leaves the device is not shown)"
	case asks:
		return ", and its own code asks for it (that the result leaves the device is not shown)"
	case v.rung == message.Present:
		return getter + " (that it is used is not shown)"
	}
	return getter + " (that the app's own code uses it is not shown)"
}

// isGetter tells a method that hands a value out by its name: "a.B.getRace(int)".
func isGetter(subject string) bool {
	name, _, _ := strings.Cut(subject, "(")
	rest, ok := strings.CutPrefix(name[strings.LastIndexByte(name, '.')+1:], "get")
	return ok && rest != "" && rest[0] >= 'A' && rest[0] <= 'Z'
}

// flowWords goes on where data of the practice was followed to a recipient.
func (v *view) flowWords() string {
	got := map[string]bool{}
	for _, e := range v.does {
		if e.Rung == message.Flows && e.Sink != nil {
			got[e.Sink.Recipient] = true
		}
	}
	var list []string
	for _, x := range ends {
		if got[x.recipient] {
			list = append(list, x.words)
		}
	}
	switch len(list) {
	case 0:
		return ""
	case 1:
		return ", and its code leads the result to " + list[0]
	}
	return ", and its code leads the result to " + strings.Join(list[:len(list)-1], ", ") + " and " + list[len(list)-1]
}
