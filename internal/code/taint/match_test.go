package taint

import "testing"

func TestTakes(t *testing.T) {
	f := Filter{Actions: []string{"SHOW"}, Categories: []string{"DEFAULT"}}
	typed := Filter{Actions: []string{"SHOW"}, Types: []string{"image/*"}}
	link := Filter{Actions: []string{"VIEW"}, Schemes: []string{"https", "tel"}, Hosts: []string{"a.com", "*.b.com"}}
	port := Filter{Actions: []string{"VIEW"}, Schemes: []string{"https"}, Hosts: []string{"a.com:8080"}}
	for _, x := range []struct {
		name string
		f    Filter
		o    Offer
		want bool
	}{
		{"nothing known", f, Offer{}, false},
		{"action", f, Offer{Actions: []string{"SHOW"}}, true},
		{"one of two actions", f, Offer{Actions: []string{"HIDE", "SHOW"}}, true},
		{"other action", f, Offer{Actions: []string{"HIDE"}}, false},
		{"category", f, Offer{Actions: []string{"SHOW"}, Categories: []string{"DEFAULT"}}, true},
		{"one category too many", f, Offer{Actions: []string{"SHOW"}, Categories: []string{"DEFAULT", "BIG"}}, false},
		{"type", typed, Offer{Actions: []string{"SHOW"}, Types: []string{"image/png"}}, true},
		{"other type", typed, Offer{Actions: []string{"SHOW"}, Types: []string{"text/plain"}}, false},
		{"no type", typed, Offer{Actions: []string{"SHOW"}}, false},
		{"host", link, Offer{Data: []string{"https://a.com/?q=1"}}, true},
		{"host below", link, Offer{Data: []string{"https://www.b.com"}}, true},
		{"other host", link, Offer{Data: []string{"https://c.com/a.com"}}, false},
		{"no host", link, Offer{Data: []string{"tel:110"}}, true},
		{"no data", link, Offer{Actions: []string{"VIEW"}}, false},
		{"data that is not constant", link, Offer{Actions: []string{"VIEW"}, Address: true}, true},
		{"no action", link, Offer{Data: []string{"https://a.com"}}, true},
		{"any port", link, Offer{Data: []string{"https://a.com:8080/"}}, true},
		{"the port", port, Offer{Data: []string{"https://a.com:8080/"}}, true},
		{"other port", port, Offer{Data: []string{"https://a.com:80/"}}, false},
		{"other scheme", link, Offer{Data: []string{"http://a.com"}}, false},
	} {
		if got := x.f.Takes(&x.o); got != x.want {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}

func TestServes(t *testing.T) {
	for uri, want := range map[string]bool{
		"content://a.store": true, "content://a.store/rows/1": true, "content://10@a.store/rows": true, "a.store": true,
		"content://a.storehouse/rows": false, "content://b/a.store": false, "content://": false, "": false,
	} {
		if got := serves([]string{"a.store"}, uri); got != want {
			t.Errorf("%q: %v, want %v", uri, got, want)
		}
	}
}

// What is passed on as it came keeps its parts apart.
func TestCarries(t *testing.T) {
	id, name := Part{extras, "id"}, Part{extras, "name"}
	all, whole := Part{Cell: extras}, Part{}
	for _, x := range []struct {
		what                  string
		given, want, received Part
		part                  Part
		ok                    bool
	}{
		{"same key", id, id, whole, whole, true},
		{"other key", id, name, whole, Part{}, false},
		{"other cell", Part{Cell: "$data"}, id, whole, Part{}, false},
		{"under another key", name, name, id, id, true},
		{"the whole intent", whole, id, whole, id, true},
		{"all extras", all, id, all, id, true},
		{"all extras under one key", id, id, all, all, true},
	} {
		part, ok := (&Given{Part: x.given}).Carries(x.want, x.received)
		if part != x.part || ok != x.ok {
			t.Errorf("%s: %v %v, want %v %v", x.what, part, ok, x.part, x.ok)
		}
	}
}
