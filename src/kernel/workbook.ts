/** What a cell of a workbook holds: a text stays a text, whatever it looks like. */
export type SheetCell = string | number | null | { day: string } | { moment: string }

/** So many rows a sheet has (ECMA-376, as Excel reads it), and so many characters a cell. */
export const SHEET_ROWS = 1_048_576
export const CELL_LENGTH = 32_767

const HEADING = 1
const TEXT = 2
const DAY = 3
const MOMENT = 4

/** The beginning of a sheet, with its headings: bold, and still there when one scrolls. Widths are in characters. */
export function sheetHead(headings: readonly string[], widths: readonly number[]): string {
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${columns.join('')}</cols><sheetData>` +
    `<row r="1">${headings.map((text, at) => textCell(text, `${columnName(at)}1`, HEADING)).join('')}</row>`
  )
}

/** A row of a sheet; empty cells are left out. */
export function sheetRow(number: number, cells: readonly SheetCell[]): string {
  return `<row r="${number}">${cells.map((cell, at) => writeCell(cell, columnName(at) + number)).join('')}</row>`
}

/** The end of a sheet of so many rows and columns, with a filter in each heading. */
export function sheetEnd(rows: number, columns: number): string {
  return `</sheetData><autoFilter ref="A1:${columnName(Math.max(columns, 1) - 1)}${rows}"/></worksheet>`
}

export function sheetPath(at: number): string {
  return `xl/worksheets/sheet${at + 1}.xml`
}

/** The parts of a workbook besides its sheets. */
export function workbookParts(sheets: readonly string[]): Record<string, string> {
  const each = (write: (at: number, name: string) => string) =>
    sheets.map((name, at) => write(at, escape(name))).join('')
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return {
    '[Content_Types].xml':
      `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/>` +
      `${each((at) => `<Override PartName="/${sheetPath(at)}" ContentType="${type}.worksheet+xml"/>`)}</Types>`,
    '_rels/.rels':
      `${XML}<Relationships xmlns="${PACKAGE}">` +
      `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `${each((at, name) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `${XML}<Relationships xmlns="${PACKAGE}">` +
      each(
        (at) =>
          `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
      ) +
      `<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': STYLES,
  }
}

/** The formats 14 and 22 are the short day and moment of whoever opens the file; 49 is text. */
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const STYLES =
  `${XML}<styleSheet xmlns="${MAIN}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="5">' +
  [
    [0, 0],
    [0, 1],
    [49, 0],
    [14, 0],
    [22, 0],
  ]
    .map(
      ([format, font]) =>
        `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
    )
    .join('') +
  '</cellXfs></styleSheet>'

function writeCell(cell: SheetCell, place: string): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'string') return textCell(cell, place, TEXT)
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  const isDay = 'day' in cell
  const serial = isDay ? dayNumber(cell.day) : momentNumber(cell.moment)
  // Excel takes 1900 for a leap year and knows nothing before it.
  if (serial === undefined || serial < 61) return textCell(isDay ? cell.day : cell.moment, place, TEXT)
  return `<c r="${place}" s="${isDay ? DAY : MOMENT}"><v>${serial}</v></c>`
}

function textCell(text: string, place: string, style: number): string {
  const kept = text.length > CELL_LENGTH ? `${text.slice(0, CELL_LENGTH - 2).toWellFormed()} …` : text
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escape(kept)}</t></is></c>`
}

const EPOCH = Temporal.PlainDate.from('1899-12-30')

function dayNumber(day: string): number | undefined {
  return /^\d{4}-\d\d-\d\d$/.test(day) ? EPOCH.until(day, { largestUnit: 'days' }).days : undefined
}

/** Workbooks know no zones: the clock of the German office, to the second. */
function momentNumber(moment: string): number {
  const clock = Temporal.Instant.from(moment).toZonedDateTimeISO('Europe/Berlin').toPlainDateTime()
  const { hour, minute, second } = clock
  const days = EPOCH.until(clock.toPlainDate(), { largestUnit: 'days' }).days
  return days + (hour * 3600 + minute * 60 + second) / 86_400
}

function columnName(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26))
  return at < 26 ? letter : columnName(Math.floor(at / 26) - 1) + letter
}

/** What XML cannot hold stands as `_x000B_`, and what looks like that is marked (ECMA-376 part 1, 22.9.2.19). */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll(UNFIT, (letter) => `_x${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

// oxlint-disable-next-line no-control-regex -- exactly these
const UNFIT = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g
