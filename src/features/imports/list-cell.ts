/** Google Contacts writes several values into one cell with this between them. */
const TRIPLE = ' ::: '

/** Several values in one cell; one that has a separator in it stands in quotes, as in CSV itself. */
export function joinList(values: readonly string[], separator = '; '): string {
  return values
    .map((value) => (/[;,"]|:::/.test(value) ? `"${value.replaceAll('"', '""')}"` : value))
    .join(separator)
}

/**
 * The values of a cell: between ` ::: `, else between `;` or `,` when `loose` (tags, e-mail addresses: what has
 * neither inside).
 */
export function splitList(cell: string, loose: boolean): string[] {
  const separator = cell.includes(TRIPLE) || !loose ? /\s*:::\s*/y : /\s*[;,]\s*/y
  const values: string[] = []
  let value = ''
  for (let at = 0; at <= cell.length;) {
    const quoted = value.trim() === '' ? quotedAt(cell, at, separator) : undefined
    separator.lastIndex = at
    const found = quoted ? null : separator.exec(cell)
    if (quoted) {
      value = quoted.value
      at = quoted.end
    } else if (found || at === cell.length) {
      if (value.trim()) values.push(value.trim())
      value = ''
      at += found ? found[0].length : 1
    } else {
      value += cell.charAt(at++)
    }
  }
  return values
}

/** A value in quotes that begins here and is followed by a separator or the end. */
function quotedAt(cell: string, at: number, separator: RegExp): { value: string; end: number } | undefined {
  const found = /"((?:[^"]|"")*)"/y
  found.lastIndex = at
  const [whole, inner = ''] = found.exec(cell) ?? []
  if (whole === undefined) return undefined
  const end = at + whole.length
  separator.lastIndex = end
  if (end < cell.length && !separator.test(cell)) return undefined
  return { value: inner.replaceAll('""', '"'), end }
}
