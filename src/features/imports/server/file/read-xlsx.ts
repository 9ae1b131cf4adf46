import { SaxesParser } from 'saxes'
import { Problem } from '#kernel/problem.ts'
import type { DecimalSign } from '#kernel/written-value.ts'
import { lookOf, showNumber } from '../../xlsx-cell.ts'
import type { NumberLook } from '../../xlsx-cell.ts'
import type { Zip, ZipEntry } from './open-zip.ts'
import type { FileRecord } from './read-records.ts'

/** The texts of a workbook are kept in memory while its rows are read; this is what they may take. */
const MOST_CHARACTERS = 150_000_000
const WIDEST = 2000

export interface Workbook {
  sheets: { name: string; entry: ZipEntry; hidden: boolean }[]
  /** The rows of a sheet, one after the other; empty ones are left out, numbers count as shown. */
  rows(sheet: string, decimal: DecimalSign): AsyncGenerator<FileRecord>
  /** The last row of a sheet as the workbook says, if it does. */
  lastRow(sheet: string): Promise<number | undefined>
}

/** A workbook as ECMA-376 describes it, read as a stream: only its texts and formats stay in memory. */
export async function openWorkbook({ entries }: Zip): Promise<Workbook> {
  const byName = new Map(entries.map((entry) => [entry.name.replace(/^\//, '').toLowerCase(), entry]))
  const relations = await readRelations(byName.get('xl/_rels/workbook.xml.rels'))
  const { sheets, from1904 } = await readWorkbook(byName.get('xl/workbook.xml'))
  const found = sheets.flatMap(({ name, id, hidden }) => {
    const entry = byName.get(relations.get(id) ?? '')
    return entry ? [{ name, entry, hidden }] : []
  })
  return {
    sheets: found,
    async *rows(sheet, decimal) {
      const entry = (found.find(({ name }) => name === sheet) ?? found[0])?.entry
      if (!entry) return
      const texts = await readTexts(byName.get('xl/sharedstrings.xml'))
      const looks = await readLooks(byName.get('xl/styles.xml'))
      const show = (value: number, style: number) =>
        showNumber(value, looks[style] ?? { as: 'plain' }, { decimal, from1904 })
      yield* readSheet(entry, { texts, show })
    },
    async lastRow(sheet) {
      const entry = found.find(({ name }) => name === sheet)?.entry
      return entry ? readLastRow(entry) : undefined
    },
  }
}

interface Tag {
  name: string
  attributes: Record<string, string>
}
interface Handler {
  open?: (tag: Tag) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** Walks an XML file; `between` is called after each piece, for what it has made. */
async function* walk<T>(entry: ZipEntry, handler: Handler, between: () => T[]): AsyncGenerator<T> {
  const parser = new SaxesParser({ xmlns: false })
  const local = (name: string) => name.slice(name.indexOf(':') + 1)
  parser.on('opentag', ({ name, attributes }) => handler.open?.({ name: local(name), attributes }))
  parser.on('closetag', ({ name }) => handler.close?.(local(name)))
  parser.on('text', (text) => handler.text?.(text))
  parser.on('error', () => {
    throw broken()
  })
  const decoder = new TextDecoder()
  const stream = await entry.open()
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      parser.write(decoder.decode(chunk, { stream: true }))
      yield* between()
    }
    parser.close()
  } catch (error) {
    throw error instanceof Problem ? error : broken()
  } finally {
    stream.destroy()
  }
}

async function readAll(entry: ZipEntry | undefined, handler: Handler): Promise<void> {
  if (!entry) return
  const pieces = walk(entry, handler, () => [])
  while (!(await pieces.next()).done);
}

function broken(): Problem {
  return new Problem('invalid', 'import.unreadable', 'This workbook is damaged.')
}

async function readRelations(entry: ZipEntry | undefined): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await readAll(entry, {
    open({ name, attributes: { Id = '', Target = '' } }) {
      if (name !== 'Relationship') return
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      targets.set(Id, path.toLowerCase())
    },
  })
  return targets
}

async function readWorkbook(entry: ZipEntry | undefined) {
  const sheets: { name: string; id: string; hidden: boolean }[] = []
  let from1904 = false
  await readAll(entry, {
    open({ name, attributes }) {
      if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attributes['date1904'] ?? '')
      if (name !== 'sheet') return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? ''
      const hidden = /hidden/i.test(attributes['state'] ?? '')
      sheets.push({ name: attributes['name'] ?? '', id, hidden })
    },
  })
  return { sheets, from1904 }
}

/** The texts cells point to. A text may have parts of several fonts; how it is pronounced is left out. */
async function readTexts(entry: ZipEntry | undefined): Promise<string[]> {
  const texts: string[] = []
  let [text, characters] = ['', 0]
  let [inText, inSound] = [false, false]
  await readAll(entry, {
    open({ name }) {
      if (name === 'rPh') inSound = true
      else if (name === 't') inText = true
    },
    text(more) {
      if (inText && !inSound) text += more
    },
    close(name) {
      if (name === 't') inText = false
      else if (name === 'rPh') inSound = false
      if (name !== 'si') return
      characters += text.length
      if (characters > MOST_CHARACTERS) throw new Problem('too-large', 'file.too_large', 'Too much text.')
      texts.push(unescaped(text))
      text = ''
    },
  })
  return texts
}

async function readLooks(entry: ZipEntry | undefined): Promise<NumberLook[]> {
  const codes = new Map<number, string>()
  const looks: NumberLook[] = []
  let inCells = false
  await readAll(entry, {
    open({ name, attributes: { numFmtId, formatCode } }) {
      if (name === 'cellXfs') inCells = true
      else if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '')
      else if (name === 'xf' && inCells)
        looks.push(lookOf(Number(numFmtId ?? 0), codes.get(Number(numFmtId))))
    },
    close(name) {
      if (name === 'cellXfs') inCells = false
    },
  })
  return looks
}

