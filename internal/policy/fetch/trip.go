package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"sync/atomic"
	"syscall"
)

// trip is the way of one fetch. Nothing outlives it: no connection, no cookie,
// no cache. It uses the transport without http.Client, which would follow
// redirects by rules of its own.
type trip struct {
	transport  *http.Transport
	agent      string
	redirected atomic.Bool // the next request is one that the server chose
	inside     atomic.Bool // the user's own address lies in the local network
}

func newTrip(o Options) *trip {
	t := &trip{agent: "avow/" + o.Version + " (+https://github.com/avow-audit/avow)"}
	d := &net.Dialer{Timeout: MaxTime, Control: func(_, address string, _ syscall.RawConn) error { return t.admit(address) }}
	t.transport = &http.Transport{
		Proxy:                  proxy,
		DialContext:            d.DialContext,
		TLSClientConfig:        o.tls,
		TLSHandshakeTimeout:    MaxTime,
		MaxResponseHeaderBytes: maxHeaders,
		DisableKeepAlives:      true,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
	}
	return t
}

// proxy is that of the environment. Its error would print the setting, which
// may hold a password.
func proxy(r *http.Request) (*url.URL, error) {
	u, err := http.ProxyFromEnvironment(r)
	if err != nil {
		return nil, errors.New("the proxy that the environment names is no address")
	}
	return u, nil
}

// ask sends one request. Policies are read in English, so that is asked for.
func (t *trip) ask(ctx context.Context, at *url.URL) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, shown(at), nil)
	if err != nil {
		return nil, errNoAddress
	}
	for _, h := range [...][2]string{
		{"User-Agent", t.agent},
		{"Accept", "text/html, application/xhtml+xml, application/pdf, text/markdown, text/plain;q=0.9, " + wordType + ";q=0.9, */*;q=0.1"},
		{"Accept-Language", "en"},
		{"Accept-Encoding", "identity"},
	} {
		r.Header.Set(h[0], h[1])
	}
	if at.User != nil {
		password, _ := at.User.Password()
		r.SetBasicAuth(at.User.Username(), password)
	}
	return t.transport.RoundTrip(r)
}

// admit refuses a connection into the local network that only a redirect asks
// for: a page must not make avow read what its own author cannot reach. What
// the user names is the user's choice, and may redirect to its neighbours.
func (t *trip) admit(address string) error {
	to, err := netip.ParseAddrPort(address)
	switch {
	case err != nil:
		return err
	case !local(to.Addr()):
		return nil
	case !t.redirected.Load():
		t.inside.Store(true)
		return nil
	case !t.inside.Load():
		return errInside
	}
	return nil
}

var errInside = errors.New("redirects from the open network into the local one, which is not followed" + instead)

// shared is the address space between a provider and its customers (RFC 6598).
var shared = netip.MustParsePrefix("100.64.0.0/10")

func local(a netip.Addr) bool {
	a = a.Unmap()
	return a.IsLoopback() || a.IsPrivate() || a.IsLinkLocalUnicast() || a.IsUnspecified() || shared.Contains(a)
}

// worded says in plain words why no answer came.
func worded(err error) error {
	var name *net.DNSError
	var certificate *tls.CertificateVerificationError
	switch {
	case errors.Is(err, errNoAddress):
		return err
	case errors.Is(err, errInside):
		return errInside
	case errors.As(err, &name) && name.IsNotFound:
		return errors.New("there is no such host")
	case errors.As(err, &name):
		return errors.New("the host's name could not be looked up; is there a network?")
	case errors.As(err, &certificate):
		return errors.New("the host's certificate can't be trusted" + instead)
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("the host refuses the connection" + instead)
	}
	return errors.New("no answer: " + clip(err.Error()) + instead)
}
