package modeltest

// This file writes the formats that are protocol buffers.

func valueInfo(name, kind string, dims []int) []byte {
	types := map[string]int{"": 1, "float32": 1, "uint8": 2, "int32": 6, "int64": 7}
	var shape []byte
	for _, d := range dims {
		if d < 0 {
			shape = append(shape, Msg(1, Msg(2, "N"))...)
		} else {
			shape = append(shape, Msg(1, Msg(1, d))...)
		}
	}
	return Msg(1, name, 2, Msg(1, Msg(1, types[kind], 2, shape)))
}

// ONNX writes a ModelProto.
func (n *Net) ONNX() []byte {
	var nodes, weights, ins, outs []byte
	for k, l := range n.layers() {
		in := []any{1, l.in}
		if l.kind == "conv" || l.kind == "dense" {
			w := l.name + ".weight"
			in = append(in, 1, w)
			weights = append(weights, Msg(5, Msg(1, l.size, 1, l.from, 2, 1, 8, w, 9, n.weights(k, l.size*l.from)))...)
		}
		nodes = append(nodes, Msg(1, Msg(append(in, 2, l.out, 3, l.name, 4, names[l.kind].onnx)...))...)
	}
	for _, t := range n.In {
		ins = append(ins, Msg(11, valueInfo(t.Name, t.Type, t.dims(true)))...)
	}
	for _, h := range n.Heads {
		outs = append(outs, Msg(12, valueInfo(h.Name, "", append([]int{1}, h.Dims...)))...)
	}
	return Msg(1, 7, 2, producer(n), 3, "2.1", 7, Join(nodes, Msg(2, n.Name), weights, ins, outs), 8, Msg(2, 13))
}

// Caffe writes the weights of Caffe.
func (n *Net) Caffe() []byte {
	b := Msg(1, n.Name)
	for _, t := range n.In {
		var dims []byte
		for _, d := range t.dims(true) {
			dims = append(dims, Msg(1, d)...)
		}
		b = append(b, Msg(100, Msg(1, t.Name, 2, "Input", 4, t.Name, 143, Msg(1, dims)))...)
	}
	for k, l := range n.layers() {
		parts := []any{1, l.name, 2, names[l.kind].caffe, 3, l.in, 4, l.out}
		if l.kind == "conv" || l.kind == "dense" {
			parts = append(parts, 7, Msg(7, Msg(1, l.size, 1, l.from), 5, n.weights(k, l.size*l.from)))
		}
		switch l.kind {
		case "dense":
			parts = append(parts, 117, Msg(1, l.size))
		case "conv":
			parts = append(parts, 106, Msg(1, l.size))
		}
		b = append(b, Msg(100, Msg(parts...))...)
	}
	return b
}

// GraphDef writes a frozen graph of TensorFlow.
func (n *Net) GraphDef() []byte {
	var b []byte
	for _, t := range n.In {
		var dims []byte
		for _, d := range t.dims(false) {
			dims = append(dims, Msg(2, Msg(1, d))...)
		}
		b = append(b, Msg(1, Msg(1, t.Name, 2, "Placeholder", 5, Msg(1, "dtype", 2, Msg(6, 1)), 5, Msg(1, "shape", 2, Msg(7, dims))))...)
	}
	for k, l := range n.layers() {
		in := []any{3, l.in}
		if l.kind == "conv" || l.kind == "dense" {
			w := l.name + "/weights"
			shape := Join(Msg(2, Msg(1, l.from)), Msg(2, Msg(1, l.size)))
			b = append(b, Msg(1, Msg(1, w, 2, "Const", 5, Msg(1, "value", 2, Msg(8, Msg(1, 1, 2, shape, 4, n.weights(k, l.size*l.from))))))...)
			in = append(in, 3, w)
		}
		b = append(b, Msg(1, Msg(append([]any{1, l.out, 2, names[l.kind].tf}, in...)...))...)
	}
	return append(b, Msg(4, Msg(1, 134))...)
}

// Paddle writes a program of Paddle.
func (n *Net) Paddle() []byte {
	root := []byte{0x08, 0x00, 0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}
	variable := func(name string, dims []int) []byte {
		parts := []any{1, 5}
		for _, d := range dims {
			parts = append(parts, 2, d)
		}
		return Msg(3, Msg(1, name, 2, Msg(1, 7, 3, Msg(1, Msg(parts...)))))
	}
	var vars, ops []byte
	for _, t := range n.In {
		vars = append(vars, variable(t.Name, t.dims(true))...)
		ops = append(ops, Msg(4, Msg(2, Msg(1, "Out", 2, t.Name), 3, "feed"))...)
	}
	for _, l := range n.layers() {
		vars = append(vars, variable(l.out, append([]int{1}, l.dims...))...)
		ops = append(ops, Msg(4, Msg(1, Msg(1, "X", 2, l.in), 2, Msg(1, "Out", 2, l.out), 3, names[l.kind].paddle))...)
	}
	for _, h := range n.Heads {
		ops = append(ops, Msg(4, Msg(1, Msg(1, "X", 2, h.Name), 3, "fetch"))...)
	}
	return Join(Msg(1, Join(root, vars, ops)), Msg(4, Msg(1, 0)))
}
