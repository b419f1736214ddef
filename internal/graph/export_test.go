// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import "runtime"

// AwaitQueue waits until so many reads of a workload wait to be sent together.
func AwaitQueue(c *Client, version, path string, n int) {
	g := c.gathererOf(Request{Version: version, Path: path})
	for {
		g.mu.Lock()
		waiting := len(g.queue)
		g.mu.Unlock()
		if waiting == n {
			return
		}
		runtime.Gosched()
	}
}
