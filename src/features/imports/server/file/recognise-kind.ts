import { Problem } from '#kernel/problem.ts'
import type { Files, StoredFile } from '#platform/files.ts'
import type { Format } from '../../import.ts'
import { isMsg } from '#connectors/groupware/files/outlook-msg/open-msg.ts'
import { cardOfMessage } from './card-of-message.ts'
import { openZip } from './open-zip.ts'
import { findEncoding } from './read-text.ts'
import { unpack } from './unpack.ts'

/** How files begin that are taken for a list of contacts (bytes as Latin-1), by what they are. */
const OTHERS: Record<string, readonly string[]> = {
  old_excel: ['\u00d0\u00cf\u0011\u00e0'],
  outlook_data: ['!bdn'],
  pdf: ['%pdf'],
  web_page: ['<!doctype', '<html', '<?xml'],
  picture: ['\u0089png', '\u00ff\u00d8\u00ff', 'gif8', 'riff'],
  archive: ['\u001f\u008b', 'bzh', '7z\u00bc\u00af', 'rar!'],
  calendar: ['begin:vcalendar'],
  rich_text: ['{\\rtf'],
}

const TABLES = 'Contacts come in as CSV, Excel (.xlsx), vCard (.vcf), or one of these in a ZIP archive.'
const ADVICE: Record<string, string> = {
  old_excel: `This is an Excel table of before 2007 (or another old Office file). Save it as .xlsx.`,
  outlook_data: 'This is an Outlook data file. Export the contacts as CSV in Outlook.',
  numbers: 'This is an Apple Numbers table. Export it as CSV or Excel.',
  open_document: 'This is an OpenDocument table. Save it as .xlsx or CSV.',
  binary_excel: 'This is a binary Excel table (.xlsb). Save it as .xlsx.',
  text_document: 'This is a text document. Save the table in it as CSV or Excel.',
  archive: 'This is a packed archive of another kind. Unpack it and bring in what is inside.',
  calendar: 'This is a calendar, not a list of contacts.',
}

/** Which of the three kinds a file is, and the file itself: out of its archive, if it came in one. */
export async function recogniseKind(
  files: Files,
  file: StoredFile,
  isUnpacked = false,
): Promise<{ file: StoredFile; format: Format }> {
  const first = await beginning(files, file.hash)
  if (first.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') {
    const zip = await openZip(files, file)
    const names = new Set(zip.entries.map(({ name }) => name.replace(/^\//, '')))
    if (names.has('xl/workbook.xml')) return { file, format: 'xlsx' }
    const other = packedKind(names)
    if (other) throw refusal(other)
    // An archive may hold itself: only one is opened.
    if (isUnpacked) throw refusal('archive')
    return recogniseKind(files, await unpack(files, file, zip), true)
  }
  const text = first.subarray(0, 400).toString('latin1')
  const start = text
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '')
    .replaceAll('\0', '')
    .trimStart()
    .toLowerCase()
  if (start.startsWith('begin:vcard')) return { file, format: 'vcard' }
  if (isMsg(first)) {
    const card = await cardOfMessage(files, file)
    if (card) return { file: card, format: 'vcard' }
  }
  const other = Object.keys(OTHERS).find((kind) =>
    OTHERS[kind]?.some((b) => start.startsWith(b.toLowerCase())),
  )
  if (other) throw refusal(other)
  if (isBinary(first)) throw refusal('no_table')
  return { file, format: 'csv' }
}

/** The encoding of text; a workbook brings its own. */
export async function encodingOf(files: Files, { hash, format }: { hash: string; format: Format }) {
  return format === 'xlsx' ? 'utf-8' : findEncoding(await files.open(hash))
}

function packedKind(names: Set<string>): string | undefined {
  if (names.has('xl/workbook.bin')) return 'binary_excel'
  if (names.has('content.xml')) return 'open_document'
  if (names.has('word/document.xml') || names.has('ppt/presentation.xml')) return 'text_document'
  return names.has('Index/Document.iwa') || names.has('Index.zip') ? 'numbers' : undefined
}

function refusal(kind: string): Problem {
  return new Problem('wrong-kind', `import.is_${kind}`, `${ADVICE[kind] ?? 'This is no table.'} ${TABLES}`)
}

async function beginning(files: Files, hash: string): Promise<Buffer> {
  for await (const chunk of (await files.open(hash)) as AsyncIterable<Buffer>) return chunk
  return Buffer.alloc(0)
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
