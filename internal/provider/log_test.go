// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"bytes"
	"log/slog"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-log/tflogtest"
)

func TestTokensAreMaskedInTheLog(t *testing.T) {
	t.Parallel()
	const token = "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJncmFwaCJ9.c2lnbmF0dXJl"
	for _, level := range []slog.Level{slog.LevelDebug, slog.LevelInfo, slog.LevelWarn, slog.LevelError} {
		var written bytes.Buffer
		logLine(tflogtest.RootLogger(t.Context(), &written), level, "A line with "+token, map[string]any{"field": "Bearer " + token, "status": 200})
		if line := written.String(); strings.Contains(line, "eyJ") || !strings.Contains(line, "Bearer ***") || !strings.Contains(line, `"status":200`) {
			t.Errorf("%s: wrote %s", level, line)
		}
	}
}
