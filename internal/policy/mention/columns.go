package mention

// NoOne: "Nobody", "No one", "No third parties", and no more.
func (s *Sentence) NoOne() bool {
	switch w := s.Ws[0].Low; {
	case w == "nobody" || w == "none":
		return len(s.Ws) == 1
	case w == "no":
		return len(s.Ws) == 2 && s.Ws[1].Low == "one" || len(s.Ws) > 1 && len(s.Ws) <= 4 && len(s.Parties) == 1 && s.Parties[0].Hi == len(s.Ws)
	}
	return false
}
