package model

import (
	"strconv"
	"strings"
)

// tfliteOps are the built-in operators in the order of enum BuiltinOperator of
// the TensorFlow Lite schema, version 3.
var tfliteOps = strings.Fields(`ADD AVERAGE_POOL_2D CONCATENATION CONV_2D DEPTHWISE_CONV_2D DEPTH_TO_SPACE DEQUANTIZE EMBEDDING_LOOKUP FLOOR
FULLY_CONNECTED HASHTABLE_LOOKUP L2_NORMALIZATION L2_POOL_2D LOCAL_RESPONSE_NORMALIZATION LOGISTIC LSH_PROJECTION LSTM MAX_POOL_2D MUL RELU
RELU_N1_TO_1 RELU6 RESHAPE RESIZE_BILINEAR RNN SOFTMAX SPACE_TO_DEPTH SVDF TANH CONCAT_EMBEDDINGS SKIP_GRAM CALL CUSTOM EMBEDDING_LOOKUP_SPARSE
PAD UNIDIRECTIONAL_SEQUENCE_RNN GATHER BATCH_TO_SPACE_ND SPACE_TO_BATCH_ND TRANSPOSE MEAN SUB DIV SQUEEZE UNIDIRECTIONAL_SEQUENCE_LSTM
STRIDED_SLICE BIDIRECTIONAL_SEQUENCE_RNN EXP TOPK_V2 SPLIT LOG_SOFTMAX DELEGATE BIDIRECTIONAL_SEQUENCE_LSTM CAST PRELU MAXIMUM ARG_MAX MINIMUM
LESS NEG PADV2 GREATER GREATER_EQUAL LESS_EQUAL SELECT SLICE SIN TRANSPOSE_CONV SPARSE_TO_DENSE TILE EXPAND_DIMS EQUAL NOT_EQUAL LOG SUM SQRT
RSQRT SHAPE POW ARG_MIN FAKE_QUANT REDUCE_PROD REDUCE_MAX PACK LOGICAL_OR ONE_HOT LOGICAL_AND LOGICAL_NOT UNPACK REDUCE_MIN FLOOR_DIV REDUCE_ANY
SQUARE ZEROS_LIKE FILL FLOOR_MOD RANGE RESIZE_NEAREST_NEIGHBOR LEAKY_RELU SQUARED_DIFFERENCE MIRROR_PAD ABS SPLIT_V UNIQUE CEIL REVERSE_V2 ADD_N
GATHER_ND COS WHERE RANK ELU REVERSE_SEQUENCE MATRIX_DIAG QUANTIZE MATRIX_SET_DIAG ROUND HARD_SWISH IF WHILE NON_MAX_SUPPRESSION_V4
NON_MAX_SUPPRESSION_V5 SCATTER_ND SELECT_V2 DENSIFY SEGMENT_SUM BATCH_MATMUL PLACEHOLDER_FOR_GREATER_OP_CODES CUMSUM CALL_ONCE BROADCAST_TO
RFFT2D CONV_3D IMAG REAL COMPLEX_ABS HASHTABLE HASHTABLE_FIND HASHTABLE_IMPORT HASHTABLE_SIZE REDUCE_ALL CONV_3D_TRANSPOSE VAR_HANDLE
READ_VARIABLE ASSIGN_VARIABLE BROADCAST_ARGS RANDOM_STANDARD_NORMAL BUCKETIZE RANDOM_UNIFORM MULTINOMIAL GELU DYNAMIC_UPDATE_SLICE RELU_0_TO_1`)

// tfliteWidths are the bytes of an element, in the order of tfliteTypes; 4-bit
// integers and strings count as one.
var tfliteWidths = []int64{4, 2, 4, 1, 8, 1, 1, 2, 8, 1, 8, 16, 8, 1, 1, 4, 2, 1, 2}

// Numbers of fields of operators and their codes.
const (
	tflOpCode, tflOpInputs, tflOpOutputs      = 0, 1, 2
	tflCodeOld, tflCodeCustom, tflCodeBuiltin = 0, 1, 3
	tflCustom                                 = 32
)

// tfliteKinds names the operators that the model uses. The number stands in a
// byte, and in a newer field where it is too large for one.
func tfliteKinds(root fb) []string {
	codes, n := root.vec(tflModelCodes, 4)
	var out []string
	for k := range min(n, maxTensors) {
		c := root.elem(codes, k)
		old, _ := c.u8(tflCodeOld)
		code, _ := c.i32(tflCodeBuiltin)
		code = max(code, int32(old))
		name := "operator " + strconv.Itoa(int(code))
		switch {
		case code == tflCustom:
			name = "CUSTOM"
			if s := clean(c.str(tflCodeCustom)); s != "" {
				name = s
			}
		case code >= 0 && int(code) < len(tfliteOps):
			name = tfliteOps[code]
		}
		out = append(out, name)
	}
	return out
}

// tflite takes in one subgraph. Tensors are called by their names where it is
// the main one, whose outputs matter.
func (n *net) tflite(root, g fb, kinds []string, main bool, work *int) {
	tensors, count := g.vec(tflGraphTensors, 4)
	bufs, nbufs := root.vec(tflModelBufs, 4)
	for i := 0; i < count && *work > 0; i++ {
		*work--
		t := g.elem(tensors, i)
		kind, _ := t.u8(tflTensorType)
		width := int64(1)
		if int(kind) < len(tfliteWidths) {
			width = tfliteWidths[kind]
		}
		size, ok := n.m.elements(t.str(tflTensorName), t.ints(tflTensorShape, maxDims), width)
		if buf, _ := t.i32(tflTensorBuffer); ok && buf > 0 && int(buf) < nbufs && tfliteFilled(root.elem(bufs, int(buf))) {
			n.params = min(n.params+size, 1<<50)
		}
	}
	name := func(i int64) []string {
		if !main || i < 0 || i >= int64(count) {
			return nil
		}
		return []string{clean(g.elem(tensors, int(i)).str(tflTensorName))}
	}
	ops, nops := g.vec(tflGraphOps, 4)
	for k := 0; k < nops; k++ {
		op := g.elem(ops, k)
		code, _ := op.i32(tflOpCode)
		kind := ""
		if code >= 0 && int(code) < len(kinds) {
			kind = kinds[code]
		}
		var in, out []string
		if *work > 0 {
			*work--
			for _, i := range op.ints(tflOpInputs, 1) {
				in = name(i)
			}
			for _, i := range op.ints(tflOpOutputs, 16) {
				out = append(out, name(i)...)
			}
		}
		n.add(kind, 0, in, out)
		if n.over {
			return
		}
	}
}

// tfliteFilled reports whether a buffer holds anything, here or behind the
// FlatBuffer, where large models have it.
func tfliteFilled(buf fb) bool {
	_, n := buf.vec(0, 1)
	size, _ := buf.i64(2)
	return n > 0 || size > 0
}
