package contract_test

import (
	"os"
	"strings"
	"testing"
)

func TestProbe(t *testing.T) {
	s := newService(t)
	data, _ := os.ReadFile("/tmp/probe/requests.txt")
	vars := map[string]string{}
	vars["user"] = s.user("u1")
	vars["group"] = s.group("g1")
	vars["rgroup"] = s.group("g2", `,"isAssignableToRole":true`)
	vars["app"], vars["appid"] = s.application("a1")
	vars["sp"] = s.principal(vars["appid"])
	for _, line := range strings.Split(string(data), "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		name := ""
		if i := strings.Index(line, ":= "); i > 0 && i < 12 {
			name, line = line[:i], line[i+3:]
		}
		for k, v := range vars {
			line = strings.ReplaceAll(line, "{"+k+"}", v)
		}
		p := strings.SplitN(line, " ", 3)
		body := ""
		if i := strings.Index(line, " | "); i > 0 {
			body = line[i+3:]
			line = line[:i]
			p = strings.SplitN(line, " ", 3)
		}
		a := s.send(line, body)
		raw := a.raw
		if len(raw) > 260 && a.status < 400 {
			raw = raw[:260]
		}
		t.Logf("%d %s %s\n      %.420s", a.status, p[0], line[len(p[0])+1:], raw)
		if name != "" {
			vars[name] = a.text("id")
		}
	}
}
