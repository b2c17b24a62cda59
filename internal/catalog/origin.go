package catalog

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// library is one line of libraries.txt.
type library struct {
	prefix  string // dotted
	name    string
	support bool
	file    string
	line    int
}

// Origin is whose code a class is.
type Origin struct {
	Kind message.Origin
	Name string // of the library; empty for app code and for unsure
	Rule string // "libraries.txt:12", if a rule told
}

// Origin tells whose code a class is, by its descriptor and the app's own
// packages, dotted: the application id and the packages of its components.
//
// The longest prefix decides. A library or SDK of the catalog that lies deeper
// than the app's own package wins; at equal depth the app does. A class that
// shares its first two segments with an app package ("com.acme") and lies in no
// library is the app's too, unless those two are a host of many projects
// ("com.github"). Every other name is unsure: a package nobody listed may be a
// library or the app's second name, and obfuscated code ("a.b.c", the default
// package) says nothing at all.
func (c *Catalog) Origin(desc string, appPackages []string) Origin {
	name := className([]byte(desc))
	above, at := c.walk(name)
	if at != nil && above == nil {
		above = at
	}
	best := Origin{Kind: message.OriginUnsure}
	depth := 0
	if above != nil {
		if lib := above.lib; lib != nil {
			best, depth = Origin{message.OriginLibrary, lib.name, fmt.Sprintf("%s:%d", lib.file, lib.line)}, len(lib.prefix)
			if lib.support {
				best.Kind = message.OriginSupport
			}
		}
		for _, r := range above.inside {
			if r.Role == Sign && len(r.Pattern) > depth {
				best, depth = Origin{message.OriginLibrary, r.Product.Name, r.String()}, len(r.Pattern)
			}
		}
	}
	own := false
	for _, p := range appPackages {
		if len(p) >= depth && inPackage(name, p) {
			return Origin{Kind: message.OriginApp}
		}
		own = own || depth == 0 && inPackage(name, twoSegments(p))
	}
	if own && best.Kind == message.OriginUnsure {
		return Origin{Kind: message.OriginApp}
	}
	return best
}

// inPackage reports whether a slashed class name lies in a dotted package.
func inPackage(name []byte, pkg string) bool {
	if pkg == "" || len(name) <= len(pkg) || name[len(pkg)] != '/' {
		return false
	}
	for i := range len(pkg) {
		if pkg[i] != name[i] && (pkg[i] != '.' || name[i] != '/') {
			return false
		}
	}
	return true
}

// shared are two-segment names under which many makers publish.
var shared = map[string]bool{
	"com.github": true, "io.github": true, "com.gitlab": true, "io.gitlab": true, "org.apache": true,
	"com.google": true, "com.android": true, "com.facebook": true, "com.example": true, "org.telegram": true,
	"com.amazon": true, "com.microsoft": true, "com.tencent": true, "com.alibaba": true, "com.baidu": true,
	"com.huawei": true, "com.xiaomi": true, "com.samsung": true, "com.yandex": true, "com.twitter": true,
	"org.mozilla": true, "org.fdroid": true, "com.bytedance": true, "com.ss": true,
}

func twoSegments(pkg string) string {
	a, rest, ok := strings.Cut(pkg, ".")
	if !ok {
		return ""
	}
	b, _, _ := strings.Cut(rest, ".")
	if len(b) < 3 || shared[a+"."+b] {
		return ""
	}
	return a + "." + b
}
