package message

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/practice"
)

// Validator checks the invariants of the stream, one message after another.
// The zero value is ready; a Validator that has returned an error is spent.
type Validator struct {
	began, ended bool
	evidence     map[string]bool
	statements   map[string]bool
	unknowns     map[string]bool
	judged       map[judged]bool
	tally        map[Answer]int
}

// judged is what there may be one verdict on: a practice in the policies, or in
// one label.
type judged struct {
	practice practice.ID
	label    string
}

// Check says whether m may stand next in the stream.
func (v *Validator) Check(m Message) error {
	kind, err := m.Kind()
	if err != nil {
		return err
	}
	switch {
	case m.Progress != nil && !v.ended:
		return nil // may stand anywhere, also while the inputs that Config lists are read
	case v.ended:
		return fmt.Errorf("%s after the summary: nothing may follow it", kind)
	case !v.began && m.Config == nil:
		return fmt.Errorf("%s before the config: the stream begins with it", kind)
	case v.began && m.Config != nil:
		return fmt.Errorf("second config: one stream is one run")
	}
	v.began = true
	switch {
	case m.Config != nil:
		return KnownProtocol(m.Config.Protocol)
	case m.Evidence != nil:
		return v.addEvidence(m.Evidence)
	case m.Statement != nil:
		return v.addStatement(m.Statement)
	case m.Unknown != nil:
		return v.addUnknown(m.Unknown)
	case m.Verdict != nil:
		return v.addVerdict(m.Verdict)
	case m.Summary != nil:
		v.ended = true
		return v.checkTallies(m.Summary)
	}
	return nil
}

// End says whether the stream may end here.
func (v *Validator) End() error {
	switch {
	case !v.began:
		return fmt.Errorf("the stream is empty")
	case !v.ended:
		return fmt.Errorf("the stream ends without a summary: the run that wrote it broke off")
	}
	return nil
}

// Validate checks a whole stream and names the first message, from 1, that
// breaks an invariant.
func Validate(stream []Message) error {
	var v Validator
	for i, m := range stream {
		if err := v.Check(m); err != nil {
			return fmt.Errorf("message %d: %w", i+1, err)
		}
	}
	return v.End()
}

// Kind names the one field of m that is set, as spelled in JSON.
func (m Message) Kind() (string, error) {
	kind := ""
	for _, f := range [...]struct {
		set  bool
		name string
	}{
		{m.Config != nil, "config"},
		{m.Progress != nil, "progress"},
		{m.Inventory != nil, "inventory"},
		{m.Evidence != nil, "evidence"},
		{m.Statement != nil, "statement"},
		{m.Unknown != nil, "unknown"},
		{m.Verdict != nil, "verdict"},
		{m.Summary != nil, "summary"},
	} {
		switch {
		case f.set && kind != "":
			return "", fmt.Errorf("both %s and %s are set: a message has exactly one field", kind, f.name)
		case f.set:
			kind = f.name
		}
	}
	if kind == "" {
		return "", fmt.Errorf("no field is set: a message has exactly one")
	}
	return kind, nil
}

// KnownProtocol says whether a stream of protocol p can be read: same major
// number as Protocol, and not newer within it, because newer minors add fields.
func KnownProtocol(p string) error {
	major, minor, ok := splitVersion(p)
	if !ok {
		return fmt.Errorf("protocol %q is not a version such as %q", p, Protocol)
	}
	ourMajor, ourMinor, _ := splitVersion(Protocol)
	if major != ourMajor || minor > ourMinor {
		return fmt.Errorf("protocol %s is not known here (this avow reads %d.0 to %s): use the avow that wrote the stream, or a newer one", p, ourMajor, Protocol)
	}
	return nil
}

func splitVersion(s string) (major, minor int, ok bool) {
	a, b, found := strings.Cut(s, ".")
	if !found {
		return 0, 0, false
	}
	major, ok1 := smallNumber(a)
	minor, ok2 := smallNumber(b)
	return major, minor, ok1 && ok2
}

