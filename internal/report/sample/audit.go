package sample

import (
	"fmt"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// call is evidence of a call found at n places.
func call(p practice.ID, subject string, rung message.Rung, n int) message.Evidence {
	e := message.Evidence{
		ID: message.ContentID("E", string(p), subject), Practice: p, Rung: rung, Weight: message.Primary, Kind: "call",
		Subject: subject, Text: "The app contains a call of this method.", Origin: message.OriginApp, Count: n, Rule: "sources.txt:41",
	}
	for i := range min(n, message.MaxPlaces) {
		e.Places = append(e.Places, message.Place{
			File: fmt.Sprintf("base.apk!classes%d.dex", i+2), SHA256: digest(fmt.Sprint("dex", i)),
			Class:  "com.acme.camera.capture.preview.internal.FacePreviewController$LandmarkOverlayRenderer",
			Method: "onPreviewFrame(byte[],android.hardware.Camera)void", Line: 120 + i, Offset: int64(18 + 4*i)})
	}
	return e
}

// Audit is a full run: every verdict, every rung, hosts, models and SDKs.
func Audit() *message.Run {
	run := &message.Run{Config: config(), Inventory: []message.Inventory{inventory()}, Evidence: evidence(), Statements: statements(), Unknowns: unknowns()}
	add := func(p practice.ID, a message.Answer, r message.Rung, reason string) {
		v := message.Verdict{Practice: p, Answer: a, Rung: r, Reason: reason}
		for _, e := range run.Evidence {
			if e.Practice == p {
				v.Evidence = append(v.Evidence, e.ID)
			}
		}
		for _, s := range run.Statements {
			if s.Practice == p {
				v.Statements = append(v.Statements, s.ID)
			}
		}
		for _, u := range run.Unknowns {
			for _, t := range u.Touches {
				if t == p {
					v.Unknowns = append(v.Unknowns, u.ID)
				}
			}
		}
		run.Verdicts = append(run.Verdicts, v)
	}
	add(practice.FaceGeometry, message.Contradicted, message.Flows, "The app contains calls that compute face landmarks and pass them on; the policy denies it without a limit.")
	add(practice.FaceTemplate, message.CannotTell, message.Present, "A model file that could hold a face embedding is encrypted.")
	add(practice.Age, message.Undisclosed, message.Present, "A model with an output named age is in the package; the policy does not mention it.")
	add(practice.PreciseLocation, message.Kept, message.Reachable, "The app reads precise location; the policy states it.")
	add(practice.Clipboard, message.Ambiguous, message.Reachable, "The policy denies reading the clipboard only for users under 13.")
	add(practice.AdvertisingID, message.Vague, message.Present, "The policy covers it only through \u201cdevice information\u201d.")
	add(practice.Contacts, message.Overstated, "", "The policy states it; no call, permission or SDK for it was found.")
	add(practice.TransmitAbroad, message.Undisclosed, message.Present, "The package names a host whose name says it is in Singapore; the policy names no country.")
	fill(run)
	return finish(run, message.Undisclosed)
}

func evidence() []message.Evidence {
	mesh := call(practice.FaceGeometry, "com.google.mlkit.vision.facemesh.FaceMeshDetector.process(com.google.mlkit.vision.common.InputImage)com.google.android.gms.tasks.Task", message.Flows, 14)
	mesh.Text = "Face mesh points computed from a preview frame are passed to a network request."
	mesh.Note = "The path was replayed with exact call and field matching."
	mesh.Sink = &message.Sink{Recipient: "network", Subject: "java.net.HttpURLConnection.getResponseCode()", Addresses: []string{"https://api.example.net/mesh"}}
	mesh.Path = &message.Path{Grade: message.Callback, Steps: []message.Step{
		{Text: "the system calls com.example.camera.FaceActivity.onCreate(android.os.Bundle)", Place: mesh.Places[0]},
		{Text: "reads: calls " + mesh.Subject, Place: mesh.Places[0]},
		{Text: "passes on: calls java.net.HttpURLConnection.getResponseCode()", Place: mesh.Places[0]},
	}}
	mesh.Product = &message.Product{Name: "ML Kit face mesh", Vendor: "Google"}
	lib := message.Evidence{ID: message.ContentID("E", "lib"), Practice: practice.FaceGeometry, Rung: message.Present, Weight: message.Supporting, Kind: "native",
		Subject: "libface_landmarker_jni.so", Text: "The package contains a native library named for face landmarks.", Origin: message.OriginLibrary,
		Places: []message.Place{{File: "split_config.arm64_v8a.apk!lib/arm64-v8a/libface_landmarker_jni.so", SHA256: digest("lib"), Offset: -1}}, Count: 1, Rule: "sdk.txt:88"}
	age := message.Evidence{ID: message.ContentID("E", "age"), Practice: practice.Age, Rung: message.Present, Weight: message.Primary, Kind: "model",
		Subject: "assets/models/attr_v3.tflite", Text: "The model has an output named \u201cage\u201d.", Origin: message.OriginApp,
		Places: []message.Place{{File: "base.apk!assets/models/attr_v3.tflite", SHA256: digest("model"), Offset: 48120}}, Count: 1, Rule: "models.txt:12"}
	ageClass := message.Evidence{ID: message.ContentID("E", "ageclass"), Practice: practice.Age, Rung: message.Present, Weight: message.Inert, Kind: "class",
		Subject: "androidx.health.connect.AgeRange", Text: "A class of a platform support library has \u201cage\u201d in its name.", Origin: message.OriginSupport,
		Places: []message.Place{{File: "base.apk!classes3.dex", Class: "androidx.health.connect.AgeRange", Offset: -1}}, Count: 1, Rule: "sdk.txt:7"}
	fine := message.Evidence{ID: message.ContentID("E", "fine"), Practice: practice.PreciseLocation, Rung: message.Declared, Weight: message.Supporting, Kind: "permission",
		Subject: "android.permission.ACCESS_FINE_LOCATION", Text: "The manifest asks for precise location.",
		Places: []message.Place{{File: "base.apk!AndroidManifest.xml", Offset: 2210}}, Count: 1, Rule: "sources.txt:3"}
	gps := call(practice.PreciseLocation, "android.location.LocationManager.requestLocationUpdates(java.lang.String,long,float,android.location.LocationListener)void", message.Reachable, 2)
	clip := call(practice.Clipboard, "android.content.ClipboardManager.getPrimaryClip()android.content.ClipData", message.Reachable, 1)
	gaid := call(practice.AdvertisingID, "com.google.android.gms.ads.identifier.AdvertisingIdClient.getAdvertisingIdInfo(android.content.Context)AdvertisingIdClient$Info", message.Present, 3)
	gaid.Origin, gaid.Product = message.OriginLibrary, &message.Product{Name: "AppsFlyer", Vendor: "AppsFlyer Ltd."}
	host := message.Evidence{ID: message.ContentID("E", "host"), Practice: practice.TransmitAbroad, Rung: message.Present, Weight: message.Primary, Kind: "host",
		Subject: "upload.ap-southeast-1.example-cdn.com", Text: "The package names this host; its name carries a region in Singapore.", Country: "SG", Origin: message.OriginUnsure,
		Places: []message.Place{{File: "base.apk!classes.dex", Class: "a.b.c", Method: "<clinit>()void", Offset: 6}}, Count: 1, Rule: "regions.txt:9"}
	return []message.Evidence{mesh, lib, age, ageClass, fine, gps, clip, gaid, host}
}

func statements() []message.Statement {
	return []message.Statement{
		{ID: message.ContentID("S", "face"), Document: "privacy.html", Practice: practice.FaceGeometry, Modality: message.Denies, Party: message.FirstParty,
			Term: "facial features", Quote: "We do not collect or analyse your facial features, and no face map ever leaves your phone.",
			Heading: []string{"2. What we collect", "2.4 Biometric information"}, Offset: 18442, Length: 91},
		{ID: message.ContentID("S", "gps"), Document: "privacy.html", Practice: practice.PreciseLocation, Modality: message.Conditional, Party: message.FirstParty,
			Scope: []message.Scope{{Kind: message.ScopeFeature, Text: "when you use Nearby"}}, Term: "precise location",
			Quote: "With your permission, we collect your precise location when you use Nearby.", Heading: []string{"2. What we collect"}, Offset: 12011, Length: 75},
		{ID: message.ContentID("S", "clip1"), Document: "privacy.html", Practice: practice.Clipboard, Modality: message.Denies, Party: message.FirstParty,
			Scope: []message.Scope{{Kind: message.ScopeAudience, Text: "users under 13"}, {Kind: message.ScopeKnowledge, Text: "knowingly"}}, Term: "clipboard",
			Quote: "We do not knowingly read the clipboard of users under 13.", Heading: []string{"7. Children"}, Section: "children", Offset: 40110, Length: 57, Page: 9},
		{ID: message.ContentID("S", "device"), Document: "privacy.html", Practice: practice.AdvertisingID, Modality: message.Hazy, Party: message.ThirdParty, Recipient: "advertising partners",
			Term: "device information", Quote: "Our advertising partners may receive device information.", Heading: []string{"4. Sharing"}, Offset: 30077, Length: 56},
		{ID: message.ContentID("S", "contacts"), Document: "privacy.html", Practice: practice.Contacts, Modality: message.States, Party: message.AnyParty,
			Term: "address book", Quote: "Your address book is used to find friends.", Offset: 9001, Length: 42},
	}
}

func unknowns() []message.Unknown {
	return []message.Unknown{
		{ID: message.ContentID("U", "model"), Kind: "encrypted", Where: message.Place{File: "base.apk!assets/models/fr_v5.bin", SHA256: digest("enc"), Offset: 0},
			Reason: "The file has 7.99 bits of entropy a byte and no known header.", Touches: []practice.ID{practice.FaceTemplate, practice.FaceGeometry}, Side: message.SideApp},
		{ID: message.ContentID("U", "dl"), Kind: "downloader", Where: message.Place{File: "base.apk!classes2.dex", Class: "com.acme.models.Fetcher", Offset: -1},
			Reason: "The app downloads model files at run time, so the set of models is open.", Touches: []practice.ID{practice.FaceTemplate}, Side: message.SideApp, Count: 3},
		{ID: message.ContentID("U", "link"), Kind: "link", Where: message.Place{File: "privacy.html", Offset: 31200},
			Reason: "The list of partners stands behind a link that was not read: https://example.com/partners", Side: message.SidePolicy},
	}
}
