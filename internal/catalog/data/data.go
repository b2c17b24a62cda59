// Package data holds the catalog's text files, embedded. It has no opinion of
// them: internal/catalog and internal/catalog/place read them.
package data

import "embed"

// FS holds every data file by its base name.
//
//go:embed *.txt
var FS embed.FS
