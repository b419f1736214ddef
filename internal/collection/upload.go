// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/content"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// The content of an app is announced to Graph as a file of a new version, put into Azure
// Storage block by block, and committed with what it was encrypted with. The app has it
// once it names the version.

const (
	// blockSize is that of the blocks in which content is uploaded: all that is held in
	// memory of it.
	blockSize = 4 << 20
	// mostTries is how often one block is sent.
	mostTries = 6
	// timeLeft is how long an address must still be valid for another block.
	timeLeft = 5 * time.Minute
	// progressTold is the share of the content, in percent, between two lines of the log.
	progressTold = 10
)

// uploadContent uploads the file that the configuration names, where the plan has
// another one than the state.
func (c *Collection) uploadContent(ctx context.Context, prior, plan, config value.Tree) error {
	file := value.Text(config[value.ContentFile])
	if c.Life.Content == object.NoContent || file == "" || !contentDue(prior, plan) {
		return nil
	}
	if err := c.uploadFile(ctx, plan, file); err != nil {
		return &AttributeError{value.ContentFile, fmt.Errorf("uploading %s: %w", file, err)}
	}
	return nil
}

// contentDue tells whether the file is another one than was uploaded last. Of an object
// that was imported nobody knows which one that was.
func contentDue(prior, plan value.Tree) bool {
	return prior["id"] == nil || prior[value.ContentDigest] != plan[value.ContentDigest] || prior[value.ContentVersion] != plan[value.ContentVersion]
}

// noContent is the digest in the state of an object whose upload has failed. It is that
// of no file, so that the next apply uploads it.
const noContent = "none"

// withoutContent notes in a state that an upload has failed.
func withoutContent(state value.Tree, failure error) {
	var failed *AttributeError
	if errors.As(failure, &failed) && failed.Name == value.ContentFile {
		state[value.ContentDigest] = noContent
	}
}

func (c *Collection) uploadFile(ctx context.Context, plan value.Tree, file string) error {
	digest, err := content.Digest(file)
	switch {
	case err != nil:
		return err
	case plan[value.ContentDigest] != nil && !value.IsUnknown(plan[value.ContentDigest]) && digest != plan[value.ContentDigest]:
		return errors.New("the file is not what it was when the plan was made: plan again")
	}
	plan[value.ContentDigest] = digest
	open := content.Seal
	if c.Life.Content == object.Intunewin {
		open = content.OpenIntunewin
	}
	sealed, err := open(file)
	if err != nil {
		return err
	}
	defer sealed.Close() //nolint:errcheck // the system removes what is left of temporary files
	u := &upload{c: c, app: c.itemPath(plan), label: c.Label(plan), sealed: sealed}
	version, err := u.run(ctx)
	if err != nil {
		return err
	}
	_, err = c.change(ctx, plan, object.Body{"@odata.type": "#" + c.Address.Type, "committedContentVersion": version})
	return err
}

// upload is one file on its way.
type upload struct {
	c      *Collection
	app    string
	label  string
	sealed *content.Sealed

	file    string // its path in Graph
	address *url.URL
	expires time.Time
}

func (u *upload) run(ctx context.Context) (version string, err error) {
	version, err = u.announce(ctx)
	if IsAmbiguous(err) { // a version of which nothing is uploaded does no harm
		version, err = u.announce(ctx)
	}
	if err != nil {
		return "", err
	}
	if err := u.awaitAddress(ctx, "azureStorageUriRequest"); err != nil {
		return "", err
	}
	if err := u.store(ctx); err != nil {
		return "", err
	}
	// Whether a commit of which the answer is lost was made is what the file tells.
	if _, err := u.post(ctx, u.file+"/commit", object.Body{"fileEncryptionInfo": u.sealed.Encryption}); err != nil && !IsAmbiguous(err) {
		return "", err
	}
	_, err = u.await(ctx, "commitFile")
	return version, err
}

// announce makes a version of the app's content, and its file.
func (u *upload) announce(ctx context.Context) (version string, err error) {
	versions := u.app + "/" + u.c.Address.Type + "/contentVersions"
	made, err := u.post(ctx, versions, object.Body{})
	if err != nil {
		return "", err
	}
	version = value.Text(made["id"])
	files := versions + "/" + url.PathEscape(version) + "/files"
	announced, err := u.post(ctx, files, object.Body{"name": u.sealed.Name, "size": u.sealed.Size, "sizeEncrypted": u.sealed.SealedSize, "manifest": nil, "isDependency": false})
	if err != nil {
		return "", err
	}
	u.file = files + "/" + url.PathEscape(value.Text(announced["id"]))
	u.c.tenant.fresh.note(time.Now(), announced["id"])
	return version, nil
}

