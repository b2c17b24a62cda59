package audit

import (
	"slices"

	"github.com/avow-audit/avow/internal/declaration"
	"github.com/avow-audit/avow/internal/judge"
	"github.com/avow-audit/avow/internal/policy"
	"github.com/avow-audit/avow/internal/scan"
)

// reading is how a document is read; served is the Content-Type that a server
// gave it, if one did.
type reading func(name string, data []byte, served string) (document, error)

func asPolicy(name string, data []byte, served string) (document, error) {
	r, err := policy.ReadServed(name, data, served)
	if err != nil {
		return document{}, err
	}
	return document{result: &policy.Result{Document: r.Document, Statements: r.Statements, Unknowns: r.Unknowns}}, nil // the text is not kept
}

func asLabel(name string, data []byte, _ string) (document, error) {
	r, err := declaration.Read(name, data)
	return document{label: r}, err
}

// asEither reads what nobody called one or the other: as a declaration if it
// surely is one, else as a policy.
func asEither(name string, data []byte, served string) (document, error) {
	if declaration.Is(data) {
		return asLabel(name, data, served)
	}
	return asPolicy(name, data, served)
}

// labelOf is what the judge needs to know of a label's form.
func labelOf(d document, apps []*scan.Result) judge.Label {
	f := d.label.Form
	return judge.Label{Document: d.input.Name, Ephemeral: f.Ephemeral, OwnCode: f.OwnCode, Asks: f.Asks, Tracking: f.Tracking, Ads: f.Ads,
		SameApp: slices.ContainsFunc(apps, func(a *scan.Result) bool { return system(a.Inventory.Container) == f.Speaks })}
}

// textsOf is the label that an app's own texts make. They speak of that app
// alone.
func textsOf(r *declaration.Result, a *scan.Result, several bool) judge.Label {
	l := judge.Label{Document: r.Statements[0].Document, SameApp: true, Asks: r.Form.Asks}
	if several {
		l.App = a.Input.Name
	}
	return l
}

// system is for which an app is made, as forms.txt calls it.
func system(container string) string {
	if container == "ipa" {
		return "ios"
	}
	return "android"
}
