import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether a program of the machine can be asked; tests that need one are skipped where it is missing. */
export const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined

/** What a program says of a PDF, its complaints too; the first `-` of its arguments is the file. */
export function ask(program: string, args: string[], pdf: Uint8Array): string {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-pdf-'))
  try {
    const file = join(folder, 'one.pdf')
    writeFileSync(file, pdf)
    const { stdout, stderr, error } = spawnSync(program, args.with(args.indexOf('-'), file), {
      maxBuffer: 64 * 1024 * 1024,
      encoding: 'utf8',
    })
    if (error) throw error
    return stdout + stderr
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export interface Word {
  page: number
  text: string
  /** Millimetres from the left and the upper edge. */
  left: number
  right: number
  top: number
  bottom: number
}

/** Every word of a PDF and where it stands, by `pdftotext -bbox`. */
export function wordsOf(pdf: Uint8Array): Word[] {
  const words: Word[] = []
  let page = 0
  for (const line of ask('pdftotext', ['-bbox', '-', '-'], pdf).split('\n')) {
    if (line.includes('<page ')) page++
    const found = /xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)<\/word>/.exec(
      line,
    )
    if (!found) continue
    const [left = 0, top = 0, right = 0, bottom = 0] = found.slice(1, 5).map((at) => (Number(at) * 25.4) / 72)
    words.push({ page, text: found[5] ?? '', left, right, top, bottom })
  }
  return words
}

/** The text of each page as it stands on it. */
export const pagesOf = (pdf: Uint8Array): string[] =>
  ask('pdftotext', ['-layout', '-', '-'], pdf).split('\f').slice(0, -1)
