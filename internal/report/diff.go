package report

import (
	"fmt"
	"io"

	"github.com/avow-audit/avow/internal/policy/change"
	"github.com/avow-audit/avow/internal/report/text"
)

// DiffFormats are the forms in which two versions of a policy are compared.
var DiffFormats = []string{"text", "jsonl"}

// WriteDiff writes what changed between two versions of a policy.
func WriteDiff(format string, w io.Writer, v *change.Versions, o Options) error {
	switch format {
	case "text":
		return text.WriteDiff(w, v, o.text(w))
	case "jsonl":
		return change.WriteLines(w, v)
	}
	return fmt.Errorf("unknown format %q", format)
}
