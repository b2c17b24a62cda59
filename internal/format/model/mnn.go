package model

import (
	"strconv"
	"strings"
)

// mnnKinds are the first operators of enum OpType in the schema of MNN; those
// from 128 on are in mnnLater.
var mnnKinds = strings.Fields(`AbsVal QuantizedAdd ArgMax AsString InstanceNorm BatchToSpaceND Bias BinaryOp Bnll Cast Concat Const Convolution
ConvolutionDepthwise Crop CropAndResize Cubic Deconvolution DeconvolutionDepthwise Dequantize DetectionOutput Dropout Eltwise ELU Unique Exp
ExpandDims Fill Flatten FloorMod Gather GatherV2 Im2Seq InnerProduct Input Interp Log LRN LSTM MatMul MVN NonMaxSuppression NonMaxSuppressionV2
Normalize Pack Padding Permute Pooling Power PReLU PriorBox Proposal QuantizedAvgPool QuantizedBiasAdd QuantizedConcat QuantizedDepthwiseConv2D
QuantizedLogistic QuantizedMatMul QuantizedMaxPool QuantizedRelu QuantizedRelu6 QuantizedReshape QuantizedSoftmax QuantizeMaxMin QuantizeV2 Range
Rank ReduceJoin Reduction ReLU ReLU6 RequantizationRange Requantize Reshape Resize RNN ROIPooling Scale Selu Seq2Out Shape Sigmoid Size Slice
SliceTf Softmax SpaceToBatchND SpatialProduct Split Segment Squeeze StridedSlice StringJoin StringSplit StringToNumber TanH TfQuantizedConv2D
Threshold Tile TopKV2 Transpose UnaryOp Unpack Where Moments RNNSequenceGRU BatchMatMul Unsqueeze`)

var mnnLater = map[int32]string{128: "Raster", 129: "ConvertTensor", 267: "BatchNorm", 512: "Extra", 513: "ConvInt8", 514: "Int8ToFloat", 515: "DepthwiseConvInt8", 517: "FloatToInt8", 600: "While", 601: "If", 603: "LayerNorm"}

func mnnKind(i int32) string {
	if i >= 0 && int(i) < len(mnnKinds) {
		return mnnKinds[i]
	}
	if s := mnnLater[i]; s != "" {
		return s
	}
	return "operator " + strconv.Itoa(int(i))
}

// Numbers of fields in the schema of MNN.
const (
	mnnNetCode, mnnNetOps, mnnNetOutputs, mnnNetTensors             = 0, 3, 4, 7
	mnnOpInputs, mnnOpMain, mnnOpName, mnnOpOutputs, mnnOpType      = 0, 2, 3, 4, 5
	mnnConvCommon, mnnConvWeight, mnnConvBias, mnnCommonOutputCount = 0, 1, 2, 10
	mnnProductOutputCount, mnnInputDims                             = 0, 0
	mnnBlobDims                                                     = 0
)

func readMNN(m *Model, b []byte, _ int) {
	root := fbRoot(b)
	m.Name = clean(root.str(mnnNetCode))
	tensors := root.strs(mnnNetTensors, maxOperators)
	names := func(ids []int64) (out []string) {
		for _, i := range ids {
			if i >= 0 && i < int64(len(tensors)) {
				out = append(out, clean(tensors[i]))
			}
		}
		return out
	}
	net := newNet(m)
	ops, n := root.vec(mnnNetOps, 4)
	for k := 0; k < n && !net.over; k++ {
		op := root.elem(ops, k)
		number, _ := op.i32(mnnOpType)
		kind, main := mnnKind(number), op.table(mnnOpMain)
		m.addName(op.str(mnnOpName))
		out := names(op.ints(mnnOpOutputs, 64))
		if kind == "Input" {
			t := Tensor{Name: clean(op.str(mnnOpName)), Shape: main.ints(mnnInputDims, maxDims)}
			if len(out) > 0 {
				t.Name = out[0]
			}
			if len(m.Inputs) < maxTensors {
				m.Inputs = append(m.Inputs, t)
			}
			net.count(kind)
			continue
		}
		size := int32(0)
		switch kind {
		case "Convolution", "ConvolutionDepthwise", "Deconvolution", "ConvInt8", "DepthwiseConvInt8", "TfQuantizedConv2D":
			size, _ = main.table(mnnConvCommon).i32(mnnCommonOutputCount)
			_, w := main.vec(mnnConvWeight, 4)
			_, bias := main.vec(mnnConvBias, 4)
			net.weights(kind, []int64{int64(w + bias)}, 4)
		case "InnerProduct":
			size, _ = main.i32(mnnProductOutputCount)
		case "Const":
			net.weights(kind, main.ints(mnnBlobDims, maxDims), 4)
		}
		net.add(kind, int64(max(size, 0)), names(op.ints(mnnOpInputs, 64)), out)
	}
	for _, name := range root.strs(mnnNetOutputs, maxTensors) {
		m.Outputs = append(m.Outputs, Tensor{Name: clean(name)})
	}
	if len(m.Outputs) == 0 {
		for _, s := range net.ends() {
			m.Outputs = append(m.Outputs, Tensor{Name: s})
		}
	}
	net.finish()
	for _, name := range tensors[:min(len(tensors), maxNames)] {
		m.addName(name)
	}
}
