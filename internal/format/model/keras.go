package model

import (
	"bytes"
	"encoding/json"
	"path"
)

// kerasLayer is what is read of a layer: its class and what of its
// configuration says how it works.
type kerasLayer struct {
	Class  string `json:"class_name"`
	Name   string `json:"name"`
	Config struct {
		Name       string            `json:"name"`
		Batch      []*int64          `json:"batch_input_shape"`
		Shape      []*int64          `json:"batch_shape"`
		Type       any               `json:"dtype"`
		Units      int64             `json:"units"`
		Filters    int64             `json:"filters"`
		Activation any               `json:"activation"`
		Layers     []json.RawMessage `json:"layers"`
	} `json:"config"`
	Inbound json.RawMessage `json:"inbound_nodes"`
}

// readKeras reads the configuration, which is JSON in an attribute.
func readKeras(m *Model, b []byte, _ int) {
	i := bytes.Index(b, []byte(`{"class_name"`))
	if i < 0 {
		if i = bytes.Index(b, []byte(`{"module"`)); i < 0 {
			m.problem("model_config", -1, "is not in the file: weights only")
			m.kerasWeightNames(b)
			return
		}
	}
	m.kerasConfig(b[i:min(len(b), i+maxLabel)], int64(i))
}

// kerasWeightNames takes the names of layers from a file that holds nothing but
// weights: they are the names of its groups.
func (m *Model) kerasWeightNames(b []byte) {
	for _, s := range texts(b[:min(len(b), 1<<20)], 4) {
		m.addName(s)
	}
}

// readKerasZip reads the newer form, with the configuration in a member.
func readKerasZip(m *Model, data []byte, _ int) {
	z := m.addZip(data, false)
	if z == nil {
		return
	}
	for _, f := range z.File[:min(len(z.File), maxMembers)] {
		if path.Base(f.Name) == "config.json" {
			if b, ok := member(f, maxLabel); ok && len(b) > 2 {
				m.kerasConfig(b, -1)
			}
			return
		}
	}
}

func (m *Model) kerasConfig(b []byte, at int64) {
	var doc struct {
		Config struct {
			Name    string            `json:"name"`
			Layers  []json.RawMessage `json:"layers"`
			Outputs json.RawMessage   `json:"output_layers"`
		} `json:"config"`
	}
	if err := json.NewDecoder(bytes.NewReader(b)).Decode(&doc); err != nil {
		m.problem("model_config", at, "%v", err)
		return
	}
	m.Name = clean(doc.Config.Name)
	net := newNet(m)
	last := ""
	var size = map[string]int64{}
	m.kerasLayers(net, doc.Config.Layers, size, &last, 0)
	ends := stringsIn(doc.Config.Outputs)
	if len(ends) == 0 && last != "" {
		ends = []string{last}
	}
	for _, s := range ends[:min(len(ends), maxTensors)] {
		t := Tensor{Name: clean(s)}
		if n := size[s]; n > 0 {
			t.Shape = []int64{-1, n}
		}
		m.Outputs = append(m.Outputs, t)
	}
	net.finish()
}

// kerasLayers takes in a list of layers; a layer that is a model holds more. In
// the list a layer follows what it works on, so its size is what it states or
// that of the one before.
func (m *Model) kerasLayers(n *net, list []json.RawMessage, size map[string]int64, last *string, depth int) {
	for _, raw := range list {
		var l kerasLayer
		if json.Unmarshal(raw, &l) != nil {
			continue // layers of custom classes have other forms
		}
		name := l.Config.Name
		if name == "" {
			name = l.Name
		}
		m.addName(name)
		if len(l.Config.Layers) > 0 && depth < maxDepth {
			m.kerasLayers(n, l.Config.Layers, size, last, depth+1)
			size[name] = size[*last]
			*last = name
			continue
		}
		batch := l.Config.Batch
		if batch == nil {
			batch = l.Config.Shape
		}
		if batch != nil && depth == 0 && len(m.Inputs) < maxTensors {
			kind, _ := l.Config.Type.(string)
			m.Inputs = append(m.Inputs, Tensor{Name: clean(name), Type: clean(kind), Shape: kerasShape(batch)})
		}
		var in []string
		switch from := stringsIn(l.Inbound); {
		case len(from) > 0:
			in = from[:1]
		case *last != "":
			in = []string{*last}
		}
		out := max(l.Config.Units, l.Config.Filters, 0)
		if out == 0 && len(in) == 1 && size[in[0]] > 0 {
			out = size[in[0]]
		}
		if !n.count(l.Class) {
			return
		}
		size[name] = out
		x := node{kind: l.Class}
		if a, ok := l.Config.Activation.(string); ok && a != "linear" {
			x.kind = l.Class + " " + clean(a)
		}
		n.made[clean(name)] = x
		*last = name
	}
}

func kerasShape(dims []*int64) (out []int64) {
	for _, d := range dims[:min(len(dims), maxDims)] {
		if d == nil {
			out = append(out, -1)
		} else {
			out = append(out, *d)
		}
	}
	return out
}

// stringsIn lists the names in nested lists: [["fc", 0, 0]]; and those of the
// newer form, in which a tensor names its history.
func stringsIn(raw json.RawMessage) []string {
	var v any
	if len(raw) == 0 || json.Unmarshal(raw, &v) != nil {
		return nil
	}
	var out []string
	var see func(v any, depth int)
	see = func(v any, depth int) {
		switch v := v.(type) {
		case string:
			if len(out) < maxTensors {
				out = append(out, v)
			}
		case []any:
			for _, x := range v {
				if depth < 8 {
					see(x, depth+1)
				}
			}
		case map[string]any:
			if config, ok := v["config"].(map[string]any); ok {
				see(config["keras_history"], depth+1)
			} else if args, ok := v["args"]; ok && depth < 8 {
				see(args, depth+1)
			}
		}
	}
	see(v, 0)
	return out
}
