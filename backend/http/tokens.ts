import type { BackendOptions } from './options.ts'

/** Two secrets in one: a token for sessions, links and connections, beyond 128 random bits. */
export function newToken({ secrets }: Pick<BackendOptions, 'secrets'>): string {
  return `${secrets()}${secrets()}`.replaceAll('-', '')
}
