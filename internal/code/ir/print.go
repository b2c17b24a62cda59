package ir

import (
	"fmt"
	"strings"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
)

// Print writes f as text, one value a line, with the names of x.
func (f *Func) Print(x *index.Index) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", x.MethodName(x.Def(f.Def).Method))
	for i := range f.Blocks {
		bl := &f.Blocks[i]
		fmt.Fprintf(&b, "b%d:%s", i, list(" <-", bl.Preds))
		if bl.Handler {
			b.WriteString(" handler")
		}
		if bl.Loop {
			b.WriteString(" loop")
		}
		b.WriteByte('\n')
		for _, v := range f.Body(i) {
			f.printValue(&b, x, v)
		}
		if len(bl.Succs) > 0 {
			fmt.Fprintf(&b, "   %s%s\n", list("->", bl.Succs[:bl.Normal]), list(" throws ->", bl.Succs[bl.Normal:]))
		}
	}
	return b.String()
}

func list(word string, bs []uint32) string {
	if len(bs) == 0 {
		return ""
	}
	for _, b := range bs {
		word += fmt.Sprintf(" b%d", b)
	}
	return word
}

func (f *Func) printValue(b *strings.Builder, x *index.Index, id ID) {
	v := &f.Values[id]
	fmt.Fprintf(b, "  v%d = %s", id, v.Op)
	switch v.Op {
	case Const:
		fmt.Fprintf(b, " %d", v.Lit)
	case Param:
		fmt.Fprintf(b, " %d", v.Aux)
	case String:
		fmt.Fprintf(b, " %q", x.StringBytes(index.StringID(v.Aux)))
	case Class, New, NewArray, FilledArray, Cast, InstanceOf, Catch:
		if v.Aux != index.None {
			fmt.Fprintf(b, " %s", x.TypeName(index.TypeID(v.Aux)))
		}
	case Load, Store, StaticLoad, StaticStore:
		fmt.Fprintf(b, " %s", x.FieldName(index.FieldID(v.Aux)))
	case Arith:
		fmt.Fprintf(b, " %s", dex.Ops[v.Code].Name)
	case Call:
		if dex.Ops[v.Code].Ref == dex.RefMethod {
			fmt.Fprintf(b, " %s", x.MethodName(index.MethodID(v.Aux)))
		} else {
			fmt.Fprintf(b, " site %d", v.Aux)
		}
	}
	for i, a := range f.Args(id) {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(b, " v%d", a)
	}
	b.WriteByte('\n')
}
