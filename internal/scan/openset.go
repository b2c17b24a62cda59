package scan

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/avow-audit/avow/internal/catalog"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
)

// What a package can compute is not all in it where models come later, and where
// a server computes on what it is sent. Then what was not found says nothing.

// openSets names the software by which the set of models is open.
func (j *joined) openSets() []message.Unknown {
	out := j.found.code.modelAddresses()
	for _, h := range j.found.hits {
		p := h.rule.Product
		if p == nil || h.absent || !h.meant {
			continue
		}
		switch {
		case slices.Contains(p.Category, "model-downloader") && j.brings(h):
			touches := h.rule.Practices
			if len(touches) == 0 {
				touches = bodyPractices
			}
			out = append(out, message.Unknown{
				Kind: message.Downloader, Side: message.SideApp, Where: h.place, Touches: touches,
				Reason: fmt.Sprintf("%s can bring models after installation: the set of models is open.", p.Name),
			})
		case p.Runs == "cloud" && j.sends(h):
			out = append(out, message.Unknown{
				Kind: message.Remote, Side: message.SideApp, Where: h.place, Touches: serverSide(p),
				Reason: fmt.Sprintf("%s by %s computes on a server what it is sent: what is read from a face or voice there is not in the package.", p.Name, p.Vendor),
			})
		}
	}
	return out
}

// modelEndings are what files of models end in, and hardly any others.
var modelEndings = []string{".tflite", ".onnx", ".task", ".mnn", ".caffemodel", ".tnnmodel", ".ptl"}

// maxAddress is how much of an address a report quotes.
const maxAddress = 120

// modelAddresses names the places where code holds the address of a model: it is
// fetched by code of the app's own, which no catalog knows.
func (c *code) modelAddresses() []message.Unknown {
	var out []message.Unknown
	for _, s := range c.x.FindStrings(isModelAddress) {
		users := c.x.StringUsers(s)
		if len(users) == 0 {
			continue
		}
		address := dex.DecodeMUTF8(c.x.StringBytes(s))
		if len(address) > maxAddress {
			address = strings.ToValidUTF8(address[:maxAddress], "") + "…"
		}
		out = append(out, message.Unknown{
			Kind: message.Downloader, Side: message.SideApp, Where: c.sitePlace(c.x.Site(index.SiteID(users[0]))), Touches: bodyPractices,
			Reason: fmt.Sprintf("The code holds the address of a model, %s: what comes from there is not in the package.", address),
		})
	}
	return out
}

// isModelAddress tells the address of a file that is named as a model.
func isModelAddress(s []byte) bool {
	if !bytes.HasPrefix(s, []byte("http://")) && !bytes.HasPrefix(s, []byte("https://")) {
		return false
	}
	if i := bytes.IndexAny(s, "?#"); i >= 0 {
		s = s[:i]
	}
	return slices.ContainsFunc(modelEndings, func(e string) bool { return bytes.HasSuffix(s, []byte(e)) })
}

// brings reports whether a hit shows that models are asked for, and not only that
// a library could: the class of such a library stands in every app that reads
// codes with it.
func (j *joined) brings(h hit) bool {
	switch h.kind {
	case "call":
		return !j.plumbing(h, j.origin(h))
	case "metadata", "string":
		return true
	case "class", "shape", "jni":
		return h.rule.Confidence == catalog.Seen
	}
	return false
}

// sends reports whether a hit shows a service that reads faces or voices. A name
// of a parameter, or of a file, shows none.
func (j *joined) sends(h hit) bool {
	if len(h.rule.Practices) == 0 {
		return false
	}
	switch h.rule.Kind {
	case catalog.Package, catalog.Class:
		return h.defined
	case catalog.Method, catalog.Endpoint:
		return true
	}
	return false
}

// serverSide are the practices that a service's server could do unseen.
func serverSide(p *catalog.Product) []practice.ID {
	if !slices.ContainsFunc(p.Category, func(c string) bool { return c != "voice" }) {
		return []practice.ID{practice.Voiceprint}
	}
	return bodyPractices
}
