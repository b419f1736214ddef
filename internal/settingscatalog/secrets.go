// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settingscatalog

// Secrets are the secrets in settings of Graph's, by the ids of their definitions. Two
// of one definition count as one.
func Secrets(settings any) map[string]Secret {
	found := map[string]Secret{}
	visitSecrets("", settings, func(id string, value map[string]any) {
		if value[valueState] == encrypted {
			found[id] = Secret{Token: text(value[ValueMember])}
		}
	})
	return found
}

// WithSecrets are settings of Graph's whose secrets have the values that secret gives:
// those that have none. What it is given stays as it is.
func WithSecrets(settings any, secret func(definition string) (Secret, error)) (any, error) {
	copied := clone(settings)
	var fault error
	visitSecrets("", copied, func(id string, value map[string]any) {
		if text(value[ValueMember]) != "" || fault != nil {
			return
		}
		var s Secret
		if s, fault = secret(id); fault == nil {
			s.put(value)
		}
	})
	return copied, fault
}

// OpenSecrets are the definitions of which settings of Graph's hold the value of a
// secret, for which there is a token once Graph has it.
func OpenSecrets(settings any) (definitions []string) {
	visitSecrets("", settings, func(id string, value map[string]any) {
		if text(value[ValueMember]) != "" && value[valueState] != encrypted {
			definitions = append(definitions, id)
		}
	})
	return definitions
}

// visitSecrets visits the values of secrets in settings of Graph's.
func visitSecrets(id string, v any, visit func(definition string, value map[string]any)) {
	switch v := v.(type) {
	case []any:
		for _, element := range v {
			visitSecrets(id, element, visit)
		}
	case map[string]any:
		if definition := text(v[definitionProperty]); definition != "" {
			id = definition
		}
		if text(v[typeProperty]) == prefix+"SecretSettingValue" {
			visit(id, v)
			return
		}
		for _, member := range v {
			visitSecrets(id, member, visit)
		}
	}
}
