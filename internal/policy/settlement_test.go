package policy

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// cells are the questions of the TikTok settlement put to recorded texts, read
// by hand: what the section for those users says of a practice, in which
// countries, and how the sentence begins that says it. An empty modality is
// silence.
var cells = []struct {
	file, section string
	practice      practice.ID
	says          message.Modality
	countries     string
	quote         string
}{
	{"2020-07-08_contrib_b943deeb", "US", practice.FaceTemplate, "", "", ""},
	{"2020-07-08_contrib_b943deeb", "US", practice.Voiceprint, "", "", ""},
	{"2020-07-08_contrib_b943deeb", "US", practice.PreciseLocation, message.Conditional, "", "With your permission, we may also collect Global Positioning System"},
	{"2020-07-08_contrib_b943deeb", "US", practice.TransmitAbroad, "", "", ""},
	{"2020-07-08_contrib_b943deeb", "US", practice.StoreAbroad, "", "", ""},
	{"2020-07-08_contrib_b943deeb", "EEA", practice.TransmitAbroad, message.States, "", "The personal data that we collect from you will be transferred to"},
	{"2020-07-08_contrib_b943deeb", "other", practice.StoreAbroad, message.States, "SG US", "The personal data we collect from you may be stored on a server located in Singapore"},
	{"2020-07-30_tosback_038a8147", "EEA", practice.PreciseLocation, message.States, "", "In certain jurisdictions, we may also collect Global Positioning System data"},
	{"2021-07-15_contrib_016d6a94", "EEA", practice.PreciseLocation, message.States, "", "In certain jurisdictions, we may also collect Global Positioning System data"},
	{"2021-07-15_contrib_016d6a94", "EEA", practice.Voiceprint, "", "", ""},
	{"2022-06-08_contrib_4c1816f6", "", practice.PreciseLocation, message.Conditional, "", "With your permission, we may also collect precise location information"},
	{"2022-06-08_contrib_4c1816f6", "", practice.FaceTemplate, "", "", ""},
	{"2022-12-02_pga_eb0071ee", "", practice.FaceTemplate, "", "", ""},
	{"2022-12-02_pga_eb0071ee", "", practice.StoreAbroad, message.States, "SG US", "We store the information described in What Information We Collect in secure servers"},
	{"2022-12-02_pga_eb0071ee", "", practice.TransmitAbroad, message.Hazy, "", "Certain entities in our Corporate Group"},
	{"2023-10-19_contrib_48037ecd", "", practice.StoreAbroad, message.States, "MY SG US", "We store the information described in the"},
	{"2023-10-19_contrib_48037ecd", "", practice.Voiceprint, "", "", ""},
	{"2025-09-13_vlopses-us_172b4343", "US", practice.FaceTemplate, message.States, "", "We may collect biometric identifiers and biometric information"},
	{"2025-09-13_vlopses-us_172b4343", "US", practice.Voiceprint, message.States, "", "We may collect biometric identifiers and biometric information"},
	{"2025-09-13_vlopses-us_172b4343", "US", practice.PreciseLocation, message.Denies, "", "Current versions of the app do not collect precise or approximate GPS"},
	{"2025-09-13_vlopses-us_172b4343", "US", practice.TransmitAbroad, message.States, "", "TikTok may transmit your data to its servers"},
	{"2025-09-13_vlopses-us_172b4343", "children", practice.TransmitAbroad, message.States, "", "TikTok may transmit Children’s information to its servers"},
	{"QUOTES_US_2021-06-02_secondary", "US", practice.Voiceprint, message.States, "", "\"We may collect biometric identifiers"},
}

func TestSettlementQuestions(t *testing.T) {
	const folder = "../../../shared/policies/texts/tiktok/"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("../shared/policies/texts is absent")
	}
	read := map[string]*Result{}
	for _, c := range cells {
		if read[c.file] == nil {
			data, err := os.ReadFile(filepath.Join(folder, c.file+".md"))
			if err != nil {
				t.Fatal(err)
			}
			read[c.file] = readText(t, string(data))
		}
		var about []message.Statement
		quoted := c.says == ""
		var countries []string
		for _, s := range read[c.file].Statements {
			if s.Practice != c.practice || s.Section != c.section {
				continue
			}
			about = append(about, s)
			if s.Modality == c.says && strings.HasPrefix(s.Quote, c.quote) {
				quoted = true
				if s.Country != "" {
					countries = append(countries, s.Country)
				}
			}
		}
		slices.Sort(countries)
		if !quoted || c.says == "" && len(about) > 0 || strings.Join(countries, " ") != c.countries {
			t.Errorf("%s, %s: want %q %s %q, got %s", c.file, c.practice, c.says, c.countries, c.quote, list(about))
		}
	}
}
