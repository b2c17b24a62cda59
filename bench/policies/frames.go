package main

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy"
	"github.com/avow-audit/avow/internal/practice"
)

// Frames are sentences written for this table around a gap: {D} for data, {P} for a
// country. The grammar of a frame is what is asked for, so each is read with four names in
// its gap. They show what whole policies hide: a policy says a thing more than once.

// frameHead is the first line of such a table.
const frameHead = "part\tset\tanswer\tparty\tframe"

type frame struct {
	part, set, answer, party, text string
}

// What stands in the gaps, and what it is in avow's words.
var (
	frameData   = [][2]string{{"your precise location", "precise-location"}, {"your contacts", "contacts"}, {"your device ID", "device-id"}, {"your advertising ID", "advertising-id"}}
	framePlaces = [][2]string{{"the United States", "US"}, {"China", "CN"}, {"India", "IN"}, {"Ireland", "IE"}}
)

// around makes a policy of one frame.
const (
	frameBefore = "Privacy Policy\n\n"
	frameAfter  = "\n\nOther\n\nWe collect your personal information and share personal data with third parties. We use data.\n\n" +
		"We collect your personal information and share personal data.\n\nWe collect your personal information.\n"
)

func readFrames(data []byte) ([]frame, error) {
	var out []frame
	for n, line := range strings.Split(strings.TrimSpace(string(data)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 5 || !strings.Contains(f[4], "{D}") && !slices.Contains(placeAnswers, f[2]) {
			return nil, fmt.Errorf("line %d is no frame", n+2)
		}
		out = append(out, frame{f[0], f[1], f[2], f[3], f[4]})
	}
	return out, nil
}

var placeAnswers = []string{"sent", "kept", "both-places", "denies-place", "silent-place"}

// scoreFrames reads every frame with each name, and counts the answers that are right and
// those that are gravely wrong: said to be done where it is not, or not where it is.
func scoreFrames(w io.Writer, name string, data []byte, o options) error {
	frames, err := readFrames(bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var sets tallies
	for i := range frames {
		f := &frames[i]
		if o.part != "all" && o.part != f.part {
			continue
		}
		t := sets.of(f.set)
		fills, gap := frameData, "{D}"
		if slices.Contains(placeAnswers, f.answer) {
			fills, gap = framePlaces, "{P}"
		}
		for k, fill := range fills {
			if k > 0 && !strings.Contains(f.text, gap) {
				break
			}
			said, party, err := f.read(fill, gap)
			if err != nil {
				return err
			}
			t.n++
			right, grave := f.judge(said, party)
			if right {
				t.right++
			} else if o.misses == "frame/"+f.set && k == 0 {
				fmt.Fprintf(w, "said %s %s label %s %s: %s\n", said, party, f.answer, f.party, strings.ReplaceAll(f.text, gap, fill[0]))
			}
			if grave {
				t.grave++
			}
		}
	}
	fmt.Fprintf(w, "%s: frames, part %s\n", filepath.Base(name), o.part)
	sets.print(w)
	return nil
}

// read gives avow's answer for one name in the gap, and whose doing it is.
func (f *frame) read(fill [2]string, gap string) (said, party string, err error) {
	text := strings.ReplaceAll(f.text, gap, fill[0])
	text = strings.ToUpper(text[:1]) + text[1:]
	res, err := policy.Read("frame.txt", []byte(frameBefore+text+frameAfter))
	if err != nil {
		return "", "", err
	}
	end := int64(len(frameBefore) + len(text))
	if gap == "{P}" {
		return placeAnswer(res, end, strings.Contains(f.text, gap), fill[1]), "", nil
	}
	said, party = dataAnswer(res, end, fill[1])
	return said, party, nil
}

// dataAnswer is what is said of one type of data before a place of the text.
func dataAnswer(res *policy.Result, end int64, data string) (said, party string) {
	var states, cond, denies, first, third bool
	for m := range res.Mentions() {
		if at, _ := res.Span(m); at >= end || m.Type != data && m.Type != data+"-item" {
			continue
		}
		switch m.Modality {
		case message.States:
			states = true
		case message.Conditional:
			cond = true
		case message.Denies:
			denies = true
			continue
		}
		if m.Party == message.ThirdParty {
			third = true
		} else {
			first = true
		}
	}
	switch {
	case denies && (states || cond):
		said = "both"
	case states:
		said = "states"
	case cond:
		said = "cond"
	case denies:
		said = "denies"
	default:
		said = "silent"
	}
	switch {
	case first && third:
		party = "both"
	case third:
		party = "third"
	case first:
		party = "first"
	}
	return said, party
}

// placeAnswer is what is said of a country. What is processed there avow takes for sent
// there; both count.
func placeAnswer(res *policy.Result, end int64, named bool, country string) string {
	var sent, kept, denies bool
	for i := range res.Statements {
		s := &res.Statements[i]
		if s.Offset >= end || s.Practice != practice.TransmitAbroad && s.Practice != practice.StoreAbroad || named && s.Country != country {
			continue
		}
		switch {
		case s.Modality == message.Denies:
			denies = true
		case s.Modality == message.Names:
		case s.Practice == practice.TransmitAbroad:
			sent = true
		default:
			kept = true
		}
	}
	switch {
	case sent && kept:
		return "both-places"
	case sent:
		return "sent"
	case kept:
		return "kept"
	case denies:
		return "denies-place"
	}
	return "silent-place"
}

// judge reports whether an answer is right, and whether it is gravely wrong. Whether
// something is done outright or under consent is not held against it, nor a party that is
// named beside the one asked for.
func (f *frame) judge(said, party string) (right, grave bool) {
	done := func(a string) bool {
		return a == "states" || a == "cond" || a == "sent" || a == "kept" || a == "both-places"
	}
	denied := said == "denies" || said == "denies-place"
	right = said == f.answer || (said == "states" || said == "cond") && (f.answer == "states" || f.answer == "cond") ||
		f.answer == "kept" && (said == "sent" || said == "both-places") && strings.Contains(f.text, "process")
	if right && (said == "states" || said == "cond") {
		right = f.party == "both" && party == "both" || f.party == "first" && party != "third" || f.party == "third" && party != "first"
	}
	switch {
	case f.answer == "both":
	case done(f.answer):
		grave = denied || said == "both"
	default:
		grave = done(said) || said == "both"
	}
	return right, grave
}
