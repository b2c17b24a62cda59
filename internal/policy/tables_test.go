package policy

import (
	"strings"
	"testing"
)

// table is one table of a policy, and what it says.
type table struct {
	name  string
	intro string
	head  []string // none where empty
	rows  [][]string
	want  string
}

// TestTables writes tables as pages write them. Most of what they say stands in the names of
// their rows and columns; a "No" of a column that asks for something else denies nothing.
func TestTables(t *testing.T) {
	n := 0
	for _, x := range []table{
		{"collected yes/no", "In the last 12 months:", []string{"Category", "Examples", "Collected"}, [][]string{{"Device identifiers", "Your device ID", "YES"}, {"Geolocation data", "Precise location", "NO"}, {"Contacts", "Your address book", "NO"}},
			"device-id said, precise-location denied, coarse-location denied, contacts denied"},
		{"examples of what is not", "We collect these categories of data:", []string{"Category", "Examples", "Collected"}, [][]string{{"Identifiers", "Device ID", "YES"}, {"Geolocation", "Precise location or movements", "NO"}, {"Others", "Your contacts", "NO"}},
			"precise-location denied, coarse-location denied"},
		{"collected? with question", "", []string{"Data", "Do we collect it?"}, [][]string{{"Device ID", "Yes"}, {"Precise location", "No"}, {"Contacts", "No"}},
			"device-id said, precise-location denied, contacts denied"},
		{"collected marks", "", []string{"Data", "Collected", "Shared"}, [][]string{{"Device ID", "✓", "✓"}, {"Precise location", "✗", "✗"}, {"Contacts", "✓", "✗"}},
			"device-id said, precise-location denied, contacts said, contacts denied"},
		{"collected long answers", "", []string{"Category", "Collected", "Sold"}, [][]string{{"Device ID", "Yes, for analytics", "No"}, {"Precise location", "No, never", "No"}, {"Contacts", "Yes", "Not sold"}},
			"device-id said, device-id denied, precise-location denied, contacts said, contacts denied"},
		{"data purpose", "We collect the following data:", []string{"Data", "Purpose"}, [][]string{{"Device ID", "Analytics"}, {"Precise location", "Weather"}, {"Contacts", "Finding friends"}},
			"device-id said, precise-location said, contacts said"},
		{"personal data we collect", "", []string{"Personal data we collect", "Why"}, [][]string{{"Device ID", "Analytics"}, {"Precise location", "To show the weather"}, {"Contacts", "To find friends"}},
			"device-id said, precise-location said, contacts said"},
		{"data basis", "We process your data as follows.", []string{"Type of data", "Purpose of processing", "Legal basis", "Retention"}, [][]string{{"Device ID", "Analytics", "Legitimate interest", "1 year"}, {"Precise location", "Weather", "Consent", "1 day"}, {"Contacts", "Friends", "Consent", "Until deletion"}},
			"device-id said, precise-location said, contacts said"},
		{"purpose data", "", []string{"Purpose", "Data processed"}, [][]string{{"Analytics", "Device ID"}, {"Weather", "Precise location"}, {"Friends", "Contacts"}},
			"device-id said, precise-location said, contacts said"},
		{"third parties", "", []string{"Third party", "Data collected", "Purpose"}, [][]string{{"Google AdMob", "Device ID", "Ads"}, {"Mapbox", "Precise location", "Maps"}, {"Twilio", "Contacts", "Messages"}},
			"device-id said, precise-location said, contacts said"},
		{"shared with", "", []string{"Data", "Shared with"}, [][]string{{"Device ID", "Google AdMob"}, {"Precise location", "Nobody"}, {"Contacts", "Not shared"}},
			"device-id said, precise-location denied, contacts denied"},
		{"recipients", "", []string{"Category of personal information", "Categories of third parties to whom it is disclosed"}, [][]string{{"Device ID", "Advertising networks"}, {"Precise location", "Service providers"}, {"Contacts", "None"}},
			"device-id said, precise-location said, contacts denied"},
		{"permission", "", []string{"Permission", "Why we need it"}, [][]string{{"GPS", "To show the weather"}, {"Contacts", "To find your friends"}, {"READ_PHONE_STATE (device ID)", "To stop fraud"}},
			"device-id said, precise-location said, contacts said"},
		{"we collect / we do not", "", []string{"What we collect", "What we do not collect"}, [][]string{{"Device ID", "Precise location"}, {"Email address", "Contacts"}},
			"device-id said, precise-location denied, contacts denied"},
		{"rows are deeds", "", []string{"", ""}, [][]string{{"Data we collect", "Device ID"}, {"Data we do not collect", "Precise location, contacts"}},
			"device-id said, precise-location denied, contacts denied"},
		{"rows are deeds, headed", "", []string{"Question", "Answer"}, [][]string{{"What data do we collect?", "Device ID"}, {"What data do we never collect?", "Precise location, contacts"}, {"Do we sell your device ID?", "No"}},
			"device-id said, device-id denied, precise-location denied, contacts denied"},
		{"questions", "", []string{"Question", "Answer"}, [][]string{{"Do we collect your device ID?", "Yes"}, {"Do we collect your precise location?", "No"}, {"Do you access my contacts?", "No, never."}},
			"device-id said, precise-location denied, contacts denied"},
		{"negated column", "", []string{"Data", "Not collected", "Collected"}, [][]string{{"Device ID", "", "X"}, {"Precise location", "X", ""}, {"Contacts", "X", ""}},
			"device-id said, precise-location denied, contacts denied"},
		{"optional", "", []string{"Data", "Collected", "Optional"}, [][]string{{"Device ID", "Yes", "No"}, {"Precise location", "No", "-"}, {"Contacts", "No", "-"}},
			"device-id said, precise-location denied, contacts denied"},
		{"encrypted", "", []string{"Data", "Collected", "Encrypted", "Can be deleted"}, [][]string{{"Device ID", "Yes", "No", "No"}, {"Precise location", "Yes", "No", "No"}, {"Contacts", "Yes", "Yes", "No"}},
			"device-id said, precise-location said, contacts said"},
		{"on device", "", []string{"Data", "Stored on device", "Sent to our servers"}, [][]string{{"Device ID", "Yes", "Yes"}, {"Precise location", "Yes", "No"}, {"Contacts", "Yes", "No"}},
			"device-id said, precise-location said, precise-location denied, contacts said, contacts denied"},
		{"retention only", "We keep your data as long as this:", []string{"Data", "Retention period"}, [][]string{{"Device ID", "30 days"}, {"Precise location", "Not stored"}, {"Contacts", "Until you delete your account"}},
			"device-id said, precise-location denied, contacts said"},
		{"cookies", "", []string{"Cookie", "Purpose", "Expiry"}, [][]string{{"_ga", "Analytics", "2 years"}, {"device_id", "Sign-in", "Session"}, {"location", "Remembers the language", "1 year"}},
			""},
		{"rights", "", []string{"Right", "What it means"}, [][]string{{"Access", "You can ask for a copy of your contacts and your device ID"}, {"Erasure", "You can ask us to delete your precise location"}, {"Objection", "You can object to the use of your contacts"}},
			""},
		{"glossary", "", []string{"Term", "Meaning"}, [][]string{{"Device ID", "A number that a device has"}, {"Precise location", "Where you are to within 500 metres"}, {"Contacts", "The people in an address book"}},
			""},
	} {
		for _, f := range tableForms {
			n++
			var want []string
			if x.want != "" {
				want = strings.Split(x.want, ", ")
			}
			if got := composedOf(t, f.as(x)); !sameSet(got, want) {
				t.Errorf("%s, as %s: got %v, want %v", x.name, f.name, got, want)
			}
		}
	}
	t.Logf("%d tables", n)
}

