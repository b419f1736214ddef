// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/base64"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// base64Kind is binary content.
type base64Kind struct{ text }

func compileBase64(*compiler, object.Base64, *Attribute) (kind, error) {
	return base64Kind{text{checks: []validator.String{textCheck{isBase64, "must be base64, as the function filebase64 gives it"}}}}, nil
}

// same compares contents: line breaks and padding mean nothing.
func (base64Kind) key(v any) string {
	content, err := decodeBase64(Text(v))
	if err != nil {
		return Text(v)
	}
	return string(content)
}

func (base64Kind) same(_ forgiveness, a, b any) bool {
	return sameTexts(a, b, func(a, b string) bool {
		x, errX := decodeBase64(a)
		y, errY := decodeBase64(b)
		return errX == nil && errY == nil && string(x) == string(y)
	})
}

func isBase64(s string) bool {
	_, err := decodeBase64(s)
	return err == nil
}

func decodeBase64(s string) ([]byte, error) {
	return base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.Join(strings.Fields(s), ""), "="))
}