// post sends a request again that a replica refuses which does not know the app, or the
// file, yet.
func (u *upload) post(ctx context.Context, path string, body object.Body) (reply object.Body, err error) {
	request := graph.Request{Method: http.MethodPost, Version: string(u.c.Address.API), Path: path, Body: body}
	err = u.c.insist(ctx, path, body, func(ctx context.Context) error {
		reply, err = send(ctx, u.c.tenant.client, request)
		return err
	})
	return reply, err
}

// await waits until Graph has done a step with the file.
func (u *upload) await(ctx context.Context, step string) (found object.Body, err error) {
	err = u.c.tenant.lag.follow(ctx, "the upload, which is to become "+step+"Success,", func() (state string, done bool, err error) {
		found, err = send(ctx, u.c.tenant.client, graph.Request{Version: string(u.c.Address.API), Path: u.file})
		if err != nil && !isMissing(err) {
			return "", false, err
		}
		state = value.Text(found["uploadState"])
		if strings.HasSuffix(state, "Failed") || strings.HasSuffix(state, "TimedOut") {
			return "", false, fmt.Errorf("graph has ended the upload as %s", state)
		}
		return state, state == step+"Success", nil
	})
	return found, err
}

// awaitAddress waits for the address that the file is uploaded to.
func (u *upload) awaitAddress(ctx context.Context, step string) error {
	found, err := u.await(ctx, step)
	if err != nil {
		return err
	}
	address, err := url.Parse(value.Text(found["azureStorageUri"]))
	if err != nil || address.Host == "" {
		return errors.New("graph has named no address to upload to") // the address is a secret
	}
	u.address = address
	u.expires, _ = time.Parse(time.RFC3339, value.Text(found["azureStorageUriExpirationDateTime"])) // without one it is never renewed in advance
	return nil
}

// renew gets another address for the same file. The blocks that are there remain.
func (u *upload) renew(ctx context.Context) error {
	if _, err := u.post(ctx, u.file+"/renewUpload", nil); err != nil {
		return fmt.Errorf("renewing the address: %w", err)
	}
	return u.awaitAddress(ctx, "azureStorageUriRenewal")
}

// store uploads the content in blocks, and then the list of them, which makes them a
// whole.
func (u *upload) store(ctx context.Context) error {
	buffer, size := make([]byte, blockSize), u.sealed.SealedSize
	percentOf := func(done int64) int64 { return done * 100 / size }
	var list blockList
	for offset := int64(0); offset < size; offset += blockSize {
		n, err := u.sealed.ReadAt(buffer, offset)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read the encrypted content: %w", err)
		}
		id := base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "%08d", len(list.Latest)))
		if err := u.put(ctx, url.Values{"comp": {"block"}, "blockid": {id}}, buffer[:n]); err != nil {
			return err
		}
		list.Latest = append(list.Latest, id)
		u.tell(ctx, percentOf(offset), percentOf(offset+int64(n)))
	}
	text, _ := xml.Marshal(list) // texts are XML whatever they are
	return u.put(ctx, url.Values{"comp": {"blocklist"}}, append([]byte(xml.Header), text...))
}

// blockList is the list of a blob's blocks, in Azure Storage's form.
type blockList struct {
	XMLName xml.Name `xml:"BlockList"`
	Latest  []string `xml:"Latest"`
}

// tell logs that a share of the content, in percent, is uploaded after another one.
func (u *upload) tell(ctx context.Context, before, percent int64) {
	if log := u.c.tenant.waits.log; log != nil && percent/progressTold > before/progressTold {
		log(ctx, slog.LevelInfo, "Uploading content", map[string]any{"object": u.label, "percent": percent, "bytes": u.sealed.SealedSize})
	}
}

// put sends one block, or the list. What fails is sent again: a block replaces the one
// that has the same id. An address that has expired, or soon will, is renewed.
func (u *upload) put(ctx context.Context, query url.Values, part []byte) error {
	for try := 1; ; try++ {
		if !u.expires.IsZero() && time.Until(u.expires) < timeLeft {
			if err := u.renew(ctx); err != nil {
				return err
			}
		}
		err := u.c.tenant.client.Store(ctx, u.with(query), http.Header{"X-Ms-Version": {"2019-12-12"}}, part)
		switch {
		case err == nil:
			return nil
		case try == mostTries || ctx.Err() != nil:
			return err
		}
		var refusal *graph.StorageError
		switch answered := errors.As(err, &refusal); {
		case answered && refusal.Status == http.StatusForbidden:
			if err := u.renew(ctx); err != nil {
				return errors.Join(refusal, err)
			}
		case answered && refusal.Status < http.StatusInternalServerError && refusal.Status != http.StatusTooManyRequests && refusal.Status != http.StatusRequestTimeout:
			return err
		default:
			if stopped := pause.For(ctx, u.c.tenant.lag.Pause<<(try-1)); stopped != nil {
				return lastAnswer(stopped, err)
			}
		}
	}
}

// with is the address with more in its query, of which the signature stays as it is.
func (u *upload) with(query url.Values) *url.URL {
	address := *u.address
	address.RawQuery += "&" + query.Encode()
	return &address
}
