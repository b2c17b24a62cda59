package modeltest

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// names of the kinds of layers in each framework: TensorFlow Lite by number.
var names = map[string]struct {
	tflite                                    int
	onnx, ncnn, caffe, tnn, paddle, keras, tf string
	ncnnNumber, mnn, coreML                   int
}{
	"conv":    {3, "Conv", "Convolution", "Convolution", "Convolution", "conv2d", "Conv2D", "Conv2D", 6, 12, 100},
	"dwconv":  {4, "Conv", "ConvolutionDepthWise", "Convolution", "Convolution", "depthwise_conv2d", "DepthwiseConv2D", "DepthwiseConv2dNative", 42, 13, 100},
	"dense":   {9, "Gemm", "InnerProduct", "InnerProduct", "InnerProduct", "fc", "Dense", "MatMul", 15, 33, 140},
	"relu":    {19, "Relu", "ReLU", "ReLU", "ReLU", "relu", "ReLU", "Relu", 26, 69, 130},
	"prelu":   {54, "PRelu", "PReLU", "PReLU", "PReLU", "prelu", "PReLU", "Relu", 23, 49, 130},
	"softmax": {25, "Softmax", "Softmax", "Softmax", "SoftmaxCaffe", "softmax", "Softmax", "Softmax", 32, 85, 175},
	"sigmoid": {14, "Sigmoid", "Sigmoid", "Sigmoid", "Sigmoid", "sigmoid", "Activation", "Sigmoid", 30, 81, 130},
	"l2norm":  {11, "LpNormalization", "Normalize", "Normalize", "Normalize", "p_norm", "Lambda", "Mul", 46, 43, 170},
	"reshape": {22, "Reshape", "Reshape", "Reshape", "Reshape", "reshape2", "Reshape", "Reshape", 27, 73, 300},
	"pool":    {1, "GlobalAveragePool", "Pooling", "Pooling", "Pooling", "pool2d", "GlobalAveragePooling2D", "AvgPool", 21, 47, 120},
	"bn":      {18, "BatchNormalization", "BatchNorm", "BatchNorm", "BatchNormCxx", "batch_norm", "BatchNormalization", "FusedBatchNormV3", 2, 77, 160},
	"lstm":    {16, "LSTM", "LSTM", "LSTM", "LSTM", "lstm", "LSTM", "BlockLSTM", 39, 38, 420},
	"add":     {0, "Add", "Eltwise", "Eltwise", "Add", "elementwise_add", "Add", "AddV2", 10, 22, 230},
}

func i32s(d []int) (out []int32) {
	for _, x := range d {
		out = append(out, int32(x))
	}
	return out
}

// TFLite writes TensorFlow Lite, with labels in a zip behind it.
func (n *Net) TFLite() []byte {
	types := map[string]uint8{"": 0, "float32": 0, "int32": 2, "uint8": 3, "int64": 4, "int8": 9}
	tensors, buffers := []Table{}, []Table{{}}
	index := map[string]int{}
	var codes []Table
	code := map[string]int{}
	tensor := func(name string, dims []int, kind string, data []byte) int32 {
		t := Table{0: i32s(dims), 1: types[kind], 3: name}
		if data != nil {
			t[2] = int32(len(buffers))
			buffers = append(buffers, Table{0: data})
		}
		index[name] = len(tensors)
		tensors = append(tensors, t)
		return int32(len(tensors) - 1)
	}
	var ins, outs []int32
	for _, t := range n.In {
		ins = append(ins, tensor(t.Name, t.dims(false), t.Type, nil))
	}
	var ops []Table
	for k, l := range n.layers() {
		if _, ok := code[l.kind]; !ok {
			code[l.kind] = len(codes)
			codes = append(codes, Table{0: uint8(min(names[l.kind].tflite, 127)), 3: int32(names[l.kind].tflite)})
		}
		in := []int32{int32(index[l.in])}
		if l.kind == "conv" || l.kind == "dense" {
			in = append(in, tensor(l.name+"/weights", []int{l.size, 1, 1, l.from}, "", n.weights(k, l.size*l.from)))
		}
		dims := append([]int{1}, l.dims...)
		if l.dims == nil {
			dims = []int{1, 4, 4, 8}
		}
		out := tensor(l.out, dims, "", nil)
		if l.last {
			outs = append(outs, out)
		}
		ops = append(ops, Table{0: int32(code[l.kind]), 1: in, 2: []int32{out}})
	}
	root := Table{0: int32(3), 1: codes, 2: []Table{{0: tensors, 1: ins, 2: outs, 3: ops, 4: "main"}}, 3: n.Producer, 4: buffers}
	if n.Metadata {
		root[4] = append(buffers, Table{0: Flat("M001", Table{0: n.Name, 1: n.Producer})})
		root[6] = []Table{{0: "TFLITE_METADATA", 1: int32(len(buffers))}}
	}
	b := Flat("TFL3", root)
	if len(n.Labels) > 0 {
		b = append(b, Zip("labels.txt", strings.Join(n.Labels, "\n"))...)
	}
	return b
}

