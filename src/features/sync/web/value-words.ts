import { text } from '#ui/texts.ts'

/** A value of an item as people read it; lists line by line, what is empty said as such. */
export function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return text('sync.empty')
  if (typeof value === 'boolean') return text(value ? 'yes' : 'no')
  if (Array.isArray(value)) return value.length === 0 ? text('sync.empty') : value.map(valueWords).join('\n')
  if (typeof value === 'object') {
    const said = Object.entries(value).filter(([key, part]) => part && key !== 'category' && key !== 'mark')
    const words = said.map(([, part]) => valueWords(part))
    return words.length === 0 ? text('sync.empty') : words.join(', ')
  }
  return (typeof value === 'string' ? value : JSON.stringify(value)).replace(
    /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/,
    '$1 $2',
  )
}
