import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Syntax } from '../../src/features/einvoice/write-xml.ts'
import { OFFICIAL_RULES } from './shared.ts'

const JAVA = 'java'

/** The fatal rules each document breaks by the official style sheet; one Java process for all of them. */
export function officialVerdicts(syntax: Syntax, documents: readonly string[]): Set<string>[] {
  if (!OFFICIAL_RULES) throw new Error('The official rules are not at hand')
  const folder = mkdtempSync(join(tmpdir(), 'kontor-einvoice-'))
  try {
    const [from, to] = ['in', 'out'].map((name) => join(folder, name)) as [string, string]
    for (const path of [from, to]) mkdirSync(path)
    for (const [index, xml] of documents.entries()) writeFileSync(join(from, `${index}.xml`), xml)
    const saxon = ['-XX:TieredStopAtLevel=1', '-cp', OFFICIAL_RULES.saxon, 'net.sf.saxon.Transform']
    const what = [`-s:${from}`, `-o:${to}`, `-xsl:${OFFICIAL_RULES[syntax]}`]
    execFileSync(JAVA, [...saxon, ...what], { stdio: 'pipe', maxBuffer: 64 * 1024 * 1024 })
    return documents.map((_, index) => fatal(readFileSync(join(to, `${index}.xml`), 'utf8')))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function fatal(report: string): Set<string> {
  const asserts = report.matchAll(/<svrl:failed-assert\b([^>]*)>/g)
  const ids = [...asserts].flatMap(([, signs = '']) =>
    /\bflag="fatal"/.test(signs) ? (/\bid="([^"]+)"/.exec(signs)?.[1] ?? []) : [],
  )
  return new Set(ids)
}
