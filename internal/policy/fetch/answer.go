package fetch

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// content reads the page of an answer and closes it.
func content(resp *http.Response) ([]byte, error) {
	defer resp.Body.Close()
	switch {
	case resp.StatusCode != http.StatusOK:
		return nil, statusError(resp.StatusCode)
	case resp.ContentLength > MaxBytes:
		return nil, errTooLarge
	}
	// Two bounds: little can unpack to much, and much to nothing.
	packed := &io.LimitedReader{R: resp.Body, N: MaxBytes + 1}
	page, err := unpacked(packed, resp.Header.Get("Content-Encoding"))
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(io.LimitReader(page, MaxBytes+1))
	switch {
	case len(body) > MaxBytes || packed.N == 0:
		return nil, errTooLarge
	case err != nil:
		return nil, errors.New("the page broke off: " + clip(err.Error()) + instead)
	}
	return body, nil
}

// unpacked undoes a compression that was not asked for.
func unpacked(r io.Reader, coding string) (io.Reader, error) {
	switch strings.ToLower(coding) {
	case "", "identity":
		return r, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, errors.New("the page says that it is compressed by gzip, and is not" + instead)
		}
		return z, nil
	}
	return nil, errors.New("the page is compressed in a way that was not asked for" + instead)
}

// statusError words the status itself: what the server writes beside it is
// anybody's text.
func statusError(code int) error {
	what := fmt.Sprintf("the server answers %d", code)
	if name := http.StatusText(code); name != "" {
		what += " (" + name + ")"
	}
	return errors.New(what + " and gives no page" + instead)
}

// header is the first value of a header, bounded, as the record holds it.
func header(resp *http.Response, name string) string {
	return clip(resp.Header.Get(name))
}

// clip bounds what a server says about itself.
func clip(s string) string {
	const most = 500
	return strings.ToValidUTF8(s[:min(len(s), most)], "\ufffd")
}
