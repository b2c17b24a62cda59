package document

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// banners are names that consent tools and sites give to their boxes, without
// the marks between words. Whole names or prefixes of products, never the bare
// word "cookie": policies have sections of that name.
var banners = []string{
	"onetrustbanner", "onetrustconsent", "onetrustpc", "otsdkcookie", "cookielawinfo", "trustebox", "trusteconsent",
	"usercentricsroot", "didomihost", "didomiconsent", "cybotcookiebot", "qccmp", "spmessage", "fsccbanner", "fsccprefs", "ckyconsent", "ckymodal",
	"cmplzcookiebanner", "iubendacs", "osanocm", "tarteaucitron", "moovegdpr", "borlabscookie", "termlybanner", "hseucookie",
	"transcendconsent", "ccwindow", "ccbanner", "skiplink", "skiptocontent",
}

// boxes are names of that kind that a section of a policy may have as well.
var boxes = []string{
	"cookiebanner", "cookiesbanner", "cookieconsent", "cookienotice", "cookienotification", "cookiebar", "cookiepopup", "popupcookie",
	"cookiemodal", "cookiedialog", "cookieoverlay", "cookiealert", "cookieconfirm", "cookiepreferences", "consentbanner", "consentpopup", "consentmodal",
	"gdprbanner", "gdprconsent", "gdprpopup",
}

// isBanner looks for the names among the words of an id or class. A heading is
// no box, and what is marked as a section of the text is one of a product only.
func isBanner(a atom.Atom, v []byte) bool {
	if roles[a] == headed {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(string(v))) {
		w = wordMarks.Replace(w)
		if names(w, banners) && !strings.Contains(w, "cookiepolicy") || a != atom.Section && a != atom.Article && names(w, boxes) {
			return true
		}
	}
	return false
}

var wordMarks = strings.NewReplacer("-", "", "_", "")

func names(w string, list []string) bool {
	for _, m := range list {
		if strings.Contains(w, m) {
			return true
		}
	}
	return false
}
