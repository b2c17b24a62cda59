package policy

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// silent is the beginning of a policy that says of no data that it is collected.
const silent = "# Privacy Policy\n\nThis privacy policy explains how personal information is handled. We share personal information as said below. The protection of your personal data matters to us.\n\n"

// TestAllData: a denial of all data stands for each practice that takes data and is not spoken of. Wanted are the
// kinds of limits of that on contacts; "-" is none.
func TestAllData(t *testing.T) {
	for text, want := range map[string]string{
		"We do not collect any data.":                                               "device",
		"The app collects nothing.":                                                 "device",
		"No data is collected or stored.":                                           "device",
		"We collect no data whatsoever from our users.":                             "device",
		"Because the app does not collect any data, nothing can be sold.":           "device",
		"The app does not collect, store or share any user data.":                   "device",
		"We do not collect any personal information.":                               "device feature",
		"Analytics: we do not collect any data.":                                    "device feature",
		"We do not collect any data. We collect your precise location.":             "device exception",
		"We do not collect personal data. We collect your precise location.":        "-",
		"We do not collect personal data. We collect personal data when you write.": "-",
		"We do not collect any health data.":                                        "-",
		"We do not access any shared data.":                                         "-",
		"We do not collect any other data.":                                         "-",
		"We do not collect any data without your consent.":                          "-",
		"We do not collect any data from children.":                                 "-",
		"We do not knowingly collect any data.":                                     "-",
		"We do not collect any data that you type.":                                 "-",
		"We do not collect any data from Facebook.":                                 "-",
		"Your data never leaves your device.":                                       "device",
		"We do not transmit any data over the internet.":                            "device",
		"Nothing leaves your device.":                                               "device",
		"Nothing is said of data here.":                                             "-",
		"No data is sent to external servers.":                                      "device",
		"All data remains locally on your device.":                                  "device",
		"We do not collect any user data.":                                          "device",
		"No data is sent to Expo's servers.":                                        "-",
		"The data never leaves your device.":                                        "-",
		"Data you enter never leaves your device.":                                  "-",
		"Your payment data never leaves your device.":                               "-",
		"Your data does not leave the EU.":                                          "-",
		"We do not send your data without your consent.":                            "-",
		"We do not share any data.":                                                 "-",
		"We do not sell any personal information.":                                  "-",
		"If we do not collect any data, we tell you.":                               "-",
		"You do not have to give us any data.":                                      "-",
		"Our partners do not collect any data.":                                     "-",
		"Cookies do not collect any data.":                                          "-",
		"We are not responsible for any data.":                                      "-",
		"There is nothing we collect with more care.":                               "-",
		"We collect nothing but your name.":                                         "-",
		"Do we collect any data?":                                                   "-",
	} {
		got := "-"
		res := readText(t, silent+text+"\n")
		for _, s := range res.Statements {
			if s.All && (s.Modality != message.Denies || s.Practice == practice.TransmitAbroad) {
				t.Errorf("%q: %s", text, list(res.Statements))
			}
			if s.Practice != practice.Contacts {
				continue
			}
			if !s.All {
				t.Errorf("%q: contacts are not named: %s", text, list(res.Statements))
			}
			var kinds []string
			for _, x := range s.Scope {
				kinds = append(kinds, string(x.Kind))
			}
			got = strings.Join(kinds, " ")
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestAllDataTopic: under a title of something else, all data is not all.
func TestAllDataTopic(t *testing.T) {
	for title, want := range map[string]int{"Crash reports": 2, "Data we collect": 1} {
		res := readText(t, "<html><body><h1>Privacy Policy</h1><p>This privacy policy explains how personal information is handled. "+
			"The protection of your personal data matters to us.</p><h2>"+title+"</h2><p>We do not collect any data.</p></body></html>")
		if len(res.Statements) == 0 || len(res.Statements[0].Scope) != want {
			t.Errorf("%s: %s", title, list(res.Statements))
		}
	}
}

// TestAllDataByName: what is said by name stands before what is said of all.
func TestAllDataByName(t *testing.T) {
	res := readText(t, silent+"We do not collect any data. Contacts: We do not share your contacts with anyone.\n")
	n := 0
	for _, s := range res.Statements {
		if s.Practice == practice.Contacts {
			n++
			if s.All {
				t.Errorf("contacts are spoken of by name: %s", list(res.Statements))
			}
		}
	}
	if n != 1 {
		t.Errorf("%d statements on contacts, want one", n)
	}
}
