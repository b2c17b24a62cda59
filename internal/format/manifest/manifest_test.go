package manifest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/avow-audit/avow/internal/format/aab"
	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/format/axml"
	"github.com/avow-audit/avow/internal/format/axml/res"
)

const sampleText = `<manifest xmlns:android="http://schemas.android.com/apk/res/android"
    package="org.example.probe" android:versionCode="7" android:versionCodeMajor="2" android:versionName="@string/version"
    platformBuildVersionName="14">
  <uses-sdk android:minSdkVersion="21" android:targetSdkVersion="34" android:maxSdkVersion="35" />
  <uses-permission android:name="android.permission.CAMERA" android:maxSdkVersion="30" />
  <uses-permission-sdk-23 android:name="android.permission.RECORD_AUDIO" />
  <uses-permission android:name="android.permission.BLUETOOTH_SCAN" android:usesPermissionFlags="neverForLocation" />
  <uses-permission />
  <permission android:name="org.example.probe.OWN" android:protectionLevel="signature|privileged" android:label="@string/app_name" />
  <uses-feature android:name="android.hardware.camera" android:required="false" />
  <uses-feature android:glEsVersion="0x00030001" />
  <queries>
    <package android:name="com.example.other" />
    <provider android:authorities="a.one;a.two" />
    <intent><action android:name="android.intent.action.VIEW" /><data android:scheme="https" /></intent>
  </queries>
  <instrumentation android:name=".Test" android:targetPackage="org.example.probe" />
  <application android:name="App" android:label="@string/app_name" android:icon="@0x01080000" android:debuggable="@bool/debug"
      android:allowBackup="false" android:networkSecurityConfig="@xml/net" android:appComponentFactory=".Factory"
      android:process=":main">
    <uses-library android:name="org.apache.http.legacy" android:required="false" />
    <uses-native-library android:name="libcdsprpc.so" />
    <meta-data android:name="com.example.PRIVACY_POLICY_URL" android:value="https://example.org/terms" />
    <activity android:name=".Main" android:label="Main">
      <intent-filter android:autoVerify="true" android:priority="5">
        <action android:name="android.intent.action.VIEW" />
        <category android:name="android.intent.category.BROWSABLE" />
        <data android:scheme="https" android:host="example.org" android:port="8443" android:pathPrefix="/a" />
        <data android:mimeType="image/*" />
      </intent-filter>
      <meta-data android:name="r" android:resource="@xml/net" />
    </activity>
    <activity android:name="org.other.Hidden" android:enabled="false" />
    <activity-alias android:name="Front" android:targetActivity=".Main" android:exported="false">
      <intent-filter><action android:name="android.intent.action.MAIN" /></intent-filter>
    </activity-alias>
    <service android:name=".Sync" android:foregroundServiceType="dataSync|microphone" android:permission="p.P" android:process="own.process" />
    <receiver android:name=".Boot"><intent-filter><action android:name="android.intent.action.BOOT_COMPLETED" /></intent-filter></receiver>
    <provider android:name=".Store" android:authorities="org.example.store;org.example.b" android:readPermission="p.R" android:grantUriPermissions="true" />
    <service />
  </application>
  <application android:name="Second" />
</manifest>`

