package scan

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/format/aab"
	"github.com/avow-audit/avow/internal/format/signing"
	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
	"github.com/avow-audit/avow/internal/message"
)

const cameraManifest = `<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.walks" split="camera">
  <uses-permission android:name="android.permission.ACCESS_FINE_LOCATION"/>
  <uses-permission android:name="android.permission.CAMERA"/>
  <application><activity android:name="com.acme.walks.Main" android:exported="true"/><service android:name="com.acme.walks.Shoot"/></application>
</manifest>`

// walksBundle is an app bundle of two modules that repeat each other.
func walksBundle(t *testing.T) []byte {
	t.Helper()
	return zt.Archive{Files: []zt.File{
		{Name: "BundleConfig.pb", Data: []byte{0x0a, 0x02, 0x12, 0x00}},
		{Name: "base/manifest/AndroidManifest.xml", Data: aab.EncodeXML(parseText(t, walksManifest)), Method: 8},
		{Name: "base/dex/classes.dex", Data: assemble(t, walksCode), Method: 8},
		{Name: "camera/manifest/AndroidManifest.xml", Data: aab.EncodeXML(parseText(t, cameraManifest)), Method: 8},
	}}.Build()
}

// The upload key signs a bundle as a JAR, once for all its modules. The other
// schemes that Sign adds mean nothing on a bundle and are not listed.
func TestBundleUploadKey(t *testing.T) {
	unsigned := walksBundle(t)
	signed, err := signing.Sign(unsigned, testKey(t), true)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := signing.Sign(zt.Archive{Files: []zt.File{
		{Name: "base/manifest/AndroidManifest.xml", Data: aab.EncodeXML(parseText(t, walksManifest))},
	}}.Build(), testKey(t), true)
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Replace(stored, []byte("ACCESS_FINE_LOCATION"), []byte("ACCESS_FLEE_LOCATION"), 1)
	for _, tt := range []struct {
		name     string
		data     []byte
		signers  int
		verified bool
	}{
		{"unsigned", unsigned, 0, false},
		{"signed", signed, 1, true},
		{"changed after signing", changed, 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := scanned(t, loadCatalog(t), writeFile(t, "walks.aab", tt.data)).Inventory.Signers
			if len(got) != tt.signers {
				t.Fatalf("%d signers, want %d: %+v", len(got), tt.signers, got)
			}
			for _, s := range got {
				if s.Scheme != "v1 upload key" || s.Verified != tt.verified || s.Verified == (s.Why != "") || s.Subject != "CN=Upload" || len(s.SHA256) != 64 || s.Key != "EC 256" {
					t.Errorf("%+v", s)
				}
			}
		})
	}
}

// What the manifests of several modules repeat is listed once, with all of them.
func TestModulesDeclareOnce(t *testing.T) {
	inv := scanned(t, loadCatalog(t), writeFile(t, "walks.aab", walksBundle(t))).Inventory
	if d := cmp.Diff([]message.Permission{
		{Name: "android.permission.ACCESS_FINE_LOCATION", Members: []string{"base", "camera"}},
		{Name: "android.permission.CAMERA", Members: []string{"camera"}},
	}, inv.Permissions); d != "" {
		t.Errorf("permissions (-want +got):\n%s", d)
	}
	if d := cmp.Diff([]message.Component{
		{Kind: "activity", Name: "com.acme.walks.Main", Exported: true, Members: []string{"base", "camera"}},
		{Kind: "service", Name: "com.acme.walks.Shoot", Members: []string{"camera"}},
	}, inv.Components); d != "" {
		t.Errorf("components (-want +got):\n%s", d)
	}
}

// What is unusual about a signature is an oddity; a sound one has none.
func TestSigningNotes(t *testing.T) {
	manifest, code := parts(t)
	apk, err := signing.Sign(zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: manifest}, {Name: "classes.dex", Data: code}}}.Build(), testKey(t), false)
	if err != nil {
		t.Fatal(err)
	}
	broken := bytes.Clone(apk)
	end := bytes.Index(broken, []byte("APK Sig Block 42"))
	copy(broken[end-8:], "\x00\x00\x00\x00\x00\x01\x00\x00") // 1<<40 bytes
	for _, tt := range []struct {
		data []byte
		want int
	}{{apk, 0}, {broken, 1}} {
		notes := 0
		for _, o := range scanned(t, loadCatalog(t), writeFile(t, "x.apk", tt.data)).Inventory.Oddities {
			if o.Kind == "signature" {
				notes++
				if !strings.HasPrefix(o.Reason, "The signing block claims 1099511627776 bytes") {
					t.Error(o.Reason)
				}
			}
		}
		if notes != tt.want {
			t.Errorf("%d notes on the signature, want %d", notes, tt.want)
		}
	}
}

func testKey(t *testing.T) signing.Key {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "Upload"}, NotAfter: time.Now().AddDate(30, 0, 0)}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return signing.Key{Private: key, Cert: cert}
}

func writeFile(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
