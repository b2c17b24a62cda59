package declaration

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/format/plist/plisttest"
	"github.com/avow-audit/avow/internal/message"
)

var update = flag.Bool("update", false, "rewrite the .want files")

// show writes what was read, one statement a line.
func show(r *Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "form %s\n", r.Form.ID)
	for i := range r.Statements {
		s := &r.Statements[i]
		fmt.Fprintf(&b, "%s %s %s %v", s.Practice, s.Modality, s.Party, s.Label.Marks)
		if len(s.Label.Purposes) > 0 {
			fmt.Fprintf(&b, " for %s", strings.Join(s.Label.Purposes, "; "))
		}
		if len(s.Scope) > 0 {
			fmt.Fprintf(&b, " scope %v", s.Scope)
		}
		if s.Recipient != "" {
			fmt.Fprintf(&b, " to %s", s.Recipient)
		}
		fmt.Fprintf(&b, " | %s | %s @%d+%d %s\n", s.Term, strings.Join(strings.Fields(s.Quote), " "), s.Offset, s.Length, s.Label.Rule)
	}
	for _, u := range r.Unknowns {
		fmt.Fprintf(&b, "unknown %s @%d: %s\n", u.Kind, u.Where.Offset, u.Reason)
	}
	return b.String()
}

// TestForms reads each file of testdata and compares with the .want beside it.
// What must not be said is as much part of it as what is: a type of another
// form, a line behind the lists, a practice that a form has no type for.
func TestForms(t *testing.T) {
	files, _ := filepath.Glob("testdata/*")
	n := 0
	for _, file := range files {
		if strings.HasSuffix(file, ".want") || strings.HasSuffix(file, "fuzz") || strings.HasSuffix(file, "strings") { // the last is for TestRationales
			continue
		}
		n++
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		r, err := Read(filepath.Base(file), data)
		if err != nil {
			t.Errorf("%s: %v", file, err)
			continue
		}
		checkQuotes(t, data, r)
		got := show(r)
		if *update {
			if err := os.WriteFile(file+".want", []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file + ".want")
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), got); d != "" {
			t.Errorf("%s: want (-), got (+):\n%s", file, d)
		}
	}
	if n < 10 {
		t.Errorf("only %d files", n)
	}
}

// checkQuotes: what is quoted stands in the file, or is what it stands for
// (entities, UTF-16).
func checkQuotes(t *testing.T, data []byte, r *Result) {
	t.Helper()
	ids := map[string]bool{}
	for _, s := range r.Statements {
		if s.Offset < 0 || s.Length <= 0 || s.Offset+int64(s.Length) > int64(len(data)) || s.Quote == "" || s.Label == nil || s.Label.Rule == "" {
			t.Fatalf("%+v", s)
		}
		if ids[s.ID] {
			t.Fatalf("%s is used twice", s.ID)
		}
		ids[s.ID] = true
	}
}

// A manifest says the same in either form of a property list.
func TestBinaryManifest(t *testing.T) {
	data := plisttest.Binary([]plisttest.Pair{
		{Key: "NSPrivacyTracking", Value: false},
		{Key: "NSPrivacyCollectedDataTypes", Value: []any{[]plisttest.Pair{
			{Key: "NSPrivacyCollectedDataType", Value: "NSPrivacyCollectedDataTypeContacts"},
			{Key: "NSPrivacyCollectedDataTypeLinked", Value: false},
			{Key: "NSPrivacyCollectedDataTypePurposes", Value: []any{"NSPrivacyCollectedDataTypePurposeThirdPartyAdvertising"}},
		}}},
	})
	r, err := Read("PrivacyInfo.xcprivacy", data)
	if err != nil {
		t.Fatal(err)
	}
	checkQuotes(t, data, r)
	got := show(r)
	for _, want := range []string{
		"contacts states any [collected not-linked] for Third-Party Advertising | Contacts | NSPrivacyCollectedDataTypeContacts ",
		"ad-profiling vague third [] for Third-Party Advertising | NSPrivacyCollectedDataTypePurposeThirdPartyAdvertising | ",
		"ad-profiling denies any [no-tracking] scope [{purpose tracking}] | NSPrivacyTracking | NSPrivacyTracking @",
		"precise-location omits any [] | Precise Location | NSPrivacyCollectedDataTypes @",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %q in:\n%s", want, got)
		}
	}
}

const header = "Question ID (machine readable),Response ID (machine readable),Response value,Answer requirement,Human-friendly question label\n"

