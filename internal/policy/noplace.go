package policy

// Places that a sentence speaks of and that no data goes to by it: those of the authorities,
// laws and people it means, and those of rights.

// entitledTo: "users are entitled to learn about transfers to a third country", "you have the
// right to know"; not "we reserve the right to transfer".
func (s *sentence) entitledTo(i int) bool {
	if s.any(weWord) || s.ws[0].Low == "by" || s.ws[0].Low == "if" {
		return false
	}
	for k := 0; k < min(i, maxBeside); k++ {
		if s.is(k, claim) && (k == 0 || s.anyIn(max(k-maxOpening, 0), k, modal|beWord)) {
			return true
		}
	}
	return false
}

// toWhom reports that the verb at word i tells who somebody is.
func (s *sentence) toWhom(i int) bool {
	for k := i - 1; k > 0 && k >= i-maxWhom; k-- {
		if s.ws[k].Low == "whom" {
			return s.is(k-1, toward|preposition)
		}
	}
	return false
}

const maxWhom = 10 // words: "to whom the personal data have been or will be disclosed"

// ofOthers reports a place that tells which authorities, laws or people are meant: "requests
// from authorities within or outside your country", "laws outside it", "people around the world".
func (r *reader) ofOthers(s *sentence, d destination) bool {
	if !d.outside || d.lo == 0 {
		return false
	}
	if w := s.ws[d.hi-1].Low; w == "world" || w == "worldwide" {
		return s.is(d.lo-1, peopleWord) || s.hasSense(d.lo-1, legal)
	}
	k, within := d.lo-1, false
	for s.is(k, listJoint|determiner) || k >= 0 && s.ws[k].Low == "within" {
		within = within || s.ws[k].Low == "within"
		k--
	}
	if k < 0 || s.ws[k+1].Before == ',' {
		return false
	}
	n := hitFrom(s.parties, k+1) - 1
	if n < 0 || s.parties[n].Hi != k+1 || r.kinds.party[s.parties[n].Entry] != authority {
		return s.hasSense(k, legal)
	}
	for i := k; i >= 0 && i > k-maxWhom && !within; i-- {
		within = s.ws[i].Low == "from"
	}
	return within
}

// entitledIf: "where data are transferred to a third country, | you have the right to be
// informed of the safeguards": the law speaks, of whoever does it.
func (s *sentence) entitledIf(i int) bool {
	if w := s.ws[0].Low; w != "where" && w != "if" && w != "when" || s.any(weWord) {
		return false
	}
	for end := min(len(s.ws)-2, i+maxBeside); i < end; i++ {
		if s.is(i, youWord|personWord|theyWord) && s.is(i+1, modal) && s.anyIn(i+2, min(i+5, len(s.ws)), claim) {
			return true
		}
	}
	return false
}
