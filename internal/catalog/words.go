package catalog

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// categories is the closed list of what a product is for, with the words
// docs/catalog.md says of it.
var categories = []struct{ word, title string }{
	{"face", "finds, measures or recognises faces"},
	{"voice", "recognises speakers"},
	{"liveness", "tells a living face from a picture"},
	{"identity-verification", "compares a person with a document or a record"},
	{"iris", "reads the iris"},
	{"palm", "reads the palm"},
	{"fingerprint", "reads fingerprints by camera"},
	{"skin", "judges skin or beauty"},
	{"model-downloader", "fetches models after install: the set of models is open"},
	{"engine", "runs models; says nothing of what they do"},
	{"advertising", "serves or mediates advertisements"},
	{"analytics", "records what users do"},
	{"attribution", "tells which advertisement led to an install"},
	{"location", "finds or sells positions"},
	{"push", "sends messages to the device"},
	{"crash", "reports crashes"},
	{"engagement", "addresses users: campaigns, surveys, support"},
	{"identifier", "supplies identifiers of the device"},
	{"social", "login and sharing of a social network"},
	{"payment", "payment"},
	{"map", "maps"},
	{"communication", "calls, chat, live video"},
	{"cloud", "storage and services of a cloud provider"},
	{"security", "packers, captcha, device checks"},
	{"hot-update", "loads code after install: the code is open"},
	{"framework", "user interface, runtime or game engine"},
	{"library", "any other library"},
}

var categoryWords = func() map[string]bool {
	m := map[string]bool{}
	for _, c := range categories {
		m[c.word] = true
	}
	return m
}()

// layers places each kind of sign in the order of DESIGN: a, what a model file
// says; b, methods that return data; c, classes filled from native code and
// strings there, which survive obfuscation; d, file names; e, package names.
// Layers d and e are never primary: a name may be shared, left over or lie.
var layers = [numKinds]byte{
	ModelHash: 'a',
	Method:    'b', Field: 'b',
	Class: 'c', ClassTail: 'c', ClassFields: 'c', ClassStrings: 'c', Symbol: 'c', Cxx: 'c', NativeString: 'c', String: 'c', Endpoint: 'c',
	NativeLib: 'd', Asset: 'd',
	Package: 'e', Component: 'e', Metadata: 'e', Maven: 'e', Framework: 'e', PermissionName: 'e',
}

// weigh gives the weight of a bare match. String constants stand for too many
// things to be primary unless the catalog's author says "strong".
func weigh(role Role, kind Kind, conf Confidence, strong, weak bool) (message.Weight, error) {
	layer := layers[kind]
	switch {
	case strong && (conf != Seen || role != Source && kind != String && kind != Endpoint):
		return "", fmt.Errorf("only a seen string or source can be strong")
	case role == Permission || role == Exclusion, weak, conf == Unverified, layer >= 'd':
		return message.Supporting, nil
	case (kind == String || kind == Endpoint) && !strong:
		return message.Supporting, nil
	}
	return message.Primary, nil
}

var kindOf = func() map[string]Kind {
	m := map[string]Kind{}
	for k, name := range kindNames {
		m[name] = Kind(k)
	}
	return m
}()

var practiceOf = func() map[string]practice.ID {
	m := map[string]practice.ID{}
	for _, p := range practice.All() {
		m[string(p.ID)] = p.ID
	}
	return m
}()

func confidenceOf(s string) (Confidence, bool) {
	for c, name := range confidenceNames {
		if s == name {
			return Confidence(c), true
		}
	}
	return 0, false
}

func platformOf(words []string) (Platform, error) {
	var p Platform
	for _, w := range words {
		switch w {
		case "android":
			p |= Android
		case "ios":
			p |= IOS
		default:
			return 0, fmt.Errorf("unknown platform %q: android, ios", w)
		}
	}
	if p == 0 {
		return 0, fmt.Errorf("no platform named")
	}
	return p, nil
}

// permissionName spells a permission out: names without a dot are Android's.
func permissionName(s string) string {
	if strings.IndexByte(s, '.') < 0 {
		return "android.permission." + s
	}
	return s
}
