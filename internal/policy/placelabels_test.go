package policy

import (
	"testing"
)

// TestPlaceLabels: places in lines without a verb, and lines that look like them.
func TestPlaceLabels(t *testing.T) {
	checkPlaces(t, []placeCase{
		{"### Zeta Cloud\n\n- Hosting: Germany\n- Data storage: Ireland and Spain\n- Server location: Frankfurt", "store-abroad states DE; store-abroad states IE; store-abroad states ES; store-abroad states DE"},
		{"## Storage locations\n\n- **Live data**: your phone\n- **Backups**: encrypted servers in Japan", "store-abroad states JP"},
		{"## Service providers\n\n### Zeta\n\n- Purpose: chat\n- Location: India", "transmit-abroad vague IN to Zeta"},
		{"Your data is sent to these countries:\n\n- Japan\n- **Zeta**: India (standard clauses of the EU)", "transmit-abroad states JP; transmit-abroad states IN to Zeta"},
		{"We keep personal data in:\n\n- For users in Peru: Brazil", "store-abroad states BR"},
		{"We do not send your data to the following countries:\n\n- China", "transmit-abroad denies CN"},
		{"We share your data with these providers:\n\n- Zeta, Inc. (Tel Aviv, Israel), for mail\n- Ypsi – chat (servers in Japan/Chile)\n- Chi, based in Spain: maps\n- Phi Ltd. (India), Phi LLC (USA)",
			"transmit-abroad states IL to Zeta, Inc; store-abroad states JP to Ypsi; store-abroad states CL to Ypsi; transmit-abroad states ES to Chi; transmit-abroad states IN to Phi Ltd; transmit-abroad states US to Phi LLC"},
		{"We use the following providers:\n\n- Zeta (Israel), for mail", "transmit-abroad vague IL to Zeta"},
		{"- No international data transfers", "transmit-abroad denies outside "},
		{"## Data abroad\n\n- No cross-border transfer of data", "transmit-abroad denies outside "},
		{"### Zeta Push\n\n- Hosting: Spain · no third-country transfer", "store-abroad states ES; transmit-abroad denies outside  (Zeta Push)"},
		{"### Google Analytics\n\n- No transfers outside of the EU", "transmit-abroad denies outside EU (Google Analytics)"},
		{"Personal data: no transfer outside the EU.", "transmit-abroad denies outside EU"},
		{"No transfer to third countries takes place.", "transmit-abroad denies outside "},
		// A bracket of letters, of a firm's own name, of who is asked; offices; users; addresses; what is kept how long.
		{"We share your data with these providers:\n\n- Zeta (Europe) Ltd.\n- Firms of the European Economic Area (EEA)\n- Ypsi (EU contact)", ""},
		{"We do not share your data with these providers:\n\n- Zeta (Israel)", ""},
		{"We have offices in the following countries:\n\n- Japan", ""},
		{"You can reach our offices here:\n\n- Zeta (Israel)\n- Location: India", ""},
		{"We offer our services in:\n\n- Japan", ""},
		{"- Storage: 30 days in the case of Spain's tax law\n- Location: we ask for it in Spain", "precise-location; coarse-location"},
	})
}

// TestPlacesByNot: places that a "not" or a comparison names are not where data goes.
func TestPlacesByNot(t *testing.T) {
	checkPlaces(t, []placeCase{
		{"We transfer your data to countries that are not part of the EU.", "transmit-abroad states outside EU"},
		{"We never send your data to a country which does not belong to the EEA.", "transmit-abroad denies outside EEA"},
		{"Your data is transferred to Canada and kept by us there.", "transmit-abroad states CA; store-abroad states CA"},
		{"From and to Peru, from Peru. We send your data from Peru to Chile.", "transmit-abroad states CL"},
		{"We send your data to Japan, which is not in the EEA.", "transmit-abroad states JP"},
		{"We send your data to other countries that do not protect it as well as the EEA.", "transmit-abroad states outside "},
		{"We keep your data in other countries whose rules are not the same as the laws of Peru or elsewhere outside of Chile.", "store-abroad states outside "},
		{"We transfer your data from our firms in the European Economic Area (EEA) and Peru to Chile.", "transmit-abroad states CL"},
	})
}
