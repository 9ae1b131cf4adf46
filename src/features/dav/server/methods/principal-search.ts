import type { FastifyReply } from 'fastify'
import type { XmlElement } from '#kernel/read-xml.ts'
import { foundResponse, multistatus } from '../../xml/multistatus.ts'
import { allInside, askedIn, inside, namesIn } from '../../xml/read-request.ts'
import { element, textElement, xmlDocument } from '../../xml/write.ts'
import { sendXml, wantsMinimal } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { findProperties } from '../properties.ts'
import { subjectAt } from './propfind.ts'

const SEARCHED = ['D:displayname', 'C:calendar-user-address-set', 'S:email-address-set']

/**
 * principal-property-search (RFC 3744, 9.4). A program finds the user it acts for and nobody else: who works here is no
 * business of a phone, and nothing is shared from one user to another this way.
 */
export async function principalSearch(asking: Asking, report: XmlElement): Promise<FastifyReply> {
  const { db, by, response } = asking
  const { email } = await db
    .selectFrom('appUser')
    .select('email')
    .where('id', '=', by.id)
    .executeTakeFirstOrThrow()
  const tests = allInside(report, 'D:property-search').map((search) => {
    const text = (inside(search, 'D:match')?.text ?? '').trim().toLowerCase()
    const type = inside(search, 'D:match')?.attributes['match-type'] ?? 'contains'
    return namesIn(inside(search, 'D:prop')).every((name) => {
      const values =
        name === 'D:displayname' ? [by.name] : SEARCHED.includes(name) ? [email, `mailto:${email}`] : []
      return values.some((value) => matches(value.toLowerCase(), text, type))
    })
  })
  const fits = report.attributes['test'] === 'anyof' ? tests.some(Boolean) : tests.every(Boolean)
  return answerSelf(asking, report, tests.length > 0 && fits, response)
}

/** principal-match (RFC 3744, 9.3): whoever asks is the one principal that matches. */
export async function principalMatch(asking: Asking, report: XmlElement): Promise<FastifyReply> {
  return answerSelf(asking, report, inside(report, 'D:self') !== undefined, asking.response)
}

/** principal-search-property-set (RFC 3744, 9.5). */
export function searchableProperties({ response, by }: Asking): FastifyReply {
  const words = by.language === 'de' ? ['Name', 'E-Mail', 'E-Mail'] : ['Name', 'E-mail', 'E-mail']
  const sets = SEARCHED.map((name, index) =>
    element('D:principal-search-property', [
      element('D:prop', element(name)),
      textElement('D:description', words[index] ?? '', { 'xml:lang': by.language }),
    ]),
  )
  return sendXml(response, xmlDocument('D:principal-search-property-set', sets), 200)
}

async function answerSelf(
  asking: Asking,
  report: XmlElement,
  fits: boolean,
  response: FastifyReply,
): Promise<FastifyReply> {
  if (!fits) return sendXml(response, multistatus([]))
  const subject = await subjectAt(asking, { kind: 'principal', userId: asking.by.id })
  const found = findProperties(subject, asking.by, askedIn(report))
  return sendXml(response, multistatus([foundResponse(found, wantsMinimal(asking.request))]))
}

function matches(value: string, text: string, type: string): boolean {
  if (type === 'equals') return value === text
  if (type === 'starts-with') return value.startsWith(text)
  return type === 'ends-with' ? value.endsWith(text) : value.includes(text)
}
