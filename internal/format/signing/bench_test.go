package signing

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/avow-audit/avow/internal/format/zip"
)

// BenchmarkSigners measures Read and Verify on a real package (8 MB, v2).
func BenchmarkSigners(b *testing.B) {
	root := os.Getenv("AVOW_APPS")
	if root == "" {
		b.Skip("AVOW_APPS is not set: no real packages to measure on")
	}
	a, err := zip.OpenFile(filepath.Join(root, "real", "u2server__appium-uiautomator2-server-v4.27.0.apk"), zip.Limits{})
	if err != nil {
		b.Skip(err)
	}
	b.Run("Read", func(b *testing.B) {
		for b.Loop() {
			Read(a)
		}
	})
	b.Run("Verify", func(b *testing.B) {
		b.SetBytes(int64(len(a.Data())))
		for b.Loop() {
			if r := Verify(a, Options{}); !r.Verified {
				b.Fatal(r.Why)
			}
		}
	})
}
