import { readFileSync, globSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FEATURES } from '../src/app/features.ts'

// The rules of the house, read from the imports themselves. See STYLE.md.

const files = globSync('{src,test,bench}/**/*.{ts,tsx}').map((file) => file.replaceAll('\\', '/'))
const sources = files.filter((file) => file.startsWith('src/') && !file.endsWith('.gen.ts'))
const sheets = globSync('src/**/*.css').map((file) => file.replaceAll('\\', '/'))
const lines = (file: string) => readFileSync(file, 'utf8').split('\n')

interface Import {
  file: string
  target: string
}

const imports: Import[] = sources.flatMap((file) => {
  const text = readFileSync(file, 'utf8')
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'(#[^']+|\.[^']+)'/g)].map(
    (match) => match[1] ?? '',
  )
  return found.map((target) => ({
    file,
    target: target.startsWith('#') ? `src/${target.slice(1)}` : normalize(join(dirname(file), target)),
  }))
})

const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const floor = (file: string) => /^src\/(\w+)/.exec(file)?.[1] ?? ''
const featureOf = (file: string) => /^src\/features\/([^/]+)\//.exec(file)?.[1]
const roomOf = (file: string) => /^src\/features\/[^/]+\/(server|web|texts)\//.exec(file)?.[1] ?? 'rules'

const broken = (rule: (i: Import) => boolean) =>
  imports.filter((i) => !isTest(i.file) && rule(i)).map((i) => `${i.file} → ${i.target}`)

describe('imports run one way', () => {
  const mayUse: Record<string, string[]> = {
    kernel: ['kernel'],
    platform: ['platform', 'kernel'],
    connectors: ['connectors', 'platform', 'kernel'],
    ui: ['ui', 'kernel'],
    features: ['features', 'ui', 'connectors', 'platform', 'kernel'],
    app: ['app', 'features', 'ui', 'connectors', 'platform', 'kernel'],
  }
  test('between the floors', () => {
    expect(broken((i) => !mayUse[floor(i.file)]?.includes(floor(i.target)))).toEqual([])
  })

  test('between features, in the order of src/app/features.ts', () => {
    const place = (feature: string) => (FEATURES as readonly string[]).indexOf(feature)
    const upward = ({ file, target }: Import) => {
      const [from, to] = [featureOf(file), featureOf(target)]
      return from !== undefined && to !== undefined && place(to) > place(from)
    }
    expect(broken(upward)).toEqual([])
    const folders = new Set(sources.map(featureOf).filter((feature) => feature !== undefined))
    expect([...folders].filter((feature) => place(feature) < 0)).toEqual([])
  })

  test('between rules, server and web', () => {
    const wrong = ({ file, target }: Import) => {
      if (!featureOf(file)) return false
      const room = roomOf(file)
      if (room === 'rules')
        return floor(target) !== 'kernel' && roomOf(target) !== 'rules' && roomOf(target) !== 'texts'
      if (room === 'web')
        return floor(target) === 'platform' || floor(target) === 'connectors' || roomOf(target) === 'server'
      return floor(target) === 'ui' || roomOf(target) === 'web'
    }
    expect(broken(wrong)).toEqual([])
  })

  test('rules and kernel touch neither disk nor network nor clock', () => {
    const pure = sources.filter(
      (file) => !isTest(file) && (floor(file) === 'kernel' || (featureOf(file) && roomOf(file) === 'rules')),
    )
    const impure = pure.filter((file) =>
      /from '(node:|pg|kysely|fastify)|\bfetch\(|Date\.now\(|new Date\(\)/.test(readFileSync(file, 'utf8')),
    )
    expect(impure).toEqual([])
  })
})

describe('everything keeps its size and its name', () => {
  test('no file is longer than 400 lines', () => {
    const written = [...files, ...sheets].filter((file) => !file.endsWith('.gen.ts'))
    expect(written.filter((file) => lines(file).length > 400)).toEqual([])
  })

  test('the ground for record kinds stays small', () => {
    expect(
      sources.filter((file) => /platform\/(list|route|access)\.ts$/.test(file) && lines(file).length > 300),
    ).toEqual([])
  })

  test('no drawers', () => {
    const drawer = /\/(utils?|misc|helpers?|common|types)(\/|\.ts)/
    expect(files.filter((file) => drawer.test(file))).toEqual([])
  })

  test('files are kebab-case', () => {
    const odd = (file: string) =>
      !/^[a-z0-9-]+(\.(test|config|d|de|en))?\.tsx?$/.test(file.split('/').at(-1) ?? '')
    expect(files.filter(odd)).toEqual([])
  })

  test('no barrels', () => {
    const isBarrel = (file: string) => {
      const code = lines(file).filter((line) => line.trim() && !line.trim().startsWith('//'))
      return code.length > 1 && code.every((line) => /^export .* from /.test(line))
    }
    expect(sources.filter((file) => /(^|\/)index\.tsx?$/.test(file) || isBarrel(file))).toEqual([])
  })
})

test('a class is styled in one file: how it looks does not hang on what was opened before', () => {
  const styles = new Map<string, Set<string>>()
  for (const file of sheets) {
    const text = readFileSync(file, 'utf8').replaceAll(/\/\*[^]*?\*\//g, '')
    const alone = [...text.matchAll(/([^{}]+)\{/g)].flatMap(([, heads = '']) => heads.split(','))
    for (const head of alone.map((one) => one.trim()).filter((one) => /^\.[a-z-]+$/.test(one)))
      styles.set(head, (styles.get(head) ?? new Set()).add(file))
  }
  expect([...styles].filter(([, where]) => where.size > 1)).toEqual([])
})

test('migrations are numbered without gaps', () => {
  const numbers = globSync('migrations/*.sql')
    .map((file) => Number(/(\d{4})_/.exec(file)?.[1]))
    .sort((a, b) => a - b)
  expect(numbers).toEqual(numbers.map((_, index) => index + 1))
})

describe('a red run is never chance', () => {
  const telling = (pattern: RegExp) => (file: string) => pattern.test(readFileSync(file, 'utf8'))

  test('what is random begins at the one seed', () => {
    const own = files.filter((file) => isTest(file) || file.startsWith('test/'))
    const drawn = own.filter(telling(/from 'fast-check'|Date\.now\(\) %/))
    expect(drawn.sort()).toEqual(['test/house.test.ts', 'test/properties.ts', 'test/seed.ts'])
  })

  test('what test files import sets up nothing by itself: it is imported once for many of them', () => {
    const shared = files.filter((file) => /^test\/(?!journeys\/)/.test(file) && !isTest(file))
    expect(shared.filter(telling(/^(before|after)(All|Each)\(/m))).toEqual([])
  })
})

test('a part of a screen that cannot be fetched waits for the server: all come by the one `lazy`', () => {
  const own = sources.filter((file) => /\blazy\b[^}]*\} from 'react'/.test(readFileSync(file, 'utf8')))
  expect(own).toEqual(['src/ui/lazy.ts'])
})

test('every value a style is drawn from is said somewhere', () => {
  const texts = [...sheets, ...sources.filter((file) => !isTest(file))].map((file) =>
    readFileSync(file, 'utf8'),
  )
  const said = new Set(
    texts.flatMap((text) => [...text.matchAll(/(--[\w-]+)['"]?\]?:/g)].map(([, name]) => name)),
  )
  const used = texts.flatMap((text) => [...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name))
  expect([...new Set(used)].filter((name) => !name?.startsWith('--mantine-') && !said.has(name))).toEqual([])
})
