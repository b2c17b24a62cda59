package modeltest

import (
	"fmt"
	"strings"
)

// Net is a network in words, which every writer puts into its own form.
type Net struct {
	Name     string // that the file gives itself
	Producer string
	In       []Tensor
	Body     string // kinds of layers, one after the other: "conv prelu conv prelu pool"
	Prefix   string // of the names of those layers; "" for "conv_1", "prelu_1"
	Named    string // names of layers in place of made ones, in order
	Heads    []Head
	Labels   []string
	Metadata bool // TensorFlow Lite: with its metadata table
	Seed     int  // of the weights
}

// Tensor is an input. A picture is H, W, C: writers turn it as their framework
// has it, and put the batch before.
type Tensor struct {
	Name string
	Dims []int
	Type string // "float32" if empty
}

func (t Tensor) picture() bool {
	return len(t.Dims) == 3 && (t.Dims[2] == 1 || t.Dims[2] == 3 || t.Dims[2] == 4)
}

// Head is an output with the kinds of layers that make it.
type Head struct {
	Name string
	Dims []int // without the batch
	Ops  string
}

func (h Head) size() int {
	n := 1
	for _, d := range h.Dims {
		n *= max(d, 1)
	}
	return n
}

// layer is one step of a network, spelled out.
type layer struct {
	name, kind, in, out string
	size, from          int // channels made and taken
	last                bool
	dims                []int // of the output it ends in
}

// layers spells the network out: the body in a row, then each head from its end.
func (n *Net) layers() []layer {
	var out []layer
	count := map[string]int{}
	names := strings.Fields(n.Named)
	at, channels := n.In[0].Name, 3
	add := func(kind, result string, size int, dims []int, last bool) {
		count[kind]++
		name := fmt.Sprintf("%s%s_%d", n.Prefix, kind, count[kind])
		if len(names) > 0 {
			name, names = names[0], names[1:]
		}
		if result == "" {
			result = name
		}
		from := channels
		if kind == "conv" || kind == "dense" {
			channels = size
		}
		out = append(out, layer{name, kind, at, result, size, from, last, dims})
		at = result
	}
	for _, kind := range strings.Fields(n.Body) {
		add(kind, "", 8, nil, false)
	}
	end, wide := at, channels
	for _, h := range n.Heads {
		at, channels = end, wide
		ops := strings.Fields(h.Ops)
		if len(ops) == 0 {
			ops = []string{"dense"}
		}
		size := h.size()
		if len(h.Dims) > 1 {
			size = h.Dims[len(h.Dims)-1]
		}
		for i, kind := range ops {
			if i == len(ops)-1 {
				add(kind, h.Name, size, h.Dims, true)
			} else {
				add(kind, "", size, nil, false)
			}
		}
	}
	return out
}

// dims gives the shape of an input with its batch: channels first or last.
func (t Tensor) dims(first bool) []int {
	d := t.Dims
	if first && t.picture() {
		d = []int{t.Dims[2], t.Dims[0], t.Dims[1]}
	}
	return append([]int{1}, d...)
}

func (n *Net) weights(k, size int) []byte {
	b := Noise(n.Seed%97 + k + 4*size)
	return b[len(b)-4*size:]
}
