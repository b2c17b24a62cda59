package catalog

import (
	"encoding/csv"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// factRow is one line of the compilation of biometric SDKs.
type factRow struct {
	vendor, product, category, platform, kind, pattern, confidence string
	line                                                           int
}

// readFacts returns the compilation, or skips the test where it is absent.
func readFacts(t *testing.T) []factRow {
	t.Helper()
	root := os.Getenv("AVOW_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	f, err := os.Open(filepath.Join(root, "facts", "biometric_sdks.csv"))
	if err != nil {
		t.Skip("the compilation of biometric SDKs is absent: ", err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	col := map[string]int{}
	for i, name := range rows[0] {
		col[name] = i
	}
	var out []factRow
	for i, r := range rows[1:] {
		get := func(name string) string { return r[col[name]] }
		out = append(out, factRow{get("vendor"), get("product"), get("category"), get("platform"), get("kind"), get("pattern"), get("confidence"), i + 2})
	}
	return out
}

// patternsElsewhere lists facts that stand in the catalog in other words, with
// the reason. An empty pattern means that it is left out on purpose.
var patternsElsewhere = map[string]struct{ kind, pattern, why string }{
	"tt_face_extra_v*.model#iris":                     {"asset", "tt_face_extra_v*.model", "a module inside the file; the file is met by its name, its modules by the model reader"},
	"com.sensetime.":                                  {"package", "com.sensetime", "a prefix is written without its last dot"},
	"ytModels/*":                                      {"asset", "ytModels/**", "all that lies below the folder"},
	"models/mt3dface/*":                               {"asset", "models/mt3dface/**", "all that lies below the folder"},
	"ULSFaceTrackerAssets/*":                          {"asset", "ULSFaceTrackerAssets/**", "all that lies below the folder"},
	"ZeuseesFaceTracking/models/*":                    {"asset", "ZeuseesFaceTracking/models/**", "all that lies below the folder"},
	"assets/models_bundled/*":                         {"asset", "assets/models_bundled/**", "all that lies below the folder"},
	"looksery/core/LightTrackingData/*":               {"asset", "looksery/core/LightTrackingData/**", "all that lies below the folder"},
	"bdtsdata/LBF/*":                                  {"asset", "bdtsdata/LBF/**", "all that lies below the folder"},
	"MFEFaceTrackerBundle/*":                          {"asset", "MFEFaceTrackerBundle/**", "all that lies below the folder"},
	"MFEFaceTrackerLiteBundle/*":                      {"asset", "MFEFaceTrackerLiteBundle/**", "all that lies below the folder"},
	"*.cognitiveservices.azure.com/face/v1.":          {"endpoint", "*.cognitiveservices.azure.com/face/v1.*", "a path is met to the end of a segment"},
	"returnFaceAttributes=":                           {"string", "returnFaceAttributes", "the name of a parameter, with or without its sign"},
	"Zia face analytics":                              {"string", "/ml/faceanalytics", "the name of a service cannot be met; the path of its interface can"},
	"optimized_facenet.pb":                            {"asset", "*facenet*.pb", "covered by a wider name of the same product"},
	"mobilefacenet*.tflite":                           {"asset", "*facenet*.tflite", "covered by a wider name of the same product"},
	"pnet*":                                           {"asset", "pnet*.tflite", "only with the endings of models: pnet*.bin, .param, .pb, ..."},
	"rnet*":                                           {"asset", "rnet*.tflite", "only with the endings of models"},
	"onet*":                                           {"asset", "onet*.tflite", "only with the endings of models: onetrust.json is none"},
	"/model/api/arithmetics":                          {"string", "/model/api/arithmetics", "a path without a host is a string constant"},
	"/model/api/model":                                {"string", "/model/api/model", "a path without a host is a string constant"},
	"com.ss.android.medialib.RecordInvoker":           {"class", "com.ss.android.medialib.RecordInvoker", "a class, not a method"},
	"com.google.android.gms.vision.DEPENDENCIES=face": {"metadata", "com.google.android.gms.vision.DEPENDENCIES", "name and value are written apart"},
	"androidx.biometric.BiometricPrompt":              {"package", "androidx.biometric", "an exclusion: the whole package is"},
	"androidx.biometric.BiometricManager":             {"package", "androidx.biometric", "an exclusion: the whole package is"},
	"com.kairos":                                      {"class", "com.kairos.Kairos", "the bare prefix is that of many apps"},
	"com.aware":                                       {"", "", "the prefix of a framework for research on phones; no other name of the product is known"},
	"com.acesso":                                      {"package", "com.acesso.acessobio_android", "the bare prefix is a Portuguese word"},
	"com.morpho":                                      {"package", "com.morpho.mph_bio_sdk", "the bare prefix is that of other makers"},
	"gear.json":                                       {"", "", "the name of many an animation"},
	"iris.json":                                       {"", "", "the name of many an animation; eyes are no practice"},
	"*arcface*":                                       {"asset", "*arcface*.tflite", "only with the endings of models"},
	"com.ai.face":                                     {"package", "com.ai.face.faceVerify", "the bare prefix is that of many apps"},
}

// wider lists practices that a second reading gave beyond the compilation's
// category, with the reason.
var wider = map[string]string{
	"boyProb":                      "the likelihood of a boy is a gender, filed under race with its neighbours",
	"bef_effect_photo_face_detect": "finds a face, filed under race with its neighbours",
	"tt_gaze_v*.model":             "gaze counts as geometry",
	"com.google.mlkit.vision.face.Face.getSmilingProbability": "a smile is an expression",
	"com.iflytek.cloud.IdentityVerifier":                      "verifies by face, voice or both, as its parameters say",
	"com.bytedance.labcv.effectsdk.FaceDetect":                "finds faces and their points, filed under the attributes that stand beside it",
	"Zia face analytics":                                      "its answer names a smile",
}

var practicesOfWord = map[string][]string{
	"detection": {"face-detection"}, "liveness": {"face-detection"}, "tracking": {"face-geometry", "face-detection"},
	"landmarks": {"face-geometry"}, "blendshapes": {"face-geometry"}, "iris landmarks": {"face-geometry"},
	"embedding": {"face-template"}, "clustering": {"face-template"}, "expression": {"emotion", "face-geometry"},
	"smile": {"emotion"}, "smile/eye-open": {"emotion"}, "age": {"age"}, "gender": {"gender"}, "ethnicity": {"ethnicity"},
	"skin colour": {"ethnicity"}, "emotion": {"emotion"}, "voiceprint": {"voiceprint"},
}

var categoryOfWord = map[string]string{
	"detection": "face", "landmarks": "face", "tracking": "face", "embedding": "face", "age": "face", "gender": "face",
	"ethnicity": "face", "emotion": "face", "expression": "face", "liveness": "liveness", "voiceprint": "voice",
	"iris": "iris", "palm": "palm", "skin": "skin", "skin analysis": "skin", "fingerprint": "fingerprint",
	"engine (no category by itself)": "engine", "runtime model download": "model-downloader",
}

var kindOfFact = map[string]string{"nativelib": "native", "nativesymbol": "symbol", "nativestring": "native-string", "constant": "string"}

// TestCoversCompilation: every seen signature of the compilation is in the
// catalog: of its product, with its category, for its platform, no better known
// than there, and for no practice that it does not yield.
func TestCoversCompilation(t *testing.T) {
	c, rows := loaded(t), readFacts(t)
	byPattern, patterns := map[string][]*Rule{}, map[string]bool{}
	for i := range c.rules {
		r := &c.rules[i]
		patterns[r.Pattern] = true
		byPattern[r.Kind.String()+" "+r.Pattern+r.Params] = append(byPattern[r.Kind.String()+" "+r.Pattern+r.Params], r)
	}
	type tally struct{ seen, have int }
	counts := map[string]map[string]*tally{"vendor": {}, "platform": {}, "category": {}, "kind": {}}
	count := func(table, key string, ok bool) {
		n := counts[table][key]
		if n == nil {
			n = &tally{}
			counts[table][key] = n
		}
		n.seen++
		if ok {
			n.have++
		}
	}
	products := map[string]bool{}
	for _, f := range rows {
		if f.confidence != "seen" {
			if e, ok := patternsElsewhere[f.pattern]; !patterns[f.pattern] && (!ok || e.pattern != "" && !patterns[e.pattern]) {
				t.Errorf("line %d, %s %s by %s is neither in the catalog nor left out for a reason", f.line, f.kind, f.pattern, f.vendor)
			}
			continue
		}
		products[f.vendor+": "+f.product] = true
		err := f.check(c, byPattern)
		if err != nil {
			t.Errorf("line %d, %s %s of %s by %s: %v", f.line, f.kind, f.pattern, f.product, f.vendor, err)
		}
		count("vendor", f.vendor, err == nil)
		count("platform", f.platform, err == nil)
		count("kind", f.kind, err == nil)
		for w := range strings.SplitSeq(f.category, "|") {
			count("category", w, err == nil)
		}
	}
	for name := range patternsElsewhere {
		if !slices.ContainsFunc(rows, func(f factRow) bool { return f.pattern == name }) {
			t.Errorf("%s is excepted and not in the compilation", name)
		}
	}
	t.Logf("%d products with a seen signature, %d patterns written otherwise or left out", len(products), len(patternsElsewhere))
	for _, table := range []string{"platform", "kind", "category", "vendor"} {
		for _, key := range slices.Sorted(maps.Keys(counts[table])) {
			n := counts[table][key]
			t.Logf("%-8s %-40s %3d of %3d", table, key, n.have, n.seen)
		}
	}
}

func (f factRow) check(c *Catalog, byPattern map[string][]*Rule) error {
	kind, pattern := f.kind, f.pattern
	if k, ok := kindOfFact[kind]; ok {
		kind = k
	}
	if e, ok := patternsElsewhere[f.pattern]; ok {
		if e.pattern == "" {
			return nil
		}
		kind, pattern = e.kind, e.pattern
	}
	if strings.HasPrefix(f.category, "system authentication") {
		if !slices.ContainsFunc(byPattern[kind+" "+pattern], func(r *Rule) bool { return r.Role == Exclusion }) {
			return fmt.Errorf("the unlock prompt is no exclusion")
		}
		return nil
	}
	var product *Product
	for _, p := range c.products {
		if p.Name == f.product && p.Vendor == f.vendor {
			product = p
		}
	}
	var rule *Rule
	for _, r := range byPattern[kind+" "+pattern] {
		if rule == nil || r.Product == product {
			rule = r
		}
	}
	switch {
	case product == nil:
		return fmt.Errorf("the product is not in the catalog")
	case rule == nil:
		return fmt.Errorf("no such rule")
	case rule.Product == nil || rule.Product.Vendor != f.vendor:
		return fmt.Errorf("%s belongs to another maker", rule)
	}
	words := strings.Split(f.category, "|")
	var may []string
	for _, w := range words {
		if cat := categoryOfWord[w]; cat != "" && !slices.Contains(rule.Product.Category, cat) {
			return fmt.Errorf("the product lacks the category %s", cat)
		}
		may = append(may, practicesOfWord[w]...)
		if categoryOfWord[w] == "face" {
			may = append(may, "face-detection") // the least that can be said
		}
	}
	for _, p := range rule.Practices {
		if !slices.Contains(may, string(p)) && wider[f.pattern] == "" {
			return fmt.Errorf("%s says %s, the compilation %s", rule, p, f.category)
		}
	}
	if want := platformOfFact(f.platform); rule.Platform&want == 0 || product.Platform&want != want && f.platform != "any" {
		return fmt.Errorf("platform %s of the rule, %s of the product; want %s", rule.Platform, product.Platform, f.platform)
	}
	return nil
}

func platformOfFact(s string) Platform {
	var p Platform
	if strings.Contains(s, "android") || s == "any" {
		p |= Android
	}
	if strings.Contains(s, "ios") {
		p |= IOS
	}
	return p
}

// TestClaimsNoMore: no signature is given a better confidence than the
// compilation gives it, unless it was read since.
func TestClaimsNoMore(t *testing.T) {
	c := loaded(t)
	grade := map[string]Confidence{"seen": Seen, "seen in part": Part, "unverified": Unverified}
	best := map[string]Confidence{}
	for _, f := range readFacts(t) {
		g, ok := grade[f.confidence]
		if !ok {
			t.Fatalf("line %d: confidence %q", f.line, f.confidence)
		}
		if old, ok := best[f.pattern]; !ok || g < old {
			best[f.pattern] = g
		}
	}
	for i := range c.rules {
		r := &c.rules[i]
		if g, ok := best[r.Pattern]; ok && r.Product != nil && r.Confidence < g && strings.HasPrefix(r.Source, "compilation") {
			t.Errorf("%s: %s %s is %s, the compilation says %s", r, r.Kind, r.Pattern, r.Confidence, g)
		}
	}
}
