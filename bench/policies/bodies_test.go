package main

import (
	"strings"
	"testing"
)

func TestReadBodies(t *testing.T) {
	got, err := readBodies([]byte(bodiesHead + "\nheld\ta\tstated\tFaces\tWe make a faceprint.\ntune\tb\tsilent\t\tFace value.\n"))
	if err != nil || len(got) != 2 || got[0] != (body{"held", "a", "stated", "Faces", "We make a faceprint."}) || got[1].heading != "" {
		t.Fatalf("%+v, %v", got, err)
	}
	for _, bad := range []string{"tune\ta\tstated\tWe make a faceprint.", "tune\ta\tsaid\t\tWe make a faceprint."} {
		if _, err := readBodies([]byte(bodiesHead + "\n" + bad)); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Each of the four answers is told, what is gravely wrong is counted, and a heading is no
// part of the answer.
func TestScoreBodies(t *testing.T) {
	var out strings.Builder
	table := bodiesHead + "\n" + strings.Join([]string{
		"tune\tone\tstated\t\tWe make a faceprint from your selfie.",
		"tune\tone\tdenied\tFaceprints\tWe make no faceprints.",
		"tune\tone\tvague\t\tThe camera follows the movements of your head.",
		"tune\tone\tsilent\tFaceprints\tYou can take a photo of your cat.",
		"tune\tone\tdenied\t\tWe make a faceprint.",
		"tune\tone\tvague\t\tWe make a faceprint.",
		"held\ttwo\tsilent\t\tThe sun shines.",
	}, "\n")
	if err := scoreBodies(&out, "b.tsv", []byte(table), options{part: "tune", misses: "bodies/one"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"  one      right 0.667 gravely wrong 0.167 of 6\n", "said stated label denied:  | We make a faceprint.", "said stated label vague:  | We make a faceprint."} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("lacks %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "two") {
		t.Errorf("a set of the other part is scored:\n%s", out.String())
	}
}
