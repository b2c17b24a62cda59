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
	for _, m := range readText(t, page).Mentions {
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
