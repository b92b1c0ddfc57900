/** In bytes: a body up to here is always read. Nearly every request of the API is smaller. */
const SMALL = 16 * 1024

/**
 * Room for the bodies that are being read. Without a bound on all of them together, a few thousand
 * clients that send large ones slowly would fill the memory: nobody has authenticated yet.
 */
export class BodyRoom {
  #left: number

  /** @param bytes what bodies may take together, each beyond its first 16 KiB */
  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Takes so many bytes, if there are. */
  take(bytes: number): boolean {
    if (bytes > this.#left) return false
    this.#left -= bytes
    return true
  }

  give(bytes: number): void {
    this.#left += bytes
  }
}

/** Whether a request of this method is one without a body, whatever was sent with it. */
export function isBare({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD'
}

/**
 * Reads a request's body into memory.
 *
 * @param limit in bytes.
 * @returns the bytes, or why not: there are more than the limit, or no room at present. The rest is
 *   then not read.
 */
export async function readBody(
  request: Request,
  limit: number,
  room: BodyRoom,
): Promise<Uint8Array<ArrayBuffer> | 'too large' | 'no room'> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return 'too large'
  if (isBare(request)) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  let taken = 0
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > limit) return 'too large'
      const needed = Math.max(size - SMALL, 0) - taken
      if (needed > 0 && !room.take(needed)) return 'no room'
      taken += Math.max(needed, 0)
      chunks.push(chunk)
    }
    return Uint8Array.from(Buffer.concat(chunks, size))
  } finally {
    room.give(taken)
  }
}
