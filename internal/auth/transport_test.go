// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
)

func TestAServerThatIsNotTrustedIsAskedOnce(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	var sent atomic.Int32
	distrusting := guarded(t, nil)
	w.options.Entra = roundTrip(func(r *http.Request) (*http.Response, error) {
		sent.Add(1)
		return distrusting.RoundTrip(r)
	})
	if e := w.refused(); !strings.Contains(e.Error(), "SSL_CERT_FILE") || sent.Load() != 1 {
		t.Errorf("%d requests, want 1, and an error that names SSL_CERT_FILE:\n%s", sent.Load(), e)
	}
}
