import { csvLine } from '#kernel/csv.ts'
import type { Cell } from '#kernel/csv.ts'
import { document, group, leaf } from '#kernel/xml.ts'
import type { Written } from '#kernel/xml.ts'

export interface GobdColumn {
  name: string
  type: 'text' | 'number' | 'date'
  /** Of a number: digits behind the comma, two when not said. */
  places?: number
}

export interface GobdTable {
  file: string
  name: string
  description: string
  columns: GobdColumn[]
  /** The first column names the row. */
  rows: Cell[][]
}

/** A table as CSV, without a heading: index.xml names its columns. */
export const tableText = ({ rows }: GobdTable): string =>
  rows.map((row) => csvLine(row, { guard: false })).join('')

/** What the tables hold (Beschreibungsstandard für die Datenträgerüberlassung, gdpdu-01-09-2004.dtd). */
export function indexXml(
  tables: readonly GobdTable[],
  { firm, city }: { firm: string; city: string },
): string {
  const root = group('DataSet', [
    leaf('Version', '1.0'),
    group('DataSupplier', [
      leaf('Name', firm || 'Kontor'),
      leaf('Location', city || '-'),
      leaf('Comment', 'Kontor'),
    ]),
    group('Media', [leaf('Name', 'Kontor'), ...tables.map(tableElement)]),
  ])
  const xml = root ? document(root) : ''
  return xml.replace('?>\n', '?>\n<!DOCTYPE DataSet SYSTEM "gdpdu-01-09-2004.dtd">\n')
}

function tableElement({ file, name, description, columns }: GobdTable): Written | undefined {
  return group('Table', [
    leaf('URL', file),
    leaf('Name', name),
    leaf('Description', description),
    { name: 'UTF8', attributes: [], content: '' },
    leaf('DecimalSymbol', ','),
    leaf('DigitGroupingSymbol', '.'),
    group('VariableLength', [
      leaf('ColumnDelimiter', ';'),
      leaf('RecordDelimiter', '\r\n'),
      leaf('TextEncapsulator', '"'),
      ...columns.map((column, at) =>
        group(at === 0 ? 'VariablePrimaryKey' : 'VariableColumn', [
          leaf('Name', column.name),
          typeElement(column),
        ]),
      ),
    ]),
  ])
}

function typeElement({ type, places = 2 }: GobdColumn): Written | undefined {
  if (type === 'number') return group('Numeric', [leaf('Accuracy', String(places))])
  if (type === 'date') return group('Date', [leaf('Format', 'YYYY-MM-DD')])
  return { name: 'AlphaNumeric', attributes: [], content: '' }
}
