package message

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write schema.json and its published copy")

const published = "../../docs/schema/avow-stream-1.json"

// TestSchemaIsCurrent holds the embedded and the published schema against the
// Go source.
func TestSchemaIsCurrent(t *testing.T) {
	want := buildSchema(t)
	if *update {
		for _, name := range []string{"schema.json", published} {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	if diff := cmp.Diff(string(want), string(Schema)); diff != "" {
		t.Errorf("schema.json is not what the source says (go test -run TestSchema -update writes it):\n%s", diff)
	}
	copied, err := os.ReadFile(published)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(copied, Schema) {
		t.Errorf("%s differs from schema.json", published)
	}
}

// TestSchemaNamesEveryField compares field names both ways without the
// generator, so that an error in it shows.
func TestSchemaNamesEveryField(t *testing.T) {
	var schema struct {
		Properties map[string]any
		Defs       map[string]struct {
			Type       string
			Properties map[string]any
			Required   []string
		} `json:"$defs"`
	}
	if err := json.Unmarshal(Schema, &schema); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var visit func(reflect.Type)
	visit = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice {
			typ = typ.Elem()
		}
		if typ.Kind() == reflect.String && typ.Name() != "string" {
			seen[typ.Name()] = true
		}
		if typ.Kind() != reflect.Struct || seen[typ.Name()] {
			return
		}
		seen[typ.Name()] = true
		properties, required := schema.Properties, []string(nil)
		if typ.Name() != "Message" {
			properties, required = schema.Defs[typ.Name()].Properties, schema.Defs[typ.Name()].Required
		}
		inGo, must := map[string]bool{}, []string(nil)
		for i := range typ.NumField() {
			name, opts, _ := strings.Cut(typ.Field(i).Tag.Get("json"), ",")
			inGo[name] = true
			if properties[name] == nil {
				t.Errorf("%s.%s is not in the schema", typ.Name(), name)
			}
			if opts != "omitempty" {
				must = append(must, name)
			}
			visit(typ.Field(i).Type)
		}
		for name := range properties {
			if !inGo[name] {
				t.Errorf("schema has %s.%s, Go has not", typ.Name(), name)
			}
		}
		if diff := cmp.Diff(must, required, cmp.Transformer("len", func(s []string) map[string]int {
			m := map[string]int{}
			for _, x := range s {
				m[x]++
			}
			return m
		})); diff != "" {
			t.Errorf("%s: required fields differ:\n%s", typ.Name(), diff)
		}
	}
	visit(reflect.TypeFor[Message]())
	for name := range schema.Defs {
		if !seen[name] {
			t.Errorf("schema defines %s, which no message reaches", name)
		}
	}
}

// compiled returns the embedded schema, ready.
func compiled(t testing.TB) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("stream.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("stream.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSchemaAcceptsAndRefuses(t *testing.T) {
	schema := compiled(t)
	for _, m := range sampleStream() {
		line, err := AppendJSON(nil, m)
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s\n%v", line, err)
		}
	}
	for name, line := range badLines {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			continue // not JSON at all: nothing for a schema to say
		}
		if schema.Validate(v) == nil && !onlyReaderRefuses[name] {
			t.Errorf("%s: schema accepts %s", name, line)
		}
	}
}
