package role

import (
	"strconv"

	"github.com/avow-audit/avow/internal/practice"
)

// Table is the rules, read.
type Table struct {
	roles []roleRules
	also  map[string]string // other names of roles, and their own
	words dictionary
	sets  map[string]bool // names of layers that a rule asks for
}

// roleRules is one role with its signs.
type roleRules struct {
	name, title string
	practice    practice.ID
	yields      []int // roles, by index
	rules       []rule

	yieldNames []string // until all roles are known
	line       int
}

// kind is a kind of sign: signs of one kind are not independent.
type kind uint8

const (
	byFile kind = iota
	byHead
	byLayer
	bySays
	byLabel
	byModule
	byShape
	byGraph
	kinds
)

// grade is what a sign is worth.
type grade uint8

const (
	support grade = iota + 1
	weak
	medium
	strong
)

var grades = map[string]grade{"support": support, "weak": weak, "medium": medium, "strong": strong}

// points of the grades; those of support count only beside another sign.
var points = [...]int{support: 1, weak: 1, medium: 2, strong: 3}

// rule is one line of a role.
type rule struct {
	kind  string // as written: "name", "head", "set", ...
	grade grade
	when  condition
	names alternatives
	list  map[string]bool
	ages  bool            // the list holds RANGE
	vague map[string]bool // of the list: labels that stand for other things as well
	note  string
	file  string
	line  int
}

func (r *rule) String() string { return r.file + ":" + strconv.Itoa(r.line) }

// alternatives are of words that all occur in one name.
type alternatives [][]string

// condition is what must hold of the interface for a rule to count. The zero
// value holds always.
type condition struct {
	in     []dim    // of an input that is a picture: height, width, channels
	dims   []dim    // of an input, without the batch
	seq    *dim     // features at each moment of an input that is a sequence
	wave   bool     // an input that is a sound wave
	out    []shape  // outputs, each a different one
	outs   *dim     // how many outputs
	labels *dim     // how many labels
	has    []string // kinds of operators, one of which is there
	no     []string // kinds of which none is
	input  uint8    // set of classes of input
	min    int      // labels that fit
	share  int      // of the labels that fit, percent
}

// dim matches a number: one of several, a range, or any.
type dim struct {
	any       bool
	low, high int64
	oneOf     []int64
}

func (d dim) holds(v int64) bool {
	if d.any {
		return true
	}
	for _, x := range d.oneOf {
		if x == v {
			return true
		}
	}
	return d.high > 0 && v >= d.low && v <= d.high
}

// shape matches an output.
type shape struct {
	dims   []dim // one for a plain vector
	same   bool  // a map as large as the picture
	larger bool  // a picture, 2 to 4 times as large
}

// Classes of input.
const (
	isImage uint8 = 1 << iota
	isAudio
	isIDs
	isVector
	isUnknown
)

var inputs = map[string]uint8{"image": isImage, "audio": isAudio, "ids": isIDs, "vector": isVector, "unknown": isUnknown}
