package model

import (
	"bytes"
	"strings"
)

// This file reads the other models that are protocol buffers: graphs of
// TensorFlow, MediaPipe, Caffe, Paddle and Core ML.

// tfTypes of DataType that models use.
var tfTypes = map[uint64]string{
	1: "float32", 2: "float64", 3: "int32", 4: "uint8", 5: "int16", 6: "int8", 7: "string", 8: "complex64", 9: "int64",
	10: "bool", 14: "bfloat16", 17: "uint16", 19: "float16", 22: "uint32", 23: "uint64",
}

// tfOps are some of which every graph has one among its first nodes.
var tfOps = set("Placeholder Const Identity NoOp Conv2D MatMul VariableV2 VarHandleOp Variable PlaceholderWithDefault Reshape " +
	"ReadVariableOp DecodeJpeg ExpandDims Cast Sub Mul Add AddV2 Pad RestoreV2 SaveV2 StridedSlice Shape AudioSpectrogram DecodeWav")

// caffeLayers are types of layers; every net has one among its first.
var caffeLayers = set("Input Data Convolution InnerProduct ReLU Pooling Softmax SoftmaxWithLoss BatchNorm Scale PReLU Split Concat " +
	"Eltwise Slice MemoryData ImageData HDF5Data Dropout Deconvolution Python ConvolutionDepthwise DepthwiseConvolution Permute Crop LRN " +
	"DummyData WindowData Reshape Flatten Normalize PriorBox Accuracy")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// firstFew is how many nodes are looked at before a decision.
const firstFew = 8

// nodes walks the messages with number num at the top of the head, as long as
// only the allowed numbers occur, and reports whether fn holds for one of the
// first few.
func nodes(s *sniffed, num int, allowed func(num int) bool, fn func(node []byte) bool) bool {
	if !s.msgs {
		return false
	}
	seen, found, fine := 0, false, true
	ok := walk(s.head, s.size-int64(len(s.head)), func(f pb) bool {
		if !allowed(f.num) {
			fine = false
			return false
		}
		if f.num == num && f.wire == wireBytes {
			seen++
			found = found || fn(f.data)
		}
		return !found && seen < firstFew
	})
	return ok && fine && found
}

func isGraphDef(s *sniffed) bool {
	graph := func(num int) bool { return num >= 1 && num <= 5 }
	return nodes(s, 1, graph, func(n []byte) bool {
		name := first(n, 1)
		return len(name) > 0 && isPrintable(name) && tfOps[string(first(n, 2))]
	})
}

func readGraphDef(m *Model, b []byte, _ int) {
	net := newNet(m)
	consts := map[string][]int64{}
	if !walk(b, 0, func(f pb) bool {
		if f.num != 1 || f.wire != wireBytes {
			return true
		}
		name, op := string(first(f.data, 1)), string(first(f.data, 2))
		m.addName(name)
		if op == "Placeholder" && len(m.Inputs) < maxTensors {
			m.Inputs = append(m.Inputs, tfPlaceholder(name, f.data))
		}
		var in []string
		walk(f.data, 0, func(g pb) bool {
			if g.num == 3 && len(in) < 64 {
				s, _, _ := strings.Cut(strings.TrimPrefix(string(g.data), "^"), ":")
				in = append(in, s)
			}
			return true
		})
		size := int64(0)
		switch {
		case op == "Const":
			if dims := tfConst(f.data); len(consts) < maxOperators {
				consts[name] = dims
				net.weights(name, dims, 4)
			}
		case len(in) > 0 && consts[in[0]] != nil:
			consts[name] = consts[in[0]] // Const/read, an Identity
		case len(in) > 1 && tfSized[op]:
			if w := consts[in[1]]; len(w) > 0 {
				size = w[len(w)-1]
			}
		}
		var out []string
		if op != "Const" && op != "NoOp" && op != "Placeholder" {
			out = []string{clean(name)}
		}
		net.add(op, size, in, out)
		return !net.over
	}) {
		m.problem("GraphDef", 0, "is cut or damaged")
	}
	for _, name := range net.ends() {
		m.Outputs = append(m.Outputs, Tensor{Name: name})
	}
	net.finish()
}

// tfSized are operators that make as much as their second input is wide.
var tfSized = set("MatMul Conv2D BiasAdd FusedBatchNorm FusedBatchNormV3")

// tfConst reads the shape of a constant.
func tfConst(node []byte) (dims []int64) {
	walk(node, 0, func(f pb) bool {
		if f.num == 5 && string(first(f.data, 1)) == "value" {
			dims = tfShape(first(first(first(f.data, 2), 8), 2))
			return false
		}
		return true
	})
	return dims
}

// tfShape reads a TensorShapeProto.
func tfShape(b []byte) (dims []int64) {
	walk(b, 0, func(d pb) bool {
		if d.num == 2 && d.wire == wireBytes {
			dims = append(dims, max(int64(number(d.data, 1, 0)), -1))
		}
		return len(dims) < maxDims
	})
	return dims
}

// tfPlaceholder reads the attributes dtype and shape of a node.
func tfPlaceholder(name string, node []byte) Tensor {
	t := Tensor{Name: clean(name)}
	walk(node, 0, func(f pb) bool {
		if f.num != 5 {
			return true
		}
		value := first(f.data, 2)
		switch string(first(f.data, 1)) {
		case "dtype":
			t.Type = tfTypes[number(value, 6, 0)]
		case "shape":
			t.Shape = tfShape(first(value, 7))
		}
		return true
	})
	return t
}

