// Package fetch gets a policy from the address that a user gave for it, and
// keeps what was received with a record of where it came from.
//
// How: one GET for the address and one for each redirect, at most MaxRedirects.
// Nothing else is asked: no link in the page, no picture, no script, no cookie.
// The request asks for the page as it is, without compression, so that what is
// kept is what the server sent, byte for byte; a server that compresses all the
// same is undone, and the record says so.
//
// The other end is hostile: size, time, headers and redirects are bounded, what
// it says of its length is not believed, a page that broke off is not kept, and
// a redirect cannot lead from the open network into the local one. An error
// holds no user and no password.
//
// Limits: a page that scripts build in the browser is not here (the gate of
// package policy says so). Behind a proxy of the environment (HTTPS_PROXY) it
// is the proxy that decides what is local.
//
// References: RFC 9110 (HTTP semantics), RFC 9111 (validators in the record).
package fetch

import (
	"cmp"
	"context"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"time"
)

// Limits of one fetch.
const (
	MaxBytes     = 16 << 20         // of the page; the largest policy met is under a megabyte
	MaxRedirects = 5                // browsers go to 20, policies need two
	MaxTime      = 30 * time.Second // from the first request to the last byte
	maxHeaders   = 64 << 10         // bytes of all headers of one answer
)

// instead is what a user can do where a fetch fails.
const instead = "; open the address in a browser, save the page and give the file"

// Options say who asks, and for how long.
type Options struct {
	Version string        // of avow, for the User-Agent
	Time    time.Duration // for everything; 0 means MaxTime

	tls *tls.Config // of the tests' servers
}

// Page is what an address gave.
type Page struct {
	Record Record
	Body   []byte
}

// Get fetches the page at address. The error says what to do about it; it is
// that of ctx where ctx ended.
func Get(ctx context.Context, address string, o Options) (*Page, error) {
	first, err := parse(address)
	if err != nil {
		return nil, err
	}
	limit := cmp.Or(o.Time, MaxTime)
	timed, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	p, err := newTrip(o).walk(timed, first)
	switch {
	case err == nil:
		return p, nil
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case timed.Err() != nil:
		return nil, fmt.Errorf("did not give the whole page within %v%s", limit, instead)
	}
	return nil, err
}

// walk asks for first and for what it redirects to, up to a page.
func (t *trip) walk(ctx context.Context, first *url.URL) (*Page, error) {
	r := Record{Record: recordForm, Asked: shown(first), Time: time.Now().UTC().Format(time.RFC3339), Agent: t.agent}
	for at := first; ; {
		resp, err := t.ask(ctx, at)
		if err != nil {
			return nil, worded(err)
		}
		if redirects[resp.StatusCode] {
			resp.Body.Close()
			if len(r.Redirects) == MaxRedirects {
				return nil, fmt.Errorf("redirects more than %d times%s", MaxRedirects, instead)
			}
			if at, err = follow(first, at, resp.Header.Get("Location")); err != nil {
				return nil, err
			}
			r.Redirects = append(r.Redirects, Redirect{resp.StatusCode, shown(at)})
			t.redirected.Store(true)
			continue
		}
		body, err := content(resp)
		if err != nil {
			return nil, err
		}
		r.Final, r.Status = shown(at), resp.StatusCode
		r.ContentType, r.ContentEncoding = header(resp, "Content-Type"), header(resp, "Content-Encoding")
		r.LastModified, r.ETag = header(resp, "Last-Modified"), header(resp, "ETag")
		r.SHA256, r.Bytes = digest(body), int64(len(body))
		return &Page{r, body}, nil
	}
}

// redirects are the statuses that name another address to ask.
var redirects = map[int]bool{
	http.StatusMovedPermanently: true, http.StatusFound: true, http.StatusSeeOther: true,
	http.StatusTemporaryRedirect: true, http.StatusPermanentRedirect: true,
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

var errTooLarge = fmt.Errorf("is larger than %d MB, which is no policy", MaxBytes>>20)
