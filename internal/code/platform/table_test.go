package platform

import (
	"strings"
	"testing"
)

// TestTable walks the whole table: what it lists can be found, and every way up
// ends at Object.
func TestTable(t *testing.T) {
	if got := string(table[:8]); got != "avowplat" {
		t.Fatalf("magic %q", got)
	}
	const headerSize = fieldsFrom + 4*uint32(numFields)
	if headerSize != 108 || header(classBuckets) != headerSize {
		t.Fatalf("header of %d bytes, sections from %d", headerSize, header(classBuckets))
	}
	for f := classIndex; f < numFields; f++ {
		if header(f) < header(f-1) || header(f) >= uint32(len(table)) {
			t.Fatalf("section %d at %d", f, header(f))
		}
	}
	if len(table) > 2_650_000 {
		t.Errorf("the table has %d bytes", len(table))
	}
	classes, methods := header(numClasses), 0
	for id := range classes {
		c := Class{id}
		if found, ok := Lookup(c.Name()); !ok || found != c {
			t.Fatalf("class %s is not found", c.Name())
		}
		if name := string(c.Name()); !strings.HasPrefix(name, "L") || !strings.HasSuffix(name, ";") {
			t.Fatalf("class %s is no descriptor of a class", name)
		}
		if c.Interface() && !c.Abstract() || c.Abstract() && c.Final() {
			t.Errorf("flags of %s", c.Name())
		}
		top := checkUp(t, c, 0)
		if string(top.Name()) != objectName {
			t.Fatalf("above %s ends with %s", c.Name(), top.Name())
		}
		for i := range c.Interfaces() {
			if !i.Interface() {
				t.Errorf("%s implements %s", c.Name(), i.Name())
			}
			checkUp(t, i, 0)
		}
		for m := range c.Methods() {
			methods++
			if found, ok := c.Declares(m.Name, m.Proto); !ok || found.Static != m.Static || found.Final != m.Final ||
				found.Abstract != m.Abstract || string(found.Name) != string(m.Name) {
				t.Fatalf("%s does not declare %s%s", c.Name(), m.Name, m.Proto)
			}
			over, ok := c.Overrides(m.Name, m.Proto)
			if overridable := !m.Static && !m.Final && !m.Constructor(); overridable && (!ok || over != c) {
				t.Errorf("%s overrides %s%s of %s", c.Name(), m.Name, m.Proto, over.Name())
			} else if !overridable && ok && over == c {
				if _, both := both(c, m); !both {
					t.Errorf("%s.%s%s can't be overridden", c.Name(), m.Name, m.Proto)
				}
			}
		}
	}
	if n := header(numMethods); methods != int(n) {
		t.Errorf("%d methods belong to classes, of %d", methods, n)
	}
	t.Logf("classes %d methods %d bytes %d", classes, methods, len(table))
}

// both finds another method of c with the parameters of m that can be overridden.
func both(c Class, m Method) (Method, bool) {
	params := m.Proto[:strings.IndexByte(string(m.Proto), ')')]
	for o := range c.Methods() {
		if string(o.Name) == string(m.Name) && string(o.Proto) != string(m.Proto) && !o.Static && !o.Final &&
			strings.HasPrefix(string(o.Proto), string(params)) {
			return o, true
		}
	}
	return Method{}, false
}

// checkUp follows super classes and interfaces and gives the last super class.
func checkUp(t *testing.T, c Class, depth int) Class {
	t.Helper()
	if depth > 64 {
		t.Fatalf("the way up from %s does not end", c.Name())
	}
	for i := range c.Interfaces() {
		checkUp(t, i, depth+1)
	}
	if up, ok := c.Super(); ok {
		return checkUp(t, up, depth+1)
	}
	return c
}

func TestNoAllocation(t *testing.T) {
	descriptor, name, proto := []byte("Ljava/util/ArrayList;"), []byte("forEach"), []byte("(Ljava/util/function/Consumer;)V")
	up := []byte("Ljava/lang/Iterable;")
	c := lookup(t, string(descriptor))
	n := testing.AllocsPerRun(100, func() {
		Lookup(descriptor)
		c.Declares(name, proto)
		c.Overrides(name, proto)
		Subtype(descriptor, up)
		c.SuperName()
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLookup(b *testing.B) {
	for name, d := range map[string]string{"hit": "Landroid/app/Activity;", "miss": "Lcom/example/app/MainActivity;"} {
		b.Run(name, func(b *testing.B) {
			for d := []byte(d); b.Loop(); {
				Lookup(d)
			}
		})
	}
}

func BenchmarkOverrides(b *testing.B) {
	for _, x := range []struct{ what, class, name, proto string }{
		{"own", "Landroid/app/Activity;", "onCreate", "(Landroid/os/Bundle;)V"},
		{"inherited", "Landroid/app/ListActivity;", "toString", "()Ljava/lang/String;"},
		{"interface", "Ljava/util/ArrayList;", "spliterator", "()Ljava/util/Spliterator;"},
		{"miss-name", "Landroid/app/ListActivity;", "onSomethingMadeUp", "(Landroid/os/Bundle;)V"},
		{"miss-params", "Landroid/app/ListActivity;", "onCreate", "(Landroid/os/Bundle;I)V"},
		{"miss-elsewhere", "Landroid/app/ListActivity;", "doInBackground", "([Ljava/lang/Object;)Ljava/lang/Object;"},
	} {
		b.Run(x.what, func(b *testing.B) {
			c := lookup(b, x.class)
			name, proto := []byte(x.name), []byte(x.proto)
			b.ReportAllocs()
			for b.Loop() {
				c.Overrides(name, proto)
			}
		})
	}
}

// BenchmarkLookupAll looks every class up once, so that little stays in the
// processor's caches.
func BenchmarkLookupAll(b *testing.B) {
	n := header(numClasses)
	for i := uint32(0); b.Loop(); i = (i + 7919) % n {
		Lookup(Class{i}.Name())
	}
}

func BenchmarkSubtype(b *testing.B) {
	sub, super := []byte("Ljava/util/ArrayList;"), []byte("Ljava/lang/Iterable;")
	for b.Loop() {
		Subtype(sub, super)
	}
}
