package model

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func load1(t *testing.T, text string) *Table {
	t.Helper()
	table, err := checked([]file{{"x.txt", "# test\n" + text}})
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// checked opens the models of files and holds them to Check.
func checked(files []file) (*Table, error) {
	t, err := open(files)
	if err != nil {
		return nil, err
	}
	return t, t.Check()
}

// embedded are the embedded models, all read.
func embedded(tb testing.TB) *Table {
	tb.Helper()
	t, err := checked(files())
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

// TestFiles: every text file of the folder is embedded under its name.
func TestFiles(t *testing.T) {
	paths, err := filepath.Glob("data/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("no data files", err)
	}
	var want []file
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, file{filepath.Base(path), string(text)})
	}
	if d := cmp.Diff(want, files(), cmp.AllowUnexported(file{})); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
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
	for _, d := range []string{"La/C;", "La/B", "a/B;", "La.B;", "[La/B;", "L;", "L", "", "La/B/C/D/E;"} {
		if table.Class([]byte(d)) != nil {
			t.Errorf("%q has no models", d)
		}
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
	table := embedded(t)
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
	table := embedded(t)
	n := 0
	for i := range table.classes {
		for _, m := range table.classes[i].lines().models {
			if n++; len(m.Ops) == 0 {
				continue
			}
			again, err := steps(text(m.Ops), -1)
			if err != nil || !sameOps(m.Ops, again) {
				t.Errorf("%s: %q read again is %q, %v", m.Rule, text(m.Ops), text(again), err)
			}
		}
	}
	t.Logf("%d classes, %d lines", len(table.classes), n)
}

// TestLazy: only the classes on the way to a method are read.
func TestLazy(t *testing.T) {
	table, err := open([]file{{"x.txt", `# test
class a.A
  f: none
class a.B like a.C
  f: ret <- this
class a.C like a.D
  g: none
class a.D
  h: none
`}})
	if err != nil {
		t.Fatal(err)
	}
	b := table.Class([]byte("La/B;"))
	for _, x := range []struct {
		ask  string
		read int
	}{{"", 0}, {"f", 1}, {"g", 2}, {"f", 2}, {"k", 3}} {
		if x.ask != "" {
			b.Method([]byte(x.ask), none, 0)
		}
		n := 0
		for i := range table.lines {
			if table.lines[i].Load() != nil {
				n++
			}
		}
		if n != x.read {
			t.Errorf("after %q %d classes are read, want %d", x.ask, n, x.read)
		}
	}
}

// TestConcurrent: all who ask get one and the same model.
func TestConcurrent(t *testing.T) {
	table, err := open(files())
	if err != nil {
		t.Fatal(err)
	}
	const askers = 4
	var got [askers][]*Model
	var all sync.WaitGroup
	for who := range askers {
		all.Go(func() {
			for i := range table.classes {
				c := table.Class([]byte("L" + strings.ReplaceAll(table.classes[i].name, ".", "/") + ";"))
				for at := range c.lines().methods {
					m := &c.lines().methods[at]
					got[who] = append(got[who], c.Method([]byte(m.name), func() []string { return m.params }, int(m.n)))
				}
			}
		})
	}
	all.Wait()
	for who := range askers {
		if len(got[who]) == 0 || !slices.Equal(got[who], got[0]) {
			t.Errorf("asker %d has %d models, or others than the first", who, len(got[who]))
		}
	}
}

// TestLookupAllocates nothing once a class is read.
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

// usual are classes that most apps call: 100 of them.
func usual(b *testing.B, table *Table) []*Class {
	var out []*Class
	for i := range table.classes {
		c := &table.classes[i]
		switch c.file {
		case "java-lang.txt", "android-app.txt", "android-content.txt", "android-os.txt", "java-util.txt":
			if c.id%2 == 0 && len(out) < 100 {
				out = append(out, c)
			}
		}
	}
	if len(out) != 100 {
		b.Fatalf("%d classes", len(out))
	}
	return out
}

// BenchmarkLoad is the outline, then what asking for 100 classes adds, then all.
func BenchmarkLoad(b *testing.B) {
	for _, x := range []struct {
		name string
		more func(*Table) error
	}{
		{"outline", func(*Table) error { return nil }},
		{"usual", func(t *Table) error {
			for _, c := range usual(b, t) {
				c.Method([]byte("toString"), none, 0)
			}
			return nil
		}},
		{"check", (*Table).Check},
	} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				t, err := open(files())
				if err == nil {
					err = x.more(t)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
