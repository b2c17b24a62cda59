package judge

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

func ev(w message.Weight, r message.Rung) message.Evidence {
	return message.Evidence{ID: "E-1", Practice: practice.PreciseLocation, Rung: r, Weight: w, Subject: "LocationManager.getLastKnownLocation", Origin: message.OriginApp, Note: "the call needs a permission the app does not declare"}
}

func st(m message.Modality, edit ...func(*message.Statement)) message.Statement {
	s := message.Statement{ID: "S-1", Practice: practice.PreciseLocation, Modality: m, Party: message.FirstParty, Term: "GPS"}
	for _, f := range edit {
		f(&s)
	}
	return s
}

func scope(k message.ScopeKind, text string) func(*message.Statement) {
	return func(s *message.Statement) { s.Scope = append(s.Scope, message.Scope{Kind: k, Text: text}) }
}
func section(x string) func(*message.Statement) { return func(s *message.Statement) { s.Section = x } }
func third(s *message.Statement)                { s.Party = message.ThirdParty }
func all(s *message.Statement)                  { s.All = true }

func by(origin message.Origin, es ...message.Evidence) []message.Evidence {
	es = slices.Clone(es)
	for i := range es {
		es[i].Origin = origin
	}
	return es
}

func un(side message.Side, touches ...practice.ID) message.Unknown {
	return message.Unknown{ID: "U-1", Side: side, Touches: touches, Where: message.Place{File: "assets/x.model"}}
}

// judged is the verdict on the practice of one piece of evidence, with a policy that was read.
func judged(home string, e message.Evidence, said ...message.Statement) message.Verdict {
	return find(Judge(Case{Home: home, Evidence: []message.Evidence{e}, Statements: said, PolicyGiven: true, PolicyRead: true}), e.Practice)
}

