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
	used := map[string]bool{}
	var last []string
	if !walk(b, 0, func(f pb) bool {
		if f.num != 1 || f.wire != wireBytes {
			return true
		}
		m.Operators++
		name, op := string(first(f.data, 1)), string(first(f.data, 2))
		m.addName(name)
		if op == "Placeholder" && len(m.Inputs) < maxTensors {
			m.Inputs = append(m.Inputs, tfPlaceholder(name, f.data))
		}
		if op != "Const" && op != "NoOp" && op != "Placeholder" && len(last) < maxNames {
			last = append(last, name)
		}
		walk(f.data, 0, func(g pb) bool {
			if g.num == 3 && len(used) < 8*maxNames {
				in, _, _ := strings.Cut(strings.TrimPrefix(string(g.data), "^"), ":")
				used[in] = true
			}
			return true
		})
		return true
	}) {
		m.problem("GraphDef", 0, "is cut or damaged")
	}
	for _, name := range last {
		if !used[name] && len(m.Outputs) < maxTensors {
			m.Outputs = append(m.Outputs, Tensor{Name: clean(name)})
		}
	}
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
			walk(first(value, 7), 0, func(d pb) bool {
				if d.num == 2 && d.wire == wireBytes {
					t.Shape = append(t.Shape, max(int64(number(d.data, 1, 0)), -1))
				}
				return len(t.Shape) < maxDims
			})
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
	if !walk(b, 0, func(f pb) bool {
		switch f.num {
		case 1:
			m.Operators++
			m.addName(string(first(f.data, 2)))
		case 10:
			m.Inputs = appendNamed(m.Inputs, f.data)
		case 15:
			m.Outputs = appendNamed(m.Outputs, f.data)
		}
		return true
	}) {
		m.problem("CalculatorGraphConfig", 0, "is cut or damaged")
	}
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

func readCaffeModel(m *Model, b []byte, _ int) {
	made := map[string]bool{}
	var tops []string
	var dims []int64
	if !walk(b, 0, func(f pb) bool {
		switch f.num {
		case 1:
			m.Name = clean(string(f.data))
		case 3:
			m.Inputs = appendNamed(m.Inputs, f.data)
		case 4:
			if len(dims) < maxDims {
				dims = append(dims, int64(f.v))
			}
		case 100:
			m.Operators++
			name, kind := string(first(f.data, 1)), string(first(f.data, 2))
			m.addName(name)
			if kind == "Input" {
				m.Inputs = appendNamed(m.Inputs, []byte(name))
			}
			walk(f.data, 0, func(g pb) bool {
				switch g.num {
				case 3:
					delete(made, string(g.data))
				case 4:
					if s := string(g.data); len(tops) < maxNames && kind != "Input" {
						tops = append(tops, s)
						made[s] = true
					}
				}
				return true
			})
		case 2:
			m.Operators++
			m.addName(string(first(f.data, 4)))
			walk(f.data, 0, func(g pb) bool {
				switch g.num {
				case 2:
					delete(made, string(g.data))
				case 3:
					if s := string(g.data); len(tops) < maxNames {
						tops = append(tops, s)
						made[s] = true
					}
				}
				return true
			})
		}
		return true
	}) {
		m.problem("NetParameter", 0, "is cut or damaged")
	}
	if len(m.Inputs) > 0 && len(dims) > 0 {
		m.Inputs[0].Shape = dims
	}
	for _, s := range tops {
		if made[s] { // made and not used by a later layer
			delete(made, s)
			m.Outputs = appendNamed(m.Outputs, []byte(s))
		}
	}
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
	walk(first(b, 1), 0, func(f pb) bool {
		switch f.num {
		case 3:
			m.addName(string(first(f.data, 1)))
		case 4:
			m.Operators++
			kind := string(first(f.data, 3))
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

func readCoreML(m *Model, b []byte, _ int) {
	walk(first(b, 2), 0, func(f pb) bool {
		switch f.num {
		case 1:
			m.Inputs = appendNamed(m.Inputs, first(f.data, 1))
		case 10:
			m.Outputs = appendNamed(m.Outputs, first(f.data, 1))
		case 100:
			m.Description = clean(string(first(f.data, 1)))
			m.Version, m.Producer = clean(string(first(f.data, 2))), clean(string(first(f.data, 3)))
		}
		return true
	})
}
