import { Problem } from '#kernel/problem.ts'
import type { Files } from '#platform/files.ts'

const SAVE_AS_CSV = 'Open it in your spreadsheet program and save it as CSV, then bring in that file.'
/** How files begin that are taken for CSV (bytes as Latin-1), and what to do with them. */
const OTHERS: readonly [beginnings: string[], advice: string][] = [
  [['PK\u0003\u0004'], `This is an Excel or OpenDocument table (or another ZIP archive). ${SAVE_AS_CSV}`],
  [['\u00d0\u00cf\u0011\u00e0'], `This is an old Excel table. ${SAVE_AS_CSV}`],
  [['%pdf'], 'This is a PDF. Addresses come in as CSV.'],
  [['begin:vcard'], 'This is a vCard. Please export the contacts as CSV.'],
  [['<!doctype', '<html', '<?xml'], 'This is a web page or XML. Please export the contacts as CSV.'],
  [['\u0089png', '\u00ff\u00d8\u00ff', 'gif8', 'riff'], 'This is a picture. Addresses come in as CSV.'],
  [
    ['\u001f\u008b', 'bzh', '7z\u00bc\u00af', 'rar!'],
    'This is a packed archive. Unpack it and bring in the CSV file.',
  ],
]

/** Refuses with helpful words what is no text at all. */
export async function refuseOtherKinds(files: Files, hash: string): Promise<void> {
  const stream = await files.open(hash)
  let first: Buffer = Buffer.alloc(0)
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    first = chunk
    break
  }
  const text = first.subarray(0, 200).toString('latin1')
  const start = text
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase()
  const other = OTHERS.find(([beginnings]) => beginnings.some((b) => start.startsWith(b.toLowerCase())))
  if (other) throw new Problem('wrong-kind', 'import.not_csv', other[1])
  if (isBinary(first)) {
    throw new Problem('wrong-kind', 'import.not_csv', 'This is no text. Addresses come in as CSV.')
  }
}

/** Control characters that no table has; UTF-16 is known by its regular zeros. */
function isBinary(bytes: Buffer): boolean {
  let [odd, zeros] = [0, 0]
  for (const byte of bytes) {
    if (byte === 0) zeros++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27 && byte !== 26)) odd++
  }
  return odd > bytes.length / 100 || (zeros > 0 && zeros < bytes.length / 4)
}
