package platform

import "testing"

func TestOverrides(t *testing.T) {
	const none = ""
	for _, x := range []struct{ class, name, proto, want string }{
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)V", "Landroid/app/Activity;"},
		{"Landroid/app/Activity;", "onDestroy", "()V", "Landroid/app/Activity;"},
		{"Landroid/app/ListActivity;", "onCreate", "(Landroid/os/Bundle;)V", "Landroid/app/Activity;"},
		{"Landroid/app/Activity;", "getAssets", "()Landroid/content/res/AssetManager;", "Landroid/view/ContextThemeWrapper;"},
		{"Landroid/app/Activity;", "getPackageName", "()Ljava/lang/String;", "Landroid/content/ContextWrapper;"},
		{"Landroid/app/Activity;", "toString", "()Ljava/lang/String;", "Ljava/lang/Object;"},
		{"Landroid/view/View$OnClickListener;", "onClick", "(Landroid/view/View;)V", "Landroid/view/View$OnClickListener;"},
		{"Landroid/view/View$OnClickListener;", "toString", "()Ljava/lang/String;", "Ljava/lang/Object;"},
		{"Landroid/location/LocationListener;", "onLocationChanged", "(Landroid/location/Location;)V",
			"Landroid/location/LocationListener;"},
		{"Ljava/lang/Runnable;", "run", "()V", "Ljava/lang/Runnable;"},
		{"Ljava/lang/Thread;", "run", "()V", "Ljava/lang/Thread;"},
		{"Ljava/util/TimerTask;", "run", "()V", "Ljava/util/TimerTask;"},
		{"Ljava/lang/Object;", "toString", "()Ljava/lang/String;", "Ljava/lang/Object;"},
		{"Landroid/os/AsyncTask;", "doInBackground", "([Ljava/lang/Object;)Ljava/lang/Object;", "Landroid/os/AsyncTask;"},
		{"Ljava/util/AbstractList;", "forEach", "(Ljava/util/function/Consumer;)V", "Ljava/lang/Iterable;"},
		{"Ljava/util/function/Function;", "apply", "(Ljava/lang/Object;)Ljava/lang/Object;", "Ljava/util/function/Function;"},
		{"Lorg/apache/http/client/HttpClient;", "execute",
			"(Lorg/apache/http/client/methods/HttpUriRequest;)Lorg/apache/http/HttpResponse;", "Lorg/apache/http/client/HttpClient;"},
		// A narrower result is an override still.
		{"Landroid/os/AsyncTask;", "doInBackground", "([Ljava/lang/Object;)Ljava/lang/String;", "Landroid/os/AsyncTask;"},
		{"Ljava/lang/Object;", "clone", "()[I", "Ljava/lang/Object;"},

		// Look-alikes: another name, other parameters, a result that does not fit.
		{"Landroid/app/Activity;", "onSomethingMadeUp", "(Landroid/os/Bundle;)V", none},
		{"Landroid/app/Activity;", "oncreate", "(Landroid/os/Bundle;)V", none},
		{"Landroid/app/Activity;", "onCreate", "()V", none},
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;I)V", none},
		{"Landroid/app/Activity;", "onCreate", "([Landroid/os/Bundle;)V", none},
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/BaseBundle;)V", none},
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)I", none},
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)Ljava/lang/Object;", none},
		{"Landroid/os/AsyncTask;", "doInBackground", "([Ljava/lang/String;)Ljava/lang/Object;", none},
		{"Ljava/lang/Object;", "toString", "()V", none},
		// A method that a class elsewhere declares.
		{"Landroid/app/Activity;", "onReceive", "(Landroid/content/Context;Landroid/content/Intent;)V", none},
		{"Landroid/view/View;", "onClick", "(Landroid/view/View;)V", none},
		{"Landroid/app/Service;", "onCreate", "(Landroid/os/Bundle;)V", none},
		// Final, static, constructor.
		{"Landroid/app/Activity;", "runOnUiThread", "(Ljava/lang/Runnable;)V", none},
		{"Landroid/app/Activity;", "getClass", "()Ljava/lang/Class;", none},
		{"Landroid/app/Activity;", "wait", "(J)V", none},
		{"Landroid/os/AsyncTask;", "execute", "(Ljava/lang/Runnable;)V", none},
		{"Landroid/view/View;", "inflate", "(Landroid/content/Context;ILandroid/view/ViewGroup;)Landroid/view/View;", none},
		{"Ljava/util/Comparator;", "naturalOrder", "()Ljava/util/Comparator;", none},
		{"Landroid/app/Activity;", "<init>", "()V", none},
		{"Ljava/lang/Enum;", "hashCode", "()I", none},    // Object's is not final
		{"Ljava/nio/CharBuffer;", "length", "()I", none}, // CharSequence's is not
		// Nonsense.
		{"Landroid/app/Activity;", "", "", none},
		{"Landroid/app/Activity;", "onCreate", "", none},
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;", none},
		{"Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)", none},
		{"Landroid/app/Activity;", "toString", "()", none},
	} {
		got, ok := lookup(t, x.class).Overrides([]byte(x.name), []byte(x.proto))
		if name := string(got.Name()); ok != (x.want != none) || ok && name != x.want {
			t.Errorf("%s overrides %s%s of %s, want %q", x.class, x.name, x.proto, name, x.want)
		}
	}
}

