package model

import (
	"encoding/binary"
	"strconv"
	"strings"
)

// ncnnSized are layers that state, in parameter 0, how much they make, with the
// parameters that say how many weights they have and whether a bias.
var ncnnSized = map[string]struct{ weights, bias int }{
	"InnerProduct": {2, 1}, "Convolution": {6, 5}, "ConvolutionDepthWise": {6, 5}, "Deconvolution": {6, 5}, "DeconvolutionDepthWise": {6, 5},
	"Convolution1D": {6, 5}, "ConvolutionDepthWise1D": {6, 5}, "Embed": {3, 2}, "LSTM": {1, -1}, "GRU": {1, -1},
}

// ncnnKinds are the layers by number, in the order in which ncnn registers
// them; new ones are added at the end.
var ncnnKinds = strings.Fields(`AbsVal ArgMax BatchNorm Bias BNLL Concat Convolution Crop Deconvolution Dropout Eltwise ELU Embed Exp Flatten
InnerProduct Input Log LRN MemoryData MVN Pooling Power PReLU Proposal Reduction ReLU Reshape ROIPooling Scale Sigmoid Slice Softmax Split SPP TanH
Threshold Tile RNN LSTM BinaryOp UnaryOp ConvolutionDepthWise Padding Squeeze ExpandDims Normalize Permute PriorBox DetectionOutput Interp
DeconvolutionDepthWise ShuffleChannel InstanceNorm Clip Reorg YoloDetectionOutput Quantize Dequantize Yolov3DetectionOutput PSROIPooling ROIAlign
Packing Requantize Cast HardSigmoid SELU HardSwish Noop PixelShuffle DeepCopy Mish StatisticsPooling Swish Gemm GroupNorm LayerNorm Softplus GRU
MultiHeadAttention GELU Convolution1D Pooling1D ConvolutionDepthWise1D Convolution3D ConvolutionDepthWise3D Pooling3D MatMul Deconvolution1D`)

// ncnnLayer is one layer in either form.
type ncnnLayer struct {
	kind    string
	in, out []string
	params  map[int]int64
}

// ncnn takes in a layer.
func (n *net) ncnn(l ncnnLayer) {
	if l.kind == "Input" && len(n.m.Inputs) < maxTensors {
		for _, name := range l.out {
			// Width, height, channels; shapes are given outermost first.
			t := Tensor{Name: clean(name)}
			for _, key := range []int{2, 1, 0} {
				if v, ok := l.params[key]; ok && v != -233 { // not stated
					t.Shape = append(t.Shape, v)
				}
			}
			n.m.Inputs = append(n.m.Inputs, t)
		}
		n.count(l.kind)
		return
	}
	size := int64(0)
	if at, ok := ncnnSized[l.kind]; ok {
		size = max(l.params[0], 0)
		if w := l.params[at.weights]; w > 0 {
			n.weights(l.kind, []int64{w}, 1)
		}
		if l.params[at.bias] == 1 {
			n.weights(l.kind, []int64{size}, 1)
		}
	}
	for i := range l.out {
		l.out[i] = clean(l.out[i])
	}
	n.add(l.kind, size, l.in, l.out)
	if l.kind == "Reshape" && l.params[0] > 0 {
		for _, s := range l.out {
			n.shape(s, l.params[2], l.params[1], l.params[0])
		}
	}
}

// ncnnEnds completes the outputs: blobs that no layer uses.
func (n *net) ncnnEnds() {
	for _, s := range n.ends() {
		t := Tensor{Name: s, Shape: n.shapes[s]}
		if x := n.made[s]; t.Shape == nil && (x.size > 0 || passes(x.kind)) {
			if size := n.sizeOf(x, s); size > 0 {
				t.Shape = []int64{size}
			}
		}
		n.m.Outputs = append(n.m.Outputs, t)
	}
	n.finish()
}

