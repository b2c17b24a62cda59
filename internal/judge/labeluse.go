package judge

import (
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// useRules hold what a label says of the use of a type against where the app
// sends it and whom the policy names. All are ambiguous at most: what a receiver
// does with data is not in a package.
//
// Sources. Google Play Console Help 10787469: "advertising or marketing" is to
// display or target ads, or to measure them; to transfer to a third party is to
// share, but for a service provider that processes for the developer alone.
// Apple, "App privacy details on the App Store": third-party advertising holds
// sharing data with those who display ads of third parties, the developer's own
// advertising sharing with those who display the developer's; tracking is
// joining data of the app with that of other companies for targeted ads or their
// measurement, or sharing with a data broker; data is linked unless direct
// identifiers are taken off before it is collected and it is not tied again.
// "User privacy and data use": a third-party SDK that joins data of several apps
// for ads tracks, also where the app does not use it for that. A manifest need
// not cover SDKs, so a policy that names advertisers does not part from one.
var useRules = []rule{
	{message.Ambiguous,
		func(v *view) bool { return len(v.label.unshared) > 0 && v.sentTo(ads) },
		say("{does}; the label declares it as collected and not as shared, which holds only for those who process it for the publisher alone.")},
	{message.Ambiguous,
		func(v *view) bool { return v.notForAds() && v.sentTo(ads) },
		say("{does}; the label declares it for {purposes}, and not for advertising, which holds only if the advertising service does not use it so.")},
	{message.Ambiguous,
		func(v *view) bool { return v.notTracking() && v.sentTo(ads) && v.label.idToAds },
		say("{does}, and an identifier with it; the label does not name it as used for tracking, which holds only if the advertising service joins it with no data of other companies.")},
	{message.Ambiguous,
		func(v *view) bool { return v.notLinked() && len(v.label.withID) > 0 },
		say("{does}, in one call with an identifier of the device; the label declares it as not linked to the user, which holds only if the two are parted again and never joined.")},
	{message.Ambiguous,
		func(v *view) bool { return v.notForAds() && !v.label.OwnCode && v.advertiser() != "" },
		say("The policy says that {advertiser} get it; the label declares it for {purposes}, and not for advertising.")},
	{message.Ambiguous,
		func(v *view) bool { return v.notTracking() && !v.label.OwnCode && v.advertiser() != "" },
		say("The policy says that {advertiser} get it; the label does not name it as used for tracking, which holds only if they join it with no data of other companies.")},
}

const ads = "ads" // the recipient of evidence that advertises

// sentTo reports that what leaves goes to such a recipient.
func (v *view) sentTo(recipient string) bool {
	return slices.ContainsFunc(v.label.leaves, func(e message.Evidence) bool { return e.Sink != nil && e.Sink.Recipient == recipient })
}

// told are the statements by which the label declares the practice: by name, or
// else by a type that holds it.
func (v *view) told() []message.Statement {
	if v.declared() {
		return v.label.declares
	}
	return v.label.holds
}

// purposes are what the label says the data is for, each once.
func (v *view) purposes() []string {
	var out []string
	for _, s := range v.told() {
		for _, p := range s.Label.Purposes {
			if !slices.Contains(out, p) {
				out = append(out, p)
			}
		}
	}
	return out
}

// notForAds reports that the label says what the data is for, and advertising is
// not among it.
func (v *view) notForAds() bool {
	list := v.purposes()
	return len(list) > 0 && !slices.ContainsFunc(list, func(p string) bool { return slices.Contains(v.label.Ads, p) })
}

func marked(m message.Mark) func(message.Statement) bool {
	return func(s message.Statement) bool { return slices.Contains(s.Label.Marks, m) }
}

// notTracking reports that the label declares the data, tells which data is used
// for tracking, and this is not.
func (v *view) notTracking() bool {
	return v.label.Tracking && !v.label.partial && len(v.told()) > 0 && !slices.ContainsFunc(v.told(), marked(message.Tracking))
}

// notLinked reports that the label declares the data as not linked, and nowhere
// as linked.
func (v *view) notLinked() bool {
	return slices.ContainsFunc(v.told(), marked(message.NotLinked)) && !slices.ContainsFunc(v.told(), marked(message.Linked))
}

// identifiers are the practices by which a device is known again.
var identifiers = map[practice.ID]bool{practice.AdvertisingID: true, practice.DeviceID: true}

// beside looks for identifiers that leave: to an advertising service, or, where
// the label says that nothing is linked, in the very call by which the data of
// this view does.
func (v *view) beside(all []message.Evidence) {
	for _, id := range all {
		if !identifiers[id.Practice] || id.Weight != message.Primary || !leavesDevice(id) || v.label.App != "" && id.App() != v.label.App {
			continue
		}
		v.label.idToAds = v.label.idToAds || id.Sink != nil && id.Sink.Recipient == ads
		for _, e := range v.label.leaves {
			if v.notLinked() && id.Practice != v.p.ID && sameCall(e, id) {
				v.label.withID = append(v.label.withID, id)
			}
		}
	}
}

// sameCall reports that two flows share all their way from where they are read:
// then one call took both. That they end in one call does not suffice, since an
// app sends all its requests through one.
func sameCall(a, b message.Evidence) bool {
	x, y := sent(a), sent(b)
	return len(x) > 0 && slices.EqualFunc(x, y, func(s, t message.Step) bool { return s.Place == t.Place })
}

// sent are the steps behind the one that reads the data.
func sent(e message.Evidence) []message.Step {
	if e.Path == nil || e.Path.Grade == message.Stored || len(e.Places) == 0 {
		return nil
	}
	for i, s := range slices.Backward(e.Path.Steps) {
		if at := s.Place; at.File == e.Places[0].File && at.Class == e.Places[0].Class && at.Method == e.Places[0].Method && at.Offset == e.Places[0].Offset {
			return e.Path.Steps[i+1:]
		}
	}
	return nil
}

// advertisers are words by which a policy names those who advertise, or trade
// with data; whoever else gets data may do so as well, which is not said.
var advertisers = []string{"advertis", "ad network", "ad-network", "ad partner", "ad serv", "ad exchange", "ad compan", "data broker",
	"admob", "adsense", "google ads", "doubleclick", "applovin", "chartboost", "inmobi", "mopub", "tapjoy", "vungle", "audience network"}

// advertiser is who gets the data by the policy and advertises, in its words.
func (v *view) advertiser() string {
	for _, s := range append(slices.Clip(v.affirms), v.thirds...) {
		low := strings.ToLower(s.Recipient)
		if slices.ContainsFunc(advertisers, func(word string) bool { return strings.Contains(low, word) }) {
			return s.Recipient
		}
	}
	return ""
}

func (v *view) advertiserWords() string { return fmt.Sprintf("%q", clip(v.advertiser(), 60)) }

// purposeWords lists what the label says the data is for.
func (v *view) purposeWords() string {
	const most = 3
	list := v.purposes()
	if n := len(list) - most; n > 0 {
		list = append(slices.Clone(list[:most]), fmt.Sprintf("%d more", n))
	}
	return strings.Join(list, ", ")
}