func TestJudge(t *testing.T) {
	does := []message.Evidence{ev(message.Primary, message.Present)}
	hint := []message.Evidence{ev(message.Supporting, message.Declared)}
	inert := []message.Evidence{ev(message.Inert, message.Present)}
	leaves, toApp := []message.Evidence{flow("network")}, []message.Evidence{flow("other-app")}
	called := []message.Evidence{ev(message.Primary, message.Present)}
	called[0].Kind = "call"
	software := scope(message.ScopeSoftware, "advertising SDKs")
	type S = []message.Statement
	type U = []message.Unknown
	for _, tt := range []struct {
		name  string
		ev    []message.Evidence
		st    S
		un    U
		home  string
		words string // must stand in the reason
		want  message.Answer
	}{
		{name: "calls software that is said not to be built in", ev: called, st: S{st(message.Denies, software)}, words: `not built in ("advertising SDKs")`, want: message.Contradicted},
		{name: "the same under another limit", ev: called, st: S{st(message.Denies, software, scope(message.ScopeAudience, "children"))}, want: message.Ambiguous},
		{name: "the same in a state's section", ev: called, st: S{st(message.Denies, software, section("US-CA"))}, home: "US", want: message.Ambiguous},
		{name: "the same of others", ev: called, st: S{st(message.Denies, software, third)}, want: message.Ambiguous},
		{name: "the same, stated too", ev: called, st: S{st(message.Denies, software), st(message.States)}, want: message.Ambiguous},
		{name: "no software for it, and no call on it", ev: does, st: S{st(message.Denies, software)}, words: "as far as software", want: message.Ambiguous},
		{name: "no software for it, nothing found", st: S{st(message.Denies, software)}, words: `("advertising SDKs"), is not judged by itself`, want: message.NotFound},
		{name: "does, silent", ev: does, want: message.Undisclosed},
		{name: "does, states", ev: does, st: S{st(message.States)}, want: message.Kept},
		{name: "does, conditional", ev: does, st: S{st(message.Conditional)}, want: message.Kept, words: "under a condition"},
		{name: "does, conditional in the policy's words", ev: does, st: S{st(message.Conditional, scope(message.ScopeConsent, "if you opt in"))}, want: message.Kept, words: `under a condition ("if you opt in")`},
		{name: "does, hazy", ev: does, st: S{st(message.Hazy)}, want: message.Vague, words: "GPS"},
		{name: "does, denies", ev: does, st: S{st(message.Denies)}, want: message.Contradicted},
		{name: "does, denies, hazy: the denial narrows the wider word", ev: does, st: S{st(message.Hazy), st(message.Denies)}, want: message.Contradicted},
		{name: "does, states and denies", ev: does, st: S{st(message.States), st(message.Denies)}, want: message.Ambiguous},
		{name: "does, denial for children alone", ev: does, st: S{st(message.Denies, scope(message.ScopeAudience, "children under 13"))}, want: message.Ambiguous, words: "children under 13"},
		{name: "does, denied of third parties", ev: does, st: S{st(message.Denies, third)}, want: message.Ambiguous, words: "of third parties only"},
		{name: "does, states, denied of third parties", ev: does, st: S{st(message.States), st(message.Denies, third)}, want: message.Kept},
		{name: "leaves, stays on the device by third parties' doing", ev: leaves, st: S{st(message.Denies, third, scope(message.ScopeDevice, "not uploaded"))}, want: message.Ambiguous},
		{name: "does, stays on the device, nothing seen to leave", ev: does, st: S{st(message.Denies, scope(message.ScopeDevice, "never leaves your device"))}, want: message.Ambiguous, words: "only that it does not leave"},
		{name: "leaves, stays on the device", ev: leaves, st: S{st(message.Denies, scope(message.ScopeDevice, "never leaves your device"))}, want: message.Contradicted, words: "never leaves your device"},
		{name: "leaves, stated, stays on the device", ev: leaves, st: S{st(message.States), st(message.Denies, scope(message.ScopeDevice, "not uploaded"))}, want: message.Ambiguous, words: "not uploaded"},
		{name: "does, stated, stays on the device", ev: does, st: S{st(message.States), st(message.Denies, scope(message.ScopeDevice, "not uploaded"))}, want: message.Kept},
		{name: "leaves, stays on the device for children", ev: leaves, st: S{st(message.Denies, scope(message.ScopeDevice, "not uploaded"), scope(message.ScopeAudience, "children"))}, want: message.Ambiguous},
		{name: "leaves to another app, stays on the device", ev: toApp, st: S{st(message.Denies, scope(message.ScopeDevice, "not uploaded"))}, want: message.Ambiguous},
		{name: "leaves, stated of the device alone", ev: leaves, st: S{st(message.States, scope(message.ScopeDevice, "stored on your device"))}, want: message.Vague, words: "as far as it stays on the device"},
		{name: "does, stated of the device alone", ev: does, st: S{st(message.States, scope(message.ScopeDevice, "stored on your device"))}, want: message.Kept},
		{name: "leaves, stated of the device and outright", ev: leaves, st: S{st(message.States, scope(message.ScopeDevice, "stored on your device")), st(message.States)}, want: message.Kept},
		{name: "leaves, no data at all is collected", ev: by(message.OriginApp, leaves...), st: S{st(message.Denies, all, scope(message.ScopeDevice, "any data"))}, want: message.Contradicted, words: "no data is collected at all"},
		{name: "leaves by a library's doing, no data at all is collected", ev: by(message.OriginLibrary, leaves...), st: S{st(message.Denies, all, scope(message.ScopeDevice, "any data"))}, want: message.Undisclosed, words: "of data as a whole"},
		{name: "read by the app, sent by a library, no data at all is collected", ev: append(by(message.OriginApp, does...), by(message.OriginLibrary, leaves...)...), st: S{st(message.Denies, all, scope(message.ScopeDevice, "any data"))}, want: message.Undisclosed},
		{name: "seen to leave, no data at all is collected", ev: by("", ev(message.Primary, message.Observed)), st: S{st(message.Denies, all, scope(message.ScopeDevice, "any data"))}, want: message.Undisclosed},
		{name: "does, no data at all is collected", ev: does, st: S{st(message.Denies, all, scope(message.ScopeDevice, "any data"))}, want: message.Undisclosed, words: "of data as a whole"},
		{name: "leaves, no personal data is collected", ev: by(message.OriginApp, leaves...), st: S{st(message.Denies, all, scope(message.ScopeDevice, "personal data"), scope(message.ScopeFeature, "personal data"))}, want: message.Undisclosed, words: "of data as a whole"},
		{name: "leaves, no data at all is collected of children", ev: by(message.OriginApp, leaves...), home: "US", st: S{st(message.Denies, all, section("children"), scope(message.ScopeDevice, "any data"))}, want: message.Undisclosed},
		{name: "leaves, stated by name, no data at all is collected", ev: by(message.OriginApp, leaves...), st: S{st(message.States), st(message.Denies, all, scope(message.ScopeDevice, "any data"))}, want: message.Kept},
		{name: "nothing, no data at all is collected", st: S{st(message.Denies, all, scope(message.ScopeDevice, "any data"))}, want: message.NotFound},
		{name: "nothing, stays on the device", st: S{st(message.Denies, scope(message.ScopeDevice, "not uploaded"))}, want: message.NotFound, words: "as the policy says"},
		{name: "does, states, denial of selling", ev: does, st: S{st(message.States), st(message.Denies, scope(message.ScopeAction, "sell"))}, want: message.Kept},
		{name: "does, states, denial for current versions", ev: does, st: S{st(message.Conditional), st(message.Denies, scope(message.ScopeVersion, "current versions"))}, want: message.Ambiguous},
		{name: "does, only third parties named", ev: does, st: S{st(message.States, third)}, want: message.Vague},
		{name: "does, other jurisdiction states", ev: does, st: S{st(message.States, section("EEA"))}, want: message.Undisclosed},
		{name: "does, home in the section's region", ev: does, st: S{st(message.States, section("EEA"))}, home: "DE", want: message.Kept},
		{name: "does, a state's section", ev: does, st: S{st(message.States, section("US-CA"))}, want: message.Vague},
		{name: "does, the state's own section", ev: does, st: S{st(message.States, section("US-CA"))}, home: "US-CA", want: message.Kept},
		{name: "does, denial in another jurisdiction", ev: does, st: S{st(message.Denies, section("EEA"))}, want: message.Undisclosed},
		{name: "does, link not read", ev: does, un: U{un(message.SidePolicy)}, want: message.CannotTell},
		{name: "does, link about another practice", ev: does, un: U{un(message.SidePolicy, practice.Contacts)}, want: message.Undisclosed},
		{name: "does, something else unreadable", ev: does, un: U{un(message.SideApp)}, want: message.Undisclosed},
		{name: "hint, silent", ev: hint, want: message.CannotTell},
		{name: "hint, denies", ev: hint, st: S{st(message.Denies)}, want: message.CannotTell},
		{name: "hint, states", ev: hint, st: S{st(message.States)}, want: message.Kept},
		{name: "hint, states and denies", ev: hint, st: S{st(message.States), st(message.Denies)}, want: message.CannotTell},
		{name: "inert only", ev: inert, want: message.NotFound, words: "does not declare"},
		{name: "inert, denies", ev: inert, st: S{st(message.Denies)}, want: message.NotFound},
		{name: "nothing", want: message.NotFound},
		{name: "nothing, states", st: S{st(message.States)}, want: message.Overstated},
		{name: "nothing, states, unreadable part", st: S{st(message.States)}, un: U{un(message.SideApp)}, want: message.CannotTell, words: "assets/x.model"},
		{name: "nothing, unreadable part elsewhere", un: U{un(message.SideApp, practice.Age)}, want: message.NotFound},
		{name: "nothing, denies", st: S{st(message.Denies)}, want: message.NotFound, words: "as the policy says"},
		{name: "declared but primary is still a hint", ev: []message.Evidence{ev(message.Primary, message.Declared)}, want: message.CannotTell},
	} {
		t.Run(tt.name, func(t *testing.T) {
			home := tt.home
			if home == "" {
				home = "US"
			}
			got := find(Judge(Case{Home: home, Evidence: tt.ev, Statements: tt.st, Unknowns: tt.un, PolicyGiven: true, PolicyRead: true}), practice.PreciseLocation)
			if got.Answer != tt.want {
				t.Fatalf("answer %q, want %q (%s)", got.Answer, tt.want, got.Reason)
			}
			if !strings.Contains(got.Reason, tt.words) {
				t.Errorf("reason %q lacks %q", got.Reason, tt.words)
			}
			if strings.ContainsAny(got.Reason, "{}%") || !strings.HasSuffix(got.Reason, ".") {
				t.Errorf("malformed reason %q", got.Reason)
			}
		})
	}
}

