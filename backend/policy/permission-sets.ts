/**
 * The catalogue of permission sets as data: name, scope, product and what each is for. It mirrors the
 * sets of the platform's documentation as of March 2026. Large, so the console loads it only where a
 * set is shown or chosen; the rights that IAM itself enforces are in `evaluate.ts`.
 */

export type PermissionSetScope = 'projects' | 'organization'

export interface PermissionSet {
  readonly name: string
  /** Whether a rule gives it on the Organization or on Projects. */
  readonly scopeType: PermissionSetScope
  readonly category: string
  readonly product: string
  readonly description: string
}

interface ProductSets {
  readonly category: string
  readonly product: string
  readonly scopeType: PermissionSetScope
  /** Description by name. */
  readonly sets: Readonly<Record<string, string>>
}

const catalogue: readonly ProductSets[] = [
  {
    category: 'Organization management',
    product: 'Projects',
    scopeType: 'organization',
    sets: {
      ProjectManager:
        'Create, rename, list and delete Projects; gives nothing on the resources inside them.',
      ProjectReadOnly: 'See the Projects; gives nothing on the resources inside them.',
    },
  },
  {
    category: 'Organization management',
    product: 'IAM',
    scopeType: 'organization',
    sets: {
      IAMReadOnly: 'View every IAM object: users, groups, applications, policies and API keys.',
      IAMManager: 'Do anything in IAM, with all of ProjectManager included.',
      IAMApplicationManager: 'Do anything with applications, including their API keys.',
      IAMApplicationReadOnly: 'View applications and list their API keys.',
      IAMUserManager: 'Do anything with users, and list their API keys.',
      IAMUserReadOnly: 'View users and list their API keys.',
      IAMGroupManager: 'Do anything with groups.',
      IAMGroupReadOnly: 'View groups.',
      IAMPolicyManager: 'Do anything with policies.',
      IAMPolicyReadOnly: 'View policies.',
    },
  },
  {
    category: 'Organization management',
    product: 'Billing',
    scopeType: 'organization',
    sets: {
      BillingReadOnly: 'View billing data.',
      BillingManager:
        'Run billing: contact, payment details, alerts and invoices, view and change.',
    },
  },
  {
    category: 'Organization management',
    product: 'Organization',
    scopeType: 'organization',
    sets: {
      OrganizationManager:
        'Run the Organization: Projects, IAM, billing and tickets; no listing or creating of resources.',
      OrganizationReadOnly: 'View general Organization data such as its ID and quotas.',
    },
  },
  {
    category: 'Organization management',
    product: 'Support',
    scopeType: 'organization',
    sets: {
      SupportTicketManager: 'Open, view and update support tickets.',
      SupportTicketReadOnly: 'View support tickets.',
      AbuseTicketManager: 'Open, view and update abuse tickets.',
    },
  },
  {
    category: 'Organization management',
    product: 'Audit Trail',
    scopeType: 'organization',
    sets: {
      AuditTrailReadOnly: 'View Audit Trail events.',
      AuditTrailExportRead: 'View Audit Trail exports.',
      AuditTrailExportDelete: 'Delete Audit Trail exports.',
      AuditTrailFullAccess: 'Do anything in Audit Trail.',
    },
  },
  {
    category: 'Organization management',
    product: 'Environmental Impact',
    scopeType: 'organization',
    sets: {
      EnvironmentalImpactReadOnly: 'View environmental impact data.',
    },
  },
  {
    category: 'Organization management',
    product: 'Notification manager',
    scopeType: 'organization',
    sets: {
      NotificationManagerFullAccess: 'Do anything in the notification manager.',
      NotificationManagerReadOnly: 'View the notification manager.',
    },
  },
  {
    category: 'All products',
    product: 'All products',
    scopeType: 'projects',
    sets: {
      AllProductsFullAccess:
        'Create, view, change and delete resources of every product in the scope.',
      AllProductsReadOnly: 'List and view resources of every product in the scope.',
    },
  },
  {
    category: 'Compute',
    product: 'CPU & GPU Instances',
    scopeType: 'projects',
    sets: {
      AutoscalingFullAccess: 'Do anything with autoscaling: create, view, change and delete.',
      AutoscalingReadOnly: 'List and view autoscaling; no changes.',
      InstancesFullAccess: 'Do anything with Instances: create, view, change and delete.',
      InstancesReadOnly: 'List and view Instances; no changes.',
      InstancesImageCreate: 'Create Instance images.',
      InstancesImageDelete: 'Delete Instance images.',
      InstancesImageRead: 'View Instance images.',
      InstancesImageWrite: 'Change Instance images.',
      InstancesIpCreate: 'Create Instance IPs.',
      InstancesIpDelete: 'Delete Instance IPs.',
      InstancesIpRead: 'View Instance IPs.',
      InstancesIpWrite: 'Change Instance IPs.',
      InstancesPlacementGroupCreate: 'Create Instance placement groups.',
      InstancesPlacementGroupDelete: 'Delete Instance placement groups.',
      InstancesPlacementGroupList: 'List Instance placement groups.',
      InstancesPlacementGroupRead: 'View Instance placement groups.',
      InstancesPlacementGroupWrite: 'Change Instance placement groups.',
      InstancesPrivateNetworkInterfaceCreate: 'Create Instance private network interfaces.',
      InstancesPrivateNetworkInterfaceDelete: 'Delete Instance private network interfaces.',
      InstancesPrivateNetworkInterfaceList:
        'List Instance private network interfaces (API v2 only).',
      InstancesPrivateNetworkInterfaceRead:
        'View Instance private network interfaces (API v2 only).',
      InstancesPrivateNetworkInterfaceWrite: 'Change Instance private network interfaces.',
      InstancesPrivateNicCreate: 'Create Instance private NICs.',
      InstancesPrivateNicDelete: 'Delete Instance private NICs.',
      InstancesPrivateNicRead: 'View Instance private NICs (API v1 only).',
      InstancesPrivateNicWrite: 'Change Instance private NICs.',
      InstancesSecurityGroupCreate: 'Create Instance security groups.',
      InstancesSecurityGroupDelete: 'Delete Instance security groups.',
      InstancesSecurityGroupList: 'List Instance security groups.',
      InstancesSecurityGroupRead: 'View Instance security groups.',
      InstancesSecurityGroupWrite: 'Change Instance security groups.',
      InstancesServerCreate: 'Create Instance servers.',
      InstancesServerDelete: 'Delete Instance servers.',
      InstancesServerList: 'List Instance servers.',
      InstancesServerRead: 'View Instance servers.',
      InstancesServerWrite: 'Change Instance servers.',
      InstancesSnapshotCreate: 'Create Instance snapshots.',
      InstancesSnapshotDelete: 'Delete Instance snapshots.',
      InstancesSnapshotList: 'List Instance snapshots.',
      InstancesSnapshotRead: 'View Instance snapshots.',
      InstancesSnapshotWrite: 'Change Instance snapshots.',
      InstancesVolumeCreate: 'Create Instance volumes.',
      InstancesVolumeDelete: 'Delete Instance volumes.',
      InstancesVolumeList: 'List Instance volumes.',
      InstancesVolumeRead: 'View Instance volumes.',
      InstancesVolumeWrite: 'Change Instance volumes.',
      InstancesServerSerialConsoleAccess: 'Open the serial console of Instance servers.',
      InstancesServerStart: 'Start Instance servers.',
      InstancesServerStop: 'Stop Instance servers.',
      SSHKeysFullAccess: 'Do anything with SSH keys: create, view, change and delete.',
      SSHKeysReadOnly: 'List and view SSH keys; no changes.',
    },
  },
  {
    category: 'Bare Metal',
    product: 'Elastic Metal',
    scopeType: 'projects',
    sets: {
      ElasticMetalFullAccess: 'Do anything with Elastic Metal: create, view, change and delete.',
      ElasticMetalReadOnly: 'List and view Elastic Metal; no changes.',
    },
  },
  {
    category: 'Bare Metal',
    product: 'Apple silicon',
    scopeType: 'projects',
    sets: {
      AppleSiliconFullAccess: 'Do anything with Apple silicon: create, view, change and delete.',
      AppleSiliconReadOnly: 'List and view Apple silicon; no changes.',
    },
  },
  {
    category: 'Bare Metal',
    product: 'Dedibox',
    scopeType: 'projects',
    sets: {
      DediboxFullAccess: 'Do anything with Dedibox: create, view, change and delete.',
      DediboxReadOnly: 'List and view Dedibox; no changes.',
      DediboxConsoleFullAccess:
        'Enter the separate Dedibox console; only for members who need that console.',
    },
  },
  {
    category: 'Storage',
    product: 'Object Storage',
    scopeType: 'projects',
    sets: {
      ObjectStorageFullAccess: 'Do anything with Object Storage: create, view, change and delete.',
      ObjectStorageReadOnly: 'List and view Object Storage; no changes.',
      ObjectStorageObjectsRead: 'View objects with their tags, metadata and storage class.',
      ObjectStorageObjectsWrite:
        'Create and change objects with their tags, metadata and storage class.',
      ObjectStorageObjectsDelete: 'Delete objects.',
      ObjectStorageBucketsRead: 'View buckets and their settings, lifecycle rules included.',
      ObjectStorageBucketsWrite:
        'Create and change buckets and their settings, lifecycle rules included.',
      ObjectStorageBucketsDelete: 'Delete buckets.',
      ObjectStorageBucketPolicyFullAccess: 'Do anything with bucket policies.',
    },
  },
  {
    category: 'Storage',
    product: 'Block Storage',
    scopeType: 'projects',
    sets: {
      BlockStorageFullAccess: 'Do anything with Block Storage: create, view, change and delete.',
      BlockStorageReadOnly: 'List and view Block Storage; no changes.',
    },
  },
  {
    category: 'Storage',
    product: 'File Storage',
    scopeType: 'projects',
    sets: {
      FileStorageFullAccess: 'Do anything with File Storage: create, view, change and delete.',
      FileStorageReadOnly: 'List and view File Storage; no changes.',
    },
  },
  {
    category: 'Storage',
    product: 'Container Registry',
    scopeType: 'projects',
    sets: {
      ContainerRegistryFullAccess:
        'Do anything with Container Registry: create, view, change and delete.',
      ContainerRegistryReadOnly: 'List and view Container Registry; no changes.',
    },
  },
  {
    category: 'Network',
    product: 'VPC',
    scopeType: 'projects',
    sets: {
      PrivateNetworksFullAccess:
        'Do anything with Private Networks: create, view, change and delete.',
      PrivateNetworksReadOnly: 'List and view Private Networks; no changes.',
      VPCFullAccess: 'Do anything with VPCs: create, view, change and delete.',
      VPCReadOnly: 'List and view VPCs; no changes.',
    },
  },
  {
    category: 'Network',
    product: 'IPAM',
    scopeType: 'projects',
    sets: {
      IPAMFullAccess: 'Do anything with IPAM: create, view, change and delete.',
      IPAMReadOnly: 'List and view IPAM; no changes.',
    },
  },
  {
    category: 'Network',
    product: 'Public Gateways',
    scopeType: 'projects',
    sets: {
      VPCGatewayFullAccess: 'Do anything with Public Gateways: create, view, change and delete.',
      VPCGatewayReadOnly: 'List and view Public Gateways; no changes.',
    },
  },
  {
    category: 'Network',
    product: 'InterLink',
    scopeType: 'projects',
    sets: {
      InterlinkFullAccess: 'Do anything with InterLink: create, view, change and delete.',
      InterlinkReadOnly: 'List and view InterLink; no changes.',
      InterlinkPartnerFullAccess:
        'Do anything with the InterLink partner side: create, view, change and delete.',
      InterlinkPartnerReadOnly: 'List and view the InterLink partner side; no changes.',
    },
  },
  {
    category: 'Network',
    product: 'Site-to-Site VPN',
    scopeType: 'projects',
    sets: {
      SiteToSiteVPNFullAccess:
        'Do anything with Site-to-Site VPN: create, view, change and delete.',
      SiteToSiteVPNReadOnly: 'List and view Site-to-Site VPN; no changes.',
    },
  },
  {
    category: 'Network',
    product: 'Load Balancers',
    scopeType: 'projects',
    sets: {
      LoadBalancersFullAccess: 'Do anything with Load Balancers: create, view, change and delete.',
      LoadBalancersReadOnly: 'List and view Load Balancers; no changes.',
    },
  },
  {
    category: 'Network',
    product: 'Edge Services',
    scopeType: 'projects',
    sets: {
      EdgeServicesFullAccess: 'Do anything with Edge Services: create, view, change and delete.',
      EdgeServicesReadOnly: 'List and view Edge Services; no changes.',
    },
  },
  {
    category: 'Containers',
    product: 'Kubernetes',
    scopeType: 'projects',
    sets: {
      KubernetesFullAccess: 'Do anything with Kubernetes: create, view, change and delete.',
      KubernetesReadOnly: 'List and view Kubernetes; no changes.',
      KubernetesExternalNodeRegister: 'Join external nodes to a Kosmos cluster.',
      KubernetesSystemMastersGroupAccess:
        'Act on a cluster with the Kubernetes system:masters role, so without limits.',
    },
  },
  {
    category: 'Serverless Compute',
    product: 'Functions',
    scopeType: 'projects',
    sets: {
      FunctionsFullAccess: 'Do anything with Functions: create, view, change and delete.',
      FunctionsReadOnly: 'List and view Functions; no changes.',
      FunctionsPrivateAccess: 'Call functions that are private.',
    },
  },
  {
    category: 'Serverless Compute',
    product: 'Containers',
    scopeType: 'projects',
    sets: {
      ContainersFullAccess:
        'Do anything with serverless containers: create, view, change and delete.',
      ContainersReadOnly: 'List and view serverless containers; no changes.',
      ContainersPrivateAccess: 'Call serverless containers that are private.',
    },
  },
  {
    category: 'Serverless Compute',
    product: 'Jobs',
    scopeType: 'projects',
    sets: {
      ServerlessJobsFullAccess:
        'Do anything with job definitions and runs; Container Registry and Secret Manager rights come apart.',
      ServerlessJobsReadOnly: 'List and view job definitions and runs; no changes.',
    },
  },
  {
    category: 'Databases',
    product: 'PostgreSQL & MySQL',
    scopeType: 'projects',
    sets: {
      RelationalDatabasesFullAccess:
        'Do anything with managed PostgreSQL and MySQL: create, view, change and delete.',
      RelationalDatabasesReadOnly: 'List and view managed PostgreSQL and MySQL; no changes.',
    },
  },
  {
    category: 'Databases',
    product: 'Serverless SQL',
    scopeType: 'projects',
    sets: {
      ServerlessSQLDatabaseReadOnly: 'List and view Serverless SQL databases; no changes.',
      ServerlessSQLDatabaseReadWrite:
        'Use Serverless SQL data and table structure, read and write; no creating databases, no settings.',
      ServerlessSQLDatabaseDataReadWrite:
        'Read, write and delete rows only; no table structure, no creating databases, no settings.',
      ServerlessSQLDatabaseFullAccess:
        'Do anything with Serverless SQL databases: create, view, change and delete.',
    },
  },
  {
    category: 'Databases',
    product: 'Redis',
    scopeType: 'projects',
    sets: {
      RedisFullAccess: 'Do anything with managed Redis: create, view, change and delete.',
      RedisReadOnly: 'List and view managed Redis; no changes.',
    },
  },
  {
    category: 'Databases',
    product: 'MongoDB',
    scopeType: 'projects',
    sets: {
      MongoDBFullAccess: 'Do anything with managed MongoDB: create, view, change and delete.',
      MongoDBReadOnly: 'List and view managed MongoDB; no changes.',
    },
  },
  {
    category: 'Databases',
    product: 'OpenSearch',
    scopeType: 'projects',
    sets: {
      SearchDBFullAccess:
        'Do anything with managed OpenSearch (SearchDB): create, view, change and delete.',
      SearchDBReadOnly: 'List and view managed OpenSearch (SearchDB); no changes.',
    },
  },
  {
    category: 'AI',
    product: 'Generative APIs - Serverless',
    scopeType: 'projects',
    sets: {
      GenerativeApisModelAccess: 'Call the Generative APIs models.',
      GenerativeApisFullAccess:
        'Do anything with Generative APIs: create, view, change and delete.',
    },
  },
  {
    category: 'AI',
    product: 'Generative APIs - Dedicated Deployment',
    scopeType: 'projects',
    sets: {
      InferenceFullAccess:
        'Do anything with inference deployments: create, view, change and delete.',
      InferenceReadOnly: 'List and view inference deployments; no changes.',
    },
  },
  {
    category: 'Data & Analytics',
    product: 'Data Lab for Apache Spark',
    scopeType: 'projects',
    sets: {
      DistributedDataLabFullAccess: 'Do anything with Data Labs: create, view, change and delete.',
      DistributedDataLabReadOnly: 'List and view Data Labs; no changes.',
    },
  },
  {
    category: 'Data & Analytics',
    product: 'Data Warehouse for ClickHouse',
    scopeType: 'projects',
    sets: {
      DataWarehouseFullAccess: 'Do anything with Data Warehouses: create, view, change and delete.',
      DataWarehouseReadOnly: 'List and view Data Warehouses; no changes.',
    },
  },
  {
    category: 'Data & Analytics',
    product: 'Apache Kafka',
    scopeType: 'projects',
    sets: {
      KafkaClusterFullAccess: 'Do anything with Kafka clusters: create, view, change and delete.',
      KafkaClusterReadOnly: 'List and view Kafka clusters; no changes.',
    },
  },
  {
    category: 'Integration Services',
    product: 'Queues',
    scopeType: 'projects',
    sets: {
      MessagingAndQueuingFullAccess:
        'Do anything with messaging and queues: create, view, change and delete.',
      MessagingAndQueuingReadOnly: 'List and view messaging and queues; no changes.',
    },
  },
  {
    category: 'Integration Services',
    product: 'IoT Hub',
    scopeType: 'projects',
    sets: {
      IoTFullAccess: 'Do anything with IoT Hub: create, view, change and delete.',
      IoTReadOnly: 'List and view IoT Hub; no changes.',
    },
  },
  {
    category: 'Domains & Web Hosting',
    product: 'Domains & DNS',
    scopeType: 'projects',
    sets: {
      DomainsDNSFullAccess: 'Do anything with domains and DNS: create, view, change and delete.',
      DomainsDNSReadOnly: 'List and view domains and DNS; no changes.',
    },
  },
  {
    category: 'Domains & Web Hosting',
    product: 'Web Hosting',
    scopeType: 'projects',
    sets: {
      WebHostingFullAccess: 'Do anything with Web Hosting: create, view, change and delete.',
      WebHostingReadOnly: 'List and view Web Hosting; no changes.',
    },
  },
  {
    category: 'Domains & Web Hosting',
    product: 'Transactional Email',
    scopeType: 'projects',
    sets: {
      TransactionalEmailFullAccess:
        'Do anything with Transactional Email: create, view, change and delete.',
      TransactionalEmailReadOnly: 'List and view Transactional Email; no changes.',
      TransactionalEmailBlocklistFullAccess: 'Do anything with Transactional Email blocklists.',
      TransactionalEmailBlocklistReadOnly:
        'List and view Transactional Email blocklists; no changes.',
      TransactionalEmailDomainFullAccess:
        'Do anything with Transactional Email domains. E-mails come apart.',
      TransactionalEmailDomainReadOnly:
        'List and view Transactional Email domains; no changes. E-mails come apart.',
      TransactionalEmailEmailFullAccess:
        'Do anything with e-mails in Transactional Email. Domain settings come apart.',
      TransactionalEmailEmailReadOnly:
        'List and view e-mails in Transactional Email; no changes. Domain settings come apart.',
      TransactionalEmailWebhookFullAccess: 'Do anything with Transactional Email webhooks.',
      TransactionalEmailWebhookReadOnly: 'List and view Transactional Email webhooks; no changes.',
      TransactionalEmailProjectSettingsFullAccess:
        'Do anything with Transactional Email Project settings.',
      TransactionalEmailProjectSettingsReadOnly:
        'List and view Transactional Email Project settings; no changes.',
      TransactionalEmailOfferSubscriptionFullAccess:
        'Do anything with Transactional Email offer subscriptions.',
      TransactionalEmailOfferSubscriptionReadOnly:
        'List and view Transactional Email offer subscriptions; no changes.',
      TransactionalEmailEmailSmtpCreate: 'Send e-mails over SMTP.',
      TransactionalEmailEmailApiCreate: 'Send e-mails over the API.',
      TransactionalEmailPoolReadOnly:
        'List and view the Project pool of Transactional Email; no changes.',
    },
  },
  {
    category: 'Domains & Web Hosting',
    product: 'Mailbox',
    scopeType: 'projects',
    sets: {
      MailboxFullAccess: 'Do anything with Mailbox: create, view, change and delete.',
      MailboxReadOnly: 'List and view Mailbox; no changes.',
    },
  },
  {
    category: 'Monitoring',
    product: 'Cockpit',
    scopeType: 'projects',
    sets: {
      ObservabilityFullAccess:
        'Do anything with Cockpit (observability): create, view, change and delete.',
      ObservabilityReadOnly: 'List and view Cockpit (observability); no changes.',
      ObservabilityGrafanaEditor: "Edit in Cockpit's Grafana and view the rest of Cockpit.",
    },
  },
  {
    category: 'Security & Identity',
    product: 'Secret Manager',
    scopeType: 'projects',
    sets: {
      SecretManagerFullAccess:
        'Do anything with secrets and their versions: create, view, change and delete.',
      SecretManagerReadOnly: 'List and view the metadata of secrets; the secret data stays closed.',
      SecretManagerSecretAccess: 'Read the data of secret versions; no edits.',
      SecretManagerSecretCreate: 'Create secrets and versions; no updates.',
      SecretManagerSecretDelete: 'Delete secrets and versions.',
      SecretManagerSecretWrite: 'Edit metadata of secrets and versions; no creating.',
      SecretManagerSecretRestore: 'Restore deleted secrets and versions.',
    },
  },
  {
    category: 'Security & Identity',
    product: 'Key Manager',
    scopeType: 'projects',
    sets: {
      KeyManagerFullAccess:
        'Do anything with keys in Key Manager: create, view, change and delete.',
      KeyManagerReadOnly: 'List and view keys in Key Manager; no changes.',
      KeyManagerKeyWrite: 'Change keys; no creating, no deleting.',
      KeyManagerKeyDecrypt: 'Decrypt with keys (also needed to download from SSE-KMS buckets).',
      KeyManagerKeyEncrypt: 'Encrypt with keys (also needed to upload to SSE-KMS buckets).',
      KeyManagerKeySign: 'Sign with keys.',
      KeyManagerKeyVerify: 'Verify with keys.',
      KeyManagerKeyDelete: 'Delete keys.',
      KeyManagerKeyCreate: 'Create keys.',
      KeyManagerKeyRestore: 'Restore deleted keys.',
    },
  },
  {
    category: 'Labs',
    product: 'Quantum',
    scopeType: 'projects',
    sets: {
      QaaSFullAccess: 'Do anything with Quantum as a Service: create, view, change and delete.',
      QaaSReadOnly: 'List and view Quantum as a Service; no changes.',
    },
  },
]

/** All permission sets, in the order of the catalogue: product by product. */
export const permissionSets: readonly PermissionSet[] = catalogue.flatMap(
  ({ category, product, scopeType, sets }) =>
    Object.entries(sets).map(([name, description]) => ({
      name,
      scopeType,
      category,
      product,
      description,
    })),
)

const byName = new Map(permissionSets.map((set) => [set.name, set]))

/** The permission set of this name, or undefined when there is none. */
export function permissionSet(name: string): PermissionSet | undefined {
  return byName.get(name)
}
