import { existsSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { startKontor } from './kontor-process.ts'
import { finding, printed } from './report.ts'
import type { Finding } from './report.ts'

// What it costs to move a card on a board of five thousand open opportunities, by keys and by the mouse: the longest
// piece of the page's own work, which is what a frame waits for. The screens must be built (`npm run build`).

const OPPORTUNITIES = 5000
const TASKS = 2500
const MOVES = 12
/** Two frames a person would not miss; more is seen. */
const MOST = 50

/** What the browser tells of its long frames: script, style and layout together. */
const watchWork = `
  window.works = []
  new PerformanceObserver((list) => {
    for (const frame of list.getEntries()) window.works.push(frame.duration)
  }).observe({ type: 'long-animation-frame' })
  window.workSoFar = () => {
    const works = window.works.splice(0)
    return { longest: Math.max(0, ...works), slow: works.filter((ms) => ms > 50).length }
  }`

const executablePath = [
  process.env['KONTOR_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))
if (!executablePath) throw new Error('No Chromium found; set KONTOR_CHROMIUM.')

const admin = { email: 'ada@example.com', password: 'nur zum Messen' }
process.env['KONTOR_ADMIN_EMAIL'] = admin.email
process.env['KONTOR_ADMIN_PASSWORD'] = admin.password
const dataDir = await mkdtemp(join(tmpdir(), 'kontor-bench-'))
await chmod(dataDir, 0o711)
const kontor = await startKontor(dataDir)
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath, args: [...root, '--disable-gpu', '--no-first-run'] })
try {
  await fill()
  const baseURL = `http://127.0.0.1:${kontor.port}`
  const desk = await browser.newContext({
    baseURL,
    locale: 'de-DE',
    viewport: { width: 1440, height: 900 },
    bypassCSP: true,
  })
  await desk.request.post('/api/v1/session', { data: admin, headers: { origin: baseURL } })
  const page = await desk.newPage()
  await page.goto('/opportunities/board')
  await page.waitForSelector('.task-next')
  await page.waitForLoadState('networkidle')
  await page.evaluate(watchWork)
  const findings = [...(await byKeys(page)), ...(await byMouse(page))]
  process.stdout.write(`${printed(findings)}\n`)
  process.exitCode = findings.some(({ met }) => met === false) ? 1 : 0
} finally {
  await browser.close()
  await kontor.close()
  await rm(dataDir, { recursive: true, force: true })
}

async function byKeys(page: Page): Promise<Finding[]> {
  await page.locator('.deals').nth(1).locator('[data-card]').first().focus()
  await page.evaluate('window.workSoFar()')
  for (let n = 0; n < MOVES; n++) {
    await page.keyboard.press(n % 2 ? 'Shift+ArrowLeft' : 'Shift+ArrowRight')
    await page.waitForTimeout(700)
  }
  return told(page, 'moving a card by keys')
}

async function byMouse(page: Page): Promise<Finding[]> {
  await page.evaluate('window.workSoFar()')
  for (let n = 0; n < MOVES; n++) {
    const [from, to] = n % 2 ? [2, 1] : [1, 2]
    const card = await page.locator('.deals').nth(from).locator('[data-card]').nth(2).boundingBox()
    const column = await page.locator('.deals').nth(to).boundingBox()
    if (!card || !column) throw new Error('No card to move.')
    await page.mouse.move(card.x + 60, card.y + card.height - 8)
    await page.mouse.down()
    await page.mouse.move(card.x + 80, card.y + 20, { steps: 4 })
    await page.mouse.move(column.x + 80, column.y + 300, { steps: 10 })
    await page.mouse.up()
    await page.waitForTimeout(700)
  }
  return told(page, 'moving a card by the mouse')
}

async function told(page: Page, task: string): Promise<Finding[]> {
  const { longest, slow } = await page.evaluate<{ longest: number; slow: number }>('window.workSoFar()')
  return [
    finding(task, 'ms, the longest work in a frame', longest, MOST),
    finding(task, 'frames with more than 50 ms of work', slow),
  ]
}

/** Spread over the open stages, some with something to be done. */
async function fill(): Promise<void> {
  const client = new pg.Client(kontor.connection)
  await client.connect()
  await client.query(
    `insert into opportunity (id, search, reader_ids, title, currency, amount, probability, stage_id, position,
       expected_close, owner_id, sort_key, created_by)
     select gen_random_uuid(), 'auftrag', array[u.id], 'Auftrag ' || n || ' mit Wartung', 'EUR', n * 7 % 90000, 10, s.id,
       n, current_date + n % 200 - 40, u.id, 'auftrag', u.id
     from (select id from app_user where role = 'admin' limit 1) u, generate_series(1, $1::int) n
     join (select id, row_number() over (order by position) - 1 as at, count(*) over () as all
       from stage where type = 'open') s on s.at = n % s.all`,
    [OPPORTUNITIES],
  )
  await client.query(
    `insert into task (id, title, search, sort_key, category_id, opportunity_id, assignee_id, due_day, due_at, time_zone,
       created_by)
     select gen_random_uuid(), 'Angebot nachfassen', 'angebot', 'angebot', k.id, o.id, o.owner_id, d, d, 'Europe/Berlin',
       o.owner_id
     from (select * from opportunity order by position limit $1) o,
       (select id from label where list = 'task-categories' order by position limit 1) k,
       lateral (select current_date + (o.position::int % 20 - 10) as d) day`,
    [TASKS],
  )
  await client.end()
}
