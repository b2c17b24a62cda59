package scan

import (
	"context"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkApp scans whole registry apps.
//
//	AVOW_APPS=.cache/apps go test -run '^$' -bench App ./internal/scan
func BenchmarkApp(b *testing.B) {
	dir := os.Getenv("AVOW_APPS")
	if dir == "" {
		b.Skip("AVOW_APPS is not set")
	}
	cat := loadCatalog(b)
	for _, name := range []string{
		"appium-espresso__app-debug-androidTest.apk",
		"apidemos-5.0.0__ApiDemos-debug.apk",
		"debian__framework-res.apk",
	} {
		path := filepath.Join(dir, "real", name)
		st, err := os.Stat(path)
		if err != nil {
			continue
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(st.Size())
			b.ReportAllocs()
			for b.Loop() {
				if _, err := App(context.Background(), path, Options{Home: "US"}, cat, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
