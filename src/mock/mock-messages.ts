/** What the page sends the worker with the backend. Each message brings the port for its one reply. */
export type MockMessage = {
  /** The page's time in milliseconds: a test may have set its clock, and the worker's is another. */
  now: number
} & ({ start: MockStart } | { request: MockRequest })

/** With what a tab begins. */
export interface MockStart {
  /** The scenario that the address asks for, if any. */
  asked: string | null
  /** What the tab has kept of its state, if anything. */
  saved: string | null
}

/** Which scenario has started, and what there is to choose from. */
export interface MockStarted {
  scenario: string
  /** What each scenario shows, by its name. */
  scenarios: Readonly<Record<string, string>>
}

/** A request as workers can be handed it. */
export interface MockRequest {
  url: string
  method: string
  headers: [string, string][]
  body: ArrayBuffer | null
}

/** The answer to a request; null is a connection that breaks off. */
export type MockAnswer = {
  status: number
  headers: [string, string][]
  body: ArrayBuffer | null
} | null

/** The reply to a message: what it asked for, or why there is none, and the state for the tab to keep. */
export type MockReply<T> = { state: string; done: T } | { failed: string }
