/** Everything a snippet is written from; the secret is passed in and kept nowhere. */
export interface SnippetInput {
  accessKey: string
  secretKey: string
  organizationId: string
  projectId: string
  /** Base address of the API when it is not the clients' default; undefined leaves it out. */
  apiUrl: string | undefined
}

export interface Snippet {
  id: 'env' | 'config' | 'terraform' | 'curl' | 'aws'
  label: string
  /** Where the text goes, or what to mind; one sentence. */
  hint: string
  code: string
}

const lines = (...parts: (string | undefined)[]) =>
  parts.filter((part) => part !== undefined).join('\n')

/** The variables every client of the API reads, as a file for `source` or a `.env` loader. */
export function environmentFile(input: SnippetInput): string {
  return lines(
    `SCW_ACCESS_KEY=${input.accessKey}`,
    `SCW_SECRET_KEY=${input.secretKey}`,
    `SCW_DEFAULT_ORGANIZATION_ID=${input.organizationId}`,
    `SCW_DEFAULT_PROJECT_ID=${input.projectId}`,
    input.apiUrl && `SCW_API_URL=${input.apiUrl}`,
    '',
  )
}

/**
 * Ready-to-paste texts for the clients people use most. They put the secret in files rather than on
 * a command line, so that it does not end up in the shell's history.
 */
export function snippets(input: SnippetInput): Snippet[] {
  const { accessKey, secretKey, organizationId, projectId, apiUrl } = input
  return [
    {
      id: 'env',
      label: 'Environment variables',
      hint: 'Save as a file that only you can read, e.g. .env, and keep it out of version control.',
      code: environmentFile(input).trimEnd(),
    },
    {
      id: 'config',
      label: 'scw config file',
      hint: 'For the scw command line: put it in ~/.config/scw/config.yaml (chmod 600).',
      code: lines(
        `access_key: ${accessKey}`,
        `secret_key: ${secretKey}`,
        `default_organization_id: ${organizationId}`,
        `default_project_id: ${projectId}`,
        apiUrl && `api_url: ${apiUrl}`,
      ),
    },
    {
      id: 'terraform',
      label: 'Terraform',
      hint: 'Keep this file out of version control; the provider reads the environment variables as well.',
      code: lines(
        'provider "scaleway" {',
        `  access_key      = "${accessKey}"`,
        `  secret_key      = "${secretKey}"`,
        `  organization_id = "${organizationId}"`,
        `  project_id      = "${projectId}"`,
        apiUrl && `  api_url         = "${apiUrl}"`,
        '}',
      ),
    },
    {
      id: 'curl',
      label: 'curl',
      hint: 'Tries the key: it reads its own description. The secret goes to curl by its standard input.',
      code: lines(
        `curl --header @- ${apiUrl ?? 'https://api.scaleway.com'}/iam/v1alpha1/api-keys/${accessKey} <<'EOF'`,
        `X-Auth-Token: ${secretKey}`,
        'EOF',
      ),
    },
    {
      id: 'aws',
      label: 'AWS CLI',
      hint: 'For Object Storage: put it in ~/.aws/config, then use --profile scaleway.',
      code: lines(
        '[profile scaleway]',
        `aws_access_key_id = ${accessKey}`,
        `aws_secret_access_key = ${secretKey}`,
        'region = fr-par',
        'endpoint_url = https://s3.fr-par.scw.cloud',
      ),
    },
  ]
}