func TestWholeForms(t *testing.T) {
	for _, c := range []struct{ name, data, has, hasNot string }{
		{"nothing is collected", header + "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,false,REQUIRED,x\n", "precise-location denies", "omits"},
		{"the empty template", header + "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,,REQUIRED,x\nPSL_DATA_TYPES_CONTACTS,PSL_CONTACTS,,MULTIPLE_CHOICE,x\n", "unknown unanswered", "contacts"},
		{"a cut form omits only what it asks", header + "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,true,REQUIRED,x\nPSL_DATA_TYPES_CONTACTS,PSL_CONTACTS,,MULTIPLE_CHOICE,x\n", "contacts omits", "precise-location"},
		{"bytes before the header", "\xef\xbb\xbf" + header + "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,false,REQUIRED,x\n", "@129+", "omits"},
		{"CR LF", strings.ReplaceAll(header+"\nPSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,false,REQUIRED,x\n", "\n", "\r\n"), "@129+", "omits"},
		{"no details", "App Privacy\nNo Details Provided\nThe developer will be required to provide privacy details when they submit their next app update.\n", "unknown unanswered", "omits"},
		{"nothing, by its sentence alone", "The developer, Fern , indicated that the app’s privacy practices may include handling of data as described below.\nThe developer does not collect any data from this app.\nPrivacy practices may vary\nLocation\n", "contacts denies", "states"},
		{"what is not used for tracking is omitted by another list", "Data Used to Track You\nIdentifiers\nData Linked to You\nLocation\nPrivacy practices may vary\nContacts\n", "contacts omits any [] | Contacts | Data Linked to You", "states"},
		{"a list quoted in a text", "> **This app may share these data types with third parties**\n> Location\n>\n> **This app may collect these data types**\n> Contacts\n", "contacts states any [collected]", "unknown"},
		{"a page with its icons", "expand_more\nLocation\nNo data shared with third parties\nData collected\nData this app may collect\nContacts\nContacts\nexpand_more\nApp activity\nApp interactions, Installed apps, and Other actions\nexpand_more\nSecurity practices\nLocation\n", "installed-apps states any [collected]", "precise-location states"},
		{"collected and shared in one answer", header + "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,true,REQUIRED,x\nPSL_DATA_TYPES_CONTACTS,PSL_CONTACTS,true,MULTIPLE_CHOICE,x\nPSL_DATA_USAGE_RESPONSES:PSL_CONTACTS:PSL_DATA_USAGE_COLLECTION_AND_SHARING,PSL_DATA_USAGE_COLLECTED_AND_SHARED,true,MULTIPLE_CHOICE,x\n", "contacts states third [shared]", "contacts denies"},
		{"no information", "Data safety\nNo information available\n", "unknown unanswered", "omits"},
	} {
		r, err := Read("x", []byte(c.data))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := show(r); !strings.Contains(got, c.has) || strings.Contains(got, c.hasNot) {
			t.Errorf("%s: want %q and not %q in\n%s", c.name, c.has, c.hasNot, got)
		}
	}
}

// What is no declaration, or a broken one, gives an error that says so and names
// the forms.
func TestNotLabels(t *testing.T) {
	manifest, err := os.ReadFile("testdata/PrivacyInfo.xcprivacy")
	if err != nil {
		t.Fatal(err)
	}
	laughs := `<?xml version="1.0"?><!DOCTYPE plist [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><plist><dict><key>NSPrivacyTracking</key><string>&b;</string></dict></plist>`
	for _, c := range []struct{ name, data, want string }{
		{"empty", " \n", "empty"},
		{"a policy", "Privacy Policy\n\nWe collect your precise location. Data collected\nData shared\n", "no privacy label"},
		{"another language", "Datensicherheit\nKeine Daten mit Drittunternehmen oder -organisationen geteilt\nKeine Daten erhoben\n", "no privacy label"},
		{"another table", "Question,Answer\nDo you collect location?,no\n", "no privacy label"},
		{"header of another table", "PSL_DATA_TYPES_CONTACTS,PSL_CONTACTS,true\n", "first columns"},
		{"a form of other columns", "Question ID,Question,Answer ID\nPSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,Does it?,TRUE\n", "first columns"},
		{"columns missing", header + "PSL_DATA_TYPES_CONTACTS\n", "columns"},
		{"an open quotation mark", header + "PSL_DATA_TYPES_CONTACTS,PSL_CONTACTS,\"true\n", "can't be read"},
		{"cut manifest", string(manifest[:700]), "can't be read"},
		{"entities", laughs, "can't be read"},
		{"another property list", `<plist><dict><key>CFBundleName</key><string>x</string></dict></plist>`, "without a key"},
		{"a list of no list", `<plist><dict><key>NSPrivacyCollectedDataTypes</key><true/></dict></plist>`, "no list"},
		{"cut binary", "bplist00\xd1\x01\x02", "cut off"},
		{"one long line", strings.Repeat("Data collected ", 10<<20/15), "no privacy label"},
	} {
		_, err := Read("x", []byte(c.data))
		var e *NotLabelError
		if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "declarations that are read: Google Play Data safety form (CSV), ") {
			t.Errorf("%s: got %v, want ... %s ...", c.name, err, c.want)
		} else if !asNotLabel(err, &e) {
			t.Errorf("%s: %T", c.name, err)
		}
		if Is([]byte(c.data)) && c.want != "columns" && c.want != "can't be read" && c.want != "first columns" && c.want != "no list" {
			t.Errorf("%s passes for a declaration", c.name)
		}
	}
}

