package page

import (
	"strings"

	"github.com/avow-audit/avow/internal/policy/word"
)

// callings are the publisher's name, and the same without its legal form, without ".com", and as
// a text writes it whose title is all in capitals.
func (r *Page) callings() []string {
	name := r.Publisher
	if name == "" || r.isPlace(name) {
		return nil
	}
	names := []string{name}
	for {
		k := strings.LastIndexByte(name, ' ')
		if k < 0 || !r.Words.All(name[k+1:], word.LegalForm) {
			break
		}
		name = strings.TrimRight(name[:k], ",")
	}
	name = strings.TrimSuffix(strings.TrimSuffix(name, " Group"), ".com")
	if name != names[0] {
		names = append(names, name)
	}
	if low := strings.ToLower(name[1:]); len(name) > maxInitials && strings.ToUpper(name) == name && low != name[1:] && !strings.Contains(name, " ") {
		names = append(names, name[:1]+low) // "WAZE"
	}
	return names
}

const maxInitials = 3 // letters of a name that is written in capitals everywhere: "IBM"
