package message

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/practice"
)

// The schema is drawn from the Go source: shapes from the types, words of the
// closed lists from the constants, descriptions from the comments. So there is
// one place to change, and `go test -run TestSchema -update` writes the rest.

// patterns narrows fields that are strings in Go.
var patterns = map[string]string{
	"Evidence.id":     "^E-[0-9a-f]{8,}$",
	"Statement.id":    "^S-[0-9a-f]{8,}$",
	"Unknown.id":      "^U-[0-9a-f]{8,}$",
	"Config.protocol": `^1\.(0|[1-9][0-9]{0,3})$`,
	"Config.home":     "^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$",
	"Catalog.digest":  "^([0-9a-f]{64})?$",
}

// object is a JSON object that keeps its order.
type object []member

type member struct {
	name  string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		k, _ := json.Marshal(m.name)
		b.Write(k)
		b.WriteByte(':')
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

type source struct {
	doc    map[string]string   // of types and "Type.Field"
	words  map[string][]string // constants by their type's name
	defs   map[string]object
	order  []string
	errors []string
}

func readSource(t *testing.T) *source {
	t.Helper()
	s := &source{doc: map[string]string{}, words: map[string][]string{}, defs: map[string]object{}}
	fset := token.NewFileSet()
	for _, name := range []string{"message.go", "statement.go", "label.go", "inventory.go"} {
		f, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if g, ok := d.(*ast.GenDecl); ok {
				s.readDecl(g)
			}
		}
	}
	for _, p := range practice.All() {
		s.words["ID"] = append(s.words["ID"], string(p.ID))
	}
	s.doc["ID"] = "Name of a practice, in report order."
	return s
}

func (s *source) readDecl(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		switch x := spec.(type) {
		case *ast.ValueSpec:
			id, ok := x.Type.(*ast.Ident)
			if g.Tok != token.CONST || !ok || len(x.Values) != 1 {
				continue
			}
			if lit, ok := x.Values[0].(*ast.BasicLit); ok {
				if word, err := strconv.Unquote(lit.Value); err == nil {
					s.words[id.Name] = append(s.words[id.Name], word)
				}
			}
		case *ast.TypeSpec:
			s.doc[x.Name.Name] = oneLine(g.Doc, x.Doc)
			if st, ok := x.Type.(*ast.StructType); ok {
				for _, f := range st.Fields.List {
					for _, n := range f.Names {
						s.doc[x.Name.Name+"."+n.Name] = oneLine(f.Doc, f.Comment)
					}
				}
			}
		}
	}
}

func oneLine(groups ...*ast.CommentGroup) string {
	for _, g := range groups {
		if text := strings.Join(strings.Fields(g.Text()), " "); text != "" {
			return text
		}
	}
	return ""
}

func ref(name string) object { return object{{"$ref", "#/$defs/" + name}} }

// shape returns the schema of t and files the definitions it needs.
func (s *source) shape(t reflect.Type, null bool) object {
	switch t.Kind() {
	case reflect.Pointer:
		return s.shape(t.Elem(), false)
	case reflect.Slice:
		kind := any("array")
		if null {
			kind = []string{"array", "null"} // an empty list of Go
		}
		return object{{"type", kind}, {"items", s.shape(t.Elem(), false)}}
	case reflect.Struct:
		s.define(t)
		return ref(t.Name())
	case reflect.String:
		if t.Name() == "string" {
			return object{{"type", "string"}}
		}
		s.define(t)
		return ref(t.Name())
	case reflect.Int, reflect.Int64:
		return object{{"type", "integer"}}
	case reflect.Float64:
		return object{{"type", "number"}}
	case reflect.Bool:
		return object{{"type", "boolean"}}
	}
	s.errors = append(s.errors, fmt.Sprintf("no schema for %v", t))
	return nil
}

func (s *source) define(t reflect.Type) {
	if _, ok := s.defs[t.Name()]; ok {
		return
	}
	s.defs[t.Name()] = nil
	s.order = append(s.order, t.Name())
	if t.Kind() == reflect.String {
		if len(s.words[t.Name()]) == 0 {
			s.errors = append(s.errors, "no words for "+t.Name())
		}
		s.defs[t.Name()] = object{{"description", s.doc[t.Name()]}, {"type", "string"}, {"enum", s.words[t.Name()]}}
		return
	}
	props, required := s.fields(t)
	s.defs[t.Name()] = object{
		{"description", s.doc[t.Name()]},
		{"type", "object"},
		{"additionalProperties", false},
		{"required", required},
		{"properties", props},
	}
}

func (s *source) fields(t reflect.Type) (props object, required []string) {
	required = []string{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		optional := strings.Contains(opts, "omitempty")
		if !optional {
			required = append(required, name)
		}
		shape := s.shape(f.Type, !optional)
		if p := patterns[t.Name()+"."+name]; p != "" {
			shape = append(shape, member{"pattern", p})
		}
		if doc := s.doc[t.Name()+"."+f.Name]; doc != "" {
			shape = append(object{{"description", doc}}, shape...)
		}
		props = append(props, member{name, shape})
	}
	return props, required
}

// buildSchema returns the whole schema as indented JSON.
func buildSchema(t *testing.T) []byte {
	t.Helper()
	s := readSource(t)
	props, _ := s.fields(reflect.TypeFor[Message]())
	var defs object
	for _, name := range s.order {
		defs = append(defs, member{name, s.defs[name]})
	}
	root := object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "urn:avow:stream:1"},
		{"title", "avow stream, protocol " + Protocol},
		{"description", "One line of an avow stream (JSON lines). " + s.doc["Message"] +
			" Config is first and Summary last, each once; identifiers are unique; a verdict only names evidence, statements and unknowns on lines before it."},
		{"type", "object"},
		{"additionalProperties", false},
		{"minProperties", 1},
		{"maxProperties", 1},
		{"properties", props},
		{"$defs", defs},
	}
	raw, err := json.Marshal(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range s.errors {
		t.Error(e)
	}
	var out bytes.Buffer
	if err := json.Indent(&out, raw, "", "  "); err != nil {
		t.Fatal(err)
	}
	out.WriteByte('\n')
	return out.Bytes()
}
