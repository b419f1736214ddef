// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// The content of an app is uploaded in steps: a file is announced, gets an address in
// Azure Storage, is put there, and is committed with what it was encrypted by. How far
// each step is can be read in the file's uploadState.

const (
	uriRequest = "azureStorageUriRequest"
	uriRenewal = "azureStorageUriRenewal"
	commitFile = "commitFile"
)

// addressLife is how long a file can be uploaded to its address.
const addressLife = time.Hour

// completeFile asks for the address that a new file is uploaded to.
func completeFile(c *call, file store.Object) { c.addressFile(file, uriRequest) }

// addressFile gives a file an address in Azure Storage. It holds a signature, so that
// requests need no token.
func (c *call) addressFile(file store.Object, step string) {
	file["azureStorageUri"] = c.base() + "/" + c.version + "/" + storagePath + text(file["id"]) + "?sv=2018-03-28&sr=b&sp=w&sig=" + uuid.NewString()
	file["azureStorageUriExpirationDateTime"] = c.options.Now().UTC().Add(addressLife).Format(time.RFC3339)
	file["uploadState"], file[begun] = step+"Success", c.moment()
}

// showFile tells how far the last step with a file is: what it brings is there when it
// is done.
func showFile(c *call, stored, shown store.Object) store.Object {
	if c.isDone(stored) {
		return shown
	}
	state := text(stored["uploadState"])
	step := strings.TrimSuffix(strings.TrimSuffix(state, "Success"), "Failed")
	shown = replaced(shown, "uploadState", step+"Pending")
	switch step {
	case uriRequest:
		shown["azureStorageUri"], shown["azureStorageUriExpirationDateTime"] = nil, nil
	case commitFile:
		shown["isCommitted"] = false
	}
	return shown
}

// renewUpload gives a file a new address.
func (c *call) renewUpload() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	renewed := replaced(e.object, "id", e.object["id"])
	c.addressFile(renewed, uriRenewal)
	c.must(c.store.Replace(e.path, e.id(), func(store.Object) (store.Object, error) { return renewed, nil }))
	return noContent(), nil
}

// commitFile ends an upload. Whether what was uploaded is what it says can be read in
// the file afterwards.
func (c *call) commitFile() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	encryption, given := c.body["fileEncryptionInfo"].(store.Object)
	if !given {
		return reply{}, badRequest("A value is required for parameter 'fileEncryptionInfo'.")
	}
	after := replaced(e.object, begun, c.moment())
	after["uploadState"], after["isCommitted"] = commitFile+"Failed", false
	if checkContent(c.blob(e.id()), e.object, encryption) == nil {
		after["uploadState"], after["isCommitted"] = commitFile+"Success", true
		c.must(c.store.Clear(blobs.Object(e.id()))) // nobody asks for it any more
	}
	c.must(c.store.Replace(e.path, e.id(), func(store.Object) (store.Object, error) { return after, nil }))
	return noContent(), nil
}

// errContent says that a file is not what it was announced and committed as.
var errContent = errors.New("the content does not agree with the file and its encryption")

// checkContent holds what was uploaded against how it was announced and encrypted: a
// MAC over what follows, the initialization vector, and the content in AES with blocks
// chained, whose digest is that of the file.
func checkContent(content []byte, file, encryption store.Object) error {
	member := func(name string) []byte {
		decoded, _ := base64.StdEncoding.DecodeString(text(encryption[name])) // it has been validated
		return decoded
	}
	size, _ := number(file["size"])
	encrypted, _ := number(file["sizeEncrypted"])
	vector, mac := member("initializationVector"), member("mac")
	const head = sha256.Size + aes.BlockSize
	switch {
	case text(encryption["profileIdentifier"]) != "ProfileVersion1" || !strings.EqualFold(text(encryption["fileDigestAlgorithm"]), "SHA256"),
		len(content) < head+aes.BlockSize || len(content)%aes.BlockSize != 0 || len(content) != int(encrypted),
		!bytes.Equal(content[sha256.Size:head], vector):
		return errContent
	}
	authentic := hmac.New(sha256.New, member("macKey"))
	authentic.Write(content[sha256.Size:])
	if sum := authentic.Sum(nil); !hmac.Equal(sum, mac) || !hmac.Equal(sum, content[:sha256.Size]) {
		return errContent
	}
	key, err := aes.NewCipher(member("encryptionKey"))
	if err != nil {
		return errors.Join(errContent, err)
	}
	plain := make([]byte, len(content)-head)
	cipher.NewCBCDecrypter(key, vector).CryptBlocks(plain, content[head:])
	padding := int(plain[len(plain)-1])
	if padding == 0 || padding > aes.BlockSize || len(plain)-padding != int(size) {
		return errContent
	}
	if digest := sha256.Sum256(plain[:len(plain)-padding]); !bytes.Equal(digest[:], member("fileDigest")) {
		return errContent
	}
	return nil
}
