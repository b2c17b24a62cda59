package scan

import "testing"

func TestSentences(t *testing.T) {
	for _, tt := range []struct{ where, msg, want string }{
		{"interfaces", "of class 12 overlap others and are not read", "Interfaces of class 12 overlap others and are not read."},
		{"header", "the table of 7 lies outside the file", "In the header: the table of 7 lies outside the file."},
		{"class data", "of class 3: dex: class data at 0x40: lists 5 members, but the file ends after 2", "Class data of class 3: class data at 0x40 lists 5 members, but the file ends after 2."},
		{"subgraph", "names tensor 99 of 3", "Subgraph names tensor 99 of 3."},
		{"uses-permission", "<uses-permission> has no name", "<uses-permission> has no name."}, // says where itself
		{"string", "string 4: string index is outside the pool", "String 4: string index is outside the pool."},
		{"étiquettes.txt", "is not a list of labels throughout", `"étiquettes.txt" is not a list of labels throughout.`},
		{"", "étrange", "étrange."},
		{"", "the archive is cut.", "The archive is cut."},
		{"", " ", "unreadable."},
		{"", "index: 7 at 0x10: odd", "Index: 7 at 0x10: odd."}, // no error of package dex
	} {
		if got := located(tt.where, tt.msg); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestSmaliMethod(t *testing.T) {
	for _, tt := range []struct{ in, class, method string }{
		{"Lcom/acme/A;->m([[ILjava/lang/String;J)V", "com.acme.A", "m(int[][],java.lang.String,long)void"},
		{"LA;-><init>()V", "A", "<init>()void"},
		{"class defs", "", ""},
		{"Lcom/acme/A;->f:I", "", ""},    // a field
		{"Lcom/acme/A;->m(Lb)V", "", ""}, // a name without its end
		{"Lcom/acme/A;->m([)V", "", ""},
	} {
		class, method, ok := smaliMethod(tt.in)
		if class != tt.class || method != tt.method || ok != (tt.class != "") {
			t.Errorf("%s: %q, %q, %v", tt.in, class, method, ok)
		}
	}
}
