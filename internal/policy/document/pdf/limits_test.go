package pdf

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// hostile are files made to cost more than their size: in time, memory or
// depth. size scales each.
var hostile = []struct {
	name string
	make func(size int) []byte
}{
	{"a stream that inflates a thousandfold", func(n int) []byte {
		return onePage(streamOf("/Filter /FlateDecode", deflated(strings.Repeat("(a) Tj ", n*100))), helvetica)
	}},
	{"streams that inflate twice", func(n int) []byte {
		return onePage(streamOf("/Filter [/FlateDecode /FlateDecode]", deflated(deflated(strings.Repeat("\x00", n*1000)))), helvetica)
	}},
	{"forms that call themselves", func(n int) []byte {
		return onePage(streamOf("", "/X1 Do"), helvetica, streamOf("/Subtype /Form", strings.Repeat("/X1 Do ", n)))
	}},
	{"forms that each call the next, many times", func(n int) []byte {
		objects := []string{"<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Resources << /XObject << /X 5 0 R >> >> /Contents 4 0 R >>", streamOf("", "/X Do")}
		for i := range 10 {
			objects = append(objects, streamOf(fmt.Sprintf("/Subtype /Form /Resources << /XObject << /X %d 0 R >> >>", 6+i), strings.Repeat("/X Do ", n)))
		}
		return file(objects...)
	}},
	{"a page tree that holds itself", func(n int) []byte {
		return file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids ["+strings.Repeat("2 0 R 3 0 R ", n)+"] >>", "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] >>")
	}},
	{"a page tree as deep as the file", func(n int) []byte {
		objects := []string{"<< /Type /Catalog /Pages 2 0 R >>"}
		for i := range n {
			objects = append(objects, fmt.Sprintf("<< /Kids [%d 0 R] >>", i+3))
		}
		return file(objects...)
	}},
	{"a table that precedes itself", func(n int) []byte {
		return []byte("%PDF-1.4\nxref\n0 0\ntrailer\n<< /Root 1 0 R /Prev 9 >>\nstartxref\n9\n%%EOF")
	}},
	{"a table of billions", func(n int) []byte {
		return []byte("%PDF-1.4\nxref\n0 2000000000\n0000000000 00000 f \ntrailer\n<< /Size 2000000000 /Root 1 0 R >>\nstartxref\n9\n%%EOF")
	}},
	{"a table stream of billions", func(n int) []byte {
		return []byte("%PDF-1.5\n1 0 obj\n" + streamOf("/Type /XRef /Size 2000000000 /W [1 8 8] /Index [0 2000000000] /Root 1 0 R", "abc") + "\nendobj\nstartxref\n9\n%%EOF")
	}},
	{"brackets as deep as the file", func(n int) []byte {
		return file("<< /Type /Catalog /Pages 2 0 R >>", strings.Repeat("[<</a", n))
	}},
	{"brackets as deep as a content stream", func(n int) []byte {
		return onePage(streamOf("", strings.Repeat("[", n)), helvetica)
	}},
	{"objects that never end", func(n int) []byte {
		return []byte("%PDF-1.4\n" + strings.Repeat("1 0 obj << /A [ ", n))
	}},
	{"many objects that never end", func(n int) []byte {
		var b strings.Builder
		b.WriteString("%PDF-1.4\n")
		for i := range n {
			fmt.Fprintf(&b, "%d 0 obj << /A [ ", i)
		}
		return []byte(b.String())
	}},
	{"streams without an end", func(n int) []byte {
		var b strings.Builder
		b.WriteString("%PDF-1.4\n")
		for i := range n {
			fmt.Fprintf(&b, "%d 0 obj << >> stream\n", i)
		}
		return []byte(b.String())
	}},
	{"lengths that wait for lengths", func(n int) []byte {
		var b strings.Builder
		b.WriteString("%PDF-1.4\n")
		for i := range n {
			fmt.Fprintf(&b, "%d 0 obj << /Length %d 0 R >> stream\nx\nendstream endobj\n", i+1, i+2)
		}
		return []byte(b.String())
	}},
	{"a string of the whole file", func(n int) []byte {
		return onePage(streamOf("", "BT /F1 9 Tf ("+strings.Repeat("a", n*10)+") Tj ET"), helvetica)
	}},
	{"fonts without a place of their own", func(n int) []byte {
		return file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>",
			"<< /Resources << /Font << /F1 << /Subtype /TrueType /Encoding /WinAnsiEncoding >> >> >> /Contents 4 0 R >>",
			streamOf("", strings.Repeat("/F1 9 Tf ", n)))
	}},
	{"many fonts that share one wide map", func(n int) []byte {
		var fonts, tf strings.Builder
		for i := range n {
			fmt.Fprintf(&fonts, "/F%d << /Subtype /Type0 /ToUnicode 5 0 R /DescendantFonts [<< /W 6 0 R >>] >> ", i)
			fmt.Fprintf(&tf, "/F%d 9 Tf ", i)
		}
		return file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>",
			"<< /Resources << /Font << "+fonts.String()+">> >> /Contents 4 0 R >>", streamOf("", tf.String()),
			streamOf("", "1 beginbfrange "+strings.Repeat("<0001> <ffff> <0041> ", 2000)+"endbfrange"), "[1 ["+strings.Repeat("9 ", 10000)+"]]")
	}},
	{"differences as long as the file", func(n int) []byte {
		return onePage(streamOf("", "BT /F1 9 Tf ("+strings.Repeat("a", n)+") Tj ET"),
			"<< /Subtype /Type1 /Encoding << /Differences ["+strings.Repeat("1 /a ", n)+"] >> >>")
	}},
	{"one content stream a million times", func(n int) []byte {
		return file("<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents ["+strings.Repeat("4 0 R ", n)+"] >>",
			streamOf("/Filter /FlateDecode", deflated(strings.Repeat("q ", 10000))))
	}},
	{"images without an end", func(n int) []byte {
		return onePage(streamOf("", strings.Repeat("BI ID ", n)), helvetica)
	}},
	{"numbers without a bound", func(n int) []byte {
		return onePage(streamOf("", "BT /F1 "+strings.Repeat("9", 400)+" Tf "+strings.Repeat("9", 400)+" 0 Td (a) Tj ET"),
			"<< /Subtype /TrueType /FirstChar -99999999999999999999 /Widths [1 2] >>")
	}},
}

