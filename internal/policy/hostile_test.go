package policy

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// hostile are texts made to cost more than their size. Each is a piece that is
// repeated, between a start and an end.
var hostile = []struct{ name, start, piece, end string }{
	{"md: brackets that open", "# P\n\n* a\n* b\n\n", "[", ""},
	{"md: brackets that open and close", "# P\n\n* a\n* b\n\n", "[[[[a]]]]", ""},
	{"md: links without an end", "# P\n\n* a\n* b\n\n", "[a](", ""},
	{"md: images without an end", "# P\n\n* a\n* b\n\n", "![](", ""},
	{"md: nested links", "# P\n\n* a\n* b\n\n", "[a [b [c](d)](e)](f) ", ""},
	{"md: tags without an end", "# P\n\n* a\n* b\n\n", "<a", ""},
	{"md: stars", "# P\n\n* a\n* b\n\n", "*_*", ""},
	{"md: escapes", "# P\n\n* a\n* b\n\n", "\\[", ""},
	{"md: cells in one row", "# P\n\n* a\n* b\n\n| " + strings.Repeat("long ", 100_000), "| a ", "|\n|---|\n| b | c |\n"},
	{"md: a first cell as long as the row", "# P\n\n* a\n* b\n\n| head | head |\n|---|---|\n| ", "word ", strings.Repeat("| x ", 100_000) + "|\n"},
	{"md: rows", "# P\n\n* a\n* b\n\n| a | b |\n|---|---|\n", "| c | d |\n", ""},
	{"md: empty lines", "# P\n\n* a\n* b\n\n", "\n", ""},
	{"md: lists ever deeper", "# P\n\n", "* a\n ", ""},
	{"md: headings", "", "# a\n## b\n", ""},
	{"md: entities", "# P\n\n* a\n* b\n\n", "&amp", ""},
	{"html: divs that never close", "<html>", "<div>", ""},
	{"html: divs with text", "<html>", "<div>a", ""},
	{"html: tables that never close", "<html>", "<table><tr><td>a", ""},
	{"html: cells in one row", "<html><table><tr><td>" + strings.Repeat("long ", 100_000), "<td>a", "</table>"},
	{"html: a first cell of many parts", "<html><table><tr><td>", "<p>a", strings.Repeat("<td>a", 300_000)},
	{"html: rows with a first cell of many parts", "<html><table>", "<tr><td><p>a<p>b<td>c", ""},
	{"html: lists that never close", "<html>", "<ul><li>a", ""},
	{"html: menus that never close", "<html><p>a", "<nav>", ""},
	{"html: a heading as long as the page", "<html><h1>" + strings.Repeat("we collect ", 20_000) + "</h1>", "<p>IMEI", ""},
	{"html: a column name as long as the page", "<html><table><tr><th>a<th>" + strings.Repeat("we collect ", 20_000), "<tr><td>IMEI<td>yes", ""},
	{"html: attributes of one tag", "<html><p ", "a=b ", ">text"},
	{"html: attributes of one name", "<html><p ", "class=onetrust ", ">text"},
	{"html: one attribute", "<html><p class=\"", "cookie ", "\">text"},
	{"html: entities", "<html><p>", "&amp;", ""},
	{"html: ampersands", "<html><p>", "&", ""},
	{"html: comments that never close", "<html><p>", "<!--", ""},
	{"html: links", "<html><p>", "<a href=x>a</a> ", ""},
	{"html: links that never close", "<html><p>", "<a href=x>a", ""},
	{"html: angle brackets", "<html><p>", "<", ""},
	{"html: scripts", "<html><p>a", "<script>", ""},
	{"html: bold", "<html><p>a", "<b>a", ""},
	{"text: one word", "", "a", ""},
	{"text: one line of words", "", "personal data ", ""},
	{"text: one line of sentences", "", "We collect your location. ", ""},
	{"text: stops", "", ".", "a"},
	{"text: letters and stops", "", "a.", ""},
	{"text: stops and quotes", "", ".”", "a"},
	{"text: spaces", "a.", " ", "b"},
	{"text: lines", "", "a\n", ""},
	{"text: bullets", "", "• a\n", ""},
	{"text: commas", "", ",", ""},
	{"text: numbers", "", "1.2.", ""},
	{"html: items of a lead-in without end", "<html><h1>Privacy Policy</h1><p>We collect personal data. " + strings.Repeat("We send it to Japan and ", 20000) + "we collect:</p><ul>", "<li>your IMEI</li>", ""},
	{"text: no transfers", "Privacy Policy\n\nWe collect personal data and your IMEI and ", "no transfer outside the EU · ", ""},
	{"text: a coined name", "Privacy Policy\n\nWe collect personal data and your IMEI (together \"Phone Data\"). We use ", "Phone Data and ", ""},
	{"text: the publisher's name", "Privacy Policy\n\nAcme Fern Ltd. (\"Acme Fern\", \"we\") collects personal data. ", "Acme Fern collects it. ", ""},
	{"text: consents", "Privacy Policy\n\nWe collect ", "your location and, with your permission, your device ID, ", ""},
	{"text: types", "We collect ", "IMEI, GPS, ", ""},
	{"text: verbs", "We ", "collect and include ", "your location."},
	{"text: verbs and types", "We ", "collect IMEI and share GPS ", "."},
	{"text: clauses", "We ", "collect if you which we ", "GPS."},
	{"text: places", "We store your data in ", "France, China, ", "."},
	{"text: parties", "We share your location with ", "third parties and ", "."},
	{"text: parties, verbs and types", "", "Google GPS use, and other ", "."},
	{"text: what is denied of it", "We read GPS ", "and do not store it ", "."},
	{"text: any data", "We do not collect ", "any data, nothing, your face scan by iOS, ", "."},
	{"text: none of it", "No tracking, ", "ads, no IMEI, GPS, ", "."},
	{"text: brackets in a denial", "We do not collect ", "your IMEI (unless you agree), ", "."},
	{"text: labels", "", "GPS: we do not collect ", "."},
	{"text: categories", "", "Category A: GPS. Collected: No. ", ""},
	{"html: rows of recipients", "<html><table><tr><th>Recipients<th>Categories of data", "<tr><td>our partners<td>It may include:<br>GPS<br>IMEI<br>advertising ID", ""},
	{"html: one cell of lines", "<html><table><tr><th>Recipients<th>Data<tr><td>our partners<td>It may include:", "<br>GPS<br>IMEI", ""},
	{"text: short lines of another language", "Конфиденциальность\n\n", "Мы\n\nwe\n\n", ""},
	{"text: dashes and no", "We send your name", " — no GPS, IMEI or location is", ""},
	{"text: whether in between", "We use tools", ", whether ours or not, your location", ""},
	{"text: it and it", "We use your location. ", "It is not saved. ", ""},
	{"text: lists that lost their marks", "We collect the following:\n\n", "Your GPS, in short.\n\n", ""},
	{"html: columns of recipients", "<html><table><tr><th>Data<th>Recipients", "<tr><td>GPS<td>our partners", ""},
	{"html: leads that end in not", "<html>", "<p>We do not:<ul><li>Collect GPS</ul>", ""},
	{"text: not", "We do ", "not ", "collect GPS."},
	{"text: definitions", "", "Personal information includes your location. We do not collect personal information. ", ""},
	{"text: places between types", "", "We store your data in France.\nWe collect GPS. ", ""},
	{"text: brackets", "", "(“we” ", ""},
	{"text: dates", "", "effective ", ""},
	{"text: faces", "We ", "recognise your face and ", "."},
	{"text: parts of a body", "We ", "track your eyes and follow your hands by your voice ", "."},
	{"text: prints of faces", "We keep ", "signatures of every face and prints of voices ", "."},
	{"text: clauses that leave their verb", "We read " + strings.Repeat("GPS, IMEI, ", 1000), "; our partners do not", "."},
	{"text: sentences that leave their verb", "We read " + strings.Repeat("GPS, IMEI, ", 1000) + ". ", "The iOS app does not. ", ""},
	{"text: others who do likewise", "We read " + strings.Repeat("GPS, IMEI, ", 1000), ", as do our partners", "."},
	{"text: conditions put in", "We may", ", if you allow it, collect GPS", "."},
	{"text: what we read", "We do not sell ", "GPS, which we read, ", "."},
	{"text: not provided", "We read GPS", " and will not provide to others", "."},
	{"text: and no", "We read GPS", ", and no IMEI is read", "."},
	{"text: agreed to", "You agree to our ", "collection, ", "use of GPS."},
	{"text: names of others", "", "Google AdMob: ads. Collects GPS. ", ""},
	{"text: ads", "We ", "show relevant content and ads to you and personalise ads that fit you, ", "."},
	{"text: ads by choice", "We ", "you can turn it off so that ads are not tailored to you, ", "."},
	{"text: kinds of data at places", "We say: ", "your videos and files are stored on servers in Germany, ", "."},
	{"text: a series", "We use cookies to ", "read your device ID; ", "stop."},
	{"text: what for", "We use cookies to see how you use it ", "and to read your device ID ", "."},
	{"text: others by any noun", "", "drivers are given your device ID by insurance companies and share it with firms, ", "."},
	{"text: locations by an address", "", "your IP address tells your location from your IP address, ", "."},
	{"text: no data for ads", "We do ", "not use your data for ads, show no ads, and ads are non-personalised, ", "."},
	{"text: no ad software", "We do not use ", "ad networks, no ad SDKs, advertising or tracking libraries, integrate ", "."},
	{"text: no ad software, without commas", "No ", "ad networks or analytics or advertising ", "."},
	{"text: not shared for ads", "We do ", "not share your data with advertisers for ads, it is not sold to ad networks, ", "."},
	{"text: not shared for ads, without commas", "We do not share ", "your data or it with them or ads for ads to ", "."},
	{"text: by what and for what", "We do ", "not use cookies to collect your GPS for ads, your photos are not used to determine it, ", "."},
	{"text: by what and for what, without commas", "We do not use ", "cookies to collect your GPS for it by reading ", "."},
	{"text: only, and no", "What is sent: only this. ", "No GPS. ", ""},
	{"text: ads switched off", "We have ", "disabled targeted ads and targeted ads are turned off, ", "."},
	{"text: phones without", "We use ", "phones without the IMEI and run without access to GPS ", "."},
	{"text: neither recorded nor stored", "Your GPS is never ", "recorded or stored, used or logged, ", "."},
	{"md: a denied item", "# P\n\nWe do not collect:\n\n- Data that ", "reads your GPS, and your IMEI (AdMob reads it), ", ""},
	{"text: what is worked out", "We infer your ", "age, race, mood and gender, ", "."},
	{"text: lists that run on", "We never read your name, ", "etc. data on your phone, IMEI, ", "; GPS."},
	{"md: deeds under a heading", "# P\n\n## What we do not do\n\n", "Sell your GPS.\n\n", ""},
	{"text: what can be switched off", "You can ", "opt out of the use of your device ID, GPS, ", "."},
	{"text: what phones contain", "Some phones contain ", "device IDs, GPS, ", "."},
	{"text: kept with it", "We do not store ", "names with your GPS ", "."},
	{"text: prompts", "", "“Allow us to read your contacts?”. ", ""},
	{"text: children and titles", "Privacy\n\nChildren:\n\n", "What We Keep:\n\nGPS. \n\n", ""},
	{"md: a heading for many", "# P\n\n## ", "California, GDPR and kids ", "\n\nWe collect GPS.\n"},
	{"text: accents", "", "é", ""},
	{"text: bytes of no encoding", "", "\xe9", ""},
}

