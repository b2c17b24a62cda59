package fetch

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func page(body string) *Page {
	return &Page{Record{Record: recordForm, Asked: "https://www.Example.com:8443/privacy", Final: "https://www.example.com:8443/privacy", Status: 200,
		ContentType: "text/html", Time: "2026-11-20T08:15:42Z", SHA256: digest([]byte(body)), Bytes: int64(len(body))}, []byte(body)}
}

func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		names = append(names, f.Name())
	}
	return names
}

// Two fetches of one second and one content are kept side by side.
func TestKeep(t *testing.T) {
	dir := t.TempDir()
	p := page(policy)
	stem := "www.example.com-20261120T081542Z-" + digest(p.Body)[:12]
	for _, want := range []string{stem + ".html", stem + "-2.html", stem + "-3.html"} {
		name, err := p.Keep(dir)
		if err != nil || name != want {
			t.Fatalf("%s, %v; want %s", name, err, want)
		}
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != policy {
			t.Errorf("kept %q: %v", got, err)
		}
	}
	if got := files(t, dir); len(got) != 6 || !slices.Contains(got, stem+".html.json") {
		t.Errorf("files %v", got)
	}
	record, err := os.ReadFile(filepath.Join(dir, stem+".html.json"))
	if err != nil || !strings.HasPrefix(string(record), "{\n  \"record\": \"avow-fetch-1\",\n  \"asked\": \"https://www.Example.com:8443/privacy\",\n") {
		t.Errorf("%s, %v", record, err)
	}
	if _, err := p.Keep(filepath.Join(dir, "none")); err == nil {
		t.Error("kept in no folder")
	}
}

// A page whose record cannot be written is not left behind alone.
func TestKeepWholeOrNot(t *testing.T) {
	dir := t.TempDir()
	p := page(policy)
	block := p.stem() + p.ext() + recordExt + ".part"
	if err := os.Mkdir(filepath.Join(dir, block), 0o777); err != nil {
		t.Fatal(err)
	}
	if name, err := p.Keep(dir); err == nil {
		t.Errorf("kept as %s", name)
	}
	if got := files(t, dir); !slices.Equal(got, []string{block}) {
		t.Errorf("files %v", got)
	}
}

func TestNames(t *testing.T) {
	for _, tt := range []struct{ address, contentType, body, ext, host string }{
		{"https://a.example/p", "text/html; charset=utf-8", "", ".html", "a.example"},
		{"https://a.example/p", "application/pdf", "", ".pdf", "a.example"},
		{"https://a.example/p.PDF", "application/octet-stream", "", ".pdf", "a.example"},
		{"https://a.example/p.exe", "", "%PDF-1.7\n", ".pdf", "a.example"},
		{"https://a.example/p.php", "bad/", policy, ".html", "a.example"},
		{"https://a.example/p", "", "\x00\x01\x02", ".bin", "a.example"},
		{"https://a.example/p.md", "text/plain", "", ".txt", "a.example"},
		{"https://[::1]:80/../../x", wordType, "", ".docx", "1"},
		{"https://" + strings.Repeat("a", 300) + "/", "text/markdown;;", "", ".md", strings.Repeat("a", 100)},
		{"https://../", "text/html", "", ".html", ""},
	} {
		p := page(tt.body)
		p.Record.Asked, p.Record.Final, p.Record.ContentType = tt.address, tt.address, tt.contentType
		host, _, _ := strings.Cut(p.stem(), "-2026")
		if p.ext() != tt.ext || host != tt.host {
			t.Errorf("%s %s: %s %s, want %s %s", tt.address, tt.contentType, host, p.ext(), tt.host, tt.ext)
		}
	}
}

func TestReadRecord(t *testing.T) {
	dir := t.TempDir()
	p := page(policy)
	name, err := p.Keep(dir)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, name)
	if r, err := ReadRecord(file, p.Body); err != nil || r == nil || r.Asked != p.Record.Asked {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := ReadRecord(file, []byte(policy+" ")); err == nil || !strings.Contains(err.Error(), "is not what was fetched") {
		t.Errorf("another page: %v", err)
	}
	whole, err := os.ReadFile(file + recordExt)
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, from, to, want string }{
		{"of another program", recordForm, "minutes", ""},
		{"no JSON", "{", "", ""},
		{"password", "//www.Example", "//me:secret@www.Example", "names no address"},
		{"file", "https://www.Example.com:8443/privacy", "privacy.html", "names no address"},
		{"no time", "2026-11-20T08:15:42Z", "yesterday", "names no time"},
		{"local time", "2026-11-20T08:15:42Z", "2026-11-20T08:15:42+01:00", "names no time"},
	} {
		r, err := parseRecord([]byte(strings.Replace(string(whole), tt.from, tt.to, 1)), p.Body)
		if r != nil || tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("%s: %+v, %v", tt.name, r, err)
		}
	}
	if r, err := ReadRecord(filepath.Join(dir, "privacy.html"), p.Body); r != nil || err != nil {
		t.Errorf("no record: %+v, %v", r, err)
	}
}

func FuzzRecord(f *testing.F) {
	p := page(policy)
	data, err := p.Record.json()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := parseRecord(data, p.Body)
		if err != nil || r == nil {
			return
		}
		again, err := r.json()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := parseRecord(again, p.Body); err != nil || back.Asked != r.Asked || back.Time != r.Time {
			t.Fatalf("%v: %s", err, again)
		}
	})
}
