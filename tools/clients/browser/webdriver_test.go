// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build browser

package browser

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// browser is a headless Chromium, driven by W3C's WebDriver protocol.
type browser struct {
	*testing.T
	session string // its address
}

func startBrowser(t *testing.T) *browser {
	t.Helper()
	driver := exec.CommandContext(context.Background(), "chromedriver", "--port=0")
	out, err := driver.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := driver.Start(); err != nil {
		t.Fatalf("%v; install Debian's packages chromium and chromium-driver", err)
	}
	address := ""
	for lines := bufio.NewScanner(out); address == "" && lines.Scan(); {
		if _, port, found := strings.Cut(lines.Text(), "started successfully on port "); found {
			address = "http://127.0.0.1:" + strings.TrimSuffix(port, ".")
		}
	}
	b := &browser{T: t, session: address}
	started := b.call("POST", "/session", map[string]any{"capabilities": map[string]any{"alwaysMatch": map[string]any{
		"acceptInsecureCerts": true, // the tenant vouches for itself
		"goog:chromeOptions": map[string]any{"args": []string{
			"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--user-data-dir=" + t.TempDir(),
			"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--force-renderer-accessibility",
		}},
	}}}).(map[string]any)
	b.session = address + "/session/" + started["sessionId"].(string)
	t.Cleanup(func() {
		b.call("DELETE", "", nil)
		_ = driver.Process.Kill() // it serves until then
		_ = driver.Wait()
	})
	return b
}

// try sends a command and returns its value.
func (b *browser) try(method, path string, body any) (any, error) {
	var document []byte
	if body != nil {
		var err error
		if document, err = json.Marshal(body); err != nil {
			return nil, err
		}
	}
	request, err := http.NewRequestWithContext(context.Background(), method, b.session+path, bytes.NewReader(document))
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	var answer struct{ Value any }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s %s: %v", method, path, answer.Value)
	}
	return answer.Value, nil
}

func (b *browser) call(method, path string, body any) any {
	b.Helper()
	value, err := b.try(method, path, body)
	if err != nil {
		b.Fatal(err)
	}
	return value
}

// run runs JavaScript on the page.
func (b *browser) run(script string) any {
	b.Helper()
	return b.call("POST", "/execute/sync", map[string]any{"script": script, "args": []any{}})
}

// until waits for JavaScript to be true.
func (b *browser) until(condition string) {
	b.Helper()
	ends := time.Now().Add(time.Minute)
	for b.run("return !!("+condition+")") != true {
		if time.Now().After(ends) {
			b.Fatalf("%s is never true; the page says:\n%v", condition, b.run("return document.body.innerText"))
		}
	}
}

// one finds an element by CSS.
func (b *browser) one(css string) string {
	b.Helper()
	found := b.call("POST", "/element", map[string]any{"using": "css selector", "value": css}).(map[string]any)
	for _, id := range found {
		return id.(string)
	}
	b.Fatal(errors.New("an element without an id"))
	return ""
}

// press presses keys where the focus is; \uE004 is the tab key and \uE007 enter.
func (b *browser) press(keys string) {
	b.Helper()
	var strokes []map[string]any
	for _, key := range keys {
		strokes = append(strokes, map[string]any{"type": "keyDown", "value": string(key)}, map[string]any{"type": "keyUp", "value": string(key)})
	}
	b.call("POST", "/actions", map[string]any{"actions": []map[string]any{{"type": "key", "id": "keyboard", "actions": strokes}}})
}
