package word

// Sense is a class of words by what they mean rather than by what they do in a clause
// (lexicon words.txt). Few rules ask for one.
type Sense uint8

const (
	_ Sense = iota
	Bidding
	Fetching
	Topic
	Outcome
	Guarding
	Making
	Known
	Unlawful
	Option
	Noting
	Consenting
	Clicking
	LeftToUser
	Signifying
	Binding
	Refusing
	Staff
	Innards
	Shaping
	Doubting
	Devised
	Sending
	Serving
	Sparing
	Offered
	Whose
	Doing
	Recording
	Jotting
	Bearing
	Bettering
	PutForth
	Conduct
	Engaging
	Dealing
	Irregular
	Firm
	BareVerb
	Knowing
	Uploading
	Quarrel
	Standing
	Legal
	Request
	Seeing
	Mark
	ServiceNoun
	Sorts
	TakingUp
	Leaving
	Lookup
	FurtherOn
	Portion
	Fronting
	Boundless
	Unspecific
	Leaning
	Sole
	Narrowed
	Anyhow
	Opposing
	OpensConsent
	Apparatus
	Guest
	PointsAway
	Division
	Mostly
	Account
	OfPeople
	Product
	Limiting
	Presenting
	Clickable
	Looking
	Deeming
	Secret
	Building
	Advert
	AdCompany
	AdSoftware
	AdCookie
	Embedding
	Avoiding
	AimedWord
	AimingWord
	Fitting
	ByItself
	LessSense
	Showing
	Getting
	Trait
	NoTrait
	OnPage
	ShownThing
	TellingPlace
	Area
	ExactWord
	RoughWord
	Occurring
	RunsOn
	OfferNoun
	Picking
	Somebody
	HandedTo
	PublisherNoun
	RecordNoun
	Happening
	OtherNoun
	HostNoun
	Employing
	HandedOver
	AskingHow
	Leave
	BetterSense
	WhereWord
	Receiver
	FirmName
	Ending
	Halting
	Choosing
	Turn
	Dropping
	Chance
	Owning
	OnlinePlace
	Worded
	Forming
	Adjusting
	Manner
	Following
	Watching
	Individual
	Taking
	Overall
	OffDevice
	Arriving
	Sought
	NoAim
	Afterward
	Bidden
	Contrary
	Traveling
	Hiring
	senses // how many there are
)

var senseNames = map[string]Sense{
	"bidding":        Bidding,
	"fetching":       Fetching,
	"topic":          Topic,
	"outcome":        Outcome,
	"guarding":       Guarding,
	"making":         Making,
	"known":          Known,
	"unlawful":       Unlawful,
	"option":         Option,
	"noting":         Noting,
	"consenting":     Consenting,
	"clicking":       Clicking,
	"left-to-user":   LeftToUser,
	"signifying":     Signifying,
	"binding":        Binding,
	"refusing":       Refusing,
	"staff":          Staff,
	"innards":        Innards,
	"shaping":        Shaping,
	"sparing":        Sparing,
	"offered":        Offered,
	"serving":        Serving,
	"sending":        Sending,
	"devised":        Devised,
	"doubting":       Doubting,
	"whose":          Whose,
	"doing":          Doing,
	"recording":      Recording,
	"bearing":        Bearing,
	"engaging":       Engaging,
	"conduct":        Conduct,
	"put-forth":      PutForth,
	"bettering":      Bettering,
	"jotting":        Jotting,
	"dealing":        Dealing,
	"irregular":      Irregular,
	"firm":           Firm,
	"bare-verb":      BareVerb,
	"knowing":        Knowing,
	"uploading":      Uploading,
	"quarrel":        Quarrel,
	"standing":       Standing,
	"legal":          Legal,
	"request":        Request,
	"seeing":         Seeing,
	"mark":           Mark,
	"service":        ServiceNoun,
	"sorts":          Sorts,
	"taking-up":      TakingUp,
	"leaving":        Leaving,
	"lookup":         Lookup,
	"further-on":     FurtherOn,
	"portion":        Portion,
	"fronting":       Fronting,
	"boundless":      Boundless,
	"unspecific":     Unspecific,
	"leaning":        Leaning,
	"sole":           Sole,
	"narrowed":       Narrowed,
	"anyhow":         Anyhow,
	"opposing":       Opposing,
	"opens-consent":  OpensConsent,
	"apparatus":      Apparatus,
	"guest":          Guest,
	"points-away":    PointsAway,
	"division":       Division,
	"mostly":         Mostly,
	"account":        Account,
	"of-people":      OfPeople,
	"product":        Product,
	"limiting":       Limiting,
	"presenting":     Presenting,
	"clickable":      Clickable,
	"looking":        Looking,
	"deeming":        Deeming,
	"secret":         Secret,
	"building":       Building,
	"advert":         Advert,
	"ad-company":     AdCompany,
	"ad-software":    AdSoftware,
	"ad-cookie":      AdCookie,
	"embedding":      Embedding,
	"avoiding":       Avoiding,
	"aimed":          AimedWord,
	"aiming":         AimingWord,
	"fitting":        Fitting,
	"interesting":    ByItself,
	"getting":        Getting,
	"showing":        Showing,
	"less":           LessSense,
	"trait":          Trait,
	"employing":      Employing,
	"handed-over":    HandedOver,
	"asking-how":     AskingHow,
	"leave":          Leave,
	"better":         BetterSense,
	"where":          WhereWord,
	"receiver":       Receiver,
	"firm-name":      FirmName,
	"ending":         Ending,
	"halting":        Halting,
	"choosing":       Choosing,
	"turn":           Turn,
	"dropping":       Dropping,
	"chance":         Chance,
	"owning":         Owning,
	"other-noun":     OtherNoun,
	"host-noun":      HostNoun,
	"record":         RecordNoun,
	"happening":      Happening,
	"publisher-noun": PublisherNoun,
	"handed-to":      HandedTo,
	"somebody":       Somebody,
	"offer-noun":     OfferNoun,
	"picking":        Picking,
	"runs-on":        RunsOn,
	"occurring":      Occurring,
	"telling-place":  TellingPlace,
	"area":           Area,
	"exact":          ExactWord,
	"rough":          RoughWord,
	"on-page":        OnPage,
	"no-trait":       NoTrait,
	"shown":          ShownThing,
	"online-place":   OnlinePlace,
	"worded":         Worded,
	"forming":        Forming,
	"adjusting":      Adjusting,
	"manner":         Manner,
	"following":      Following,
	"watching":       Watching,
	"individual":     Individual,
	"taking":         Taking,
	"overall":        Overall,
	"off-device":     OffDevice,
	"arriving":       Arriving,
	"sought":         Sought,
	"no-aim":         NoAim,
	"afterward":      Afterward,
	"bidden":         Bidden,
	"contrary":       Contrary,
	"traveling":      Traveling,
	"hiring":         Hiring,
}

// Senses is a set of senses, one bit each.
type Senses [(senses + 63) / 64]uint64

func (s *Senses) add(x Sense) { s[x>>6] |= 1 << (x & 63) }

// Has reports that a sense is in the set.
func (s *Senses) Has(x Sense) bool { return s[x>>6]&(1<<(x&63)) != 0 }
