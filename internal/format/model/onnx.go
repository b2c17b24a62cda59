package model

import (
	"strconv"
	"strings"
)

// onnxTypes in the order of TensorProto.DataType.
var onnxTypes = []string{
	"", "float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32",
	"uint64", "complex64", "complex128", "bfloat16", "float8e4m3fn", "float8e4m3fnuz", "float8e5m2", "float8e5m2fnuz", "uint4", "int4",
}

func onnxType(i uint64) string {
	if i < uint64(len(onnxTypes)) {
		return onnxTypes[i]
	}
	return "type " + strconv.FormatUint(i, 10)
}

// isONNX walks a ModelProto as far as the head goes: an IR version, only fields
// that it has, and a graph that begins with a node or a tensor.
func isONNX(s *sniffed) bool {
	if !s.msgs || s.head[0] != 0x08 {
		return false
	}
	graph, fine := false, true
	more := s.size - int64(len(s.head))
	ok := walk(s.head, more, func(f pb) bool {
		switch f.num {
		case 1:
			fine = fine && f.isVarint(1, 64)
		case 5:
			fine = fine && f.wire == wireVarint
		case 2, 3, 4, 6:
			fine = fine && f.wire == wireBytes && isPrintableText(f.data)
		case 7:
			fine = fine && f.wire == wireBytes && isONNXGraph(f.data, f.cut)
			graph = true
		case 8, 14, 20, 25, 26:
			fine = fine && f.wire == wireBytes
		default:
			fine = false
		}
		return fine
	})
	return ok && fine && graph
}

// isONNXGraph wants the first node to have an operator of letters, or the first
// tensor a type.
func isONNXGraph(b []byte, cut bool) bool {
	more := int64(0)
	if cut {
		more = 1 << 40
	}
	found := false
	ok := walk(b, more, func(f pb) bool {
		switch {
		case f.num == 1 && f.wire == wireBytes:
			if op := first(f.data, 4); op != nil {
				found = isIdent(op)
				return false
			}
			return f.cut
		case f.num == 5 && f.wire == wireBytes:
			if t := number(f.data, 2, 0); t > 0 && t < uint64(len(onnxTypes)) {
				found = true
				return false
			}
			return true
		}
		return f.num == 2 || f.num >= 10 && f.num <= 16
	})
	return ok && found
}

