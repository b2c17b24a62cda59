package mention

// CollectedAnswer reads "Collected: No."
func (s *Sentence) CollectedAnswer() Answer {
	if len(s.Ws) != 2 || s.Ws[0].Low != "collected" || s.Ws[1].Before != ':' && !s.Dashed(1) {
		return NoAnswer
	}
	return BareAnswer(s.Ws[1].Low)
}
