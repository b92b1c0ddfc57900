import { writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

import type { Plugin } from 'vite'

const compressible = new Set(['.css', '.js', '.svg'])
/** Bytes below which a packet holds the file as it is. */
const smallest = 1024

/** Writes a brotli and a gzip form, at the highest setting, beside each emitted text file. */
export function precompress(): Plugin {
  return {
    name: 'iam-console:precompress',
    apply: 'build',
    writeBundle: {
      order: 'post',
      async handler({ dir = '' }, bundle) {
        const files = Object.values(bundle).filter(({ fileName }) =>
          compressible.has(extname(fileName)),
        )
        await Promise.all(
          files.map(async (file) => {
            const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source)
            if (bytes.length < smallest) return
            const path = join(dir, file.fileName)
            await writeFile(`${path}.br`, await brotli(bytes))
            await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
          }),
        )
      },
    },
  }
}

function brotli(bytes: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
}
