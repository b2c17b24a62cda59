package apk

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/format/zip"
	zt "github.com/avow-audit/avow/internal/format/zip/ziptest"
)

// TestHostileContainers: what the zip reader withstands in a package it
// withstands in the archive around it, and says of which of them it speaks.
func TestHostileContainers(t *testing.T) {
	base, other := app("classes.dex"), app("classes.dex", "classes2.dex")
	member := func(name string, data []byte) zt.File { return zt.File{Name: name, Data: data} }
	broken := zt.Archive{Files: []zt.File{{Name: "AndroidManifest.xml", Data: manifest, DirExtra: zt.P(uint16(3))}, {Name: "classes.dex", Data: dex}}}.Build()
	for _, tc := range []struct {
		name    string
		zip     zt.Archive
		members []string
		kind    zip.Kind
		in      string // the member the problem is in
	}{
		{"two packages of one name", zt.Archive{Files: []zt.File{member("base.apk", base), member("base.apk", other)}}, []string{"base.apk", "base.apk"}, zip.DuplicateName, ""},
		{"a name that climbs", zt.Archive{Files: []zt.File{member("base.apk", base), member("../../split_config.en.apk", other)}}, []string{"base.apk", "../../split_config.en.apk"}, zip.BadName, ""},
		{"code in front of the bundle", zt.Archive{Prefix: dex, Files: []zt.File{member("base.apk", base)}}, []string{"base.apk"}, zip.Janus, ""},
		{"bytes in front of the bundle", zt.Archive{Prefix: []byte("#!/bin/sh\n"), Files: []zt.File{member("base.apk", base)}}, []string{"base.apk"}, zip.PrefixData, ""},
		{"no directory", zt.Archive{Files: []zt.File{member("base.apk", base), member("split_config.en.apk", other)}, NoDirectory: true}, []string{"base.apk", "split_config.en.apk"}, zip.NoDirectory, ""},
		{"a package under a bogus method", zt.Archive{Files: []zt.File{member("base.apk", base), {Name: "split_config.en.apk", Data: other, Method: 77}}}, []string{"base.apk", "split_config.en.apk"}, zip.UnknownMethod, ""},
		{"a package inside of another", zt.Archive{Files: []zt.File{member("base.apk", base), {Name: "split_config.en.apk", Data: base, HeaderOf: "base.apk"}}}, []string{"base.apk", "split_config.en.apk"}, zip.Overlap, ""},
		{"a package with a broken directory", zt.Archive{Files: []zt.File{member("base.apk", base), member("split_config.en.apk", broken)}}, []string{"base.apk", "split_config.en.apk"}, zip.BadDirectory, "split_config.en.apk"},
	} {
		p, err := openBytes(t, "x.apks", tc.zip.Build())
		if err != nil {
			t.Errorf("%s: %v", tc.name, err)
			continue
		}
		var names []string
		for _, m := range p.Members {
			names = append(names, m.Name)
		}
		if d := cmp.Diff(tc.members, names); d != "" {
			t.Errorf("%s (-want +got):\n%s", tc.name, d)
		}
		for f := range p.Files() {
			f.Member.Archive.Bytes(f.Entry)
		}
		if !slices.ContainsFunc(p.Problems(), func(q Problem) bool { return q.Kind == tc.kind && q.Member == tc.in && q.Msg != "" }) {
			t.Errorf("%s: no %s in %q: %v", tc.name, tc.kind, tc.in, p.Problems())
		}
	}
}