func TestPolicyNotGivenOrNotRead(t *testing.T) {
	does := []message.Evidence{ev(message.Primary, message.Present)}
	for _, c := range []Case{{Home: "US", Evidence: does}, {Home: "US", Evidence: does, PolicyGiven: true}} {
		if got := find(Judge(c), practice.PreciseLocation); got.Answer != message.CannotTell {
			t.Errorf("given %v: %q, want cannot tell, never undisclosed", c.PolicyGiven, got.Answer)
		}
		if got := find(Judge(c), practice.Age); got.Answer != message.NotFound {
			t.Errorf("no evidence: %q, want not found", got.Answer)
		}
	}
}

// A claim about servers cannot be overstated by a package.
func TestServerSidePracticesAreNeverOverstated(t *testing.T) {
	s := st(message.States)
	s.Practice = practice.FaceTemplate
	got := find(Judge(Case{Home: "US", Statements: []message.Statement{s}, PolicyGiven: true, PolicyRead: true}), practice.FaceTemplate)
	if got.Answer != message.NotFound {
		t.Errorf("got %q, want not found", got.Answer)
	}
}

// A statement about another place than the one the evidence names does not
// cover it, and one about the home states nothing abroad.
func TestStatementsOfPlace(t *testing.T) {
	for _, c := range []struct {
		home, found, stated string
		want                message.Answer
	}{
		{"US-IL", "CN", "", message.Kept},
		{"US-IL", "CN", "CN", message.Kept},
		{"US-IL", "CN", "SG", message.Vague},
		{"US-IL", "CN", "US", message.Undisclosed},
		{"US-IL", "DE", "EU", message.Kept},
		{"US-IL", "EU", "DE", message.Kept},
		{"US-IL", "CN", "EU", message.Vague},
		{"DE", "CN", "EU", message.Undisclosed},
		{"GB", "IE", "EEA", message.Kept},
	} {
		host := message.Evidence{ID: "E-1", Practice: practice.StoreAbroad, Rung: message.Present, Weight: message.Primary, Country: c.found}
		s := message.Statement{ID: "S-1", Practice: practice.StoreAbroad, Modality: message.States, Party: message.FirstParty, Country: c.stated, Term: "store"}
		got := judged(c.home, host, s)
		if got.Answer != c.want {
			t.Errorf("home %s, stated %q, found %s: %q, want %q (%s)", c.home, c.stated, c.found, got.Answer, c.want, got.Reason)
		}
	}
}

