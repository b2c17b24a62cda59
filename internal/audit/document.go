package audit

import (
	"os"
	"path/filepath"
	"slices"

	"github.com/avow-audit/avow/internal/declaration"
	"github.com/avow-audit/avow/internal/judge"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/policy"
	"github.com/avow-audit/avow/internal/scan"
)

func readPolicy(path string) (document, error) {
	in, data, err := readFile(path)
	if err != nil {
		return document{}, err
	}
	return asPolicy(in, data)
}

func asPolicy(in message.Input, data []byte) (document, error) {
	r, err := policy.Read(in.Name, data)
	return document{input: in, result: r}, err
}

func readLabel(path string) (document, error) {
	in, data, err := readFile(path)
	if err != nil {
		return document{}, err
	}
	return asLabel(in, data)
}

func asLabel(in message.Input, data []byte) (document, error) {
	r, err := declaration.Read(in.Name, data)
	return document{input: in, label: r}, err
}

// readEither reads a file of which nobody said what it is: as a declaration if
// it surely is one, else as a policy.
func readEither(path string) (document, error) {
	in, data, err := readFile(path)
	if err != nil {
		return document{}, err
	}
	if declaration.Is(data) {
		return asLabel(in, data)
	}
	return asPolicy(in, data)
}

func readFile(path string) (message.Input, []byte, error) {
	if err := isFile(path); err != nil {
		return message.Input{}, nil, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return message.Input{}, nil, err
	}
	return message.Input{Name: filepath.Base(path), SHA256: digest(data), Size: int64(len(data))}, data, nil
}

// labelOf is what the judge needs to know of a label's form.
func labelOf(d document, apps []*scan.Result) judge.Label {
	f := d.label.Form
	return judge.Label{Document: d.input.Name, Ephemeral: f.Ephemeral, OwnCode: f.OwnCode,
		SameApp: slices.ContainsFunc(apps, func(a *scan.Result) bool { return system(a.Inventory.Container) == f.Speaks })}
}

// system is for which an app is made, as forms.txt calls it.
func system(container string) string {
	if container == "ipa" {
		return "ios"
	}
	return "android"
}