func isPrintableText(b []byte) bool {
	for _, c := range b {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

func readONNX(m *Model, b []byte, _ int) {
	var graph []byte
	if !walk(b, 0, func(f pb) bool {
		switch f.num {
		case 2:
			m.Producer = clean(string(f.data)) + m.Producer
		case 3:
			if v := clean(string(f.data)); v != "" {
				m.Producer += " " + v
			}
		case 6:
			m.Description = clean(string(f.data))
		case 7:
			graph = f.data
		case 14: // metadata: key and value
			key, value := clean(string(first(f.data, 1))), clean(string(first(f.data, 2)))
			m.addName(key)
			if key == "names" && strings.HasPrefix(value, "{") { // labels, as exporters of detectors write them
				m.Labels = append(m.Labels, quotedTexts(value, maxLabels-len(m.Labels))...)
			} else {
				m.addName(value)
			}
		}
		return true
	}) {
		m.problem("ModelProto", 0, "is cut or damaged")
	}
	net := newNet(m)
	weights := map[string][]int64{} // up to IR version 3 these are listed as inputs too
	walk(graph, 0, func(f pb) bool {
		if f.num == 5 && len(weights) < maxOperators {
			name, dims, width := onnxTensor(f.data)
			weights[name] = dims
			net.weights(name, dims, width)
		}
		return true
	})
	if !walk(graph, 0, func(f pb) bool {
		switch f.num {
		case 1:
			net.onnxNode(f.data, weights)
			m.addName(string(first(f.data, 3)))
		case 2:
			m.Name = clean(string(f.data))
		case 11:
			t := onnxValue(f.data)
			if _, ok := weights[t.Name]; !ok && len(m.Inputs) < maxTensors {
				m.Inputs = append(m.Inputs, t)
			}
		case 12:
			if len(m.Outputs) < maxTensors {
				m.Outputs = append(m.Outputs, onnxValue(f.data))
			}
		}
		return !net.over
	}) {
		m.problem("GraphProto", -1, "is cut or damaged")
	}
	net.finish()
}

// quotedTexts lists what stands in quotes: {0: 'person', 1: 'car'}.
func quotedTexts(s string, most int) []string {
	var out []string
	for len(out) < most {
		i := strings.IndexAny(s, "'\"")
		if i < 0 {
			break
		}
		text, rest, ok := strings.Cut(s[i+1:], s[i:i+1])
		if !ok {
			break
		}
		out, s = append(out, text), rest
	}
	return out
}

// onnxWidths are the bytes of an element of the data types that have not four.
var onnxWidths = map[uint64]int64{2: 1, 3: 1, 4: 2, 5: 2, 7: 8, 8: 1, 9: 1, 10: 2, 11: 8, 13: 8, 14: 8, 15: 16, 16: 2}

// onnxTensor reads name, shape and width of a TensorProto.
func onnxTensor(b []byte) (name string, dims []int64, width int64) {
	width = 4
	walk(b, 0, func(f pb) bool {
		switch {
		case f.num == 1:
			dims = f.appendInts(dims)
		case f.num == 2 && onnxWidths[f.v] > 0:
			width = onnxWidths[f.v]
		case f.num == 8:
			name = string(f.data)
		}
		return true
	})
	return name, dims, width
}

// onnxNode takes in a NodeProto. The size of what it makes is that of its
// weights: outermost for convolutions, the bias or the innermost else.
func (n *net) onnxNode(b []byte, weights map[string][]int64) {
	var in, out []string
	kind, transposed := "", false
	walk(b, 0, func(f pb) bool {
		switch {
		case f.num == 1 && len(in) < 64:
			in = append(in, string(f.data))
		case f.num == 2 && len(out) < 64:
			out = append(out, clean(string(f.data)))
		case f.num == 4:
			kind = string(f.data)
		case f.num == 5:
			switch string(first(f.data, 1)) {
			case "transB":
				transposed = number(f.data, 3, 0) == 1
			case "value":
				if t := first(f.data, 5); t != nil {
					name, dims, width := onnxTensor(t)
					n.weights(name, dims, width)
				}
			}
		}
		return true
	})
	size := int64(0)
	if len(in) > 1 {
		w := weights[in[1]]
		switch {
		case len(w) == 0:
		case kind == "Conv" || kind == "Gemm" && transposed || kind == "QLinearConv":
			size = w[0]
		case kind == "Gemm" || kind == "MatMul":
			size = w[len(w)-1]
		}
	}
	n.add(kind, max(size, 0), in, out)
}

// onnxValue reads a ValueInfoProto: name, and type with element type and shape.
func onnxValue(b []byte) Tensor {
	t := Tensor{Name: clean(string(first(b, 1)))}
	tensor := first(first(b, 2), 1)
	if tensor == nil {
		return t
	}
	t.Type = onnxType(number(tensor, 1, 0))
	walk(first(tensor, 2), 0, func(f pb) bool {
		if f.num == 1 && f.wire == wireBytes {
			d := int64(number(f.data, 1, ^uint64(0)))
			t.Shape = append(t.Shape, max(d, -1))
		}
		return len(t.Shape) < maxDims
	})
	return t
}

// Numbers of fields in the schema of ONNX Runtime.
const (
	ortSessionVersion = 0
	ortSessionModel   = 1
	ortModelProducer  = 2
	ortModelText      = 6
	ortModelGraph     = 7
	ortGraphWeights   = 0
	ortGraphArgs      = 1
	ortGraphNodes     = 2
	ortGraphInputs    = 5
	ortGraphOutputs   = 6
	ortNodeName       = 0
	ortNodeOp         = 5
	ortNodeInputs     = 8
	ortNodeOutputs    = 9
	ortTensorName     = 0
	ortTensorDims     = 2
	ortTensorType     = 3
)

func isORT(s *sniffed) bool {
	return len(s.head) >= 8 && string(s.head[4:8]) == "ORTM" && s.u32(0) >= 8 && int64(s.u32(0)) < s.size
}

func readORT(m *Model, b []byte, _ int) {
	session := fbRoot(b)
	model := session.table(ortSessionModel)
	graph := model.table(ortModelGraph)
	if !graph.ok() {
		m.problem("graph", 0, "is not where the header says")
		return
	}
	m.Version = clean(session.str(ortSessionVersion))
	m.Producer, m.Description = clean(model.str(ortModelProducer)), clean(model.str(ortModelText))
	args := map[string]Tensor{}
	list, n := graph.vec(ortGraphArgs, 4)
	for k := range min(n, maxNames) {
		a := graph.elem(list, k)
		t := Tensor{Name: clean(a.str(0))}
		value := a.table(2).table(2) // TypeInfo, then the tensor in its union
		kind, _ := value.i32(0)
		t.Type = onnxType(uint64(uint32(kind)))
		shape := value.table(1)
		dims, nd := shape.vec(0, 4)
		for d := range min(nd, maxDims) {
			v := shape.elem(dims, d).table(0)
			size, ok := v.i64(1)
			if !ok {
				size = -1
			}
			t.Shape = append(t.Shape, size)
		}
		args[t.Name] = t
	}
	get := func(field int) (out []Tensor) {
		for _, name := range graph.strs(field, maxTensors) {
			t := args[clean(name)]
			t.Name = clean(name)
			out = append(out, t)
		}
		return out
	}
	m.Inputs, m.Outputs = get(ortGraphInputs), get(ortGraphOutputs)
	net := newNet(m)
	weights, n := graph.vec(ortGraphWeights, 4)
	for k := range min(n, maxOperators) {
		w := graph.elem(weights, k)
		kind, _ := w.i32(ortTensorType)
		width := max(onnxWidths[uint64(uint32(kind))], 1)
		net.weights(w.str(ortTensorName), w.longs(ortTensorDims, maxDims), width)
	}
	list, n = graph.vec(ortGraphNodes, 4)
	for k := 0; k < n && !net.over; k++ {
		node := graph.elem(list, k)
		m.addName(node.str(ortNodeName))
		net.add(node.str(ortNodeOp), 0, node.strs(ortNodeInputs, 8), node.strs(ortNodeOutputs, 8))
	}
	net.finish()
}