// smallNumber reads up to four decimal digits, without sign or leading zero.
func smallNumber(s string) (int, bool) {
	if s == "" || len(s) > 4 || (len(s) > 1 && s[0] == '0') {
		return 0, false
	}
	n := 0
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

func (v *Validator) addEvidence(e *Evidence) error {
	if err := firstError(
		claim(&v.evidence, "E", e.ID),
		knownPractice(e.Practice),
		known("rung", e.Rung, Rungs[:]...),
		known("weight", e.Weight, Primary, Supporting, Inert),
		known("origin", e.Origin, "", OriginApp, OriginLibrary, OriginSupport, OriginUnsure),
	); err != nil {
		return fmt.Errorf("evidence %q: %w", e.ID, err)
	}
	if len(e.Places) > MaxPlaces {
		return fmt.Errorf("evidence %q: %d places, more than the %d a message may list", e.ID, len(e.Places), MaxPlaces)
	}
	return nil
}

func (v *Validator) addStatement(s *Statement) error {
	err := firstError(
		claim(&v.statements, "S", s.ID),
		knownPractice(s.Practice),
		known("modality", s.Modality, States, Denies, Conditional, Hazy, Names, Omits),
		known("party", s.Party, FirstParty, ThirdParty, AnyParty),
		checkLabel(s),
	)
	for _, x := range s.Scope {
		err = firstError(err, known("scope", x.Kind, ScopeAudience, ScopeJurisdiction, ScopeVersion, ScopeFeature, ScopePurpose, ScopeAction, ScopeDevice, ScopeKnowledge, ScopeConsent, ScopeException, ScopeSoftware))
	}
	if err != nil {
		return fmt.Errorf("statement %q: %w", s.ID, err)
	}
	return nil
}

// checkLabel knows the words of a form; only a form can leave something out.
func checkLabel(s *Statement) error {
	if s.Label == nil {
		if s.Modality == Omits {
			return fmt.Errorf("modality %q without a label", Omits)
		}
		return nil
	}
	err := known("form", s.Label.Form, DataSafetyForm, DataSafetyPage, PrivacyLabel, PrivacyManifest, UsageTexts, AndroidRationale)
	for _, m := range s.Label.Marks {
		err = firstError(err, known("mark", m, Collected, Shared, Linked, NotLinked, Tracking, NoTracking, Optional, Required, Ephemeral, AskedFor, Category))
	}
	return err
}

func (v *Validator) addUnknown(u *Unknown) error {
	err := firstError(
		claim(&v.unknowns, "U", u.ID),
		known("side", u.Side, SideApp, SidePolicy, SideLabel),
	)
	for _, p := range u.Touches {
		err = firstError(err, knownPractice(p))
	}
	if err != nil {
		return fmt.Errorf("unknown %q: %w", u.ID, err)
	}
	return nil
}

func (v *Validator) addVerdict(x *Verdict) error {
	if err := firstError(
		knownPractice(x.Practice),
		known("answer", x.Answer, Answers[:]...),
		known("rung", x.Rung, append([]Rung{""}, Rungs[:]...)...),
		stands(v.evidence, "evidence", x.Evidence),
		stands(v.statements, "statement", x.Statements),
		stands(v.unknowns, "unknown", x.Unknowns),
	); err != nil {
		return fmt.Errorf("verdict on %q: %w", x.Practice, err)
	}
	if v.judged == nil {
		v.judged, v.tally = map[judged]bool{}, map[Answer]int{}
	}
	on := judged{x.Practice, x.Label}
	if v.judged[on] {
		return fmt.Errorf("second verdict on %q", x.Practice)
	}
	v.judged[on] = true
	v.tally[x.Answer]++
	return nil
}

// checkTallies keeps a summary from saying something else than the verdicts.
func (v *Validator) checkTallies(s *Summary) error {
	if s.FailOn != "" {
		if err := known("answer", s.FailOn, Answers[:]...); err != nil {
			return fmt.Errorf("bar of the summary: %w", err)
		}
	}
	seen := map[Answer]bool{}
	for _, t := range s.Verdicts {
		if err := known("answer", t.Answer, Answers[:]...); err != nil {
			return fmt.Errorf("count of the summary: %w", err)
		}
		if t.Count != v.tally[t.Answer] || seen[t.Answer] {
			return fmt.Errorf("summary counts %d %q, the stream holds %d", t.Count, t.Answer, v.tally[t.Answer])
		}
		seen[t.Answer] = true
	}
	for _, a := range Answers {
		if v.tally[a] > 0 && !seen[a] {
			return fmt.Errorf("summary leaves out the %d %q of the stream", v.tally[a], a)
		}
	}
	return nil
}

// claim takes id, which has the form prefix, dash and at least 8 hex digits.
func claim(taken *map[string]bool, prefix, id string) error {
	digits, ok := strings.CutPrefix(id, prefix+"-")
	if !ok || len(digits) < 8 || strings.Trim(digits, "0123456789abcdef") != "" {
		return fmt.Errorf("identifier is not %s- and 8 hex digits", prefix)
	}
	if (*taken)[id] {
		return fmt.Errorf("identifier is used twice")
	}
	if *taken == nil {
		*taken = map[string]bool{}
	}
	(*taken)[id] = true
	return nil
}

func stands(have map[string]bool, what string, ids []string) error {
	for _, id := range ids {
		if !have[id] {
			return fmt.Errorf("names %s %q, which does not stand before it", what, id)
		}
	}
	return nil
}

func knownPractice(id practice.ID) error {
	_, err := practice.Parse(string(id))
	return err
}

func known[T ~string](what string, word T, words ...T) error {
	for _, w := range words {
		if w == word {
			return nil
		}
	}
	return fmt.Errorf("unknown %s %q", what, word)
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
