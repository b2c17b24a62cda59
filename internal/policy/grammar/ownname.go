package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// ActsAt reports a modal, or a verb of the third person that is known: "Acme | collects".
func (r *Reader) ActsAt(text string, ws []prose.Word, i int) bool {
	if i >= len(ws) {
		return false
	}
	if r.Words.Of(&ws[i])&(word.Modal|word.Be|word.Do) != 0 {
		return true
	}
	if ws[i].Before != ' ' || !strings.HasSuffix(ws[i].Low, "s") || strings.HasSuffix(ws[i].Low, "ss") {
		return false
	}
	ws = ws[i:min(len(ws), i+3)]
	hits := r.Tables.Verbs.FindNumbered(nil, ws, r.Tables.Number(nil, ws), text)
	return len(hits) > 0 && hits[0].Lo == 0
}

func Possessive(low string) bool {
	return strings.HasSuffix(low, "'s")
}
