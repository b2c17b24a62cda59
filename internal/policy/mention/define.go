package mention

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

const maxQuoted = 6 // words within which a word is quoted that is defined

// DefinesDeed reports the definition of a word that is no data: "“Processing” means any
// operation performed on personal data such as ...".
func (s *Sentence) DefinesDeed() bool {
	if !strings.ContainsAny(s.Text[s.Lo:s.Ws[min(len(s.Ws), maxQuoted)-1].End], "\"“") {
		return false
	}
	for _, v := range s.Verbs {
		if s.Verb(v) == word.Include {
			return strings.HasPrefix(s.Ws[v.Lo].Low, "mean") && v.Lo <= 12 && (len(s.Types) == 0 || s.Types[0].Lo > v.Lo)
		}
	}
	return false
}
