package dex_test

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/format/smali"
	"github.com/google/go-cmp/cmp"
)

// newer holds what came after version 035: instructions of 038 and 039, and
// hidden-API flags, on some members of one class of two.
const newer = `
.class public Lt;
.super Ljava/lang/Object;
.field public static greylist a:I
.field public blacklist core-platform-api b:I
.field public c:I
.method public static greylist-max-o m(Ljava/lang/invoke/MethodHandle;)V
    .registers 3
    const-method-handle v0, invoke-constructor@Lt;-><init>()V
    const-method-type v0, (I[J)Lt;
    invoke-polymorphic {p0, v0}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, (I)V
    invoke-polymorphic/range {p0}, Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;, ()J
    invoke-custom {v0, v1}, site("run", (II)V, "x", 7)@Lt;->link(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;I)Ljava/lang/invoke/CallSite;
    invoke-custom/range {v0 .. v1}, get("get", (II)I)@instance-get@Lt;->b:I
    return-void
.end method
.method public n()V
    .registers 1
    return-void
.end method
.class public Lu;
.super Ljava/lang/Object;
.method public o()V
    .registers 1
    return-void
.end method
`

func TestNewerInstructions(t *testing.T) {
	f := assembleText(t, newer)
	m := f.ClassMembers(0)
	d, _ := m.NextMethod()
	var b strings.Builder
	if err := f.Disassemble(&b, d, dex.Listing{Mark: -1}); err != nil {
		t.Fatal(err)
	}
	const want = `.method public static greylist-max-o m(Ljava/lang/invoke/MethodHandle;)V  # in Lt;
        0x0000    const-method-handle v0, method_handle@2 invoke-constructor@Lt;-><init>()V
        0x0002    const-method-type v0, (I[J)Lt;
        0x0004    invoke-polymorphic {p0, v0}, Ljava/lang/invoke/MethodHandle;->invoke([Ljava/lang/Object;)Ljava/lang/Object;, (I)V
        0x0008    invoke-polymorphic/range {p0 .. p0}, Ljava/lang/invoke/MethodHandle;->invokeExact([Ljava/lang/Object;)Ljava/lang/Object;, ()J
        0x000c    invoke-custom {v0, v1}, call_site@1 ("run", (II)V) invoke-static@Lt;->link(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;I)Ljava/lang/invoke/CallSite;
        0x000f    invoke-custom/range {v0 .. v1}, call_site@0 ("get", (II)I) get-instance@Lt;->b:I
        0x0012    return-void
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// hiddenOf lists the members that have flags.
func hiddenOf(f *dex.File) (got []string, err error) {
	for i := range uint32(f.NumClasses()) {
		m := f.ClassMembers(i)
		for d, ok := m.NextField(); ok; d, ok = m.NextField() {
			if d.Hidden != 0 {
				got = append(got, f.FieldName(d.Field)+" "+d.Hidden.String())
			}
		}
		for d, ok := m.NextMethod(); ok; d, ok = m.NextMethod() {
			if d.Hidden != 0 {
				got = append(got, f.MethodName(d.Method)+" "+d.Hidden.String())
			}
		}
		if e := m.Err(); err == nil {
			err = e
		}
	}
	return got, err
}

func TestHiddenAPI(t *testing.T) {
	b, err := smali.Assemble(smali.Options{}, smali.Source{Name: "newer", Text: newer})
	if err != nil {
		t.Fatal(err)
	}
	got, err := hiddenOf(open(t, b))
	want := []string{"Lt;->a:I greylist", "Lt;->b:I blacklist,core-platform-api",
		"Lt;->m(Ljava/lang/invoke/MethodHandle;)V greylist-max-o"}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if got, err := hiddenOf(assembleText(t, small)); len(got) > 0 || err != nil {
		t.Errorf("a file without flags has %q, %v", got, err)
	}
	// The first class's flags, and then the whole section, lie outside.
	var section uint32
	for _, m := range open(t, b).Map() {
		if m.Type == 0xf000 {
			section = m.Off
		}
	}
	put32(b, int(section)+4, 0x7fffffff)
	if _, err := hiddenOf(open(t, b)); err == nil || !strings.Contains(err.Error(), "hidden-API flags of its members run out") {
		t.Errorf("flags outside the file: %v", err)
	}
}
