package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// form is a kind of labelled set.
type form struct {
	name string
	has  []string // fields that its first line has
	rows []row
	read func(lines [][]byte) ([]sample, error)
}

var forms = []form{
	{"APP-350", []string{"policy_id", "contains_synthetic", "segments"}, app350Rows, each(app350)},
	{"MAPP", []string{"policy_id", "lang", "segments"}, mappRows, each(mapp)},
	{"OPP-115", []string{"policy", "uid", "segments"}, opp115Rows, each(opp115)},
	{"GDPR-200", []string{"app", "passages"}, gdpr200Rows, each(gdpr200)},
	{"C3PA", []string{"id", "text", "spans"}, c3paRows, each(c3pa)},
	{"PolicyIE", []string{"split", "tokens", "slots"}, policyieRows, scraps(policyie)},
	{"APPSI-139", []string{"text", "risk"}, appsi139Rows, scraps(appsi139)},
	{"PI-Extract", []string{"tokens"}, piextractRows, scraps(piextract)},
}

func decode[T any](lines [][]byte) ([]T, error) {
	out := make([]T, len(lines))
	for i, line := range lines {
		if err := json.Unmarshal(line, &out[i]); err != nil {
			return nil, fmt.Errorf("line %d: %w", i+1, err)
		}
	}
	return out, nil
}

// each reads a set of one policy a line; nil leaves a line out.
func each[T any](sampleOf func(*T) *sample) func([][]byte) ([]sample, error) {
	return func(lines [][]byte) ([]sample, error) {
		rows, err := decode[T](lines)
		var out []sample
		for i := range rows {
			if s := sampleOf(&rows[i]); s != nil {
				out = append(out, *s)
			}
		}
		return out, err
	}
}

// scrapsInText: sentences without their policy are read by the hundred, each a
// paragraph of its own; neighbours are of one policy mostly.
const scrapsInText = 100

func scraps[T any](passageOf func(*T) passage) func([][]byte) ([]sample, error) {
	return func(lines [][]byte) ([]sample, error) {
		rows, err := decode[T](lines)
		var out []sample
		for i := range rows {
			if i%scrapsInText == 0 {
				out = append(out, sample{id: fmt.Sprintf("lines from %d", i+1), scraps: true})
			}
			s := &out[len(out)-1]
			s.passages = append(s.passages, passageOf(&rows[i]))
		}
		return out, err
	}
}

type app350Policy struct {
	ID        json.Number `json:"policy_id"`
	Synthetic bool        `json:"contains_synthetic"`
	Segments  []struct {
		Text      string      `json:"text"`
		Ann       [][2]string `json:"ann"`
		Sentences []struct {
			Text string      `json:"text"`
			Ann  [][2]string `json:"ann"`
		} `json:"sentences"`
	} `json:"segments"`
}

func app350(p *app350Policy) *sample {
	s := &sample{id: p.ID.String(), made: p.Synthetic}
	for _, seg := range p.Segments {
		x := passage{text: strings.ReplaceAll(seg.Text, "\n", " ")}
		x.is, x.not = modalities(seg.Ann)
		for _, q := range seg.Sentences {
			is, _ := modalities(q.Ann)
			x.sentences = append(x.sentences, labelled{q.Text, is})
		}
		s.passages = append(s.passages, x)
	}
	return s
}

func modalities(ann [][2]string) (is, not []string) {
	for _, a := range ann {
		switch a[1] {
		case "PERFORMED":
			is = append(is, a[0])
		case "NOT_PERFORMED":
			not = append(not, a[0])
		}
	}
	return is, not
}

type mappPolicy struct {
	ID       string `json:"policy_id"`
	Lang     string `json:"lang"`
	Segments []struct {
		Text       string   `json:"text"`
		Categories []string `json:"categories"`
		Values     []string `json:"values"`
	} `json:"segments"`
}

func mapp(p *mappPolicy) *sample {
	if p.Lang != "en" {
		return nil
	}
	s := &sample{id: p.ID}
	for _, seg := range p.Segments {
		x := passage{text: seg.Text}
		not := slices.Contains(seg.Values, "Does/Does Not (opt)_Does Not")
		for _, v := range seg.Values {
			if label, ok := strings.CutPrefix(v, "Information Type_"); ok && !not {
				x.is = append(x.is, label)
			}
		}
		if not {
			x.not = append(x.not, "Does Not")
		} else if len(seg.Values) > 0 {
			x.is = append(x.is, "Does Not") // counts towards denials read where there are none
		}
		s.passages = append(s.passages, x)
	}
	return s
}

