package platform

import (
	"slices"
	"testing"
)

func lookup(t testing.TB, descriptor string) Class {
	t.Helper()
	c, ok := Lookup([]byte(descriptor))
	if !ok {
		t.Fatalf("no class %s", descriptor)
	}
	return c
}

func TestSupers(t *testing.T) {
	for _, chain := range [][]string{
		{"Landroid/app/Activity;", "Landroid/view/ContextThemeWrapper;", "Landroid/content/ContextWrapper;",
			"Landroid/content/Context;", "Ljava/lang/Object;", ""},
		{"Landroid/app/IntentService;", "Landroid/app/Service;", "Landroid/content/ContextWrapper;"},
		{"Landroid/widget/Button;", "Landroid/widget/TextView;", "Landroid/view/View;", "Ljava/lang/Object;"},
		{"Ljava/lang/Thread;", "Ljava/lang/Object;", ""},
		{"Ljava/lang/Runnable;", "Ljava/lang/Object;", ""},
		{"Ljava/util/ArrayList;", "Ljava/util/AbstractList;", "Ljava/util/AbstractCollection;", "Ljava/lang/Object;"},
		{"Landroid/os/Bundle;", "Landroid/os/BaseBundle;", "Ljava/lang/Object;"},
		{"Lorg/apache/http/impl/client/DefaultHttpClient;", "Lorg/apache/http/impl/client/AbstractHttpClient;"},
	} {
		for i, name := range chain[:len(chain)-1] {
			if got := string(lookup(t, name).SuperName()); got != chain[i+1] {
				t.Errorf("super of %s is %q, want %q", name, got, chain[i+1])
			}
		}
	}
	if s, ok := lookup(t, "Ljava/lang/Object;").Super(); ok {
		t.Errorf("Object has super class %s", s.Name())
	}
}

func TestInterfaces(t *testing.T) {
	for class, want := range map[string][]string{
		"Ljava/lang/Thread;": {"Ljava/lang/Runnable;"},
		"Ljava/util/ArrayList;": {"Ljava/util/List;", "Ljava/util/RandomAccess;", "Ljava/lang/Cloneable;",
			"Ljava/io/Serializable;"},
		"Ljava/util/List;":        {"Ljava/util/Collection;"},
		"Landroid/widget/Button;": nil,
	} {
		var got []string
		for i := range lookup(t, class).Interfaces() {
			got = append(got, string(i.Name()))
		}
		if !slices.Equal(got, want) {
			t.Errorf("interfaces of %s: %q, want %q", class, got, want)
		}
	}
}

func TestClassFlags(t *testing.T) {
	for _, x := range []struct {
		class                            string
		isInterface, isAbstract, isFinal bool
	}{
		{"Landroid/app/Activity;", false, false, false},
		{"Landroid/app/Service;", false, true, false},
		{"Landroid/view/View$OnClickListener;", true, true, false},
		{"Ljava/lang/Runnable;", true, true, false},
		{"Ljava/lang/String;", false, false, true},
		{"Landroid/os/Bundle;", false, false, true},
	} {
		c := lookup(t, x.class)
		if c.Interface() != x.isInterface || c.Abstract() != x.isAbstract || c.Final() != x.isFinal {
			t.Errorf("%s: interface %v abstract %v final %v", x.class, c.Interface(), c.Abstract(), c.Final())
		}
	}
}

func TestLookupMisses(t *testing.T) {
	for _, name := range []string{
		"", "L", "I", "[Landroid/app/Activity;", "android/app/Activity", "android.app.Activity", "Landroid/app/Activity",
		"Landroid/app/Activity;;", "Landroid/app/Activity2;",
		"Landroid/app/Activity$1;",                    // anonymous
		"Landroid/view/ViewRootImpl$ViewRootHandler;", // private
		"Lcom/android/internal/os/ZygoteInit;", "Lkotlin/Unit;", "Landroidx/core/app/ActivityCompat;",
		"Landroid/content/pm/IPackageManager$Stub;", // binder
	} {
		if c, ok := Lookup([]byte(name)); ok {
			t.Errorf("Lookup(%q) gives %s", name, c.Name())
		}
	}
}

func TestDeclares(t *testing.T) {
	for _, x := range []struct {
		class, name, proto            string
		isStatic, isFinal, isAbstract bool
	}{
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)V", false, false, false},
		{"Landroid/app/Activity;", "runOnUiThread", "(Ljava/lang/Runnable;)V", false, true, false},
		{"Landroid/app/Activity;", "<init>", "()V", false, false, false},
		{"Landroid/view/View$OnClickListener;", "onClick", "(Landroid/view/View;)V", false, false, true},
		{"Landroid/os/AsyncTask;", "doInBackground", "([Ljava/lang/Object;)Ljava/lang/Object;", false, false, true},
		{"Landroid/os/AsyncTask;", "execute", "(Ljava/lang/Runnable;)V", true, false, false},
		{"Ljava/lang/Math;", "max", "(JJ)J", true, false, false},
		{"Ljava/lang/Object;", "getClass", "()Ljava/lang/Class;", false, true, false},
		{"Ljava/util/Map;", "forEach", "(Ljava/util/function/BiConsumer;)V", false, false, false},
	} {
		m, ok := lookup(t, x.class).Declares([]byte(x.name), []byte(x.proto))
		if !ok || string(m.Name) != x.name || string(m.Proto) != x.proto ||
			m.Static != x.isStatic || m.Final != x.isFinal || m.Abstract != x.isAbstract || m.Constructor() != (x.name == "<init>") {
			t.Errorf("%s declares %s%s: %v %+v", x.class, x.name, x.proto, ok, m)
		}
	}
	for _, x := range [][3]string{
		{"Landroid/app/Activity;", "getPackageName", "()Ljava/lang/String;"},  // ContextWrapper's
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)I"},      // another result
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;"},        // cut off
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)"},       // no result
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)VV"},     // too long
		{"Landroid/app/Activity;", "isTopOfTask", "()Z"},                      // private
		{"Landroid/app/Activity;", "performCreate", "(Landroid/os/Bundle;)V"}, // package-private
		{"Ljava/lang/Object;", "toString", ""},
	} {
		if m, ok := lookup(t, x[0]).Declares([]byte(x[1]), []byte(x[2])); ok {
			t.Errorf("%s declares %s%s: %+v", x[0], x[1], x[2], m)
		}
	}
}
