package model

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"path"
	"strings"
)

// readTorch takes the keys of weights and their shapes from data.pkl, and the
// kinds of operators from the scripts beside it.
func readTorch(m *Model, data []byte, _ int) {
	if !bytes.HasPrefix(data, []byte("PK")) { // the form of before 2020: pickles in a row
		net := newNet(m)
		pickle(net, data[:min(len(data), maxLabel)])
		net.finish()
		return
	}
	z := m.addZip(data, false)
	if z == nil {
		return
	}
	net := newNet(m)
	budget := int64(4 * maxLabel)
	for _, f := range z.File[:min(len(z.File), maxMembers)] {
		script := strings.HasSuffix(f.Name, ".py") && strings.Contains(f.Name, "code/")
		if base := path.Base(f.Name); base != "data.pkl" && base != "constants.pkl" && !script || budget <= 0 {
			continue
		}
		b, ok := member(f, min(maxLabel, budget))
		if budget -= int64(len(b)); !ok {
			continue
		}
		if script {
			net.script(b)
		} else {
			pickle(net, b)
		}
	}
	m.torchSizes(net, z)
	net.finish()
}

// torchSizes counts parameters by the sizes of the members that hold them where
// the pickle does not state shapes.
func (m *Model) torchSizes(n *net, z *zip.Reader) {
	if n.params > 0 {
		return
	}
	for _, f := range z.File[:min(len(z.File), maxMembers)] {
		if dir, base := path.Split(f.Name); strings.HasSuffix(dir, "data/") && strings.Trim(base, "0123456789") == "" {
			n.weights(f.Name, []int64{int64(min(f.UncompressedSize64, 1<<40)) / 4}, 4)
		}
	}
}

// script counts the calls of operators in a serialised function, and takes the
// names of its members: "torch.conv2d(x, ...)", "self.fc1".
func (n *net) script(b []byte) {
	for s := string(b); ; {
		i := strings.Index(s, "torch.")
		if i < 0 {
			return
		}
		s = s[i+len("torch."):]
		end := 0
		for end < len(s) && isIdent([]byte(s[end:end+1])) {
			end++
		}
		if end > 0 && end < len(s) && s[end] == '(' && !n.count(s[:end]) {
			return
		}
	}
}

// pickle reads the texts of a pickle, and the shapes of tensors in it, without
// running it: opcodes are stepped over by their lengths. A tensor is the key
// before it, the storage it lies in, an offset, and a tuple of its dimensions.
func pickle(n *net, b []byte) {
	key := ""
	var ints []int64
	stored := false // between a storage and its dimensions
	see := func(s string) {
		if len(s) < 2 || !isIdent([]byte(s)) {
			return
		}
		if s != "storage" && s != "cpu" && !strings.HasPrefix(s, "cuda") && strings.Trim(s, "0123456789") != "" {
			key = s
		}
		n.m.addName(s)
	}
	for i := 0; i < len(b) && !n.over; {
		op, rest := b[i], b[i+1:]
		size := 0
		switch {
		case op == 'X' && len(rest) >= 4:
			l := int64(binary.LittleEndian.Uint32(rest))
			if l > int64(len(rest)-4) {
				return
			}
			see(string(rest[4:min(4+l, 4+maxText)]))
			size = 4 + int(l)
		case (op == 0x8c || op == 'U' || op == 'C') && len(rest) >= 1:
			l := int(rest[0])
			if l > len(rest)-1 {
				return
			}
			see(string(rest[1 : 1+l]))
			size = 1 + l
		case op == 'c': // a class: module and name, a line each
			j := bytes.IndexByte(rest, '\n')
			k := -1
			if j >= 0 {
				k = bytes.IndexByte(rest[j+1:], '\n')
			}
			if k < 0 {
				return
			}
			if name := string(rest[j+1 : j+1+k]); strings.HasPrefix(string(rest[:j]), "__torch__") {
				n.m.addName(name)
			}
			size = j + k + 2
		case op == 'Q': // a storage
			stored, ints = true, nil
		case op == 'K' && len(rest) >= 1:
			ints, size = append(ints, int64(rest[0])), 1
		case op == 'M' && len(rest) >= 2:
			ints, size = append(ints, int64(binary.LittleEndian.Uint16(rest))), 2
		case op == 'J' && len(rest) >= 4:
			ints, size = append(ints, int64(int32(binary.LittleEndian.Uint32(rest)))), 4
		case op == 0x85 || op == 0x86 || op == 0x87 || op == 't' || op == ')':
			if stored && len(ints) > 1 {
				n.weights(key, ints[1:], 4)
			}
			stored, ints = false, nil
		case op == 0x8a && len(rest) >= 1:
			size = 1 + int(rest[0])
		case op == 0x80 || op == 'q' || op == 'h' || op == 'r' || op == 'j' || op == 'G' || op == 0x95 || op == 0x8b:
			size = map[byte]int{0x80: 1, 'q': 1, 'h': 1, 'r': 4, 'j': 4, 'G': 8, 0x95: 8, 0x8b: 4}[op]
		}
		if len(ints) > maxDims+1 {
			ints = ints[:0]
			stored = false
		}
		i += 1 + size
	}
}
