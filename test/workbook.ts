import { zipOf } from './zip.ts'

/** A cell of a test: text, a number, or what only a workbook has. */
export type TestCell =
  | string
  | number
  | boolean
  | null
  | { v: number; format: string }
  | { formula: string; v: string }

/** A workbook (.xlsx) as Excel writes it: shared texts, formats by number, empty cells left out. */
export function workbookOf(sheets: Record<string, TestCell[][]>): Buffer {
  const texts: string[] = []
  const formats: string[] = []
  const number = (list: string[], text: string) => {
    if (!list.includes(text)) list.push(text)
    return list.indexOf(text)
  }
  const cell = (value: TestCell, ref: string): string => {
    if (value === null) return ''
    if (typeof value === 'string') return `<c r="${ref}" t="s"><v>${number(texts, value)}</v></c>`
    if (typeof value === 'boolean') return `<c r="${ref}" t="b"><v>${value ? 1 : 0}</v></c>`
    if (typeof value === 'number') return `<c r="${ref}"><v>${value}</v></c>`
    if ('formula' in value)
      return `<c r="${ref}" t="str"><f>${escape(value.formula)}</f><v>${escape(value.v)}</v></c>`
    return `<c r="${ref}" s="${number(formats, value.format) + 1}"><v>${value.v}</v></c>`
  }
  const names = Object.keys(sheets)
  const files: Record<string, string> = {}
  for (const [at, rows] of Object.values(sheets).entries()) {
    const lines = rows.map((row, r) => {
      const cells = row.map((value, c) => cell(value, `${column(c)}${r + 1}`)).join('')
      return cells ? `<row r="${r + 1}">${cells}</row>` : ''
    })
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${MAIN}"><dimension ref="A1:Z${rows.length}"/><sheetData>${lines.join('')}</sheetData></worksheet>`
  }
  const xf = formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')
  const formatLines = formats.map(
    (code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escape(code)}"/>`,
  )
  return zipOf({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets>${names
      .map((name, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formatLines.join('')}</numFmts><cellXfs><xf numFmtId="0"/>${xf}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${texts.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`,
    ...files,
  })
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function column(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : column(Math.floor(index / 26) - 1) + column(index % 26)
}
