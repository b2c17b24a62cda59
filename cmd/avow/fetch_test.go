package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/message"
)

// site serves pages by their path; each is a Content-Type, a line feed and the
// page. Nothing else may be asked for.
func site(t *testing.T, pages map[string]string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if to, ok := strings.CutPrefix(r.URL.Path, "/moved"); ok {
			http.Redirect(w, r, to, http.StatusMovedPermanently)
			return
		}
		page, ok := pages[r.URL.Path]
		if !ok {
			t.Errorf("asks for %s", r.URL)
			http.NotFound(w, r)
			return
		}
		served, body, _ := strings.Cut(page, "\n")
		w.Header().Set("Content-Type", served)
		fmt.Fprint(w, body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// kept is the one copy in dir.
func kept(t *testing.T, dir string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "127.0.0.1-*.html"))
	if err != nil || len(names) != 1 {
		t.Fatalf("kept %v, %v", names, err)
	}
	return names[0]
}

func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	t.Chdir(dir) // where copies go if nothing says otherwise
	return dir
}

// A fetched policy is kept beside the report, as it was received; every format
// names address, time and digest, none names a password; and the copy makes the
// same reports again.
func TestFetchedPolicy(t *testing.T) {
	tmp := setUp(t)
	here := folder(t)
	page := read(t, filepath.Join(tmp, "privacy.html"))
	host := site(t, map[string]string{"/privacy": "text/html; charset=utf-8\n" + string(page)})
	address := host + "/moved/privacy?id=1"
	reports := filepath.Join(tmp, "reports")
	if err := os.Mkdir(reports, 0o777); err != nil {
		t.Fatal(err)
	}
	outs := func(stem string) (args []string) {
		for _, ext := range []string{".jsonl", ".html", ".sarif", ".txt"} {
			args = append(args, "-o", filepath.Join(reports, stem+ext))
		}
		return args
	}
	said, code := avow(t, tmp, append([]string{"audit", "$GLOW", "-p", strings.Replace(address, "//", "//me:secret@", 1)}, outs("first")...)...)
	if code != exitFailed {
		t.Fatalf("exit %d: %s", code, said)
	}
	copied := kept(t, reports)
	if got := read(t, copied); string(got) != string(page) {
		t.Errorf("the copy has %d bytes, the page %d", len(got), len(page))
	}
	var record map[string]any
	if err := json.Unmarshal(read(t, copied+".json"), &record); err != nil || record["asked"] != address || record["final"] != host+"/privacy" {
		t.Errorf("record %v: %v", record, err)
	}
	said, code = avow(t, tmp, append([]string{"audit", "$GLOW", "-p", copied}, outs("again")...)...)
	if code != exitFailed {
		t.Fatalf("exit %d: %s", code, said)
	}
	for _, ext := range []string{".jsonl", ".html", ".sarif", ".txt"} {
		first := string(read(t, filepath.Join(reports, "first"+ext)))
		if d := cmp.Diff(first, string(read(t, filepath.Join(reports, "again"+ext)))); d != "" {
			t.Errorf("%s of the copy differs:\n%s", ext, d)
		}
		for _, want := range []string{address, host + "/privacy", record["time"].(string), record["sha256"].(string), filepath.Base(copied)} {
			if !strings.Contains(first, want) {
				t.Errorf("%s does not name %s", ext, want)
			}
		}
	}
	if list, _ := os.ReadDir(here); len(list) > 0 {
		t.Errorf("something is left in the current folder: %v", list)
	}
	for _, dir := range []string{reports, here} {
		list, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range list {
			if strings.HasSuffix(f.Name(), ".part") || strings.Contains(string(read(t, filepath.Join(dir, f.Name()))), "secret") {
				t.Errorf("%s is half written, or holds the password", f.Name())
			}
		}
	}

	// Without its record the copy is a file like any other, and says the same.
	alone := filepath.Join(tmp, "alone.html")
	if err := os.Rename(copied, alone); err != nil {
		t.Fatal(err)
	}
	first, _ := avow(t, tmp, "policy", "$POLICY")
	if got, _ := avow(t, tmp, "policy", alone); quoted(got) != quoted(first) {
		t.Errorf("the copy alone says otherwise:\n%s", got)
	}
	// A changed copy is not what was fetched.
	if err := os.WriteFile(copied, append(page, "<p>We collect nothing."...), 0o666); err != nil {
		t.Fatal(err)
	}
	if got, code := avow(t, tmp, "policy", copied); code != exitFile || !strings.Contains(got, "is not what was fetched") {
		t.Errorf("exit %d: %s", code, got)
	}
}

