package grammar

// Joins reports a word that adds one more to a list.
func (s *Sentence) Joins(i int) bool {
	if i <= 0 || i >= len(s.Ws) {
		return false
	}
	switch s.Ws[i].Low {
	case "and", "or", "plus", "&":
		return true
	case "as": // "as well as"
		return s.Ws[i-1].Low == "well"
	}
	return false
}

// SemicolonAt tells one before word i from a dash, which is as good as a bracket.
func (s *Sentence) SemicolonAt(i int) bool { return s.Ws[i].Before == ';' && !s.Dashed(i) }
