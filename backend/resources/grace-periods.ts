import { denied } from '../http/context.ts'
import { invalidArguments } from '../http/errors.ts'
import { answerTime, uuid } from '../http/fields.ts'
import { operation, type Operation } from '../http/operation.ts'
import { gracePeriodsOf } from '../http/requirements.ts'
import { z } from '../http/schema.ts'
import { findOrganization } from './organizations.ts'
import { findUser, READ_SELF_USER, READ_USER } from './user-rules.ts'

const listGracePeriods = operation(
  {
    method: 'get',
    path: '/iam/v1alpha1/grace-periods',
    id: 'listGracePeriods',
    summary: 'What a member has to do for the security of the Organization, and until when',
    tag: 'Users',
    errors: ['not_found'],
    query: z.object({ user_id: uuid().optional() }),
    response: z.object({
      grace_periods: z.array(
        z
          .object({
            type: z.enum(['update_password', 'set_mfa']),
            created_at: answerTime(),
            expires_at: answerTime(),
          })
          .openapi('GracePeriod'),
      ),
    }),
  },
  async (context) => {
    const { caller, query, store } = context
    if (query.user_id === undefined && caller.type !== 'user') {
      throw invalidArguments([{ argument_name: 'user_id', reason: 'required', help_message: '' }])
    }
    const userId = query.user_id ?? caller.id
    if (!context.isSelf(userId) && !(await context.may(READ_USER, { on: userId }))) {
      throw denied([READ_USER, READ_SELF_USER])
    }
    const user = await findUser(store, context, userId)
    const organization = await findOrganization(store, user.organization_id)
    return { grace_periods: [...(await gracePeriodsOf(store, user, organization))] }
  },
)

export const gracePeriodOperations: readonly Operation[] = [listGracePeriods]
