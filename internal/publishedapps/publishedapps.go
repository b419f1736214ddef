// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package publishedapps knows applications of Microsoft's own, whose application ids are
// the same in every tenant of the public cloud.
package publishedapps

import "maps"

// IDs are application ids by the names of the applications. Microsoft publishes a list of
// those that show in sign-in logs; the others are named so in its pages about the services.
func IDs() map[string]string {
	all := services()
	maps.Copy(all, azure())
	return all
}

// azure are the services of Azure.
func azure() map[string]string {
	return map[string]string{
		"azure_active_directory_graph":          "00000002-0000-0000-c000-000000000000",
		"azure_analysis_services":               "4ac7d521-0382-477b-b0f8-7e1d95f85ca2",
		"azure_app_configuration":               "35ffadb3-7fc1-497e-b61b-381d28e744cc",
		"azure_app_service":                     "abfa0a7c-a6b6-4736-8310-5855508787cd",
		"azure_batch":                           "ddbf3205-c6bd-46ae-8127-60eb93363864",
		"azure_container_registry":              "6a0ec4d3-30cb-4a83-91c0-ae56bc0e3d26",
		"azure_cosmos_db":                       "a232010e-820c-4083-83bb-3ace5fc29d0b",
		"azure_data_bricks":                     "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d",
		"azure_data_lake":                       "e9f49c6b-5ce5-44c8-925d-015017e9f7ad",
		"azure_devops":                          "499b84ac-1321-427f-aa17-267ca6975798",
		"azure_digital_twins":                   "0b07f429-9f4b-4714-9392-cc5e8e80c8b0",
		"azure_event_hubs":                      "80369ed6-5f11-4dd9-bef3-692475845e77",
		"azure_hd_insight_cluster":              "7865c1d2-f040-46cc-875f-831a1ef6a28a",
		"azure_healthcare":                      "4f6778d8-5aef-43dc-a1ff-b073724b9495",
		"azure_import_export":                   "7de4d5c5-5b32-4235-b8a9-33b34d6bcd2a",
		"azure_iot_central":                     "9edfcdd9-0bc5-4bd4-b287-c3afc716aac7",
		"azure_iot_hub_device_provisioning":     "0cd79364-7a90-4354-9984-6e36c841418d",
		"azure_key_vault":                       "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
		"azure_kubernetes_service_aad_server":   "6dae42f8-4368-4678-94ff-3960e28e3630",
		"azure_linux_virtual_machine_sign_in":   "ce6ff14a-7fdc-4685-bbe0-f6afdfcfa8e0",
		"azure_maps":                            "ba1ea022-5807-41d5-bbeb-292c7e1cf5f6",
		"azure_portal":                          "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
		"azure_powershell":                      "1950a258-227b-4e31-a9cf-717495945fc2",
		"azure_resource_manager":                "797f4846-ba00-4fd7-ba43-dac1f8f63013",
		"azure_security_insights":               "98785600-1bb7-4fb9-b9fa-19afe2c8a360",
		"azure_service_bus":                     "80a10ef9-8168-493d-abf9-3297c4ef6e3c",
		"azure_sql_database":                    "022907d3-0f1b-48f7-badc-1ba6abab6d66",
		"azure_stack_hci_service":               "1322e676-dee7-41ee-a874-ac923822781c",
		"azure_storage":                         "e406a681-f3d4-42a8-90b6-c2b029497af1",
		"azure_stream_analytics":                "66f1e791-7bfb-4e18-aed8-1720056421c7",
		"azure_synapse_gateway":                 "1ac05c7e-12d2-4605-bf9d-549d7041c6b3",
		"azure_synapse_studio":                  "ec52d13d-2e85-410e-a89a-8c79fb6a32ac",
		"azure_time_series_insights":            "120d688d-1518-4cf7-bd38-182f158850b6",
		"azure_vpn":                             "41b23e61-6c1e-4545-b367-cd054e0ed4b4",
		"azure_windows_virtual_machine_sign_in": "372140e0-b3b7-4226-8ef9-d57986796201",
	}
}

