package declaration

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/avow-audit/avow/internal/message"
)

// The form of Google Play, as Play Console exports it: one row for each answer
// that can be given. The identifiers are Google's; labels in other languages do
// not matter.
const (
	collectsAny = "PSL_DATA_COLLECTION_COLLECTS_PERSONAL_DATA" // the first question: yes or no
	typesPrefix = "PSL_DATA_TYPES_"                            // a category's question; the answer is the type
	usagePrefix = "PSL_DATA_USAGE_RESPONSES:"                  // then the type, a colon, the question

	whichUse     = "PSL_DATA_USAGE_COLLECTION_AND_SHARING"
	useCollected = "PSL_DATA_USAGE_ONLY_COLLECTED" // ticked for collected, also beside shared
	useShared    = "PSL_DATA_USAGE_ONLY_SHARED"
	useBoth      = "PSL_DATA_USAGE_COLLECTED_AND_SHARED" // in place of the two, in some exports
	ephemeral    = "PSL_DATA_USAGE_EPHEMERAL"
	userControl  = "DATA_USAGE_USER_CONTROL"
	userChooses  = "PSL_DATA_USAGE_USER_CONTROL_OPTIONAL"
	userMust     = "PSL_DATA_USAGE_USER_CONTROL_REQUIRED"
	collectsFor  = "DATA_USAGE_COLLECTION_PURPOSE"
	sharesFor    = "DATA_USAGE_SHARING_PURPOSE"
)

var columns = [...]string{"question id (machine readable)", "response id (machine readable)", "response value"}

var byteOrderMark = []byte("\xef\xbb\xbf")

// looksLikeForm tells the file by its identifiers, so that one with another
// header is met by an error that names the columns.
func looksLikeForm(data []byte) bool {
	first, _, _ := bytes.Cut(data, []byte("\n"))
	return bytes.Contains(bytes.ToLower(first[:min(len(first), 4096)]), []byte(columns[0])) ||
		bytes.HasPrefix(bytes.TrimPrefix(data, byteOrderMark), []byte("PSL_")) || bytes.Contains(data, []byte("\nPSL_DATA_"))
}

// row is one answer of the form.
type row struct {
	value   source // the whole row, to quote
	yes, no bool   // neither if it was left empty
}

// question is where a row stands: question and response.
type question struct{ question, response string }

func (r *reader) form() error {
	rows, err := r.rows()
	if err != nil {
		return err
	}
	google := r.t.families["google"]
	ticked := map[string]row{}
	any := false
	for q, x := range rows {
		if strings.HasPrefix(q.question, typesPrefix) {
			ticked[q.response] = x
			any = any || x.yes
		}
	}
	for i := range google.types {
		if t := &google.types[i]; t.id != "" && len(t.says) > 0 {
			r.formType(rows, ticked, t)
		}
	}
	r.formAds(rows, google)
	r.newTypes(ticked, google)
	first := rows[question{collectsAny, ""}]
	switch {
	case first.no && !any:
		r.rest(google, message.Denies, func(*dataType) (source, bool) { return first.value, true })
	case first.yes || any:
		r.rest(google, message.Omits, func(t *dataType) (source, bool) { x, ok := ticked[t.id]; return x.value, ok })
	default:
		r.unknown("unanswered", first.value.offset, "The form is not filled in: it does not answer whether data is collected or shared.")
	}
	return nil
}

