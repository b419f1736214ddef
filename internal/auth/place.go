// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"slices"
	"strings"
)

// place is where the process runs, as far as its environment tells, and how an
// identity is attached there. Its texts are whole sentences, mostly with a command.
type place struct {
	// name continues "on", such as "this virtual machine".
	name string
	// variables, all set, speak for the place.
	variables []string
	// show tells which identities there are, giveSystem and giveUser how to attach
	// one of each kind.
	show, giveSystem, giveUser string
}

// places are, by the source of the identity, the more particular ones first. A
// source that has none is not one that an identity is attached to by a command.
var places = map[Source][]place{
	IMDS: {
		{
			name: "this container group", variables: []string{"IDENTITY_HEADER", "IDENTITY_API_VERSION"},
			show:       "See which it has:\n  az container show -g GROUP -n NAME --query identity",
			giveSystem: "A container group gets its identities when it is made, a system-assigned one by:\n  az container create -g GROUP -n NAME --image IMAGE --assign-identity",
			giveUser:   "A container group gets its identities when it is made:\n  az container create -g GROUP -n NAME --image IMAGE --assign-identity IDENTITY_RESOURCE_ID",
		},
		{
			name: "the node of this pod", variables: []string{"KUBERNETES_SERVICE_HOST"},
			show:       `A pod has its own identity by auth_method = "workload_identity"; here the one of its node is asked for. Which that is:` + "\n  az aks show -g GROUP -n CLUSTER --query identityProfile.kubeletidentity",
			giveSystem: `Give the pod one of its own and set auth_method = "workload_identity": label the pod azure.workload.identity/use: "true".`,
			giveUser:   `Give it to the pod's service account, by the annotation azure.workload.identity/client-id, and set auth_method = "workload_identity".`,
		},
		{
			name:       "this machine",
			show:       "See which it has:\n  az vm identity show -g GROUP -n VM",
			giveSystem: "Give it a system-assigned one:\n  az vm identity assign -g GROUP -n VM",
			giveUser:   "Assign it:\n  az vm identity assign -g GROUP -n VM --identities IDENTITY_RESOURCE_ID",
		},
	},
	AppService: {
		containerApp("this job of Container Apps", "containerapp job", "CONTAINER_APP_JOB_NAME"),
		containerApp("this container app", "containerapp", "CONTAINER_APP_NAME"),
		webApp("this function app", "functionapp", "WEBSITE_SITE_NAME", "FUNCTIONS_WORKER_RUNTIME"),
		webApp("this App Service", "webapp", "WEBSITE_SITE_NAME"),
		{
			name:       "this App Service or container app",
			show:       "See which it has, by one of:\n  az webapp identity show -g GROUP -n NAME\n  az containerapp identity show -g GROUP -n NAME",
			giveSystem: "Give it a system-assigned one, by one of:\n  az webapp identity assign -g GROUP -n NAME\n  az containerapp identity assign -g GROUP -n NAME --system-assigned",
			giveUser:   "Assign it, by one of:\n  az webapp identity assign -g GROUP -n NAME --identities IDENTITY_RESOURCE_ID\n  az containerapp identity assign -g GROUP -n NAME --user-assigned IDENTITY_RESOURCE_ID",
		},
	},
	WindowsContainer: {{
		name:       "this container group",
		show:       "See which it has:\n  az container show -g GROUP -n NAME --query identity",
		giveSystem: "A container group gets its identities when it is made, a system-assigned one by:\n  az container create -g GROUP -n NAME --os-type Windows --image IMAGE --assign-identity",
		giveUser:   "A container group gets its identities when it is made:\n  az container create -g GROUP -n NAME --os-type Windows --image IMAGE --assign-identity IDENTITY_RESOURCE_ID",
	}},
	AzureArc: {{
		name:       "this Azure Arc server",
		show:       "See which it has:\n  az connectedmachine show -g GROUP -n MACHINE --query identity",
		giveSystem: "A server has a system-assigned one since it was connected. Whether it still is:\n  azcmagent show",
		giveUser:   "Assign it in the portal, on the server's page, under Identity.",
	}},
	AzureML: {{
		name:       "this compute of Azure Machine Learning",
		show:       "See which it has:\n  az ml compute show -g GROUP -w WORKSPACE -n COMPUTE --query identity",
		giveSystem: "Give it one in the studio, on the compute's page.",
		giveUser:   "Assign it in the studio, on the compute's page.",
	}},
	ServiceFabric: {{
		name:       "this Service Fabric application",
		show:       "Its identities stand in the application's manifest.",
		giveSystem: "Give it one in the application's manifest, and deploy it anew.",
		giveUser:   "Assign it in the application's manifest, and deploy it anew.",
	}},
	CloudShell: {{
		name:       "this Cloud Shell",
		show:       `Cloud Shell has no managed identity but your own sign-in: auth_method = "azure_cli".`,
		giveSystem: `Sign in by auth_method = "azure_cli" instead.`,
		giveUser:   `Sign in by auth_method = "azure_cli" instead.`,
	}},
}

