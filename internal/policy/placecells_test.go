package policy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/practice"
)

// placesOf writes what a text says of places, as "store-abroad states DE to Acme".
func placesOf(t *testing.T, text string) []string {
	t.Helper()
	var out []string
	for _, s := range readText(t, preamble+text+"\n").Statements {
		if s.Practice != practice.StoreAbroad && s.Practice != practice.TransmitAbroad {
			out = append(out, string(s.Practice))
			continue
		}
		line := fmt.Sprintf("%s %s %s", s.Practice, s.Modality, s.Country)
		if s.Outside != "" || s.Country == "" {
			line += "outside " + s.Outside
		}
		if s.Recipient != "" {
			line += " to " + s.Recipient
		}
		for _, sc := range s.Scope {
			line += " (" + sc.Text + ")"
		}
		out = append(out, line)
	}
	return out
}

type placeCase struct{ text, want string }

func checkPlaces(t *testing.T, cases []placeCase) {
	t.Helper()
	for _, c := range cases {
		var want []string
		if c.want != "" {
			want = strings.Split(c.want, "; ")
		}
		got := placesOf(t, c.text)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s\n got %q\nwant %q", c.text, got, want)
		}
	}
}

// TestPlaceCells: tables with a column of countries, and those whose countries are of users, offices and laws.
func TestPlaceCells(t *testing.T) {
	table := func(rows ...string) string {
		head := rows[0]
		return head + "\n|" + strings.Repeat("---|", strings.Count(head, "|")-1) + "\n" + strings.Join(rows[1:], "\n")
	}
	checkPlaces(t, []placeCase{
		{"We share data with these companies:\n\n" + table("| Company | Country |", "| Zeta | Germany |", "| Ypsi | USA (certified) |"), "transmit-abroad states DE to Zeta; transmit-abroad states US to Ypsi"},
		{"We pass your data on to providers who run the app with us.\n\n" + table("| Provider | Task | Location |", "| Zeta | Mail | India |"), "transmit-abroad states IN to Zeta"},
		{"## Sub-processors\n\n" + table("| Name | Location |", "| Zeta | Japan |"), "transmit-abroad states JP to Zeta"},
		{table("| Recipient | Country |", "| Zeta | Japan, Brazil |"), "transmit-abroad states JP to Zeta; transmit-abroad states BR to Zeta"},
		{table("| Vendor | Country |", "| Zeta | Japan |"), "transmit-abroad vague JP to Zeta"},
		{table("| Provider | Hosting location |", "| Zeta | EU, US |"), "store-abroad states EU to Zeta; store-abroad states US to Zeta"},
		{table("| Data | Where it is stored |", "| Accounts | Zeta Cloud (Ireland) |"), "store-abroad states IE to Zeta Cloud"},
		{table("| Feature | Location of servers |", "| Chat | Singapore |"), "store-abroad states SG"},
		{table("| Provider | International transfers |", "| Zeta | Yes, USA |", "| Ypsi | None |"), "transmit-abroad states US to Zeta"},
		{table("| Question | Answer |", "| Where are your servers? | In Canada |"), "store-abroad states CA"},
		{table("| Party name | Transfers | Hosting location |", "| Zeta | N/A, as no data is transferred outside of the EU | EU |"), "transmit-abroad denies outside EU (Zeta); store-abroad states EU to Zeta"},
		{"## Firms with whom your data is shared\n\n" + table("| Party name | Data disclosed | Country |", "| Zeta | Name, device ID | Chile |"), "device-id; transmit-abroad states CL to Zeta"},
		// Offices, users, contacts, laws; what is denied; a column of data.
		{"## Our offices\n\n" + table("| Company | Country |", "| Zeta Ltd | Germany |"), ""},
		{"You can write to us here:\n\n" + table("| Country | Company |", "| Germany | Zeta GmbH |"), ""},
		{table("| Provider | Location of users |", "| Zeta | Germany |"), ""},
		{table("| Right | Country |", "| Erasure | Germany |"), ""},
		{"We do not share data with these companies:\n\n" + table("| Company | Country |", "| Zeta | Russia |"), ""},
		{"We share data with these companies:\n\n" + table("| Company | Country |", "| Zeta | The laws of Spain apply |"), ""},
	})
}