// formType reads what the form says of one type.
func (r *reader) formType(rows map[question]row, ticked map[string]row, t *dataType) {
	use := func(q, response string) row { return rows[question{usagePrefix + t.id + ":" + q, response}] }
	var marks []message.Mark
	for _, m := range []struct {
		q, response string
		mark        message.Mark
	}{
		{userControl, userChooses, message.Optional},
		{userControl, userMust, message.Required},
		{ephemeral, "", message.Ephemeral},
	} {
		if use(m.q, m.response).yes {
			marks = append(marks, m.mark)
		}
	}
	collected, shared := use(whichUse, useCollected), use(whichUse, useShared)
	if both := use(whichUse, useBoth); both.yes {
		collected, shared = both, both
	}
	if collected.yes {
		r.declare(t, answer{source: collected.value, marks: append([]message.Mark{message.Collected}, marks...), purposes: r.purposes(rows, t, collectsFor), party: message.AnyParty})
	}
	switch {
	case shared.yes:
		r.declare(t, answer{source: shared.value, marks: []message.Mark{message.Shared}, purposes: r.purposes(rows, t, sharesFor), party: message.ThirdParty})
	case collected.yes && shared.value.length > 0:
		r.notShared(t, answer{source: shared.value, marks: []message.Mark{message.Collected}, party: message.ThirdParty})
	}
	if x := ticked[t.id]; x.yes && !collected.yes && !shared.yes {
		r.declare(t, answer{source: x.value, party: message.AnyParty}) // named, and not said whether collected or shared
	}
}

func (r *reader) purposes(rows map[question]row, t *dataType, q string) []string {
	google := r.t.families["google"]
	var out []string
	for _, id := range sortedKeys(google.purposes) {
		if rows[question{usagePrefix + t.id + ":" + q, id}].yes {
			out = append(out, google.purposes[id].text)
		}
	}
	return out
}

// formAds looks for a type, whether or not it stands for a practice, that is
// shared for advertising.
func (r *reader) formAds(rows map[question]row, f *family) {
	for i := range f.types {
		t := &f.types[i]
		for id, p := range f.purposes {
			if x := rows[question{usagePrefix + t.id + ":" + sharesFor, id}]; p.mark == "ads" && x.yes {
				r.forAds(p.rule, answer{source: x.value, marks: []message.Mark{message.Shared}, purposes: []string{p.text}, party: message.ThirdParty})
				r.res.Statements[len(r.res.Statements)-1].Term = t.name + ", " + p.text
				return
			}
		}
	}
}

// newTypes notes types that are ticked and not in the table.
func (r *reader) newTypes(ticked map[string]row, f *family) {
	for _, id := range sortedKeys(ticked) {
		if x := ticked[id]; x.yes && f.byID[id] == nil {
			r.unknown("unknown-type", x.value.offset, fmt.Sprintf("The form names a type of data that is not known here: %.80s.", id))
		}
	}
}

// rows reads all rows. Where one stands there twice the first counts, as a
// person who reads from the top would have it.
func (r *reader) rows() (map[question]row, error) {
	base := int64(len(r.data) - len(bytes.TrimPrefix(r.data, byteOrderMark)))
	in := csv.NewReader(bytes.NewReader(r.data[base:]))
	in.FieldsPerRecord = -1
	in.ReuseRecord = true
	header, err := in.Read()
	if err == nil {
		err = checkHeader(header)
	}
	if err != nil {
		return nil, fmt.Errorf("the form can't be read: %w", err)
	}
	out := map[question]row{}
	for {
		start := base + in.InputOffset()
		fields, err := in.Read()
		if err == io.EOF {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("the form can't be read: %w", err)
		}
		if len(fields) < len(columns) {
			line, _ := in.FieldPos(0)
			return nil, fmt.Errorf("the form can't be read: line %d has %d columns; it may be cut off", line, len(fields))
		}
		end := base + in.InputOffset()
		for start < end && (r.data[start] == '\n' || r.data[start] == '\r') {
			start++
		}
		for end > start && (r.data[end-1] == '\n' || r.data[end-1] == '\r') {
			end--
		}
		q := question{strings.Clone(strings.TrimSpace(fields[0])), strings.Clone(strings.TrimSpace(fields[1]))}
		if _, twice := out[q]; !twice {
			given := strings.TrimSpace(fields[2])
			out[q] = row{r.at(start, end), strings.EqualFold(given, "true"), strings.EqualFold(given, "false")}
		}
	}
}

func checkHeader(fields []string) error {
	for i, want := range columns {
		if i >= len(fields) || !strings.EqualFold(strings.TrimSpace(fields[i]), want) {
			return errors.New("its first columns are not \"Question ID (machine readable)\", \"Response ID (machine readable)\", \"Response value\"")
		}
	}
	return nil
}
