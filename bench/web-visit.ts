import { gzipSync } from 'node:zlib'
import type { BrowserContext, CDPSession, Page, Response } from 'playwright-core'
import { finding } from './report.ts'
import type { Finding } from './report.ts'

/** A browser that knows nothing but who is signed in. */
export type Desk = () => Promise<BrowserContext>

const times = 5

/** What the first visit of the contact list takes: bytes as they travel, requests, moved layout, time. */
export async function firstVisit(desk: Desk, say: (line: string) => void): Promise<Finding[]> {
  const { kilobytes, requests, shift } = await weigh(desk, say)
  const [plain, slow] = [await seconds(desk, 1), await seconds(desk, 4)]
  return [
    finding('first visit', 'KB of JavaScript (gzip)', kilobytes('script'), 195),
    finding('first visit', 'KB of CSS (gzip)', kilobytes('stylesheet'), 14),
    finding('first visit', 'requests', requests, 22),
    finding('first visit', 'layout shift', shift, 0),
    finding('first visit', 'ms until rows are painted', plain.painted),
    finding('first visit', 'ms of the page’s own work', plain.work),
    finding('first visit, CPU 4× slower', 'ms until rows are painted', slow.painted, 1500),
    finding('first visit, CPU 4× slower', 'ms of the page’s own work', slow.work),
  ]
}

async function weigh(desk: Desk, say: (line: string) => void) {
  const context = await desk()
  const page = await context.newPage()
  const answers: Response[] = []
  page.on('response', (response) => answers.push(response))
  await page.addInitScript(watchShifts)
  await page.goto('/contacts')
  await rows(page)
  await page.waitForTimeout(1500)
  const sizes = new Map<string, number>()
  for (const answer of answers) {
    const kind = answer.request().resourceType()
    if (kind !== 'script' && kind !== 'stylesheet') continue
    sizes.set(kind, (sizes.get(kind) ?? 0) + gzipSync(await answer.body()).length)
  }
  const shift = await page.evaluate<number>('window.moved')
  for (const answer of answers) say(`  ${answer.request().resourceType().padEnd(10)} ${answer.url()}`)
  await context.close()
  return { kilobytes: (kind: string) => (sizes.get(kind) ?? 0) / 1000, requests: answers.length, shift }
}

/** The middle of several cold visits: until the first rows are painted, and the work of the page until then. */
async function seconds(desk: Desk, slower: number): Promise<{ painted: number; work: number }> {
  const seen: { painted: number; work: number }[] = []
  for (let n = 0; n < times; n++) {
    const context = await desk()
    const page = await context.newPage()
    const session = await slowDown(page, slower)
    await page.addInitScript(watchRows)
    await page.goto('/contacts', { waitUntil: 'commit' })
    const painted = (await page
      .waitForFunction('window.rowsPainted')
      .then((handle) => handle.jsonValue())) as number
    seen.push({ painted, work: await workOf(session) })
    await context.close()
  }
  const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
  return { painted: middle(seen.map((one) => one.painted)), work: middle(seen.map((one) => one.work)) }
}

/** Lets the processor of this page go slower by a factor; measures its work from now on. */
export async function slowDown(page: Page, factor: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  if (factor > 1) await session.send('Emulation.setCPUThrottlingRate', { rate: factor })
  return session
}

/** Milliseconds the page's main thread has worked so far, which a busy machine changes little. */
export async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0)
}

/** Waits for the first rows of the list. */
export async function rows(page: Page): Promise<void> {
  await page.waitForSelector('.grid-row .contact-name')
}

const watchShifts = `
  window.moved = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value
  }).observe({ type: 'layout-shift', buffered: true })`

const watchRows = `
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.grid-row .contact-name')) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => (window.rowsPainted = performance.now())))
  }).observe(document, { childList: true, subtree: true })`
