package document

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWrappedTable: lines are cells around the answers of a table that lost its
// columns, and parts of a paragraph elsewhere.
func TestWrappedTable(t *testing.T) {
	got := outline(t, "Privacy Policy\n\nWe keep what you type\nin the app, and we\nsend it to nobody.\n\n"+strings.Repeat("It stays\nwith you.\n\n", 6)+
		"We have collected in twelve months:\nA. Identifiers\nNO\nB. Face scans\nNO\nC. Position\nYES\n\nThe table holds\nfor all of them.\n")
	want := []string{"paragraph <Privacy Policy>: We keep what you type in the app, and we send it to nobody.",
		"cell <Privacy Policy>: B. Face scans",
		"cell <Privacy Policy> [B. Face scans | We have collected in twelve months:]: NO",
		"paragraph <Privacy Policy>: It stays with you.",
		"paragraph <Privacy Policy>: The table holds for all of them."}
	for _, w := range want {
		if !slices.Contains(got, w) {
			t.Errorf("no %q in\n%s", w, strings.Join(got, "\n"))
		}
	}
}

// TestNumberedTitles: a numbered line is a title where prose stands around it.
func TestNumberedTitles(t *testing.T) {
	got := outline(t, "Privacy Policy\n\n1. Data\n2. Your choices\n\nWe are Acme.\n\n1. Data\n\nWe keep your name.\n\n2. Your choices\nYou can leave, or:\n\n1. Write to us\n\nWe answer in a week.\n")
	want := []string{
		"heading: Privacy Policy", "item <Privacy Policy>: Data", "item <Privacy Policy>: Your choices", "paragraph <Privacy Policy>: We are Acme.",
		"heading: 1. Data", "paragraph <1. Data>: We keep your name.",
		"heading: 2. Your choices", "paragraph <2. Your choices>: You can leave, or:",
		"item <2. Your choices> {You can leave, or:}: Write to us", "paragraph <2. Your choices>: We answer in a week."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestForcedBreaks: a break that no wrapping made ends a paragraph, or a title; one
// that a long word made does not.
func TestForcedBreaks(t *testing.T) {
	got := outline(t, "Privacy Policy - GPS Settlers\nEffective date: 2026-02-02\n\nData sharing\nAcme does not share your data.\nNo data is sold.\n\n"+
		"We keep what you type in the app for as long as you use it, and we send it to\nAcme alone, as said above.\n\nWe ask for it where a law demands it, such as the\nCalifornia-Consumer-Privacy-Act-of-2018, and keep it.\n")
	want := []string{
		"heading: Privacy Policy - GPS Settlers", "heading: Effective date: 2026-02-02",
		"heading: Data sharing", "paragraph <Data sharing>: Acme does not share your data.", "paragraph <Data sharing>: No data is sold.",
		"paragraph <Data sharing>: We keep what you type in the app for as long as you use it, and we send it to Acme alone, as said above.",
		"paragraph <Data sharing>: We ask for it where a law demands it, such as the California-Consumer-Privacy-Act-of-2018, and keep it."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestLostBullets: lines without a verb behind "the following" are its items, though
// each ends in a stop; a sentence is none, and ends the list.
func TestLostBullets(t *testing.T) {
	got := outline(t, "Privacy Policy\n\nWe may collect the following data:\n\nCommercial data, including records of purchases.\n\nBiometric data, used to let you in.\n\nYou can ask us to delete it.\n\n"+
		"Some words on this:\n\nOur address, in short.\n")
	want := []string{"heading: Privacy Policy", "paragraph <Privacy Policy>: We may collect the following data:",
		"item <Privacy Policy> {We may collect the following data:}: Commercial data, including records of purchases.",
		"item <Privacy Policy> {We may collect the following data:}: Biometric data, used to let you in.",
		"paragraph <Privacy Policy>: You can ask us to delete it.",
		"paragraph <Privacy Policy>: Some words on this:", "paragraph <Privacy Policy>: Our address, in short."}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Short lines in a list without marks are no headings; the first and the last may be.
func TestBareItems(t *testing.T) {
	got := outline(t, "Privacy Policy\n\nWe wrote this for you.\n\nData we collect\n\nYour name and the picture of your profile, if you choose to give us one of them\n\nPrecise location (GPS)\n\nOther data you choose to give us (such as data to identify a lost account)\n\nChildren\n\nWe collect nothing from children.\n\nAbout us\n\nContact\n\nWe are a team.\n\nData we get from others.\n\nName of your account\n\nYour picture and the other things that you keep in your profile for others to see\n\nYour friends\n\nYour games\n\nWe wrote this in May.\n")
	for _, want := range []string{
		"heading: Data we collect", // the first
		"item <Data we collect> {Data we collect}: Precise location (GPS)",
		"heading: Children", // the last, with its paragraph
		"paragraph <Children>: We collect nothing from children.",
		"heading: Contact", // too few for a list
		"item <Contact> {Data we get from others.}: Name of your account",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
}

// A list at the very start has nothing that introduces it.
func TestBareItemsFirst(t *testing.T) {
	if got := outline(t, "One\n\nTwo\n\nThree and what there is to say of it besides that it comes as the third\n\nFour\n"); len(got) != 4 {
		t.Errorf("got %q", got)
	}
}

// Text copied from a page keeps its bullets, in Markdown as well.
func TestCopiedBullets(t *testing.T) {
	got := outline(t, "# Privacy Policy\n\n## Data\n\nWe collect the following:\n\n● your name\n\n· your location\n\n## More\n\nSee [our page](https://example.com) for **more**.\n")
	for _, want := range []string{
		"item <Privacy Policy / Data> {We collect the following:}: your name",
		"item <Privacy Policy / Data> {We collect the following:}: your location",
	} {
		if !slices.Contains(got, want) {
			t.Errorf("want %q in\n%s", want, strings.Join(got, "\n"))
		}
	}
}

// A line that an address makes long does not tell that the others are not wrapped.
func TestTextWithLongAddress(t *testing.T) {
	lines := "We collect your name, your address and the\nnumber of your device when you use it.\n\n"
	text := "Privacy Policy\n\n" + strings.Repeat(lines, 20) + "See https://example.com/" + strings.Repeat("a", 300) + "\n"
	d, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range d.Blocks[1:21] {
		if b.Text != "We collect your name, your address and the number of your device when you use it." {
			t.Fatalf("a paragraph of two lines came as %q", b.Text)
		}
	}
}

// TestTextTitles: a "# Title" is one where a text has too few marks to be Markdown.
func TestTextTitles(t *testing.T) {
	d, err := Read([]byte("# Glow Privacy Policy\n\nThis is how we handle data.\n\n## What we collect\n\nNothing, see #12.\n"))
	if err != nil || d.Format != Text || d.Title != "Glow Privacy Policy" {
		t.Fatalf("%v, format %s, title %q", err, d.Format, d.Title)
	}
	last := d.Blocks[len(d.Blocks)-1]
	if last.Text != "Nothing, see #12." || len(last.Heading) != 2 || last.Heading[1] != "What we collect" {
		t.Errorf("last block %q under %q", last.Text, last.Heading)
	}
}
