package scan

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/format/arsc"
	"github.com/avow-audit/avow/internal/message"
	"github.com/avow-audit/avow/internal/practice"
	"github.com/avow-audit/avow/internal/trace"
)

// A model of which nothing is told.
const plainModel = "7767517\n2 2\nInput data 0 1 data 0=10 1=10 2=3\nConvolution c1 1 1 data c1 0=4 1=3 6=108\n"

// The engine's class as an app brings it, without its body.
const interpreter = `.class public final Lorg/tensorflow/lite/Interpreter;
.super Ljava/lang/Object;
.method public constructor <init>(Ljava/nio/ByteBuffer;)V
    .locals 0
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    return-void
.end method
.method public run(Ljava/lang/Object;Ljava/lang/Object;)V
    .locals 0
    return-void
.end method
`

// recogniser loads a model by name when it is made and runs it later, as
// published samples do: asset, file descriptor, channel, mapped buffer.
func recogniser(file string) string {
	return fmt.Sprintf(`.class public Lapp/Recogniser;
.super Ljava/lang/Object;
.field private engine:Lorg/tensorflow/lite/Interpreter;
.method public constructor <init>(Landroid/content/Context;)V
    .locals 8
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    invoke-virtual {p1}, Landroid/content/Context;->getAssets()Landroid/content/res/AssetManager;
    move-result-object v0
    const-string v1, "%s"
    invoke-virtual {v0, v1}, Landroid/content/res/AssetManager;->openFd(Ljava/lang/String;)Landroid/content/res/AssetFileDescriptor;
    move-result-object v0
    new-instance v1, Ljava/io/FileInputStream;
    invoke-virtual {v0}, Landroid/content/res/AssetFileDescriptor;->getFileDescriptor()Ljava/io/FileDescriptor;
    move-result-object v2
    invoke-direct {v1, v2}, Ljava/io/FileInputStream;-><init>(Ljava/io/FileDescriptor;)V
    invoke-virtual {v1}, Ljava/io/FileInputStream;->getChannel()Ljava/nio/channels/FileChannel;
    move-result-object v1
    sget-object v2, Ljava/nio/channels/FileChannel$MapMode;->READ_ONLY:Ljava/nio/channels/FileChannel$MapMode;
    const-wide/16 v3, 0x0
    const-wide/16 v5, 0x10
    invoke-virtual/range {v1 .. v6}, Ljava/nio/channels/FileChannel;->map(Ljava/nio/channels/FileChannel$MapMode;JJ)Ljava/nio/MappedByteBuffer;
    move-result-object v1
    new-instance v2, Lorg/tensorflow/lite/Interpreter;
    invoke-direct {v2, v1}, Lorg/tensorflow/lite/Interpreter;-><init>(Ljava/nio/ByteBuffer;)V
    iput-object v2, p0, Lapp/Recogniser;->engine:Lorg/tensorflow/lite/Interpreter;
    return-void
.end method
.method public template(Ljava/nio/ByteBuffer;)[[F
    .locals 3
    const/4 v0, 0x1
    const/16 v1, 0x200
    filled-new-array {v0, v1}, [I
    move-result-object v0
    sget-object v1, Ljava/lang/Float;->TYPE:Ljava/lang/Class;
    invoke-static {v1, v0}, Ljava/lang/reflect/Array;->newInstance(Ljava/lang/Class;[I)Ljava/lang/Object;
    move-result-object v0
    check-cast v0, [[F
    iget-object v1, p0, Lapp/Recogniser;->engine:Lorg/tensorflow/lite/Interpreter;
    invoke-virtual {v1, p1, v0}, Lorg/tensorflow/lite/Interpreter;->run(Ljava/lang/Object;Ljava/lang/Object;)V
    return-object v0
.end method
`, file)
}

