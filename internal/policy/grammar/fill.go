package grammar

// What the fields of a mention take from the mood of its verb.

const MaxBeside = 60 // words, those of brackets among them

// Beside reports that words a and b are joined: "collect, use and share".
func (s *Sentence) Beside(a, b int) bool {
	lo, hi := min(a, b), max(a, b)
	if hi-lo > MaxBeside {
		return false
	}
	between := 0
	for i := lo; i < hi; i++ {
		if s.Closes[i] > hi { // what stands in a bracket parts nothing
			between++
		}
	}
	if between > 12 || hi == 0 {
		return false
	}
	w := s.Ws[hi-1].Low
	return w == "and" || w == "or" || s.Ws[hi].Before == ',' || s.Ws[hi].Before == '/'
}
