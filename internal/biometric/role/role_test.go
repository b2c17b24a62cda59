package role

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/catalog/data"
	"github.com/avow-audit/avow/internal/format/model"
)

func load2(t testing.TB) *Table {
	t.Helper()
	r, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// told gives the roles with their grades, "face-template strong; age weak".
func told(r Result) string {
	var out []string
	for _, x := range r.Roles {
		out = append(out, x.Role+" "+x.Confidence.String())
	}
	return strings.Join(out, "; ")
}

func net(in, out []int64, ops ...string) *model.Model {
	m := &model.Model{Format: model.ONNX, Inputs: []model.Tensor{{Name: "a", Shape: in, Type: "float32"}}, Outputs: []model.Tensor{{Name: "b", Shape: out, Type: "float32"}}}
	for _, k := range ops {
		m.Kinds = append(m.Kinds, model.Count{Kind: k, N: 1})
	}
	return m
}

func withNames(m *model.Model, output string, layers ...string) *model.Model {
	m.Outputs[0].Name, m.Names = output, layers
	return m
}

// One sign is no more than medium, two are strong; what only helps says nothing
// alone.
func TestSignsAdd(t *testing.T) {
	rules := load2(t)
	for _, c := range []struct {
		file string
		m    *model.Model
		want string
	}{
		{"x.onnx", net([]int64{1, 3, 112, 112}, []int64{1, 512}, "Conv", "LpNormalization"), "face-template strong"},
		{"x.onnx", net([]int64{1, 3, 112, 112}, []int64{1, 512}, "Conv"), "face-template medium"},
		{"arcface.onnx", net([]int64{1, 3, 112, 112}, []int64{1, 512}, "Conv"), "face-template strong"},
		{"arcface.onnx", net([]int64{1, 3, 0, 0}, nil), "face-template medium"},
		{"x.onnx", net([]int64{1, 3, 224, 224}, []int64{1, 512}, "Conv", "LpNormalization"), ""},
		{"x.onnx", net([]int64{1, 3, 224, 224}, []int64{1, 101}, "Softmax"), ""},
		{"x.onnx", net([]int64{1, 3, 224, 224}, []int64{1, 2}, "Softmax"), ""},
		{"x.onnx", net([]int64{1, 3, 224, 224}, []int64{1, 7}, "Softmax"), ""},
		{"x.onnx", net([]int64{1, 3, 227, 227}, []int64{1, 8}, "Softmax"), ""},
		{"age.onnx", net([]int64{1, 3, 227, 227}, []int64{1, 8}, "Softmax"), "age strong"},
		{"clip.onnx", withNames(net([]int64{1, 3, 224, 224}, []int64{1, 512}, "Conv"), "embeddings", "embeddings/patch_embedding"), ""},
		{"x.onnx", withNames(net([]int64{1, 3, 0, 0}, []int64{1, 128}, "Conv"), "landmarks", "landmarks"), ""},
		{"age_net/deploy.prototxt", net([]int64{1, 3, 227, 227}, []int64{1, 8}), "age medium"},
		{"assets/age_net/x.onnx", net([]int64{1, 3, 224, 224}, nil), "age weak"},
		{"assets/face/x.onnx", net([]int64{1, 3, 224, 224}, nil), ""},
		{"race.onnx", net([]int64{1, 3, 112, 112}, nil), "ethnicity weak"},
	} {
		if got := told(rules.Tell(c.file, c.m)); got != c.want {
			t.Errorf("%s %v %v: %q, want %q", c.file, c.m.Inputs, c.m.Outputs, got, c.want)
		}
	}
}

// The reason is a sentence that can be read without knowing a framework.
func TestReason(t *testing.T) {
	r := load2(t).Tell("x.onnx", net([]int64{1, 3, 112, 112}, []int64{1, 512}, "Conv", "LpNormalization"))
	const want = "112x112x3 in, 512 out (the size of an aligned face in, of a template out, no labels); L2 normalised: " +
		"face template (numbers that can tell one face from another), strong"
	if len(r.Roles) != 1 || r.Roles[0].Reason != want || len(r.Roles[0].Rules) != 2 || r.Roles[0].Practice != "face-template" {
		t.Errorf("%+v", r.Roles)
	}
}

// Look-alikes by name: a file of no telling interface under each name has no
// role that concerns people.
func TestNamesThatMustNotMatch(t *testing.T) {
	rules := load2(t)
	for _, name := range strings.Fields(`page image average usage stage language message package storage percentage voltage damage coverage garbage manage
		homepage imagenet_mean image_quality average_pool usage_stats multistage voyage heritage sewage dosage footage marriage
		trace brace grace terrace embrace trace_back stack_trace race_condition race_car race_track horse_race bike_race
		typeface type_face surface sur_face interface inter_face user_interface facet preface facebook watch_face clock_face boldface surfaceNormals
		genderless_nouns grammatical_gender essex sextant unisex loudspeaker expression_parser regular_expression gene_expression
		embedding word_embedding sentence_embedding item_embedding feature_extractor text_feature iris_flower poker_face rock_face
		bone_age brain_age_mri ice_age age_of_empires voice_gender speaker_age lang_id_voxlingua107_ecapa speech_emotion stageface agenda agent reagent agency teenager_songs villager tracer bracelet racecar scrape grapefruit`) {
		for _, m := range []*model.Model{
			net([]int64{1, 3, 224, 224}, []int64{1, 4}, "Conv", "Softmax"),
			{Format: model.Unknown},
		} {
			for _, x := range rules.Tell("assets/"+name+".tflite", m).Roles {
				if x.Practice != "" || x.Role == "liveness" {
					t.Errorf("%s: %s", name, x.Reason)
				}
			}
		}
	}
}

// Words that are run together or written otherwise are found.
func TestNamesThatMustMatch(t *testing.T) {
	rules := load2(t)
	for name, want := range map[string]string{
		"ageNet": "age", "age_net": "age", "agenet": "age", "AgeNet-v2": "age", "face-age": "age", "faceage": "age", "predictAge": "age",
		"genderAge": "gender", "GENDER_v3": "gender", "mtrace_v1": "ethnicity", "ethnicity": "ethnicity", "racialClassifier": "ethnicity",
		"FaceRecognition": "face-template", "facerecognition": "face-template", "face_embedding_v2": "face-template", "MobileFaceNet": "face-template",
		"mobile_facenet": "face-template", "facenet512": "face-template", "FaceDetector": "face-detection", "facedetection": "face-detection",
		"BlazeFace": "face-detection", "blaze_face": "face-detection", "RetinaFace-R50": "face-detection", "face_landmarks": "face-geometry",
		"FaceMesh": "face-geometry", "headPose": "face-geometry", "emotionNet": "emotion", "facial_expression": "emotion",
		"livenessDetection": "liveness", "face_anti_spoofing": "liveness", "SpeakerVerification": "voiceprint", "voice_print": "voiceprint", "x-vector": "voiceprint",
		"ecapa-tdnn": "voiceprint",
	} {
		r := rules.Tell(name+".bin", &model.Model{Format: model.Unknown})
		if !slices.ContainsFunc(r.Roles, func(x Told) bool { return x.Role == want && x.Confidence == Medium }) {
			t.Errorf("%s: %q, want %s", name, told(r), want)
		}
	}
}

func TestUntold(t *testing.T) {
	rules := load2(t)
	for _, c := range []struct {
		m    *model.Model
		want string
	}{
		{&model.Model{Format: model.Unknown}, "only the file's name"},
		{&model.Model{Format: model.ByteDanceA}, "protected by their maker"},
		{&model.Model{Format: model.PyTorch}, "what goes in is not stated what comes out is not stated"},
		{net([]int64{1, 3, 64, 64}, []int64{1, 7}), "no labels"},
	} {
		if got := strings.Join(rules.Tell("x", c.m).Untold, " "); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", c.m.Format, got)
		}
	}
}

