package catalog

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/catalog/data"
)

const (
	head     = "date 2026-11-23\nsource s \"a source\" none\n"
	sdksHead = "holds sdks\n" + head + "sdk A by B\ncategory face\nfrom s\n" // facts begin at line 7
	srcHead  = "holds sources\n" + head + "practice clipboard\nfrom s\n"     // facts begin at line 6
)

func parseText(text string) (*Catalog, error) {
	return Parse([]data.File{{Name: "x.txt", Text: text}})
}

// TestStrict has one wrong file for each refusal of the loader.
func TestStrict(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"no form":            {"date 2026-11-23\n", "x.txt:1: the first line is not"},
		"empty":              {"# nothing\n", "names no form"},
		"unknown form":       {"holds everything\n", "x.txt:1: the first line is not"},
		"no date":            {"holds sdks\n", "no date"},
		"bad date":           {"holds sdks\ndate 23.11.2026\n", "x.txt:2: date:"},
		"two dates":          {"holds sdks\ndate 2026-11-23\ndate 2026-11-24\n", "x.txt:3: date:"},
		"source form":        {"holds sdks\nsource s text\n", "x.txt:2: source:"},
		"source twice":       {"holds sdks\n" + head + "source s t none\n", "x.txt:4: source \"s\" is defined twice"},
		"unknown source":     {"holds sdks\n" + head + "sdk A by B\nfrom q\n", "x.txt:5: unknown source \"q\""},
		"no source":          {"holds sdks\n" + head + "sdk A by B\nclass a.B seen\n", "x.txt:5: class: the block names no source"},
		"unknown word":       {sdksHead + "klass a.B seen\n", "x.txt:7: unknown word \"klass\""},
		"word of others":     {srcHead + "native liba.so seen\n", "x.txt:6: unknown word \"native\""},
		"outside":            {"holds sdks\n" + head + "from s\nclass a.B seen\n", "x.txt:5: class outside a block"},
		"sdk form":           {"holds sdks\n" + head + "sdk A B\n", "x.txt:4: sdk:"},
		"sdk twice":          {sdksHead + "class a.B seen\nsdk A by B\n", "x.txt:8: sdk \"A\" by \"B\" is already at x.txt:4"},
		"no category":        {"holds sdks\n" + head + "sdk A by B\nfrom s\nclass a.B seen\n", "x.txt:4: sdk \"A\" has no category"},
		"unknown category":   {"holds sdks\n" + head + "sdk A by B\ncategory gadget\n", "x.txt:5: unknown category \"gadget\""},
		"no facts":           {sdksHead, "x.txt:4: sdk \"A\" has no facts"},
		"platform":           {sdksHead + "platform symbian\n", "x.txt:7: unknown platform"},
		"runs":               {sdksHead + "runs anywhere\n", "x.txt:7: runs:"},
		"short fact":         {sdksHead + "class a.B\n", "x.txt:7: class: a pattern"},
		"confidence":         {sdksHead + "class a.B sure\n", "x.txt:7: unknown confidence \"sure\""},
		"unknown practice":   {sdksHead + "class a.B seen mind-reading\n", "x.txt:7: unknown word or practice \"mind-reading\""},
		"practice twice":     {sdksHead + "class a.B seen age age\n", "x.txt:7: practice \"age\" twice"},
		"practice and none":  {sdksHead + "class a.B seen age none\n", "x.txt:7: practices and none"},
		"unknown attribute":  {sdksHead + "class a.B seen age because x\n", "x.txt:7: unknown word or practice \"because\""},
		"strong and weak":    {sdksHead + "string a seen strong weak\n", "x.txt:7: strong and weak"},
		"strong class":       {sdksHead + "class a.B seen strong\n", "x.txt:7: only a seen"},
		"strong guess":       {sdksHead + "string a part strong\n", "x.txt:7: only a seen"},
		"duplicate":          {sdksHead + "class a.B seen\nclass a.B part age\n", "x.txt:8: class a.B is already at x.txt:7"},
		"duplicate source":   {srcHead + "method a.B.c seen\nmethod a.B.c part\n", "x.txt:7: method a.B.c is already at x.txt:6"},
		"shadowed package":   {sdksHead + "package a.b seen age\npackage a.b.c seen age\n", "x.txt:8: package a.b.c adds nothing"},
		"shadowed, reversed": {sdksHead + "package a.b.c seen age\npackage a.b seen age\n", "x.txt:7: package a.b.c adds nothing"},
		"shadowed asset":     {sdksHead + "asset face*.bin seen age\nasset face1.bin seen age\n", "x.txt:8: asset face1.bin adds nothing"},
		"slash in class":     {sdksHead + "class a/b.C seen\n", "x.txt:7: class \"a/b.C\" can never match"},
		"descriptor":         {sdksHead + "class La/b/C; seen\n", "can never match"},
		"glob in class":      {sdksHead + "class a.b.* seen\n", "can never match"},
		"empty segment":      {sdksHead + "package a..b seen\n", "can never match: empty segment"},
		"trailing dot":       {sdksHead + "package a.b. seen\n", "can never match: empty segment"},
		"digit":              {sdksHead + "class a.1b seen\n", "begins with a digit"},
		"half of all code":   {sdksHead + "package com seen\n", "fewer than 2 segments"},
		"method of nothing":  {sdksHead + "method a.b seen\n", "fewer than 3 segments"},
		"parameters":         {sdksHead + "method a.B.c(int seen\n", "x.txt:7: parameters of"},
		"native path":        {sdksHead + "native lib/arm/liba.so seen\n", "not a base name"},
		"native name":        {sdksHead + "native liba.dll seen\n", "not a base name"},
		"asset path":         {sdksHead + "asset /a.bin seen\n", "not a relative path"},
		"asset climbs":       {sdksHead + "asset a/../b.bin seen\n", "not a relative path"},
		"glob of all":        {sdksHead + "asset *.b* seen\n", "covers nearly everything"},
		"glob of many":       {sdksHead + "asset a*b*c*d*e*f seen\n", "more than 4 wildcards"},
		"glob of three":      {sdksHead + "asset a***bcd seen\n", "more than two stars"},
		"other wildcard":     {sdksHead + "asset face?.bin seen\n", "the only wildcards"},
		"string of all":      {sdksHead + "string *face seen\n", "begins with a wildcard"},
		"endpoint scheme":    {sdksHead + "endpoint https://a.b/c seen\n", "without scheme"},
		"endpoint case":      {sdksHead + "endpoint A.b/c seen\n", "lower case"},
		"maven":              {sdksHead + "maven a.b seen\n", "not group:artefact"},
		"symbol":             {sdksHead + "symbol a* seen\n", "no wildcards"},
		"model":              {"holds models\n" + head + "sdk A by B\ncategory face\nfrom s\nmodel ABC seen\n", "not a sha256"},
		"permission":         {"holds permissions\n" + head + "permission CAMERA\n", "x.txt:4: permission:"},
		"permission twice":   {"holds permissions\n" + head + "permission CAMERA age\npermission android.permission.CAMERA age\n", "x.txt:5: permission android.permission.CAMERA is already"},
		"library form":       {"holds libraries\n" + head + "library okhttp3\n", "x.txt:4: library:"},
		"library twice":      {"holds libraries\n" + head + "library okhttp3 A\nsupport okhttp3 B\n", "x.txt:5: okhttp3 is already at line 4"},
		"blind":              {"holds blind\n" + head + "blind soul \"x\"\n", "x.txt:4: unknown practice \"soul\""},
		"recipient":          {"holds sinks\n" + head + "recipient\n", "x.txt:4: recipient:"},
		"recipient practice": {"holds sinks\n" + head + "recipient ads soul\n", "x.txt:4: unknown practice"},
		"data":               {"holds sources\n" + head + "data\n", "x.txt:4: data:"},
		"exclude":            {"holds exclusions\n" + head + "exclude\n", "x.txt:4: exclude:"},
		"open quote":         {sdksHead + "asset \"a b seen\n", "x.txt:7: a quoted word does not end"},
		"quote inside":       {sdksHead + "asset a\"b seen\n", "x.txt:7: a quote inside"},
		"glued quote":        {sdksHead + "asset \"a b\"seen\n", "x.txt:7: no space after"},
		"empty quote":        {sdksHead + "asset \"\" seen\n", "x.txt:7: empty quoted word"},
	} {
		if _, err := parseText(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}

// TestStrictAllows keeps the refusals from growing: what looks like a repeated
// fact and is none.
func TestStrictAllows(t *testing.T) {
	for name, text := range map[string]string{
		"overloads":        srcHead + "method a.B.c(int) seen\nmethod a.B.c(long) seen\nmethod a.B.c seen\n",
		"two practices":    srcHead + "method a.B.c seen\npractice contacts\nfrom s\nmethod a.B.c seen\n",
		"narrower package": sdksHead + "package a.b seen age\npackage a.b.c seen gender\n",
		"sibling package":  sdksHead + "package a.b seen age\npackage a.bc seen age\n",
		"class in package": sdksHead + "package a.b seen age\nclass a.b.C seen age\n",
		"both platforms":   sdksHead + "class Abc seen age on ios\nclass a.Abc seen age on android\n",
	} {
		if _, err := parseText(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, file := range data.Files() {
		if len(file.Text) < 4<<10 {
			f.Add(file.Text, "com/acme/Face")
		}
	}
	f.Add(sdksHead+"package a.b seen age\nclass a.b.C part -- note\nasset \"a b*/**c\" seen\nnative lib*x.so seen\nendpoint *.a.b/c seen\nstring abc** seen strong\n", "a/b/C")
	f.Add(srcHead+"method a.B.c(int) seen needs X+Y needs Z unless W with \"a b\"\n", "a/B")
	f.Fuzz(func(t *testing.T, text, name string) {
		c, err := parseText(text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "x.txt:") {
				t.Fatalf("error without file and line: %v", err)
			}
			return
		}
		b := []byte("L" + name + ";")
		c.Type(b)
		c.Method(b, []byte(name), func() string { return name })
		c.Field(b, []byte(name))
		c.String([]byte(name))
		c.String([]byte("https://" + name))
		c.NativeString([]byte(name))
		c.Native(name)
		c.Asset(name)
		c.Component("", name)
		c.Metadata(name, name)
		c.Origin(name, []string{name})
		c.Origin(string(b), []string{name, "a.b"})
		for i := range c.rules {
			if r := &c.rules[i]; r.Line < 1 || r.Weight == "" || r.Rung == "" {
				t.Fatalf("rule without place, weight or rung: %+v", r)
			}
		}
	})
}
