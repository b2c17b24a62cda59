package model

import (
	"encoding/binary"
	"testing"

	"github.com/avow-audit/avow/internal/format/model/modeltest"
)

// Small models are made here, as text and numbers, by writers of our own.

type ft = modeltest.Table

var (
	flat  = modeltest.Flat
	msg   = modeltest.Msg
	join  = modeltest.Join
	le32  = modeltest.LE32
	noise = modeltest.Noise
)

func zipOf(t testing.TB, pairs ...string) []byte {
	t.Helper()
	return modeltest.Zip(pairs...)
}

// tflite is a face landmark network in small.
func tflite(t testing.TB) []byte {
	meta := flat("M001", ft{
		0: "Face attributes", 1: "Estimates age.", 2: "v2", 4: "somebody",
		3: []ft{{2: []ft{{0: "image", 1: "cropped face"}}, 3: []ft{{0: "age", 1: "in years"}}}},
	})
	b := flat("TFL3", ft{
		0: int32(3),
		1: []ft{{0: uint8(3)}, {0: uint8(32), 1: "Landmarks2TransformMatrix"}},
		2: []ft{{
			0: []ft{
				{0: []int32{1, 192, 192, 3}, 1: uint8(0), 3: "input_1", 7: []int32{-1, 192, 192, 3}},
				{0: []int32{1, 1404}, 1: uint8(9), 3: "conv2d_21"},
				{0: []int32{4}, 1: uint8(2), 3: "hidden/race_logits"},
			},
			1: []int32{0}, 2: []int32{1, 99}, 3: []ft{{}, {}, {}}, 4: "main",
		}},
		3: "MLIR Converted.",
		4: []ft{{}, {0: meta}},
		7: []ft{{0: []ft{{0: "face", 1: int32(0)}}, 1: []ft{{0: "age_output", 1: int32(1)}}, 2: "serving_default"}},
		6: []ft{{0: "min_runtime_version", 1: int32(0)}, {0: "TFLITE_METADATA", 1: int32(1)}},
	})
	return append(b, zipOf(t, "labels.txt", "White\nBlack\nAsian\n", "vocab.json", "{}")...)
}

func onnxValueInfo(name string, kind int, dims ...int) []byte {
	var shape []byte
	for _, d := range dims {
		if d < 0 {
			shape = append(shape, msg(1, msg(2, "N"))...)
		} else {
			shape = append(shape, msg(1, msg(1, d))...)
		}
	}
	return msg(1, name, 2, msg(1, msg(1, kind, 2, shape)))
}

func onnx() []byte {
	graph := msg(
		1, msg(1, "data", 1, "w", 2, "y", 3, "conv_1", 4, "Conv"),
		1, msg(1, "y", 2, "fc1", 3, "gender/fc", 4, "Gemm"),
		2, "torch-jit-export",
		5, msg(1, 3, 2, 1, 8, "w", 9, "weights"),
		11, onnxValueInfo("data", 1, -1, 3, 112, 112),
		11, onnxValueInfo("w", 1, 3),
		12, onnxValueInfo("fc1", 1, 1, 512),
	)
	return msg(1, 7, 2, "pytorch", 3, "2.1", 7, graph, 8, msg(2, 13), 14, msg(1, "task", 2, "face"))
}

func ort() []byte {
	dim := func(v int64) ft { return ft{0: ft{0: uint8(1), 1: v}} }
	value := func(name string, dims ...ft) ft {
		return ft{0: name, 2: ft{1: uint8(1), 2: ft{0: int32(1), 1: ft{0: dims}}}}
	}
	return flat("ORTM", ft{0: "5", 1: ft{2: "pytorch", 7: ft{
		1: []ft{value("in", dim(1), dim(80)), value("out", dim(192))},
		2: []ft{{0: "ecapa/fc"}}, 5: []string{"in"}, 6: []string{"out"},
	}}})
}

func graphDef() []byte {
	return msg(
		1, msg(1, "input", 2, "Placeholder", 5, msg(1, "dtype", 2, msg(6, 1)), 5, msg(1, "shape", 2, msg(7, msg(2, msg(1, 1), 2, msg(1, 160))))),
		1, msg(1, "w", 2, "Const"),
		1, msg(1, "InceptionResnetV1/Bottleneck", 2, "MatMul", 3, "input", 3, "w"),
		1, msg(1, "embeddings", 2, "Identity", 3, "InceptionResnetV1/Bottleneck"),
		4, msg(1, 134),
	)
}

func caffe() []byte {
	return msg(1, "age_net",
		100, msg(1, "data", 2, "Input", 4, "data"),
		100, msg(1, "conv1", 2, "Convolution", 3, "data", 4, "c"),
		100, msg(1, "fc8", 2, "InnerProduct", 3, "c", 4, "prob"))
}

