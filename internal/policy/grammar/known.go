package grammar

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/prose"
	"github.com/avow-audit/avow/internal/policy/word"
)

// A text is made of few words, and of each again and again. What the tables know of one is kept with
// the word, so that it is looked up once where it was five times: by itself, as a noun, by its
// beginning and end, and as a word of terms.

// Memory keeps what is known of the words that were read, by their small letters. It is not for two
// readers at once; nil remembers nothing.
type Memory map[string]known

// Recall gives a reader what another remembered that is done, or an empty memory.
func (l *Language) Recall() Memory {
	if m, ok := l.memories.Get().(Memory); ok {
		return m
	}
	return Memory{}
}

// Leave leaves a memory to others.
func (l *Language) Leave(m Memory) { l.memories.Put(m) }

type known struct {
	norm   string
	number uint32 // in the terms of the tables
	word.Classes
}

// mostKnown bounds the words kept: policies have fewer, random letters do not.
const mostKnown = 1 << 14

// lookUp finds what the tables know of each word.
func (s *Sentence) lookUp() {
	s.Sets, s.Senses, s.bodies, s.ids = s.Sets[:0], s.Senses[:0], s.bodies[:0], s.ids[:0]
	s.together = word.Classes{}
	for i := range s.Ws {
		w := &s.Ws[i]
		k, ok := s.Memory[w.Low]
		if !ok || k.norm != w.Norm { // a name stands for a pronoun
			k = s.know(w)
		}
		s.Sets, s.Senses, s.bodies, s.ids = append(s.Sets, k.Set), append(s.Senses, k.Sense), append(s.bodies, k.Body), append(s.ids, k.number)
		s.together.Add(&k.Classes)
	}
}

// know asks the tables.
func (s *Sentence) know(w *prose.Word) known {
	k := known{w.Norm, s.Tables.Number(w.Norm), s.Words.ClassesOf(w)}
	if len(s.Memory) == mostKnown {
		clear(s.Memory)
	}
	if s.Memory != nil {
		k.norm = strings.Clone(k.norm)
		s.Memory[strings.Clone(w.Low)] = k
	}
	return k
}
