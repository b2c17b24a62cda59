package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFoundLists: lists that the markup does not mark, and what only looks like one.
func TestFoundLists(t *testing.T) {
	for _, tt := range []struct{ name, page, want string }{
		{"a paragraph around the list stays one", "<p>Hello. We keep:<br>• Your name<br>•&nbsp;&nbsp;Your&shy; voice<br>That is all.<br>Really.</p>",
			"paragraph: Hello. We keep: | item {Hello. We keep:}: Your name | item {Hello. We keep:}: Your voice | paragraph: That is all.\nReally."},
		{"the title of what follows", "<p>We keep:</p><p>Your name;</p><p>Your voice.</p><p>Location Data</p><p>We do not keep it.</p>",
			"paragraph: We keep: | item {We keep:}: Your name; | item {We keep:}: Your voice. | paragraph: Location Data | paragraph: We do not keep it."},
		{"in capitals", "<p>We keep:</p><p>Your name</p><p>Your voice</p><p>Location Data</p><p>We do not keep it.</p>",
			"paragraph: We keep: | item {We keep:}: Your name | item {We keep:}: Your voice | paragraph: Location Data | paragraph: We do not keep it."},
		{"and the last of the list where it looks like the others", "<p>We keep:</p><p>Your name</p><p>Your voice</p><p>We need them all.</p>",
			"paragraph: We keep: | item {We keep:}: Your name | item {We keep:}: Your voice | paragraph: We need them all."},
		{"sentences behind a colon", "<p>Please note:</p><p>We are a small team.</p><p>We keep your name.</p>",
			"paragraph: Please note: | paragraph: We are a small team. | paragraph: We keep your name."},
		{"a lead-in without items", "<p>We keep:</p><h2>Voice</h2><p>Not kept.</p>",
			"paragraph: We keep: | heading: Voice | paragraph <Voice>: Not kept."},
		{"bold titles with their paragraphs", "<p>We keep:</p><p><b>Voice</b></p><p>For calls.</p><p><b>Name</b></p><p>For the account.</p>",
			"paragraph: We keep: | heading: Voice | paragraph <Voice>: For calls. | heading: Name | paragraph <Name>: For the account."},
		{"questions below a word on them", "<h1>Help</h1><p>Your questions:</p><dl><dt>Who are you?</dt><dd>Fern.</dd><dt>Do you sell my voice?</dt><dd>No.</dd></dl>",
			"heading: Help | paragraph <Help>: Your questions: | heading <Help>: Who are you? | paragraph <Help / Who are you?>: Fern. | heading <Help>: Do you sell my voice? | paragraph <Help / Do you sell my voice?>: No."},
		{"terms without a lead-in", "<dl><dt>Voice</dt><dd>Kept for a day.</dd></dl>",
			"heading: Voice | paragraph <Voice>: Kept for a day."},
		{"a footnote", "<p>We keep your name.*</p><p>* Not in all countries.</p><p>- Fern</p>",
			"paragraph: We keep your name.* | paragraph: * Not in all countries. | paragraph: - Fern"},
		{"a number and a word that begin like bullets", "<p>We keep:</p><p>-5 to 7 names</p><p>our own</p>",
			"paragraph: We keep: | item {We keep:}: -5 to 7 names | item {We keep:}: our own"},
		{"an item leads to nothing", "<p>• Names, such as yours</p><p>• Voices</p><p>- Faces</p><p>- Hands</p>",
			"item: Names, such as yours | item: Voices | item: Faces | item: Hands"},
		{"lists around", "<p>We keep:<br>• Your name<br>• Your voice</p><p>We sell:</p><ul><li>Books</li></ul>",
			"paragraph: We keep: | item {We keep:}: Your name | item {We keep:}: Your voice | paragraph: We sell: | item {We sell:}: Books"},
		{"a list in an item", "<p>We do:</p><ul><li>Keep:<br>• Your name<br>• Your voice</li><li>Sell:<br>Books<br>Pens</li><li>Not much</li></ul>",
			"paragraph: We do: | item {We do:}: Keep: | item {Keep:}: Your name | item {Keep:}: Your voice | item {We do:}: Sell: | item {Sell:}: Books | item {Sell:}: Pens | item {We do:}: Not much"},
		{"an item with its address", "<ul><li>Fern:</li><li>1 High Street</li></ul><p>2 Low Street</p><p>3 Low Street</p>",
			"item: Fern: | item: 1 High Street | paragraph: 2 Low Street | paragraph: 3 Low Street"},
		{"a list in running text", "<p>Hello. We keep the following: • Your name, if you tell it. • Your voice.</p><p>Home • About • Contact: here</p>",
			"paragraph: Hello. We keep the following: | item {Hello. We keep the following:}: Your name, if you tell it. | item {Hello. We keep the following:}: Your voice. | paragraph: Home • About • Contact: here"},
		{"a table with answers", "<table><tr><th>Kept</th><th>Data</th></tr><tr><td>✓</td><td>Your name</td></tr><tr><td>✗</td><td>Your voice</td></tr></table>",
			"cell: Kept | cell: Data | cell [ | Kept]: ✓ | cell [✓ | Data]: Your name | cell [ | Kept]: ✗ | cell [✗ | Data]: Your voice"},
		{"an address", "<p>Write to:</p><p>Fern Ltd.<br>1 High Street</p><p>Data Protection</p><p>We answer.</p>",
			"paragraph: Write to: | item {Write to:}: Fern Ltd. | item {Write to:}: 1 High Street | item {Write to:}: Data Protection | paragraph: We answer."},
		{"numbered sections", "<p>This tells you about the following:</p><p>1. Data</p><p>We keep your name.</p><p>2. Rights</p>",
			"paragraph: This tells you about the following: | paragraph: 1. Data | paragraph: We keep your name. | paragraph: 2. Rights"},
	} {
		got := strings.Join(outline(t, "<!doctype html>"+tt.page), " | ")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}

// TestLongHeadings: a heading may be a long sentence; a page of text in one is text.
func TestLongHeadings(t *testing.T) {
	for n, want := range map[int]string{25: "heading", 120: "paragraph"} {
		got := outline(t, "<!doctype html><h2>"+strings.Repeat("Voice ", n)+"</h2><p>Kept.</p>")
		if len(got) != 2 || !strings.HasPrefix(got[0], want+": ") || strings.HasPrefix(got[1], "paragraph <") != (want == "heading") {
			t.Errorf("%d words: %q, want a %s", n, got, want)
		}
	}
}

// TestFoundListsText: a table of contents is no list; lines below a title that says what is
// done with them are.
func TestFoundListsText(t *testing.T) {
	const intro, said = "Fern keeps little of you, and tells you in these few words which it is.\n\n", "paragraph: Fern keeps little of you, and tells you in these few words which it is."
	for _, tt := range []struct{ name, text, want string }{
		{"lines below a title", intro + "Not collected\nYour name\nYour voice\nYour games\nYour friends\n\nWe mean it.\n",
			said + " | heading: Not collected | item <Not collected> {Not collected}: Your name | item <Not collected> {Not collected}: Your voice | item <Not collected> {Not collected}: Your games | heading: Your friends | paragraph <Your friends>: We mean it."},
		{"contents", intro + "Data collected\nVoice\nName\nFriends\nPlace\n\nVoice\n\nWe keep no voice.\n",
			said + " | heading: Data collected | heading: Voice | heading: Name | heading: Friends | heading: Place | heading: Voice | paragraph <Voice>: We keep no voice."},
		{"sections with Roman numbers", "Fern keeps little of you, and tells you so.\n\nI. VOICE\n\nWe keep no voice.\n\nII. PLACE\n\nWe keep no place.\n",
			"paragraph: Fern keeps little of you, and tells you so. | heading: I. VOICE | paragraph <I. VOICE>: We keep no voice. | heading: II. PLACE | paragraph <II. PLACE>: We keep no place."},
	} {
		got := strings.Join(outline(t, tt.text), " | ")
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", tt.name, diff)
		}
	}
}
