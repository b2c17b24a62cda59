package html

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBrowser opens every sample in Chromium, light and dark, wide and 360
// pixels narrow, and on paper: no axe-core violation, no console message, no
// request, nothing wider than the window, nothing folded in print.
//
//	npm i --prefix DIR playwright-core axe-core
//	AVOW_BROWSER=1 AVOW_NODE_MODULES=DIR/node_modules go test ./internal/report/html -run TestBrowser
//
// AVOW_CHROMIUM names the browser if it is not called chromium.
func TestBrowser(t *testing.T) {
	if os.Getenv("AVOW_BROWSER") != "1" {
		t.Skip("AVOW_BROWSER is not 1: pages are not opened in a browser")
	}
	modules := os.Getenv("AVOW_NODE_MODULES")
	if modules == "" {
		t.Skip("AVOW_NODE_MODULES is not set: playwright-core and axe-core are absent")
	}
	chromium := os.Getenv("AVOW_CHROMIUM")
	if chromium == "" {
		chromium = "chromium"
	}
	chromium, err := exec.LookPath(chromium)
	if err != nil {
		t.Skipf("no browser: %v", err)
	}
	dir := t.TempDir()
	args := []string{"testdata/browser.mjs", modules, chromium}
	for _, s := range pages(t) {
		file := filepath.Join(dir, s.name+".html")
		if err := os.WriteFile(file, []byte(s.page), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, file)
	}
	cmd := exec.Command("node", args...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var wrong []string
	if err := json.Unmarshal(out, &wrong); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, w := range wrong {
		t.Error(w)
	}
}
