package model

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/avow-audit/avow/internal/format/model/modeltest"
)

// samples are a model of every format, with what must be read.
func samples(t testing.TB) []struct {
	name string
	data []byte
	want Model
} {
	task := string(tflite(t))
	bn := join([]byte("BM\x00\x02"), le32(4008), noise(4000))
	return []struct {
		name string
		data []byte
		want Model
	}{
		{"x.bin", tflite(t), Model{
			Format: TFLite, Name: "Face attributes", Version: "v2", Producer: "somebody", Description: "MLIR Converted.\nEstimates age.", Operators: 3,
			Inputs:  []Tensor{{Name: "input_1", Shape: []int64{-1, 192, 192, 3}, Type: "float32"}},
			Outputs: []Tensor{{Name: "conv2d_21", Shape: []int64{1, 1404}, Type: "int8"}},
			Names:   []string{"input_1", "conv2d_21", "hidden/race_logits", "Landmarks2TransformMatrix", "face", "age_output", "serving_default", "min_runtime_version", "image", "cropped face", "age", "in years"},
			Labels:  []string{"White", "Black", "Asian"}, Files: []string{"labels.txt", "vocab.json"},
			Problems: []Problem{{Where: "subgraph", Msg: "names tensor 99 of 3"}},
		}},
		{"face", onnx(), Model{
			Format: ONNX, Name: "torch-jit-export", Producer: "pytorch 2.1", Operators: 2,
			Inputs: []Tensor{{Name: "data", Shape: []int64{-1, 3, 112, 112}, Type: "float32"}}, Outputs: []Tensor{{Name: "fc1", Shape: []int64{1, 512}, Type: "float32"}},
			Names: []string{"task", "face", "conv_1", "gender/fc"},
		}},
		{"m.ort", ort(), Model{
			Format: ORT, Version: "5", Producer: "pytorch", Operators: 1, Names: []string{"ecapa/fc"},
			Inputs: []Tensor{{Name: "in", Shape: []int64{1, 80}, Type: "float32"}}, Outputs: []Tensor{{Name: "out", Shape: []int64{192}, Type: "float32"}},
		}},
		{"f.pb", graphDef(), Model{
			Format: TensorFlowGraph, Operators: 4, Names: []string{"input", "w", "InceptionResnetV1/Bottleneck", "embeddings"},
			Inputs: []Tensor{{Name: "input", Shape: []int64{1, 160}, Type: "float32"}}, Outputs: []Tensor{{Name: "embeddings"}},
		}},
		{"a.caffemodel", caffe(), Model{
			Format: CaffeModel, Name: "age_net", Operators: 3, Names: []string{"data", "conv1", "fc8"},
			Inputs: []Tensor{{Name: "data"}}, Outputs: []Tensor{{Name: "prob"}},
		}},
		{"g.caffemodel", caffeOld(), Model{
			Format: CaffeModel, Name: "gender_net", Operators: 2, Names: []string{"conv1", "fc8"},
			Inputs: []Tensor{{Name: "data", Shape: []int64{1, 3, 227, 227}}}, Outputs: []Tensor{{Name: "prob"}},
		}},
		{"__model__", paddle(), Model{
			Format: PaddleProgram, Operators: 2, Names: []string{"image", "fc_0.tmp_1"},
			Inputs: []Tensor{{Name: "image"}}, Outputs: []Tensor{{Name: "fc_0.tmp_1"}},
		}},
		{"g.mnn", mnn(), Model{
			Format: MNN, Name: "gender", Operators: 2, Names: []string{"data", "prob"},
			Inputs: []Tensor{{Name: "data", Shape: []int64{1, 3, 64, 64}}}, Outputs: []Tensor{{Name: "prob"}},
		}},
		{"x.model", byteDanceA("v5.0", []string{"agenet", "expnet"}, 0), Model{
			Format: ByteDanceA, Name: "v5.0", Modules: []string{"agenet", "expnet"}}},
		{"y.model", byteDanceA("tt_face_v10.0", []string{"detect", "base120", "iris"}, 12), Model{
			Format: ByteDanceA, Name: "tt_face_v10.0", Modules: []string{"detect", "base120", "iris"}}},
		{"tt.model", byteDanceB("tt_beauty_attr6_v1.0", 0), Model{Format: ByteDanceB, Name: "tt_beauty_attr6_v1.0"}},
		{"tt.model", byteDanceB("tt_beauty_attr6_v1.0", 12), Model{Format: ByteDanceB, Name: "tt_beauty_attr6_v1.0"}},
		{"arch12.bytenn", bn, Model{Format: ByteNN}},
		{"d.param", []byte(ncnn), Model{
			Format: NCNNText, Operators: 3, Names: []string{"data", "conv1", "fc1"},
			Inputs: []Tensor{{Name: "data", Shape: []int64{3, 112, 112}}}, Outputs: []Tensor{{Name: "fc1", Shape: []int64{128}}},
		}},
		{"d.param.bin", ncnnBinary(), Model{
			Format: NCNNBinary, Operators: 3, Inputs: []Tensor{{Name: "blob 0", Shape: []int64{3, 112, 112}}}, Outputs: []Tensor{{Name: "blob 2", Shape: []int64{128}}},
		}},
		{"g.tnnproto", []byte(tnn), Model{
			Format: TNN, Operators: 2, Names: []string{"conv1", "gender_fc"},
			Inputs: []Tensor{{Name: "input", Shape: []int64{1, 3, 112, 112}}}, Outputs: []Tensor{{Name: "fc", Shape: []int64{-1, 2}}},
		}},
		{"deploy.prototxt", []byte(prototxt), Model{
			Format: CaffeText, Name: "FaceAge", Operators: 2, Names: []string{"conv1", "fc8"},
			Inputs: []Tensor{{Name: "data", Shape: []int64{1, 3, 227, 227}}}, Outputs: []Tensor{{Name: "fc8", Shape: []int64{-1, 8}}},
		}},
		{"g.pbtxt", []byte(pbtxt), Model{
			Format: MediaPipeGraph, Operators: 1, Names: []string{"TfLiteInferenceCalculator", "model_path: face_landmark.tflite"},
			Inputs: []Tensor{{Name: "input_video"}}, Outputs: []Tensor{{Name: "landmarks"}},
		}},
		{"g.binarypb", msg(1, msg(2, "TensorsToDetectionsCalculator", 3, "x"), 10, "in", 15, "out"), Model{
			Format: MediaPipeGraph, Operators: 1, Names: []string{"TensorsToDetectionsCalculator"},
			Inputs: []Tensor{{Name: "in"}}, Outputs: []Tensor{{Name: "out"}},
		}},
		{"eye.xml", []byte(haar), Model{
			Format: OpenCV, Description: "Stump-based 20x20 frontal eye detector.", Names: []string{"BOOST", "HAAR"},
			Inputs: []Tensor{{Name: "window", Shape: []int64{20, 24, 1}, Type: "uint8"}},
		}},
		{"metadata.json", []byte(coremlMeta), Model{
			Format: CoreMLCompiled, Description: "Age", Producer: "me", Version: "1", Labels: []string{"child", "adult"},
			Inputs: []Tensor{{Name: "image", Shape: []int64{1, 3, 224, 224}, Type: "float32"}}, Outputs: []Tensor{{Name: "out", Type: "Dictionary"}},
		}},
		{"a.mlmodel", msg(1, 4, 2, msg(1, msg(1, "image"), 10, msg(1, "age"), 100, msg(1, "Age net", 3, "me")), 500, msg(1, "layers")), Model{
			Format: CoreML, Description: "Age net", Producer: "me", Operators: 1, Inputs: []Tensor{{Name: "image"}}, Outputs: []Tensor{{Name: "age"}},
		}},
		{"e.h5", keras(), Model{
			Format: Keras, Name: "emotion", Operators: 2, Names: []string{"conv", "dense_7"},
			Inputs: []Tensor{{Name: "conv", Shape: []int64{-1, 48, 48, 1}, Type: "float32"}}, Outputs: []Tensor{{Name: "dense_7", Shape: []int64{-1, 7}}},
		}},
		{"v.ptl", zipOf(t, "voice/data.pkl", "\x80\x02X\x0b\x00\x00\x00xvector.fc1q\x00.", "voice/version", "3"), Model{
			Format: PyTorch, Names: []string{"xvector.fc1"}, Files: []string{"voice/data.pkl", "voice/version"},
		}},
		{"f.dlc", zipOf(t, "model", "m", "model.params", "p", "dlc.metadata", "converter-command=snpe-onnx-to-dlc input_network=face.onnx\n"), Model{
			Format: SNPE, Description: "converter-command=snpe-onnx-to-dlc input_network=face.onnx\n", Files: []string{"model", "model.params", "dlc.metadata"},
		}},
		{"k.keras", zipOf(t, "metadata.json", "{}", "config.json", "{}", "model.weights.h5", "x"), Model{
			Format: Keras, Files: []string{"metadata.json", "config.json", "model.weights.h5"}}},
		{"face_landmarker.task", zipOf(t, "face_detector.tflite", task), Model{
			Format: MediaPipeTask, Files: []string{"face_detector.tflite"},
			Parts: []Part{{Name: "face_detector.tflite", Model: Model{Format: TFLite, Name: "Face attributes"}}},
		}},
		{"sp.dat", join([]byte{1, 1, 0x81, 0x88, 0x81, 1}, noise(200)), Model{
			Format: Dlib, Description: "dlib shape predictor", Outputs: []Tensor{{Name: "shape", Shape: []int64{68, 2}, Type: "float32"}}}},
		{"rec.dat", join([]byte{1, 1, 1, 13}, []byte("loss_metric_2"), noise(200)), Model{Format: Dlib, Names: []string{"loss_metric_2"}}},
		{"face.nb", join([]byte{1, 0}, []byte("v2.8\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"), le32(150, 0), noise(200)), Model{Format: PaddleLite, Version: "v2.8"}},
		{"assets/M_SenseME_Face.model", noise(5000), Model{Format: Unknown}},
	}
}

