package page

import (
	"github.com/avow-audit/avow/internal/policy/document"
)

// Entry reports a line that is one link: of a table of contents or a menu.
func Entry(b *document.Block) bool {
	return len(b.Links) == 1 && b.Links[0].End-b.Links[0].Start == len(b.Text)
}
