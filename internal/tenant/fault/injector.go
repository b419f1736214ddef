// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package fault

import (
	"encoding/base64"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"sync"
	"time"
)

// Injector applies faults to the requests of one or several handlers. Its
// methods may be called concurrently.
type Injector struct {
	options Options

	mu     sync.Mutex
	random *rand.Rand
	active []*activeFault
	added  int // so far, by which faults are numbered
	lags   []*lag
}

// Options is what an injector works with.
type Options struct {
	// Seed decides about faults with a chance.
	Seed uint64
	// Now is the clock; default time.Now.
	Now func() time.Time
	// Refuse writes an answer in the words of the service that a request was for.
	Refuse func(w http.ResponseWriter, r *http.Request, f Fault)
	// Snapshot is the service as it is now, for requests that come later.
	Snapshot func() http.Handler
}

// activeFault is a fault with what it has done so far.
type activeFault struct {
	Fault
	number     int
	mux        *http.ServeMux
	seen, hits int
	// began is when the window of a limit did, and inWindow counts its requests.
	began    time.Time
	inWindow int
}

// New makes an injector without faults.
func New(o Options) *Injector {
	if o.Now == nil {
		o.Now = time.Now
	}
	return &Injector{options: o, random: rand.New(rand.NewPCG(o.Seed, 0))} //nolint:gosec // chance has to be repeatable
}

// Add adds a fault. Earlier ones come first.
func (i *Injector) Add(f Fault) error {
	if err := f.check(); err != nil {
		return err
	}
	mux := http.NewServeMux()
	mux.Handle(f.Pattern, http.NotFoundHandler())
	i.mu.Lock()
	defer i.mu.Unlock()
	i.added++
	i.active = append(i.active, &activeFault{Fault: f, number: i.added, mux: mux})
	return nil
}

// Clear removes all faults. Replicas catch up.
func (i *Injector) Clear() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.active, i.lags = nil, nil
}

// Unused are the faults that have hit no request so far, in their order. Of a fault
// whose pattern is misspelt nothing else tells.
func (i *Injector) Unused() []Fault {
	i.mu.Lock()
	defer i.mu.Unlock()
	var unused []Fault
	for _, f := range i.active {
		if f.hits == 0 {
			unused = append(unused, f.Fault)
		}
	}
	return unused
}

// Active is a fault that there is, and what it has done.
type Active struct {
	Fault
	// Number tells faults apart that are the same.
	Number int
	// Hits is how many requests it has hit.
	Hits int
}

// Active are the faults that there are, in their order.
func (i *Injector) Active() []Active {
	i.mu.Lock()
	defer i.mu.Unlock()
	active := make([]Active, len(i.active))
	for n, f := range i.active {
		active[n] = Active{f.Fault, f.number, f.hits}
	}
	return active
}

// Remove ends one fault, by its number, if it is there. Replicas that lag catch up
// in their time.
func (i *Injector) Remove(number int) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	before := len(i.active)
	i.active = slices.DeleteFunc(i.active, func(f *activeFault) bool { return f.number == number })
	return len(i.active) < before
}

// Wrap puts the faults in front of a handler.
func (i *Injector) Wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if stale := i.staleFor(r); stale != nil {
			stale.ServeHTTP(w, r)
			return
		}
		delay, happening := i.happens(r)
		if delay > 0 && !wait(r, delay) {
			panic(http.ErrAbortHandler)
		}
		if happening == nil {
			next.ServeHTTP(w, r)
			return
		}
		happening.apply(i, w, r, happening.fault, next)
	})
}

// wait reports whether the client waited too.
func wait(r *http.Request, delay time.Duration) bool {
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-r.Context().Done():
		return false
	case <-timer.C:
		return true
	}
}

// happening is the effect of a fault on a request.
type happening struct {
	effect
	fault Fault
}

// happens is what happens to a request: the latency of all faults that hit it, and
// the first effect.
func (i *Injector) happens(r *http.Request) (delay time.Duration, first *happening) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for _, f := range i.active {
		if !f.matches(r) || !i.hits(f) {
			continue
		}
		delay += f.Latency
		e, has := effectOf(f.Fault)
		if !has || first != nil {
			continue
		}
		hit := f.Fault
		if e.spares == nil || !e.spares(f, i.options.Now(), &hit) {
			first = &happening{e, hit}
		}
	}
	return delay, first
}

func (f *activeFault) matches(r *http.Request) bool {
	probe := &http.Request{Method: r.Method, Host: "localhost", URL: &url.URL{Path: r.URL.Path}}
	_, pattern := f.mux.Handler(probe)
	return pattern == f.Pattern
}

// hits counts a request and tells whether the fault is its turn.
func (i *Injector) hits(f *activeFault) bool {
	f.seen++
	if f.seen <= f.Skip || f.Times > 0 && f.hits >= f.Times {
		return false
	}
	if f.Chance > 0 && i.random.Float64() >= f.Chance {
		return false
	}
	f.hits++
	return true
}

// headers are those of a refusal, whatever service it comes from.
func (f *Fault) headers(w http.ResponseWriter) {
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.RetryAfter))
	}
	if f.Challenge {
		claims := base64.StdEncoding.EncodeToString([]byte(`{"access_token":{"nbf":{"essential":true,"value":"0"}}}`))
		w.Header().Set("WWW-Authenticate", fmt.Sprintf(`Bearer realm="", error="insufficient_claims", claims=%q`, claims))
	}
}