// services are all others.
func services() map[string]string {
	return map[string]string{
		"api_management":                        "8602e328-9b72-4f2d-a4ae-1387d013a2b3",
		"application_insights":                  "f5c26e74-f226-4ae8-85f0-b4af0080ac9e",
		"bot_framework_dev_portal":              "f3723d34-6ff5-4ceb-a148-d99dcd2511fc",
		"cognitive_services":                    "7d312290-28c8-473c-a0ed-8e53749b6d6d",
		"data_migration_service":                "a4bad4aa-bf02-4631-9f78-a64ffdba8150",
		"domain_controller_services":            "2565bd9d-da50-47d4-8b85-4c97f669dc36",
		"dynamics_365_business_central":         "996def3d-b36c-4153-8607-a6fd3c01b89f",
		"dynamics_crm":                          "00000007-0000-0000-c000-000000000000",
		"dynamics_erp":                          "00000015-0000-0000-c000-000000000000",
		"flow_service":                          "7df0a125-d3be-4c96-aa54-591f83ff541c",
		"graph_command_line_tools":              "14d82eec-204b-4c2f-b7e8-296a70dab67e",
		"graph_connector_service":               "56c1da01-2129-48f7-9355-af6d59d42766",
		"graph_explorer":                        "de8bc8b5-d9f9-48b1-a8ad-b748da725064",
		"intune_api":                            "c161e42e-d4df-4a3d-9b42-e7a3c31f59d4",
		"kusto_service":                         "2746ea77-4702-4b45-80ca-3c97e680e8b7",
		"log_analytics":                         "ca7f3f0b-7d91-482c-8e09-c5d840d0eac5",
		"microsoft_app_access_panel":            "0000000c-0000-0000-c000-000000000000",
		"microsoft_azure_cli":                   "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
		"microsoft_defender_for_apps":           "3090ab82-f1c1-4cdf-af2c-5d7a6f3e2cc7",
		"microsoft_forms":                       "c9a559d2-7aab-4f13-a6ed-e7e9c52aec87",
		"microsoft_graph":                       "00000003-0000-0000-c000-000000000000",
		"microsoft_intune":                      "0000000a-0000-0000-c000-000000000000",
		"microsoft_intune_enrollment":           "d4ebce55-015a-49b5-a083-c84d1797ae8c",
		"microsoft_office":                      "d3590ed6-52b3-4102-aeff-aad2292ab01c",
		"microsoft_storage_sync":                "9469b9f5-6722-4481-a2b2-14ed560b706f",
		"microsoft_teams":                       "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
		"microsoft_teams_web_client":            "5e3ce6c0-2b1f-4285-8d4b-75ee78787346",
		"office_365_exchange_online":            "00000002-0000-0ff1-ce00-000000000000",
		"office_365_exchange_online_protection": "00000007-0000-0ff1-ce00-000000000000",
		"office_365_information_protection":     "2f3f02c9-5679-4a5c-a605-0de55b07d135",
		"office_365_management":                 "c5393580-f805-4401-95e8-94b7a6ef2fc2",
		"office_365_portal":                     "00000006-0000-0ff1-ce00-000000000000",
		"office_365_sharepoint_online":          "00000003-0000-0ff1-ce00-000000000000",
		"office_home":                           "4765445b-32c6-49b0-83e6-1d93765276ca",
		"one_note":                              "2d4d3d8e-2be3-4bef-9f87-7875a61c29de",
		"oss_rdbms":                             "123cd850-d9df-40bd-94d5-c9f07b7fa203",
		"power_apps_runtime_service":            "82f77645-8a66-4745-bcdf-9706824f9ad0",
		"power_bi_service":                      "00000009-0000-0000-c000-000000000000",
		"purview":                               "73c2949e-da2d-457a-9607-fcc665198967",
		"rights_management_services":            "00000012-0000-0000-c000-000000000000",
		"skype_for_business_online":             "00000004-0000-0ff1-ce00-000000000000",
		"synapse":                               "9e09aefc-b2e5-4d19-9f74-3e3e8b11a57b",
		"teams_services":                        "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
		"threat_protection":                     "8ee8fdad-f234-4243-8f3b-15c294843740",
		"traffic_manager":                       "2cf9eb86-36b5-49dc-86ae-9a63135dfa8c",
		"universal_print":                       "da9b70f6-5323-4ce6-ae5c-88dcc5082966",
		"windows_defender_atp":                  "fc780465-2017-40d4-a0c5-307022471b92",
		"windows_virtual_desktop":               "9cdead84-a844-4324-93f2-b2e6bb768d07",
		"yammer":                                "00000005-0000-0ff1-ce00-000000000000",
	}
}