func TestEveryFormat(t *testing.T) {
	shown := cmp.Options{
		cmpopts.IgnoreFields(Model{}, "SHA256", "Size", "Entropy", "Kinds", "Params"), cmpopts.IgnoreFields(Tensor{}, "Op"), cmpopts.IgnoreUnexported(Model{}),
		cmpopts.IgnoreFields(Problem{}, "Offset"), cmpopts.EquateEmpty(),
	}
	for _, c := range samples(t) {
		m, err := Read(c.name, c.data)
		if err != nil {
			t.Errorf("%s (%s): %v", c.name, c.want.Format, err)
			continue
		}
		for i := range m.Parts {
			p := &m.Parts[i].Model
			*p = Model{Format: p.Format, Name: p.Name}
		}
		if d := cmp.Diff(c.want, m, shown); d != "" {
			t.Errorf("%s (%s):\n%s", c.name, c.want.Format, d)
		}
		if len(m.SHA256) != 64 || m.Size != int64(len(c.data)) || m.Entropy <= 0 || m.Entropy > 8 {
			t.Errorf("%s: sha256 %q, size %d, entropy %v", c.name, m.SHA256, m.Size, m.Entropy)
		}
	}
}

// What the writers for other tests write is read without a problem, with what
// was written.
func TestWriters(t *testing.T) {
	for name, data := range modeltest.Every() {
		m, err := Read("x", data)
		if err != nil || len(m.Problems) > 0 {
			t.Errorf("%s: %v %v", name, err, m.Problems)
			continue
		}
		switch m.Format {
		case CoreMLCompiled, SNPE, PaddleLite, PyTorch: // state no graph, or no interface
			continue
		}
		if len(m.Inputs) != 1 || len(m.Outputs) != 2 || len(m.Kinds) == 0 {
			t.Errorf("%s: %v in, %v out, %v", name, m.Inputs, m.Outputs, m.Kinds)
		}
		for i, want := range []int64{4, 2} {
			if o := m.Outputs[i].Shape; len(o) == 0 || o[len(o)-1] != want {
				t.Errorf("%s: output %d is %v, want %d last", name, i, o, want)
			}
		}
	}
}

