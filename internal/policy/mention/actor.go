package mention

// Remember keeps what third parties a sentence names, for the one behind it.
func (s *Sentence) Remember() {
	s.Others = s.Others[:0]
	for _, p := range s.Parties {
		if s.Party(p).IsThird() && p.Hi-p.Lo > 1 {
			s.Others = append(s.Others, s.Ws[p.Hi-1].Norm)
		}
	}
}
