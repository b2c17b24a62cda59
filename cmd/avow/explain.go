package main

import (
	"bytes"
	"errors"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/explain"
)

func newExplain(stdout *os.File) *cobra.Command {
	var home string
	cmd := &cobra.Command{
		Use:   "explain APP... EVIDENCE-ID",
		Short: "Show a piece of evidence at its place",
		Long: `explain shows what stands at the places of one piece of evidence: the
disassembly around a call, the bytes around an offset, the lines of the
manifest. Identifiers are those an audit of the same package prints. A flow from
one app to another takes all apps of the case, as the audit was given them.`,
		Example: "  avow explain app.apk E-1a2b3c4d\n  avow explain one.apk other.apk E-1a2b3c4d",
		Args:    takes(2, -1, "give the app's package, and an identifier that an audit of it printed"),
		RunE: func(cmd *cobra.Command, args []string) error {
			id := args[len(args)-1]
			if kind := strings.ToUpper(id); strings.HasPrefix(kind, "S-") || strings.HasPrefix(kind, "U-") {
				return usagef("%s names a statement or an unknown; only evidence, E-..., can be explained", id)
			}
			cat, err := catalog.Load()
			if err != nil {
				return err
			}
			var page bytes.Buffer
			err = explain.Evidence(cmd.Context(), &page, args[:len(args)-1], id, home, cat)
			var unknown *explain.UnknownIDError
			var file *explain.FileError
			switch {
			case err == nil:
				_, err = stdout.Write(page.Bytes())
				return written("the standard output", err)
			case errors.As(err, &unknown):
				return usagef("%v", err)
			}
			if errors.As(err, &file) {
				return unreadable(file.Path, file.Err)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&home, "home", "US", "home jurisdiction the audit was made for, a `PLACE` as US or US-IL")
	return cmd
}
