package fetch

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/avow-audit/avow/internal/message"
)

// Record says where a kept page came from. It stands beside the page, in a file
// of the page's name and ".json".
type Record struct {
	Record          string     `json:"record"` // form of this file: recordForm
	Asked           string     `json:"asked"`  // address as the user gave it; like every address here without user and password
	Final           string     `json:"final"`  // address that gave the page
	Redirects       []Redirect `json:"redirects,omitempty"`
	Status          int        `json:"status"`
	ContentType     string     `json:"content_type,omitempty"`
	ContentEncoding string     `json:"content_encoding,omitempty"` // compression that was undone
	LastModified    string     `json:"last_modified,omitempty"`    // as the server sent it
	ETag            string     `json:"etag,omitempty"`             // as the server sent it
	Time            string     `json:"time"`                       // when it was first asked, by the clock of this machine: UTC, RFC 3339
	SHA256          string     `json:"sha256"`                     // of the page
	Bytes           int64      `json:"bytes"`                      // of the page
	Agent           string     `json:"agent"`                      // the User-Agent that asked
}

// Redirect is one step on the way to the page.
type Redirect struct {
	Status int    `json:"status"`
	To     string `json:"to"` // address
}

const (
	recordForm = "avow-fetch-1"
	recordExt  = ".json"
	maxRecord  = 1 << 20 // bytes; five redirects of the longest addresses are a tenth
)

// json is the record as it is stored, one field a line.
func (r *Record) json() ([]byte, error) {
	line, err := message.AppendJSON(nil, r)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, line, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}

// ReadRecord returns the record beside the page at path, whose content is page,
// or nil if there is none; a file of that name that is no record is none. A
// record that speaks of another content is an error: page or record was changed.
func ReadRecord(path string, page []byte) (*Record, error) {
	st, err := os.Stat(path + recordExt)
	if err != nil || !st.Mode().IsRegular() || st.Size() > maxRecord {
		return nil, nil
	}
	data, err := os.ReadFile(path + recordExt)
	if err != nil {
		return nil, nil
	}
	return parseRecord(data, page)
}

func parseRecord(data, page []byte) (*Record, error) {
	var r Record
	if json.Unmarshal(data, &r) != nil || r.Record != recordForm {
		return nil, nil
	}
	if got := digest(page); r.SHA256 != got || r.Bytes != int64(len(page)) {
		return nil, fmt.Errorf("is not what was fetched: its record %s names SHA-256 %.12s, the file has %.12s; fetch it again, or take the record away", recordExt, r.SHA256, got)
	}
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("its record %s is damaged: %w", recordExt, err)
	}
	return &r, nil
}

// check refuses a record that no fetch wrote.
func (r *Record) check() error {
	for _, a := range []string{r.Asked, r.Final} {
		if u, err := parse(a); err != nil || u.User != nil {
			return errors.New("it names no address")
		}
	}
	t, err := time.Parse(time.RFC3339, r.Time)
	if err != nil || t.UTC().Format(time.RFC3339) != r.Time {
		return errors.New("it names no time")
	}
	return nil
}