// The name must not matter, except for Unknown.
func TestNameDoesNotDecide(t *testing.T) {
	for _, c := range samples(t) {
		f, ok := Sniff("res/raw/a1.xyz", c.data, int64(len(c.data)))
		if c.want.Format == Unknown {
			if ok {
				t.Errorf("noise under an ordinary name is called %q", f)
			}
		} else if f != c.want.Format {
			t.Errorf("%s under another name: %q, not %q", c.name, f, c.want.Format)
		}
	}
}

// A head must do: what is behind it is not there yet when files are listed.
func TestHeadIsEnough(t *testing.T) {
	body := noise(100 << 10)
	node := msg(1, "data", 1, "w", 2, "y", 3, "conv_1", 4, "Conv")
	for name, c := range map[string]struct {
		data []byte
		want Format
	}{
		"onnx":   {msg(1, 7, 2, "pytorch", 7, msg(1, node, 5, msg(1, 3, 2, 1, 9, body)), 8, msg(2, 13)), ONNX},
		"caffe":  {msg(1, "n", 100, msg(1, "data", 2, "Input"), 100, msg(1, "c", 2, "Convolution", 7, body)), CaffeModel},
		"graph":  {msg(1, msg(1, "in", 2, "Placeholder"), 1, msg(1, "w", 2, "Const", 5, msg(1, "value", 2, body))), TensorFlowGraph},
		"tflite": {append(tflite(t), body...), TFLite},
		"a":      {byteDanceA("v1.0", []string{"agenet"}, 0), ByteDanceA},
		"task":   {zipOf(t, "face_detector.tflite", string(append(tflite(t), body...)), "face_landmarks.tflite", "x"), MediaPipeTask},
	} {
		for _, n := range []int{HeadSize, 4096} {
			if f, ok := Sniff("x", c.data[:min(n, len(c.data))], int64(len(c.data))); !ok || f != c.want {
				t.Errorf("%s: %q by %d bytes", name, f, n)
			}
		}
	}
}

