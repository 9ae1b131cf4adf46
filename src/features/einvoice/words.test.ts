import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { VALID } from '../../../test/einvoice/valid-invoice.ts'
import { mutationsOf } from '../../../test/einvoice/mutations.ts'
import { checkInvoice } from './check/check-invoice.ts'
import { RULE_SETS } from './check/rule-sets.ts'
import { FINDING_CLASSES } from './finding.ts'

const words = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(import.meta.dirname, `texts/${language}.json`), 'utf8'))
const rules = RULE_SETS.flatMap((set) => set.rules)

describe.each(['de', 'en'])('in %s', (language) => {
  const known = words(language)

  test('every rule, term and class has its words', () => {
    const wanted = [
      ...rules.flatMap(({ says, term }) => [says, `einvoice.term.${term}`]),
      ...FINDING_CLASSES.map((name) => `einvoice.class.${name}`),
    ]
    expect([...new Set(wanted)].filter((key) => !(key in known))).toEqual([])
  })

  test('a message asks for no value that its finding lacks', () => {
    const lacking = new Set<string>()
    for (const invoice of Object.values(VALID).slice(0, 4)) {
      for (const { spoil } of mutationsOf(invoice)) {
        const copy = structuredClone(invoice)
        spoil(copy)
        for (const { message, values, rule } of checkInvoice(copy)) {
          const asked = [...(known[message] ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
          for (const name of asked) if (name !== 'term' && !(name in values)) lacking.add(`${rule}: ${name}`)
        }
      }
    }
    expect([...lacking]).toEqual([])
  })
})

test('both languages say the same things', () => {
  expect(Object.keys(words('en'))).toEqual(Object.keys(words('de')))
})

test('findings are told apart as the tax office does', () => {
  const [invoice] = Object.values(VALID)
  if (!invoice) throw new Error('no invoice')
  const { vatId: _vatId, taxNumber: _taxNumber, ...seller } = invoice.seller
  const found = checkInvoice({ ...invoice, seller })
  expect(found.filter(({ class: kind }) => kind === 'content').map(({ rule }) => rule)).toEqual([
    'USTG-14-4-2',
  ])
  expect(found.find(({ rule }) => rule === 'BR-S-02')).toMatchObject({ class: 'businessRule', lawful: true })
  const { contact: _contact, ...silent } = invoice.seller
  expect(checkInvoice({ ...invoice, seller: silent })).toMatchObject([
    { rule: 'BR-DE-2', class: 'businessRule', lawful: false, flag: 'fatal' },
  ])
})
