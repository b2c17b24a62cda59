package grammar

// sense is a class of words by what they mean rather than by what they do in a clause
// (lexicon words.txt). Few rules ask for one.
type sense uint8

const (
	_ sense = iota
	bidding
	fetching
	topic
	outcome
	guarding
	making
	known
	unlawful
	option
	noting
	consenting
	clicking
	leftToUser
	signifying
	binding
	refusing
	staff
	innards
	shaping
	doubting
	devised
	sending
	serving
	sparing
	offered
	whose
	doing
	recording
	jotting
	bearing
	bettering
	putForth
	conduct
	engaging
	dealing
	irregular
	firm
	bareVerb
	knowing
	uploading
	quarrel
	standing
	legal
	request
	seeing
	mark
	serviceNoun
	sorts
	takingUp
	leaving
	lookup
	furtherOn
	portion
	fronting
	boundless
	unspecific
	leaning
	sole
	narrowed
	anyhow
	opposing
	opensConsent
	apparatus
	guest
	pointsAway
	division
	mostly
	accountWord
	ofPeople
	product
	limiting
	presenting
	clickable
	looking
	deeming
	secret
	building
	advert
	adCompany
	aimedWord
	aimingWord
	fitting
	byItself
	lessSense
	showing
	getting
	trait
	noTrait
	onPage
	shownThing
	tellingPlace
	areaWord
	exactWord
	roughWord
	occurring
	runsOn
	offerNoun
	picking
	somebody
	handedTo
	publisherNoun
	recordNoun
	happening
	OtherNoun
	HostNoun
	employing
	handedOver
	askingHow
	leave
	betterSense
	whereWord
	receiver
	firmName
	ending
	halting
	choosing
	turnWord
	dropping
	chance
	owning
	senses // how many there are
)

var senseNames = map[string]sense{
	"bidding":        bidding,
	"fetching":       fetching,
	"topic":          topic,
	"outcome":        outcome,
	"guarding":       guarding,
	"making":         making,
	"known":          known,
	"unlawful":       unlawful,
	"option":         option,
	"noting":         noting,
	"consenting":     consenting,
	"clicking":       clicking,
	"left-to-user":   leftToUser,
	"signifying":     signifying,
	"binding":        binding,
	"refusing":       refusing,
	"staff":          staff,
	"innards":        innards,
	"shaping":        shaping,
	"sparing":        sparing,
	"offered":        offered,
	"serving":        serving,
	"sending":        sending,
	"devised":        devised,
	"doubting":       doubting,
	"whose":          whose,
	"doing":          doing,
	"recording":      recording,
	"bearing":        bearing,
	"engaging":       engaging,
	"conduct":        conduct,
	"put-forth":      putForth,
	"bettering":      bettering,
	"jotting":        jotting,
	"dealing":        dealing,
	"irregular":      irregular,
	"firm":           firm,
	"bare-verb":      bareVerb,
	"knowing":        knowing,
	"uploading":      uploading,
	"quarrel":        quarrel,
	"standing":       standing,
	"legal":          legal,
	"request":        request,
	"seeing":         seeing,
	"mark":           mark,
	"service":        serviceNoun,
	"sorts":          sorts,
	"taking-up":      takingUp,
	"leaving":        leaving,
	"lookup":         lookup,
	"further-on":     furtherOn,
	"portion":        portion,
	"fronting":       fronting,
	"boundless":      boundless,
	"unspecific":     unspecific,
	"leaning":        leaning,
	"sole":           sole,
	"narrowed":       narrowed,
	"anyhow":         anyhow,
	"opposing":       opposing,
	"opens-consent":  opensConsent,
	"apparatus":      apparatus,
	"guest":          guest,
	"points-away":    pointsAway,
	"division":       division,
	"mostly":         mostly,
	"account":        accountWord,
	"of-people":      ofPeople,
	"product":        product,
	"limiting":       limiting,
	"presenting":     presenting,
	"clickable":      clickable,
	"looking":        looking,
	"deeming":        deeming,
	"secret":         secret,
	"building":       building,
	"advert":         advert,
	"ad-company":     adCompany,
	"aimed":          aimedWord,
	"aiming":         aimingWord,
	"fitting":        fitting,
	"interesting":    byItself,
	"getting":        getting,
	"showing":        showing,
	"less":           lessSense,
	"trait":          trait,
	"employing":      employing,
	"handed-over":    handedOver,
	"asking-how":     askingHow,
	"leave":          leave,
	"better":         betterSense,
	"where":          whereWord,
	"receiver":       receiver,
	"firm-name":      firmName,
	"ending":         ending,
	"halting":        halting,
	"choosing":       choosing,
	"turn":           turnWord,
	"dropping":       dropping,
	"chance":         chance,
	"owning":         owning,
	"other-noun":     OtherNoun,
	"host-noun":      HostNoun,
	"record":         recordNoun,
	"happening":      happening,
	"publisher-noun": publisherNoun,
	"handed-to":      handedTo,
	"somebody":       somebody,
	"offer-noun":     offerNoun,
	"picking":        picking,
	"runs-on":        runsOn,
	"occurring":      occurring,
	"telling-place":  tellingPlace,
	"area":           areaWord,
	"exact":          exactWord,
	"rough":          roughWord,
	"on-page":        onPage,
	"no-trait":       noTrait,
	"shown":          shownThing,
}

// senseSet is a set of senses, one bit each.
type senseSet [(senses + 63) / 64]uint64

func (s *senseSet) add(x sense) { s[x>>6] |= 1 << (x & 63) }

func (s *senseSet) Has(x sense) bool { return s[x>>6]&(1<<(x&63)) != 0 }

// hasSense reports that word i, if there is one, is of one of the senses.
func (s *Sentence) hasSense(i int, of ...sense) bool {
	if i < 0 || i >= len(s.senses) {
		return false
	}
	for _, x := range of {
		if s.senses[i].Has(x) {
			return true
		}
	}
	return false
}