var tableForms = []struct {
	name string
	as   func(table) string
}{
	{"a header", func(x table) string { return x.html("th", "td", false) }},
	{"a first row", func(x table) string { return x.html("td", "td", false) }},
	{"headers of rows", func(x table) string { return x.html("th", "th", false) }},
	{"paragraphs in cells", func(x table) string { return x.html("th", "td", true) }},
	{"pipes", table.pipes},
}

// html writes the table with cells of the elements head, in the first row, and first, in the
// first column.
func (x table) html(head, first string, paragraphs bool) string {
	var b strings.Builder
	b.WriteString("<html><body><h1>Privacy Policy</h1>\n<p>We collect personal information about you. This privacy policy describes how we use your personal data.</p>\n<p>" + x.intro + "</p><table>")
	row := func(cells []string, first, rest string) {
		b.WriteString("<tr>")
		for i, c := range cells {
			tag := rest
			if i == 0 {
				tag = first
			}
			if paragraphs {
				c = "<p>" + c + "</p>"
			}
			b.WriteString("<" + tag + ">" + c + "</" + tag + ">")
		}
		b.WriteString("</tr>\n")
	}
	if strings.Join(x.head, "") != "" {
		row(x.head, head, head)
	}
	for _, r := range x.rows {
		row(r, first, "td")
	}
	b.WriteString("</table></body></html>\n")
	return b.String()
}

func (x table) pipes() string {
	out := preamble + x.intro + "\n\n| " +
		strings.Join(x.head, " | ") + " |\n|" + strings.Repeat("---|", len(x.head)) + "\n"
	for _, r := range x.rows {
		out += "| " + strings.Join(r, " | ") + " |\n"
	}
	return out
}