type opp115Policy struct {
	UID      string `json:"uid"`
	Segments []struct {
		Text string `json:"text"`
		Ann  []struct {
			Cat   string              `json:"cat"`
			Attrs map[string][]string `json:"attrs"`
		} `json:"ann"`
	} `json:"segments"`
}

func opp115(p *opp115Policy) *sample {
	s := &sample{id: p.UID}
	for _, seg := range p.Segments {
		x := passage{text: seg.Text}
		does := false
		for _, a := range seg.Ann {
			party := map[string]string{"First Party Collection/Use": "first", "Third Party Sharing/Collection": "third"}[a.Cat]
			if party == "" {
				continue
			}
			if v := a.Attrs["Does/Does Not"]; len(v) > 0 && v[0] == "Does Not" {
				x.not = append(x.not, "Does Not")
				continue
			}
			does = true
			if v := a.Attrs["Personal Information Type"]; len(v) > 0 {
				switch v[0] {
				case "Location":
					x.is = append(x.is, "Location "+party)
				case "IP address and device IDs":
					x.is = append(x.is, "IP and device IDs "+party)
				}
			}
		}
		if does {
			x.is = append(x.is, "Does Not")
		}
		s.passages = append(s.passages, x)
	}
	return s
}

type piextractSentence struct {
	Tokens     []string `json:"tokens"`
	Collect    [][2]int `json:"COLLECT"`
	NotCollect [][2]int `json:"NOT_COLLECT"`
	Share      [][2]int `json:"SHARE"`
	NotShare   [][2]int `json:"NOT_SHARE"`
}

func piextract(p *piextractSentence) passage {
	x := passage{text: join(p.Tokens)}
	if len(p.Collect) > 0 {
		x.is = append(x.is, "COLLECT", "NOT")
	}
	if len(p.Share) > 0 {
		x.is = append(x.is, "SHARE", "NOT")
	}
	if len(p.NotCollect)+len(p.NotShare) > 0 {
		x.not = append(x.not, "NOT")
	}
	return x
}

type policyieSentence struct {
	Tokens []string            `json:"tokens"`
	Slots  [][]json.RawMessage `json:"slots"`
	Slots2 [][]json.RawMessage `json:"slots2"`
}

func policyie(p *policyieSentence) passage {
	x := passage{text: join(p.Tokens)}
	data := false
	for _, slot := range slices.Concat(p.Slots, p.Slots2) {
		var lo, hi int
		var label string
		if len(slot) != 3 || json.Unmarshal(slot[0], &lo) != nil || json.Unmarshal(slot[1], &hi) != nil || json.Unmarshal(slot[2], &label) != nil {
			continue
		}
		kind, what, _ := strings.Cut(label, ".")
		switch {
		case kind == "storage-place":
			if words := join(p.Tokens[lo:hi]); isPlace(words) {
				x.is = append(x.is, "storage-place")
				x.countries = countriesIn(x.countries, words)
			}
		case what == "negation":
			x.not = append(x.not, "negation")
		case kind == "data-collected" || kind == "data-shared":
			data = true
			if what == "data-location" {
				x.is = append(x.is, "data-location")
			}
		}
	}
	if data {
		x.is = append(x.is, "negation")
	}
	return x
}

type appsiSentence struct {
	Text   string            `json:"text"`
	Topics []json.RawMessage `json:"topics"`
}

func appsi139(p *appsiSentence) passage {
	x := passage{text: p.Text}
	var names []string
	if len(p.Topics) == 0 || json.Unmarshal(p.Topics[0], &names) != nil {
		return x
	}
	for _, n := range names {
		switch n {
		case "First Party Collection Information":
			x.is = append(x.is, "First Party Collection")
		case "Third Party Sharing/ Disclosure":
			x.is = append(x.is, "Third Party Sharing")
		}
	}
	return x
}

// join puts tokens together as they were written, as far as that can be told.
func join(tokens []string) string {
	var b strings.Builder
	glue := true
	for _, t := range tokens {
		switch {
		case glue, strings.Contains(".,;:!?)]%", t), strings.HasPrefix(t, "'"), strings.HasPrefix(t, "n't"), t == "/", t == "-":
		default:
			b.WriteByte(' ')
		}
		b.WriteString(t)
		glue = t == "(" || t == "[" || t == "/" || t == "-"
	}
	return b.String()
}
