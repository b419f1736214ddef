// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Azure Storage takes what is too big for Graph: as a blob at once, or as blocks and
// then their list. Its errors are XML, with their code in a header.

// storagePath stands for it in the paths of this server.
const storagePath = "storage/"

// maxBlock is the size up to which the tenant takes a block, or a blob at once.
const maxBlock = 256 << 20

// blobs are where the store keeps what was uploaded.
const blobs = store.Location("/" + storagePath)

// blocksOf is where the blocks of a blob are until their list comes.
func blocksOf(file string) store.Location { return blobs.Object(file).Child("blocks") }

// storageFailure is Azure Storage's form of a refusal.
func storageFailure(status int, code, message string) reply {
	body := fmt.Sprintf(`<?xml version="1.0" encoding="utf-8"?><Error><Code>%s</Code><Message>%s</Message></Error>`, code, message)
	return reply{status: status, body: media{[]byte(body), "application/xml"}, header: map[string]string{"x-ms-error-code": code}}
}

// upload takes a blob, or blocks of one and their list.
func (c *call) upload(file string) (reply, error) {
	content, err := io.ReadAll(io.LimitReader(c.request.Body, maxBlock+1))
	switch {
	case err != nil:
		return reply{}, fmt.Errorf("read what is uploaded: %w", err)
	case len(content) > maxBlock:
		return storageFailure(http.StatusRequestEntityTooLarge, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit."), nil
	}
	return c.transact(func() (reply, error) {
		query := c.request.URL.Query()
		if refusal, refused := c.refuseUpload(file, query); refused {
			return refusal, nil
		}
		switch query.Get("comp") {
		case "block":
			return c.putBlock(file, query.Get("blockid"), content), nil
		case "blocklist":
			return c.putBlockList(file, content), nil
		}
		if c.request.Header.Get("x-ms-blob-type") != "BlockBlob" {
			return storageFailure(http.StatusBadRequest, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified: x-ms-blob-type."), nil
		}
		c.putBlob(file, content)
		return reply{status: http.StatusCreated}, nil
	})
}

// refuseUpload judges the signature of an address, which is for writing only and for a
// while. That a token beside it is refused is a guess.
func (c *call) refuseUpload(file string, query url.Values) (reply, bool) {
	_, announced, known := c.store.Find(file, func(path store.Location) bool { return strings.HasSuffix(string(path), "/files") })
	address, _ := url.Parse(text(announced["azureStorageUri"]))
	expires, _ := time.Parse(time.RFC3339, text(announced["azureStorageUriExpirationDateTime"]))
	switch {
	case !known || address == nil || query.Get("sig") == "" || query.Get("sig") != address.Query().Get("sig") || c.options.Now().After(expires),
		c.request.Header.Get("Authorization") != "":
		return storageFailure(http.StatusForbidden, "AuthenticationFailed", "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature."), true
	case c.request.Method != http.MethodPut:
		return storageFailure(http.StatusForbidden, "AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission."), true
	}
	return reply{}, false
}

// putBlock keeps a block. The ids of a blob's blocks are base64 of one length.
func (c *call) putBlock(file, id string, content []byte) reply {
	decoded, err := base64.StdEncoding.DecodeString(id)
	if err != nil || len(decoded) == 0 || len(decoded) > 64 {
		return storageFailure(http.StatusBadRequest, "InvalidQueryParameterValue", "Value for one of the query parameters specified in the request URI is invalid: blockid.")
	}
	others := c.store.List(blocksOf(file))
	if len(others) > 0 && len(text(others[0]["id"])) != hex.EncodedLen(len(decoded)) {
		return storageFailure(http.StatusBadRequest, "InvalidBlobOrBlock", "The specified blob or block content is invalid.")
	}
	key := hex.EncodeToString(decoded) // which has no capitals to lose
	c.discard(blocksOf(file), key)
	c.must(c.store.Insert(blocksOf(file), store.Object{"id": key, "content": base64.StdEncoding.EncodeToString(content)}))
	return reply{status: http.StatusCreated}
}

// blockList is the body that makes a blob of blocks.
type blockList struct {
	Blocks []struct {
		ID string `xml:",chardata"`
	} `xml:",any"`
}

// putBlockList makes the blob of the blocks in the order of the list.
func (c *call) putBlockList(file string, body []byte) reply {
	var wanted blockList
	if err := xml.Unmarshal(body, &wanted); err != nil {
		return storageFailure(http.StatusBadRequest, "InvalidXmlDocument", "XML specified is not syntactically valid.")
	}
	var content []byte
	for _, block := range wanted.Blocks {
		decoded, _ := base64.StdEncoding.DecodeString(strings.TrimSpace(block.ID)) // one that is none is not found
		kept, ok := c.store.Get(blocksOf(file), hex.EncodeToString(decoded))
		if !ok {
			return storageFailure(http.StatusBadRequest, "InvalidBlockList", "The specified block list is invalid.")
		}
		part, _ := base64.StdEncoding.DecodeString(text(kept["content"])) // it was encoded here
		content = append(content, part...)
	}
	c.must(c.store.Clear(blocksOf(file)))
	c.putBlob(file, content)
	return reply{status: http.StatusCreated}
}

func (c *call) putBlob(file string, content []byte) {
	c.discard(blobs.Object(file), "blob")
	c.must(c.store.Insert(blobs.Object(file), store.Object{"id": "blob", "content": base64.StdEncoding.EncodeToString(content)}))
}

// blob is what was uploaded for a file, or nothing.
func (c *call) blob(file string) []byte {
	kept, _ := c.store.Get(blobs.Object(file), "blob")
	content, _ := base64.StdEncoding.DecodeString(text(kept["content"])) // it was encoded here
	return content
}
