package policy

import (
	"strings"
	"testing"

	"github.com/avow-audit/avow/internal/message"
)

// TestTwoPlaces: of two places in a sentence, where data goes or is kept and where it does not.
func TestTwoPlaces(t *testing.T) {
	readForms(t, twoPlaces, [][]thing{
		{{"the United States", "US"}, {"China", "CN"}},
		{{"Ireland", "IE"}, {"India", "IN"}},
		{{"Singapore", "SG"}, {"Russia", "RU"}},
	}, func(sentence string) (said []string) {
		for _, s := range readText(t, preamble+sentence+"\n").Statements {
			sign := "+"
			if s.Modality == message.Denies {
				sign = "-"
			}
			said = append(said, string(s.Country)+sign)
		}
		return said
	})
}

var twoPlaces = []string{
	"We transfer your data to {A}, not to {B}. = A+ B-",
	"We transfer your data to {A} but never to {B}. = A+ B-",
	"We transfer your data to {A} and not to {B}. = A+ B-",
	"We transfer your data only to {A}, not {B}. = A+ B-",
	"We do not transfer your data to {B}, only to {A}. = A+ B-",
	"Your data is not sent to {B}; it is sent to {A}. = A+ B-",
	"Your data is stored in {A} and not in {B}. = A+ B-",
	"Your data is stored in {A} instead of {B}. = A+ B-",
	"We send your data to {A} rather than to {B}. = A+ B-",
	"We no longer send your data to {B}; it now goes to {A}. = A+ B-",
	"We send your data to {A} and have never sent it to {B}. = A+ B-",
	"No data is sent to {B}; all of it is kept in {A}. = A+ B-",
	"Your data is stored in {A} and, if you agree, in {B}. = A+ B+",
	"We store your data in {A}. We do not store it in {B}. = A+ B-",
	"Although we store your data in {A}, it is not transferred to {B}. = A+ B-",
	"While your data is not transferred to {B}, it is transferred to {A}. = A+ B-",
	"Your data is processed in {A}, not in {B}. = A+ B-",
	"Our servers are located in {A}, not in {B}. = A+ B-",
	"Your data will be transferred to {A}, and none of it to {B}. = A+ B-",
	"We share your data with partners in {A}, but not with partners in {B}. = A+ B-",
	"Your personal data may be transferred to {A}, {B} and other countries. = A+ B+",
	"Your data is sent from {B} to {A}. = A+",
	"If you are in {B}, your data is sent to {A}. = A+",
	"Our employees in {B} cannot access your data, which is stored in {A}. = A+ B-",
	"Employees in {B} can access your data, which is stored in {A}. = A+ B+",
	"We do not send your data to {B} or {A}. = A- B-",
	"Your data does not leave {A}. = ",
	"Your data is neither stored in {B} nor transferred to {A}. = A- B-",
	"We keep your data in {A} and will not move it to {B}. = A+ B-",
	"Data may be transferred to {A}, except to {B}. = A+ B-",
	"Our transfers of personal data collected in {A}, Canada and {B} are governed by contracts. =",
	"The data we collect is stored in {A}. At no time is the data we collect stored in {B}. = A+ B-",
	"Your data is stored in {A}. Under no circumstances will the data that you give us be stored in {B}. = A+ B-",
	"Our parent company is based in {B}, but your data is stored in {A}. = A+",
	"We are a company in {B}; your data is stored in {A} only. = A+",
	"Your data is stored in {A} by Google and in {B} by us. = A+ B+",
	"Your data is backed up in {B}, not only in {A}. = A+ B+",
	"Data is stored in {A} as well as in {B}. = A+ B+",
	"Data is stored in {A}, or, where that is not possible, in {B}. = A+ B+",
	"We host our servers in {A}; nothing is hosted in {B}. = A+ B-",
	"Personal data is transferred to {A} but is not stored in {B}. = A+ B-",
	"Your information will not be transferred to {B}, although it is stored in {A}. = A+ B-",
	"Your information may be sent to {A}. It will never be sent to {B}. = A+ B-",
	"None of your data is stored in {B}. = B-",
	"We do not store any user data in {B}, and all user data is stored in {A}. = A+ B-",
	"User data is stored in {A}, with backups in {B}. = A+ B+",
	"Your data may be accessed by our staff in {B}, but is only stored in {A}. = A+ B+",
	"We have never shared your data with anyone in {B}; we store it in {A}. = A+ B-",
	"Data is stored in {A}, while no data is stored in {B}. = A+ B-",
	"We do not transfer data to {B} or to any other country, but we store it in {A}. = A+ B-",
	"Your data is transferred to our group companies in {A} and {B}. = A+ B+",
	"Your data is transferred to our group companies in {A}, but not to those in {B}. = A+ B-",
	"We transfer your data from {B} to servers in {A}. = A+",
	"Your data will leave {B} and be stored in {A}. = A+",
	"We are required by law to store your data in {B} and also keep a copy in {A}. = A+ B+",
	"We do not sell your data to companies in {B}, and we store it in {A}. = A+",
	"Please note that your data is stored in {A}, not {B}. = A+ B-",
	"Your data is stored solely in {A} and is not mirrored to {B}. = A+",
	"We keep our servers in {A} because we do not want to store data in {B}. = A+ B-",
	"Because we do not store data in {B}, it is kept in {A}. = A+ B-",
	"Data is not kept in {B} any more; since May it is kept in {A}. = A+ B-",
	"In {B} we store nothing; in {A} we store your name. = A+ B-",
	"In {A}, your data is stored by Amazon; it is not stored in {B}. = A+ B-",
	"We may transfer data to {A}, and may not transfer it to {B}. = A+ B-",
	"Your data is stored in {A} (not in {B}). = A+ B-",
	"Your data (including backups) is stored in {A}, and not in {B} (where we have an office). = A+ B-",
	"We transfer personal data collected within {B} to {A}. = A+",
	"Personal data collected in {B} is transferred to {A}. = A+",
	"If we transfer personal data collected within {B} to {A}, we use contractual clauses. = A+",
	"Personal data that we collect in {B} may be transferred to {A}. = A+",
	"Personal data which was collected in {B} is stored in {A}. = A+",
	"Personal data originating in {B} is transferred to {A}. = A+",
	"Data received from {B} is stored in {A}. = A+",
	"We rely on clauses for the transfer of personal data by controllers in {B} to processors in {A}. = A+",
	"Personal data gathered from users located in {B} is stored in {A}. = A+",
	"If your data is collected in {B}, we store it in {A}. = A+",
	"Data subjects in {B} have their data stored in {A}. = A+",
	"When you use the app in {B}, your data is sent to {A}. = A+",
	"For transfers of personal data from {B} to {A}, we rely on contractual clauses. = A+",
	"Your data is transferred out of {B} to {A}. = A+",
	"Personal data of people in {B} is kept in {A}. = A+",
	"We transfer the data that we hold on customers in {B} to {A}. = A+",
	"The personal data we obtain in {B} is processed and stored in {A}. = A+",
	"We collect data in {B} and store it in {A}. = A+",
	"Personal data is collected in {B} and transferred to {A}. = A+",
	"Data collected in {A} is also stored there; it is not sent to {B}. = A+ B-",
}

