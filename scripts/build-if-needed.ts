import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Builds the screens when what they are made of is another than at the last build: `npm start` then takes no longer
 * than the server does, and never shows old screens after an update.
 */
const root = join(import.meta.dirname, '..')
const mark = join(root, 'dist/web.inputs')
const page = join(root, 'dist/web/index.html')

const inputs = globSync(
  [
    'index.html',
    'package-lock.json',
    'vite*.ts',
    'public/**/*',
    'src/{kernel,ui}/**/*',
    'src/app/web/**/*',
    'src/features/*/{web,texts}/**/*',
    'src/features/*/*.ts',
  ],
  { cwd: root, withFileTypes: true, exclude: (entry) => /\.test\.tsx?$/.test(entry.name) },
)
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .sort()

const hash = createHash('sha256')
for (const path of inputs) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path))
const wanted = hash.digest('hex')

const built = existsSync(page) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted
if (!built) {
  process.stdout.write('Building the screens …\n')
  const { build } = await import('vite')
  await build({ root, logLevel: 'warn' })
  writeFileSync(mark, wanted)
}
