package message

import (
	"slices"
	"strings"
	"testing"
)

func TestValidate(t *testing.T) {
	if err := Validate(sampleStream()); err != nil {
		t.Fatal(err)
	}
	edit := func(change func(*Message), i int) func([]Message) []Message {
		return func(s []Message) []Message { change(&s[i]); return s }
	}
	drop := func(i int) func([]Message) []Message {
		return func(s []Message) []Message { return slices.Delete(s, i, i+1) }
	}
	for name, c := range map[string]struct {
		break_ func([]Message) []Message
		want   string
	}{
		"no config":           {drop(0), "before the config"},
		"no summary":          {drop(7), "without a summary"},
		"nothing":             {func([]Message) []Message { return nil }, "empty"},
		"after the summary":   {func(s []Message) []Message { return append(s, s[1]) }, "after the summary"},
		"two configs":         {func(s []Message) []Message { return slices.Insert(s, 1, s[0]) }, "second config"},
		"same id":             {func(s []Message) []Message { return slices.Insert(s, 4, s[3]) }, "used twice"},
		"evidence later":      {func(s []Message) []Message { s[3], s[6] = s[6], s[3]; return s }, "does not stand before it"},
		"no statement":        {drop(4), `statement "S-00000001"`},
		"no unknown":          {drop(5), `unknown "U-00000001"`},
		"second verdict":      {func(s []Message) []Message { return slices.Insert(s, 7, s[6]) }, "second verdict"},
		"newer major":         {edit(func(m *Message) { m.Config.Protocol = "2.0" }, 0), "use the avow that wrote"},
		"newer minor":         {edit(func(m *Message) { m.Config.Protocol = "1.9999" }, 0), "use the avow that wrote"},
		"odd protocol":        {edit(func(m *Message) { m.Config.Protocol = "1" }, 0), "not a version"},
		"id form":             {edit(func(m *Message) { m.Evidence.ID = "E-1" }, 3), "8 hex digits"},
		"unknown practice":    {edit(func(m *Message) { m.Evidence.Practice = "soul" }, 3), "unknown practice"},
		"unknown rung":        {edit(func(m *Message) { m.Evidence.Rung = "proved" }, 3), "unknown rung"},
		"unknown weight":      {edit(func(m *Message) { m.Evidence.Weight = "" }, 3), "unknown weight"},
		"unknown modality":    {edit(func(m *Message) { m.Statement.Modality = "hints" }, 4), "unknown modality"},
		"omits, no form":      {edit(func(m *Message) { m.Statement.Modality = Omits }, 4), "without a label"},
		"unknown form":        {edit(func(m *Message) { m.Statement.Label = &Label{Form: "x"} }, 4), "unknown form"},
		"unknown mark":        {edit(func(m *Message) { m.Statement.Label = &Label{Form: PrivacyLabel, Marks: []Mark{"x"}} }, 4), "unknown mark"},
		"unknown scope":       {edit(func(m *Message) { m.Statement.Scope = []Scope{{Kind: "\x7fknow"}} }, 4), "unknown scope"},
		"unknown side":        {edit(func(m *Message) { m.Unknown.Side = "" }, 5), "unknown side"},
		"unknown touched":     {edit(func(m *Message) { m.Unknown.Touches[0] = "soul" }, 5), "unknown practice"},
		"unknown answer":      {edit(func(m *Message) { m.Verdict.Answer = "guilty" }, 6), "unknown answer"},
		"many places":         {edit(func(m *Message) { m.Evidence.Places = make([]Place, MaxPlaces+1) }, 3), "places"},
		"summary says else":   {edit(func(m *Message) { m.Summary.Verdicts[0].Count = 2 }, 7), "summary counts"},
		"bar of no verdict":   {edit(func(m *Message) { m.Summary.FailOn = "undisc\x7fosed" }, 7), "bar of the summary"},
		"count of no verdict": {edit(func(m *Message) { m.Summary.Verdicts = append(m.Summary.Verdicts, Tally{Answer: "kep\x7ft"}) }, 7), "count of the summary"},
		"summary says less":   {edit(func(m *Message) { m.Summary.Verdicts = nil }, 7), "leaves out"},
		"two fields":          {edit(func(m *Message) { m.Progress = &Progress{} }, 7), "both"},
		"no field":            {func(s []Message) []Message { s[1] = Message{}; return s }, "no field"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Validate(c.break_(sampleStream()))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

// The policies and each label have a verdict of their own on one practice.
func TestVerdictsOfLabels(t *testing.T) {
	s := sampleStream()
	v := *s[6].Verdict
	v.Label = "label.csv"
	s = slices.Insert(s, 7, Message{Verdict: &v})
	s[8].Summary.Verdicts[0].Count++
	if err := Validate(s); err != nil {
		t.Error(err)
	}
	s = slices.Insert(s, 8, s[7])
	if err := Validate(s); err == nil {
		t.Error("two verdicts on one practice of one label stand")
	}
}

// A run reports progress while it reads the inputs that its Config lists.
func TestProgressStandsBeforeConfig(t *testing.T) {
	var v Validator
	for _, m := range append([]Message{{Progress: &Progress{Stage: "read"}}}, sampleStream()...) {
		if err := v.Check(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := v.Check(Message{Progress: &Progress{}}); err == nil {
		t.Error("progress after the summary is taken")
	}
}

func TestValidWithoutProgress(t *testing.T) {
	s := slices.DeleteFunc(sampleStream(), func(m Message) bool { return m.Progress != nil })
	if err := Validate(s); err != nil {
		t.Error(err)
	}
}
