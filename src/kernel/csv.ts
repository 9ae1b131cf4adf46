export type Cell = string | number | boolean | null | undefined

export interface CsvStyle {
  /** Default `;`, which a German Excel expects. */
  delimiter?: string
  /** Puts a `'` before texts that a spreadsheet would run as a formula. Default true. */
  guard?: boolean
}

/** A CSV text as RFC 4180 has it, lines ended by CR LF; reading it with `unguard` gives the texts back. */
export function toCsv(rows: readonly (readonly Cell[])[], style: CsvStyle = {}): string {
  return rows.map((row) => csvLine(row, style)).join('')
}

/** One line of a CSV text with its line end, for writing a long one piece by piece. */
export function csvLine(
  row: readonly Cell[],
  { delimiter = ';', guard: guarded = true }: CsvStyle = {},
): string {
  const cells = row.map((cell) => {
    const text = typeof cell === 'string' && guarded ? guard(cell) : String(cell ?? '')
    const quoted = text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text)
    return quoted ? `"${text.replaceAll('"', '""')}"` : text
  })
  const line = cells.join(delimiter)
  return line === '' && row.length === 1 ? '""\r\n' : `${line}\r\n`
}

/** Makes a text harmless for spreadsheets; negative numbers are, `'=1+1` gets a second `'`. */
export function guard(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) && !/^-\d+([.,]\d+)?$/.test(text) ? `'${text}` : text
}

/** Takes back what `guard` did. */
export function unguard(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text
}
