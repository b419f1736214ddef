// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework/function"
)

// entraSID begins the SIDs that Entra gives to its objects: the authority is 12, for
// cloud accounts, and the first number 1. Four numbers of the object's id follow.
const entraSID = "S-1-12-1-"

// sidToObjectID finds the object id in a SID.
func sidToObjectID() *named {
	return &named{
		name: "sid_to_object_id",
		definition: function.Definition{
			Summary:             "Gives the object id that a SID of Entra holds",
			MarkdownDescription: "Windows knows Entra users, groups and roles by SIDs of the form `S-1-12-1-…`, which hold the object id. Other SIDs, such as those of an on-premises domain, hold none and are an error.",
			Parameters:          []function.Parameter{function.StringParameter{Name: "sid", MarkdownDescription: "The SID: `S-1-12-1-` and four numbers."}},
			Return:              function.StringReturn{},
		},
		run: ofText(func(sid string) (any, error) { return objectIDOf(sid) }, "sid"),
	}
}

// objectIDToSID makes the SID of an object.
func objectIDToSID() *named {
	return &named{
		name: "object_id_to_sid",
		definition: function.Definition{
			Summary:             "Gives the SID by which Windows knows an object of Entra",
			MarkdownDescription: "Makes the SID, `S-1-12-1-…`, of an Entra user, group or role from its object id: for instance for members of local groups on devices that are joined to Entra.",
			Parameters:          []function.Parameter{function.StringParameter{Name: "object_id", MarkdownDescription: "The object id, a GUID."}},
			Return:              function.StringReturn{},
		},
		run: ofText(func(id string) (any, error) { return sidOf(id) }, "object_id"),
	}
}

// objectIDOf reads the four numbers as the bytes of a GUID in Windows' order.
func objectIDOf(sid string) (string, error) {
	if len(sid) < len(entraSID) || !strings.EqualFold(sid[:len(entraSID)], entraSID) {
		return "", fmt.Errorf("%q is not a SID of Entra, which begins with %s", sid, entraSID)
	}
	numbers := strings.Split(sid[len(entraSID):], "-")
	if len(numbers) != 4 {
		return "", fmt.Errorf("%q has %d numbers behind %s, and not 4", sid, len(numbers), entraSID)
	}
	var id uuid.UUID
	for i, number := range numbers {
		n, err := strconv.ParseUint(number, 10, 32)
		if err != nil {
			return "", fmt.Errorf("%q in %q is not a number between 0 and 4294967295", number, sid)
		}
		binary.LittleEndian.PutUint32(id[4*i:], uint32(n))
	}
	return swapped(id).String(), nil
}

// sidOf is the reverse.
func sidOf(objectID string) (string, error) {
	id, err := uuid.Parse(objectID)
	if err != nil || len(objectID) != len(id.String()) {
		return "", fmt.Errorf("%q is not an object id, which is a GUID", objectID)
	}
	id = swapped(id)
	numbers := make([]string, 4)
	for i := range numbers {
		numbers[i] = strconv.FormatUint(uint64(binary.LittleEndian.Uint32(id[4*i:])), 10)
	}
	return entraSID + strings.Join(numbers, "-"), nil
}

// swapped turns a GUID's order of bytes into Windows' and back: the first three parts
// are little-endian there.
func swapped(id uuid.UUID) uuid.UUID {
	return uuid.UUID{id[3], id[2], id[1], id[0], id[5], id[4], id[7], id[6], id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15]}
}
