package grammar

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
	"github.com/avow-audit/avow/internal/policy/word"
)

// Verb, party and cue give the class of what their tables found.
func (l *Language) Verb(h lexicon.Hit) word.Verb   { return l.Kinds.Verb[h.Entry] }
func (l *Language) Party(h lexicon.Hit) word.Party { return l.Kinds.Party[h.Entry] }
func (l *Language) Cue(h lexicon.Hit) word.Cue     { return l.Kinds.Cue[h.Entry] }
