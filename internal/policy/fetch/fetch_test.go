package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

const policy = "<!doctype html><title>Privacy</title><p>We collect your contacts.</p>"

// serve starts a server that answers every request by h.
func serve(t *testing.T, h http.HandlerFunc) string {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s.URL
}

func get(t *testing.T, address string) (*Page, error) {
	t.Helper()
	return Get(context.Background(), address, Options{Version: "1.2.3"})
}

func TestPage(t *testing.T) {
	var asked http.Header
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Last-Modified", "Fri, 20 Nov 2026 08:00:00 GMT")
		w.Header().Set("ETag", `"v7"`)
		fmt.Fprint(w, policy)
	})
	p, err := get(t, host+"/privacy?region=eu")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.Parse(time.RFC3339, p.Record.Time)
	if err != nil || time.Since(at) > time.Hour || at.Location() != time.UTC {
		t.Errorf("time %s: %v", p.Record.Time, err)
	}
	p.Record.Time = ""
	address := host + "/privacy?region=eu"
	want := Record{Record: "avow-fetch-1", Asked: address, Final: address, Status: 200, ContentType: "text/html; charset=utf-8",
		LastModified: "Fri, 20 Nov 2026 08:00:00 GMT", ETag: `"v7"`, SHA256: digest([]byte(policy)), Bytes: int64(len(policy)),
		Agent: "avow/1.2.3 (+https://github.com/avow-audit/avow)"}
	if fmt.Sprintf("%+v", p.Record) != fmt.Sprintf("%+v", want) {
		t.Errorf("got  %+v\nwant %+v", p.Record, want)
	}
	if string(p.Body) != policy {
		t.Errorf("body %q", p.Body)
	}
	for name, want := range map[string]string{"User-Agent": want.Agent, "Accept-Encoding": "identity", "Accept-Language": "en", "Cookie": "", "Referer": ""} {
		if got := asked.Get(name); got != want {
			t.Errorf("asks with %s: %q, want %q", name, got, want)
		}
	}
	if !strings.HasPrefix(asked.Get("Accept"), "text/html") {
		t.Errorf("asks with Accept: %q", asked.Get("Accept"))
	}
}

func TestRedirects(t *testing.T) {
	steps := 0
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var n int
		fmt.Sscanf(r.URL.Path, "/%d", &n)
		if r.Header.Get("Cookie") != "" || r.Header.Get("Referer") != "" {
			t.Errorf("step %d: cookie %q, referer %q", n, r.Header.Get("Cookie"), r.Header.Get("Referer"))
		}
		steps++
		if n == 0 {
			fmt.Fprint(w, policy)
			return
		}
		http.SetCookie(w, &http.Cookie{Name: "id", Value: "1"})
		http.Redirect(w, r, fmt.Sprintf("/%d", n-1), []int{301, 302, 303, 307, 308}[n%5])
	})
	p, err := get(t, host+"/5")
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Record.Redirects) != 5 || p.Record.Redirects[0] != (Redirect{301, host + "/4"}) || p.Record.Asked != host+"/5" || p.Record.Final != host+"/0" {
		t.Errorf("%+v", p.Record)
	}
	steps = 0
	if _, err := get(t, host+"/6"); err == nil || !strings.Contains(err.Error(), "more than 5 times") || steps != 6 {
		t.Errorf("after %d steps: %v", steps, err)
	}
}

func TestRefusedRedirects(t *testing.T) {
	plain := serve(t, func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, policy) })
	to := ""
	secure := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			fmt.Fprint(w, policy)
			return
		}
		w.Header().Set("Location", to)
		w.WriteHeader(http.StatusFound)
	}))
	defer secure.Close()
	o := Options{tls: secure.Client().Transport.(*http.Transport).TLSClientConfig}
	for _, tt := range []struct{ to, want string }{
		{"/page", ""},
		{plain, "from https to http"},
		{"ftp://127.0.0.1/p", "no http or https address"},
		{"file:///etc/passwd", "no http or https address"},
		{"javascript:alert(1)", "no http or https address"},
		{"", "no http or https address"},
		{"https://", "no http or https address"},
		{"https://a b/", "no http or https address"},
		{"/" + strings.Repeat("a", maxAddress), "no http or https address"},
	} {
		to = tt.to
		_, err := Get(context.Background(), secure.URL+"/", o)
		if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
			t.Errorf("to %.40q: %v, want %q", tt.to, err, tt.want)
		}
	}
	if _, err := get(t, secure.URL); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("unknown certificate: %v", err)
	}
}

