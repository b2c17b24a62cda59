package word

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// Age, gender, ethnicity and mood that are worked out of something: the verb that stands before the first
// of them is that of all: "estimate your age, | gender or ethnicity".

// traits are the types of what is known of somebody and of the same worked out, by type.
func traitsOf(t *lexicon.Tables) map[int]int {
	traits := map[int]int{}
	for i := range t.Ontology {
		if base, ok := strings.CutSuffix(t.Ontology[i].Name, "-inferred"); ok {
			traits[i], traits[t.Type(base)] = i, i
		}
	}
	traits[t.Type(EmotionType)] = t.Type(EmotionType)
	return traits
}

const (
	EmotionType = "emotion"
	RaceType    = "ethnicity-inferred"
)