// What is switched on or off by a reference counts as on where any configuration
// says so.
func TestEnabled(t *testing.T) {
	yes, no := res.Value{Type: res.TypeBool, Data: 0xffffffff}, res.Value{Type: res.TypeBool}
	spec := arsc.Spec{Package: "p", Resources: []arsc.Resource{
		{Type: "bool", Name: "on", Values: []arsc.SpecValue{{Value: yes}}},
		{Type: "bool", Name: "off", Values: []arsc.SpecValue{{Value: no}}},
		{Type: "bool", Name: "newer", Values: []arsc.SpecValue{{Value: no}, {Config: arsc.Config{SDK: 26}, Value: yes}}},
		{Type: "bool", Name: "through", Values: []arsc.SpecValue{{Value: res.Value{Type: res.TypeReference, Data: 0x7f010001}}}},
	}}
	data, err := spec.Encode(arsc.EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	table, err := arsc.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]bool{
		"true": true, "false": false, "@0x7f010000": true, "@0x7f010001": false, "@0x7f010002": true, "@0x7f010003": false,
		"@0x7f010009": true, // not there
	} {
		doc, err := axml.ParseText([]byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="p">
  <application android:enabled="`+value+`"><activity android:name=".A" android:enabled="`+value+`"/><activity android:name=".B"/></application></manifest>`), nil)
		if err != nil {
			t.Fatal(err)
		}
		m, err := Parse(doc, table)
		if err != nil {
			t.Fatal(err)
		}
		if m.Application.Disabled == want || m.Components[0].Enabled != want || !m.Components[1].Enabled {
			t.Errorf("%s: disabled %v, components %v %v", value, m.Application.Disabled, m.Components[0].Enabled, m.Components[1].Enabled)
		}
	}
}

func spec() *arsc.Spec {
	de := arsc.Config{}.WithLocale("de")
	return &arsc.Spec{Package: "org.example.probe", Resources: []arsc.Resource{
		{Type: "string", Name: "app_name", Values: []arsc.SpecValue{arsc.String(arsc.Config{}, "Probe"), arsc.String(de, "Sonde")}},
		{Type: "string", Name: "version", Values: []arsc.SpecValue{arsc.String(arsc.Config{}, "1.2.3")}},
		{Type: "string", Name: "privacy_policy_url", Values: []arsc.SpecValue{
			arsc.String(arsc.Config{}, "See https://example.org/privacy."), arsc.String(de, "https://example.org/de/datenschutz")}},
		{Type: "string", Name: "privacy_policy_title", Values: []arsc.SpecValue{arsc.String(arsc.Config{}, "Privacy Policy")}},
		{Type: "string", Name: "unrelated", Values: []arsc.SpecValue{arsc.String(arsc.Config{}, "https://example.org/help")}},
		{Type: "bool", Name: "debug", Values: []arsc.SpecValue{{Value: res.Value{Type: res.TypeBool, Data: 0xffffffff}}}},
		{Type: "xml", Name: "net", Values: []arsc.SpecValue{arsc.String(arsc.Config{}, "res/xml/net.xml")}},
	}}
}

// forms returns the sample in the binary and in the protobuf form.
func forms(t testing.TB) map[string]func() (*axml.Document, arsc.Resources) {
	t.Helper()
	ids, err := spec().IDs()
	if err != nil {
		t.Fatal(err)
	}
	text, err := axml.ParseText([]byte(sampleText), func(name string) (uint32, bool) { id, ok := ids[name]; return id, ok })
	if err != nil {
		t.Fatal(err)
	}
	fail := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	return map[string]func() (*axml.Document, arsc.Resources){
		"binary": func() (*axml.Document, arsc.Resources) {
			doc, err := axml.Parse(axml.Encode(text, axml.EncodeOptions{}))
			fail(err)
			data, err := spec().Encode(arsc.EncodeOptions{Sparse: true})
			fail(err)
			tab, err := arsc.Open(data)
			fail(err)
			return doc, tab
		},
		"protobuf": func() (*axml.Document, arsc.Resources) {
			doc, err := aab.ParseXML(aab.EncodeXML(text))
			fail(err)
			data, err := aab.EncodeTable(spec())
			fail(err)
			tab, err := aab.OpenTable(data)
			fail(err)
			return doc, tab
		},
	}
}

// noOffsets leaves out where things lie, which differs between the forms.
var noOffsets = cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Offset" }, cmp.Ignore())

func TestParse(t *testing.T) {
	want := &Manifest{
		Package: "org.example.probe", VersionCode: 2<<32 | 7, VersionName: Text{Value: "1.2.3", Ref: "@string/version", ID: 0x7f010001},
		MinSDK: 21, TargetSDK: 34, MaxSDK: 35, PlatformBuildVersionName: "14",
		UsesPermissions: []UsesPermission{
			{Name: "android.permission.CAMERA", MaxSDK: 30},
			{Name: "android.permission.RECORD_AUDIO", SDK23: true},
			{Name: "android.permission.BLUETOOTH_SCAN", NeverForLocation: true, Flags: 0x10000},
		},
		Permissions: []Permission{{Name: "org.example.probe.OWN", Protection: "signature|privileged",
			Label: Text{Value: "Probe", Ref: "@string/app_name", ID: 0x7f010000}}},
		Features: []Feature{{Name: "android.hardware.camera"}, {GLES: 0x30001, Required: true}},
		Queries: Queries{
			Packages: []string{"com.example.other"}, Providers: []string{"a.one", "a.two"},
			Intents: []Filter{{Actions: []string{"android.intent.action.VIEW"}, Data: []Data{{Scheme: "https"}}}},
		},
		Instrumentation: []Instrumentation{{Name: "org.example.probe.Test", TargetPackage: "org.example.probe"}},
		Application: Application{
			Present: true, Name: "org.example.probe.App", Debuggable: true, AllowBackup: No,
			Label:  Text{Value: "Probe", Ref: "@string/app_name", ID: 0x7f010000},
			Labels: map[string]string{"": "Probe", "de": "Sonde"},
			Icon:   Text{Ref: "@0x01080000", ID: 0x01080000}, Process: "org.example.probe:main",
			NetworkSecurityConfig: Text{Value: "res/xml/net.xml", Ref: "@xml/net", ID: 0x7f030000},
			AppComponentFactory:   "org.example.probe.Factory",
			Libraries:             []Library{{Name: "org.apache.http.legacy"}, {Name: "libcdsprpc.so", Native: true, Required: true}},
			MetaData:              []MetaData{{Name: "com.example.PRIVACY_POLICY_URL", Value: Text{Value: "https://example.org/terms"}}},
		},
		Components: []Component{
			{Kind: Activity, Name: "org.example.probe.Main", Label: Text{Value: "Main"}, Enabled: true, Exported: true,
				Filters: []Filter{{Actions: []string{"android.intent.action.VIEW"}, Categories: []string{"android.intent.category.BROWSABLE"},
					AutoVerify: true, Priority: 5,
					Data: []Data{{Scheme: "https", Host: "example.org", Port: "8443", Path: "/a", PathKind: "pathPrefix"}, {MimeType: "image/*"}}}},
				MetaData: []MetaData{{Name: "r", Resource: Text{Value: "res/xml/net.xml", Ref: "@xml/net", ID: 0x7f030000}}}},
			{Kind: Activity, Name: "org.other.Hidden"},
			{Kind: Alias, Name: "org.example.probe.Front", Target: "org.example.probe.Main", Enabled: true, ExportedStated: true,
				Filters: []Filter{{Actions: []string{"android.intent.action.MAIN"}}}},
			{Kind: Service, Name: "org.example.probe.Sync", Enabled: true, Permission: "p.P", Process: "own.process",
				ForegroundTypes: 0x81, ForegroundNames: "dataSync|microphone"},
			{Kind: Receiver, Name: "org.example.probe.Boot", Enabled: true, Exported: true,
				Filters: []Filter{{Actions: []string{"android.intent.action.BOOT_COMPLETED"}}}},
			{Kind: Provider, Name: "org.example.probe.Store", Enabled: true, Authorities: []string{"org.example.store", "org.example.b"},
				ReadPermission: "p.R", GrantURIPermissions: true},
			{Kind: Service, Enabled: true},
		},
		Problems: []res.Problem{
			{Where: "uses-permission", Msg: "<uses-permission> has no name"},
			{Where: "service", Msg: "<service> has no name"},
			{Where: "application", Msg: "a second <application>; the platform ignores it"},
		},
	}
	for name, form := range forms(t) {
		doc, r := form()
		got, err := Parse(doc, r)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got, noOffsets, cmpopts.EquateEmpty()); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

func TestWithoutResources(t *testing.T) {
	doc, _ := forms(t)["binary"]()
	m, err := Parse(doc, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Application.Label.String(); got != "@0x7f010000" {
		t.Errorf("label %q", got)
	}
	if m.Application.Debuggable {
		t.Error("debuggable, though nothing says so")
	}
}

func parseText(t *testing.T, text string) *axml.Document {
	t.Helper()
	doc, err := axml.ParseText([]byte(text), nil)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// TestDefaults: what follows from the target SDK where nothing is stated.
func TestDefaults(t *testing.T) {
	for _, c := range []struct {
		sdk                 string
		provider, cleartext bool
		target              int
	}{
		{``, true, true, 1},
		{`<uses-sdk android:minSdkVersion="16"/>`, true, true, 16},
		{`<uses-sdk android:minSdkVersion="14" android:targetSdkVersion="17"/>`, false, true, 17},
		{`<uses-sdk android:minSdkVersion="14" android:targetSdkVersion="28"/>`, false, false, 28},
		{`<uses-sdk android:targetSdkVersion="UpsideDownCake"/>`, false, false, 10000},
	} {
		m, err := Parse(parseText(t, `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b">`+
			`<application><provider android:name=".P" android:authorities="x"/></application>`+c.sdk+`</manifest>`), nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Components[0].Exported; got != c.provider {
			t.Errorf("%s: provider exported %v", c.sdk, got)
		}
		if got := m.CleartextAllowed(); got != c.cleartext {
			t.Errorf("%s: cleartext %v", c.sdk, got)
		}
		if got := m.EffectiveTargetSDK(); got != c.target {
			t.Errorf("%s: target %d", c.sdk, got)
		}
	}
	if _, err := Parse(parseText(t, `<other/>`), nil); err != ErrNotManifest {
		t.Errorf("other root: %v", err)
	}
}

