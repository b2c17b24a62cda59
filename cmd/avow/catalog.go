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
		Long: `catalog prints, as a Markdown page, the signs by which each practice is
recognised and what is not seen of it.`,
		Example: "  avow catalog > catalog.md",
		Args:    takes(0, 0, "takes no argument"),
		RunE: func(*cobra.Command, []string) error {
			c, err := catalog.Load()
			if err != nil {
				return err
			}
			return written("the standard output", c.WriteDoc(stdout))
		},
	}
}
