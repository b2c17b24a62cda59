package grammar

// bodySense is a set of classes of words for faces, voices and bodies, and for what is done to
// them (lexicon words.txt), one bit each. body.go asks for them, and the types that name a pair.
type bodySense uint64

const (
	faces bodySense = 1 << iota
	selfies
	voices
	speech
	bodies
	limb
	uttered
	unbodily
	prints
	shapes
	codes
	drawn
	telling
	naming
	confirming
	measuring
	spotting
	hearing
	judging
	turning
)

// measured are the deeds done to a part of a body.
const measured = telling | naming | confirming | measuring | judging | spotting | hearing

var bodyNames = map[string]bodySense{
	"faces":      faces,
	"selfies":    selfies,
	"voices":     voices,
	"speech":     speech,
	"bodies":     bodies,
	"limb":       limb,
	"uttered":    uttered,
	"unbodily":   unbodily,
	"prints":     prints,
	"shapes":     shapes,
	"codes":      codes,
	"drawn":      drawn,
	"telling":    telling,
	"naming":     naming,
	"confirming": confirming,
	"measuring":  measuring,
	"spotting":   spotting,
	"hearing":    hearing,
	"judging":    judging,
	"turning":    turning,
}

// isBody reports that word i, if there is one, is of one of the classes.
func (s *Sentence) isBody(i int, set bodySense) bool {
	return i >= 0 && i < len(s.bodies) && s.bodies[i]&set != 0
}
