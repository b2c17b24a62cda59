package fetch

import (
	"errors"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Keep writes the page and its record into dir and returns the page's name
// there: host, time and the start of the digest. Nothing that is there already
// is changed, and nothing half written is left.
func (p *Page) Keep(dir string) (name string, err error) {
	record, err := p.Record.json()
	if err != nil {
		return "", err
	}
	name, err = free(dir, p.stem(), p.ext())
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, name)
	if err := writeWhole(file, p.Body); err != nil {
		return "", err
	}
	if err := writeWhole(file+recordExt, record); err != nil {
		return "", errors.Join(err, os.Remove(file)) // a page that nothing speaks for
	}
	return name, nil
}

// stem is the page's name without its extension, made of what every file system
// takes.
func (p *Page) stem() string {
	host := "page"
	if u, err := url.Parse(p.Record.Asked); err == nil {
		host = strings.Trim(strings.Map(plainLetter, strings.ToLower(u.Hostname())), ".-")
	}
	const most = 100 // bytes; names end at 255
	at := strings.NewReplacer("-", "", ":", "").Replace(p.Record.Time)
	return fmt.Sprintf("%s-%s-%.12s", host[:min(len(host), most)], at, p.Record.SHA256)
}

func plainLetter(r rune) rune {
	if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '.' {
		return r
	}
	return '-'
}

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

// extensions of pages by media type, and those that an address may bring.
var (
	extensions = map[string]string{
		"text/html": ".html", "application/xhtml+xml": ".html", "text/markdown": ".md", "text/plain": ".txt",
		"application/pdf": ".pdf", wordType: ".docx",
	}
	known = []string{".html", ".htm", ".md", ".txt", ".pdf", ".docx"}
)

// ext is what programs know the page by: as the server calls it, else as its
// address does, else as it looks.
func (p *Page) ext() string {
	if e := extensions[mediaType(p.Record.ContentType)]; e != "" {
		return e
	}
	if u, err := url.Parse(p.Record.Final); err == nil {
		if e := strings.ToLower(path.Ext(u.Path)); slices.Contains(known, e) {
			return e
		}
	}
	if e := extensions[mediaType(http.DetectContentType(p.Body))]; e != "" {
		return e
	}
	return ".bin"
}

func mediaType(header string) string {
	t, _, _ := mime.ParseMediaType(header)
	return t
}

// free is the first name that neither a page nor a record has: one second can
// see two fetches.
func free(dir, stem, ext string) (string, error) {
	const most = 1000
	for n := 1; n <= most; n++ {
		name := stem + ext
		if n > 1 {
			name = fmt.Sprintf("%s-%d%s", stem, n, ext)
		}
		if !taken(filepath.Join(dir, name)) && !taken(filepath.Join(dir, name+recordExt)) {
			return name, nil
		}
	}
	return "", errors.New("no name is free")
}

func taken(file string) bool {
	_, err := os.Lstat(file)
	return err == nil
}

// writeWhole writes a file that is there whole or not at all.
func writeWhole(file string, data []byte) error {
	part := file + ".part"
	f, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(part, file)
	}
	if err != nil {
		os.Remove(part)
	}
	return err
}