// TestHostile reads each whole: the counter of work bounds time, the same on
// every machine; memory is measured.
func TestHostile(t *testing.T) {
	const mostMemory = 1 << 30 // bytes allocated in all, of which the collector takes most back
	for _, c := range hostile {
		data := c.make(10_000)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		work, err := readAll(data, maxWork)
		runtime.ReadMemStats(&after)
		allocated := after.TotalAlloc - before.TotalAlloc
		t.Logf("%-45s %8d bytes, work %9d, allocated %4d MB, %v", c.name, len(data), work, allocated>>20, err)
		if work > maxWork || allocated > mostMemory {
			t.Errorf("%s: work %d of %d, %d bytes allocated", c.name, work, maxWork, allocated)
		}
	}
}

// TestWorkIsLinear doubles each file that no limit stops: the work must not
// grow much faster.
func TestWorkIsLinear(t *testing.T) {
	for _, c := range hostile {
		const budget = 4 << 20
		once, err := readAll(c.make(1000), budget)
		twice, err2 := readAll(c.make(2000), budget)
		if err == errWork || err2 == errWork { // the forms and what never ends: the counter's business
			continue
		}
		if twice > 3*once+1000 {
			t.Errorf("%s: work %d, at twice the size %d", c.name, once, twice)
		}
	}
}

// readAll reads all pages and gives the work done and the limit reached.
func readAll(data []byte, budget int) (int, error) {
	f := newFile(data)
	f.work = budget
	err := f.open()
	for i := range f.pages {
		if _, lost := f.Page(i); lost != nil {
			err = lost
		}
	}
	return budget - f.work, err
}

// FuzzRead must neither panic nor do more work than is allowed.
func FuzzRead(f *testing.F) {
	for _, c := range hostile {
		if data := c.make(20); len(data) < 20_000 {
			f.Add(data)
		}
	}
	f.Add(onePage(streamOf("/Filter /LZWDecode", "\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01"), helvetica))
	f.Add(onePage(streamOf("", "BT /F1 9 Tf [(a) -300 (b)] TJ T* (c) ' 1 2 (d) \" ET"), helvetica))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := newFile(data)
		file.work = 1 << 20 // the whole budget is TestHostile's; here many files count more
		_ = file.open()
		for i := range file.pages {
			runs, _ := file.Page(i)
			if len(runs) > maxRuns {
				t.Errorf("page %d: %d runs", i, len(runs))
			}
			for _, r := range runs {
				if r.Text == "" || !finite(r.X, r.Y, r.End) {
					t.Errorf("run %v", r)
				}
			}
		}
		if file.work < 0 || file.items < 0 {
			t.Errorf("work %d, items %d left", file.work, file.items)
		}
	})
}
