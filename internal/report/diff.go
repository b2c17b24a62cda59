package report

import (
	"fmt"
	"io"

	"github.com/avow-audit/avow/internal/policy/change"
)

// DiffFormats lists the outputs that compare two versions of a policy, the default first.
func DiffFormats() []Format {
	var out []Format
	for _, f := range formats {
		if f.diff != nil {
			out = append(out, f)
		}
	}
	return out
}

// WriteDiff writes what changed between two versions of a policy; version is avow's.
func WriteDiff(format string, w io.Writer, v *change.Versions, version string, o Options) error {
	for _, f := range formats {
		if f.Name == format && f.diff != nil {
			return f.diff(w, v, version, o)
		}
	}
	return fmt.Errorf("unknown format %q", format)
}
