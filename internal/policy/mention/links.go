package mention

import (
	"github.com/avow-audit/avow/internal/practice"
)

// LinkTouches says which practices a list behind a link could name.
func (s *Sentence) LinkTouches() []practice.ID {
	for i := range s.Ws {
		switch s.Ws[i].Norm {
		case "countr", "jurisdiction", "corporate", "transfer":
			return []practice.ID{practice.TransmitAbroad, practice.StoreAbroad}
		case "partner", "advertiser":
			return []practice.ID{practice.AdProfiling}
		}
	}
	return nil
}
