// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package packages

import (
	"encoding/binary"
	"errors"
	"fmt"
	"strings"

	"github.com/richardlehane/mscfb"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// MSI is what a package of Windows Installer tells in its table of properties.
type MSI struct {
	ProductCode, ProductName, ProductVersion string
	UpgradeCode, Manufacturer                string
	// Language is the number of the product's language, such as 1033.
	Language string
	// PackageType is perUser, perMachine or dualPurpose, as ALLUSERS says.
	PackageType string
}

// Names of the database's streams.
const (
	stringPool    = "_StringPool"
	stringData    = "_StringData"
	propertyTable = "Property"
)

// ReadMSI reads an .msi file.
func ReadMSI(path string) (MSI, error) {
	file, _, err := open(path)
	if err != nil {
		return MSI{}, err
	}
	defer file.Close() //nolint:errcheck // nothing was written
	compound, err := mscfb.New(file)
	if err != nil {
		return MSI{}, fmt.Errorf("%s is not an .msi file, which is a compound file: %w", path, err)
	}
	properties, err := readProperties(compound)
	if err != nil {
		return MSI{}, fmt.Errorf("%s: %w", path, err)
	}
	if properties["ProductCode"] == "" {
		return MSI{}, fmt.Errorf("%s names no ProductCode: it is no package of a product", path)
	}
	return MSI{
		ProductCode: properties["ProductCode"], ProductName: properties["ProductName"], ProductVersion: properties["ProductVersion"],
		UpgradeCode: properties["UpgradeCode"], Manufacturer: properties["Manufacturer"], Language: properties["ProductLanguage"],
		PackageType: packageType(properties["ALLUSERS"]),
	}, nil
}

// packageType names what the property ALLUSERS says.
func packageType(allUsers string) string {
	switch allUsers {
	case "1":
		return "perMachine"
	case "2":
		return "dualPurpose"
	default:
		return "perUser"
	}
}

// readProperties reads the table of properties.
func readProperties(compound *mscfb.Reader) (map[string]string, error) {
	streams := map[string][]byte{}
	for _, entry := range compound.File {
		name, isTable := streamName(entry.Name)
		if !isTable || name != stringPool && name != stringData && name != propertyTable {
			continue
		}
		content, err := readPart(entry, "its table "+name)
		if err != nil {
			return nil, err
		}
		streams[name] = content
	}
	for _, name := range []string{stringPool, stringData, propertyTable} {
		if streams[name] == nil {
			return nil, fmt.Errorf("it has no table %s: it is no package of Windows Installer", name)
		}
	}
	texts, width, err := pool(streams[stringPool], streams[stringData])
	if err != nil {
		return nil, err
	}
	return properties(streams[propertyTable], texts, width)
}

// streamName decodes a stream's name: two letters of 64 stand in one character, and a
// table has a mark in front.
func streamName(name string) (decoded string, isTable bool) {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._"
	var b strings.Builder
	for _, r := range name {
		switch {
		case r >= 0x3800 && r < 0x4800:
			b.WriteByte(letters[(r-0x3800)&0x3f])
			b.WriteByte(letters[(r-0x3800)>>6])
		case r >= 0x4800 && r < 0x4840:
			b.WriteByte(letters[r-0x4800])
		case r == 0x4840:
			isTable = true
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), isTable
}

// pool reads the texts of the database; the first has the number 1. The width is how
// many bytes a number of a text takes.
func pool(lengths, data []byte) (texts []string, width int, err error) {
	damaged := errors.New("its table of texts is damaged")
	if len(lengths) < 4 {
		return nil, 0, damaged
	}
	header := binary.LittleEndian.Uint32(lengths)
	width = 2
	if header&0x80000000 != 0 {
		width = 3
	}
	decoder, err := decoderOf(header & 0xffff)
	if err != nil {
		return nil, 0, err
	}
	texts = []string{""}
	for at := 4; at+4 <= len(lengths); at += 4 {
		length := int(binary.LittleEndian.Uint16(lengths[at:]))
		if references := binary.LittleEndian.Uint16(lengths[at+2:]); length == 0 && references != 0 {
			// A text of more than 64 KiB: its length stands in the next entry.
			if at += 4; at+4 > len(lengths) {
				return nil, 0, damaged
			}
			length = int(binary.LittleEndian.Uint32(lengths[at:]))
		}
		if length > len(data) {
			return nil, 0, damaged
		}
		text, err := decoder.Bytes(data[:length])
		if err != nil {
			return nil, 0, fmt.Errorf("%w: %w", damaged, err)
		}
		texts, data = append(texts, string(text)), data[length:]
	}
	return texts, width, nil
}

// decoderOf reads texts of a code page of Windows.
func decoderOf(codePage uint32) (*encoding.Decoder, error) {
	pages := map[uint32]encoding.Encoding{
		932: japanese.ShiftJIS, 936: simplifiedchinese.GBK, 949: korean.EUCKR, 950: traditionalchinese.Big5,
		0: charmap.Windows1252, 20127: charmap.Windows1252, 28591: charmap.ISO8859_1, 65001: encoding.Nop, 874: charmap.Windows874,
		1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252, 1253: charmap.Windows1253, 1254: charmap.Windows1254,
		1255: charmap.Windows1255, 1256: charmap.Windows1256, 1257: charmap.Windows1257, 1258: charmap.Windows1258,
	}
	page, ok := pages[codePage]
	if !ok {
		return nil, fmt.Errorf("its texts are in code page %d, which this provider does not know", codePage)
	}
	return page.NewDecoder(), nil
}

// properties reads a table of two columns, which stand one behind the other.
func properties(table []byte, texts []string, width int) (map[string]string, error) {
	rows := len(table) / (2 * width)
	if len(table) != rows*2*width {
		return nil, errors.New("its table of properties is damaged")
	}
	all := make(map[string]string, rows)
	for row := range rows {
		name, value := number(table[row*width:], width), number(table[(rows+row)*width:], width)
		if name >= len(texts) || value >= len(texts) {
			return nil, errors.New("its table of properties names a text that is not there")
		}
		all[texts[name]] = texts[value]
	}
	return all, nil
}

func number(b []byte, width int) int {
	n := int(b[0]) | int(b[1])<<8
	if width == 3 {
		n |= int(b[2]) << 16
	}
	return n
}
