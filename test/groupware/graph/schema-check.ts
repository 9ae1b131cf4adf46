import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv'

interface Definition {
  properties?: Record<string, { anyOf?: { $ref?: string; items?: { $ref?: string } }[] }>
}

const file = new URL('graph-groupware.schema.json', import.meta.url)
const schema = JSON.parse(readFileSync(file, 'utf8')) as { $defs: Record<string, Definition> }
const ajv = new Ajv2020({ allErrors: true, strict: false, formats: { uuid: true, binary: true, byte: true } })
ajv.addSchema(schema, 'graph')

/** What of events, contacts and messages only the server says; writing it is a mistake. */
const READ_ONLY = new Set([
  'id',
  'iCalUId',
  'changeKey',
  'createdDateTime',
  'lastModifiedDateTime',
  'isCancelled',
  'isOrganizer',
  'organizer',
  'originalStart',
  'originalStartTimeZone',
  'responseStatus',
  'seriesMasterId',
  'type',
  'webLink',
  'bodyPreview',
  'parentFolderId',
])

/** What is wrong with an answer of this type by Microsoft's schema; empty when nothing is. */
export function answerFaults(type: string, value: unknown): string[] {
  return [...schemaFaults(type, value), ...unknownNames(type, value)]
}

/** The same of what a request sends. */
export function requestFaults(type: string, value: unknown, { mayInvite = false } = {}): string[] {
  const names = Object.keys(value ?? {})
  return [
    ...answerFaults(type, value),
    ...names.filter((name) => READ_ONLY.has(name)).map((name) => `${type}.${name} is read-only`),
    ...names
      .filter((name) => name === 'attendees' && !mayInvite)
      .map(() => 'attendees are written: people get mail'),
  ]
}

const checks = new Map<string, ValidateFunction>()

function schemaFaults(type: string, value: unknown): string[] {
  const check = checks.get(type) ?? ajv.compile({ $ref: `graph#/$defs/${type}` })
  checks.set(type, check)
  if (check(value)) return []
  return (check.errors ?? []).map((error) => `${type}${error.instancePath} ${error.message}`)
}

/** Events, contacts and messages are open types in the schema: names it does not know are found here. */
function unknownNames(type: string, value: unknown): string[] {
  const known = schema.$defs[type]?.properties ?? {}
  return Object.keys(value ?? {})
    .filter((name) => !name.includes('@') && !(name in known))
    .map((name) => `${type}.${name} is not in the schema`)
}
