// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// base64Kind is binary content.
type base64Kind struct{ text }

func compileBase64(_ *compiler, t object.Base64, _ *Attribute) (kind, error) {
	if t.Hex {
		return hexKind{text{}}, nil
	}
	if t.PEM {
		return pemKind{base64Kind{text{checks: []validator.String{textCheck{ok: isBase64, duty: "must be PEM, or DER in base64"}}}}}, nil
	}
	return base64Kind{text{checks: []validator.String{textCheck{ok: isPlainBase64, duty: "must be base64, as the function filebase64 gives it"}}}}, nil
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

// pemKind is binary content that may be given as PEM.
type pemKind struct{ base64Kind }

func (pemKind) toGraph(_, v any) any {
	content, err := decodeBase64(Text(v))
	if v == nil || err != nil {
		return v
	}
	return base64.StdEncoding.EncodeToString(content)
}

// hexKind is binary content that Graph shows, in hexadecimal digits.
type hexKind struct{ text }

func (k hexKind) fromGraph(v any) any {
	content, err := decodeBase64(Text(v))
	if err != nil || len(content) == 0 {
		return k.text.fromGraph(v)
	}
	return strings.ToUpper(hex.EncodeToString(content))
}

// isPlainBase64 refuses PEM, which Graph would be sent as it stands.
func isPlainBase64(s string) bool { return !strings.Contains(s, "-----") && isBase64(s) }

func isBase64(s string) bool {
	_, err := decodeBase64(s)
	return err == nil
}

// decodeBase64 is the content of a text, which may be PEM.
func decodeBase64(s string) ([]byte, error) {
	if block, _ := pem.Decode([]byte(s)); block != nil {
		return block.Bytes, nil
	}
	return base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.Join(strings.Fields(s), ""), "="))
}