func containerApp(name, command string, variables ...string) place {
	return place{
		name: name, variables: variables,
		show:       "See which it has:\n  az " + command + " identity show -g GROUP -n NAME",
		giveSystem: "Give it a system-assigned one:\n  az " + command + " identity assign -g GROUP -n NAME --system-assigned",
		giveUser:   "Assign it:\n  az " + command + " identity assign -g GROUP -n NAME --user-assigned IDENTITY_RESOURCE_ID",
	}
}

func webApp(name, command string, variables ...string) place {
	return place{
		name: name, variables: variables,
		show:       "See which it has:\n  az " + command + " identity show -g GROUP -n NAME",
		giveSystem: "Give it a system-assigned one:\n  az " + command + " identity assign -g GROUP -n NAME",
		giveUser:   "Assign it:\n  az " + command + " identity assign -g GROUP -n NAME --identities IDENTITY_RESOURCE_ID",
	}
}

// placeOf is where a process runs whose identity has the source. App Service and
// Container Apps without an identity leave no other trace than their names.
func (s setup) placeOf(source Source) place {
	all := places[source]
	if source == IMDS {
		named := slices.DeleteFunc(slices.Clone(places[AppService]), func(p place) bool { return len(p.variables) == 0 })
		all = append(named, all...)
	}
	i := slices.IndexFunc(all, func(p place) bool {
		return !slices.ContainsFunc(p.variables, func(variable string) bool { return s.Environ(variable) == "" })
	})
	if i < 0 {
		return place{}
	}
	return all[i]
}

// byPlace fills in what depends on where the process runs.
func (s setup) byPlace(text string, source Source) string {
	p := s.placeOf(source)
	return strings.NewReplacer(
		"{source}", string(source), "{place}", p.name, "{show}", p.show, "{give_system}", p.giveSystem, "{give_user}", p.giveUser,
		"{left_over}", s.leftOver(source), "{left_alone}", s.leftAlone(),
	).Replace(text)
}

// leftOver tells how to get rid of the variables that speak for a source.
func (s setup) leftOver(source Source) string {
	i := slices.IndexFunc(hosts, func(h host) bool { return h.source == source })
	if i < 0 || !s.announced(hosts[i]) {
		return ""
	}
	are, them := " are", "them"
	if len(hosts[i].signs) == 1 {
		are, them = " is", "it"
	}
	return " If " + strings.Join(hosts[i].signs, " and ") + are + " left over from elsewhere, unset " + them + ":\n  unset " + strings.Join(hosts[i].signs, " ") + "\n"
}

