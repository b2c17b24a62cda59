// Package data holds the catalog's text files, embedded, and reads their lines.
// It has no opinion of what they say: internal/catalog and internal/catalog/place
// do.
package data

import "embed"

// FS holds every data file by its base name.
//
//go:embed *.txt
var FS embed.FS
