/** What a component wants to say by its colour. */
export type Sentiment = 'primary' | 'neutral' | 'danger' | 'info' | 'success' | 'warning'

/** The class that gives `tone-*` colours their meaning, for a component and everything in it. */
export const toneClass: Record<Sentiment, string> = {
  primary: 'tone-primary',
  neutral: 'tone-neutral',
  danger: 'tone-danger',
  info: 'tone-info',
  success: 'tone-success',
  warning: 'tone-warning',
}
