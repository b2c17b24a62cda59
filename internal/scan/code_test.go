package scan

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/avow-audit/avow/internal/code/index"
	"github.com/avow-audit/avow/internal/format/dex"
	"github.com/avow-audit/avow/internal/message"
)

// A problem of the code says where it is: in the sentence, or in the place if it
// is a method.
func TestCodeUnknowns(t *testing.T) {
	c := code{files: []codeFile{{file: "base.apk!classes.dex"}}, x: &index.Index{Problems: []index.Problem{
		{Problem: dex.Problem{Where: "interfaces", Offset: 64, Msg: "of class 12 overlap others and are not read"}, Count: 1},
		{Problem: dex.Problem{Where: "Lcom/acme/A;->m(I)V", Offset: 80, Msg: "an instruction runs past the end of the code"}, Count: 2},
		{Problem: dex.Problem{Where: "-><proto?>", Offset: 96, Msg: "an instruction runs past the end of the code"}, Count: 1},
		{Problem: dex.Problem{Where: "class defs", Offset: 112, Msg: "class com.acme.A is defined a second time"}, Count: 1, Shadow: true},
	}}}
	unreadable := func(reason string, where message.Place, count int) message.Unknown {
		where.File = "base.apk!classes.dex"
		return message.Unknown{Kind: "unreadable", Side: message.SideApp, Reason: reason, Where: where, Count: count}
	}
	want := []message.Unknown{
		unreadable("Interfaces of class 12 overlap others and are not read.", message.Place{Offset: 64}, 1),
		unreadable("In the code of a method: an instruction runs past the end of the code.", message.Place{Class: "com.acme.A", Method: "m(int)void", Offset: -1}, 2),
		unreadable("In the code of a method: an instruction runs past the end of the code.", message.Place{Offset: 96}, 1),
	}
	if d := cmp.Diff(want, c.unknowns()); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if o := c.oddities(); len(o) != 1 || o[0].Reason != "Class com.acme.A is defined a second time." {
		t.Errorf("%+v", o)
	}
}
