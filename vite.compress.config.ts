import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

/** Smaller than this, a compressed twin is not worth its headers. */
const WORTH = 1024

/** Writes compressed twins beside what was built, for the server to send; compressing once beats on each request. */
export function compressed(folder: string): Plugin {
  return {
    name: 'kontor-compressed',
    apply: 'build',
    async closeBundle() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const texts = entries.filter(
        (entry) => entry.isFile() && /\.(m?js|css|html|svg|json|webmanifest)$/.test(entry.name),
      )
      await Promise.all(texts.map(async (entry) => twins(join(entry.parentPath, entry.name))))
    },
  }
}

async function twins(path: string): Promise<void> {
  const content = await readFile(path)
  if (content.length < WORTH) return
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content))
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: 9 }))
}
