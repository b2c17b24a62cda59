package model

import (
	"bytes"
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

func isTNN(s *sniffed) bool {
	if !bytes.HasPrefix(s.text, []byte(`"1 `)) {
		return false
	}
	l := firstLines(s.text, 2)
	return len(l) == 2 && len(l[0]) >= 4 && strings.HasPrefix(l[0][0], `"1`) && (l[0][3] == tnnMagicV1 || l[0][3] == tnnMagicV2)
}

// readTNN reads quoted lines: header, inputs, blobs, outputs, a count, layers.
func readTNN(m *Model, b []byte, _ int) {
	net := newNet(m)
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
		case line > 5 && len(w) >= 4 && !net.over:
			m.addName(w[1])
			net.tnnLayer(w)
		}
	}
	net.finish()
}

// tnnLayer takes in "Kind name inputs outputs in... out... parameters".
// Convolutions state group, channels in and channels out; products their size.
func (n *net) tnnLayer(w []string) {
	nin, _ := strconv.Atoi(w[2])
	nout, _ := strconv.Atoi(w[3])
	if nin < 0 || nout < 0 || nin > len(w)-4 || nout > len(w)-4-nin {
		n.m.problem("layer "+clean(w[1]), -1, "states more inputs and outputs than it has")
		n.count(w[0])
		return
	}
	params := w[4+nin+nout:]
	at := map[string]int{"InnerProduct": 0, "Convolution": 2, "Convolution3D": 2, "Deconvolution": 2}
	size := int64(0)
	if i, ok := at[w[0]]; ok && i < len(params) {
		size, _ = strconv.ParseInt(params[i], 10, 64)
	}
	n.add(w[0], max(size, 0), w[4:4+nin], w[4+nin:4+nin+nout])
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
	net := newNet(m)
	fields(b, func(f field, end bool) bool {
		key := f.path[strings.LastIndexByte(f.path, '.')+1:]
		switch {
		case f.path == "node.calculator":
			net.count(f.value)
			m.addName(f.value)
		case f.path == "input_stream":
			m.Inputs = appendNamed(m.Inputs, []byte(f.value))
		case f.path == "output_stream":
			m.Outputs = appendNamed(m.Outputs, []byte(f.value))
		case key == "model_path" || strings.HasPrefix(key, "num_"):
			m.addName(key + ": " + f.value)
		}
		return !net.over
	})
	net.finish()
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
