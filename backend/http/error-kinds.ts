import { uuid } from './fields.ts'
import { z } from './schema.ts'

/** The kinds of failure that the API knows; most are the `type` of an error's body. */
export type ErrorKind =
  | 'invalid_arguments'
  | 'denied_authentication'
  | 'permissions_denied'
  | 'quotas_exceeded'
  | 'locked'
  | 'not_found'
  | 'already_exists'
  | 'precondition_failed'
  | 'body_too_large'
  | 'too_many_requests'
  | 'failure'
  | 'unavailable'

export interface DescribedError {
  readonly status: number
  /** Name of its schema in the OpenAPI document. */
  readonly name: string
  readonly description: string
  readonly schema: z.ZodType
}

const typed = <const T extends ErrorKind, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ ...shape, message: z.string(), type: z.literal(type).openapi({ enum: [type] }) })

/** What is known only to people: a body with a message and no type. */
export const messageSchema = z.object({ message: z.string() })

/** Every kind of failure, as it is described to clients; `errors.ts` makes them. */
export const errorKinds: Readonly<Record<ErrorKind, DescribedError>> = {
  invalid_arguments: {
    status: 400,
    name: 'InvalidArguments',
    description: 'Something in the request is missing or wrong; each argument is named once.',
    schema: typed('invalid_arguments', {
      details: z.array(
        z.object({
          argument_name: z.string().openapi({ description: 'Where it is, such as `tags[0]`.' }),
          help_message: z.string().openapi({ description: 'Empty where something is missing.' }),
          reason: z.enum(['required', 'format', 'constraint', 'unknown']),
        }),
      ),
    }),
  },
  denied_authentication: {
    status: 401,
    name: 'DeniedAuthentication',
    description: 'There are no credentials, or they are unknown, expired or of a locked user.',
    schema: typed('denied_authentication', {
      method: z.enum(['unknown_method', 'jwt', 'api_key']),
      reason: z.enum([
        'unknown_reason',
        'invalid_argument',
        'not_found',
        'expired',
        'one_time_password_required',
        'one_time_password_invalid',
      ]),
    }),
  },
  permissions_denied: {
    status: 403,
    name: 'PermissionsDenied',
    description:
      'The caller lacks a right: one of those named would be enough. None is named when the request comes from another site, or cannot be allowed to anybody.',
    schema: typed('permissions_denied', {
      details: z.array(z.object({ action: z.enum(['read', 'write']), resource: z.string() })),
    }),
  },
  quotas_exceeded: {
    status: 403,
    name: 'QuotasExceeded',
    description: 'The Organization has as many of these as it may have.',
    schema: typed('quotas_exceeded', {
      details: z.array(
        z.object({
          current: z.int(),
          organization_id: uuid(),
          quota: z.int(),
          resource: z.string(),
        }),
      ),
    }),
  },
  locked: {
    status: 403,
    name: 'Locked',
    description: 'The resource is locked.',
    schema: typed('locked', { resource: z.string(), resource_id: z.string() }),
  },
  not_found: {
    status: 404,
    name: 'NotFound',
    description: 'There is no such resource in the Organization.',
    schema: typed('not_found', { resource: z.string(), resource_id: z.string() }),
  },
  already_exists: {
    status: 409,
    name: 'AlreadyExists',
    description: 'The name is taken, or the request has been carried out before.',
    schema: typed('already_exists', {
      help_message: z.string(),
      resource: z.string(),
      resource_id: z.string(),
    }),
  },
  precondition_failed: {
    status: 412,
    name: 'PreconditionFailed',
    description: 'The state of things forbids the request; `help_message` says what.',
    schema: typed('precondition_failed', {
      help_message: z.string(),
      precondition: z.enum([
        'unknown_precondition',
        'resource_still_in_use',
        'resource_not_usable',
        'protected_resource',
        'attribute_must_be_set',
      ]),
    }),
  },
  body_too_large: {
    status: 413,
    name: 'BodyTooLarge',
    description: 'The body is larger than a mebibyte.',
    schema: messageSchema,
  },
  too_many_requests: {
    status: 429,
    name: 'TooManyRequests',
    description: 'The request may be tried again after `reset_seconds`.',
    schema: typed('too_many_requests', {
      help_message: z.string(),
      limit: z.object({ quota: z.int(), window_seconds: z.int() }),
      reset_seconds: z.int(),
    }),
  },
  failure: {
    status: 500,
    name: 'Failure',
    description: 'Something went wrong; the operator finds what under the id of the request.',
    schema: messageSchema,
  },
  unavailable: {
    status: 503,
    name: 'Unavailable',
    description: 'The service is too busy or out of reach; the request may be tried again.',
    schema: messageSchema,
  },
}
