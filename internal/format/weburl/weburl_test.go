package weburl

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// flagNames in the order of the constants.
var flagNames = []string{"placeholder", "boilerplate", "userinfo", "address", "local", "nosuffix", "weak", "encoded"}

func show(m Match) string {
	s := m.Scheme + "|" + string(m.Host)
	if m.Port != 0 {
		s += fmt.Sprintf(":%d", m.Port)
	}
	s += "|" + string(m.Path)
	for i, n := range flagNames {
		if m.Flags&(1<<i) != 0 {
			s += " " + n
		}
	}
	return s
}

func scan(t testing.TB, in string, mode Mode) []string {
	t.Helper()
	var out []string
	last := 0
	Scan([]byte(in), mode, func(off int, m Match) {
		out = append(out, show(m))
		if off != m.Start || off < last || m.Start > m.HostAt || m.HostAt+len(m.Host) > m.PathAt || m.PathAt > m.End || m.End > len(in) {
			t.Errorf("%q: bounds %+v", in, m)
			return
		}
		last = off
		if in[m.HostAt:m.HostAt+len(m.Host)] != string(m.Host) || m.PathAt+len(m.Path) != m.End {
			t.Errorf("%q: host or path is not where it says: %+v", in, m)
		}
	})
	return out
}

func TestURLs(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"https://api.tiktok.com/v1/user?id=1#x", "https|api.tiktok.com|/v1/user?id=1#x"},
		{"see HTTPS://API.TikTok.com.", "https|API.TikTok.com|"},
		{"(http://a.b.co.uk/x)", "http|a.b.co.uk|/x"},
		{`<a href="http://foo.cn/a b">`, "http|foo.cn|/a"},
		{"wss://push.foo.io:8443/ws", "wss|push.foo.io:8443|/ws"},
		{"mqtt://broker.foo.net:1883", "mqtt|broker.foo.net:1883|"},
		{"jdbc:mysql://db.foo.org/x", "mysql|db.foo.org|/x"},
		{"git+https://github.com/x/y", "https|github.com|/x/y"},
		{"https://user:pa@ss@foo.org/x", "https|foo.org|/x userinfo"},
		{"http://1.2.3.4:80/x", "http|1.2.3.4:80|/x address"},
		{"http://192.168.0.1/", "http|192.168.0.1|/ address local"},
		{"http://[2606:4700::1111]:53/x", "http|2606:4700::1111:53|/x address"},
		{"http://[::1]/", "http|::1|/ address local"},
		{"http://xn--bcher-kva.de/", "http|xn--bcher-kva.de|/"},
		{"http://bücher.de/", "http|bücher.de|/"},
		{"https://%s.zoom.us/j", "https|%s.zoom.us|/j placeholder"},
		{"https://%1$s.zoom.us/%2$s", "https|%1$s.zoom.us|/%2$s placeholder"},
		{"https://api-${region}.foo.com/x", "https|api-${region}.foo.com|/x placeholder"},
		{`https://${a.get("x")}.foo.com/x`, `https|${a.get("x")}.foo.com|/x placeholder`},
		{"https://{{host}}/x", "https|{{host}}|/x placeholder"},
		{"https://<region>.foo.com/x", "https|<region>.foo.com|/x placeholder"},
		{"https://foo.com:%d/x", "https|foo.com|/x placeholder"},
		{"https://*.foo.com/", "https|*.foo.com|/ placeholder"},
		{"https://%@/x", "https|%@|/x placeholder"},
		{"http://intranet/x", "http|intranet|/x local"},
		{"http://foo.internalzone/x", "http|foo.internalzone|/x nosuffix"},
		{`{"u":"https:\/\/foo.com\/a\/b","v":1}`, `https|foo.com|\/a\/b encoded`},
		{"r=https%3A%2F%2Ffoo.com%2Fa&x=1", "https|foo.com|%2Fa encoded"},
		{"https://my_bucket.s3.amazonaws.com/x", "https|my_bucket.s3.amazonaws.com|/x"},
		{"https://foo.com?x=1", "https|foo.com|?x=1"},
		{"https://foo.com, and", "https|foo.com|"},
		{"https://foo.com./x", "https|foo.com|/x"},
		{"timeouthttps://foo.com/", "https|foo.com|/"},
		{"https://localhost:8080/x", "https|localhost:8080|/x boilerplate local"},
		{"http://10.0.2.2:8081", "http|10.0.2.2:8081| address local"},
	} {
		if d := cmp.Diff([]string{strings.Replace(c.want, "foo.com|", "foo.com|", 1)}, dropExample(scan(t, c.in, Text))); d != "" {
			t.Errorf("%q:\n%s", c.in, d)
		}
	}
}

