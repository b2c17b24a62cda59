package policy

import (
	"fmt"
	"strings"
	"testing"
)

// listForm is one way to write a list: around the lead-in, around each item ("#" is its
// number), between items and behind the last.
type listForm struct {
	name, lead, item, joint, end string
	bare                         bool // nothing marks the items but the colon before them
}

var listForms = []listForm{
	{"dashes", "@\n\n", "- @", "\n", "", false},
	{"stars", "@\n\n", "* @;", "\n", "", false},
	{"numbers", "@\n\n", "#. @", "\n", "", false},
	{"numbers in brackets", "@\n\n", "(#) @,", "\n", "", false},
	{"letters", "@\n", "b) @", "\n", "", false},
	{"roman numbers", "@\n", "ii. @", "\n", "", false},
	{"bullets", "@\n\n", "• @", "\n", "", false},
	{"arrows", "@\n", "➢ @", "\n", "", false},
	{"crosses", "@\n", "❌ @", "\n", "", false},
	{"tabs", "@\n", "\t-\t@", "\n", "", false},
	{"with purposes", "@\n\n", "- @: used for the service", "\n", "", false},
	{"with purposes in bold", "@\n\n", "- **@**: for the service", "\n", "", false},
	{"to do", "@\n\n", "- [ ] @", "\n", "", false},
	{"in a sentence, numbered", "@ ", "(#) @", "; ", ".", true},
	{"in a sentence", "@ ", "@", "; ", ".", true},
	{"quoted", "> @\n>\n", "> - @", "\n", "", false},
	{"under a heading", "### @\n\n", "- @", "\n", "", false},
	{"under bold words", "**@**\n\n", "- @", "\n", "", false},
	{"lines", "@\n", "@", "\n", "", true},
	{"lines apart", "@\n\n", "@", "\n\n", "", true},
	{"lines with stops", "@\n", "@;", "\n", "", true},
	{"forced breaks", "@  \n", "@", "  \n", "", true},
	{"bold lines", "@\n\n", "**@**", "\n\n", "", true},

	{"list", "<p>@</p><ul>", "<li>@</li>", "\n", "</ul>", false},
	{"list of paragraphs", "<p>@</p><ul>", "<li><p>@</p></li>", "\n", "</ul>", false},
	{"list deep in the page", "<div><p>@</p></div><div><ul>", "<li><div><span>@</span></div></li>", "\n", "</ul></div>", false},
	{"list under a title", "<h3>@</h3><ul>", "<li>@</li>", "\n", "</ul>", false},
	{"list behind a word on it", "<h3>@</h3><p>This is important to us.</p><ul>", "<li>@</li>", "\n", "</ul>", false},
	{"list under bold words", "<p><strong>@</strong></p><ul>", "<li>@</li>", "\n", "</ul>", false},
	{"opened list", "<details><summary>@</summary><ul>", "<li>@</li>", "\n", "</ul></details>", false},
	{"list with names", "<p>@</p><ul>", "<li><b>@</b>: used for the service</li>", "\n", "</ul>", false},
	{"list with names that stop", "<p>@</p><ul>", "<li><b>@.</b> This is all.</li>", "\n", "</ul>", false},
	{"list with names above", "<p>@</p><ul>", "<li><b>@</b><br>Not for the rest.</li>", "\n", "</ul>", false},
	{"list with dashes", "<p>@</p><ul>", "<li>@ — for the service</li>", "\n", "</ul>", false},
	{"terms", "<p>@</p><dl>", "<dt>@</dt><dd>For the service.</dd>", "\n", "</dl>", false},
	{"paragraphs under a title", "<h3>@</h3>", "<p>@</p>", "\n", "", false},
	{"paragraphs with bullets", "<p>@</p>", "<p>• @</p>", "\n", "", false},
	{"paragraphs of a word processor", "<p>@</p>", "<p><span>·<span>&nbsp;&nbsp;&nbsp; </span></span>@</p>", "\n", "", false},
	{"paragraphs with dashes", "<p>@</p>", "<p>- @</p>", "\n", "", false},
	{"lines with bullets", "<p>@<br>", "• @", "<br>\n", "</p>", false},
	{"lines with dashes", "<p>@</p><p>", "- @", "<br>\n", "</p>", false},
	{"paragraphs with numbers", "<p>@</p>", "<p>#. @</p>", "\n", "", true},
	{"paragraphs with letters", "<p>@</p>", "<p>(a) @</p>", "\n", "", true},
	{"paragraphs with names", "<p>@</p>", "<p><b>@</b>: used for the service</p>", "\n", "", false},
	{"paragraphs with names that stop", "<p>@</p>", "<p><b>@.</b> This is all that we have to say about it.</p>", "\n", "", true},
	{"paragraphs", "<p>@</p>", "<p>@</p>", "\n", "", true},
	{"paragraphs with semicolons", "<p>@</p>", "<p>@;</p>", "\n", "", true},
	{"paragraphs with stops", "<p>@</p>", "<p>@.</p>", "\n", "", true},
	{"paragraphs with crosses", "<p>@</p>", "<p>✗ @</p>", "\n", "", true},
	{"bold paragraphs", "<p>@</p>", "<p><b>@</b></p>", "\n", "", true},
	{"divisions", "<div>@</div>", "<div>@</div>", "\n", "", true},
	{"lines of a paragraph", "<p>@<br>", "@", "<br>\n", "</p>", true},
	{"lines of the next paragraph", "<p>@</p><p>", "@", "<br>\n", "</p>", true},
	{"table of one column", "<p>@</p><table>", "<tr><td>@</td></tr>", "\n", "</table>", true},
	{"table with bullets", "<p>@</p><table>", "<tr><td>•</td><td>@</td></tr>", "\n", "</table>", true},
}

