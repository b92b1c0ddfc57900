/**
 * Reads a request's body into memory.
 *
 * @param limit in bytes.
 * @returns the bytes, or undefined when there are more than the limit; the rest is then not read.
 */
export async function readBody(
  request: Request,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return undefined
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength
    if (size > limit) return undefined
    chunks.push(chunk)
  }
  return Uint8Array.from(Buffer.concat(chunks, size))
}
