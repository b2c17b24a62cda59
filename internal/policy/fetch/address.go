package fetch

import (
	"errors"
	"net/url"
	"strings"
)

// maxAddress is the longest address that is asked or gone to, in bytes; the
// longest that browsers and servers agree on are shorter.
const maxAddress = 8 << 10

var errNoAddress = errors.New("this is no address that can be fetched; it has the form https://host/path")

// IsAddress tells an address from the name of a file.
func IsAddress(s string) bool {
	scheme, _, ok := strings.Cut(s, "://")
	return ok && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}

// Shown is an address as it may be printed and stored, without user and
// password. What is no address is returned as it is.
func Shown(s string) string {
	if !IsAddress(s) {
		return s
	}
	u, err := url.Parse(s)
	if err != nil {
		// Nobody can say where its password ends: all up to the last @ may be one.
		scheme, rest, _ := strings.Cut(s, "://")
		return scheme + "://" + rest[strings.LastIndexByte(rest, '@')+1:]
	}
	return shown(u)
}

func shown(u *url.URL) string {
	open := *u
	open.User = nil
	return open.String()
}

func parse(address string) (*url.URL, error) {
	if u, err := url.Parse(address); err == nil && IsAddress(address) && fetchable(u) {
		return u, nil
	}
	return nil, errNoAddress
}

// fetchable reports whether u can be asked, and is still an address when it is
// read back from a record.
func fetchable(u *url.URL) bool {
	s := shown(u)
	again, err := url.Parse(s)
	return (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && len(s) <= maxAddress && err == nil && again.User == nil
}

// follow is where a redirect from at leads. User and password go with it to the
// host they were given for, and to no other.
func follow(first, at *url.URL, location string) (*url.URL, error) {
	next, err := at.Parse(location)
	switch {
	case location == "" || err != nil || !fetchable(next):
		return nil, errors.New("redirects to what is no http or https address" + instead)
	case at.Scheme == "https" && next.Scheme == "http":
		return nil, errors.New("redirects from https to http, where anyone on the way could change the page" + instead)
	}
	next.User = nil
	if next.Scheme == first.Scheme && next.Host == first.Host {
		next.User = first.User
	}
	return next, nil
}
