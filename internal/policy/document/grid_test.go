package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestSpans: a cell that spans rows or columns names them all, and is read once.
func TestSpans(t *testing.T) {
	for _, tt := range []struct{ name, table, want string }{
		{"rows", "<tr><th>Kind</th><th>Data</th><th>Sold</th></tr><tr><td rowspan=2>Device</td><td>IMEI</td><td>No</td></tr><tr><td>GAID</td><td>Yes</td></tr><tr><td>You</td><td>Name</td><td>No</td></tr>",
			"cell: Kind | cell: Data | cell: Sold | cell [ | Kind]: Device | cell [Device | Data]: IMEI | cell [Device | Sold]: No | cell [Device | Data]: GAID | cell [Device | Sold]: Yes | cell [ | Kind]: You | cell [You | Data]: Name | cell [You | Sold]: No"},
		{"columns, under a header of two rows", "<tr><th rowspan=2>Data</th><th colspan=2>Collected</th></tr><tr><th>by us</th><th>by partners</th></tr><tr><td>IMEI</td><td>No</td><td>Yes</td></tr>",
			"cell: Data | cell: Collected | cell: by us | cell: by partners | cell [ | Data]: IMEI | cell [IMEI | Collected by us]: No | cell [IMEI | Collected by partners]: Yes"},
		{"a row of its own in between", "<tr><th>Data</th><th>Sold</th></tr><tr><td colspan=2>About the phone</td></tr><tr><td>IMEI</td><td>No</td></tr>",
			"cell: Data | cell: Sold | cell [ | Data]: About the phone | cell [ | Data]: IMEI | cell [IMEI | Sold]: No"},
		{"rows and columns that never end", "<tr><th>Data</th><th>Sold</th></tr><tr><td colspan=99999>Phone</td></tr><tr><td rowspan=99999>IMEI</td><td>No</td></tr><tr><td>Yes</td></tr>",
			"cell: Data | cell: Sold | cell [ | Data]: Phone | cell [ | Data]: IMEI | cell [IMEI | Sold]: No | cell [IMEI | Sold]: Yes"},
		{"not a number", "<tr><th>Data</th><th>Sold</th></tr><tr><td rowspan=-2 colspan=x>IMEI</td><td rowspan=0>No</td></tr>",
			"cell: Data | cell: Sold | cell [ | Data]: IMEI | cell [IMEI | Sold]: No"},
	} {
		if got := strings.Join(outline(t, "<!doctype html><table>"+tt.table+"</table>"), " | "); got != tt.want {
			t.Errorf("%s: got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// TestManySpans: spans multiply places, not the time to read them.
func TestManySpans(t *testing.T) {
	var b strings.Builder
	b.WriteString("<!doctype html><table><tr>")
	for range 64 {
		b.WriteString("<td rowspan=100000>x</td>")
	}
	b.WriteString("</tr>")
	for i := range 20_000 {
		fmt.Fprintf(&b, "<tr><td>%d</td></tr>", i)
	}
	d, err := Read([]byte(b.String() + "</table>"))
	if err != nil || len(d.Blocks) != 20_064 {
		t.Errorf("%d blocks, %v", len(d.Blocks), err)
	}
}

// TestHeader: a first row that begins like the others is no header.
func TestHeader(t *testing.T) {
	for table, want := range map[string]string{
		"<tr><td>Data we keep</td><td>IMEI</td></tr><tr><td>Data we never keep or share</td><td>Name</td></tr>": "cell: Data we keep | cell [Data we keep | ]: IMEI | cell: Data we never keep or share | cell [Data we never keep or share | ]: Name",
		"<tr><td>Do you sell it?</td><td>No</td></tr><tr><td>Do you keep it?</td><td>Yes</td></tr>":             "cell: Do you sell it? | cell [Do you sell it? | ]: No | cell: Do you keep it? | cell [Do you keep it? | ]: Yes",
		"<tr><td>Data collected</td><td>Why</td></tr><tr><td>IMEI</td><td>Ads</td></tr>":                        "cell: Data collected | cell: Why | cell [ | Data collected]: IMEI | cell [IMEI | Why]: Ads",
	} {
		if got := strings.Join(outline(t, "<!doctype html><table>"+table+"</table>"), " | "); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}

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
