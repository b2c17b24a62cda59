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

// words gives the next word of a text in the form of protocol buffers: a name,
// a number, a quoted text without its quotes, or one of "{}:". It is empty at
// the end.
type words struct{ rest string }

func (w *words) next() string {
	for {
		w.rest = strings.TrimLeft(w.rest, " \t\r\n,;")
		if !strings.HasPrefix(w.rest, "#") {
			break
		}
		_, w.rest, _ = strings.Cut(w.rest, "\n")
	}
	s := w.rest
	switch {
	case s == "":
		return ""
	case strings.IndexByte("{}:", s[0]) >= 0:
		w.rest = s[1:]
		return s[:1]
	case s[0] == '"' || s[0] == '\'':
		text, rest, _ := strings.Cut(s[1:], s[:1])
		w.rest = rest
		if text == "" {
			return " "
		}
		return text
	}
	n := strings.IndexAny(s, " \t\r\n,;{}:\"'#")
	if n < 0 {
		n = len(s)
	}
	w.rest = s[n:]
	return s[:n]
}

// field is one value, with the messages it stands in: "layer.name".
type field struct{ path, value string }

// fields calls fn for the values of a text and for the end of every message at
// the top, until fn says no.
func fields(b []byte, fn func(f field, end bool) bool) {
	const deepest = 16
	w := words{string(b)}
	var path []string
	name := ""
	for s := w.next(); s != ""; s = w.next() {
		switch s {
		case ":":
		case "{":
			if len(path) == deepest {
				return
			}
			path, name = append(path, name), ""
		case "}":
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
			if len(path) == 0 && !fn(field{}, true) {
				return
			}
		default:
			if rest := strings.TrimLeft(w.rest, " \t\r\n"); strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, "{") {
				name = s
				continue
			}
			if !fn(field{strings.Join(append(path[:len(path):len(path)], name), "."), strings.TrimSpace(s)}, false) {
				return
			}
		}
	}
}

// prototxtLayer is a layer while it is read.
type prototxtLayer struct {
	name, kind string
	in, out    []string
	size       int64
	dims       []int64
}

func readPrototxt(m *Model, b []byte, _ int) {
	net := newNet(m)
	var dims []int64
	var l prototxtLayer
	fields(b, func(f field, end bool) bool {
		if end {
			m.prototxtLayer(net, l)
			l = prototxtLayer{}
			return !net.over
		}
		path, inLayer := strings.CutPrefix(strings.TrimPrefix(f.path, "layers."), "layer.")
		inLayer = inLayer || strings.HasPrefix(f.path, "layers.")
		if !inLayer {
			switch path {
			case "name":
				m.Name = clean(f.value)
			case "input":
				m.Inputs = appendNamed(m.Inputs, []byte(f.value))
			case "input_dim", "input_shape.dim":
				dims = appendNumber(dims, f.value)
			}
			return true
		}
		switch path {
		case "name":
			l.name = f.value
		case "type":
			l.kind = caffeKind(f.value)
		case "bottom":
			l.in = append(l.in, f.value)
		case "top":
			l.out = append(l.out, clean(f.value))
		case "input_param.shape.dim", "memory_data_param.channels", "memory_data_param.height", "memory_data_param.width", "dummy_data_param.shape.dim":
			l.dims = appendNumber(l.dims, f.value)
		default:
			if strings.HasSuffix(path, "_param.num_output") {
				l.size, _ = strconv.ParseInt(f.value, 10, 64)
			}
		}
		return true
	})
	if len(m.Inputs) == 0 && len(dims) > 0 {
		m.Inputs = []Tensor{{Name: "data"}}
	}
	if len(dims) > 0 {
		m.Inputs[0].Shape = dims
	}
	for _, s := range net.ends() {
		m.Outputs = appendNamed(m.Outputs, []byte(s))
	}
	net.finish()
}

func (m *Model) prototxtLayer(n *net, l prototxtLayer) {
	if l.name == "" && l.kind == "" {
		return
	}
	m.addName(l.name)
	switch l.kind {
	case "Input", "Data", "MemoryData", "DummyData":
		if len(l.dims) > 0 && len(l.out) > 0 && len(m.Inputs) < maxTensors {
			m.Inputs = append(m.Inputs, Tensor{Name: l.out[0], Shape: l.dims})
		}
		l.in, l.out = nil, nil
	}
	n.add(l.kind, max(l.size, 0), l.in, l.out)
}

// caffeKind gives the older names of layers, "INNER_PRODUCT", the form of the
// newer, "InnerProduct".
func caffeKind(s string) string {
	if s != strings.ToUpper(s) {
		return s
	}
	for _, kind := range caffeV1Kinds {
		if strings.EqualFold(kind, strings.ReplaceAll(s, "_", "")) {
			return kind
		}
	}
	return s
}

func appendNumber(list []int64, s string) []int64 {
	if v, err := strconv.ParseInt(s, 10, 64); err == nil && len(list) < maxDims {
		list = append(list, v)
	}
	return list
}
