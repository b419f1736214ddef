// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"context"
	"log/slog"
	"regexp"

	"github.com/hashicorp/terraform-plugin-log/tflog"
)

// webToken is the form of tokens and assertions. None should get into a line;
// should one, it is not shown.
var webToken = regexp.MustCompile(`eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*`)

// logLine writes a line of the lower rooms to Terraform's log, which shows it
// at TF_LOG's level.
func logLine(ctx context.Context, level slog.Level, message string, fields map[string]any) {
	ctx = tflog.MaskMessageRegexes(tflog.MaskAllFieldValuesRegexes(ctx, webToken), webToken)
	switch {
	case level >= slog.LevelError:
		tflog.Error(ctx, message, fields)
	case level >= slog.LevelWarn:
		tflog.Warn(ctx, message, fields)
	case level >= slog.LevelInfo:
		tflog.Info(ctx, message, fields)
	default:
		tflog.Debug(ctx, message, fields)
	}
}
