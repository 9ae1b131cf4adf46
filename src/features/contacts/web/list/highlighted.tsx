import { highlight } from '#kernel/highlight.ts'
import { parseQuery, type Query } from '#kernel/search.ts'

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

/** What was searched for, read once for all rows. */
export function readSearch(q: string): Query {
  return parseQuery(q, Object.keys(fields)).map((term) =>
    term.field === undefined ? term : { ...term, field: fields[term.field] ?? term.field },
  )
}

/** A text with what the search found in it marked. */
export function Highlighted({ text, query, field }: { text: string; query: Query; field: string }) {
  if (!query.length) return text
  return highlight(text, query, field).map((part, index) =>
    part.hit ? <mark key={index}>{part.text}</mark> : part.text,
  )
}
