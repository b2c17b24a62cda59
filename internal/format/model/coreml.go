package model

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// coreMLLayers are the numbers of layers in the union of NeuralNetworkLayer.
var coreMLLayers = map[int]string{
	100: "convolution", 120: "pooling", 130: "activation", 140: "innerProduct", 150: "embedding", 160: "batchnorm", 165: "mvn", 170: "l2normalize",
	175: "softmax", 180: "lrn", 190: "crop", 200: "padding", 210: "upsample", 211: "resizeBilinear", 220: "unary", 230: "add", 231: "multiply",
	240: "average", 245: "scale", 250: "bias", 260: "max", 261: "min", 270: "dot", 280: "reduce", 290: "loadConstant", 300: "reshape",
	301: "flatten", 310: "permute", 320: "concat", 330: "split", 340: "sequenceRepeat", 345: "reorganizeData", 350: "slice", 400: "simpleRecurrent",
	410: "gru", 420: "uniDirectionalLSTM", 430: "biDirectionalLSTM", 500: "custom",
}

// coreMLTypes of multi-arrays.
var coreMLTypes = map[uint64]string{65568: "float32", 65600: "float64", 131104: "int32", 65552: "float16"}

func readCoreML(m *Model, b []byte, _ int) {
	net := newNet(m)
	walk(b, 0, func(f pb) bool {
		switch {
		case f.num == 2:
			m.coreMLDescription(f.data)
		case (f.num == 500 || f.num == 303 || f.num == 403) && f.wire == wireBytes: // neural network, regressor, classifier
			net.coreMLNetwork(f.data)
		}
		return true
	})
	net.finish()
}

func (m *Model) coreMLDescription(b []byte) {
	walk(b, 0, func(f pb) bool {
		switch f.num {
		case 1:
			m.Inputs = appendFeature(m.Inputs, f.data)
		case 10:
			m.Outputs = appendFeature(m.Outputs, f.data)
		case 100:
			m.Description = clean(string(first(f.data, 1)))
			m.Version, m.Producer = clean(string(first(f.data, 2))), clean(string(first(f.data, 3)))
		}
		return true
	})
}

// appendFeature reads a FeatureDescription: an image, a multi-array or another.
func appendFeature(list []Tensor, b []byte) []Tensor {
	t := Tensor{Name: clean(string(first(b, 1)))}
	kind := first(b, 3)
	if image := first(kind, 4); image != nil {
		channels := int64(3)
		if number(image, 3, 20) == 10 { // grayscale
			channels = 1
		}
		t.Shape = []int64{channels, int64(number(image, 2, 0)), int64(number(image, 1, 0))}
		t.Type = "image"
	}
	if array := first(kind, 5); array != nil {
		walk(array, 0, func(f pb) bool {
			switch f.num {
			case 1:
				t.Shape = f.appendInts(t.Shape)
			case 2:
				t.Type = coreMLTypes[f.v]
			}
			return true
		})
	}
	if len(list) < maxTensors {
		list = append(list, t)
	}
	return list
}

func (n *net) coreMLNetwork(b []byte) {
	walk(b, 0, func(f pb) bool {
		switch {
		case f.num == 1 && f.wire == wireBytes:
			n.coreMLLayer(f.data)
		case f.num == 100 && f.wire == wireBytes: // labels
			walk(f.data, 0, func(g pb) bool {
				if s := clean(string(g.data)); g.num == 1 && s != "" && len(n.m.Labels) < maxLabels {
					n.m.Labels = append(n.m.Labels, s)
				}
				return true
			})
		}
		return !n.over
	})
}

func (n *net) coreMLLayer(b []byte) {
	var in, out []string
	kind, size := "", int64(0)
	walk(b, 0, func(f pb) bool {
		switch {
		case f.num == 1:
			n.m.addName(string(f.data))
		case f.num == 2:
			in = append(in, string(f.data))
		case f.num == 3:
			out = append(out, clean(string(f.data)))
		case f.num >= 100 && f.wire == wireBytes && kind == "":
			if kind = coreMLLayers[f.num]; kind == "" {
				kind = "layer " + strconv.Itoa(f.num)
			}
			switch kind {
			case "convolution": // outputChannels
				size = int64(number(f.data, 1, 0))
			case "innerProduct": // inputChannels, outputChannels
				size = int64(number(f.data, 2, 0))
			}
		}
		return len(in) < 64 && len(out) < 64
	})
	n.add(kind, max(size, 0), in, out)
}

// isEspresso recognises the network of a compiled model: JSON with a list of
// layers and the name of the file of its weights.
func isEspresso(s *sniffed) bool {
	if len(s.text) == 0 || s.text[0] != '{' {
		return false
	}
	for _, key := range []string{`"layers"`, `"format_version"`, `"bottom"`, `"top"`} {
		if !bytes.Contains(s.text, []byte(key)) {
			return false
		}
	}
	return true
}

func readEspresso(m *Model, b []byte, _ int) {
	var doc struct {
		Storage string `json:"storage"`
		Layers  []struct {
			Type   string `json:"type"`
			Name   string `json:"name"`
			Top    string `json:"top"`
			Bottom string `json:"bottom"`
			C      int64  `json:"C"`
			NC     int64  `json:"nC"`
		} `json:"layers"`
	}
	if err := json.Unmarshal(b, &doc); err != nil || len(doc.Layers) == 0 {
		m.problem("network", 0, "is no JSON of the known form: %v", err)
		return
	}
	net := newNet(m)
	made := map[string]bool{}
	for _, l := range doc.Layers {
		m.addName(l.Name)
		in, out := strings.Split(l.Bottom, ","), strings.Split(l.Top, ",")
		for _, s := range in {
			if !made[s] && s != "" && len(m.Inputs) < maxTensors {
				m.Inputs = append(m.Inputs, Tensor{Name: clean(s)})
				made[s] = true
			}
		}
		for i, s := range out {
			made[s] = true
			out[i] = clean(s)
		}
		net.add(l.Type, max(l.C, l.NC, 0), in, out)
		if net.over {
			break
		}
	}
	for _, s := range net.ends() {
		m.Outputs = appendNamed(m.Outputs, []byte(s))
	}
	net.finish()
}