// TestLists writes what is listed behind a lead-in in the forms that lists have: what is read
// must be what the same says in a line.
func TestLists(t *testing.T) {
	nouns := []string{"Your name", "Your device ID", "Your contacts", "Your precise location"}
	deeds := []string{"Collect your name", "Collect your device ID", "Share your contacts with advertisers", "Track your precise location"}
	n, wrong := 0, 0
	check := func(lead string, items, want []string) {
		if len(want) == 0 {
			t.Errorf("%q: nothing is read in a line", lead)
		}
		for _, f := range listForms {
			if f.bare && !strings.HasSuffix(lead, ":") {
				continue
			}
			n++
			if got := composedOf(t, f.page(lead, items)); !sameSet(got, want) {
				if wrong++; wrong <= 10 {
					t.Errorf("%s: %q: got %v, in a line %v", f.name, lead, got, want)
				}
			}
		}
	}
	for _, lead := range []string{
		"We collect the following information:", "We do not collect:", "The following data is not collected:", "Our partners may collect:",
		"We may share the following data with advertisers:", "We never share:", "The information we collect includes:",
		"With your consent, we collect:", "Third parties may receive:", "We will not share the following with third parties:",
		"Information we do not collect:", "Data collected by our partners:", "None of the following is collected:", "What we do not collect:",
		"Data we do not collect", "Not collected", "We neither collect nor store:", "The personal data we process are:", "We need to read:",
		"Information We Collect", "Data shared with third parties", "We do not collect any of the following",
	} {
		check(lead, nouns, composed(t, strings.TrimSuffix(lead, ":")+": your name, your device ID, your contacts and your precise location."))
	}
	for _, lead := range []string{"We do NOT:", "We will never:", "Our partners may:", "The app does not:"} {
		var want []string
		for _, d := range deeds {
			want = append(want, composed(t, strings.TrimSuffix(lead, ":")+" "+strings.ToLower(d[:1])+d[1:]+".")...)
		}
		check(lead, deeds, want)
	}
	t.Logf("%d lists, %d wrong", n, wrong)
}

// page writes a policy with the list in it.
func (f *listForm) page(lead string, items []string) string {
	out := preamble
	if f.lead[0] == '<' {
		out = "<html><body><h1>Privacy Policy</h1>\n<p>We collect personal information about you. This privacy policy describes how we use your personal data.</p>\n"
	}
	out += strings.ReplaceAll(f.lead, "@", lead)
	for i, item := range items {
		if i > 0 {
			out += f.joint
		}
		out += strings.NewReplacer("#", fmt.Sprint(i+1), "@", item).Replace(f.item)
	}
	return out + f.end + "\n"
}