// That data is not shared with advertisers is a limit in words of its own: to pass it on is the practice.
func TestNotSharedForAds(t *testing.T) {
	call := message.Evidence{ID: "E-1", Practice: practice.AdProfiling, Rung: message.Present, Weight: message.Primary, Kind: "call", Subject: "AdRequest.Builder.setLocation"}
	s := message.Statement{ID: "S-1", Practice: practice.AdProfiling, Modality: message.Denies, Party: message.FirstParty, Scope: []message.Scope{{Kind: message.ScopeAction, Text: "share"}}}
	got := judged("US-IL", call, s)
	if got.Answer != message.Ambiguous || !strings.Contains(got.Reason, `denies it as far as data is shared or sold ("share")`) {
		t.Errorf("%q (%s)", got.Answer, got.Reason)
	}
}

// A policy says that ads are targeted, in words wider than the practice, and denies the practice: both stand.
func TestAdsBothWays(t *testing.T) {
	call := message.Evidence{ID: "E-1", Practice: practice.AdProfiling, Rung: message.Present, Weight: message.Primary, Kind: "call", Subject: "AdRequest.Builder.setLocation"}
	said := func(m message.Modality, edit ...func(*message.Statement)) message.Statement {
		s := message.Statement{ID: "S-1", Practice: practice.AdProfiling, Modality: m, Party: message.FirstParty, Term: "targeted ads"}
		for _, f := range edit {
			f(&s)
		}
		return s
	}
	software := scope(message.ScopeSoftware, "ad networks")
	for _, c := range []struct {
		name string
		st   []message.Statement
		want message.Answer
	}{
		{"denied", []message.Statement{said(message.Denies)}, message.Contradicted},
		{"denied, and ads are targeted", []message.Statement{said(message.Denies), said(message.Hazy)}, message.Ambiguous},
		{"no ad networks, and ads are targeted", []message.Statement{said(message.Denies, software), said(message.Hazy)}, message.Ambiguous},
		{"denied, and others target ads", []message.Statement{said(message.Denies), said(message.Hazy, third)}, message.Contradicted},
		{"denied, and ads are targeted with consent", []message.Statement{said(message.Denies), said(message.Hazy, scope(message.ScopeConsent, "if you opt in"))}, message.Ambiguous},
	} {
		got := judged("US-IL", call, c.st...)
		if got.Answer != c.want {
			t.Errorf("%s: %q, want %q (%s)", c.name, got.Answer, c.want, got.Reason)
		}
	}
}

