/** From this share on, a quota is about to be used up. */
const WARNING_SHARE = 0.8

export interface QuotaState {
  /** Colour of the bar. */
  sentiment: 'primary' | 'warning' | 'danger'
  /** What to say beside the numbers; undefined while there is plenty. */
  remark: string | undefined
}

/**
 * How close a quota is to being used up.
 *
 * @param unit what is counted, in the plural
 */
export function quotaState(current: number, limit: number, unit: string): QuotaState {
  const left = limit - current
  if (left <= 0) {
    return { sentiment: 'danger', remark: `Full: delete some ${unit} before you add another.` }
  }
  if (current < limit * WARNING_SHARE) return { sentiment: 'primary', remark: undefined }
  return { sentiment: 'warning', remark: `Almost full: room for ${left} more.` }
}