// readNCNNText reads lines of: type, name, counts of inputs and outputs, their
// names, then numbered parameters.
func readNCNNText(m *Model, b []byte, _ int) {
	net := newNet(m)
	line := 0
	for text := range strings.Lines(string(b)) {
		line++
		w := strings.Fields(text)
		if line <= 2 || len(w) == 0 {
			continue
		}
		if net.over {
			break
		}
		if len(w) < 4 {
			m.problem("line "+strconv.Itoa(line), -1, "has %d words, a layer has at least 4", len(w))
			continue
		}
		m.addName(w[1])
		in, _ := strconv.Atoi(w[2])
		out, _ := strconv.Atoi(w[3])
		if in < 0 || out < 0 || in > len(w)-4 || out > len(w)-4-in {
			m.problem("line "+strconv.Itoa(line), -1, "states more inputs and outputs than it has")
			net.count(w[0])
			continue
		}
		net.ncnn(ncnnLayer{w[0], w[4 : 4+in], w[4+in : 4+in+out], ncnnParams(w[4+in+out:])})
	}
	net.ncnnEnds()
}

// ncnnParams reads "0=64 1=3"; arrays and fractions are left out.
func ncnnParams(words []string) map[int]int64 {
	params := map[int]int64{}
	for _, w := range words {
		key, value, _ := strings.Cut(w, "=")
		k, err1 := strconv.Atoi(key)
		v, err2 := strconv.ParseInt(value, 10, 64)
		if err1 == nil && err2 == nil && len(params) < 64 {
			params[k] = v
		}
	}
	return params
}

func isNCNNBinary(s *sniffed) bool {
	layers, blobs := s.u32(4), s.u32(8)
	return s.u32(0) == ncnnMagic && layers > 0 && layers < 1<<16 && blobs > 0 && blobs < 1<<16 && s.size >= 12+8*int64(layers)
}

// readNCNNBinary reads the form with numbers for names: for each layer its
// kind, counts of inputs and outputs, their numbers, then pairs of parameters up
// to -233. A key up to -23300 begins an array.
func readNCNNBinary(m *Model, b []byte, _ int) {
	const end, arrays = -233, -23300
	net, at := newNet(m), 12
	next := func() (int64, bool) {
		if at+4 > len(b) {
			return 0, false
		}
		at += 4
		return int64(int32(binary.LittleEndian.Uint32(b[at-4:]))), true
	}
	blobs := func(n int64) (out []string, ok bool) {
		for range n {
			v, ok := next()
			if !ok {
				return nil, false
			}
			out = append(out, "blob "+strconv.FormatInt(v, 10))
		}
		return out, true
	}
	for range binary.LittleEndian.Uint32(b[4:]) {
		kind, ok1 := next()
		nin, ok2 := next()
		nout, ok3 := next()
		if !ok1 || !ok2 || !ok3 || kind < 0 || nin < 0 || nout < 0 || nin > 256 || nout > 256 {
			m.problem("layer "+strconv.Itoa(m.Operators), int64(at), "is not one: the layers behind it are not read")
			break
		}
		l := ncnnLayer{kind: "layer " + strconv.FormatInt(kind, 10), params: map[int]int64{}}
		if int(kind) < len(ncnnKinds) {
			l.kind = ncnnKinds[kind]
		}
		l.in, ok1 = blobs(nin)
		l.out, ok2 = blobs(nout)
		for ok1 && ok2 {
			var key, v int64
			if key, ok1 = next(); key == end || !ok1 {
				break
			}
			if v, ok1 = next(); key <= arrays {
				at += 4 * int(max(0, min(v, int64(len(b)))))
			} else if len(l.params) < 64 {
				l.params[int(key)] = v
			}
		}
		if !ok1 || !ok2 {
			m.problem("layer "+strconv.Itoa(m.Operators), int64(at), "is cut")
			break
		}
		net.ncnn(l)
	}
	net.ncnnEnds()
}
