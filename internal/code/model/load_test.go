package model

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

func load1(t *testing.T, text string) *Table {
	t.Helper()
	table, err := parse(fstest.MapFS{"x.txt": {Data: []byte("# test\n" + text)}})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

func none() []string { panic("parameters asked for without need") }

func rule(m *Model) string {
	if m == nil {
		return ""
	}
	return m.Rule
}

// TestLookup: exact types go before a number, that before any.
func TestLookup(t *testing.T) {
	table := load1(t, `class a.B
  f: ret <- this
  f(1): ret <- a1
  f(int): none
  f(char[],Object): a1 <- this
  g(2): ret <- a2
  h: none
`)
	c := table.Class([]byte("La/B;"))
	for _, x := range []struct {
		name   string
		params []string
		want   string
	}{
		{"f", []string{"I"}, "x.txt:5"},
		{"f", []string{"J"}, "x.txt:4"},
		{"f", nil, "x.txt:3"},
		{"f", []string{"[C", "Ljava/lang/Object;"}, "x.txt:6"},
		{"f", []string{"C", "Ljava/lang/Object;"}, "x.txt:3"},
		{"f", []string{"I", "I", "I"}, "x.txt:3"},
		{"g", []string{"I", "I"}, "x.txt:7"},
		{"g", []string{"I"}, ""},
		{"k", nil, ""},
	} {
		m := c.Method([]byte(x.name), func() []string { return x.params }, len(x.params))
		if got := rule(m); got != x.want {
			t.Errorf("%s(%s): %q, want %q", x.name, strings.Join(x.params, ""), got, x.want)
		}
	}
	if got := rule(c.Method([]byte("h"), none, 3)); got != "x.txt:8" {
		t.Errorf("h: %q", got)
	}
	if table.Class([]byte("La/C;")) != nil || table.Class([]byte("La/B")) != nil {
		t.Error("found a class that has no models")
	}
}

// TestLike: the models of the other class hold unless the class has its own.
func TestLike(t *testing.T) {
	table := load1(t, `class a.C body like a.B
  f: none
class a.B like a.A
  f: ret <- this
  g: ret = this
class a.A
  h: none
`)
	c, b := table.Class([]byte("La/C;")), table.Class([]byte("La/B;"))
	if got := rule(c.Method([]byte("f"), none, 0)); got != "x.txt:3" {
		t.Errorf("own line: %q", got)
	}
	for name, want := range map[string]string{"g": "x.txt:6", "h": "x.txt:8"} {
		m := c.Method([]byte(name), none, 0)
		if rule(m) != want || !m.Body {
			t.Errorf("%s: %+v, want %s with body", name, m, want)
		}
		if m := b.Method([]byte(name), none, 0); rule(m) != want || m.Body {
			t.Errorf("%s of the other: %+v", name, m)
		}
	}
}

func TestDefault(t *testing.T) {
	table := load1(t, `default java.*: ret <- this
default java.util.*: none
default java.util.List: ret <- args
class a.B
  f: none
`)
	for d, want := range map[string]string{
		"Ljava/util/List;": "x.txt:4", "Ljava/util/List$Entry;": "x.txt:3", "Ljava/util/zip/CRC32;": "x.txt:3",
		"Ljava/lang/String;": "x.txt:2", "Ljava/utility/A;": "x.txt:2", "Ljavax/A;": "", "LA;": "", "[Ljava/util/List;": "", "I": "", "L;": "", "": "",
	} {
		if got := rule(table.Default([]byte(d))); got != want {
			t.Errorf("%q: %q, want %q", d, got, want)
		}
	}
	if m := load1(t, "default *: none\n").Default([]byte("La/B;")); rule(m) != "x.txt:2" {
		t.Errorf("default of all: %+v", m)
	}
}

// TestEmbedded looks at some lines whose meaning is plain.
func TestEmbedded(t *testing.T) {
	table, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		class, name string
		params      []string
		want        string
	}{
		{"Ljava/lang/StringBuilder;", "append", []string{"Ljava/lang/String;"}, "this <- a1; ret = this"},
		{"Ljava/lang/String;", "length", nil, ""},
		{"Ljava/util/List;", "add", []string{"Ljava/lang/Object;"}, "this[next] = a1"},
		{"Ljava/util/Map;", "get", []string{"Ljava/lang/Object;"}, "ret = this[a1]"},
		{"Landroid/content/Intent;", "putExtra", []string{"Ljava/lang/String;", "I"}, "this.$extras[a1] = a2; ret = this"},
		{"Landroid/app/Activity;", "startActivityForResult", []string{"Landroid/content/Intent;", "I"}, "icc start-activity-for-result this a1"},
		{"Ljava/lang/Thread;", "start", nil, "later call this.run(); later call this.$target.run()"},
		{"Ljava/lang/Class;", "forName", []string{"Ljava/lang/String;"}, "ret = reflect class-for-name a1"},
		{"Lio/reactivex/Observable;", "just", []string{"Ljava/lang/Object;"}, "ret[*] = a1; ret[*] = a2; ret[*] = a3; ret[*] = a4; ret[*] = a5"},
	} {
		m := table.Class([]byte(x.class)).Method([]byte(x.name), func() []string { return x.params }, len(x.params))
		if m == nil {
			t.Errorf("%s.%s has no model", x.class, x.name)
			continue
		}
		if got := text(m.Ops); got != x.want {
			t.Errorf("%s.%s: %q, want %q", x.class, x.name, got, x.want)
		}
	}
}

func text(ops []Op) string {
	var s []string
	for _, o := range ops {
		s = append(s, o.String())
	}
	return strings.Join(s, "; ")
}

// TestPrint: every model, printed and read again, is the same.
func TestPrint(t *testing.T) {
	p := readAll(t)
	for i := range p.out.models {
		ops := p.out.models[i].Ops
		if len(ops) == 0 {
			continue
		}
		again, err := new(parser).steps(text(ops), -1)
		if err != nil || !sameOps(ops, again) {
			t.Errorf("%s: %q read again is %q, %v", p.ruleOf(int32(i)), text(ops), text(again), err)
		}
	}
}

// TestLookupAllocates nothing.
func TestLookupAllocates(t *testing.T) {
	table, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	class, name, other := []byte("Ljava/lang/StringBuilder;"), []byte("toString"), []byte("Ljava/util/zip/Other;")
	if n := testing.AllocsPerRun(100, func() {
		table.Class(class).Method(name, none, 0)
		table.Class(other)
		table.Default(other)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkLoad(b *testing.B) {
	sub, err := fs.Sub(files, "data")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := parse(sub); err != nil {
			b.Fatal(err)
		}
	}
}