// A user and a password go to the host they were given for, and nowhere else.
func TestCredentials(t *testing.T) {
	other := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Error("the other host was given the password")
		}
		fmt.Fprint(w, policy)
	})
	given := 0
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user == "me" && password == "secret" {
			given++
		}
		to := "/second"
		if r.URL.Path == "/second" {
			to = strings.Replace(other, "//", "//you:theirs@", 1)
		}
		http.Redirect(w, r, to, http.StatusFound)
	})
	p, err := get(t, strings.Replace(host, "//", "//me:secret@", 1)+"/")
	if err != nil || given != 2 {
		t.Fatalf("given %d times: %v", given, err)
	}
	if said := fmt.Sprintf("%+v", p.Record); strings.Contains(said, "//me") || strings.Contains(said, "secret") || strings.Contains(said, "theirs") {
		t.Errorf("the record names them: %s", said)
	}
	for _, bad := range []string{"https://me:secret@", "https://me:sec ret@host/", "https://me:secret@host:port/", "https://me:se%cret@host/", "https://me:secret@127.0.0.1:1/"} {
		if _, err := get(t, bad); err == nil || strings.Contains(err.Error(), "sec") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestShown(t *testing.T) {
	for in, want := range map[string]string{
		"https://me:secret@example.com/a?b=c#d": "https://example.com/a?b=c#d",
		"HTTP://me@example.com":                 "http://example.com",
		"https://example.com/@me":               "https://example.com/@me",
		"https://me:s/e@c%ret@example.com/":     "https://example.com/",
		"https://me:sec ret@example.com/":       "https://example.com/",
		"folder/me@privacy.html":                "folder/me@privacy.html",
	} {
		if got := Shown(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

func TestStatus(t *testing.T) {
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		var code int
		fmt.Sscanf(r.URL.Path, "/%d", &code)
		w.WriteHeader(code)
	})
	for code, want := range map[int]string{
		404: "404 (Not Found)", 500: "500 (Internal Server Error)", 403: "403 (Forbidden)", 204: "204 (No Content)", 300: "300 (Multiple Choices)",
		401: "401 (Unauthorized)", 429: "429 (Too Many Requests)", 799: "answers 799 and",
	} {
		_, err := get(t, fmt.Sprintf("%s/%d", host, code))
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "save the page and give the file") {
			t.Errorf("%d: %v", code, err)
		}
	}
}

func TestTime(t *testing.T) {
	host := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/body" {
			fmt.Fprint(w, policy)
			w.(http.Flusher).Flush()
		}
		<-r.Context().Done()
	})
	for _, path := range []string{"/answer", "/body"} {
		_, err := Get(context.Background(), host+path, Options{Time: 100 * time.Millisecond})
		if err == nil || !strings.Contains(err.Error(), "within 100ms") {
			t.Errorf("%s: %v", path, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Get(ctx, host, Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// zipped compresses what write writes.
func zipped(t *testing.T, write func(*gzip.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	write(z)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestHostileServers(t *testing.T) {
	small := zipped(t, func(z *gzip.Writer) { fmt.Fprint(z, policy) })
	empty := zipped(t, func(*gzip.Writer) {})
	bomb := zipped(t, func(z *gzip.Writer) {
		block := make([]byte, 1<<20)
		for range 2 * MaxBytes >> 20 {
			if _, err := z.Write(block); err != nil {
				t.Fatal(err)
			}
		}
	})
	for _, tt := range []struct {
		name, want string // want "" for a page
		answer     func(w http.ResponseWriter)
	}{
		{"endless", "larger than 16 MB", func(w http.ResponseWriter) {
			for block := make([]byte, 1<<20); ; {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		}},
		{"long by its own word", "larger than 16 MB", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", fmt.Sprint(MaxBytes+1))
			w.WriteHeader(200)
		}},
		{"at the limit", "", func(w http.ResponseWriter) { w.Write(make([]byte, MaxBytes)) }},
		{"gzip", "", func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(small)
		}},
		{"gzip that unpacks to much", "larger than 16 MB", func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(bomb)
		}},
		{"gzip that unpacks to nothing", "larger than 16 MB", func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			for block := bytes.Repeat(empty, 1000); ; {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		}},
		{"gzip that is none", "is not", func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(w, policy)
		}},
		{"gzip that is cut", "broke off", func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(small[:len(small)-9])
		}},
		{"another compression", "not asked for", func(w http.ResponseWriter) {
			w.Header().Set("Content-Encoding", "br")
			fmt.Fprint(w, policy)
		}},
		{"large headers", "no answer", func(w http.ResponseWriter) { w.Header().Set("X", strings.Repeat("x", 2*maxHeaders)) }},
		{"shorter than it says", "broke off", raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")},
		{"cut chunks", "broke off", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\nshort")},
		{"two lengths", "no answer", raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nshort")},
		{"no HTTP", "no answer", raw("\x00\x1b[2J" + strings.Repeat("z", 5000) + "\r\n\r\n")},
		{"nothing", "no answer", raw("")},
		{"longer than it says", "", raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshort and more")},
		{"no body", "", raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")},
		{"zeros and escapes", "", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=no-such\xff\u202e\r\nETag: " + strings.Repeat("e", 2000) + "\r\n\r\n\x00\x1b\xff")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			host := serve(t, func(w http.ResponseWriter, _ *http.Request) { tt.answer(w) })
			p, err := get(t, host)
			switch {
			case tt.want == "" && err != nil, tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Fatalf("%v, want %q", err, tt.want)
			case err != nil && (len(err.Error()) > 700 || strings.ContainsAny(err.Error(), "\x00\x1b")):
				t.Fatalf("the error says too much: %q", err)
			case err != nil:
				return
			}
			dir := t.TempDir()
			name, err := p.Keep(dir)
			if err != nil {
				t.Fatal(err)
			}
			again, err := ReadRecord(dir+"/"+name, p.Body)
			if err != nil || fmt.Sprint(*again) != fmt.Sprint(p.Record) {
				t.Errorf("%v\n%+v\n%+v", err, again, p.Record)
			}
		})
	}
}

// raw answers by bytes of its own and hangs up.
func raw(answer string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer conn.Close()
		fmt.Fprint(conn, answer)
	}
}

// What a redirect may reach depends on where the user's own address lies.
func TestLocalNetwork(t *testing.T) {
	for _, tt := range []struct {
		first, next string
		want        error
	}{
		{"93.184.216.34:443", "93.184.216.35:443", nil},
		{"93.184.216.34:80", "127.0.0.1:80", errInside},
		{"93.184.216.34:80", "169.254.169.254:80", errInside},
		{"93.184.216.34:80", "10.1.2.3:80", errInside},
		{"93.184.216.34:80", "100.100.100.200:80", errInside},
		{"93.184.216.34:80", "[::1]:80", errInside},
		{"93.184.216.34:80", "[::ffff:192.168.0.1]:80", errInside},
		{"93.184.216.34:80", "[fd00:ec2::254]:80", errInside},
		{"93.184.216.34:80", "0.0.0.0:80", errInside},
		{"10.1.2.3:80", "10.1.2.4:80", nil},
		{"127.0.0.1:80", "93.184.216.34:80", nil},
	} {
		trip := newTrip(Options{})
		if err := trip.admit(tt.first); err != nil {
			t.Errorf("%s: %v", tt.first, err)
		}
		trip.redirected.Store(true)
		if err := trip.admit(tt.next); err != tt.want {
			t.Errorf("%s to %s: %v, want %v", tt.first, tt.next, err, tt.want)
		}
	}
	if err := worded(fmt.Errorf("dial: %w", errInside)); err != errInside {
		t.Error(err)
	}
}

func FuzzFollow(f *testing.F) {
	for _, s := range []string{"/a", "//me:x@b/c", "https://%41/", "http://[fe80::1%25en0]/", "?q=\u202e", "https://h:99999/ ", "..//@"} {
		f.Add(s)
	}
	first, err := url.Parse("http://me:secret@example.com/privacy")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, location string) {
		next, err := follow(first, first, location)
		if err != nil {
			if strings.Contains(err.Error(), "secret") {
				t.Fatal(err)
			}
			return
		}
		if again, err := parse(shown(next)); err != nil || again.User != nil || again.Host != next.Host {
			t.Fatalf("%q leads to %q: %v", location, shown(next), err)
		}
		if next.User != nil && next.Host != "example.com" {
			t.Fatalf("%q is given the password", next.Host)
		}
	})
}