// dropExample lets the table above use foo.com, which is marked as an example.
func dropExample(in []string) []string {
	for i, s := range in {
		if strings.Contains(s, "|foo.com") {
			in[i] = strings.Replace(s, " boilerplate", "", 1)
		}
	}
	return in
}

func TestSeveral(t *testing.T) {
	in := "http://a.net/1 x https:\\/\\/b.net\\/2 http://c.net/?u=https%3A%2F%2Fd.net%2F4 http://e.nethttp://f.net/ http://g.net"
	want := []string{
		"http|a.net|/1", `https|b.net|\/2 encoded`, "http|c.net|/?u=https%3A%2F%2Fd.net%2F4", "https|d.net|%2F4 encoded",
		"http|e.net|", "http|f.net|/", "http|g.net|",
	}
	if d := cmp.Diff(want, scan(t, in, Text)); d != "" {
		t.Error(d)
	}
}

func TestNoURL(t *testing.T) {
	for _, in := range []string{
		"", "://", "http://", "https:///x", "http:// foo", "content://com.foo/x", "file:///etc/x", "android-app://com.foo/http",
		"news://foo.com", "market://details?id=com.foo", "javascript://foo.com", "http://.foo.com", "http://foo..com",
		"http://-foo.com", "http://foo-.com", "http://1.2.3", "http://1.2.3.4.5", "http://256.1.1.1", "http://foo.com:99999",
		"http://foo.com:0", "http://foo.com:8x", "http://[::1", "http://[nothing]/", "http://" + strings.Repeat("a", 64) + ".com",
		"http://" + strings.Repeat("a.", 130) + "com", "http://" + strings.Repeat("a", 600), "http://\x00foo.com", "http://\xff\xfe.com", "http://\"",
		`"http://" + host`, "https://%", "res://x", "data:image/png;base64,xx://",
	} {
		if got := scan(t, in, WholeString|WeakHosts); got != nil {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func TestBoilerplate(t *testing.T) {
	for in, want := range map[string]string{
		"http://schemas.android.com/apk/res/android":   "namespace",
		"http://www.w3.org/2000/svg":                   "namespace",
		"http://xmlpull.org/v1/doc/features.html#x":    "namespace",
		"http://www.apache.org/licenses/LICENSE-2.0":   "licence",
		"https:\\/\\/www.apache.org\\/licenses\\/x":    "licence",
		"https://www.apache.org/dist/x":                "",
		"https://api.example.com/x":                    "example",
		"http://foo.test/":                             "example",
		"http://localhost/":                            "local",
		"http://javax.xml.transform.dom.DOMSource/x":   "namespace",
		"https://www.googleapis.com/auth/userinfo":     "namespace",
		"https://www.googleapis.com/upload/x":          "",
		"https://notexample.com/x":                     "",
		"https://w3.org.evil.com/":                     "",
		"https://schema.org/Person":                    "namespace",
		"https://developer.android.com/reference":      "documentation",
		"https://api.github.com/google/":               "",
		"https://github.com/google/gson":               "documentation",
		"https://api16-normal-c-useast1a.tiktokv.com/": "",
	} {
		n := 0
		Scan([]byte(in), Text, func(_ int, m Match) {
			n++
			if m.Why() != want || (m.Flags&Boilerplate != 0) != (want != "") {
				t.Errorf("%q: %q, flags %b; want %q", in, m.Why(), m.Flags, want)
			}
		})
		if n != 1 {
			t.Errorf("%q: %d matches", in, n)
		}
	}
}

func TestBareHosts(t *testing.T) {
	for in, want := range map[string]string{
		"api.tiktok.com":                    "|api.tiktok.com|",
		"log.byteoversea.com":               "|log.byteoversea.com|",
		"tiktokv.com":                       "|tiktokv.com|",
		"foo.com.cn":                        "|foo.com.cn|",
		"ad.doubleclick.net":                "|ad.doubleclick.net|",
		"cn.bing.com":                       "|cn.bing.com|",
		"de.wikipedia.org":                  "|de.wikipedia.org|",
		"graph.facebook.com/v2.0":           "|graph.facebook.com|/v2.0",
		"mqtt.foo.net:1883":                 "|mqtt.foo.net:1883|",
		"//cdn.foo.net/x.js":                "|cdn.foo.net|/x.js",
		"api.branch.io":                     "|api.branch.io|",
		"*.tiktokcdn.com":                   "|*.tiktokcdn.com| placeholder",
		"my-project.firebaseio.com":         "|my-project.firebaseio.com|",
		"foo.github.io":                     "|foo.github.io|",
		"8.8.8.8:53":                        "|8.8.8.8:53| address",
		"api.example.com":                   "|api.example.com| boilerplate",
		"s3.us-east-1.amazonaws.com/bucket": "|s3.us-east-1.amazonaws.com|/bucket",
	} {
		if d := cmp.Diff([]string{want}, scan(t, in, WholeString)); d != "" {
			t.Errorf("%q:\n%s", in, d)
		}
		if got := scan(t, in, Text); got != nil {
			t.Errorf("%q in running text gives %q", in, got)
		}
	}
}

// TestLookalikes lists strings of apps that have the shape of a host and are
// none. Those with a comment are hosts too; a caller that can look names up gets
// them with WeakHosts.
func TestLookalikes(t *testing.T) {
	for _, in := range []string{
		"com.example.app", "com.google", "com.facebook.com", "org.apache.http", "org.foo.net", "android.app", "android.net", "androidx.media",
		"java.io", "java.net", "javax.net", "kotlin.io", "kotlinx.io", "io.reactivex.internal", "io.foo.app", "cn.foo.net", "de.foo.app", "me.foo.dev",
		"index.html", "foo.so", "libfoo.so", "main.py", "run.sh", "lib.rs", "readme.md", "archive.zip", "movie.mov", "rules.pro", "foo.properties",
		"baseline.prof", "kernel.cl", "notes.ps", "foo.cc", "style.css", "app.js", "data.json", "a.out",
		"1.2.3", "1.2.3.4", "10.0.1", "v1.2", "1.0-beta.2", "2.0.io",
		"text.style", "user.name", "user.info", "device.id", "app.name", "user.email", "event.click", "file.zip", "screen.name", "locale.de", "lang.fr",
		"schema.org", "asp.net", "foo.bar", "a.b", "x.y.z", "e.g", "i.e", "etc.",
		"Lcom/foo;", "Lcom/foo/Bar;", "Foo.com", "com/foo/bar.com", "foo.COM", "text/html", "application/vnd.foo.com",
		"foo.com bar.com", " foo.com", "foo.com\n", "foo..com", ".com", ".foo.com", "foo.com.", "co.uk", "com.cn", "github.io",
		"localhost", "foo", "foo:80", "foo.com:port", "foo.com:99999", "foo_bar.com", "-foo.com", "foo-.com", "/foo.com", "//", "///foo.com",
		"user@foo.com", "%s.com.", "foo.com/a b", "persist.sys.com", "ro.product.name", "a,b.com", "x=1.com", "foo.com\\x", "sun.misc",
	} {
		if got := scan(t, in, WholeString); got != nil {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func TestWeakHosts(t *testing.T) {
	for in, want := range map[string]string{
		"branch.io": "|branch.io| weak", "t.me": "|t.me| weak", "1.2.3.4": "|1.2.3.4| address weak", "cn.foo.net": "|cn.foo.net| weak",
	} {
		if d := cmp.Diff([]string{want}, scan(t, in, WholeString|WeakHosts)); d != "" {
			t.Errorf("%q:\n%s", in, d)
		}
	}
	for _, in := range []string{"com.example.app", "java.io", "index.html", "Lcom/foo;", "1.2.3"} {
		if got := scan(t, in, WholeString|WeakHosts); got != nil {
			t.Errorf("%q gives %q", in, got)
		}
	}
}

func TestQuoted(t *testing.T) {
	for in, want := range map[string][]string{
		`{"host":"api.tiktok.com","port":443}`:         {"|api.tiktok.com|"},
		`x=["a.foo.net",'b.foo.net',"c.foo.net:81"]`:   {"|a.foo.net|", "|b.foo.net|", "|c.foo.net:81|"},
		`<string name="h">api.foo.net</string>`:        {"|api.foo.net|"},
		"# c\nlog.host=log.foo.net\nname=x.y\n":        {"|log.foo.net|"},
		"log.host = log.foo.net\r\n":                   {"|log.foo.net|"},
		"server: api.foo.net\n- other.foo.net":         {"|api.foo.net|"},
		"api.foo.net\nb.foo.net\n":                     {"|api.foo.net|", "|b.foo.net|"},
		`window.foo.net(a.b.com)+"x".com`:              nil,
		`"https://api.foo.net/x"`:                      nil, // for Scan
		`"com.foo.app" "index.html" "1.2.3" "Foo.com"`: nil,
		`see api.foo.net for more`:                     nil,
		`"a api.foo.net"`:                              nil,
		`"com.android.support:appcompat-v7:26.0.net"`:  nil,
		`a.b=c.d;e.f="g.h"`:                            nil,
	} {
		var got []string
		ScanQuoted([]byte(in), Text, func(off int, m Match) {
			got = append(got, show(m))
			if in[m.HostAt:m.HostAt+len(m.Host)] != string(m.Host) || off != m.Start {
				t.Errorf("%q: %+v", in, m)
			}
		})
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%q:\n%s", in, d)
		}
	}
}

// The search must agree with that of package bytes at every place and distance.
func TestIndexPlain(t *testing.T) {
	for n := range 40 {
		for at := 0; at+3 <= n; at++ {
			for _, fill := range []string{"x", "/", ":", "0", ".", "\x00", "\xff"} {
				b := []byte(strings.Repeat(fill, n))
				copy(b[at:], "://")
				for from := range n {
					want := bytes.Index(b[from:], []byte("://"))
					if want >= 0 {
						want += from
					}
					if got := indexPlain(b, from); got != want {
						t.Fatalf("%q from %d: %d, want %d", b, from, got, want)
					}
				}
			}
		}
	}
}

func TestName(t *testing.T) {
	for in, want := range map[string]string{"http://BÜCHER.de/": "xn--bcher-kva.de", "http://API.Foo.Com": "api.foo.com"} {
		Scan([]byte(in), Text, func(_ int, m Match) {
			if m.Name() != want {
				t.Errorf("%q: %q", in, m.Name())
			}
		})
	}
}

func TestTables(t *testing.T) {
	tables() // panics on a mistake
	for in, want := range map[string]string{
		"hos namespace foo.com":              "x.txt:1: \"hos\" is none of",
		"host foo.com":                       "x.txt:1: the second word is none of",
		"host namespace":                     "x.txt:1: \"host\" has no value",
		"host namespace Foo.com":             "not a host in lower case",
		"host namespace foo.com/x":           "not a host in lower case",
		"url namespace foo.com":              "not a url in lower case",
		"host namespace a\n\nhost example a": "x.txt:3: host a is given twice",
	} {
		_, err := load("x.txt", in, []string{"host", "domain", "url"}, reasons)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", in, err, want)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"https://user:pw@${a}.foo.com:80/x?y#z", `https:\/\/foo.com\/a`, "https%3A%2F%2Ffoo.com%2Fa", "http://[::1]:80/",
		"api.branch.io", "//cdn.foo.net/x", "1.2.3.4:5", "http://a.nethttp://b.net", "https://<x>.foo.com/", "http://bücher.de", "*.foo.com",
	} {
		f.Add(s, uint8(0))
		f.Add(s, uint8(3))
	}
	f.Fuzz(func(t *testing.T, s string, mode uint8) {
		for _, m := range scan(t, s, Mode(mode&3)) {
			_ = m
		}
		ScanQuoted([]byte(s), Mode(mode&3), func(_ int, m Match) {
			if s[m.HostAt:m.HostAt+len(m.Host)] != string(m.Host) || m.End > len(s) {
				t.Fatalf("%q: %+v", s, m)
			}
		})
		Scan([]byte(s), Mode(mode&3), func(_ int, m Match) {
			if len(m.Host) == 0 {
				t.Fatalf("%q: empty host", s)
			}
			m.Name()
			m.Why()
		})
	})
}