// hostileText puts a policy of its own before it, so that the gate lets it in.
func hostileText(start, piece, end string, size int) []byte {
	policy := strings.Repeat(strings.TrimPrefix(frame, "Privacy Policy\n\n"), 160)
	if body, isHTML := strings.CutPrefix(start, "<html>"); isHTML {
		start = "<html><p>" + policy + "<p>" + body
	} else {
		start = "Privacy Policy\n\n" + policy + start
	}
	return []byte(start + strings.Repeat(piece, size/len(piece)) + end)
}

// TestHostileTexts gives each a time that only a cost that grows faster than
// the text can use up: what is linear takes a tenth of a second.
func TestHostileTexts(t *testing.T) {
	const size, most = 512 << 10, time.Minute
	for _, h := range hostile {
		t.Run(h.name, func(t *testing.T) {
			done := make(chan struct{})
			go func() {
				defer close(done)
				res, err := Read("test", hostileText(h.start, h.piece, h.end, size))
				if err != nil {
					t.Error(err)
					return
				}
				noFault(t, res)
				if len(res.Unknowns) > 0 && res.Unknowns[0].Kind != "unreadable" {
					t.Error(res.Unknowns)
				}
			}()
			select {
			case <-done:
			case <-time.After(most):
				t.Fatalf("still reading after %v", most)
			}
		})
	}
}

// BenchmarkHostileTexts shows that the rate stays when the size doubles.
func BenchmarkHostileTexts(b *testing.B) {
	for _, h := range hostile {
		for _, size := range []int{512 << 10, 1 << 20} {
			text := hostileText(h.start, h.piece, h.end, size)
			b.Run(fmt.Sprintf("%s/%dK", h.name, size>>10), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if _, err := Read("test", text); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
