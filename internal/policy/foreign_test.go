package policy

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

const (
	englishPolicy = "Privacy Policy\n\nThis privacy policy explains how we collect personal information and how we use it. " +
		"We collect your precise location when you use the app, and we share personal information with our partners as it is said in this policy. " +
		"We keep your data for as long as you have an account with us, and you may ask us to delete it at any time by the address that is given below.\n\n" +
		"We do not sell your personal information to others, and we do not share your contacts. " +
		"If you have any question on this policy or on what is done with your data, please write to us, and we will be happy to be of help to you. " +
		"When we change this policy we will tell you of it in the app, so that you may look at it before you go on to use the service that we offer to you and to other people.\n\n"
	germanPart = "Datenschutz\n\nWir erheben ihre Daten nicht, um sie zu verkaufen, und wir geben sie nicht an Dritte weiter, es sei denn, dass sie der Weitergabe zugestimmt haben. " +
		"Die Daten werden mit der Hilfe von Diensten verarbeitet, die wir dafür ausgewählt haben, und sie werden auf Servern in der Europäischen Union gespeichert. " +
		"Wir verwenden die Daten auch für die Werbung, wenn sie das nicht abgeschaltet haben, und wir löschen die Daten, wenn das Konto gelöscht wird.\n\n" +
		"Ihr Standort\n\n" +
		"Ihren Standort verwenden wir mit ihrer Zustimmung, um ihnen die Karte zu zeigen, und wir speichern ihn nicht auf Dauer, auch nicht bei den Diensten, die wir verwenden. " +
		"Sie haben das Recht, eine Auskunft von uns zu bekommen, und das Recht, dass die Daten berichtigt oder gelöscht werden, und sie können sich bei der Behörde beschweren, die für den Datenschutz zuständig ist.\n\n"
)

const (
	shortRussian = "Конфиденциальность\n\nПрограмма «Читалка» не использует каких-либо личных данных пользователя. Разрешение на доступ к телефону необходимо, чтобы остановить чтение вслух во время звонка.\n\n" +
		"Номера телефонов и прочие данные программой не анализируются, не сохраняются и не используются.\n\n"
	shortEnglish = "Privacy policy\n\nThe Reader app collects your precise location to find the nearest library. It does not collect or use any other personal data of its user. " +
		"The data is not shared with anyone, and it is deleted when you remove the app.\n"
)

// TestForeign: of a page with translations the English is read, and the rest is
// an Unknown that may hide anything; what only looks like one is none.
func TestForeign(t *testing.T) {
	for name, c := range map[string]struct {
		text    string
		states  bool // that the precise location is collected
		unknown string
	}{
		"English alone":        {englishPolicy, true, ""},
		"German behind":        {englishPolicy + germanPart, true, "A part of the document is in German"},
		"German before":        {germanPart + englishPolicy, true, "A part of the document is in German"},
		"German alone":         {"Datenschutzerklärung\n\n" + germanPart + germanPart, false, "The document is in German"},
		"a line of it":         {englishPolicy + "Auf Deutsch: die Erklärung zum Datenschutz ist hier, und sie gilt auch für die App.\n", true, ""},
		"names of countries":   {englishPolicy + strings.Repeat("Österreich, België, Česko, Ελλάδα, Magyarország, Россия, España, Türkiye\n\n", 4), true, ""},
		"Chinese behind":       {englishPolicy + strings.Repeat("我们收集您的精确位置信息，并与合作伙伴共享个人信息，除非您不同意我们这样做。我们不会出售您的个人信息，也不会共享您的通讯录。\n\n", 6), true, "A part of the document is in another script"},
		"short, below Russian": {shortRussian + shortEnglish, true, "A part of the document is in another script"},
		"short, in Russian":    {shortRussian + "Reader Ltd, 12 Main Street, of the town of Limerick, Ireland.\n", false, "The document is in"},
		"a table of partners":  {englishPolicy + strings.Repeat("Acme Werbung GmbH, Wien; Beispiel Analytics AG, Zürich; Exemple Publicité SARL, Paris; Ejemplo Datos SL, Madrid\n\n", 12), true, ""},
	} {
		res := readText(t, c.text)
		states := false
		for _, s := range res.Statements {
			states = states || s.Practice == "precise-location" && s.Modality == message.States
		}
		if states != c.states {
			t.Errorf("%s: precise location stated: %v, statements %d", name, states, len(res.Statements))
		}
		got := ""
		for _, u := range res.Unknowns {
			if u.Kind == "language" {
				got = u.Reason
				if len(u.Touches) > 0 {
					t.Errorf("%s: touches %v, want all", name, u.Touches)
				}
			}
		}
		if c.unknown == "" && got != "" || !strings.HasPrefix(got, c.unknown) {
			t.Errorf("%s: unknown %q, want %q", name, got, c.unknown)
		}
	}
}
