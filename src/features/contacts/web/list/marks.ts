import { highlight, type Segment } from '#kernel/highlight.ts'
import { parseQuery } from '#kernel/search.ts'

/** The words before a colon that narrow a search, in both languages, with the field they mean. */
const fields: Record<string, string> = {
  name: 'name',
  company: 'company',
  firma: 'company',
  unternehmen: 'company',
  position: 'position',
  email: 'email',
  mail: 'email',
  'e-mail': 'email',
  phone: 'phone',
  telefon: 'phone',
  tel: 'phone',
  city: 'city',
  ort: 'city',
  plz: 'city',
  address: 'city',
  adresse: 'city',
  web: 'web',
  text: 'text',
  beschreibung: 'text',
  custom: 'custom',
  zusatz: 'custom',
}

/** Cuts a text of a field into what the search found in it and what lies between. */
export type Mark = (text: string, field: string) => Segment[]

/** Marks what this search finds. */
export function markFor(q: string): Mark {
  const query = parseQuery(q, Object.keys(fields)).map((term) =>
    term.field === undefined ? term : { ...term, field: fields[term.field] ?? term.field },
  )
  return (text, field) => highlight(text, query, field)
}
