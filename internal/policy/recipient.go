package policy

// Who gets the data of a sentence that passes it on.

// addressed reports that behind the verb at word i stands who something goes to.
func (s *sentence) addressed(i int) bool {
	for hi := s.clauses[s.in[i]].hi; i < hi; i++ {
		if w := s.ws[i].Low; w == "with" || w == "to" {
			return true
		}
	}
	return false
}

// toTheSame reports that a sentence names nobody because the one before did: "We share
// data with advertisers. We may disclose your IMEI for that purpose."
func (r *reader) toTheSame(s *sentence, m mood) bool {
	if m.at < 0 || m.denied || m.party == thirdParty || s.addressed(m.at) || r.before.denied || !r.before.verb.passesOn() {
		return false
	}
	return m.verb == share || m.verb == sell || m.verb == give && s.refersBack()
}

// recipient finds who gets the data: a third party behind "with" or "to".
func (r *reader) recipient(x *Mention, s *sentence, m mood) {
	moves := m.verb.passesOn() || m.verb == give
	for _, p := range s.parties {
		k := r.kinds.party[p.Entry]
		if !k.isThird() || p.Lo == 0 || r.noParty(s, p) { // "to other countries" names nobody
			continue
		}
		for i := p.Lo - 1; i >= 0 && i >= p.Lo-8; i-- {
			w := s.ws[i].Low
			if w == "with" || w == "to" || w == "by" && m.party != firstParty {
				if !moves && w != "by" {
					break
				}
				if x.Recipient == "" {
					x.Recipient = s.text[s.ws[i+1].Start:s.ws[p.Hi-1].End]
					x.Third = r.t.Parties.Entries[p.Entry].Name
				} else if k == ads || k == analytics { // "our affiliates, vendors and advertisers"
					x.Third = r.t.Parties.Entries[p.Entry].Name
				}
				break
			}
			if s.is(i, preposition) {
				break
			}
		}
	}
	if x.Recipient == "" && moves && m.at >= 0 {
		r.recipientBefore(x, s, m.at)
	}
}

// recipientBefore resolves "we share with them": the third party named before.
func (r *reader) recipientBefore(x *Mention, s *sentence, at int) {
	for i := at; i+1 < len(s.ws) && i < at+12; i++ {
		if w := s.ws[i].Low; s.ws[i+1].Low != "them" || w != "with" && w != "to" && i != at { // "we provide them with"
			continue
		}
		for k := len(s.parties) - 1; k >= 0; k-- {
			if p := s.parties[k]; p.Hi <= i && r.kinds.party[p.Entry].isThird() && !r.noParty(s, p) {
				x.Recipient = s.text[s.ws[p.Lo].Start:s.ws[p.Hi-1].End]
				x.Third = r.t.Parties.Entries[p.Entry].Name
				return
			}
		}
	}
}
