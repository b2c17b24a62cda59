package apk

import (
	"bytes"
	"fmt"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// UnreadableError says that the input is no Android package.
type UnreadableError struct {
	Path  string
	Found string // what it is: "an HTML page"
	Do    string // what to do about it
}

func (e *UnreadableError) Error() string {
	return fmt.Sprintf("%s: this is %s, not an Android package; %s", e.Path, e.Found, e.Do)
}

// notPackage is one thing people pass by mistake.
type notPackage struct {
	magic    string
	at       int
	name, do string
	maybeZip bool // zip structures may still be there; look before refusing
}

const (
	doDownload = "the download probably failed: fetch the package again"
	doUnpack   = "unpack it and give the .apk, .apks, .xapk or .aab inside"
	doPackage  = "give the .apk, .apks, .xapk, .apkm or .aab file of the app"
)

// What archives can be that are not packages.
var (
	refuseIPA     = notPackage{name: "an iOS package", do: "iOS packages are not read by this version: give the Android package of the app"}
	refuseAAR     = notPackage{name: "an Android library (AAR)", do: "audit the app that uses it"}
	refuseJar     = notPackage{name: "a Java archive", do: doPackage}
	refuseOffice  = notPackage{name: "an office document", do: doPackage}
	refuseHarmony = notPackage{name: "a HarmonyOS package", do: "HarmonyOS packages are not read by this version: give the Android package of the app"}
)

// mistakes are recognised by their first bytes.
var mistakes = []notPackage{
	{magic: "%PDF", name: "a PDF document", do: doPackage, maybeZip: true},
	{magic: "\x1f\x8b", name: "a gzip file", do: doUnpack},
	{magic: "BZh", name: "a bzip2 file", do: doUnpack},
	{magic: "\xfd7zXZ\x00", name: "an xz file", do: doUnpack},
	{magic: "\x28\xb5\x2f\xfd", name: "a zstd file", do: doUnpack},
	{magic: "7z\xbc\xaf\x27\x1c", name: "a 7-Zip archive", do: doUnpack},
	{magic: "Rar!\x1a\x07", name: "a RAR archive", do: doUnpack},
	{magic: "ustar", at: 257, name: "a tar archive", do: doUnpack},
	{magic: "\x7fELF", name: "a native library (ELF)", do: doPackage, maybeZip: true},
	{magic: "\xcf\xfa\xed\xfe", name: "an Apple program (Mach-O)", do: doPackage},
	{magic: "\xca\xfe\xba\xbe", name: "a Java class or an Apple program", do: doPackage},
	{magic: "MZ", name: "a Windows program", do: doPackage, maybeZip: true},
	{magic: "\x89PNG", name: "a PNG image", do: doPackage, maybeZip: true},
	{magic: "\xff\xd8\xff", name: "a JPEG image", do: doPackage, maybeZip: true},
	{magic: "SQLite format 3\x00", name: "a database", do: doPackage},
	{magic: "\x03\x00\x08\x00", name: "a binary Android manifest alone", do: "give the whole package"},
	{magic: "\x02\x00\x0c\x00", name: "an Android resource table alone", do: "give the whole package"},
	{magic: "dey\n", name: "an optimised dex file (odex)", do: "give the package it was made from"},
	{magic: "vdex", name: "a verified dex file (vdex)", do: "give the package it was made from"},
	{magic: "CrAU", name: "a system update payload", do: doUnpack},
	{magic: "bplist00", name: "an Apple property list", do: doPackage},
}

// sniff names content by its first bytes; nil when it may be a package.
func sniff(data []byte) *notPackage {
	if len(data) == 0 {
		return &notPackage{name: "an empty file", do: doDownload}
	}
	for i := range mistakes {
		m := &mistakes[i]
		if m.at <= len(data) && bytes.HasPrefix(data[m.at:], []byte(m.magic)) {
			return m
		}
	}
	return nil
}

// unknownContent names what holds no zip structure at all.
func unknownContent(path string, data []byte) error {
	e := &UnreadableError{Path: path, Found: "a file of an unknown kind", Do: doPackage}
	if m := sniff(data); m != nil {
		e.Found, e.Do = m.name, m.do
		return e
	}
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 1024)], "\xef\xbb\xbf \t\r\n"))
	switch {
	case bytes.HasPrefix(head, []byte("<!doctype html")), bytes.HasPrefix(head, []byte("<html")), bytes.HasPrefix(head, []byte("<head")):
		e.Found, e.Do = "an HTML page", doDownload
	case bytes.HasPrefix(head, []byte("<?xml")), bytes.HasPrefix(head, []byte("<manifest")):
		e.Found = "an XML file"
	case bytes.HasPrefix(head, []byte("version https://git-lfs")):
		e.Found, e.Do = "a Git LFS pointer", "fetch the file itself with git lfs pull"
	case bytes.HasPrefix(head, []byte("{")), bytes.HasPrefix(head, []byte("[")):
		e.Found = "a JSON file"
	case len(bytes.Trim(data, "\x00")) == 0:
		e.Found, e.Do = "a file of zero bytes only", doDownload
	case strings.EqualFold(filepath.Ext(path), ".apkm"):
		e.Found, e.Do = "an encrypted bundle of APKMirror (made before 2021)", "fetch it again: APKMirror serves it unencrypted now"
	case utf8.Valid(data[:min(len(data), 1021)]) || utf8.Valid(data[:min(len(data), 1024)]):
		e.Found = "a text file"
	}
	return e
}
