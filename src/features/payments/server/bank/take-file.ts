import { buffer } from 'node:stream/consumers'
import { fromBufferPromise } from 'yauzl'
import { Problem } from '#kernel/problem.ts'
import type { House } from '#platform/house.ts'
import { readCamt } from '../../read-camt.ts'
import type { CamtStatement } from '../../read-camt.ts'

/** Banks send a file a day; a year of them packed is a few megabytes. */
export const BANK_LIMIT = 16 * 1024 * 1024
/** Unpacked, all together; what claims more is made to fill our memory. */
const UNPACKED = 48 * 1024 * 1024
const FILES = 400

export interface TakenFile {
  statements: CamtStatement[]
  hash: string
}

/** The statements of an uploaded file: CAMT.053, or an archive of them. The file is kept as it came. */
export async function takeBankFile(content: Buffer, house: House): Promise<TakenFile> {
  const isZip = content.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'))
  const files = isZip ? await unpack(content) : [content]
  const statements = files.flatMap((file) => readCamt(file))
  const about = { name: isZip ? 'camt.zip' : 'camt.xml', type: 'application/octet-stream', limit: BANK_LIMIT }
  return { statements, hash: (await house.files.keep(content, about)).hash }
}

async function unpack(content: Buffer): Promise<Buffer[]> {
  const files: Buffer[] = []
  let size = 0
  try {
    const zip = await fromBufferPromise(content, { autoClose: false })
    for await (const entry of zip.eachEntry()) {
      if (!/\.xml$/i.test(entry.fileName)) continue
      size += entry.uncompressedSize
      if (size > UNPACKED || files.length >= FILES) throw new Error('too much')
      files.push(await buffer(await zip.openReadStreamPromise(entry)))
    }
  } catch {
    throw new Problem('wrong-kind', 'camt.unreadable_zip', 'The archive cannot be read.')
  }
  if (files.length === 0)
    throw new Problem('invalid', 'camt.not_a_statement', 'There is no XML in the archive.')
  return files
}