// idNames is what the ids above are called.
var idNames = map[uint32]string{
	idLabel: "label", idIcon: "icon", idName: "name", idPermission: "permission",
	idReadPermission: "readPermission", idWritePermission: "writePermission",
	idProtectionLevel: "protectionLevel", idPermissionGroup: "permissionGroup",
	idSharedUserID: "sharedUserId", idEnabled: "enabled", idDebuggable: "debuggable",
	idExported: "exported", idProcess: "process", idAuthorities: "authorities",
	idGrantURIPermissions: "grantUriPermissions", idPriority: "priority",
	idDescription: "description", idTargetPackage: "targetPackage", idValue: "value",
	idResource: "resource", idMimeType: "mimeType", idScheme: "scheme", idHost: "host",
	idPort: "port", idPath: "path", idPathPrefix: "pathPrefix", idPathPattern: "pathPattern",
	idTargetActivity: "targetActivity", idMinSDK: "minSdkVersion", idVersionCode: "versionCode",
	idVersionName: "versionName", idTargetSDK: "targetSdkVersion", idMaxSDK: "maxSdkVersion",
	idTestOnly: "testOnly", idBackupAgent: "backupAgent", idAllowBackup: "allowBackup",
	idGLESVersion: "glEsVersion", idRequired: "required", idIsolatedProcess: "isolatedProcess",
	idUsesCleartextTraffic: "usesCleartextTraffic", idFullBackupContent: "fullBackupContent",
	idAutoVerify: "autoVerify", idNetworkSecurityConfig: "networkSecurityConfig",
	idCompileSDK: "compileSdkVersion", idVersionCodeMajor: "versionCodeMajor",
	idAppComponentFactory: "appComponentFactory", idForegroundServiceType: "foregroundServiceType",
	idPathSuffix: "pathSuffix", idPathAdvancedPattern: "pathAdvancedPattern",
	idDataExtractionRules: "dataExtractionRules", idUsesPermissionFlags: "usesPermissionFlags",
}