// caffeOld has the layers of before 2014, with a number for the type.
func caffeOld() []byte {
	return msg(1, "gender_net", 3, "data", 4, 1, 4, 3, 4, 227, 4, 227,
		2, msg(2, "data", 3, "conv1", 4, "conv1", 5, 4), 2, msg(2, "conv1", 3, "prob", 4, "fc8", 5, 14))
}

func paddle() []byte {
	root := []byte{0x08, 0x00, 0x10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}
	block := append(root, msg(
		3, msg(1, "image"), 3, msg(1, "fc_0.tmp_1"),
		4, msg(2, msg(1, "Out", 2, "image"), 3, "feed"),
		4, msg(1, msg(1, "X", 2, "fc_0.tmp_1"), 3, "fetch"))...)
	return msg(1, block, 4, msg(1, 0))
}

func mnn() []byte {
	return flat("", ft{
		0: "gender", 3: []ft{
			{1: uint8(31), 2: ft{0: []int32{1, 3, 64, 64}}, 3: "data", 4: []int32{0}, 5: int32(34)},
			{3: "prob", 4: []int32{1}, 5: int32(71)},
		},
		4: []string{"prob"}, 6: uint8(1), 7: []string{"data", "prob"}, 8: int32(2),
	})
}

// byteDanceA writes layout A; the body is noise, as in the real files.
func byteDanceA(name string, modules []string, gap int) []byte {
	b := join(noise(16), le32(0, len(name)), []byte(name), le32(len(modules)))
	for _, s := range modules {
		b = join(b, le32(len(s)), []byte(s), make([]byte, gap))
	}
	b = append(b, noise(3000)...)
	binary.LittleEndian.PutUint32(b[16:], uint32(len(b)))
	return b
}

func byteDanceB(name string, padding int) []byte {
	return join(le32(1), []byte(name), make([]byte, padding), le32(2000), noise(2000))
}

const ncnn = `7767517
3 3
Input            data             0 1 data 0=112 1=112 2=3
Convolution      conv1            1 1 data c1 0=64 1=3
InnerProduct     fc1              1 1 c1 fc1 0=128 1=1
`

// ncnnBinary is the same network in numbers, with an array among the parameters.
func ncnnBinary() []byte {
	return le32(7767517, 3, 3,
		16, 0, 1, 0, 0, 112, 1, 112, 2, 3, -233,
		6, 1, 1, 0, 1, 0, 64, -23310, 2, 1, 1, -233,
		15, 1, 1, 1, 2, 0, 128, -233)
}

const tnn = `"1 3 1 4206624772 ,"
"input 4 1 3 112 112 0 ,"
" conv1 fc input ,"
"fc ,"
" 2 ,"
"Convolution conv1 1 1 input conv1 1 3 64 ,"
"InnerProduct gender_fc 1 1 conv1 fc 2 ,"
`

const prototxt = `name: "FaceAge"
input: "data"
input_dim: 1
input_dim: 3
input_dim: 227
input_dim: 227
layer {
  name: "conv1"
  type: "Convolution"
  bottom: "data"
  top: "conv1"
  convolution_param { num_output: 96 }
}
layer {
  name: "fc8"
  type: "InnerProduct"
  bottom: "conv1"
  top: "fc8"
  inner_product_param {
    num_output: 8
  }
}
`

const pbtxt = `# MediaPipe graph
input_stream: "input_video"
output_stream: "landmarks"
node {
  calculator: "TfLiteInferenceCalculator"
  input_stream: "IMAGE:x"
  options {
    model_path: "face_landmark.tflite"
  }
}
`

const haar = `<?xml version="1.0"?>
<!-- Stump-based 20x20 frontal eye detector. -->
<opencv_storage>
<cascade type_id="opencv-cascade-classifier"><stageType>BOOST</stageType>
  <featureType>HAAR</featureType>
  <height>20</height>
  <width>24</width>
</cascade></opencv_storage>
`

const coremlMeta = `[{"shortDescription":"Age","author":"me","version":"1","inputSchema":[{"name":"image","shape":"[1, 3, 224, 224]","dataType":"Float32"}],
"outputSchema":[{"name":"out","formattedType":"Dictionary"}],"classLabels":["child","adult"],"modelType":{}}]`

func keras() []byte {
	return join([]byte(hdf5), make([]byte, 100), []byte("model_config"), []byte(`{"class_name": "Sequential", "config": {"name": "emotion", "layers": [
{"class_name": "Conv2D", "config": {"name": "conv", "batch_input_shape": [null, 48, 48, 1], "dtype": "float32"}},
{"class_name": "Dense", "config": {"name": "dense_7", "units": 7}}]}}`), noise(500))
}
