// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenanttest

import (
	"net/http"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// WithFault makes the tenant misbehave from the start.
func WithFault(f fault.Fault) func(*tenant.Options) {
	return func(o *tenant.Options) { o.Faults = append(o.Faults, f) }
}

// LoseReply closes the connection after requests of a pattern have taken effect,
// so many times.
func LoseReply(pattern string, times int) func(*tenant.Options) {
	return WithFault(fault.Fault{Pattern: pattern, Times: times, Drop: fault.After})
}

// LoseRequest closes the connection before requests take effect.
func LoseRequest(pattern string, times int) func(*tenant.Options) {
	return WithFault(fault.Fault{Pattern: pattern, Times: times, Drop: fault.Before})
}

// Fail answers requests with a status.
func Fail(pattern string, status, times int) func(*tenant.Options) {
	return WithFault(fault.Fault{Pattern: pattern, Status: status, Times: times})
}

// Throttle answers requests with 429 and a number of seconds to wait.
func Throttle(pattern string, retryAfter, times int) func(*tenant.Options) {
	return WithFault(fault.Fault{Pattern: pattern, Status: http.StatusTooManyRequests, RetryAfter: retryAfter, Times: times})
}

// Lag lets so many requests about an object see the tenant as it was before a
// request of the pattern.
func Lag(pattern string, reads int) func(*tenant.Options) {
	return WithFault(fault.Fault{Pattern: pattern, Lag: reads})
}

// Delay makes requests slow.
func Delay(pattern string, latency time.Duration) func(*tenant.Options) {
	return WithFault(fault.Fault{Pattern: pattern, Latency: latency})
}
