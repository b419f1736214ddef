// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/url"
	"sync"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settingscatalog"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// defined is one definition, which is read once.
type defined struct {
	mu   sync.Mutex
	done bool
	settingscatalog.Definition
	err error
}

// definition reads what a setting is. A setting that Graph does not know is an error
// that says so; another failure is not remembered.
func (t *Tenant) definition(ctx context.Context, version, path, id string) (settingscatalog.Definition, error) {
	path += "/" + url.PathEscape(id)
	d := t.catalog.at(path)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done {
		return d.Definition, d.err
	}
	body, err := send(ctx, t.client, graph.Request{Version: version, Path: path, Together: !t.alone})
	if err != nil && !graph.IsNotFound(err) {
		return settingscatalog.Definition{}, &unread{fmt.Errorf("asking Intune what the setting %s is: %w", id, err)}
	}
	if d.done = true; err != nil {
		d.err = fmt.Errorf("no setting of Intune has the id %q: GET /%s%s finds none", id, version, path)
	} else {
		d.Definition, d.err = settingscatalog.Define(body)
	}
	return d.Definition, d.err
}

// unread is the failure to read a definition, which says nothing about the setting.
type unread struct{ error }

func (u *unread) Unwrap() error { return u.error }

// learn reads definitions at the same time.
func (t *Tenant) learn(ctx context.Context, version, path string, ids []string) {
	var all sync.WaitGroup
	for _, id := range ids {
		all.Go(func() { _, _ = t.definition(ctx, version, path, id) }) // who needs it asks again
	}
	all.Wait()
}

// compiler makes settings, with the secrets that are given.
func (r *Reader) compiler(ctx context.Context, of object.Settings, given map[string]any) settingscatalog.Compiler {
	version := string(r.Address.API)
	r.tenant.learn(ctx, version, of.Definitions, settingscatalog.IDs(given))
	return settingscatalog.Compiler{Define: func(id string) (settingscatalog.Definition, error) {
		return r.tenant.definition(ctx, version, of.Definitions, id)
	}}
}

// CheckSettings compiles the plain settings of a plan, to see what Graph would refuse:
// the error joins a [*settingscatalog.Error] for each fault. Where Graph does not answer
// it finds none.
func (r *Reader) CheckSettings(ctx context.Context, a *value.Attribute, settings value.Settings) error {
	of, ok := a.Attribute.Type.(object.Settings)
	if !ok || value.HasUnknown(settings) {
		return nil
	}
	_, err := r.compiler(ctx, of, settings.Plain).Compile(settings.Plain)
	if silent := new(unread); errors.As(err, &silent) {
		return nil
	}
	return err
}

// withSettings is a body whose settings have Graph's form, with their secrets. Plan is
// the object: a secret that nobody gives stays as the object has it.
func (c *Collection) withSettings(ctx context.Context, plan value.Tree, body object.Body) (object.Body, error) {
	whole := body
	for _, a := range c.Managed {
		name := secretsOf(a)
		if body[a.Name] == nil || name == "" {
			continue
		}
		given, _ := whole[name].(object.Body)
		whole = maps.Clone(whole)
		delete(whole, name)
		written, err := c.written(ctx, a, body[a.Name], c.secrets(ctx, plan, a, given))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.Key, err)
		}
		whole[a.Name] = written
	}
	return whole, nil
}

// secretsOf is the name of the attribute with the secrets of an attribute's settings.
func secretsOf(a *value.Attribute) string {
	switch t := a.Attribute.Type.(type) {
	case object.JSON:
		return t.Secrets
	case object.Settings:
		return t.Secrets
	default:
		return ""
	}
}

// written are settings in Graph's form.
func (c *Collection) written(ctx context.Context, a *value.Attribute, v any, secret func(name, definition string) (settingscatalog.Secret, error)) (any, error) {
	settings, plain := v.(value.Settings)
	if !plain {
		return settingscatalog.WithSecrets(v, func(definition string) (settingscatalog.Secret, error) { return secret(definition, definition) })
	}
	of, _ := a.Attribute.Type.(object.Settings)
	compiler := c.compiler(ctx, of, settings.Plain)
	compiler.Secret = secret
	if of.One {
		return compiler.Instance(settings.Plain)
	}
	return compiler.Compile(settings.Plain)
}

// secrets finds secrets among those that are given, and else the tokens that the object
// shows for them: with its token a secret stays as it is.
func (c *Collection) secrets(ctx context.Context, plan value.Tree, a *value.Attribute, given object.Body) func(name, definition string) (settingscatalog.Secret, error) {
	tokens := sync.OnceValues(func() (map[string]settingscatalog.Secret, error) {
		if value.Text(plan["id"]) == "" {
			return nil, nil
		}
		found, err := c.look(ctx, withID(value.Tree{}, plan), value.Attributes{a})
		if err != nil {
			return nil, fmt.Errorf("reading the tokens of secrets: %w", err)
		}
		return settingscatalog.Secrets(found[a.Name]), nil
	})
	return func(name, definition string) (settingscatalog.Secret, error) {
		if s, ok := given[name].(string); ok {
			return settingscatalog.Secret{Value: s}, nil
		}
		shown, err := tokens()
		if err != nil {
			return settingscatalog.Secret{}, err
		}
		if s, ok := shown[definition]; ok {
			return s, nil
		}
		return settingscatalog.Secret{}, errors.New("the secret " + name + " is not among the secrets that are given")
	}
}

// withNames is what was read, with the names of options where t has those: else nobody
// could tell whether they are the same.
func (r *Reader) withNames(ctx context.Context, t value.Tree, found object.Body) object.Body {
	for _, a := range r.Managed {
		given, _ := t[a.Name].(value.Settings)
		of, _ := a.Attribute.Type.(object.Settings) // no other type has such values
		ids := settingscatalog.Unnamed(given.Plain, found[a.Name])
		if len(ids) == 0 {
			continue
		}
		version := string(r.Address.API)
		r.tenant.learn(ctx, version, of.Definitions, ids)
		definitions := map[string]settingscatalog.Definition{}
		for _, id := range ids {
			definitions[id], _ = r.tenant.definition(ctx, version, of.Definitions, id) // without options where nobody can tell
		}
		found = maps.Clone(found)
		found[a.Name] = settingscatalog.Named(found[a.Name], definitions)
	}
	return found
}