// quoted is what a page of text quotes.
func quoted(page string) string {
	return strings.Join(regexp.MustCompile(`(?s)“.*?”`).FindAllString(page, -1), "\n")
}

// The charset that only the server knew is in the record, so that the copy is
// read as the page was.
func TestFetchedCharset(t *testing.T) {
	tmp := setUp(t)
	here := folder(t)
	var wide strings.Builder
	for _, c := range string(read(t, filepath.Join(tmp, "privacy.html"))) {
		wide.Write([]byte{byte(c), byte(c >> 8)})
	}
	host := site(t, map[string]string{"/": "text/html; charset=utf-16le\n" + wide.String()})
	first, code := avow(t, tmp, "policy", host+"/")
	if code != exitDone || !strings.Contains(first, "We do not collect your contacts.") {
		t.Fatalf("exit %d: %s", code, first)
	}
	if again, _ := avow(t, tmp, "policy", kept(t, here)); again != first {
		t.Errorf("the copy says otherwise:\n%s", cmp.Diff(first, again))
	}
}

// A page that holds nothing to read is never silence.
func TestFetchedNothing(t *testing.T) {
	tmp := setUp(t)
	folder(t)
	host := site(t, map[string]string{
		"/empty":  "text/html\n",
		"/script": "text/html\n<!doctype html><title>Privacy Policy</title><div id=app></div><script src=/app.js></script><noscript>You need to enable JavaScript to run this app.</noscript>",
		"/zeros":  "application/octet-stream\n" + strings.Repeat("\x00\x01", 5000),
	})
	for _, path := range []string{"/empty", "/script", "/zeros"} {
		out, code := avow(t, tmp, "audit", "$GLOW", "-p", host+path, "--format", "jsonl")
		if code != exitDone || strings.Contains(out, string(message.Undisclosed)) || !strings.Contains(out, string(message.CannotTell)) || !strings.Contains(out, `"side":"policy"`) {
			t.Errorf("%s: exit %d: %s", path, code, out)
		}
	}
}

func TestFetchedVersions(t *testing.T) {
	tmp := setUp(t)
	folder(t)
	copies := t.TempDir()
	host := site(t, map[string]string{"/old": "text/html\n" + string(read(t, filepath.Join(tmp, "older.html")))})
	out, code := avow(t, tmp, "policy", "diff", host+"/old", "$POLICY", "--keep", copies)
	if code != exitDone || !strings.Contains(out, "1 changed, 2 added, 0 removed") || !strings.Contains(out, "  fetched ") {
		t.Errorf("exit %d: %s", code, out)
	}
	again, code := avow(t, tmp, "policy", "diff", kept(t, copies), "$POLICY")
	if code != exitDone || again != out {
		t.Errorf("exit %d: %s", code, cmp.Diff(out, again))
	}
}

// A run that fails keeps nothing and says nothing of a password.
func TestFetchFails(t *testing.T) {
	tmp := setUp(t)
	here := folder(t)
	gone := httptest.NewServer(http.NotFoundHandler())
	defer gone.Close()
	address := strings.Replace(gone.URL, "//", "//me:secret@", 1) + "/privacy"
	host := site(t, map[string]string{"/": "text/html\nPrivacy"})
	for _, args := range [][]string{
		{"policy", address}, {"audit", "$GLOW", "-p", address}, {"policy", "diff", "$POLICY", address},
		{"audit", "$TMP/none.apk", "-p", host + "/"}, {"audit", address},
		{"policy", host + "/", "$TMP/none.html"},
	} {
		out, code := avow(t, tmp, args...)
		if code != exitFile || strings.Contains(out, "secret") {
			t.Errorf("%v: exit %d: %s", args, code, out)
		}
	}
	if list, _ := os.ReadDir(here); len(list) > 0 {
		t.Errorf("kept: %v", list)
	}

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	stderr, err := os.CreateTemp(tmp, "err")
	if err != nil {
		t.Fatal(err)
	}
	defer stderr.Close()
	if code := run(ctx, []string{"policy", host + "/"}, stderr, stderr); code != exitFile || !strings.Contains(string(read(t, stderr.Name())), "interrupted") {
		t.Errorf("exit %d: %s", code, read(t, stderr.Name()))
	}
}
