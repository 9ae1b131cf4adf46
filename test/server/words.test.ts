import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

/** Which words are at hand where: the first ones everywhere, the others as soon as such a screen opens. */
const places: [place: RegExp, areas: string[]][] = [
  [
    /\/web\/(firm-|groupware-|dav-)?sections?\.ts$|(customfields|labels|notifications|setup|users|workdays)\/web\/pages\.ts$/,
    ['settings'],
  ],
  [/\/web\/pages\.ts$/, []],
  [/^src\/app\/web\/door\/setup/, ['door', 'settings']],
  [/^src\/app\/web\/door\//, ['door']],
  [/^src\/features\/runs\/web\/follow-run\.ts$/, []],
  [/^src\/app\/web\/opportunity-page\.tsx$/, ['opportunities', 'contact']],
  [/^src\/app\/web\/contact-page\.tsx$/, ['contact']],
  [/^src\/features\/contacts\/web\/(form\/|page\/|bulk\/|list\/contact-peek)/, ['contact']],
  [/^src\/features\/history\/web\//, ['contact']],
  [/^src\/features\/duplicates\/web\/weight/, ['settings']],
  [/^src\/features\/duplicates\/web\//, ['contact']],
  [/^src\/features\/calendar\/web\/feeds\//, ['settings']],
  [/^src\/features\/calendar\/web\/offline\//, ['calendar', 'visits']],
  // The names of its commands look like words of visits.
  [/^src\/ui\/offline\/outbox/, ['visits']],
  [/^src\/features\/calendar\/web\//, ['calendar']],
  [/^src\/features\/imports\/web\//, ['imports']],
  [/^src\/features\/(money\/web\/|items\/web\/taxe?s?-(page|sheet|api))/, ['settings']],
  [/^src\/features\/items\/web\//, ['items']],
  [/^src\/features\/(invoices|payments)\/web\/settings\//, ['settings']],
  [/^src\/features\/(invoices|payments)\/web\//, ['invoices']],
  [/^src\/app\/web\/invoice-page\.tsx$/, ['invoices']],
  [/^src\/features\/bookkeeping\/web\/settings\//, ['invoices', 'settings']],
  [/^src\/features\/bookkeeping\/web\//, ['invoices']],
  [/^src\/features\/quality\/web\//, ['quality']],
  [/^src\/features\/sync\/web\//, ['sync']],
  [/^src\/features\/takeover\/web\/people\//, ['takeover', 'settings', 'contact']],
  [/^src\/ui\/wizard\//, ['takeover']],
  [/^src\/features\/takeover\/web\//, ['takeover', 'settings']],
  [/^src\/features\/visits\/web\//, ['visits']],
  [/^src\/features\/tasks\/web\//, ['tasks']],
  [/^src\/features\/opportunities\/web\/settings\//, ['opportunities', 'settings']],
  [/^src\/features\/opportunities\/web\//, ['opportunities']],
  [/^src\/app\/web\/project-page\.tsx$/, ['projects', 'contact']],
  [/^src\/features\/mails\/web\/settings\//, ['settings']],
  [/^src\/features\/mails\/web\//, ['mails']],
  [/^src\/features\/projects\/web\//, ['projects']],
  [/^src\/app\/web\/event-page\.tsx$/, ['events', 'contact']],
  [/^src\/features\/events\/web\//, ['events']],
  [/^src\/features\/routes\/web\/map-(section|page)/, ['settings']],
  [/^src\/features\/routes\/web\//, ['routes']],
  [
    /^src\/features\/(settings|users|groupware|dav|notifications|labels|customfields|administration|runs|exports|setup|workdays)\/web\//,
    ['settings'],
  ],
  [/^src\/(ui|app\/web|features\/[^/]+\/web)\//, []],
]

const literals = /(?:t\(|text: |title: )'(\w+)'|'([a-z][\w-]*\.[\w.-]*)'|`([a-z][\w.-]*\.\$\{[^`]*)`/g

test('no screen says words that are not there when it opens', async () => {
  const areasOf = new Map<string, string[]>()
  for (const file of globSync('src/app/web/texts/*.de.ts')) {
    const parts: Record<string, object> = await import(join(process.cwd(), file))
    for (const [area, words] of Object.entries(parts))
      for (const key of Object.keys(words)) areasOf.set(key, [...(areasOf.get(key) ?? []), area])
  }
  const strangers = globSync('src/{ui,app/web,features/*/web}/**/*.{ts,tsx}').flatMap((file) => {
    const known = new Set(['first', ...(places.find(([place]) => place.test(file))?.[1] ?? [])])
    const here = (key: string) => (areasOf.get(key) ?? []).some((area) => known.has(area))
    const said = [...readFileSync(file, 'utf8').matchAll(literals)]
    const plain = said.flatMap(([, word, key = word ?? '']) => (areasOf.has(key) ? [key] : []))
    // Of words put together (`labels.${list}`) at least one must be known.
    const composed = said.flatMap(([, , , key]) => (key ? [key] : []))
    const fits = (key: string) => {
      const shape = key.split(/\$\{[^}]*\}/).map((part) => part.replaceAll('.', '\\.'))
      return [...areasOf.keys()].filter((one) => new RegExp(`^${shape.join('.+')}$`).test(one))
    }
    return [
      ...plain.filter((key) => !here(key)),
      ...composed.filter((key) => fits(key).length > 0 && !fits(key).some(here)),
    ].map((key) => `${file}: ${key}`)
  })
  expect([...new Set(strangers)]).toEqual([])
})

test('no text is written twice in one file, where the later one would hide the earlier', () => {
  const twice = globSync('src/**/texts/*.json').flatMap((file) => {
    const keys = [...readFileSync(file, 'utf8').matchAll(/^ {2}"([^"]+)":/gm)].map(([, key]) => key)
    return keys.filter((key, at) => keys.indexOf(key) !== at).map((key) => `${file}: ${key}`)
  })
  expect(twice).toEqual([])
})
