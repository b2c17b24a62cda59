package catalog

import (
	"testing"

	"github.com/avow-audit/avow/internal/catalog/data"
)

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := read(data.Files(), false); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(data.Files()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDigest(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		digest(data.Files())
	}
}

// BenchmarkMatch times one question of each kind, of names that mean something
// and of names like most.
func BenchmarkMatch(b *testing.B) {
	c, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for _, q := range []struct {
		name string
		ask  func() []*Rule
	}{
		{"type/app", func() []*Rule { return c.Type([]byte("Lcom/example/shop/cart/CartViewModel;")) }},
		{"type/androidx", func() []*Rule { return c.Type([]byte("Landroidx/recyclerview/widget/RecyclerView$Adapter;")) }},
		{"type/face", func() []*Rule { return c.Type([]byte("Lcom/google/mlkit/vision/face/Face;")) }},
		{"type/short", func() []*Rule { return c.Type([]byte("La/b/c;")) }},
		{"method/app", func() []*Rule {
			return c.Method([]byte("Lcom/example/shop/cart/CartViewModel;"), []byte("addItem"), nil)
		}},
		{"method/hit", func() []*Rule {
			return c.Method([]byte("Landroid/location/LocationManager;"), []byte("getLastKnownLocation"), nil)
		}},
		{"method/near", func() []*Rule {
			return c.Method([]byte("Landroid/content/ContentResolver;"), []byte("insert"), nil)
		}},
		{"field/app", func() []*Rule { return c.Field([]byte("Lcom/example/shop/R$id;"), []byte("button")) }},
		{"string/word", func() []*Rule { return c.String([]byte("onCreateViewHolder")) }},
		{"string/long", func() []*Rule {
			return c.String([]byte("The quick brown fox jumps over the lazy dog, and does it again and again"))
		}},
		{"string/url", func() []*Rule { return c.String([]byte("https://api.example.org/v1/items?x=1")) }},
		{"string/hit", func() []*Rule { return c.String([]byte("content://com.android.contacts/contacts")) }},
		{"native", func() []*Rule { return c.Native("libfoo.so") }},
		{"symbol", func() []*Rule { return c.Symbol([]byte("Java_com_example_Native_init")) }},
		{"asset", func() []*Rule { return c.Asset("assets/flutter_assets/fonts/MaterialIcons-Regular.otf") }},
	} {
		b.Run(q.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				n += len(q.ask())
			}
		})
	}
}
