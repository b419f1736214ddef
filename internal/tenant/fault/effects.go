// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package fault

import (
	"net/http"
	"slices"
	"time"
)

// effect is what can happen to a request.
type effect struct {
	// name is the word of it on a command line.
	name string
	// of tells whether it is the effect of a fault.
	of func(f Fault) bool
	// spares lets a request pass that the fault hits, and otherwise may say more of what
	// happens; nil spares none.
	spares func(f *activeFault, now time.Time, hit *Fault) bool
	// apply makes it happen.
	apply func(i *Injector, w http.ResponseWriter, r *http.Request, f Fault, next http.Handler)
}

// effects are all that there are. Of latency a fault may have some beside its effect.
func effects() []effect {
	return []effect{
		{name: "status", of: func(f Fault) bool { return f.Status != 0 }, apply: (*Injector).refuse},
		{name: "drop", of: func(f Fault) bool { return f.Drop != "" }, apply: (*Injector).drop},
		{name: "hang", of: func(f Fault) bool { return f.Hang }, apply: (*Injector).hang},
		{name: "limit", of: func(f Fault) bool { return f.Limit != 0 }, spares: (*activeFault).withinLimit, apply: (*Injector).refuse},
		{name: "lag", of: func(f Fault) bool { return f.Lag != 0 }, apply: (*Injector).lag},
	}
}

// effectOf is what a fault makes happen; false for latency alone.
func effectOf(f Fault) (effect, bool) {
	all := effects()
	i := slices.IndexFunc(all, func(e effect) bool { return e.of(f) })
	if i < 0 {
		return effect{}, false
	}
	return all[i], true
}

// Effects are the words of a command line that make something happen, of which a
// fault has one.
func Effects() []string {
	var names []string
	for _, e := range effects() {
		names = append(names, e.name)
	}
	return names
}

// withinLimit counts a request in its window. Those that are too many are told when the
// next window begins.
func (f *activeFault) withinLimit(now time.Time, hit *Fault) bool {
	if now.Sub(f.began) >= f.Window || now.Before(f.began) { // the clock may go back
		f.began, f.inWindow = now, 0
	}
	f.inWindow++
	if f.inWindow <= f.Limit {
		return true
	}
	left := f.Window - now.Sub(f.began)
	hit.Status, hit.Code, hit.Message = http.StatusTooManyRequests, "TooManyRequests", "Too many requests."
	hit.RetryAfter = max(int((left+time.Second-1)/time.Second), 1)
	return false
}

func (i *Injector) refuse(w http.ResponseWriter, r *http.Request, f Fault, _ http.Handler) {
	f.headers(w)
	i.options.Refuse(w, r, f)
}

func (i *Injector) drop(_ http.ResponseWriter, r *http.Request, f Fault, next http.Handler) {
	if f.Drop == After {
		next.ServeHTTP(newReply(), r)
	}
	panic(http.ErrAbortHandler)
}

func (i *Injector) hang(_ http.ResponseWriter, r *http.Request, _ Fault, _ http.Handler) {
	<-r.Context().Done()
	panic(http.ErrAbortHandler)
}

func (i *Injector) lag(w http.ResponseWriter, r *http.Request, f Fault, next http.Handler) {
	i.write(w, r, f.Lag, next)
}
