package model

import (
	"bytes"
	"strconv"
	"strings"
)

// isPrototxt wants a layer with a type of Caffe.
func isPrototxt(s *sniffed) bool {
	if s.text == nil || !bytes.Contains(s.text, []byte("layer")) {
		return false
	}
	b := s.text
	for {
		i := bytes.Index(b, []byte("layer"))
		if i < 0 {
			return false
		}
		b = bytes.TrimLeft(bytes.TrimPrefix(b[i+5:], []byte("s")), " \t\r\n:")
		if len(b) == 0 || b[0] != '{' {
			continue
		}
		body := b[:min(len(b), 512)]
		if j := bytes.Index(body, []byte("type:")); j >= 0 {
			value := strings.TrimSpace(string(body[j+5:]))
			if caffeLayers[quoted([]byte(value))] && strings.HasPrefix(value, `"`) {
				return true
			}
			word, _, _ := strings.Cut(value, "\n")
			if word = strings.TrimSpace(word); word != "" && word == strings.ToUpper(word) && isIdent([]byte(word)) {
				return true // the older form: type: CONVOLUTION
			}
		}
	}
}

func readPrototxt(m *Model, b []byte, _ int) {
	used := map[string]bool{}
	var tops []string
	var outputs int64
	var dims []int64
	depth := 0
	for line := range strings.Lines(string(b)) {
		s := strings.TrimSpace(line)
		if i := strings.IndexByte(s, '#'); i >= 0 {
			s = s[:i]
		}
		key, value, _ := strings.Cut(s, ":")
		value = strings.Trim(strings.TrimSpace(value), `"`)
		switch strings.TrimSpace(key) {
		case "name":
			if depth == 0 {
				m.Name = clean(value)
			} else if depth == 1 {
				m.Operators++
				m.addName(value)
			}
		case "input":
			m.Inputs = appendNamed(m.Inputs, []byte(value))
		case "input_dim", "dim":
			if v, err := strconv.ParseInt(value, 10, 64); err == nil && len(dims) < 4 {
				dims = append(dims, v)
			}
		case "bottom":
			used[value] = true
		case "top":
			if len(tops) < maxNames {
				tops = append(tops, value)
			}
		case "num_output":
			outputs, _ = strconv.ParseInt(value, 10, 64)
		}
		depth += strings.Count(s, "{") - strings.Count(s, "}")
		if strings.Contains(s, "shape") && strings.Contains(s, "dim:") { // all on one line
			for _, w := range strings.Fields(strings.NewReplacer("dim:", " ", "{", " ", "}", " ").Replace(s)) {
				if v, err := strconv.ParseInt(w, 10, 64); err == nil && len(dims) < 4 {
					dims = append(dims, v)
				}
			}
		}
	}
	if len(m.Inputs) == 0 && len(dims) > 0 {
		m.Inputs = []Tensor{{Name: "data"}}
	}
	if len(m.Inputs) > 0 {
		m.Inputs[0].Shape = dims
	}
	seen := map[string]bool{}
	for _, t := range tops {
		if !used[t] && !seen[t] && len(m.Outputs) < maxTensors {
			seen[t] = true
			x := Tensor{Name: clean(t)}
			if outputs > 0 {
				x.Shape = []int64{outputs} // of the last layer that states one
			}
			m.Outputs = append(m.Outputs, x)
		}
	}
}