func producer(n *Net) string {
	if n.Producer == "" {
		return "pytorch"
	}
	return n.Producer
}

// ORT writes the format of ONNX Runtime.
func (n *Net) ORT() []byte {
	value := func(name string, dims []int) Table {
		var list []Table
		for _, d := range dims {
			list = append(list, Table{0: Table{0: uint8(1), 1: int64(d)}})
		}
		return Table{0: name, 2: Table{1: uint8(1), 2: Table{0: int32(1), 1: Table{0: list}}}}
	}
	var args, nodes, weights []Table
	var ins, outs []string
	for _, t := range n.In {
		args, ins = append(args, value(t.Name, t.dims(true))), append(ins, t.Name)
	}
	for k, l := range n.layers() {
		nodes = append(nodes, Table{0: l.name, 5: names[l.kind].onnx, 8: []string{l.in, l.name + ".w"}, 9: []string{l.out}})
		weights = append(weights, Table{0: l.name + ".w", 3: int32(1), 4: n.weights(k, l.size)})
	}
	for _, h := range n.Heads {
		args, outs = append(args, value(h.Name, append([]int{1}, h.Dims...))), append(outs, h.Name)
	}
	return Flat("ORTM", Table{0: "5", 1: Table{2: producer(n), 7: Table{0: weights, 1: args, 2: nodes, 5: ins, 6: outs}}})
}

// NCNN writes the text form of ncnn.
func (n *Net) NCNN() []byte {
	var b strings.Builder
	ls := n.layers()
	fmt.Fprintf(&b, "7767517\n%d %d\n", len(ls)+len(n.In), len(ls)+len(n.In))
	for _, t := range n.In {
		fmt.Fprintf(&b, "%-16s %-16s 0 1 %s", "Input", t.Name, t.Name)
		for i, v := range ncnnDims(t) {
			fmt.Fprintf(&b, " %d=%d", i, v)
		}
		b.WriteByte('\n')
	}
	for _, l := range ls {
		fmt.Fprintf(&b, "%-16s %-16s 1 1 %s %s", names[l.kind].ncnn, l.name, l.in, l.out)
		for _, p := range ncnnParams(l) {
			fmt.Fprintf(&b, " %d=%d", p[0], p[1])
		}
		b.WriteByte('\n')
	}
	return []byte(b.String())
}

// ncnnDims gives width, height, channels.
func ncnnDims(t Tensor) []int {
	if t.picture() {
		return []int{t.Dims[1], t.Dims[0], t.Dims[2]}
	}
	out := []int{}
	for i := range t.Dims {
		out = append(out, t.Dims[len(t.Dims)-1-i])
	}
	return out
}

func ncnnParams(l layer) [][2]int {
	switch l.kind {
	case "dense":
		return [][2]int{{0, l.size}, {1, 1}, {2, l.size * l.from}}
	case "reshape":
		if len(l.dims) == 2 {
			return [][2]int{{0, l.dims[1]}, {1, l.dims[0]}}
		}
	case "conv", "dwconv":
		return [][2]int{{0, l.size}, {1, 3}, {5, 1}, {6, 9 * l.size * l.from}}
	}
	return nil
}

// NCNNBinary writes the form of ncnn with numbers for names.
func (n *Net) NCNNBinary() []byte {
	ls := n.layers()
	b := LE32(7767517, len(ls)+len(n.In), len(ls)+len(n.In))
	blob := map[string]int{}
	number := func(s string) int {
		if _, ok := blob[s]; !ok {
			blob[s] = len(blob)
		}
		return blob[s]
	}
	for _, t := range n.In {
		b = append(b, LE32(16, 0, 1, number(t.Name))...)
		for i, v := range ncnnDims(t) {
			b = append(b, LE32(i, v)...)
		}
		b = append(b, LE32(-233)...)
	}
	for _, l := range ls {
		b = append(b, LE32(names[l.kind].ncnnNumber, 1, 1, number(l.in), number(l.out))...)
		for _, p := range ncnnParams(l) {
			b = append(b, LE32(p[0], p[1])...)
		}
		b = append(b, LE32(-233)...)
	}
	return b
}