func asNotLabel(err error, e **NotLabelError) bool {
	x, ok := err.(*NotLabelError)
	*e = x
	return ok
}

// A row of 10 MB is read over and quoted in part.
func TestLongRow(t *testing.T) {
	data := header + "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA,,false,REQUIRED," + strings.Repeat("x", 10<<20) + "\n"
	r, err := Read("x", []byte(data))
	if err != nil || len(r.Statements) == 0 || r.Statements[0].Length != maxQuote {
		t.Fatalf("%v, %v", r, err)
	}
}

// A policy that speaks of labels is none: only words of the store tell a page.
func TestIs(t *testing.T) {
	policy := "Our Privacy Policy\n\nData Linked to You\nLocation\nWe collect your location to show the weather.\nData Not Linked to You\nDiagnostics\n"
	if Is([]byte(policy)) {
		t.Error("a policy with the headings of a label passes for one")
	}
	if _, err := Read("x", []byte(policy)); err != nil {
		t.Errorf("given as a label it is read as one: %v", err)
	}
	for name, page := range map[string]string{
		"no details":      "App Privacy\nNo Details Provided\nThe developer will be required to provide privacy details when they submit their next app update.\n",
		"nothing at all":  "No data shared with third parties\nThe developer says this app doesn't share user data with other companies or organizations. Learn more\nNo data collected\n",
		"nothing, Apple":  "The developer does not collect any data from this app.\n",
		"lists of Google": "Data shared\nData that may be shared with other companies or organizations\nLocation\nData collected\nData this app may collect\nLocation\n",
	} {
		if !Is([]byte(page)) {
			t.Errorf("a page with %s does not pass for a declaration", name)
		}
	}
	for _, file := range []string{"form.csv", "page.html", "nothing.txt", "label.txt", "card.html", "none.txt", "PrivacyInfo.xcprivacy", "Info.plist"} {
		data, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if !Is(data) {
			t.Errorf("%s does not pass for a declaration", file)
		}
	}
}

func TestTables(t *testing.T) {
	tab, err := load()
	if err != nil {
		t.Fatal(err)
	}
	if len(tab.forms) != 6 {
		t.Errorf("%d forms", len(tab.forms))
	}
	for _, id := range []message.Form{message.DataSafetyForm, message.DataSafetyPage, message.PrivacyLabel, message.PrivacyManifest, message.UsageTexts, message.AndroidRationale} {
		if tab.forms[id].Name == "" {
			t.Errorf("no row for %s", id)
		}
	}
	for name, f := range tab.families {
		ids := map[string]bool{}
		for _, x := range f.types {
			if x.id != "" && ids[x.id] {
				t.Errorf("%s: %s stands there twice", name, x.id)
			}
			ids[x.id] = true
		}
	}
}

// FuzzRead: nothing panics, and each statement stands in the file.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*")
	for _, file := range files {
		if data, err := os.ReadFile(file); err == nil && !strings.HasSuffix(file, ".want") {
			f.Add(data)
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Read("x", data)
		if err != nil {
			return
		}
		for _, s := range r.Statements {
			if s.Quote == "" || s.Offset < 0 || s.Length <= 0 || s.Offset+int64(s.Length) > int64(len(data)) {
				t.Fatalf("%q at %d+%d of %d", s.Quote, s.Offset, s.Length, len(data))
			}
		}
	})
}
