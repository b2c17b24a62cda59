package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sourcesOf(jar, sdk []class) *sources {
	p := &sources{jar: map[string]class{}, sdk: map[string]class{}}
	for _, c := range jar {
		p.jar[c.name] = c
	}
	for _, c := range append(sdk, class{name: object, flags: accPublic}) {
		p.sdk[c.name] = c
	}
	return p
}

func TestGather(t *testing.T) {
	public := func(name string, up ...string) class {
		c := class{name: name, super: object, flags: accPublic}
		for _, u := range up {
			if strings.HasPrefix(u, "+") {
				c.annotations = append(c.annotations, u[1:])
			} else {
				c.interfaces = append(c.interfaces, u)
			}
		}
		return c
	}
	inner := public("android/app/B")
	inner.super = "com/android/internal/Base"
	inner.methods = []method{
		{"seen", "()V", accPublic}, {"kept", "()V", accProtected}, {"own", "()V", 0}, {"hid", "()V", 2},
		{"bridge", "()V", accPublic | accSynthetic}, {"<clinit>", "()V", accStatic | accPublic},
	}
	hidden := class{name: "com/android/internal/Base", super: object}
	got, err := sourcesOf([]class{
		inner, hidden,
		public("android/app/C"),                // not in the class set, but in one of its packages
		public("android/app/IThing", aidl),     // binder
		public("android/app/IThing$Stub"),      // inside one
		public("android/app/IKept", aidl),      // binder, but of the SDK
		public("android/app/S", "+"+systemAPI), // system API
		public("android/app/S$Inner"),
		{name: "android/app/Private", super: object},
		public("android/hal/H"),                                 // package without API
		public("android/fresh/F", "+"+flaggedAPI),               // new package
		public("android/fresh/G"),                               //
		public("android/sys/F", "+"+flaggedAPI, "+"+systemAPI),  // new, for the system alone
		public("android/sys/G"),                                 //
		public("android/internal/X", "+"+flaggedAPI),            //
		public("com/android/internal/Y"), public("kotlin/Unit"), //
		{name: aidl, super: object, flags: accPublic | accInterface}, //
	}, []class{public("android/app/B"), public("android/app/Gone"), public("android/app/IKept"), public("jadx/Main")}).gather()
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range got {
		names = append(names, c.name)
	}
	want := []string{"android/app/B", "android/app/C", "android/app/Gone", "android/app/IKept",
		"android/fresh/F", "android/fresh/G", aidl, "com/android/internal/Base", object}
	if d := cmp.Diff(want, names); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(inner.methods[:2], got[0].methods, compare); d != "" {
		t.Error("methods:", d)
	}
	if len(inner.methods) != 6 || inner.methods[5].name != "<clinit>" {
		t.Error("gather changed its input")
	}
}

func TestGatherRefuses(t *testing.T) {
	for what, jar := range map[string][]class{
		"missing super class": {{name: "android/app/A", super: "android/app/None", flags: accPublic}},
		"missing interface":   {{name: "android/app/A", super: object, interfaces: []string{"sun/None"}, flags: accPublic}},
		"cycle": {{name: "android/app/A", super: "android/app/B", flags: accPublic},
			{name: "android/app/B", super: "android/app/A", flags: accPublic}},
	} {
		sdk := []class{{name: "android/app/A", super: object, flags: accPublic}}
		if got, err := sourcesOf(jar, sdk).gather(); err == nil {
			t.Errorf("%s: gave %d classes", what, len(got))
		}
	}
}

func TestSplitProto(t *testing.T) {
	for proto, want := range map[string][]string{
		"()V":                      {"V"},
		"(I)J":                     {"J", "I"},
		"([[IJLa/B;[La/C;Z)[La/D;": {"[La/D;", "[[I", "J", "La/B;", "[La/C;", "Z"},
		"":                         nil,
		"()":                       nil,
		"([)V":                     nil,
		"(La/B":                    nil,
		"(La/B)V":                  nil,
		"([La/B)V":                 nil,
	} {
		if got, err := splitProto(proto); !slices.Equal(got, want) || (err == nil) != (want != nil) {
			t.Errorf("splitProto(%q) gives %q, %v", proto, got, err)
		}
	}
}

func TestEncodeLimit(t *testing.T) {
	long := class{name: object}
	for range noSuper + 1 {
		long.methods = append(long.methods, method{name: strings.Repeat("m", len(long.methods)%7+1), proto: "()V"})
	}
	if _, err := encode([]class{long}, 1, 1); err != nil {
		t.Errorf("many methods of few names: %v", err)
	}
	interfaces := class{name: object, interfaces: slices.Repeat([]string{object}, noSuper)}
	if _, err := encode([]class{interfaces}, 1, 1); err == nil {
		t.Error("too many interfaces are taken")
	}
}
