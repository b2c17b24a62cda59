package model

// Numbers of fields in NetParameter, in LayerParameter (v2) and in the layers of
// before 2014 (v1).
type caffeFields struct{ name, kind, bottom, top, blobs, convolution, product, input int }

var (
	caffeV2 = caffeFields{name: 1, kind: 2, bottom: 3, top: 4, blobs: 7, convolution: 106, product: 117, input: 143}
	caffeV1 = caffeFields{name: 4, kind: 5, bottom: 2, top: 3, blobs: 6, convolution: 10, product: 17}
)

// caffeV1Kinds are those of the old enumeration that matter to outputs.
var caffeV1Kinds = map[uint64]string{
	3: "Concat", 4: "Convolution", 5: "Data", 6: "Dropout", 8: "Flatten", 14: "InnerProduct", 15: "LRN", 17: "Pooling", 18: "ReLU",
	19: "Sigmoid", 20: "Softmax", 21: "SoftmaxWithLoss", 22: "Split", 23: "TanH", 25: "Eltwise", 33: "Slice",
}

func readCaffeModel(m *Model, b []byte, _ int) {
	net := newNet(m)
	var dims []int64
	if !walk(b, 0, func(f pb) bool {
		switch f.num {
		case 1:
			m.Name = clean(string(f.data))
		case 3:
			m.Inputs = appendNamed(m.Inputs, f.data)
		case 4:
			dims = f.appendInts(dims)
		case 8:
			if len(dims) == 0 {
				dims = caffeShape(f.data)
			}
		case 100:
			net.caffeLayer(f.data, caffeV2)
		case 2:
			net.caffeLayer(f.data, caffeV1)
		}
		return !net.over
	}) {
		m.problem("NetParameter", 0, "is cut or damaged")
	}
	if len(m.Inputs) > 0 && len(dims) > 0 {
		m.Inputs[0].Shape = dims
	}
	for _, s := range net.ends() {
		m.Outputs = appendNamed(m.Outputs, []byte(s))
	}
	net.finish()
}

func (n *net) caffeLayer(b []byte, at caffeFields) {
	var in, out []string
	var shape []int64
	name, kind, size := "", "", int64(0)
	walk(b, 0, func(f pb) bool {
		switch f.num {
		case at.name:
			name = string(f.data)
			n.m.addName(name)
		case at.kind:
			if kind = string(f.data); f.wire == wireVarint {
				kind = caffeV1Kinds[f.v]
			}
		case at.bottom:
			in = append(in, string(f.data))
		case at.top:
			out = append(out, clean(string(f.data)))
		case at.blobs:
			n.weights(name, caffeBlob(f.data), 4)
		case at.convolution, at.product:
			size = int64(number(f.data, 1, 0))
		case at.input:
			if f.num > 0 {
				shape = caffeShape(first(f.data, 1))
			}
		}
		return len(in) < 64 && len(out) < 64
	})
	if kind == "Input" && len(n.m.Inputs) < maxTensors {
		n.m.Inputs = append(n.m.Inputs, Tensor{Name: clean(name), Shape: shape})
	}
	if kind == "Input" || kind == "Data" {
		in, out = nil, nil
	}
	n.add(kind, max(size, 0), in, out)
}

// caffeShape reads a BlobShape.
func caffeShape(b []byte) (dims []int64) {
	walk(b, 0, func(f pb) bool {
		if f.num == 1 {
			dims = f.appendInts(dims)
		}
		return true
	})
	return dims
}

// caffeBlob reads the shape of a blob: in its own message, or in the four
// numbers of before.
func caffeBlob(b []byte) []int64 {
	if s := first(b, 7); s != nil {
		return caffeShape(s)
	}
	dims := []int64{1, 1, 1, 1}
	walk(b, 0, func(f pb) bool {
		if f.num >= 1 && f.num <= 4 && f.wire == wireVarint {
			dims[f.num-1] = int64(f.v)
		}
		return f.num <= 4
	})
	return dims
}
