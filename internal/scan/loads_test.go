package scan

import (
	"context"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/trace"
)

// A face template, as ncnn writes it in text.
const templateModel = `7767517
6 6
Input            data             0 1 data 0=112 1=112 2=3
Convolution      c1               1 1 data c1 0=64 1=3 6=1728
PReLU            p1               1 1 c1 p1 0=64
InnerProduct     fc1              1 1 p1 fc1 0=512 1=1 2=32768
Normalize        n                1 1 fc1 n
`

// The rung of a model is that of the code that asks for its file: reached, not
// reached, or none. A name that only begins like it is no name of it.
func TestModelsAreJoinedToTheCodeThatAsks(t *testing.T) {
	load := func(name string) string {
		return "    const-string v0, \"" + name + "\"\n    invoke-static {v0}, Lnet/acme/Engine;->load(Ljava/lang/String;)V\n"
	}
	class := `.class public Lapp/Main;
.super Landroid/app/Activity;
.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method
.method protected onCreate(Landroid/os/Bundle;)V
    .locals 1
` + load("nets/reached.param") + load("alike.param.bak") + load("base.param") + `    return-void
.end method
.method private unused()V
    .locals 1
` + load("unreached.param") + `    return-void
.end method
`
	a := &txtar.Archive{Files: []txtar.File{
		{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="app">
  <application><activity android:name="app.Main"/></application></manifest>`)},
		{Name: "Main.smali", Data: []byte(class)},
	}}
	for i, name := range []string{"nets/reached.param", "unreached.param", "alike.param", "one/base.param", "two/base.param", "some/deep/base2.param"} {
		// Every file has bytes of its own.
		a.Files = append(a.Files, txtar.File{Name: "assets/" + name, Data: []byte(strings.Replace(templateModel, "c1 ", "c1"+strings.Repeat(" ", i+1), 1))})
	}
	path := writeFile(t, "app.apk", buildFixture(t, a))
	r, err := App(context.Background(), path, Options{Home: "US", Depth: trace.Flows}, loadCatalog(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	type state struct {
		rung   message.Rung
		weight message.Weight
		steps  bool
	}
	want := map[string]state{
		"assets/nets/reached.param":    {message.Reachable, message.Primary, true},
		"assets/unreached.param":       {message.Present, message.Supporting, false},
		"assets/alike.param":           {message.Present, message.Primary, false},
		"assets/one/base.param":        {message.Present, message.Primary, false}, // the name tells neither of two
		"assets/two/base.param":        {message.Present, message.Primary, false},
		"assets/some/deep/base2.param": {message.Present, message.Primary, false},
	}
	for _, e := range r.Evidence {
		if w, ok := want[e.Subject]; ok {
			if got := (state{e.Rung, e.Weight, e.Path != nil}); got != w {
				t.Errorf("%s: %+v, want %+v: %s (%s)", e.Subject, got, w, e.Text, e.Note)
			}
			delete(want, e.Subject)
		}
	}
	for name := range want {
		t.Errorf("no evidence of %s", name)
	}
}

func TestHoldsName(t *testing.T) {
	for data, want := range map[string]bool{
		"\x00face.bin\x00": true, "face.bin\x00": true, "\x00nets/face.bin\x00": true,
		"\x00surface.bin\x00": false, "\x00face.bin.bak\x00": false, "face.bin": false, "": false,
		"\x00surface.bin\x00face.bin\x00": true,
	} {
		if got := holdsName([]byte(data), "face.bin"); got != want {
			t.Errorf("%q: %v", data, got)
		}
	}
}
