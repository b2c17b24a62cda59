package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy"
	"github.com/avow-audit/avow/internal/policy/mention"
)

// Sentences on biometrics, labelled twice from the text alone: each is stated,
// denied, vague (named, or something near it done) or silent. The table holds
// places and labels only; the texts are the shared ones.

// sentenceHead is the first line of such a table. Start and end count characters.
const sentenceHead = "file,id,start,end,first,second,label"

type sentenceRow struct {
	file, id             string
	start, end           int
	first, second, label string
}

var answers = []string{"stated", "denied", "vague", "silent"}

func readSentences(data []byte) ([]sentenceRow, error) {
	records, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []sentenceRow
	for n, r := range records[1:] {
		start, err1 := strconv.Atoi(r[2])
		end, err2 := strconv.Atoi(r[3])
		if err1 != nil || err2 != nil || start < 0 || end <= start {
			return nil, fmt.Errorf("line %d: %q to %q is no range", n+2, r[2], r[3])
		}
		for _, l := range r[4:] {
			if !slices.Contains(answers, l) {
				return nil, fmt.Errorf("line %d: %q is none of %v", n+2, l, answers)
			}
		}
		out = append(out, sentenceRow{r[0], r[1], start, end, r[4], r[5], r[6]})
	}
	return out, nil
}

// scoreSentences reads every text that the table names, and compares.
func scoreSentences(w io.Writer, name string, data []byte, o options) error {
	rows, err := readSentences(data)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	texts := sources{folder: o.texts, read: map[string]*source{}}
	var same, right, n int
	both := map[[2]string]int{}
	got := map[[2]string]int{}
	for i := range rows {
		r := &rows[i]
		if !o.in(r.file + r.id) {
			continue
		}
		src, err := texts.of(r)
		if err != nil {
			return err
		}
		said := src.answer(r)
		n++
		both[[2]string{r.first, r.second}]++
		got[[2]string{r.label, said}]++
		if r.first == r.second {
			same++
		}
		if said == r.label {
			right++
		} else if o.misses == "sentence/biometric" {
			fmt.Fprintf(w, "said %s label %s %s %s: %q\n", said, r.label, r.file, r.id, string(src.runes[r.start:r.end]))
		}
	}
	fmt.Fprintf(w, "%s: biometric sentences, part %s, %d of %d texts\n", filepath.Base(name), o.part, n, len(texts.read))
	fmt.Fprintf(w, "  label    of   said: %s\n", strings.Join(answers, " "))
	for _, l := range answers {
		line, of := "", 0
		for _, s := range answers {
			line += fmt.Sprintf(" %*d", len(s), got[[2]string{l, s}])
			of += got[[2]string{l, s}]
		}
		fmt.Fprintf(w, "  %-7s %4d        %s\n", l, of, line)
	}
	fmt.Fprintf(w, "  readers agree on %.3f, kappa %.3f\n", ratio(same, n), kappa(both, n))
	fmt.Fprintf(w, "accuracy %.3f of %d\n", ratio(right, n), n)
	return nil
}

// kappa is Cohen's: agreement beyond what chance gives.
func kappa(both map[[2]string]int, n int) float64 {
	var same, chance float64
	for _, a := range answers {
		var x, y int
		for _, b := range answers {
			x += both[[2]string{a, b}]
			y += both[[2]string{b, a}]
		}
		same += float64(both[[2]string{a, a}])
		chance += float64(x) * float64(y) / float64(n)
	}
	if chance == float64(n) {
		return 1
	}
	return (same - chance) / (float64(n) - chance)
}

// source is a text that was read, with the place of each of its characters.
type source struct {
	runes []rune
	bytes []int // by character
	res   *policy.Result
}

type sources struct {
	folder string
	read   map[string]*source
}

func (s *sources) of(r *sentenceRow) (*source, error) {
	if src := s.read[r.file+r.id]; src != nil {
		return src, nil
	}
	text, err := s.text(r)
	if err != nil {
		return nil, err
	}
	src := &source{}
	for i, c := range text {
		src.runes, src.bytes = append(src.runes, c), append(src.bytes, i)
	}
	src.bytes = append(src.bytes, len(text))
	if r.end > len(src.runes) {
		return nil, fmt.Errorf("%s %s has %d characters, not %d", r.file, r.id, len(src.runes), r.end)
	}
	if src.res, err = policy.Read(r.file, []byte(text)); err != nil {
		return nil, err
	}
	s.read[r.file+r.id] = src
	return src, nil
}

// text is a text of the folder, or one line of a set in it.
func (s *sources) text(r *sentenceRow) (string, error) {
	if r.id == "" {
		data, err := os.ReadFile(filepath.Join(s.folder, filepath.FromSlash(r.file)))
		return string(data), err
	}
	lines, err := readLines(filepath.Join(s.folder, r.file+".jsonl.gz"))
	if err != nil {
		return "", err
	}
	for _, line := range lines {
		var p struct {
			ID   string `json:"id"`
			Text string `json:"text"`
		}
		if err := json.Unmarshal(line, &p); err != nil {
			return "", err
		}
		if p.ID == r.id {
			return p.Text, nil
		}
	}
	return "", fmt.Errorf("%s has no text %q", r.file, r.id)
}

// answer is what avow reads of biometrics in a sentence: of several mentions a
// denial counts most, then what is stated.
func (s *source) answer(r *sentenceRow) string {
	lo, hi := int64(s.bytes[r.start]), int64(s.bytes[r.end])
	said := "silent"
	sentence := string(s.runes[r.start:r.end])
	for m := range s.res.Mentions() {
		how := answerOf(m)
		at, length := s.res.Span(m)
		if row := s.res.Blocks[m.Block].Row; how != "" && row != "" && strings.Contains(row, strings.TrimSpace(sentence)) {
			said = stronger(how, said) // the answer stands behind its row
			continue
		}
		if how != "" && lo < at && at < hi && hi < at+int64(length) && length <= maxAnswer {
			said = stronger(how, said) // the label ends within the answer: "... exercise data.Collected: | No."
			continue
		}
		if how == "" || min(hi, at+int64(length))-max(lo, at) < int64(len(m.Term)) || !strings.Contains(sentence, m.Term) {
			continue
		}
		said = stronger(how, said)
	}
	return said
}

const maxAnswer = 40 // bytes of an answer behind its row

func stronger(a, b string) string {
	if slices.Index(strength, a) < slices.Index(strength, b) {
		return a
	}
	return b
}

var strength = []string{"denied", "stated", "vague", "silent"}

// answerOf is what one mention says of biometrics, "" if nothing.
func answerOf(m *mention.Mention) string {
	switch {
	case !slices.Contains(biometrics, m.Type):
		if slices.Contains(nearBiometrics, m.Type) && m.Modality != message.Denies {
			return "vague"
		}
		return ""
	case m.Modality == message.Denies:
		return "denied"
	case m.Modality == message.Hazy || m.Modality == message.Names:
		return "vague"
	}
	return "stated"
}

// Types of the ontology that are biometrics, and that are near them.
var (
	biometrics     = []string{"faceprint", "face-geometry", "face-template", "biometric", "voiceprint", "facial-data", "other-biometric"}
	nearBiometrics = []string{"face-landmarks", "face-presence", "face-attributes", "facial-expression", "voice-recognition", "face-scan", "face-grouping", "face-age", "body-traits", "body-motion", "facial-image", "keystrokes"}
)
