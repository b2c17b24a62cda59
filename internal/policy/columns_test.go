package policy

import (
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// Who stands in a column of recipients gets what the row names; a column of sources
// and a cell that says nobody pass nothing on.
func TestRecipients(t *testing.T) {
	const page = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p>
<table><tr><th>Category</th><th>Collected from third parties</th><th>Recipients of disclosures</th></tr>
<tr><td>Advertising ID</td><td>Data brokers</td><td>Advertising networks, affiliates</td></tr>
<tr><td>Contacts</td><td>Advertisers</td><td>No third parties</td></tr>
<tr><td>Personal information</td><td>You</td><td>Service providers</td></tr></table></html>`
	shared := map[string]int{}
	for m := range readText(t, page).Mentions() {
		if m.Action == "share" && m.Block > 2 && m.Modality == message.States {
			shared[m.Type]++
			if m.Recipient != "Advertising networks, affiliates" || m.Third != "ads" {
				t.Errorf("%s goes to %q (%s)", m.Type, m.Recipient, m.Third)
			}
		}
	}
	if len(shared) != 1 || shared["advertising-id"] != 1 {
		t.Errorf("shared: %v", shared)
	}
}

// A row named after who gets data, and a column of what it gets, read the other way
// round; a row of a service counts by its name. Sources get nothing, our own
// services are nobody else, and a purpose is no data.
func TestRowGets(t *testing.T) {
	const head = `<html><h1>Privacy Policy</h1>
<p>This privacy policy explains how we collect personal information and how we use it. We share personal information with providers.</p><table>`
	for name, c := range map[string]struct{ table, to, third string }{
		"recipients": {`<tr><th>Recipients<th>Reasons<th>Categories of personal data</tr>
			<tr><td>Advertising partners<td>Ads<td>It may include:<br>Account data<br>Advertising ID<br>Other data</tr>`, "Advertising partners", "ads"},
		"no class": {`<tr><th>With whom we share<th>Data</tr><tr><td>Acme<td>Advertising ID</tr>`, "Acme", "third"},
		"a service by its name": {`<tr><th>Service<th>Data collected<th>Purpose</tr>
			<tr><td>Google Analytics<td>Advertising ID<td>Statistics</tr>`, "Google Analytics", "analytics"},
		"our own service": {`<tr><th>Service<th>Data</tr><tr><td>Maps<td>Advertising ID</tr>`, "", ""},
		"not shared":      {`<tr><th>Recipients<th>Data we do not share</tr><tr><td>Advertisers<td>Advertising ID</tr>`, "", ""},
		"ourselves":       {`<tr><th>Third party<th>Data</tr><tr><td>Our servers<td>Advertising ID</tr>`, "", ""},
		"none":            {`<tr><th>Third party<th>Data</tr><tr><td>None<td>Advertising ID</tr>`, "", ""},
		"nobody":          {`<tr><th>Recipients<th>Data</tr><tr><td>No advertisers<td>Advertising ID</tr>`, "", ""},
		"sources":         {`<tr><th>Collected from third parties<th>Data</tr><tr><td>Advertisers<td>Advertising ID</tr>`, "", ""},
		"purposes":        {`<tr><th>Recipients<th>Purpose of the data</tr><tr><td>Advertisers<td>To match an advertising ID</tr>`, "", ""},
	} {
		to, third := "", ""
		for m := range readText(t, head+c.table+"</table></html>").Mentions() {
			if m.Type == "advertising-id" && m.Action == "share" {
				to, third = m.Recipient, m.Third
			}
		}
		if to != c.to || third != c.third {
			t.Errorf("%s: goes to %q (%s), want %q (%s)", name, to, third, c.to, c.third)
		}
	}
}