// That data does not go to one country leaves open all others.
func TestDeniedCountry(t *testing.T) {
	for _, c := range []struct {
		home, found, denied string
		want                message.Answer
	}{
		{"US-IL", "CN", "CN", message.Contradicted},
		{"US-IL", "CN", "", message.Contradicted},
		{"DE", "US", "CN", message.Undisclosed},
		{"US-IL", "", "CN", message.Undisclosed},
		{"US-IL", "DE", "EU", message.Contradicted},
	} {
		host := message.Evidence{ID: "E-1", Practice: practice.StoreAbroad, Rung: message.Present, Weight: message.Primary, Country: c.found}
		s := message.Statement{ID: "S-1", Practice: practice.StoreAbroad, Modality: message.Denies, Party: message.FirstParty, Country: c.denied, Term: "China"}
		got := judged(c.home, host, s)
		if got.Answer != c.want {
			t.Errorf("home %s, denied %q, found %q: %q, want %q (%s)", c.home, c.denied, c.found, got.Answer, c.want, got.Reason)
		}
	}
}

// "Outside of" a place speaks of abroad to those who live in it; to others it leaves open
// what goes to it.
func TestOutsideOfPlace(t *testing.T) {
	for _, c := range []struct {
		home, found, outside string
		how                  message.Modality
		want                 message.Answer
	}{
		{"US-IL", "CN", "US", message.States, message.Kept},
		{"US-IL", "CN", "US", message.Denies, message.Contradicted},
		{"US-IL", "IE", "EU", message.Denies, message.Undisclosed},
		{"US-IL", "IE", "EU", message.States, message.Vague},
		{"DE", "US", "EU", message.Denies, message.Contradicted},
		{"DE", "IE", "EU", message.Denies, message.Undisclosed},
		{"DE", "US", "EEA", message.States, message.Kept},
		{"GB", "US", "EEA", message.States, message.Kept},
		{"US", "SG", "CN", message.Denies, message.Undisclosed},
	} {
		host := message.Evidence{ID: "E-1", Practice: practice.StoreAbroad, Rung: message.Present, Weight: message.Primary, Country: c.found}
		s := message.Statement{ID: "S-1", Practice: practice.StoreAbroad, Modality: c.how, Party: message.FirstParty, Outside: c.outside, Term: "outside"}
		got := judged(c.home, host, s)
		if got.Answer != c.want {
			t.Errorf("home %s, %s outside %s, found %s: %q, want %q (%s)", c.home, c.how, c.outside, c.found, got.Answer, c.want, got.Reason)
		}
	}
}

