// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/binary"
	"strconv"
)

// littleEndian reads four bytes of a GUID at an offset the way Windows stores
// them: the first three fields of a GUID are numbers, the rest is bytes.
func littleEndian(b []byte, offset int) string {
	switch offset {
	case 0:
		return strconv.FormatUint(uint64(binary.BigEndian.Uint32(b)), 10)
	case 4:
		return strconv.FormatUint(uint64(binary.BigEndian.Uint16(b[2:]))<<16|uint64(binary.BigEndian.Uint16(b)), 10)
	default:
		return strconv.FormatUint(uint64(binary.LittleEndian.Uint32(b)), 10)
	}
}
