package main

import (
	"os"

	"github.com/spf13/cobra"

	"github.com/avow-audit/avow/internal/catalog"
)

func newCatalog(stdout *os.File) *cobra.Command {
	return &cobra.Command{
		Use:   "catalog",
		Short: "Say what is looked for, and where avow is blind",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			c, err := catalog.Load()
			if err != nil {
				return err
			}
			return c.WriteDoc(stdout)
		},
	}
}