func TestLookalikes(t *testing.T) {
	big := string(noise(4096))
	for name, data := range map[string]string{
		"assets/face_model.jpg":       "\xff\xd8\xff\xe0" + big,
		"assets/model.png":            "\x89PNG\r\n\x1a\n" + big,
		"assets/model.bin":            "\x1f\x8b\x08\x00" + big, // compressed: not known to be a model
		"assets/face.model":           string(zipOf(t, "AndroidManifest.xml", "x", "classes.dex", big)),
		"lib.jar":                     string(zipOf(t, "META-INF/MANIFEST.MF", "x", "model", "", "model.params", "")),
		"app.apk":                     string(zipOf(t, "AndroidManifest.xml", "x", "assets/face.tflite", big)),
		"doc.docx":                    string(zipOf(t, "word/document.xml", "<x/>")),
		"classes.dex":                 "dex\n035\x00" + big,
		"models/font.ttf":             "\x00\x01\x00\x00\x00" + big,
		"libface_model.so":            "\x7fELF" + big,
		"a.mp4":                       "\x00\x00\x00\x18ftypmp42" + big,
		"play-services.properties":    "version=1\nclient=model\n",
		"build.gradle":                "layer { }\nandroid {\n  namespace 'x'\n}\n",
		"face_model.json":             `{"model": "face", "layers": [1, 2]}`,
		"strings.xml":                 "<resources><string name=\"model\">x</string></resources>",
		"face_config.pb":              string(msg(1, 3, 2, "pytorch", 3, "x", 7, msg(1, "settings", 2, "y"), 9, "z")),
		"config.pb":                   string(msg(1, msg(1, "name", 2, "value"), 1, msg(1, "a", 2, "b"))),
		"ir.pb":                       string(msg(1, 7, 7, msg(1, msg(1, "x", 3, "n")))),
		"kotlin/kotlin.kotlin_module": "\x00\x00\x00\x03\x00\x00\x00\x01\x00\x00\x00\x09" + "abc",
		"META-INF/x.kotlin_module":    "\x08\x01\x12\x04abcd",
		"resources.arsc":              "\x02\x00\x0c\x00" + big,
		"AndroidManifest.xml":         "\x03\x00\x08\x00" + big,
		"image.bmp":                   "BM\x76\x10\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00" + big,
		"x.h5":                        hdf5 + strings.Repeat("\x00", 200) + "plain data set",
		"labels.txt":                  "White\nBlack\n",
		"nums.txt":                    "7767517\nhello\n",
		"empty.model":                 "",
		"short.tflite":                "\x1c\x00\x00\x00TFL",
		"bad":                         "\xff\xff\xff\x7fTFL3" + big,
		"assets/data":                 big, // random, no model-like name
		"res/raw/song.bin":            big,
		"a/face.model":                strings.Repeat("some readable text in a model file\n", 100),
		"small.model":                 big[:500],
		"hprof":                       "JAVA PROFILE 1.0.2\x00" + big,
		"zero.model":                  strings.Repeat("\x00", 5000),
		"ones.model":                  strings.Repeat("\x01", 5000),
	} {
		if f, ok := Sniff(name, []byte(data), int64(len(data))); ok {
			t.Errorf("%s is called %q", name, f)
		}
	}
	if _, err := Read("x", []byte("text")); !errors.Is(err, ErrNotModel) {
		t.Errorf("text: %v", err)
	}
}

