import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { Plugin, Rolldown } from 'vite'

/** Screens that work without network; what they import statically comes with them, what they fetch later does not. */
const ROAD = [
  'src/app/web/contact-page.tsx',
  'src/app/web/calendar-slots.ts',
  'src/app/web/texts/calendar',
  'src/app/web/texts/contact',
  'src/app/web/texts/first',
  'src/app/web/texts/visits',
  'src/features/calendar/web/offline/',
  'src/features/calendar/web/today/',
  '/web/dialog-layer.tsx',
  'src/features/visits/web/contact/',
  'src/features/visits/web/visit/',
  'src/ui/mantine.tsx',
  'src/ui/offline/',
]
const PLAIN = ['scheme.js', 'icon.svg', 'manifest.webmanifest', 'icon-192.png']

interface Kept {
  url: string
  /** Null where the name itself changes with the content. */
  revision: string | null
}

/** Builds the service worker after the client, with the list of files it keeps: the shell and the screens of the road. */
export function offline(root: string, folder: string): Plugin {
  return {
    name: 'kontor:offline',
    apply: 'build',
    async writeBundle(_options, bundle) {
      const files = [...closure(bundle)].sort().map((url): Kept => ({ url: `/${url}`, revision: null }))
      const plain = ['index.html', ...PLAIN].map((name): Kept => {
        const content = readFileSync(join(root, folder, name))
        return { url: `/${name}`, revision: createHash('sha256').update(content).digest('hex').slice(0, 16) }
      })
      await buildWorker(root, folder, [...plain, ...files])
    },
  }
}

async function buildWorker(root: string, folder: string, kept: Kept[]): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: { SHELL: JSON.stringify(kept), 'process.env.NODE_ENV': '"production"' },
    build: {
      outDir: folder,
      emptyOutDir: false,
      target: 'es2023',
      rolldownOptions: {
        input: join(root, 'src/app/web/service-worker.ts'),
        output: { format: 'iife', entryFileNames: 'service-worker.js' },
      },
    },
  })
}

/** The page's own files and those of the road, with everything they import before they can run. */
function closure(bundle: Rolldown.OutputBundle): Set<string> {
  const found = new Set<string>()
  const visit = (name: string): void => {
    const chunk = bundle[name]
    if (found.has(name) || chunk?.type !== 'chunk') return
    found.add(name)
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css)
    for (const next of chunk.imports) visit(next)
  }
  for (const output of Object.values(bundle)) {
    if (output.type === 'asset' && /inter-latin-wght-normal.*\.woff2$/.test(output.fileName))
      found.add(output.fileName)
    if (output.type !== 'chunk') continue
    const isOnTheRoad = ROAD.some((path) => output.facadeModuleId?.replaceAll('\\', '/').includes(path))
    if (output.isEntry || isOnTheRoad) visit(output.fileName)
  }
  return found
}
