package sample

import (
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy/change"
	"github.com/avow-audit/avow/internal/practice"
)

// NamedDiff is a comparison with the name of its golden file.
type NamedDiff struct {
	Name     string
	Versions *change.Versions
}

// Diffs returns comparisons of two versions of a policy: a full one, one with nothing
// changed, one that could not be made, and one of names and sentences that attack the page.
func Diffs() []NamedDiff {
	old := version("privacy-2023.html", "1 May 2023")
	new := version("privacy-2024.html", "2 June 2024")
	was := []message.Statement{
		said("We collect your contacts with your consent.", practice.Contacts, message.Conditional, ""),
		said("We note your city and share it with partners.", practice.CoarseLocation, message.States, ""),
		said("Ads are chosen by what you read.", practice.AdProfiling, message.Hazy, ""),
		said("Our staff reads your device ID.", practice.DeviceID, message.States, ""),
	}
	now := []message.Statement{
		said("We collect your contacts and your photos.", practice.Contacts, message.States, ""),
		said("Voices are told apart by voiceprints.", practice.Voiceprint, message.States, ""),
		said("Ads are chosen by what you read.", practice.AdProfiling, message.Hazy, "EEA"),
		said("Our staff reads your device ID.", practice.DeviceID, message.States, ""),
	}
	unread := old
	unread.Unread = true
	unread.Unknowns = []message.Unknown{{Kind: "language", Side: message.SidePolicy, Reason: "The document is in French; avow reads English."}}
	evil := version("<b>\u202ename</b>.html", "<script>1</script>")
	attack := "<img src=x onerror=alert(1)> \u202e & \"quoted\" "
	return []NamedDiff{
		{"diff", change.Compare(old, new, was, now)},
		{"diff-same", change.Compare(old, new, was, was)},
		{"diff-unread", change.Compare(unread, new, nil, now)},
		{"diff-hostile", change.Compare(evil, evil,
			[]message.Statement{said(attack+"we collect your contacts", practice.Contacts, message.States, attack)},
			[]message.Statement{said(attack+"we do not collect your contacts", practice.Contacts, message.Denies, attack)})},
	}
}

func version(name, dated string) change.Version {
	return change.Version{Input: message.Input{Name: name, Size: 4321, SHA256: digest(name)}, Effective: dated}
}

func said(quote string, p practice.ID, m message.Modality, section string) message.Statement {
	return message.Statement{
		ID: message.ContentID("S", quote), Document: "privacy.html", Practice: p, Modality: m, Party: message.FirstParty,
		Term: "your data", Quote: quote, Heading: []string{"What we collect"}, Section: section, Offset: 1234, Length: len(quote),
	}
}
