package sample

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

func inventory() message.Inventory {
	sign := func(kind, pattern string) []message.Sign {
		return []message.Sign{{Kind: kind, Pattern: pattern, Place: message.Place{File: "base.apk!classes.dex", Offset: -1}, Count: 12, Rule: "sdk.txt:5"}}
	}
	return message.Inventory{
		App: "acme-camera-4.2.1.apkm", Container: "apkm", Package: "com.acme.camera", Label: "Acme Camera", Version: "4.2.1", VersionCode: "40210",
		MinSDK: "24", TargetSDK: "35", Cleartext: "http://cdn.example.net (res/xml/network_security_config.xml)",
		PolicyURLs: []message.Named{{Name: "privacy_policy_url", Value: "https://acme.example/privacy", File: "base.apk!resources.arsc"}},
		Members: []message.Member{
			{Name: "base.apk", SHA256: digest("base"), Size: 51200000, Entries: 3120},
			{Name: "split_config.arm64_v8a.apk", Split: "config.arm64_v8a", SHA256: digest("split"), Size: 7100448, Entries: 14}},
		Signers: []message.Signer{
			{Member: "base.apk", Scheme: "v2", SHA256: digest("cert"), Subject: "CN=Acme Inc.,O=Acme Inc.,C=US", Key: "RSA 2048", Verified: true},
			{Member: "split_config.arm64_v8a.apk", Scheme: "v1", SHA256: digest("cert"), Subject: "CN=Acme Inc.,O=Acme Inc.,C=US", Key: "RSA 2048", Why: "digest of lib/arm64-v8a/libx.so differs"}},
		Permissions: []message.Permission{{Name: "android.permission.ACCESS_FINE_LOCATION"}, {Name: "android.permission.CAMERA", Members: []string{"base.apk", "split_config.arm64_v8a.apk"}},
			{Name: "android.permission.READ_EXTERNAL_STORAGE", MaxSDK: "32"}, {Name: "com.google.android.gms.permission.AD_ID"}},
		Components: []message.Component{
			{Kind: "activity", Name: "com.acme.camera.MainActivity", Exported: true, Actions: []string{"android.intent.action.MAIN"}},
			{Kind: "service", Name: "com.acme.camera.UploadService", Process: ":upload"},
			{Kind: "provider", Name: "androidx.startup.InitializationProvider", Permission: "android.permission.DUMP"}},
		Queries:  []string{"com.whatsapp"},
		Metadata: []message.Named{{Name: "com.google.mlkit.vision.DEPENDENCIES", Value: "face"}},
		Locales:  []string{"de", "en", "zh-CN"},
		Code:     message.Code{Dex: 3, Bytes: 22101400, Classes: 24110, Methods: 151002, Instructions: 4100233, AppClasses: 2101, UnsureClasses: 9120},
		SDKs: []message.SDK{
			{Product: "ML Kit face mesh", Vendor: "Google", Country: "US", Category: []string{"face"}, Signs: sign("package", "com.google.mlkit.vision.facemesh")},
			{Product: "AppsFlyer", Vendor: "AppsFlyer Ltd.", Country: "IL", Category: []string{"analytics", "advertising"}, Signs: sign("class", "com.appsflyer.AppsFlyerLib")},
			{Product: "Firebase Cloud Messaging", Vendor: "Google", Country: "US", Category: []string{"push"}, Signs: sign("component", "com.google.firebase.messaging.FirebaseMessagingService")}},
		Hosts: []message.Host{
			{Host: "upload.ap-southeast-1.example-cdn.com", Owner: "Example CDN", Home: "SG", Country: "SG", Region: "ap-southeast-1", Sources: []string{"code"}, Place: message.Place{File: "base.apk!classes.dex", Offset: -1}, Count: 2},
			{Host: "acme-media.s3.eu-central-1.amazonaws.com", Owner: "Amazon", Home: "US", Country: "DE", Region: "eu-central-1", Storage: true, Sources: []string{"code", "resource"}, Place: message.Place{File: "base.apk!resources.arsc", Offset: 812}, Count: 1},
			{Host: "firebaseinstallations.googleapis.com", Owner: "Google", Home: "US", Sources: []string{"code"}, Place: message.Place{File: "base.apk!classes2.dex", Offset: -1}, Count: 1},
			{Host: "api.acme.example", Sources: []string{"native"}, Place: message.Place{File: "base.apk!lib/arm64-v8a/libx.so", Offset: 9012}, Count: 4}},
		Native: []message.Library{
			{Name: "libface_landmarker_jni.so", ABIs: []string{"arm64-v8a", "armeabi-v7a"}, Size: 6021112, SHA256: digest("lib"), BuildID: "8b1f0c", Exports: 214, Imports: 96, JNI: 12, Stripped: true},
			{Name: "libx.so", ABIs: []string{"arm64-v8a"}, Size: 4096, Notes: []string{"section table lies outside the file"}}},
		Excluded: []message.Exclusion{{Subject: "android.hardware.biometrics.BiometricPrompt", Reason: "The system's own unlock prompt: the app learns only whether it was passed.",
			Place: message.Place{File: "base.apk!classes.dex", Class: "com.acme.camera.Lock", Method: "ask()void", Offset: 4}, Count: 1, Rule: "sources.txt:200"}},
		Oddities: []message.Oddity{{Kind: "duplicate", File: "base.apk!res/a.xml", Reason: "Two entries have this name; the first is the one that Android reads.", Count: 3}},
		Models: []message.Model{
			{File: "base.apk!assets/models/attr_v3.tflite", Format: "TFLite", Size: 912000, SHA256: digest("model"), Inputs: []string{"image float32[1,112,112,3]"}, Outputs: []string{"age float32[1,1]", "gender float32[1,2]"}, Entropy: 6.12, Readable: true,
				Roles: []message.ModelRole{{Role: "age", Practice: practice.Age, Confidence: "strong", Reason: "an output is named \"age\"; the file is named \"attr_v3\": age from a face, strong", Rules: []string{"role-rules.txt:170"}}}},
			{File: "base.apk!assets/models/fr_v5.bin", Format: "unknown", Size: 1804288, SHA256: digest("enc"), Entropy: 7.99}},
	}
}

