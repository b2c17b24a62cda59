package judge

import (
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// rule is one row of the decision: the first whose when fits gives the verdict.
type rule struct {
	answer message.Answer
	when   func(*view) bool
	reason func(*view) string
}

// Rows that policies and labels share.
var (
	tooWeak = rule{message.CannotTell,
		func(v *view) bool { return v.hinting() },
		say("The app shows signs of it, too weak to decide: {hints}.")}
	unseen = rule{message.CannotTell,
		func(v *view) bool { return v.appBlind },
		say("Nothing was found, but {blind}.")}
)

// rules is the order of decision. docs/architecture.md prints it as a table.
var rules = []rule{
	// The app does it.
	{message.CannotTell,
		func(v *view) bool { return v.doing() && !v.policyGiven },
		say("{does}; no policy was given to hold it against.")},
	{message.CannotTell,
		func(v *view) bool { return v.doing() && !v.policyRead },
		say("{does}; the policy could not be read, so whether it says so is open.")},
	{message.Ambiguous,
		func(v *view) bool { return v.doing() && len(v.denies) > 0 && len(v.affirms) > 0 },
		say("{does}; the policy both states and denies it.")},
	{message.Ambiguous,
		func(v *view) bool { return v.doing() && len(v.denies) > 0 && v.aimsAds() },
		say("{does}; the policy denies it, and says elsewhere that ads are chosen by data{term}.")},
	{message.Contradicted,
		func(v *view) bool { return v.doing() && len(v.denies) > 0 },
		say("{does}; the policy denies it without any limit.")},
	{message.Ambiguous,
		func(v *view) bool { return v.leaves() && len(v.local) > 0 && len(v.affirms) > 0 },
		say("{does}, and it leaves the device; the policy states it, and says that it stays there ({local}).")},
	{message.Contradicted,
		func(v *view) bool { return v.leaves() && len(v.local) > 0 },
		say("{does}, and it leaves the device; the policy says that it does not ({local}).")},
	{message.Ambiguous,
		func(v *view) bool { return v.builtIn() && (len(v.affirms) > 0 || v.aimsAds()) },
		say("{does}; the policy states it, and says that no software for it is built in ({software}).")},
	{message.Contradicted,
		func(v *view) bool { return v.builtIn() },
		say("{does}, by software that the policy says is not built in ({software}).")},
	{message.Ambiguous,
		func(v *view) bool { return v.doing() && len(v.affirms) > 0 && v.narrowed() },
		say("{does}; the policy states it and denies it {scope}, which a package cannot settle.")},
	{message.Vague,
		func(v *view) bool { return v.doing() && len(v.affirms) == 0 && len(v.thirds) > 0 && v.ownDoing() },
		say("{does}; the policy says so of third parties only.")},
	{message.Kept,
		func(v *view) bool { return v.doing() && len(v.affirms)+len(v.thirds) > 0 },
		say("{does}, and the policy says so{condition}.")},
	{message.Ambiguous,
		func(v *view) bool { return v.doing() && len(v.local) > 0 },
		say("{does}; the policy says only that it does not leave the device ({local}), and nothing was found that takes it off.")},
	{message.Ambiguous,
		func(v *view) bool { return v.doing() && len(v.scoped) > 0 },
		say("{does}; the policy denies it {scope}, and does not say it otherwise.")},
	{message.Vague,
		func(v *view) bool { return v.doing() && len(v.hazy) > 0 },
		say("{does}; the policy covers it only through wider words{term}.")},
	{message.CannotTell,
		func(v *view) bool { return v.doing() && v.linkBlind },
		say("{does}; the policy is silent here, but a part of it was not read.")},
	{message.Contradicted,
		func(v *view) bool { return v.takesNone() },
		say("{does}, and it leaves the device; the policy does not name it, and says that no data is collected at all{all}.")},
	{message.Undisclosed,
		func(v *view) bool { return v.doing() && len(v.all) > 0 },
		say("{does}; the policy does not say so, and of data as a whole it says that none is collected{all}.")},
	{message.Undisclosed,
		func(v *view) bool { return v.doing() },
		say("{does}; the policy does not say so{named}.")},

	// The app only shows signs of it.
	{message.Kept,
		func(v *view) bool { return v.hinting() && len(v.affirms) > 0 && len(v.denies) == 0 },
		say("The policy says so{condition}; the app shows signs of it, short of proof: {hints}.")},
	tooWeak,

	// Nothing was found.
	unseen,
	{message.Overstated,
		func(v *view) bool { return len(v.affirms) > 0 && v.p.Held() && v.policyRead },
		say("The policy says so{condition}; nothing in the package does it.")},
	{message.NotFound,
		func(v *view) bool { return len(v.denies)+len(v.local) > 0 },
		say("Nothing was found, as the policy says.")},
	{message.NotFound,
		func(v *view) bool { return v.withoutSoftware() >= 0 },
		say("Nothing was found that does it; that no software for it is built in, as the policy says ({software}), is not judged by itself.")},
	{message.NotFound,
		func(v *view) bool { return len(v.scoped) > 0 },
		say("Nothing was found; the policy denies it {scope}.")},
	{message.NotFound,
		func(v *view) bool { return len(v.listed) > 0 },
		say("Nothing that counts was found: {inert}.")},
	{message.NotFound,
		func(*view) bool { return true },
		say("Nothing was found in the package.")},
}

func (v *view) doing() bool   { return len(v.does) > 0 }
func (v *view) hinting() bool { return len(v.hints) > 0 }

// say makes a reason from a pattern whose words in braces stand for what the
// view knows.
func say(pattern string) func(*view) string {
	return func(v *view) string {
		return strings.NewReplacer(
			"{does}", sentence(v.p.May)+v.useWords(),
			"{scope}", v.scopeWords(),
			"{local}", v.localWords(),
			"{software}", v.softwareWords(),
			"{condition}", v.conditionWords(),
			"{term}", v.termWords(),
			"{named}", v.namedWords(),
			"{all}", v.allWords(),
			"{hints}", subjects(v.hints),
			"{blind}", v.blindWords(),
			"{inert}", v.inertWords(),
			"{type}", v.typeWords(),
			"{room}", v.roomWords(),
			"{says no}", v.noWords(),
			"{promise}", v.promiseWords(),
			"{purposes}", v.purposeWords(),
			"{advertiser}", v.advertiserWords(),
			"{Label}", sentence(v.labelWord()),
			"{label}", v.labelWord(),
			"{declares}", v.declaresWord(),
		).Replace(pattern)
	}
}

func sentence(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
