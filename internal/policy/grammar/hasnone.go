package grammar

func (s *Sentence) Having(i int) bool { return s.Ws[i].Low == "has" || s.Ws[i].Low == "have" }
