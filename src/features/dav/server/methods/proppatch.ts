import type { FastifyReply } from 'fastify'
import { json, transaction } from '#platform/database.ts'
import { pathOf } from '../../places.ts'
import { clarkOf } from '../../xml/names.ts'
import { multistatus, propstat } from '../../xml/multistatus.ts'
import { readPropertyUpdate } from '../../xml/read-request.ts'
import type { Patch } from '../../xml/read-request.ts'
import { element, href } from '../../xml/write.ts'
import { sendXml, wantsMinimal } from '../asking.ts'
import type { Asking } from '../asking.ts'
import { lockCollection } from '../collection.ts'
import { demandIf } from './conditions.ts'
import { isOurs } from '../properties.ts'
import { subjectAt } from './propfind.ts'

/** So much a program may keep at a collection. */
const MOST_PROPERTIES = 50
const LONGEST = 20_000

/**
 * PROPPATCH (RFC 4918, 9.2): name, colour and order of a collection, and what else a program wants to keep there. All of
 * it happens or nothing does.
 */
export async function proppatch(asking: Asking): Promise<FastifyReply> {
  const { db, by, place, body, request, response } = asking
  const patches = readPropertyUpdate(body)
  await subjectAt(asking, place)
  const refused = patches.filter(
    (patch) => place.kind !== 'collection' || by.role === 'guest' || !isKept(patch),
  )
  const kept =
    refused.length === 0 && place.kind === 'collection'
      ? await transaction(db, async (tx) => {
          const { properties } = await lockCollection(tx, by, place.collection)
          await demandIf(tx, by, request)
          const after = patched(properties, patches)
          if (Object.keys(after).length > MOST_PROPERTIES) return false
          await tx
            .updateTable('davCollection')
            .set({ properties: json(after) })
            .where('userId', '=', by.id)
            .where('name', '=', place.collection)
            .execute()
          return true
        })
      : false
  const wrong = kept ? [] : refused.length > 0 ? refused : patches
  const right = patches.filter((patch) => !wrong.includes(patch))
  const names = (some: Patch[]) => [...new Set(some.map(({ name }) => name))].map((name) => element(name))
  const answer = element('D:response', [
    href(pathOf(place)),
    wrong.length > 0 ? propstat(names(wrong), 403, element('D:cannot-modify-protected-property')) : undefined,
    right.length > 0 ? propstat(names(right), kept ? 200 : 424) : undefined,
  ])
  // RFC 8144, 2.1: who wants little hears only of what failed.
  if (kept && wantsMinimal(request)) return response.code(200).send()
  return sendXml(response, multistatus([answer]))
}

function isKept({ name, text }: Patch): boolean {
  return !isOurs(name) && name.length <= 300 && text !== undefined && text.length <= LONGEST
}

function patched(properties: Record<string, string>, patches: Patch[]): Record<string, string> {
  const after = new Map(Object.entries(properties))
  for (const { name, set, text = '' } of patches) {
    if (set) after.set(clarkOf(name), text.toWellFormed().replaceAll('\0', ''))
    else after.delete(clarkOf(name))
  }
  return Object.fromEntries(after)
}
