package policy

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/practice"
)

// asked are the practices that the TikTok settlement asks about: biometrics,
// GPS, transmission and storage abroad.
var asked = []practice.ID{practice.FaceTemplate, practice.Voiceprint, practice.PreciseLocation, practice.TransmitAbroad, practice.StoreAbroad}

// The settlement's questions put to every recorded text of TikTok. The cells of
// testdata/settlement.txt were read by hand in the texts, section by section;
// what is not listed there is silence, and must stay so.
func TestSettlementQuestions(t *testing.T) {
	const folder = "../../../shared/policies/texts/tiktok/"
	if _, err := os.Stat(folder); err != nil {
		t.Skip("../shared/policies/texts is absent")
	}
	want := readCells(t, "testdata/settlement.txt")
	files, err := filepath.Glob(folder + "*.md")
	if err != nil || len(files) != len(want) {
		t.Fatalf("%d texts, %d in the table (%v)", len(files), len(want), err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(f), ".md")
		cells, ok := want[name]
		if !ok {
			t.Errorf("%s is not in the table", name)
			continue
		}
		res := readText(t, string(data))
		if strings.HasSuffix(name, "_nonen") {
			if len(res.Statements) > 0 || len(res.Unknowns) == 0 || res.Unknowns[0].Kind != "language" {
				t.Errorf("%s: read, though it is not English", name)
			}
			continue
		}
		var got []string
		for _, c := range cellsOf(res) {
			if k := slices.IndexFunc(cells, func(w string) bool { return strings.HasPrefix(c, w) }); k >= 0 {
				got = append(got, cells[k])
			} else {
				t.Errorf("%s: says more: %s", name, c)
			}
		}
		for _, w := range cells {
			if !slices.Contains(got, w) {
				t.Errorf("%s: not found: %s", name, w)
			}
		}
	}
}

// cellsOf are the answers of a text: for whom, practice, how, countries, quote.
func cellsOf(res *Result) []string {
	countries := map[string][]string{}
	var order [][2]string
	for _, s := range res.Statements {
		if !slices.Contains(asked, s.Practice) {
			continue
		}
		section := s.Section
		if section == "" {
			section = "all"
		}
		k := [2]string{fmt.Sprintf("%s | %s | %s | ", section, s.Practice, s.Modality), strings.Join(strings.Fields(s.Quote), " ")}
		id := k[0] + k[1]
		if _, ok := countries[id]; !ok {
			order, countries[id] = append(order, k), nil
		}
		if s.Country != "" && !slices.Contains(countries[id], s.Country) {
			countries[id] = append(countries[id], s.Country)
		}
	}
	var out []string
	for _, k := range order {
		cs := countries[k[0]+k[1]]
		slices.Sort(cs)
		list := strings.Join(cs, " ")
		if list == "" {
			list = "-"
		}
		out = append(out, k[0]+list+" | "+k[1])
	}
	return out
}

func readCells(t *testing.T, file string) map[string][]string {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	out := map[string][]string{}
	name := ""
	for s := bufio.NewScanner(f); s.Scan(); {
		line := strings.TrimSpace(s.Text())
		switch text, ok := strings.CutPrefix(line, "text "); {
		case line == "" || line[0] == '#':
		case ok:
			name, out[text] = text, nil
		default:
			out[name] = append(out[name], line)
		}
	}
	return out
}
