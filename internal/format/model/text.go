package model

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"strconv"
	"strings"
)

// This file reads the models that are text, or have a text form.

// Magic numbers.
const (
	ncnnMagic  = 7767517
	tnnMagicV1 = "4206624770"
	tnnMagicV2 = "4206624772"
)

// firstLines gives the fields of the first n lines.
func firstLines(b []byte, n int) [][]string {
	var out [][]string
	for line := range strings.Lines(string(b[:min(len(b), 4096)])) {
		if len(out) == n {
			break
		}
		out = append(out, strings.Fields(line))
	}
	return out
}

func isCount(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 0 && n < 1<<20
}

func isNCNNText(s *sniffed) bool {
	if !bytes.HasPrefix(s.text, []byte(strconv.Itoa(ncnnMagic))) {
		return false
	}
	l := firstLines(s.text, 2)
	return len(l) == 2 && len(l[0]) == 1 && l[0][0] == strconv.Itoa(ncnnMagic) && len(l[1]) == 2 && isCount(l[1][0]) && isCount(l[1][1])
}

// readNCNNText reads lines of: type, name, counts of inputs and outputs, their
// names, then numbered parameters.
func readNCNNText(m *Model, b []byte, _ int) {
	used := map[string]bool{}
	type made struct {
		name  string
		shape []int64
	}
	var blobs []made
	line := 0
	for text := range strings.Lines(string(b)) {
		line++
		w := strings.Fields(text)
		if line <= 2 || len(w) == 0 || m.Operators >= 1<<20 {
			continue
		}
		if len(w) < 4 {
			m.problem("line "+strconv.Itoa(line), -1, "has %d words, a layer has at least 4", len(w))
			continue
		}
		m.Operators++
		m.addName(w[1])
		in, _ := strconv.Atoi(w[2])
		out, _ := strconv.Atoi(w[3])
		if in < 0 || out < 0 || in > len(w)-4 || out > len(w)-4-in {
			m.problem("line "+strconv.Itoa(line), -1, "states more inputs and outputs than it has")
			continue
		}
		for _, name := range w[4 : 4+in] {
			used[name] = true
		}
		outs, params := w[4+in:4+in+out], w[4+in+out:]
		if w[0] == "Input" && len(m.Inputs) < maxTensors {
			for _, name := range outs {
				// Width, height, channels; shapes are given outermost first.
				t := Tensor{Name: clean(name)}
				for _, key := range []string{"2=", "1=", "0="} {
					if v, ok := param(params, key); ok {
						t.Shape = append(t.Shape, v)
					}
				}
				m.Inputs = append(m.Inputs, t)
			}
			continue
		}
		for _, name := range outs {
			x := made{name: name}
			if v, ok := param(params, "0="); ok && w[0] == "InnerProduct" {
				x.shape = []int64{v}
			}
			blobs = append(blobs, x)
		}
	}
	for _, x := range blobs {
		if !used[x.name] && len(m.Outputs) < maxTensors {
			m.Outputs = append(m.Outputs, Tensor{Name: clean(x.name), Shape: x.shape})
		}
	}
}

func param(words []string, key string) (int64, bool) {
	for _, w := range words {
		if v, ok := strings.CutPrefix(w, key); ok {
			n, err := strconv.ParseInt(v, 10, 64)
			return n, err == nil
		}
	}
	return 0, false
}

func isNCNNBinary(s *sniffed) bool {
	layers, blobs := s.u32(4), s.u32(8)
	return s.u32(0) == ncnnMagic && layers > 0 && layers < 1<<16 && blobs > 0 && blobs < 1<<16 && s.size >= 12+8*int64(layers)
}

func readNCNNBinary(m *Model, b []byte, _ int) {
	m.Operators = int(binary.LittleEndian.Uint32(b[4:]))
}

