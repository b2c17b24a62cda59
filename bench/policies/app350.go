package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"io"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy"
)

// APP-350 (Zimmeck et al., MAPS, PoPETs 2019). Scored are the thirteen of its
// practices that name data beneath avow's practices and have at least twenty
// policies with a label here. Its definitions differ from avow's: a third
// party counts only if it advertises or analyses, "not ... except" counts as
// performed, so do consent and opt-in, and "precise" means GPS, Wi-Fi and
// Bluetooth together, "coarse" cell towers.
var app350 = []struct {
	practice string
	types    []string
}{
	{"Contact_Address_Book_1stParty", []string{"contacts"}},
	{"Identifier_Ad_ID_1stParty", []string{"advertising-id"}},
	{"Identifier_Ad_ID_3rdParty", []string{"advertising-id"}},
	{"Identifier_Device_ID_1stParty", []string{"device-id", "serial-number"}},
	{"Identifier_Device_ID_3rdParty", []string{"device-id", "serial-number"}},
	{"Identifier_IMEI_1stParty", []string{"imei"}},
	{"Identifier_MAC_1stParty", []string{"mac-address"}},
	{"Location_1stParty", []string{"location", "coarse-location", "coarse-elided", "precise-and-coarse"}},
	{"Location_3rdParty", []string{"location", "coarse-location", "coarse-elided", "precise-and-coarse"}},
	{"Location_Bluetooth_1stParty", []string{"bluetooth-location", "bluetooth", "precise-location", "precise-elided", "precise-and-coarse"}},
	{"Location_Cell_Tower_1stParty", []string{"cell-tower", "coarse-location", "coarse-elided", "precise-and-coarse"}},
	{"Location_GPS_1stParty", []string{"gps", "precise-location", "precise-elided", "precise-and-coarse"}},
	{"Location_WiFi_1stParty", []string{"wifi-location", "wifi", "precise-location", "precise-elided", "precise-and-coarse"}},
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

const (
	performed    = "PERFORMED"
	notPerformed = "NOT_PERFORMED"
)

var app350Columns = []string{"policy", "segment", "denial natural", "denial synthetic", "quote"}

func scoreAPP350(w io.Writer, lines [][]byte, o options) (totals, error) {
	var rows []string
	for _, p := range app350 {
		rows = append(rows, p.practice)
	}
	t := newTable(rows, app350Columns)
	read, all := 0, 0
	for i, line := range lines {
		var p app350Policy
		if err := json.Unmarshal(line, &p); err != nil {
			return totals{}, fmt.Errorf("line %d: %w", i+1, err)
		}
		if h := fnv.New32a(); o.half != 0 {
			h.Write([]byte(p.ID))
			if int(h.Sum32()>>8%2)+1 != o.half {
				continue
			}
		}
		all++
		res, where, err := readSegments(&p)
		if err != nil {
			return totals{}, err
		}
		if len(res.Mentions) > 0 {
			read++
		} else if o.misses == "unread" {
			fmt.Fprintf(w, "policy %s: %v\n", p.ID, res.Unknowns)
		}
		p.score(w, t, res, where, o)
	}
	fmt.Fprintf(w, "%d policies, %d of them read\n", all, read)
	t.print(w)
	var sums totals
	for col, l := range map[string]level{"policy": policyLevel, "segment": segmentLevel, "denial natural": denialLevel, "quote": quoteLevel} {
		f, _ := t.macro(col)
		sums.put(l, f)
	}
	return sums, nil
}

// readSegments joins the segments to a plain text, which is what the set
// keeps of the documents, and tells for a place in it the segment.
func readSegments(p *app350Policy) (*policy.Result, func(int64) int, error) {
	var text strings.Builder
	var starts []int
	text.WriteString("Privacy Policy\n\n")
	for _, s := range p.Segments {
		starts = append(starts, text.Len())
		text.WriteString(strings.ReplaceAll(s.Text, "\n", " "))
		text.WriteString("\n\n")
	}
	res, err := policy.Read("policy "+p.ID.String(), []byte(text.String()))
	return res, func(at int64) int {
		k := len(starts) - 1
		for k > 0 && int64(starts[k]) > at {
			k--
		}
		return k
	}, err
}

// said is what avow says of one practice in one segment.
type said struct {
	affirmed, denied bool
	quotes           []string
}

func (p *app350Policy) score(w io.Writer, t *table, res *policy.Result, where func(int64) int, o options) {
	for _, row := range app350 {
		saying := make([]said, len(p.Segments))
		for i := range res.Mentions {
			m := &res.Mentions[i]
			if !about(m, row.types) || strings.HasSuffix(row.practice, "3rdParty") != byThird(m) {
				continue
			}
			b := &res.Blocks[m.Block]
			s := &saying[where(res.At(m))]
			if m.Modality == message.Denies && !excepted(m) {
				s.denied = true
			} else {
				s.affirmed = true
				s.quotes = append(s.quotes, b.Text[m.Start:m.End])
			}
		}
		var anySaid, anyGold bool
		for k := range p.Segments {
			seg := &p.Segments[k]
			s := &saying[k]
			gold, goldNot := labelled(seg.Ann, row.practice)
			anySaid, anyGold = anySaid || s.affirmed, anyGold || gold
			t.at(row.practice, "segment").see(s.affirmed, gold)
			kind := "denial natural"
			if p.Synthetic {
				kind = "denial synthetic"
			}
			t.at(row.practice, kind).see(s.denied, goldNot)
			for _, q := range seg.Sentences {
				g, _ := labelled(q.Ann, row.practice)
				if g {
					t.at(row.practice, "quote").see(s.quotedIn(q.Text), true)
				}
			}
			for _, q := range s.quotes {
				if !goldQuote(seg.Sentences, q, row.practice) {
					t.at(row.practice, "quote").fp++
				}
			}
			if o.misses == row.practice && s.affirmed != gold {
				fmt.Fprintf(w, "said %v gold %v %s: %q\n", s.affirmed, gold, p.ID, seg.Text)
			}
			if o.misses == "not "+row.practice && s.denied != goldNot {
				fmt.Fprintf(w, "denied %v gold %v %s: %q\n", s.denied, goldNot, p.ID, seg.Text)
			}
		}
		t.at(row.practice, "policy").see(anySaid, anyGold)
		if o.misses == "policy "+row.practice && anySaid != anyGold {
			fmt.Fprintf(w, "policy said %v gold %v %s\n", anySaid, anyGold, p.ID)
			for k := range p.Segments {
				if gold, _ := labelled(p.Segments[k].Ann, row.practice); gold || saying[k].affirmed {
					fmt.Fprintf(w, "    said %v gold %v: %q\n", saying[k].quotes, gold, p.Segments[k].Text)
				}
			}
		}
	}
}

func about(m *policy.Mention, types []string) bool {
	for _, t := range types {
		if m.Type == t {
			return true
		}
	}
	return false
}

// byThird maps avow's parties to those of the set.
func byThird(m *policy.Mention) bool {
	if m.Party == message.ThirdParty {
		return true
	}
	switch m.Third {
	case "ads", "analytics":
		return true
	case "third", "partner", "provider":
		return m.Ads
	}
	return false
}

// excepted denials count as performed in the set.
func excepted(m *policy.Mention) bool {
	for _, s := range m.Scope {
		if s.Kind == message.ScopeException || s.Kind == message.ScopeConsent {
			return true
		}
	}
	return false
}

func labelled(ann [][2]string, practice string) (is, isNot bool) {
	for _, a := range ann {
		if a[0] == practice {
			is = is || a[1] == performed
			isNot = isNot || a[1] == notPerformed
		}
	}
	return is, isNot
}

func (s *said) quotedIn(sentence string) bool {
	for _, q := range s.quotes {
		if overlap(q, sentence) {
			return true
		}
	}
	return false
}

func goldQuote(sentences []struct {
	Text string      `json:"text"`
	Ann  [][2]string `json:"ann"`
}, q, practice string) bool {
	for _, s := range sentences {
		if g, _ := labelled(s.Ann, practice); g && overlap(q, s.Text) {
			return true
		}
	}
	return false
}

// overlap: the set cuts sentences in its own way, so one may hold the other.
func overlap(a, b string) bool {
	a, b = strings.TrimSpace(a), strings.TrimSpace(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}
