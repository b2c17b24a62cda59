package pdf

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
)

// crypt undoes the standard security handler (ISO 32000-2, 7.6) for files that
// open with the empty password: they are locked against change, not reading.
// Only streams are decrypted; no text stands in the strings of objects.
type crypt struct {
	key []byte
	aes bool
	v5  bool // the key is used as it is, without the object's number
	off bool // streams are left as they are
}

var passwordPad = []byte("\x28\xbf\x4e\x5e\x4e\x75\x8a\x41\x64\x00\x4e\x56\xff\xfa\x01\x08\x2e\x2e\x00\xb6\xd0\x68\x3e\x80\x2f\x0c\xa9\xfe\x64\x53\x69\x7a")

// unlock finds the key of an encrypted file.
func (f *File) unlock() error {
	if f.crypt != nil || f.trailer["Encrypt"] == nil {
		return nil
	}
	d := f.dictOf(f.trailer["Encrypt"])
	if f.nameOf(d["Filter"]) != "Standard" {
		return errCipher
	}
	text := func(k name) []byte {
		s, _ := f.resolve(d[k]).(str)
		return []byte(s)
	}
	c := &crypt{}
	length := 5
	v, r := int(f.numberOf(d["V"])), int(f.numberOf(d["R"]))
	switch v {
	case 1:
	case 2, 3:
		length = int(f.numberOf(d["Length"])) / 8
	case 4, 5:
		length = 16
		filter := f.nameOf(d["StmF"])
		method := f.nameOf(f.dictOf(f.dictOf(d["CF"])[filter])["CFM"])
		c.aes = method == "AESV2" || method == "AESV3"
		c.off = filter == "Identity" || filter == "" || method == "None"
	default:
		return errCipher
	}
	if length < 5 || length > 16 {
		length = 5
	}
	if v == 5 {
		c.v5 = true
		c.key = openKey(text("U"), text("UE"), r)
	} else {
		first := []byte{}
		if ids := f.arrayOf(f.trailer["ID"]); len(ids) > 0 {
			s, _ := f.resolve(ids[0]).(str)
			first = []byte(s)
		}
		plain, _ := f.resolve(d["EncryptMetadata"]).(bool)
		_, said := f.resolve(d["EncryptMetadata"]).(bool)
		c.key = oldKey(text("O"), text("U"), first, uint32(int64(f.numberOf(d["P"]))), r, length, !said || plain)
	}
	if c.key == nil {
		return errPassword
	}
	f.crypt = c
	return nil
}

// oldKey computes the key of revisions 2 to 4 from the empty password and
// checks it against U; nil if it does not fit.
func oldKey(o, u, id []byte, perms uint32, r, length int, metadata bool) []byte {
	if len(o) < 32 || len(u) < 16 {
		return nil
	}
	h := md5.New()
	h.Write(passwordPad)
	h.Write(o[:32])
	h.Write(binary.LittleEndian.AppendUint32(nil, perms))
	h.Write(id)
	if r >= 4 && !metadata {
		h.Write([]byte{255, 255, 255, 255})
	}
	key := h.Sum(nil)
	if r >= 3 {
		for range 50 {
			sum := md5.Sum(key[:length])
			key = sum[:]
		}
	} else {
		length = 5
	}
	key = key[:length]
	if r < 3 {
		return fits(rc4ed(key, passwordPad), u, key)
	}
	sum := md5.Sum(append(bytes.Clone(passwordPad), id...))
	check := sum[:]
	for i := range 20 {
		k := bytes.Clone(key)
		for j := range k {
			k[j] ^= byte(i)
		}
		check = rc4ed(k, check)
	}
	return fits(check, u, key)
}

func fits(check, u, key []byte) []byte {
	if !bytes.HasPrefix(u, check) {
		return nil
	}
	return key
}

func rc4ed(key, data []byte) []byte {
	c, err := rc4.NewCipher(key)
	if err != nil {
		return nil
	}
	out := make([]byte, len(data))
	c.XORKeyStream(out, data)
	return out
}

// openKey unwraps the key of revisions 5 and 6 with the empty password.
func openKey(u, ue []byte, r int) []byte {
	if len(u) < 48 || len(ue) < 32 {
		return nil
	}
	if !bytes.Equal(hashed(u[32:40], r), u[:32]) {
		return nil
	}
	block, err := aes.NewCipher(hashed(u[40:48], r))
	if err != nil {
		return nil
	}
	key := make([]byte, 32)
	cipher.NewCBCDecrypter(block, make([]byte, 16)).CryptBlocks(key, ue[:32])
	return key
}

// hashed is algorithm 2.B for the empty password; revision 5 stops after its
// first step.
func hashed(salt []byte, r int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if r < 6 {
		return k
	}
	for i := 0; ; i++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		mod := 0
		for _, c := range e[:16] {
			mod += int(c)
		}
		switch mod % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		// The last byte grows rare beyond 32 rounds; the bound is for form.
		if i >= 63 && int(e[len(e)-1]) <= i-31 || i > 1000 {
			return k[:32]
		}
	}
}

// stream decrypts the raw bytes of s.
func (c *crypt) stream(f *File, s *stream) []byte {
	if c.off || f.nameOf(s.dict["Type"]) == "XRef" || !f.spend(len(s.raw)) {
		return s.raw
	}
	for _, o := range list(f, s.dict, "Filter", "F") {
		if f.nameOf(o) == "Crypt" { // its own filter, Identity unless said
			return s.raw
		}
	}
	key := c.key
	if !c.v5 {
		n := []byte{byte(s.num), byte(s.num >> 8), byte(s.num >> 16), byte(s.gen), byte(s.gen >> 8)}
		k := append(bytes.Clone(c.key), n...)
		if c.aes {
			k = append(k, "sAlT"...)
		}
		sum := md5.Sum(k)
		key = sum[:min(len(c.key)+5, 16)]
	}
	if !c.aes {
		return rc4ed(key, s.raw)
	}
	block, err := aes.NewCipher(key)
	if err != nil || len(s.raw) < 32 {
		return nil
	}
	body := bytes.Clone(s.raw[16 : len(s.raw)-len(s.raw)%16])
	cipher.NewCBCDecrypter(block, s.raw[:16]).CryptBlocks(body, body)
	if pad := int(body[len(body)-1]); pad >= 1 && pad <= 16 {
		body = body[:len(body)-pad]
	}
	return body
}