func TestSubtype(t *testing.T) {
	for _, x := range []struct {
		sub, super string
		want       bool
	}{
		{"Landroid/app/Activity;", "Landroid/app/Activity;", true},
		{"Landroid/app/Activity;", "Landroid/content/Context;", true},
		{"Landroid/app/Activity;", "Landroid/view/KeyEvent$Callback;", true},
		{"Landroid/app/Activity;", "Ljava/lang/Object;", true},
		{"Ljava/util/ArrayList;", "Ljava/lang/Iterable;", true},
		{"Ljava/lang/Runnable;", "Ljava/lang/Object;", true},
		{"Lcom/example/Own;", "Ljava/lang/Object;", true},
		{"Lcom/example/Own;", "Lcom/example/Own;", true},
		{"[I", "[I", true},
		{"[I", "Ljava/lang/Object;", true},
		{"[I", "Ljava/lang/Cloneable;", true},
		{"[[I", "[Ljava/io/Serializable;", true},
		{"[[I", "[Ljava/lang/Object;", true},
		{"[Ljava/lang/String;", "[Ljava/lang/CharSequence;", true},
		{"[Lcom/example/Own;", "[Ljava/lang/Object;", true},
		{"I", "I", true},

		{"Landroid/content/Context;", "Landroid/app/Activity;", false},
		{"Ljava/lang/Object;", "Ljava/lang/Runnable;", false},
		{"Landroid/app/Service;", "Landroid/app/Activity;", false},
		{"Lcom/example/Own;", "Ljava/lang/Runnable;", false},
		{"Landroid/app/Activity;", "Lcom/example/Own;", false},
		{"I", "Ljava/lang/Object;", false},
		{"I", "J", false},
		{"[I", "[J", false},
		{"[I", "[Ljava/lang/Object;", false},
		{"[I", "[[I", false},
		{"[I", "Ljava/util/List;", false},
		{"Ljava/lang/Object;", "[I", false},
		{"[Ljava/lang/CharSequence;", "[Ljava/lang/String;", false},
		{"", "Ljava/lang/Object;", false},
		{"[", "[[", false},
	} {
		if got := Subtype([]byte(x.sub), []byte(x.super)); got != x.want {
			t.Errorf("Subtype(%q, %q) is %v", x.sub, x.super, got)
		}
	}
}

func FuzzLookup(f *testing.F) {
	f.Add("Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)V")
	f.Add("Ljava/util/ArrayList;", "forEach", "(Ljava/util/function/Consumer;)V")
	f.Add("[[I", "<init>", "()V")
	f.Add("Ljava/lang/Object;", "clone", "()[")
	f.Fuzz(func(t *testing.T, descriptor, name, proto string) {
		c, known := Lookup([]byte(descriptor))
		if known && string(c.Name()) != descriptor {
			t.Errorf("Lookup(%q) gives %q", descriptor, c.Name())
		}
		if !Subtype([]byte(descriptor), []byte(descriptor)) {
			t.Errorf("%q is not a subtype of itself", descriptor)
		}
		Subtype([]byte(descriptor), []byte(name))
		Subtype([]byte(name), []byte(descriptor))
		if !known {
			c = lookup(t, "Ljava/util/ArrayList;")
		}
		if over, ok := c.Overrides([]byte(name), []byte(proto)); ok && !Subtype(c.Name(), over.Name()) {
			t.Errorf("%s overrides a method of %s, which is not above it", c.Name(), over.Name())
		}
		m, declared := c.Declares([]byte(name), []byte(proto))
		if over, ok := c.Overrides([]byte(name), []byte(proto)); declared && !m.Static && !m.Final && !m.Constructor() &&
			(!ok || over != c) {
			t.Errorf("%s declares %s%s but overrides that of %s", c.Name(), name, proto, over.Name())
		}
	})
}
