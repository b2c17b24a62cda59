package catalog

import (
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// ordinary are names that apps without any biometrics have: fonts, emoticons,
// games, graphics, speech, other makers whose prefix is a common word. None may
// be a sign of any practice, primary or supporting.
var ordinary = []struct {
	kind  Kind
	names []string
}{
	{Class, []string{
		"com.face.chat.MainActivity", "com.facebook.Session", "com.faces.emoji.Keyboard", "com.typeface.picker.Font",
		"net.irisshaders.iris.Iris", "com.iris.gallery.Viewer", "io.iris.socket.Client", "com.palm.reading.Horoscope",
		"com.palmtree.Game", "com.voice.changer.Recorder", "com.voice.notes.Player", "com.skin.tools.Main", "com.eye.care.Filter",
		"com.aware.Aware", "com.aware.providers.Locations_Provider", "com.kairos.KairosPlugin", "com.kairos.church.Main",
		"com.acesso.banco.Login", "com.morpho.blue.Vault", "com.nuance.speechkit.Session", "com.ai.face.swap.Editor",
		"com.emotion.diary.Entry", "com.age.of.kings.Game", "com.gender.reveal.Party", "com.race.car.Track",
		"com.identity.wallet.Main", "com.liveness.probe.Service", "com.microblink.blinkid.Scanner",
		"org.vosk.Recognizer", "com.k2fsa.sherpa.onnx.OfflineRecognizer", "androidx.camera.mlkit.vision.MlKitAnalyzer",
		"com.google.mlkit.vision.barcode.BarcodeScanner", "com.google.mlkit.vision.text.TextRecognizer",
		"com.google.ar.core.Session", "org.opencv.core.Mat", "org.opencv.imgproc.Imgproc", "android.graphics.Typeface",
	}},
	{NativeLib, []string{
		"libface.so", "libfaces.so", "libtypeface.so", "libfacebook.so", "libfreetype.so", "libinterface.so", "libsurface.so",
		"libiris.so", "libpalm.so", "libvoice.so", "libvoicechanger.so", "libskin.so", "libeye.so", "libage.so", "libgender.so",
		"libemotion.so", "librace.so", "libdetector.so", "libtracker.so", "libmodel.so", "libopencv_java4.so", "libmediapipe.so",
		"libtensorflowlite_jni.so", "libvosk.so", "libsherpa-onnx-jni.so", "libarcore_sdk_jni.so",
	}},
	{Asset, []string{
		"assets/fonts/Face.ttf", "assets/fonts/Fairface.ttf", "assets/face.png", "assets/emoji/face.json", "assets/lottie/iris.json",
		"assets/lottie/gear.json", "assets/palm.obj", "assets/voice.mp3", "assets/emotion.json", "assets/age.txt", "assets/gender.csv",
		"assets/race.csv", "assets/onetrust.json", "assets/onet.html", "assets/model.tflite", "assets/arcface.png", "assets/speaker.svg",
		"assets/detect.tflite", "assets/landmarks.json", "assets/skin.bundle", "assets/track.model", "assets/ytModels.txt",
		"assets/flutter_assets/fonts/facefont.otf", "assets/mlkit_barcode_models/barcode.tflite", "assets/liveness.html",
	}},
	{String, []string{
		"face", "Face", "faces", "typeface", "iris", "palm", "voice", "race", "racial", "gender", "age", "emotion", "skin", "smile",
		"detect", "landmark", "ethnicity", "attributes", "/model/api", "/ml/detect-object", "/ml/ocr",
		"https://api.example.com/facepp/v3/detect", "https://vision.googleapis.com/v1/files:annotate",
	}},
	{NativeString, []string{"face", "gender", "age", "race", "ethnicity", "emotion", "racial", "detect_face", "iris", "boy", "prob"}},
	{Symbol, []string{"FT_New_Face", "FT_Done_Face", "hb_face_create", "detect_face", "face_detect", "voice_init", "iris_create", "palm_init"}},
	{Metadata, []string{"com.google.mlkit.vision.DEPENDENCIES", "face", "iris"}},
}

// TestOrdinaryNames: what ordinary apps have is no sign of a practice.
func TestOrdinaryNames(t *testing.T) {
	c := loaded(t)
	for _, o := range ordinary {
		for _, name := range o.names {
			for _, r := range c.meet(o.kind, Android, name, "barcode_ui") {
				if len(r.Practices) > 0 {
					t.Errorf("%s %s is a %s sign of %v: %s %s at %s", o.kind, name, r.Weight, r.Practices, r.Kind, r.Pattern, r)
				}
			}
		}
	}
}

// commonWords are words that name a part of the body or of a program, and
// those that stand beside them in names.
var commonWords = []string{
	"face", "faces", "facial", "iris", "palm", "voice", "speaker", "eye", "eyes", "skin", "age", "gender", "sex", "race", "racial", "type",
	"ethnicity", "emotion", "smile", "detect", "detector", "detection", "landmark", "landmarks", "track", "tracker", "tracking",
	"model", "models", "net", "lib", "sdk", "api", "jni", "so", "bin", "json", "com", "org", "android", "app", "effect", "attribute",
	"attributes", "recognition", "recognizer", "small", "probs", "return", "get", "boy", "prob", "photo", "image", "data",
}

// tokens cuts a name at what is no letter and at capitals, in lower case.
func tokens(name string) (out []string) {
	var w []rune
	flush := func() {
		if len(w) > 0 {
			out = append(out, strings.ToLower(string(w)))
		}
		w = nil
	}
	upper := false
	for _, r := range name {
		isUpper := r >= 'A' && r <= 'Z'
		if isUpper && !upper || !(isUpper || r >= 'a' && r <= 'z') {
			flush()
		}
		if isUpper || r >= 'a' && r <= 'z' {
			w = append(w, r)
		}
		upper = isUpper
	}
	flush()
	return out
}

// TestCommonWordsDecideNothing: a sign whose name is made of common words alone
// is at most supporting. The exceptions were read in one vendor's library,
// which no other shares them with.
func TestCommonWordsDecideNothing(t *testing.T) {
	read := []string{"racialType", "racialProbs", "boyProb", "racialType+racialProbs"}
	c := loaded(t)
	n := 0
	for i := range c.rules {
		r := &c.rules[i]
		if r.Role != Sign || len(r.Practices) == 0 || slices.Contains(read, r.Pattern) || r.Platform == IOS {
			continue
		}
		if slices.ContainsFunc(tokens(r.Pattern), func(w string) bool { return !slices.Contains(commonWords, w) }) {
			continue
		}
		n++
		if r.Weight != message.Supporting {
			t.Errorf("%s: %s %s is made of common words and %s", r, r.Kind, r.Pattern, r.Weight)
		}
	}
	t.Logf("%d signs made of common words, all supporting", n)
}
