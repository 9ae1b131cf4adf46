import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import de from './texts/why.de.json' with { type: 'json' }
import en from './texts/why.en.json' with { type: 'json' }

test('every reason and every finding has its sentence in both languages', () => {
  const source = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
  const why = [...source('tax-case.ts').matchAll(/(?:because\(\s*|why: )'(\w+)'/g)].map(
    ([, key]) => `invoices.why.${key}`,
  )
  const found = [
    ...source('check-document.ts').matchAll(
      /'((?:no|line|firm|buyer|small|standard|rate|private|supply|export|tax|words|word|service|deducts)_\w+)'/g,
    ),
  ].map(([, key]) => `invoices.finding.${key}`)
  expect(why.length).toBeGreaterThan(10)
  expect(found.length).toBeGreaterThan(15)
  for (const words of [de, en]) expect([...why, ...found].filter((key) => !(key in words))).toEqual([])
  expect(Object.keys(de)).toEqual(Object.keys(en))
})
