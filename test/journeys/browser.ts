import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { readConfig } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import { openLog } from '../../src/app/log.ts'
import { serve } from '../../src/app/serve.ts'
import type { Serving } from '../../src/app/serve.ts'
import { createDatabase } from '../database.ts'

/** Where a Chromium of the machine lies; journeys are left out where there is none. */
export const CHROMIUM = [
  process.env['KONTOR_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path))

if (!CHROMIUM && process.env['CI']) throw new Error('Journeys need Chromium; set KONTOR_CHROMIUM.')

const QUIET = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** Chromium refuses its sandbox to root. */
const FLAGS = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET

/** A Kontor of its own on an empty database, as a browser meets it. */
export interface Office {
  address: string
  serving: Serving
  dataDir: string
  /** A new browser, as of another person at another desk. */
  visit(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

export async function openOffice(environment: Record<string, string> = {}): Promise<Office> {
  const database = await createDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'kontor-journey-'))
  const config = readConfig({
    KONTOR_DATA_DIR: dataDir,
    KONTOR_PORT: '0',
    KONTOR_LOG: 'error',
    ...environment,
  })
  const connection = database.connection as Connection
  const serving = await serve(config, openLog(config.log), connection)
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: FLAGS })
  return {
    address: serving.address,
    serving,
    dataDir,
    async visit(options = {}) {
      const context = await browser.newContext({
        baseURL: serving.address,
        viewport: { width: 1440, height: 900 },
        locale: 'de-DE',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(15_000)
      return context.newPage()
    },
    async close() {
      await browser.close()
      await serving.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
