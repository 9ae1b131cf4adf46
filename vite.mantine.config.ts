import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const stylesFolder = join(
  dirname(createRequire(import.meta.url).resolve('@mantine/core/styles.css')),
  'styles',
)
const coreModule = /@mantine\/core\/esm\/.*\/([A-Za-z]+)\.module\.mjs$/
const datesModule = /@mantine\/dates\/esm\/.*\.module\.mjs$/

/**
 * Gives each Mantine component its own style sheet, exactly where the component is used: its class name module
 * draws in `styles/<Name>.layer.css`. The whole sheet would weigh 39 KB, the parts a list needs are about 5.
 */
export function mantineStyles(): Plugin {
  return {
    name: 'kontor:mantine-styles',
    enforce: 'pre',
    transform(code, id) {
      const path = id.split('?')[0] ?? id
      const name = coreModule.exec(path)?.[1]
      if (name && existsSync(join(stylesFolder, `${name}.layer.css`)))
        return { code: `import '@mantine/core/styles/${name}.layer.css'\n${code}`, map: null }
      if (datesModule.test(path))
        return { code: `import '@mantine/dates/styles.layer.css'\n${code}`, map: null }
      return null
    },
  }
}
