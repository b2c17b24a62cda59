package signing

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/zip"
)

// TestAgreesWithApksigner compares verdicts and certificates with the
// apksigner tool on the packages under $AVOW_APPS. AVOW_APKSIGNER_LEVELS names
// the platform levels to verify from ("24" when unset).
func TestAgreesWithApksigner(t *testing.T) {
	root := os.Getenv("AVOW_APPS")
	if root == "" {
		t.Skip("AVOW_APPS is not set: no packages to compare on")
	}
	tool, err := exec.LookPath("apksigner")
	if err != nil {
		t.Skip("apksigner is not installed")
	}
	levels := strings.Fields(os.Getenv("AVOW_APKSIGNER_LEVELS"))
	if len(levels) == 0 {
		levels = []string{"24"}
	}
	var paths []string
	for _, dir := range []string{"malformed/apksig*", "real", "malformed"} {
		list, _ := filepath.Glob(filepath.Join(root, dir, "*.apk"))
		paths = append(paths, list...)
	}
	same, all := 0, 0
	for _, level := range levels {
		for _, p := range paths {
			out, err := exec.Command(tool, "verify", "-v", "--print-certs", "--min-sdk-version", level, p).CombinedOutput()
			want := parseApksigner(string(out), err == nil)
			var minSDK int
			fmt.Sscan(level, &minSDK)
			got := verdictOf(p, minSDK)
			all++
			name := filepath.Base(p)
			reason, known := explain(string(out))
			switch {
			case want.verified == got.verified && (!want.verified || slices.Equal(want.certs, got.certs)):
				same++
			case known:
				t.Logf("%s from %s: differs as expected: %s", name, level, reason)
			default:
				t.Errorf("%s from %s:\n apksigner %v %v\n ours      %v %v %s\n%s", name, level, want.verified, want.certs, got.verified, got.certs, got.why, firstLines(string(out)))
			}
		}
	}
	t.Logf("%d of %d verdicts agree", same, all)
}

// explain gives the reason for those of apksigner's verdicts that are not about
// the signature itself.
func explain(out string) (string, bool) {
	for _, x := range []struct{ said, reason string }{
		{"Signature not available", "the Java runtime of apksigner lacks this algorithm"},
		{"Missing AndroidManifest.xml", "apksigner wants a manifest, which is not ours to read"},
		{"required for target sandbox version", "a rule on the manifest, which is not ours to read"},
		{"required for target SDK", "a rule on the manifest, which is not ours to read"},
	} {
		if strings.Contains(out, x.said) {
			return x.reason, true
		}
	}
	return "", false
}

type verdict struct {
	verified bool
	certs    []string // signer certificates: digest and name
	why      string
}

func parseApksigner(out string, ok bool) verdict {
	v := verdict{verified: ok}
	dn := ""
	for _, l := range strings.Split(out, "\n") {
		if !strings.HasPrefix(l, "Signer #") {
			continue
		}
		if _, x, ok := strings.Cut(l, "certificate DN: "); ok {
			dn = x
		}
		if _, x, ok := strings.Cut(l, "certificate SHA-256 digest: "); ok {
			v.certs = append(v.certs, x+" "+dn)
		}
		if _, x, ok := strings.Cut(l, "key size (bits): "); ok {
			v.certs[len(v.certs)-1] += " " + x
		}
	}
	slices.Sort(v.certs)
	return v
}

func verdictOf(path string, minSDK int) verdict {
	a, err := zip.OpenFile(path, zip.Limits{})
	if err != nil {
		return verdict{why: err.Error()}
	}
	defer a.Close()
	r := Verify(a, Options{MinSDK: minSDK, MaxSDK: math.MaxInt32})
	v := verdict{verified: r.Verified, why: r.Why}
	for _, s := range r.Signers() {
		if len(s.Certs) > 0 && s.Verified {
			c := s.Certs[0]
			v.certs = append(v.certs, fmt.Sprintf("%s %s %d", c.SHA256, c.Subject, c.KeyBits))
		}
	}
	slices.Sort(v.certs)
	return v
}

func firstLines(s string) string {
	l := strings.Split(s, "\n")
	return strings.Join(l[:min(len(l), 6)], "\n")
}
