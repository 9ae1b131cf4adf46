import type { Draft, Reading } from './read-row.ts'

/** The columns an error is about, as far as its path and the texts of the row tell; none when it is about the row. */
export function blame(
  path: string,
  { draft, cells }: { draft: Pick<Draft, 'details'>; cells: readonly string[] },
  columns: Reading['columns'],
): number[] {
  const of = (test: (column: Reading['columns'][number]) => boolean) =>
    columns.filter(test).map(({ index }) => index)
  const [head = '', rest = ''] = path.split('.')
  if (columns.some(({ target }) => target.to === 'card')) return columns.map(({ index }) => index)
  if (head === 'custom') return of(({ target }) => target.to === 'custom' && target.key === rest)
  if (head === 'details') {
    const detail = draft.details[Number(rest)]
    if (!detail) return []
    if (detail.kind === 'address') return of(({ target }) => target.to === 'address')
    const { kind, value } = detail
    const same = of(({ target }) => target.to === 'detail' && target.kind === kind)
    const exact = same.filter((index) => cells[index]?.includes(value))
    return exact.length > 0 ? exact : same
  }
  const fields = FIELDS_OF[head] ?? [head]
  return of(({ target }) => target.to === 'field' && fields.includes(target.field))
}

/** Names under which a field of a contact stands in a file. */
const FIELDS_OF: Record<string, readonly string[]> = {
  firstName: ['firstName', 'middleName', 'fullName'],
  lastName: ['lastName', 'fullName'],
  companyName: ['companyName', 'fullName'],
  salutation: ['salutation', 'gender'],
  title: ['title', 'salutation'],
  description: ['description', 'note'],
  typeId: ['type'],
  temperatureId: ['temperature'],
}
