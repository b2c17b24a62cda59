package mention

import (
	"github.com/avow-audit/avow/internal/policy/lexicon"
)

// putInFront reports that verb v stands in a clause put in between h's clause and the one it goes on
// with, and that one of the two denies: "we do not use what we store | to target ads".
func (s *Sentence) putInFront(v, h lexicon.Hit) bool {
	c := &s.Clauses[s.In[h.Lo]]
	return c.Of >= 0 && s.WhatForAt(c.Lo) && s.In[v.Lo] > c.Of && s.In[v.Lo] < s.In[h.Lo] && (s.Clauses[c.Of].Negated >= 0 || s.Clauses[s.In[v.Lo]].Negated >= 0)
}