func TestReadLabels(t *testing.T) {
	for in, want := range map[string]struct {
		labels []string
		ok     bool
	}{
		"a\nb c\r\n\n d ":         {[]string{"a", "b c", "d"}, true},
		"0: cat\n1: dog":          {[]string{"cat", "dog"}, true},
		"0 Male\n1 Female\n":      {[]string{"Male", "Female"}, true},
		"(0-2)\n(4-6)\n":          {[]string{"(0-2)", "(4-6)"}, true},
		"25\n26\n":                {[]string{"25", "26"}, true},
		"白人\n黑人":                  {[]string{"白人", "黑人"}, true},
		"a\x00b":                  {nil, false},
		"x\n\x01\n":               {[]string{"x"}, false},
		strings.Repeat("y", 2000): {nil, false},
	} {
		got, ok := ReadLabels([]byte(in))
		if d := cmp.Diff(want.labels, got); d != "" || ok != want.ok {
			t.Errorf("%.20q: %v\n%s", in, ok, d)
		}
	}
}

// Modules that are stated and not there are a problem, not a failure.
func TestByteDanceCut(t *testing.T) {
	b := byteDanceA("v5.0", []string{"agenet", "expnet"}, 0)
	binary.LittleEndian.PutUint32(b[28:], 5)
	m, err := Read("x", b)
	if err != nil || len(m.Modules) != 2 || len(m.Problems) != 1 {
		t.Errorf("%v %+v", err, m)
	}
	binary.LittleEndian.PutUint32(b[16:], uint32(len(b)+1))
	if f, ok := Sniff("x", b, int64(len(b))); ok {
		t.Errorf("a wrong size is accepted as %q", f)
	}
}

// A member that inflates without end must not.
func TestBomb(t *testing.T) {
	b := zipOf(t, "a.tflite", strings.Repeat("\x00", 1<<20), "labels.txt", strings.Repeat("x\n", maxLabel))
	m, err := Read("x", b)
	if err != nil || len(m.Labels) > maxLabels || len(m.Problems) == 0 {
		t.Errorf("%v, %d labels, %v", err, len(m.Labels), m.Problems)
	}
}

// Members that all inflate to megabytes of one line share a budget.
func TestManyBombs(t *testing.T) {
	var pairs []string
	for i := range 64 {
		pairs = append(pairs, fmt.Sprintf("l%d.txt", i), strings.Repeat("y", 1<<20))
	}
	m, err := Read("x", zipOf(t, append([]string{"a.tflite", "x"}, pairs...)...))
	if err != nil || m.Format != MediaPipeTask || len(m.Problems) != maxProblem || len(m.Labels) > 0 {
		t.Errorf("%v %q, %d problems, %d labels", err, m.Format, len(m.Problems), len(m.Labels))
	}
}

// Every 4 bytes of every sample are set to hostile values.
func TestLies(t *testing.T) {
	for _, c := range samples(t) {
		n := min(len(c.data), 1500)
		for i := 0; i < n; i++ {
			Read(c.name, c.data[:i])
		}
		for i := 0; i+4 <= n; i++ {
			for _, v := range []uint32{0, 1, 1<<31 - 1, 1 << 31, 1<<32 - 1, uint32(len(c.data))} {
				b := append([]byte{}, c.data...)
				binary.LittleEndian.PutUint32(b[i:], v)
				Read(c.name, b)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range samples(f) {
		f.Add(c.name, c.data)
	}
	for name, data := range modeltest.Every() {
		f.Add(name, data)
	}
	f.Fuzz(func(t *testing.T, name string, b []byte) {
		format, ok := Sniff(name, b, int64(len(b)))
		m, err := Read(name, b)
		if ok != (err == nil) || m.Format != format {
			t.Fatalf("Sniff says %q %v, Read %q %v", format, ok, m.Format, err)
		}
		Sniff(name, b[:len(b)/2], int64(len(b)))
		if len(m.Names) > maxNames || len(m.Inputs) > maxTensors || len(m.Labels) > maxLabels {
			t.Fatal("a limit is not kept")
		}
	})
}

func BenchmarkSniffNoModel(b *testing.B) {
	data := []byte(strings.Repeat(`{"key": "value", "list": [1, 2, 3]}`+"\n", 500))
	b.ReportAllocs()
	for b.Loop() {
		Sniff("assets/config.json", data, int64(len(data)))
	}
}

func BenchmarkReadTFLite(b *testing.B) {
	data := tflite(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		Read("x.tflite", data)
	}
}
