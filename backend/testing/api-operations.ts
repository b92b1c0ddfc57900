/**
 * Every operation of the platform's IAM API (`iam/v1alpha1`) in the state of August 2026: those of the
 * official SDKs, and check-permissions, which is in the platform's OpenAPI document only.
 */
const TEXT = `
GET    /users
POST   /users
GET    /users/{user_id}
PATCH  /users/{user_id}
DELETE /users/{user_id}
POST   /users/{user_id}/update-username
POST   /users/{user_id}/update-password
POST   /users/{user_id}/lock
POST   /users/{user_id}/unlock
POST   /users/{user_id}/mfa-otp
POST   /users/{user_id}/validate-mfa-otp
DELETE /users/{user_id}/mfa-otp
GET    /grace-periods
GET    /users/{user_id}/connections
POST   /users/{user_id}/initiate-connection
POST   /users/{user_id}/join-connection
POST   /users/{user_id}/remove-connection
POST   /users/{user_id}/start-webauthn-registration
POST   /users/{user_id}/finish-webauthn-registration
GET    /users/{user_id}/webauthn-authenticators
PATCH  /webauthn-authenticator/{authenticator_id}
DELETE /webauthn-authenticator/{authenticator_id}

GET    /applications
POST   /applications
GET    /applications/{application_id}
PATCH  /applications/{application_id}
DELETE /applications/{application_id}

GET    /groups
POST   /groups
GET    /groups/{group_id}
PATCH  /groups/{group_id}
DELETE /groups/{group_id}
PUT    /groups/{group_id}/members
POST   /groups/{group_id}/add-member
POST   /groups/{group_id}/add-members
POST   /groups/{group_id}/remove-member

GET    /policies
POST   /policies
GET    /policies/{policy_id}
PATCH  /policies/{policy_id}
DELETE /policies/{policy_id}
POST   /policies/{policy_id}/clone
GET    /rules
PUT    /rules
GET    /permission-sets
POST   /check-permissions

GET    /api-keys
POST   /api-keys
GET    /api-keys/{access_key}
PATCH  /api-keys/{access_key}
DELETE /api-keys/{access_key}

GET    /ssh-keys
POST   /ssh-keys
GET    /ssh-keys/{ssh_key_id}
PATCH  /ssh-keys/{ssh_key_id}
DELETE /ssh-keys/{ssh_key_id}

GET    /logs
GET    /logs/{log_id}
GET    /jwts
POST   /jwts
GET    /jwts/{jti}
DELETE /jwts/{jti}
GET    /quota
GET    /quota/{quotum_name}

GET    /organizations/{organization_id}
PUT    /organizations/{organization_id}/alias
PATCH  /organizations/{organization_id}/login-methods
GET    /organizations/{organization_id}/security-settings
PATCH  /organizations/{organization_id}/security-settings
GET    /organizations/{organization_id}/saml
POST   /organizations/{organization_id}/saml
PATCH  /saml/{saml_id}
DELETE /saml/{saml_id}
GET    /saml/{saml_id}/certificates
POST   /saml/{saml_id}/certificates
GET    /saml-certificates/{certificate_id}
DELETE /saml-certificates/{certificate_id}
POST   /parse-saml-metadata
GET    /organizations/{organization_id}/scim
POST   /organizations/{organization_id}/scim
DELETE /scim/{scim_id}
GET    /scim/{scim_id}/tokens
POST   /scim/{scim_id}/tokens
DELETE /scim-tokens/{token_id}
`

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export interface ApiOperation {
  readonly method: (typeof METHODS)[number]
  /** With its parameters in braces. */
  readonly path: string
}

export const apiOperations: readonly ApiOperation[] = TEXT.split('\n').flatMap((line) => {
  const [name, path] = line.split(/\s+/)
  const method = METHODS.find((known) => known === name)
  return method === undefined || path === undefined
    ? []
    : [{ method, path: `/iam/v1alpha1${path}` }]
})