// TestTwoTypes: of two data types in a sentence, which is read and which is not.
func TestTwoTypes(t *testing.T) {
	signs := strings.NewReplacer(" said", "+", " denied", "-")
	readForms(t, twoTypes, pairsOfTypes, func(sentence string) (said []string) {
		for _, s := range composed(t, sentence) {
			said = append(said, signs.Replace(s))
		}
		return said
	})
}

var twoTypes = []string{
	"We collect {A}, but not {B}. = A+ B-",
	"We collect {A}, not {B}. = A+ B-",
	"We collect {A} and not {B}. = A+ B-",
	"We collect {A} rather than {B}. = A+ B-",
	"We collect {A} instead of {B}. = A+ B-",
	"We do not collect {B}, only {A}. = A+ B-",
	"We do not collect {B}, but we collect {A}. = A+ B-",
	"We don't collect {B}; we collect {A}. = A+ B-",
	"We collect no {b}; {A} is collected. = A+ B-",
	"{A} is collected, {B} is not. = A+ B-",
	"{A} may be collected, but {B} will not be. = A+ B-",
	"Only {A} is collected, never {B}. = A+ B-",
	"We collect nothing except {A}. = A+",
	"We collect no personal information except {A}. = A+",
	"We do not collect any data beyond {A}. = A+",
	"We do not store anything, save for {A}. = A+",
	"No data is collected except for {A}. = A+",
	"Except for {A}, we do not collect any data. = A+",
	"Except for {A}, we do not collect {B}. = A+ B-",
	"With the exception of {A}, we never collect {B}. = A+ B-",
	"Apart from {A} and your name, nothing is sent to us. = A+",
	"Other than {A}, we do not collect {B}. = A+ B-",
	"Besides {A}, no information is collected. = A+",
	"Besides {A}, we collect {B}. = A+ B+",
	"Except for {A}, we share all of your data. = A-",
	"Except with your consent, we do not collect {A}. = A-",
	"Except as our notice on {A} says, we do not collect {B}. = B-",
	"We collect {A}. We do not collect {B}. = A+ B-",
	"We collect {A} without collecting {B}. = A+ B-",
	"We collect {A} (but not {B}). = A+ B-",
	"We collect {A} (we do not collect {B}). = A+ B-",
	"We collect {A} (not {B}). = A+ B-",
	"We collect {A}, {B} and your name. = A+ B+",
	"We collect {A} as well as {B}. = A+ B+",
	"We collect not only {A} but also {B}. = A+ B+",
	"We collect {A}, and sometimes {B}. = A+ B+",
	"We neither collect {A} nor {B}. = A- B-",
	"We collect neither {A} nor {B}. = A- B-",
	"Neither {A} nor {B} is collected. = A- B-",
	"We do not collect {A} or {B}. = A- B-",
	"No {a} or {b} is collected. = A- B-",
	"We do not collect {A}, {B} or your name. = A- B-",
	"{A} and {B} are not collected. = A- B-",
	"{A} or {B} are never collected. = A- B-",
	"The app reads {A} and does not read {B}. = A+ B-",
	"The app reads {A} and never {B}. = A+ B-",
	"The app never reads {B} and only reads {A}. = A+ B-",
	"We read {A}, although we do not read {B}. = A+ B-",
	"Although we read {A}, we do not read {B}. = A+ B-",
	"We need {A}, so we collect it; we do not need {B}, so we do not collect it. = A+ B-",
	"While {B} is not collected, {A} is. = A+ B-",
	"We collect {A} with your consent and do not collect {B} at all. = A+ B-",
	"We collect {A}, which does not include {B}. = A+ B-",
	"We use {A} to avoid using {B}. = A+ B-",
	"We use {A} so that we do not have to use {B}. = A+ B-",
	"The following is collected: {A}. The following is not collected: {B}. = A+ B-",
	"We collect: {A}. We do not collect: {B}. = A+ B-",
	"Yes, we collect {A}; no, we do not collect {B}. = A+ B-",
	"{A}: collected. {B}: not collected. = A+ B-",
	"{A} (collected), {B} (not collected). = A+ B-",
	"The app does not read {B} and reads {A}. = A+ B-",
	"The app does not read {B}, and reads {A} when you open it. = A+ B-",
	"The app does not read {B}, but reads {A}. = A+ B-",
	"The app will not keep {B} and reads {A} to run. = A+ B-",
	"The app does not read {B} and does not read {A}. = A- B-",
	"The app does not read {B} and never reads {A}. = A- B-",
	"The app does not store or use {B}. = B-",
	"The app does not collect, store or use {A} and {B}. = A- B-",
	"We do not collect {B} – just {A}. = A+ B-",
	"We do not collect {B} - only {A}. = A+ B-",
}
