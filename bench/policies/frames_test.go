package main

import (
	"strings"
	"testing"
)

func TestReadFrames(t *testing.T) {
	got, err := readFrames([]byte(frameHead + "\ntune\ta\tdenies\tfirst\tWe do not read {D}.\nheld\tb\tkept\t-\tYour data is kept in {P}.\n"))
	if err != nil || len(got) != 2 || got[0] != (frame{"tune", "a", "denies", "first", "We do not read {D}."}) || got[1].part != "held" {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, bad := range []string{"tune\ta\tdenies\tfirst", "tune\ta\tdenies\tfirst\tno gap"} {
		if _, err := readFrames([]byte(frameHead + "\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// What counts as right, and what as gravely wrong.
func TestJudgeFrames(t *testing.T) {
	for _, c := range []struct {
		answer, party, text, said, by string
		right, grave                  bool
	}{
		{"denies", "first", "{D}", "denies", "", true, false},
		{"denies", "first", "{D}", "states", "first", false, true},
		{"denies", "first", "{D}", "silent", "", false, false},
		{"denies", "first", "{D}", "both", "first", false, true},
		{"silent", "-", "{D}", "cond", "first", false, true},
		{"silent", "-", "{D}", "denies", "", false, false},
		{"states", "first", "{D}", "cond", "both", true, false},
		{"states", "third", "{D}", "states", "first", false, false},
		{"cond", "both", "{D}", "states", "first", false, false},
		{"states", "first", "{D}", "denies", "", false, true},
		{"kept", "-", "stored in {P}", "sent", "", false, false},
		{"kept", "-", "processed in {P}", "sent", "", true, false},
		{"denies-place", "-", "{P}", "sent", "", false, true},
		{"sent", "-", "{P}", "denies-place", "", false, true},
	} {
		f := frame{answer: c.answer, party: c.party, text: c.text}
		if right, grave := f.judge(c.said, c.by); right != c.right || grave != c.grave {
			t.Errorf("%s by %s, said %s by %s: right %v grave %v", c.answer, c.party, c.said, c.by, right, grave)
		}
	}
}

// A frame is scored with each name in its gap.
func TestScoreFrames(t *testing.T) {
	var out strings.Builder
	table := frameHead + "\ntune\tone\tdenies\tfirst\tWe do not collect {D}.\ntune\tone\tdenies\tfirst\tWe collect {D}.\nheld\ttwo\tsilent\t-\tThe sun shines on {D}.\n"
	if err := scoreFrames(&out, "f.tsv", []byte(table), options{part: "tune", misses: "frame/one"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  one      right 0.500 gravely wrong 0.500 of 8\n", "right 0.500 gravely wrong 0.500 of 8\n", "said states first label denies first: We collect your precise location."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "two") {
		t.Errorf("a frame of the other part was read:\n%s", out.String())
	}
}