func TestIDs(t *testing.T) {
	for id, name := range idNames {
		if got := axml.AttrName(id); got != name {
			t.Errorf("0x%08x is %q in attrs.txt, %q here", id, got, name)
		}
	}
}

func TestReferenceAsPermission(t *testing.T) {
	m, err := Parse(parseText(t, `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="a.b">`+
		`<uses-permission android:name="@0x7f010000"/></manifest>`), nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Problems) != 1 || !strings.Contains(m.Problems[0].Msg, "literal only") {
		t.Errorf("problems %+v", m.Problems)
	}
}

func TestPolicyCandidates(t *testing.T) {
	for name, form := range forms(t) {
		doc, r := form()
		m, err := Parse(doc, r)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, c := range m.PolicyCandidates(r) {
			got = append(got, strings.Join([]string{c.From, c.Name, c.Locale, c.URL}, " "))
		}
		want := []string{
			"meta-data com.example.PRIVACY_POLICY_URL  https://example.org/terms",
			"string privacy_policy_url  https://example.org/privacy",
			"string privacy_policy_url de https://example.org/de/datenschutz",
			"string privacy_policy_title  ",
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: -want +got\n%s", name, d)
		}
	}
}

func TestNetworkSecurity(t *testing.T) {
	doc := parseText(t, `<network-security-config>
  <base-config cleartextTrafficPermitted="false"><trust-anchors><certificates src="system"/></trust-anchors></base-config>
  <domain-config cleartextTrafficPermitted="true">
    <domain includeSubdomains="true">Example.org</domain><domain>plain.net</domain>
    <domain-config>
      <domain>pinned.example.org</domain>
      <pin-set expiration="2030-01-01"><pin digest="SHA-256">AAAA=</pin><pin digest="SHA-256">BBBB=</pin></pin-set>
    </domain-config>
  </domain-config>
  <domain-config cleartextTrafficPermitted="false"><domain includeSubdomains="true">safe.example.org</domain></domain-config>
  <debug-overrides><trust-anchors><certificates src="user" overridePins="true"/></trust-anchors></debug-overrides>
</network-security-config>`)
	// Compiled, since that is what is read; attributes here have no ids.
	compiled, err := axml.Parse(axml.Encode(doc, axml.EncodeOptions{}))
	if err != nil {
		t.Fatal(err)
	}
	n, err := ParseNetworkSecurity(compiled, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := &NetworkSecurity{
		Base:  &NetworkRules{Parent: -1, Cleartext: No, Anchors: []TrustAnchor{{Source: "system"}}},
		Debug: &NetworkRules{Parent: -1, Anchors: []TrustAnchor{{Source: "user", OverridePins: true}}},
		Domains: []NetworkRules{
			{Parent: -1, Cleartext: Yes, Domains: []Domain{{"example.org", true}, {"plain.net", false}}},
			{Parent: 0, Domains: []Domain{{"pinned.example.org", false}}, PinExpiry: "2030-01-01",
				Pins: []Pin{{"SHA-256", "AAAA="}, {"SHA-256", "BBBB="}}},
			{Parent: -1, Cleartext: No, Domains: []Domain{{"safe.example.org", true}}},
		},
	}
	if d := cmp.Diff(want, n, noOffsets); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
	for host, c := range map[string]struct{ cleartext, pinned bool }{
		"example.org": {true, false}, "www.example.org": {true, false}, "plain.net": {true, false},
		"sub.plain.net": {false, false}, "other.com": {false, false}, "notexample.org": {false, false},
		"PINNED.example.org": {true, true}, "x.safe.example.org": {false, false}, "example.org.": {true, false},
	} {
		if got := n.Cleartext(host, true); got != c.cleartext {
			t.Errorf("%s: cleartext %v", host, got)
		}
		if got := n.Pinned(host); got != c.pinned {
			t.Errorf("%s: pinned %v", host, got)
		}
	}
	if _, err := ParseNetworkSecurity(parseText(t, `<manifest/>`), nil); err != ErrNotNetworkSecurity {
		t.Errorf("other root: %v", err)
	}
}

func FuzzManifest(f *testing.F) {
	for _, form := range forms(f) {
		doc, _ := form()
		f.Add(axml.Encode(doc, axml.EncodeOptions{}))
	}
	data, err := spec().Encode(arsc.EncodeOptions{})
	if err != nil {
		f.Fatal(err)
	}
	tab, err := arsc.Open(data)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := axml.Parse(data)
		if err != nil {
			return
		}
		if m, err := Parse(doc, tab); err == nil {
			m.PolicyCandidates(tab)
		}
		ParseNetworkSecurity(doc, tab)
	})
}

func BenchmarkParse(b *testing.B) {
	doc, r := forms(b)["binary"]()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(doc, r); err != nil {
			b.Fatal(err)
		}
	}
}
