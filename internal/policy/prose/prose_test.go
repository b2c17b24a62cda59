package prose

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestSentences gives each text with a bar where it must be cut, and nowhere
// else.
func TestSentences(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"an item in a line", "We read no device ID. |c) LOCATION Used for maps. |Under Art. 6 lit. b) GDPR, we do."},
		{"stops", "We collect data. |We share it! |Do we sell it? |No."},
		{"no stop at the end", "We collect data. |We share it"},
		{"e.g.", "We collect data, e.g. your name, and e.g. Apple does too."},
		{"e.g. before a capital", "We use partners, e.g. Google, to do so. |They help."},
		{"i.e. in brackets", "We keep it (i.e. your name). |Then we delete it."},
		{"etc. in the middle", "Names, addresses, etc. are kept."},
		{"etc. at the end", "We collect names, addresses, etc. |We do not share them."},
		{"U.S. in the middle", "We store data in the U.S. and in Canada."},
		{"U.S. before its noun", "We follow U.S. Code and U.S. Federal law."},
		{"U.S. at the end", "We store data in the U.S. |We do not move it."},
		{"U.S.A. and E.U.", "Servers stand in the U.S.A. and the E.U. |Your data stays there."},
		{"Inc. in the middle", "Acme Inc. and Beta Ltd. are partners."},
		{"Inc. at the end", "This is the policy of Acme Inc. |We take it seriously."},
		{"Inc. before a name", "We work with Acme Inc. Google Analytics and others."},
		{"initials", "Write to J. Smith or A. B. Jones."},
		{"I at the end", "It is not I. |We collect nothing."},
		{"Mr. and Dr.", "Ask Mr. Miller or Dr. Brown. |They know."},
		{"references", "See Art. 6 and Sec. 4(b). |We follow Sec. 5."},
		{"No. of something", "Our registration is No. 12345. |We are registered."},
		{"numbered headings", "1. Data we collect\n|2. Data we share\n|3.1. Location data"},
		{"a number that ends a sentence", "You must be at least 13. |We check this."},
		{"a letter as a mark", "a. Your name"},
		{"Roman marks", "iv. Your name"},
		{"decimals and versions", "We support version 2.0 and Android 4.4.2 only. |Others fail."},
		{"dates", "Effective 01.05.2021 we changed it. |See below."},
		{"URLs", "See https://www.example.com/privacy.html?x=1 for more. |It is short."},
		{"a URL at the end", "Visit www.example.com. |We explain it there."},
		{"mail addresses", "Write to privacy@example.co.uk or call. |We answer."},
		{"a file name", "The cookie is in file.txt and app.js."},
		{"an ellipsis inside", "We collect names … and more."},
		{"an ellipsis of stops", "We wait... then we go on. |Then we stop."},
		{"an ellipsis at the end", "And so on... |We collect data."},
		{"quotes behind the stop", "We call it “data.” |We share it."},
		{"quotes before the stop", "We call it “data”. |We share it."},
		{"no at the end", "The answer is no. |We do not."},
		{"straight quotes", `They said "no." |We agreed.`},
		{"brackets", "We collect data (see below.) |We share it."},
		{"a sentence in brackets", "We collect data. |(We do not share it.) |It stays."},
		{"forced lines", "Your name\n|Your location\n|Your age"},
		{"a lost space", "We collect your data.|We share it."},
		{"no lost space in a name", "Node.JS and the iPhone.A stay whole."},
		{"a small letter goes on", "We use vs. them, approx. five."},
		{"several marks", "Really?! |Yes!! |Good."},
		{"a.m. and p.m.", "Call from 9 a.m. to 5 p.m. |We answer then."},
		{"semicolons and colons do not end", "We collect: names; ages; places."},
		{"accents", "Wir sind Café Zürich. |Élan is here."},
	} {
		text := strings.ReplaceAll(c.want, "|", "")
		var got []string
		for _, r := range Sentences(text) {
			got = append(got, text[r.Start:r.End])
		}
		var want []string
		for _, s := range strings.Split(c.want, "|") {
			want = append(want, strings.TrimSpace(s))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestLongSentences(t *testing.T) {
	for name, text := range map[string]string{
		"one word":       strings.Repeat("a", 3*MaxSentence),
		"letters of two": strings.Repeat("é", 2*MaxSentence),
		"commas":         strings.Repeat("word, ", MaxSentence),
		"stops":          strings.Repeat(".", 2*MaxSentence) + "a",
	} {
		size := 0
		for _, r := range Sentences(text) {
			s := text[r.Start:r.End]
			size += len(strings.ReplaceAll(s, " ", ""))
			if len(s) > MaxSentence+maxClosing || !utf8.ValidString(s) {
				t.Errorf("%s: sentence of %d bytes, valid %v", name, len(s), utf8.ValidString(s))
			}
		}
		if want := len(strings.ReplaceAll(text, " ", "")); size != want {
			t.Errorf("%s: %d bytes of %d", name, size, want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"We don't, don’t share.", "we don't ,don't share"},
		{"U.S. users, e.g. you", "u.s users ,e.g you"},
		{"version 2.0 (beta)", "version 2.0 (beta"},
		{"Wi-Fi/GPS data", "wi -fi /gps data"},
		{"the user's and users' data", "the user's and users data"},
		{"one; two: three. Four", "one ;two :three .four"},
		{"a “quoted” word", `a "quoted "word`},
		{"end.Start", "end .start"},
		{"dash – here—there", "dash ;here ;there"},
		{"Ünïcode Été", "Ünïcode Été"}, // only ASCII is lowered, so that bytes keep their place
		{"…,,", ""},
		{"", ""},
	} {
		var got []string
		for _, w := range AppendWords(nil, c.text) {
			s := w.Low
			if w.Before != ' ' {
				s = string(w.Before) + s
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %s, want %s", c.text, s, c.want)
		}
	}
}

// TestNorm: the forms of one word meet, those of different words do not.
func TestNorm(t *testing.T) {
	for _, same := range [][]string{
		{"user", "users", "user's", "users’s"}, {"city", "cities"}, {"country", "countries"}, {"address", "addresses"}, {"process", "processes"},
		{"device", "devices"}, {"match", "matches"}, {"fax", "faxes"}, {"analysis", "analysis"}, {"bus", "bus"},
	} {
		for _, w := range same[1:] {
			if norm(w) != norm(same[0]) {
				t.Errorf("%s is %s, %s is %s", same[0], norm(same[0]), w, norm(w))
			}
		}
	}
	for _, apart := range [][2]string{{"us", "u"}, {"is", "i"}, {"access", "acces"}, {"ios", "io"}, {"gas", "ga"}, {"any", "an"}} {
		if norm(apart[0]) == norm(apart[1]) {
			t.Errorf("%s and %s are both %s", apart[0], apart[1], norm(apart[0]))
		}
	}
}

func TestLanguage(t *testing.T) {
	english := "We collect the data that you give us, and we use it for the purposes of this policy. You may ask us which data is kept and for how long."
	for _, c := range []struct{ name, text, want string }{
		{"English", english, "en"},
		{"German", "Wir erheben die Daten, die Sie uns geben, und wir verwenden sie für die Zwecke dieser Erklärung. Sie können uns fragen, welche Daten wir von Ihnen haben und wie lange.", "de"},
		{"French", "Nous collectons les données que vous nous donnez, et nous les utilisons pour les besoins de cette politique. Vous pouvez nous demander quelles données sont gardées.", "fr"},
		{"Spanish", "Recopilamos los datos que usted nos da, y los usamos para los fines de esta política. Usted puede preguntar por los datos que se guardan y por cuánto tiempo.", "es"},
		{"Portuguese", "Coletamos os dados que você nos dá, e usamos esses dados para os fins desta política. Você pode perguntar quais dados são guardados por nós e não por outros.", "pt"},
		{"Italian", "Raccogliamo i dati che ci fornisci e li usiamo per gli scopi della presente informativa. I dati sono conservati nel rispetto della legge e non sono venduti.", "it"},
		{"Dutch", "Wij verzamelen de gegevens die u ons geeft en wij gebruiken het voor de doelen van dit beleid. U kunt ons vragen welke gegevens wij van u hebben en dat wordt niet gedeeld.", "nl"},
		{"Polish", "Zbieramy dane, które nam podajesz, i używamy ich dla celów tej polityki. Dane nie są sprzedawane i nie jest możliwe, że się to zmieni przez lata lub oraz dla innych.", "pl"},
		{"Swedish", "Vi samlar in uppgifter som du ger oss och vi använder dem för att driva tjänsten. Du kan fråga oss vilka uppgifter som är sparade av oss eller inte, med din rätt.", "sv"},
		{"Turkish", "Bize verdiğiniz veriler bu politika için toplanır ve kişisel veriler size sunulan hizmet ile kullanılır. Bu veriler bir yıl veya daha uzun olarak saklanır için.", "tr"},
		{"Russian", "Мы собираем данные, которые вы нам даёте, и используем их для целей этой политики. Вы можете спросить нас, какие данные мы храним и как долго это продлится.", "und"},
		{"Greek", "Συλλέγουμε τα δεδομένα που μας δίνετε και τα χρησιμοποιούμε για τους σκοπούς αυτής της πολιτικής. Μπορείτε να μας ρωτήσετε ποια δεδομένα διατηρούνται.", "und"},
		{"Japanese", strings.Repeat("当社は お客様の 情報を 収集し 利用 します ", 10), "und"},
		{"English with names of other languages", english + " Die Welt, Le Monde, El País, La Repubblica, Der Spiegel, Het Parool, Los Angeles, Las Vegas, San José.", "en"},
		{"English with a German sentence", english + " " + english + " Wir erheben die Daten, die Sie uns geben.", "en"},
		{"German with English terms", "Wir nutzen Cookies, Analytics und das Web Tracking von Google. Die Daten werden nicht für das Marketing oder eine Form von Profiling bei uns auf dem Server gespeichert.", "de"},
		{"too little to tell", "Privacy Policy", ""},
		{"nothing", "", ""},
		{"words of no language", strings.Repeat("lorem ipsum dolor sit amet consectetur adipiscing elit ", 20), "und"},
	} {
		if got := Language(slices.Values([]string{c.text})); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("We collect data, e.g. names. (See Sec. 4(b).) \"No.\" 1. Data\n• U.S. users…")
	f.Add("a.b.c..d?!”) é. É")
	f.Add("\xff\xfe.\x80 We")
	f.Add("we & they")
	f.Fuzz(func(t *testing.T, text string) {
		last := 0
		for _, r := range Sentences(text) {
			if r.Start < last || r.End <= r.Start || r.End > len(text) {
				t.Fatalf("%v after %d in %d bytes", r, last, len(text))
			}
			if gap := strings.Trim(text[last:r.Start], " \t\n"); gap != "" {
				t.Fatalf("%q is in no sentence", gap)
			}
			last = r.End
		}
		if gap := strings.Trim(text[last:], " \t\n"); gap != "" {
			t.Fatalf("%q is in no sentence", gap)
		}
		last = 0
		for _, w := range AppendWords(nil, text) {
			if w.Start < last || w.End <= w.Start || len(w.Low) > w.End-w.Start && text[w.Start:w.End] != "&" || w.Norm == "" && len(w.Low) > 2 {
				t.Fatalf("%+v after %d", w, last)
			}
			last = w.End
		}
	})
}

// What the parts of an address spell is no prose.
func TestAddressIsOneWord(t *testing.T) {
	for text, want := range map[string]string{
		"See https://a.example/how-we-use-biometric-data.": "see https://a.example/how-we-use-biometric-data",
		"at (face.example.com/voice/data) and":             "at face.example.com/voice/data and",
		"write to voice@face.example, or":                  "write to voice@face.example or",
		"and/or face/voice data":                           "and or face voice data",
		"your data.We/our partners":                        "your data we our partners",
		"U.S./EU users":                                    "u.s eu users",
	} {
		var got []string
		for _, w := range AppendWords(nil, text) {
			got = append(got, w.Low)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q: words %q, want %q", text, s, want)
		}
	}
}