// Data that is kept abroad was sent there; that it is not kept there says nothing of
// sending, and that it is sent nothing of keeping.
func TestKeptAbroadWasSent(t *testing.T) {
	for _, c := range []struct {
		found, stated practice.ID
		how           message.Modality
		want          message.Answer
	}{
		{practice.TransmitAbroad, practice.StoreAbroad, message.States, message.Kept},
		{practice.TransmitAbroad, practice.StoreAbroad, message.Hazy, message.Vague},
		{practice.TransmitAbroad, practice.StoreAbroad, message.Denies, message.Undisclosed},
		{practice.StoreAbroad, practice.TransmitAbroad, message.States, message.Undisclosed},
	} {
		host := message.Evidence{ID: "E-1", Practice: c.found, Rung: message.Present, Weight: message.Primary, Country: "CN"}
		s := message.Statement{ID: "S-1", Practice: c.stated, Modality: c.how, Party: message.FirstParty, Country: "CN", Term: "China"}
		got := find(Judge(Case{Home: "US", Evidence: []message.Evidence{host}, Statements: []message.Statement{s}, PolicyGiven: true, PolicyRead: true}), c.found)
		if got.Answer != c.want {
			t.Errorf("found %s, %s %s: %q, want %q", c.found, c.stated, c.how, got.Answer, c.want)
		}
	}
}

// What is kept in a territory of the home country, or in a member of a home region, is kept
// at home.
func TestTerritoriesAreHome(t *testing.T) {
	for _, c := range []struct {
		home, place string
		want        message.Answer
	}{
		{"US-IL", "PR", message.Undisclosed},
		{"EEA", "MQ", message.Undisclosed},
		{"US-IL", "MQ", message.Vague}, // abroad, but not in China
		{"GB", "GG", message.Vague},    // a jurisdiction of its own
	} {
		host := message.Evidence{ID: "E-1", Practice: practice.StoreAbroad, Rung: message.Present, Weight: message.Primary, Country: "CN"}
		s := message.Statement{ID: "S-1", Practice: practice.StoreAbroad, Modality: message.States, Party: message.FirstParty, Country: c.place, Term: "there"}
		got := judged(c.home, host, s)
		if got.Answer != c.want {
			t.Errorf("home %s, kept in %s: %q, want %q", c.home, c.place, got.Answer, c.want)
		}
	}
}

func TestRulesAreTotal(t *testing.T) {
	if !rules[len(rules)-1].when(&view{}) {
		t.Error("the last rule must fit everything")
	}
	if n := len(Judge(Case{})); n != len(practice.All()) {
		t.Errorf("%d verdicts, want one for each of %d practices", n, len(practice.All()))
	}
}

func TestWorst(t *testing.T) {
	if got := Worst([]message.Verdict{{Answer: message.Kept}, {Answer: message.Undisclosed}, {Answer: message.Vague}}); got != message.Undisclosed {
		t.Errorf("worst %q", got)
	}
}

func find(vs []message.Verdict, id practice.ID) message.Verdict {
	for _, v := range vs {
		if v.Practice == id {
			return v
		}
	}
	return message.Verdict{}
}
