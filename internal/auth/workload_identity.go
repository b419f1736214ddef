// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

func workloadIdentityFaults(s Settings, environ func(string) string) []*SettingError {
	const webhook = `The workload identity webhook of AKS sets AZURE_FEDERATED_TOKEN_FILE in pods that have the label azure.workload.identity/use: "true" and a service account with the annotation azure.workload.identity/client-id.`
	faults := s.applicationFaults(environ)
	return append(faults, s.required("federated_token_file_path", s.FederatedTokenFilePath, webhook)...)
}

// openWorkloadIdentity exchanges the token that Kubernetes keeps fresh in a file,
// with Entra or, where AKS binds identities to the cluster, with its proxy.
func openWorkloadIdentity(s setup) (login, error) {
	s, err := s.behindTokenProxy()
	if err != nil {
		return login{}, err
	}
	return s.federate(login{}, s.assertionFile("federated_token_file_path", s.FederatedTokenFilePath))
}