// MNN writes a FlatBuffer of MNN.
func (n *Net) MNN() []byte {
	var tensors []string
	index := map[string]int32{}
	number := func(s string) int32 {
		if _, ok := index[s]; !ok {
			index[s] = int32(len(tensors))
			tensors = append(tensors, s)
		}
		return index[s]
	}
	var ops []Table
	for _, t := range n.In {
		ops = append(ops, Table{1: uint8(21), 2: Table{0: i32s(t.dims(true))}, 3: t.Name, 4: []int32{number(t.Name)}, 5: int32(34)})
	}
	var outs []string
	for _, l := range n.layers() {
		op := Table{0: []int32{number(l.in)}, 3: l.name, 4: []int32{number(l.out)}, 5: int32(names[l.kind].mnn)}
		switch l.kind {
		case "conv", "dwconv", "dense": // the converter makes convolutions of products
			op[2], op[5] = Table{0: Table{10: int32(l.size)}, 1: make([]int32, l.size*l.from)}, int32(12)
		}
		if l.last {
			outs = append(outs, l.out)
		}
		ops = append(ops, op)
	}
	return Flat("", Table{0: n.Name, 3: ops, 4: outs, 6: uint8(1), 7: tensors, 8: int32(len(tensors))})
}

// TNN writes the text form of TNN.
func (n *Net) TNN() []byte {
	var b strings.Builder
	ls := n.layers()
	fmt.Fprintf(&b, "\"1 %d 1 4206624772 ,\"\n\"", len(ls))
	for i, t := range n.In {
		if i > 0 {
			b.WriteString(" : ")
		}
		d := t.dims(true)
		fmt.Fprintf(&b, "%s %d %s 0", t.Name, len(d), strings.Trim(fmt.Sprint(d), "[]"))
	}
	b.WriteString(" ,\"\n\"")
	for _, l := range ls {
		b.WriteString(" " + l.out)
	}
	b.WriteString(" ,\"\n\"")
	for _, h := range n.Heads {
		b.WriteString(h.Name + " ")
	}
	fmt.Fprintf(&b, ",\"\n\" %d ,\"\n", len(ls))
	for _, l := range ls {
		params := ""
		switch l.kind {
		case "dense":
			params = fmt.Sprintf(" %d 1 0 1", l.size)
		case "conv", "dwconv":
			params = fmt.Sprintf(" 1 %d %d 3 3 1 1", l.from, l.size)
		}
		fmt.Fprintf(&b, "\"%s %s 1 1 %s %s%s ,\"\n", names[l.kind].tnn, l.name, l.in, l.out, params)
	}
	return []byte(b.String())
}

// Prototxt writes the text form of Caffe.
func (n *Net) Prototxt() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "name: %q\n", n.Name)
	for _, t := range n.In {
		fmt.Fprintf(&b, "layer {\n  name: %q\n  type: \"Input\"\n  top: %[1]q\n  input_param { shape: {", t.Name)
		for _, d := range t.dims(true) {
			fmt.Fprintf(&b, " dim: %d", d)
		}
		b.WriteString(" } }\n}\n")
	}
	for _, l := range n.layers() {
		fmt.Fprintf(&b, "layer {\n  name: %q\n  type: %q\n  bottom: %q\n  top: %q\n", l.name, names[l.kind].caffe, l.in, l.out)
		switch l.kind {
		case "dense":
			fmt.Fprintf(&b, "  inner_product_param {\n    num_output: %d\n  }\n", l.size)
		case "conv", "dwconv":
			fmt.Fprintf(&b, "  convolution_param { num_output: %d kernel_size: 3 }\n", l.size)
		}
		b.WriteString("}\n")
	}
	return []byte(b.String())
}

// PaddleLite writes the optimised form of Paddle.
func (n *Net) PaddleLite() []byte {
	var topology []byte
	text := func(s string) { topology = append(append(topology, LE32(len(s))...), append([]byte(s), 0, 0, 0)...) }
	for _, l := range n.layers() {
		text(names[l.kind].paddle)
		text(l.name)
		text(l.out)
	}
	head := append([]byte{1, 0}, append([]byte("v2.10"), make([]byte, 11)...)...)
	return Join(head, binary.LittleEndian.AppendUint64(nil, uint64(len(topology))), topology, Noise(300))
}
