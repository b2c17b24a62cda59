package model

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"time"
)

// hostile are files that declare what cannot be, each with the words of the
// problem that must name it.
func hostile(t testing.TB) map[string]struct {
	data []byte
	says string
} {
	huge := []int32{1, 1 << 15, 1 << 15, 4}
	graph := func(tensor ft, ops []ft) []byte {
		return flat("TFL3", ft{0: int32(3), 1: []ft{{0: uint8(3)}}, 2: []ft{{0: []ft{tensor}, 1: []int32{0}, 2: []int32{0}, 3: ops}}, 4: []ft{{}}})
	}
	circle := graph(ft{0: []int32{1, 8}, 3: "x"}, []ft{{}})
	root := binary.LittleEndian.Uint32(circle)
	p := int(root) + 4 + 8*tflModelGraph // the writer gives every field 8 bytes
	binary.LittleEndian.PutUint32(circle[p:], 0)

	var nodes bytes.Buffer
	for range 1 << 20 {
		nodes.Write(msg(1, msg(1, "x", 2, "x", 4, "Relu")))
	}
	var layers strings.Builder
	layers.WriteString("7767517\n1000000 1000000\n")
	for i := range 1000000 {
		fmt.Fprintf(&layers, "ReLU r 1 1 %d %d\n", i, i+1)
	}
	return map[string]struct {
		data []byte
		says string
	}{
		"4 GB in TensorFlow Lite": {graph(ft{0: huge, 3: "x"}, []ft{{}}), "max-tensor-bytes"},
		"4 GB in ONNX": {msg(1, 7, 7, join(msg(1, msg(1, "x", 4, "Conv")), msg(5, msg(1, 1<<15, 1, 1<<17, 2, 1, 8, "w"))), 8, msg(2, 13)),
			"max-tensor-bytes"},
		"negative in ncnn":              {[]byte("7767517\n1 1\nInnerProduct f 1 1 a b 0=-5 1=1 2=9223372036854775807\n"), "max-tensor-bytes"},
		"a circle in a FlatBuffer":      {circle, "refers to itself"},
		"a million nodes in ONNX":       {msg(1, 7, 7, nodes.Bytes(), 8, msg(2, 13)), "max-operators"},
		"a million layers in ncnn":      {[]byte(layers.String()), "max-operators"},
		"a graph that feeds itself":     {msg(1, 7, 7, join(msg(1, msg(1, "x", 2, "y", 4, "Relu")), msg(1, msg(1, "y", 2, "x", 4, "Relu")), msg(12, onnxValueInfo("y", 1, -1))), 8, msg(2, 13)), "circle"},
		"a million operators in tflite": {graph(ft{0: []int32{1, 8}, 3: "x"}, make([]ft, 1<<18+1)), "max-operators"},
	}
}

func TestLimits(t *testing.T) {
	for name, c := range hostile(t) {
		begin := time.Now()
		m, err := Read("x", c.data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		said := fmt.Sprint(m.Problems)
		if !strings.Contains(said, c.says) {
			t.Errorf("%s: %q does not say %q", name, said, c.says)
		}
		if m.Operators > maxOperators || m.Params > 1<<31 {
			t.Errorf("%s: %d operators, %d parameters", name, m.Operators, m.Params)
		}
		if d := time.Since(begin); d > 5*time.Second {
			t.Errorf("%s takes %v", name, d)
		}
	}
}

// Operators are counted by kind, parameters by shapes, and outputs get the size
// of the layer that makes them, in every format that states these.
func TestGraph(t *testing.T) {
	for _, c := range samples(t) {
		m, err := Read(c.name, c.data)
		if err != nil {
			t.Fatal(err)
		}
		sum := 0
		for _, k := range m.Kinds {
			sum += k.N
		}
		if len(m.Kinds) > 0 && sum != m.Operators { // two samples have nodes without a kind
			t.Errorf("%s: %d operators, %d by kind %v", m.Format, m.Operators, sum, m.Kinds)
		}
	}
	m, _ := Read("x", []byte(ncnn))
	if got := fmt.Sprint(m.Kinds, m.Params, m.Outputs[0].Op); got != "[{Convolution 1} {InnerProduct 1} {Input 1}] 128InnerProduct" {
		t.Error(got)
	}
	m, _ = Read("x", []byte(prototxt))
	if got := fmt.Sprint(m.Kinds, m.Outputs); got != "[{Convolution 1} {InnerProduct 1}] [fc8 [?x8]]" {
		t.Error(got)
	}
}