// leftAlone tells of a variable of other tools that may be what is missing.
func (s setup) leftAlone() string {
	for _, variable := range []string{"ARM_CLIENT_ID", "AZURE_CLIENT_ID"} {
		id := s.Environ(variable)
		if !isGUID(id) || strings.EqualFold(id, s.ManagedIdentityID) || strings.EqualFold(id, s.ClientID) {
			continue
		}
		return "\n" + variable + " is set, which is mostly meant for other tools and is not used here. If it names the identity, set M365_MANAGED_IDENTITY_ID to the same value; if it names an app registration that trusts the identity, M365_CLIENT_ID."
	}
	return ""
}

// noEndpointRemedy tells what to do where there is no identity endpoint.
func (s setup) noEndpointRemedy() string {
	named := slices.ContainsFunc(places[AppService], func(p place) bool {
		return len(p.variables) > 0 && p.name == s.placeOf(IMDS).name
	})
	var parts []string
	switch {
	case s.halfSet() != "":
		parts = append(parts, s.halfSet())
	case named:
		parts = append(parts, s.byPlace("No identity was ever assigned to {place}, else it had IDENTITY_ENDPOINT and IDENTITY_HEADER. {give_system}\nThen restart it.", IMDS))
	case s.Environ("KUBERNETES_SERVICE_HOST") != "":
		parts = append(parts, s.byPlace("This is a pod whose cluster keeps pods from the metadata service, or is not in Azure. {give_system}", IMDS))
	case inPipeline(situation{setup: s}):
		parts = append(parts, hostedRunner, thisMachine, workstation)
	default:
		parts = append(parts, thisMachine, workstation)
	}
	if s.Environ(authorityHostVariable) != "" {
		parts = append(parts, authorityHostVariable+" names that address. If it is left over from another machine, unset it:\n  unset "+authorityHostVariable)
	}
	if s.Environ("ARM_MSI_ENDPOINT") != "" {
		parts = append(parts, "ARM_MSI_ENDPOINT is not read: the host's own variables name the endpoint, and the metadata service of a machine has one address. Where azurerm needs it, in Container Apps and App Service, nothing has to be set here.")
	}
	return strings.Join(parts, "\n")
}

const (
	thisMachine = `This machine is not in Azure, or a firewall, a proxy or a container network keeps it from its metadata service. Which of them it is:
  curl -s -o /dev/null -w '%{http_code}' --noproxy '*' -H Metadata:true 'http://169.254.169.254/metadata/instance?api-version=2021-02-01'`

	workstation = `On a workstation sign in with Azure CLI instead: auth_method = "azure_cli" or M365_AUTH_METHOD=azure_cli. One configuration serves both with managed_identity_fallback = "azure_cli" or M365_MANAGED_IDENTITY_FALLBACK=azure_cli. Then:
  az login`
)

// halfSet tells of an endpoint's variables of which only one is there: a host sets
// both, and sudo, containers and cleaned environments lose one.
func (s setup) halfSet() string {
	pairs := []struct{ is, lacks, of string }{
		{"IDENTITY_ENDPOINT", "IDENTITY_HEADER", "App Service and Container Apps give"},
		{"MSI_SECRET", "MSI_ENDPOINT", "Azure Machine Learning gives"},
		{"IMDS_ENDPOINT", "IDENTITY_ENDPOINT", "Azure Arc gives"},
		{"IDENTITY_HEADER", "IDENTITY_ENDPOINT", "App Service and Container Apps give"},
	}
	for _, pair := range pairs {
		// Container groups set a header, though there is nothing to send it to.
		if s.Environ(pair.is) == "" || s.Environ(pair.lacks) != "" || pair.is == "IDENTITY_HEADER" && s.Environ("IDENTITY_API_VERSION") != "" {
			continue
		}
		return pair.is + " is set and " + pair.lacks + " is not. " + pair.of + " a process both, and one was lost on the way here, by sudo, a container or a cleaned environment. Pass on both. If it is left over from elsewhere, unset it:\n  unset " + pair.is
	}
	return ""
}