/** `<dimension ref="A1:H20001"/>` stands before the rows. */
async function readLastRow(entry: ZipEntry): Promise<number | undefined> {
  let said: number | undefined
  const handler: Handler = {
    open({ name, attributes }) {
      if (name === 'dimension') said = Number(/(\d+)$/.exec(attributes['ref'] ?? '')?.[1])
    },
  }
  for await (const _ of walk(entry, handler, () => [true])) break
  return said
}

interface Known {
  texts: readonly string[]
  show: (value: number, style: number) => string
}

async function* readSheet(entry: ZipEntry, known: Known): AsyncGenerator<FileRecord> {
  let made: FileRecord[] = []
  let [number, column] = [0, 0]
  let cells: string[] = []
  let cell: Cell = { type: 'n', style: 0, value: '' }
  let reading = false
  yield* walk(
    entry,
    {
      open({ name, attributes }) {
        if (name === 'row') {
          number = Number(attributes['r'] ?? number + 1)
          column = 0
        } else if (name === 'c') {
          column = columnOf(attributes['r']) ?? column + 1
          cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), value: '' }
        } else if (name === 'v' || name === 't') reading = true
        else if (name === 'rPh') cell.type = 'sound'
      },
      text(text) {
        if (reading) cell.value += text
      },
      close(name) {
        if (name === 'v' || name === 't') reading = false
        else if (name === 'c' && column <= WIDEST) {
          const text = cell.value === '' ? '' : showCell(cell, known)
          if (text !== '') {
            while (cells.length < column - 1) cells.push('')
            cells[column - 1] = text
          }
        } else if (name === 'row') {
          if (cells.some((text) => text.trim() !== '')) made.push({ number, cells })
          cells = []
        }
      },
    },
    () => {
      const rows = made
      made = []
      return rows
    },
  )
}

interface Cell {
  type: string
  style: number
  value: string
}

/** What the cell shows; of a formula that is its result, of an error nothing. */
function showCell({ type, style, value }: Cell, { texts, show }: Known): string {
  switch (type) {
    case 's':
      return texts[Number(value)] ?? ''
    case 'n':
      return Number.isFinite(Number(value)) ? show(Number(value), style) : value
    case 'b':
      return value === '1' ? 'true' : 'false'
    case 'd':
      return value.replace(/T00:00:00.*$/, '')
    case 'e':
      return ''
    default:
      return unescaped(value)
  }
}

/** `BC12` is column 55. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]+/.exec(reference ?? '')?.[0]
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)
}

/** Characters that XML cannot hold stand as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text.replaceAll('\0', '')
  const plain = text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return plain.replaceAll('\0', '').replaceAll('\r\n', '\n')
}