// byNumber loads a model from a raw resource, into memory.
const byNumber = `.class public Lapp/Recogniser;
.super Ljava/lang/Object;
.field private engine:Lorg/tensorflow/lite/Interpreter;
.method public constructor <init>(Landroid/content/Context;)V
    .locals 4
    invoke-direct {p0}, Ljava/lang/Object;-><init>()V
    invoke-virtual {p1}, Landroid/content/Context;->getResources()Landroid/content/res/Resources;
    move-result-object v0
    const v1, %s
    invoke-virtual {v0, v1}, Landroid/content/res/Resources;->openRawResource(I)Ljava/io/InputStream;
    move-result-object v0
    const/16 v1, 0x10
    new-array v1, v1, [B
    invoke-virtual {v0, v1}, Ljava/io/InputStream;->read([B)I
    invoke-static {v1}, Ljava/nio/ByteBuffer;->wrap([B)Ljava/nio/ByteBuffer;
    move-result-object v1
    new-instance v2, Lorg/tensorflow/lite/Interpreter;
    invoke-direct {v2, v1}, Lorg/tensorflow/lite/Interpreter;-><init>(Ljava/nio/ByteBuffer;)V
    iput-object v2, p0, Lapp/Recogniser;->engine:Lorg/tensorflow/lite/Interpreter;
    return-void
.end method
`

// rawTable gives two raw resources their numbers.
func rawTable(t *testing.T) []byte {
	t.Helper()
	spec := arsc.Spec{Package: "app"}
	for _, n := range []string{"face.param", "plain.param"} {
		spec.Resources = append(spec.Resources, arsc.Resource{Type: "raw", Name: strings.TrimSuffix(n, ".param"),
			Values: []arsc.SpecValue{arsc.String(arsc.Config{}, "res/raw/"+n)}})
	}
	b, err := spec.Encode(arsc.EncodeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const sender = `.class public Lapp/Main;
.super Landroid/app/Activity;
.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method
.method protected onCreate(Landroid/os/Bundle;)V
    .locals 4
    new-instance v0, Lapp/Recogniser;
    invoke-direct {v0, p0}, Lapp/Recogniser;-><init>(Landroid/content/Context;)V
    const/16 v1, 0x10
    invoke-static {v1}, Ljava/nio/ByteBuffer;->allocateDirect(I)Ljava/nio/ByteBuffer;
    move-result-object v1
    invoke-virtual {v0, v1}, Lapp/Recogniser;->template(Ljava/nio/ByteBuffer;)[[F
    move-result-object v0
    const/4 v1, 0x0
    aget-object v0, v0, v1
    invoke-static {v0}, Ljava/util/Arrays;->toString([F)Ljava/lang/String;
    move-result-object v0
    const-string v1, "template"
    invoke-static {v1, v0}, Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I
    return-void
.end method
`

// What a model computes is followed like any other data: the numbers that a face
// template gives are a flow of face templates, those of an unknown file are not.
func TestWhatAModelComputesIsFollowed(t *testing.T) {
	for _, x := range []struct {
		loaded string
		want   []practice.ID
	}{
		{"nets/face.param", []practice.ID{practice.FaceTemplate}},
		{"nets/other.param", nil},
		{"plain.param", nil},
		{"0x7f010000", []practice.ID{practice.FaceTemplate}},
		{"0x7f010001", nil},
	} {
		t.Run(x.loaded, func(t *testing.T) {
			code := recogniser(x.loaded)
			if strings.HasPrefix(x.loaded, "0x") {
				_, run, _ := strings.Cut(code, ".method public template(")
				code = fmt.Sprintf(byNumber, x.loaded) + ".method public template(" + run
			}
			a := &txtar.Archive{Files: []txtar.File{
				{Name: "resources.arsc", Data: rawTable(t)},
				{Name: "res/raw/face.param", Data: []byte(templateModel)},
				{Name: "res/raw/plain.param", Data: []byte(plainModel)},
				{Name: "AndroidManifest.xml", Data: []byte(`<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="app">
  <application><activity android:name="app.Main"/></application></manifest>`)},
				{Name: "Main.smali", Data: []byte(sender)},
				{Name: "Recogniser.smali", Data: []byte(code)},
				{Name: "Interpreter.smali", Data: []byte(interpreter)},
				{Name: "assets/nets/face.param", Data: []byte(templateModel)},
				{Name: "assets/plain.param", Data: []byte(plainModel)},
			}}
			r, err := App(context.Background(), writeFile(t, "app.apk", buildFixture(t, a)), Options{Home: "US", Depth: trace.Flows}, loadCatalog(t), nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []practice.ID
			for _, e := range r.Evidence {
				if e.Rung == message.Flows {
					got = append(got, e.Practice)
					t.Log(e.Text)
				}
			}
			if !slices.Equal(got, x.want) {
				t.Errorf("flows of %v, want %v", got, x.want)
			}
		})
	}
}
