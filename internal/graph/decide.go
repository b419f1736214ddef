// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"crypto/tls"
	"errors"
	"net/http"
	"strconv"
	"time"
)

const (
	// concurrencyViolation is the directory's answer to two changes at once;
	// it has carried out neither.
	concurrencyViolation = "Directory_ConcurrencyViolation"

	firstBackoff = 2 * time.Second
	minWait      = time.Second
	maxBackoff   = time.Minute

	// maxRepeats bounds repetitions that Graph did not ask for.
	maxRepeats = 8
	// maxRepeats500 is less: Intune also answers 500 to what will never work.
	maxRepeats500 = 3
	// untilDeadline: only the context ends the repetitions.
	untilDeadline = int(^uint(0) >> 1)
)

// outcome is one attempt that did not succeed.
type outcome struct {
	// attempt counts from 1.
	attempt int
	method  string
	// once: sending it twice could do harm.
	once bool
	// ended: the context is over.
	ended bool
	// answer is what Graph answered; nil if nothing came.
	answer *Error
	// cause is why nothing came.
	cause error
	// random is in [0, 1).
	random float64
}

// verdict says what follows from an outcome.
type verdict struct {
	repeat bool
	// wait is how long to wait before that.
	wait time.Duration
	// ambiguous: Graph may have done what was asked.
	ambiguous bool
}

// rule is what holds for one kind of failure.
type rule struct {
	// repeats is how often the request may be repeated.
	repeats int
	// idle: Graph certainly did not act, so that anything may be repeated.
	idle bool
	// silent: nobody knows whether Graph acted.
	silent bool
}

// decide is the only place that decides about repetitions.
func decide(o outcome) verdict {
	r := ruleFor(o)
	v := verdict{ambiguous: r.silent && isWrite(o.method)}
	if o.attempt > r.repeats || o.once && !r.idle {
		return v
	}
	v.repeat = true
	v.wait = backoff(o.attempt, o.random)
	if o.answer != nil && o.answer.RetryAfter > 0 {
		v.wait = o.answer.RetryAfter
	}
	return v
}

func ruleFor(o outcome) rule {
	if o.answer == nil {
		return ruleForSilence(o)
	}
	r := ruleForAnswer(o.answer)
	if r.repeats == maxRepeats && o.answer.RetryAfter > 0 {
		r.repeats = untilDeadline
	}
	return r
}

func ruleForAnswer(answer *Error) rule {
	switch answer.Status {
	case http.StatusTooManyRequests:
		return rule{repeats: untilDeadline, idle: true}
	case http.StatusServiceUnavailable:
		return rule{repeats: maxRepeats, idle: answer.enveloped, silent: !answer.enveloped}
	case http.StatusRequestTimeout, http.StatusBadGateway, http.StatusGatewayTimeout:
		return rule{repeats: maxRepeats, silent: true}
	case http.StatusInternalServerError:
		return rule{repeats: maxRepeats500, silent: true}
	case http.StatusLocked:
		return rule{repeats: maxRepeats}
	case http.StatusConflict:
		if answer.hasCode(concurrencyViolation) {
			return rule{repeats: maxRepeats, idle: true}
		}
	}
	return rule{}
}

func ruleForSilence(o outcome) rule {
	var lost *connectionError
	if !errors.As(o.cause, &lost) {
		return rule{} // refused before it was sent
	}
	r := rule{repeats: maxRepeats, idle: !lost.sent, silent: lost.sent}
	var untrusted *tls.CertificateVerificationError
	if o.ended || errors.As(o.cause, &untrusted) || errors.Is(o.cause, errTooLarge) {
		r.repeats = 0
	}
	return r
}

// backoff grows exponentially up to a minute, with full jitter, and is a second
// at least.
func backoff(attempt int, random float64) time.Duration {
	ceiling := maxBackoff
	if attempt <= maxRepeats {
		ceiling = min(ceiling, firstBackoff<<(attempt-1))
	}
	return max(minWait, time.Duration(random*float64(ceiling)))
}

// retryAfter reads how long Graph asks to wait: seconds, or a date by the
// server's clock. Without such a wish it is 0. So it is for the 0 that Graph
// often sends: that says no more than that it is worth another attempt.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return time.Duration(seconds) * time.Second
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if server, err := http.ParseTime(header.Get("Date")); err == nil {
		now = server
	}
	if wait := date.Sub(now); wait > 0 {
		return max(minWait, wait)
	}
	return 0
}