func isTNN(s *sniffed) bool {
	if !bytes.HasPrefix(s.text, []byte(`"1 `)) {
		return false
	}
	l := firstLines(s.text, 2)
	return len(l) == 2 && len(l[0]) >= 4 && strings.HasPrefix(l[0][0], `"1`) && (l[0][3] == tnnMagicV1 || l[0][3] == tnnMagicV2)
}

// readTNN reads quoted lines: header, inputs, blobs, outputs, a count, layers.
func readTNN(m *Model, b []byte, _ int) {
	rank := bytes.Contains(b[:min(len(b), 64)], []byte(tnnMagicV2))
	line := 0
	for text := range strings.Lines(string(b)) {
		line++
		w := strings.Fields(strings.Trim(strings.TrimSpace(text), `",`))
		if len(w) == 0 {
			continue
		}
		switch {
		case line == 2:
			for _, in := range strings.Split(strings.Join(w, " "), ":") {
				if t := tnnInput(strings.Fields(in), rank); t.Name != "" && len(m.Inputs) < maxTensors {
					m.Inputs = append(m.Inputs, t)
				}
			}
		case line == 4:
			for _, name := range w {
				m.Outputs = appendNamed(m.Outputs, []byte(name))
			}
		case line > 5 && len(w) >= 4:
			m.Operators++
			m.addName(w[1])
		}
	}
}

// tnnInput reads "name d d d d", or with rank "name 4 d d d d type".
func tnnInput(w []string, rank bool) Tensor {
	if len(w) == 0 {
		return Tensor{}
	}
	t := Tensor{Name: clean(w[0])}
	dims := w[1:]
	if n := 0; rank || len(dims) == 5 && dims[0] == "4" {
		if len(dims) > 0 {
			n, _ = strconv.Atoi(dims[0])
			dims = dims[1:]
		}
		dims = dims[:max(0, min(n, len(dims)))]
	}
	for _, d := range dims[:min(len(dims), maxDims)] {
		v, err := strconv.ParseInt(d, 10, 64)
		if err != nil {
			break
		}
		t.Shape = append(t.Shape, v)
	}
	return t
}

func isOpenCV(s *sniffed) bool {
	if s.text == nil || s.text[0] != '<' {
		return false
	}
	b := s.head // a licence of some thousand characters stands first
	return bytes.Contains(b, []byte("<opencv_storage>")) &&
		(bytes.Contains(b, []byte("<cascade")) || bytes.Contains(b, []byte("opencv-haar-classifier")) ||
			bytes.Contains(b, []byte("opencv-cascade-classifier")) || bytes.Contains(b, []byte("<opencv_lbphfaces>")) ||
			bytes.Contains(b, []byte("<opencv_eigenfaces>")) || bytes.Contains(b, []byte("<opencv_fisherfaces>")))
}

// between gives the trimmed text between two marks, or "".
func between(b []byte, from, to string) string {
	i := bytes.Index(b, []byte(from))
	if i < 0 {
		return ""
	}
	b = b[i+len(from):]
	b = b[:min(len(b), maxText)]
	if j := bytes.Index(b, []byte(to)); j >= 0 {
		return clean(strings.TrimSpace(string(b[:j])))
	}
	return ""
}

func readOpenCV(m *Model, b []byte, _ int) {
	b = b[:min(len(b), 64<<10)] // the tree itself is only numbers
	m.Description = between(b, "<!--", "-->")
	w, err1 := strconv.ParseInt(between(b, "<width>", "</"), 10, 32)
	h, err2 := strconv.ParseInt(between(b, "<height>", "</"), 10, 32)
	if err1 == nil && err2 == nil {
		m.Inputs = []Tensor{{Name: "window", Shape: []int64{h, w, 1}, Type: "uint8"}}
	}
	for _, tag := range []string{"stageType", "featureType"} {
		m.addName(between(b, "<"+tag+">", "</"))
	}
	// The older form names its root after the classifier.
	if i := bytes.Index(b, []byte(` type_id="opencv-haar-classifier"`)); i > 0 {
		if j := bytes.LastIndexByte(b[:i], '<'); j >= 0 && isIdent(b[j+1:i]) {
			m.Name = string(b[j+1 : i])
		}
	}
}

