package word

// Body is a set of classes of words for faces, voices and bodies, and for what is done to
// them (lexicon words.txt), one bit each. body.go asks for them, and the types that name a pair.
type Body uint64

const (
	Faces Body = 1 << iota
	Selfies
	Voices
	Speech
	Bodies
	Limb
	Uttered
	Unbodily
	Prints
	Shapes
	Codes
	Drawn
	Telling
	Naming
	Confirming
	Measuring
	Spotting
	hearing
	judging
	Turning
)

// Measured are the deeds done to a part of a body.
const Measured = Telling | Naming | Confirming | Measuring | judging | Spotting | hearing

// BodyNames are the classes by their names in words.txt.
var BodyNames = map[string]Body{
	"faces":      Faces,
	"selfies":    Selfies,
	"voices":     Voices,
	"speech":     Speech,
	"bodies":     Bodies,
	"limb":       Limb,
	"uttered":    Uttered,
	"unbodily":   Unbodily,
	"prints":     Prints,
	"shapes":     Shapes,
	"codes":      Codes,
	"drawn":      Drawn,
	"telling":    Telling,
	"naming":     Naming,
	"confirming": Confirming,
	"measuring":  Measuring,
	"spotting":   Spotting,
	"hearing":    hearing,
	"judging":    judging,
	"turning":    Turning,
}