// Parts of a file speak for it.
func TestParts(t *testing.T) {
	m := &model.Model{Format: model.MediaPipeTask, Parts: []model.Part{{Name: "mesh.tflite", Model: *net([]int64{1, 192, 192, 3}, []int64{1, 1404})}}}
	r := load2(t).Tell("x.task", m)
	if len(r.Roles) != 1 || r.Roles[0].Part != "mesh.tflite" || r.Roles[0].Role != "face-geometry" {
		t.Errorf("%+v", r.Roles)
	}
}

// No single rule may make a face template or a race strong by itself, but for
// labels that are races.
func TestTwoSigns(t *testing.T) {
	for _, r := range load2(t).roles {
		for _, x := range r.rules {
			if x.grade == strong && (r.name == "face-template" || r.name == "voiceprint" || r.name == "ethnicity" && x.kind != "label") {
				t.Errorf("%s: %s is strong alone", x.String(), r.name)
			}
		}
	}
}

const good = "holds roles\ndate 2026-01-01\nsource s \"x\" none\n"

// What is wrong with a table is an error with its line.
func TestStrict(t *testing.T) {
	for in, want := range map[string]string{
		"holds sdks\n":                                 "the first line",
		"holds roles\n":                                "no date",
		good + "date 2026-01-02\n":                     "date: one",
		good + "source s \"y\" none\n":                 "source: a new name",
		good + "colour red\n":                          "unknown word \"colour\"",
		good + "shape weak in=1x1x1 -- x\n":            "outside a role",
		good + "role a \"t\"\nshape weak out=1 -- x\n": "before its first \"from\"",
		good + "role a \"t\"\nrole a \"t\"\n":          "role: a new name",
		good + "role a \"t\"\npractice flying\n":       "unknown practice",
		good + "role a \"t\"\nalso b b\n":              "is a name of a",
		good + "role a \"t\"\nfrom x\n":                "from: the name of a source",
		good + "role a \"t\"\nyields b\n":              "no other role",
		good + "role a \"t\"\nyields a\n":              "no other role",
		good + "words face face\n":                     "there already",
		good + "refuse age page\n":                     "refuse: write",
		good + "refuse age in page page\n":             "twice",
		rule1("shape great out=1 -- x"):                "unknown grade",
		rule1("shape weak out=1"):                      "say behind",
		rule1("shape weak out=a -- x"):                 "not a number",
		rule1("shape weak in=1x2 -- x"):                "in= takes",
		rule1("shape weak size=1 -- x"):                "unknown condition",
		rule1("shape weak outs=1 outs=2 -- x"):         "outs= twice",
		rule1("shape weak out=same -- x"):              "needs in=",
		rule1("shape weak in=1x9..3x1 -- x"):           "not a range",
		rule1("shape weak face -- x"):                  "shape: \"face\"",
		rule1("graph weak has=L2_NORM -- x"):           "in lower case",
		rule1("name weak face if=film"):                "no kind of input",
		rule1("name weak face face"):                   "\"face\" twice",
		rule1("name weak fa-ce"):                       "no word",
		rule1("name weak if=image"):                    "name: \"\"",
		rule1("label weak happy"):                      "min= and share=",
		rule1("name weak face\n  name weak face"):      "there twice",
	} {
		_, err := Parse([]data.File{{Name: "role-x.txt", Text: in}})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "line") && !strings.Contains(err.Error(), "role-x.txt:") {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
	if _, err := Parse([]data.File{{Name: "role-x.txt", Text: rule1("shape weak in=112x96|112x* out=3 outs=1.. -- x")}, {Name: "sdks.txt", Text: "?"}}); err != nil {
		t.Error(err)
	}
}

func rule1(s string) string { return good + "role a \"t\"\n  from s\n  " + s + "\n" }

func TestSplit(t *testing.T) {
	for in, want := range map[string]string{
		"face_landmark-v2.1": "face landmark v2 1", "FaceMesh": "face mesh", "MTRace": "mt race", "2d106det": "2d106det", "HTTPServer2Go": "http server2 go",
		"": "", "__": "", "白人face": "face",
	} {
		if d := cmp.Diff(want, strings.Join(split(in), " ")); d != "" {
			t.Errorf("%q: %s", in, d)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, x := range data.Files() {
		if strings.HasPrefix(x.Name, filePrefix) {
			f.Add(x.Text)
		}
	}
	f.Add(rule1("shape weak in=1..3x2|3x* out=same outs=1 labels=0 -- x"))
	f.Add(rule1("label weak min=1 share=2 RANGE a"))
	f.Fuzz(func(t *testing.T, text string) {
		table, err := Parse([]data.File{{Name: "role-x.txt", Text: text}})
		if err != nil {
			return
		}
		m := net([]int64{1, 3, 112, 112}, []int64{1, 512})
		m.Labels, m.Names = []string{"a", "(0-2)"}, []string{"face/age"}
		table.Tell("face_age.tflite", m)
	})
}

// FuzzTell gives any interface and any names: telling must end and be bounded.
func FuzzTell(f *testing.F) {
	f.Add("face.tflite", "age_output", int64(1), int64(112), int64(112), int64(3), int64(512), "Male\nFemale")
	f.Add("x", "", int64(-1), int64(0), int64(1<<62), int64(-1<<63), int64(1<<62), "")
	rules := load2(f)
	f.Fuzz(func(t *testing.T, file, name string, a, b, c, d, e int64, labels string) {
		m := net([]int64{a, b, c, d}, []int64{a, e})
		m.Inputs = append(m.Inputs, model.Tensor{Name: name, Shape: []int64{b, e}})
		m.Outputs = append(m.Outputs, model.Tensor{Name: name, Shape: []int64{c, d, e}}, model.Tensor{Shape: []int64{e}})
		m.Names, m.Labels = strings.Split(name, "\n"), strings.Split(labels, "\n")
		r := rules.Tell(file, m)
		if len(r.Roles) > len(rules.roles) {
			t.Fatal("more roles than there are")
		}
		if again := rules.Tell(file, m); fmt.Sprint(again) != fmt.Sprint(r) {
			t.Fatal("not the same twice")
		}
	})
}

func BenchmarkTell(b *testing.B) {
	rules := load2(b)
	m := net([]int64{1, 3, 112, 112}, []int64{1, 512}, "Conv", "PRelu")
	for i := range 500 {
		m.Names = append(m.Names, fmt.Sprintf("MobileFaceNet/stage%d_unit/BatchNorm/FusedBatchNormV3", i))
	}
	b.ReportAllocs()
	for b.Loop() {
		rules.Tell("x.tflite", m)
	}
}

func BenchmarkParse(b *testing.B) {
	files := data.Files()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(files); err != nil {
			b.Fatal(err)
		}
	}
}
