package scan

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/avow-audit/avow/internal/format/elf/elftest"
	"github.com/avow-audit/avow/internal/scan/apptest"
	"github.com/avow-audit/avow/internal/trace"
)

const nativeApp = `
-- AndroidManifest.xml --
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.acme.app">
  <application><activity android:name="com.acme.app.Main"/></application>
</manifest>
-- Main.smali --
.class public Lcom/acme/app/Main;
.super Landroid/app/Activity;

.method public constructor <init>()V
    .locals 0
    invoke-direct {p0}, Landroid/app/Activity;-><init>()V
    return-void
.end method

.method native one()V
.end method

.method native over(I)V
.end method

.method native over(J)V
.end method

.method native table(I)Z
.end method

.method native none()V
.end method

.method native uncalled()V
.end method

.method protected onCreate(Landroid/os/Bundle;)V
    .locals 3
    const/4 v0, 0x0
    const-wide/16 v1, 0x0
    invoke-virtual {p0}, Lcom/acme/app/Main;->one()V
    invoke-virtual {p0, v0}, Lcom/acme/app/Main;->over(I)V
    invoke-virtual {p0, v1, v2}, Lcom/acme/app/Main;->over(J)V
    invoke-virtual {p0, v0}, Lcom/acme/app/Main;->table(I)Z
    invoke-virtual {p0}, Lcom/acme/app/Main;->none()V
    return-void
.end method
`

// Which native methods have a body, and what is said of those that have none.
func TestNatives(t *testing.T) {
	for _, c := range []struct {
		name, lib string
		want      string
		unknown   string // kind and count
	}{
		{"by name, one of two overloads, and in a table", "func Java_com_acme_app_Main_one\nfunc Java_com_acme_app_Main_over__I\nnative table (I)Z",
			"one exported, over(I) exported, over(J) -, table registered, none -, uncalled -", "native-method 2"},
		{"either overload", "func Java_com_acme_app_Main_over", "one -, over(I) exported, over(J) exported, table -, none -, uncalled -", "native-method 3"},
		{"a table with another signature", "native table (J)Z\nfunc Java_com_acme_app_Other_one",
			"one -, over(I) -, over(J) -, table -, none -, uncalled -", "native-method 5"},
		{"a library that may register more", "func JNI_OnLoad", "one -, over(I) -, over(J) -, table -, none -, uncalled -", "reflection 5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := txtar.Parse([]byte(nativeApp))
			a.Files = append(a.Files, txtar.File{Name: "lib/arm64-v8a/libx.so", Data: elftest.Build(t, c.lib)})
			path := filepath.Join(t.TempDir(), "app.apk")
			if err := os.WriteFile(path, apptest.Build(t, a), 0o644); err != nil {
				t.Fatal(err)
			}
			cat := loadCatalog(t)
			r, err := App(context.Background(), path, Options{Home: "US", Depth: trace.Flows}, cat, nil)
			if err != nil {
				t.Fatal(err)
			}
			code := r.Inventory.Code
			if n := strings.Count(c.want, "exported"); code.NativeExported != n || code.NativeRegistered != strings.Count(c.want, "registered") || code.Native != 6 {
				t.Errorf("counted %+v, want %s", code, c.want)
			}
			var got []string
			for _, u := range r.Unknowns {
				if u.Where.Class == "com.acme.app.Main" {
					got = append(got, fmt.Sprintf("%s %d", u.Kind, u.Count))
				}
			}
			if d := cmp.Diff([]string{c.unknown}, got); d != "" {
				t.Errorf("unknowns: want (-), got (+):\n%s", d)
			}
		})
	}
}