// Hostile is an audit whose every string tries to break the page: terminal
// escapes, markup, direction overrides, wide characters, endless names.
func Hostile() *message.Run {
	run := Audit()
	const attack = "\x1b]0;pwned\x07\x1b[2J\x1b[31mX\u009b1m\u202e</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'`{{.}}\r\n"
	long := "com." + strings.Repeat("averyveryverylongpackagename.", 30) + "Class"
	inv := &run.Inventory[0]
	inv.Label = "美颜相机\u202e" + attack
	inv.Version = "4.2\x1b[1A"
	inv.PolicyURLs = append(inv.PolicyURLs, message.Named{Name: "javascript:alert(1)", Value: "javascript:alert(document.domain)" + attack, File: attack})
	inv.Permissions = append(inv.Permissions, message.Permission{Name: attack, Members: []string{attack}})
	inv.Components = append(inv.Components, message.Component{Kind: attack, Name: long, Actions: []string{attack}})
	inv.SDKs = append(inv.SDKs, message.SDK{Product: attack, Vendor: "ゼロ株式会社" + attack, Country: attack, Category: []string{attack, "face"}, Signs: []message.Sign{{Kind: attack, Pattern: attack, Rule: attack}}})
	inv.Hosts = append(inv.Hosts, message.Host{Host: "xn--" + long + attack, Owner: attack, Home: attack, Country: attack, Region: attack, Sources: []string{attack}})
	inv.Native = append(inv.Native, message.Library{Name: attack, ABIs: []string{attack}, Notes: []string{attack}})
	inv.Models = append(inv.Models, message.Model{File: attack, Format: attack, Inputs: []string{attack}, Outputs: []string{attack},
		Roles: []message.ModelRole{{Role: attack, Confidence: attack, Reason: attack, Part: attack}}})
	inv.Signers = append(inv.Signers, message.Signer{Member: attack, Scheme: attack, Subject: attack, Key: attack, Why: attack})
	inv.Excluded = append(inv.Excluded, message.Exclusion{Subject: attack, Reason: attack, Place: message.Place{File: attack}, Rule: attack})
	inv.Oddities = append(inv.Oddities, message.Oddity{Kind: attack, File: attack, Reason: attack})
	inv.Members = append(inv.Members, message.Member{Name: attack, Split: attack})
	run.Config.Apps[0].Name = "acme" + attack + ".apk"
	run.Config.Policies[0].Name = "privacy" + attack + ".html"
	run.Config.Policies[0].Fetched = &message.Fetched{Time: attack, Kept: attack, Final: "https://a.example/" + attack}
	run.Config.Options = append(run.Config.Options, message.Option{Name: attack, Value: attack})
	for i := range run.Evidence {
		e := &run.Evidence[i]
		e.Subject, e.Text, e.Note = e.Subject+attack, e.Text+attack, attack
		e.Kind, e.Country, e.Rule = e.Kind+attack, attack, attack
		e.Product = &message.Product{Name: "製品" + attack, Vendor: attack}
		for j := range e.Places {
			p := &e.Places[j]
			p.File += attack
			if p.Class != "" {
				p.Class, p.Method = fmt.Sprint(long, j, attack), p.Method+attack
			}
		}
	}
	for i := range run.Statements {
		s := &run.Statements[i]
		s.Document, s.Term, s.Recipient, s.Country, s.Outside, s.Section = s.Document+attack, attack, attack, attack, attack, attack
		s.Quote += " 私たちは顔の特徴を収集しません。" + strings.Repeat("顔", 60) + attack
		s.Heading = append(s.Heading, attack)
		s.Scope = append(s.Scope, message.Scope{Kind: message.ScopePurpose, Text: attack})
	}
	for i := range run.Unknowns {
		u := &run.Unknowns[i]
		u.Kind, u.Reason, u.Where.File = u.Kind+attack, u.Reason+attack, u.Where.File+attack
	}
	for i := range run.Verdicts {
		run.Verdicts[i].Reason += attack
	}
	return run
}
