import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Plugin } from 'vite'

type Words = Record<string, string | Record<string, string>>

/** A word that stands in one language only ends the build and is named; types say it, too, but building asks no types. */
export function sameWords(): Plugin {
  return {
    name: 'kontor:same-words',
    apply: 'build',
    buildStart() {
      const lacking = globSync(join(import.meta.dirname, 'src/**/texts/*.json')).flatMap((file) => {
        const other = file.replace(/de\.json$/, 'en.json')
        const pair = other === file ? file.replace(/en\.json$/, 'de.json') : other
        const [here, there] = [wordsIn(file), wordsIn(pair)]
        return Object.keys(here)
          .filter((key) => typeof here[key] !== typeof there[key])
          .map((key) => `${key} (${relative(import.meta.dirname, pair)})`)
      })
      if (lacking.length > 0) this.error(`Words of one language only: ${lacking.join(', ')}`)
    },
  }
}

function wordsIn(file: string): Words {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}
