package grammar

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

// columnKind is what a column's title asks for.
type columnKind uint8

const (
	ofOther columnKind = iota
	OfRecipients
	OfServices
	OfData
	OfKeeping     // how long
	OfPurposes    // what for, or where from
	OfPermissions // of the phone's system
	OfAnswers     // any yes or no
	OfElse        // answers on something else than what is done
)

// ColumnName is what a column's title tells.
type ColumnName struct {
	Kind columnKind
	// see placecells.go
	Firms bool // its cells name firms: "Provider", "Company", "Name of recipient"
	Gets  bool // that get data by what they are called: "Recipient", "Sub-processors"
	Where bool // it asks for countries
	Hosts bool // where data is kept
}