// isCalculator tells the nodes of a MediaPipe graph from those of TensorFlow,
// which have their operator in the same field.
func isCalculator(b []byte) bool {
	return isIdent(b) && (bytes.HasSuffix(b, []byte("Calculator")) || bytes.HasSuffix(b, []byte("Subgraph")) || bytes.HasSuffix(b, []byte("Gpu")) || bytes.HasSuffix(b, []byte("Cpu")))
}

func isGraphBinary(s *sniffed) bool {
	return nodes(s, 1, func(int) bool { return true }, func(n []byte) bool { return isCalculator(first(n, 2)) })
}

func readGraphBinary(m *Model, b []byte, _ int) {
	net := newNet(m)
	if !walk(b, 0, func(f pb) bool {
		switch f.num {
		case 1:
			net.count(string(first(f.data, 2)))
			m.addName(string(first(f.data, 2)))
		case 10:
			m.Inputs = appendNamed(m.Inputs, f.data)
		case 15:
			m.Outputs = appendNamed(m.Outputs, f.data)
		}
		return !net.over
	}) {
		m.problem("CalculatorGraphConfig", 0, "is cut or damaged")
	}
	net.finish()
}

func appendNamed(list []Tensor, name []byte) []Tensor {
	if len(list) >= maxTensors {
		return list
	}
	return append(list, Tensor{Name: clean(string(name))})
}

func isCaffeModel(s *sniffed) bool {
	net := func(num int) bool { return num >= 1 && num <= 8 || num == 100 }
	return nodes(s, 100, net, func(n []byte) bool { return caffeLayers[string(first(n, 2))] }) ||
		nodes(s, 2, net, isOldCaffeLayer)
}

// isOldCaffeLayer accepts the layers of before 2014, which have a number for the
// type. Field 1, a layer of a still older form, and numbers where names belong
// are refused: registries of protocol buffers look much alike.
func isOldCaffeLayer(b []byte) bool {
	fine := true
	walk(b, 0, func(f pb) bool {
		fine = fine && f.num != 1 && (f.num < 2 || f.num > 4 || f.wire == wireBytes)
		return fine
	})
	kind := number(b, 5, 0)
	return fine && isIdent(first(b, 3)) && isIdent(first(b, 4)) && kind > 0 && kind < 40
}

// isPaddleProgram wants the first block: index 0 and parent -1.
func isPaddleProgram(s *sniffed) bool {
	if !s.msgs || s.head[0] != 0x0a {
		return false
	}
	root := []byte{0x08, 0x00, 0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}
	i := bytes.Index(s.head[:min(len(s.head), 32)], root)
	return i >= 2 && i <= 8
}

func readPaddleProgram(m *Model, b []byte, _ int) {
	net, shapes := newNet(m), map[string]Tensor{}
	walk(first(b, 1), 0, func(f pb) bool {
		switch f.num {
		case 3:
			m.addName(string(first(f.data, 1)))
			if t := paddleVar(f.data); len(shapes) < maxNames {
				shapes[t.Name] = t
				if number(f.data, 3, 0) == 1 { // kept beyond a run
					net.weights(t.Name, t.Shape, 4)
				}
			}
		case 4:
			kind := string(first(f.data, 3))
			if !net.count(kind) {
				return false
			}
			if kind != "feed" && kind != "fetch" {
				return true
			}
			// The operand of a feed is its output, that of a fetch its input.
			if kind == "feed" {
				m.Inputs = appendNamed(m.Inputs, first(first(f.data, 2), 2))
			} else {
				m.Outputs = appendNamed(m.Outputs, first(first(f.data, 1), 2))
			}
		}
		return true
	})
	net.finish()
	for _, list := range [...][]Tensor{m.Inputs, m.Outputs} {
		for i, t := range list {
			list[i].Shape, list[i].Type = shapes[t.Name].Shape, shapes[t.Name].Type
		}
	}
}

// paddleTypes are those of VarType that tensors have.
var paddleTypes = map[uint64]string{0: "bool", 1: "int16", 2: "int32", 3: "int64", 4: "float16", 5: "float32", 6: "float64", 20: "uint8", 21: "int8"}

// paddleVar reads a VarDesc: name, and the tensor in its type.
func paddleVar(b []byte) Tensor {
	t := Tensor{Name: clean(string(first(b, 1)))}
	desc := first(first(first(b, 2), 3), 1) // LoDTensorDesc, TensorDesc
	if desc == nil {
		return t
	}
	t.Type = paddleTypes[number(desc, 1, 0)]
	walk(desc, 0, func(f pb) bool {
		if f.num == 2 {
			t.Shape = f.appendInts(t.Shape)
		}
		return true
	})
	return t
}

// isCoreML wants a specification version, a description with a named feature,
// and one of the models, which have numbers from 200.
func isCoreML(s *sniffed) bool {
	if !s.msgs || s.head[0] != 0x08 {
		return false
	}
	version, described, model := false, false, false
	ok := walk(s.head, s.size-int64(len(s.head)), func(f pb) bool {
		switch {
		case f.num == 1:
			version = f.isVarint(1, 64)
		case f.num == 2 && f.wire == wireBytes:
			name := first(first(f.data, 1), 1)
			described = len(name) > 0 && isPrintable(name)
		case f.num >= 200 && f.num <= 3000 && f.wire == wireBytes:
			model = true
		case f.num == 10 || f.num >= 40 && f.num < 60:
		default:
			return false
		}
		return true
	})
	return ok && version && described && model
}
