package trace

import (
	"strings"

	"github.com/avow-audit/avow/internal/code/callgraph"
	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/manifest"
)

// testMarks are the annotations by which a test runner finds what to call.
var testMarks = map[string]bool{
	"Lorg/junit/Test;": true, "Lorg/junit/Before;": true, "Lorg/junit/After;": true,
	"Lorg/junit/BeforeClass;": true, "Lorg/junit/AfterClass;": true,
}

// testMethods are the methods that instrumentation finds by annotation or, in
// classes of JUnit 3, by name: a test package has no other way in.
func testMethods(h *callgraph.Hierarchy, ms []*manifest.Manifest) []index.DefID {
	wanted := false
	for _, m := range ms {
		wanted = wanted || len(m.Instrumentation) > 0
	}
	if !wanted {
		return nil
	}
	var out []index.DefID
	x := h.X
	for c := range index.ClassID(x.NumClasses()) {
		cl := x.Class(c)
		if cl.Shadowed {
			continue
		}
		marked := markedMethods(x, cl, testMarks)
		junit3 := h.IsA(cl.Type, "Ljunit/framework/TestCase;")
		lo, hi := x.ClassDefs(c)
		for d := lo; d < hi; d++ {
			def := x.Def(d)
			if uint32(def.Method) == index.None || def.CodeOff == 0 {
				continue
			}
			_, name, _ := x.Method(def.Method)
			if marked[def.Method] || junit3 && strings.HasPrefix(string(x.StringBytes(name)), "test") {
				out = append(out, d)
			}
		}
	}
	return out
}

func markedMethods(x *index.Index, cl index.Class, marks map[string]bool) map[index.MethodID]bool {
	f := x.Files()[cl.Dex]
	def := f.Class(cl.Row)
	if def.AnnotationsOff == 0 {
		return nil
	}
	a, _ := f.Annotations(def.AnnotationsOff)
	var out map[index.MethodID]bool
	for _, m := range a.Methods {
		for _, item := range m.Items {
			if t := x.Global(cl.Dex, dex.RefType, item.Annotation.Type); t != index.None && marks[x.TypeName(index.TypeID(t))] {
				if out == nil {
					out = map[index.MethodID]bool{}
				}
				out[index.MethodID(x.Global(cl.Dex, dex.RefMethod, m.Member))] = true
			}
		}
	}
	return out
}

// bridgeMark is the annotation that lets a page in a web view call a method.
const bridgeMark = "Landroid/webkit/JavascriptInterface;"

// bridges are the methods so marked.
func bridges(x *index.Index) map[index.DefID]bool {
	if len(x.FindTypes(func(d []byte) bool { return string(d) == bridgeMark })) == 0 {
		return nil
	}
	out := map[index.DefID]bool{}
	for c := range index.ClassID(x.NumClasses()) {
		for m := range markedMethods(x, x.Class(c), map[string]bool{bridgeMark: true}) {
			if d := x.DefOf(m); uint32(d) != index.None {
				out[d] = true
			}
		}
	}
	return out
}