func isGraphText(s *sniffed) bool {
	if s.text == nil {
		return false
	}
	i := bytes.Index(s.text, []byte("calculator:"))
	if i < 0 || !bytes.Contains(s.text[:i], []byte("node {")) {
		return false
	}
	return isCalculator([]byte(quoted(s.text[i:])))
}

// quoted gives the first quoted text of b.
func quoted(b []byte) string {
	if i := bytes.IndexByte(b[:min(len(b), 64)], '"'); i >= 0 {
		b = b[i+1:]
		if j := bytes.IndexByte(b[:min(len(b), maxText)], '"'); j >= 0 {
			return clean(string(b[:j]))
		}
	}
	return ""
}

func readGraphText(m *Model, b []byte, _ int) {
	depth := 0
	for line := range strings.Lines(string(b)) {
		s := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(s, "calculator:"):
			m.Operators++
			m.addName(quoted([]byte(s)))
		case strings.HasPrefix(s, "input_stream:") && depth == 0:
			m.Inputs = appendNamed(m.Inputs, []byte(quoted([]byte(s))))
		case strings.HasPrefix(s, "output_stream:") && depth == 0:
			m.Outputs = appendNamed(m.Outputs, []byte(quoted([]byte(s))))
		case strings.HasPrefix(s, "model_path:"), strings.HasPrefix(s, "num_"):
			m.addName(strings.ReplaceAll(s, `"`, ""))
		}
		if !strings.HasPrefix(s, "#") {
			depth += strings.Count(s, "{") - strings.Count(s, "}")
		}
	}
}

// isCoreMLCompiled recognises the text files of a compiled model: its program
// and its metadata.
func isCoreMLCompiled(s *sniffed) bool {
	if s.text == nil {
		return false
	}
	b := s.text
	return bytes.HasPrefix(b, []byte("program(1.")) ||
		bytes.Contains(b, []byte(`"inputSchema"`)) && bytes.Contains(b, []byte(`"outputSchema"`)) ||
		bytes.Contains(b, []byte(`"inputSchema"`)) && bytes.Contains(b, []byte(`"modelType"`))
}

func readCoreMLCompiled(m *Model, b []byte, _ int) {
	if bytes.HasPrefix(b, []byte("program")) {
		return
	}
	type feature struct {
		Name      string `json:"name"`
		Shape     string `json:"shape"`
		DataType  string `json:"dataType"`
		Formatted string `json:"formattedType"`
	}
	var docs []struct {
		Inputs      []feature `json:"inputSchema"`
		Outputs     []feature `json:"outputSchema"`
		Description string    `json:"shortDescription"`
		Author      string    `json:"author"`
		Version     string    `json:"version"`
		Labels      []any     `json:"classLabels"`
	}
	if err := json.Unmarshal(b, &docs); err != nil || len(docs) == 0 {
		m.problem("metadata", 0, "is no JSON of the known form: %v", err)
		return
	}
	d := docs[0]
	m.Description, m.Producer, m.Version = clean(d.Description), clean(d.Author), clean(d.Version)
	tensors := func(in []feature) (out []Tensor) {
		for _, f := range in[:min(len(in), maxTensors)] {
			t := Tensor{Name: clean(f.Name), Type: strings.ToLower(clean(f.DataType))}
			var shape []int64
			if json.Unmarshal([]byte(f.Shape), &shape) == nil {
				t.Shape = shape[:min(len(shape), maxDims)]
			}
			if t.Type == "" {
				t.Type = clean(f.Formatted)
			}
			out = append(out, t)
		}
		return out
	}
	m.Inputs, m.Outputs = tensors(d.Inputs), tensors(d.Outputs)
	for _, l := range d.Labels[:min(len(d.Labels), maxLabels)] {
		if s, ok := l.(string); ok {
			m.Labels = append(m.Labels, clean(s))
		}
	}
}
