package document

import (
	"slices"
	"testing"
)

// A header that a converter wrote below an empty one, in bold, names the columns; a first row of
// data does not, bold name or none.
func TestHeaderBelowAnEmptyOne(t *testing.T) {
	named := []string{
		"cell: Data", "cell: Sold to",
		"cell [ | Data]: Location", "cell [Location | Sold to]: Nobody",
		"cell [ | Data]: Name", "cell [Name | Sold to]: Nobody",
	}
	plain := []string{
		"cell: Email", "cell [Email | ]: Yes",
		"cell: Location", "cell [Location | ]: Nobody",
		"cell: Name", "cell [Name | ]: Nobody",
	}
	for _, c := range []struct {
		name, src string
		want      []string
	}{
		{"html", "<table><thead><tr><th></th><th></th></tr></thead><tbody><tr><td><strong>Data</strong></td><td><b>Sold to</b></td></tr><tr><td>Location</td><td>Nobody</td></tr><tr><td>Name</td><td>Nobody</td></tr></tbody></table>", named},
		{"markdown", "|  |  |\n| --- | --- |\n| **Data** | **Sold to** |\n| Location | Nobody |\n| Name | Nobody |\n", named},
		{"no bold", "|  |  |\n| --- | --- |\n| Email | Yes |\n| Location | Nobody |\n| Name | Nobody |\n", plain},
		{"a bold name", "|  |  |\n| --- | --- |\n| **Email** | Yes |\n| Location | Nobody |\n| Name | Nobody |\n", plain},
		{"a header of its own", "| Data | Sold to |\n| --- | --- |\n| **Location** | **Nobody** |\n| Name | Nobody |\n", []string{
			"cell: Data", "cell: Sold to", "cell [ | Data]: Location", "cell [Location | Sold to]: Nobody", "cell [ | Data]: Name", "cell [Name | Sold to]: Nobody"}},
	} {
		if got := outline(t, c.src); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}
