// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"io"
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// media is what a stream holds.
type media struct {
	content     []byte
	contentType string
}

// isMedia tells whether the path ends at a stream: at a property that is one, or
// at the $value of an object.
func (c *call) isMedia() bool {
	if len(c.segments) == 0 {
		return false // a batch
	}
	last := c.segments[len(c.segments)-1]
	raw := last.Kind == model.ValueSegment
	if raw {
		last = c.segments[len(c.segments)-2]
	}
	if last.Kind == model.PropertySegment {
		return last.Type == "Edm.Stream"
	}
	return raw
}

// mediaPath is where the store keeps a stream: a collection of one object, below
// the object that the stream belongs to.
func (c *call) mediaPath() store.Location {
	if len(c.target.properties) > 0 {
		return c.target.path.Object(c.target.id).Child(strings.Join(c.target.properties, "/"))
	}
	return c.target.path.Child("$value")
}

// stream answers requests to a stream.
func (c *call) stream() (reply, error) {
	if len(c.target.properties) > 0 {
		if _, err := c.object(); err != nil {
			return reply{}, err
		}
	}
	switch c.request.Method {
	case http.MethodGet:
		return c.readStream()
	case http.MethodPut, http.MethodPatch:
		return c.writeStream()
	case http.MethodDelete:
		c.must(c.store.Clear(c.mediaPath()))
		return noContent(), nil
	default:
		return reply{}, methodNotAllowed()
	}
}

func (c *call) readStream() (reply, error) {
	for _, kept := range c.store.Walk(c.mediaPath(), 0) {
		content, _ := base64.StdEncoding.DecodeString(text(kept["content"])) // it was encoded here
		return reply{status: http.StatusOK, body: media{content, text(kept["contentType"])}}, nil
	}
	return reply{}, noImage()
}

func noImage() *failure {
	return fail(http.StatusNotFound, "ImageNotFound", "Exception of type 'Microsoft.Fast.Profile.Core.Exception.ImageNotFoundException' was thrown.")
}

func (c *call) writeStream() (reply, error) {
	content, err := io.ReadAll(http.MaxBytesReader(nil, c.request.Body, maxBody))
	if err != nil {
		return reply{}, fail(http.StatusRequestEntityTooLarge, "RequestEntityTooLarge", "The request body is larger than 4 MB.")
	}
	if len(content) == 0 {
		return reply{}, badRequest("Empty Payload. Content expected.")
	}
	path := c.mediaPath()
	c.must(c.store.Clear(path))
	if c.target.path.Name() == "photo" {
		c.must(c.store.Clear(c.target.path))
		c.must(c.store.Insert(c.target.path, store.Object{
			"id": "240X240", "width": 240, "height": 240, "@odata.mediaContentType": c.request.Header.Get("Content-Type"),
		}))
	}
	c.must(c.store.Insert(path, store.Object{
		"id": "content", "content": base64.StdEncoding.EncodeToString(content), "contentType": c.request.Header.Get("Content-Type"),
	}))
	if e, err := c.object(); err == nil && e.path == "/applications" {
		info, _ := e.object["info"].(store.Object)
		c.set(e, "info", replaced(info, "logoUrl", c.options.BaseURL+"/"+c.version+"/"+path.Context()))
	}
	if c.target.path.Name() == "photo" {
		return reply{status: http.StatusOK}, nil
	}
	return noContent(), nil
}
