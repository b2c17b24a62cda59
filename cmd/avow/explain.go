package main

import (
	"errors"
	"os"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/audit"
	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/explain"
)

func newExplain(stdout *os.File) *cobra.Command {
	var home string
	cmd := &cobra.Command{
		Use:   "explain APP EVIDENCE-ID",
		Short: "Show a piece of evidence at its place",
		Long: `explain shows what stands at the places of one piece of evidence: the
disassembly around a call, the bytes around an offset, the lines of the
manifest. Identifiers are those an audit of the same package prints.`,
		Example: "  avow explain app.apk E-1a2b3c4d",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			cat, err := catalog.Load()
			if err != nil {
				return err
			}
			err = explain.Evidence(cmd.Context(), stdout, args[0], args[1], home, cat)
			var unknown *explain.UnknownIDError
			switch {
			case err == nil:
				return nil
			case errors.As(err, &unknown):
				return usagef("%v", err)
			}
			return &audit.InputError{File: args[0], Err: err}
		},
	}
	cmd.Flags().StringVar(&home, "home", "US", "home jurisdiction the audit was made for")
	return cmd
}
