import { z } from 'zod'
import type { May, Route } from './route.ts'

const who: Record<May, string> = {
  anyone: 'Anyone.',
  guest: 'Whoever is signed in.',
  user: 'Users and administrators.',
  admin: 'Administrators.',
}

type Json = Record<string, unknown>

/** The API document (OpenAPI 3.1), written from the routes themselves. */
export function openApi(routes: Route[], version: string): Json {
  const schemas: Json = {}
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = (paths[`/api/v1${route.path}`] ??= {})
    path[route.method.toLowerCase()] = operation(route, schemas)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kontor',
      version,
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    paths,
    components: {
      schemas: { ...schemas, Problem: problem },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'kontor_session' },
        token: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

function operation(route: Route, schemas: Json): Json {
  const status =
    route.status ??
    (route.reply || route.binary ? (route.method === 'POST' && route.writes ? 201 : 200) : 204)
  const parameters = [...parametersOf('path', route.params), ...parametersOf('query', route.query)]
  return {
    operationId: `${route.method.toLowerCase()}${route.path.replaceAll(/[/{}.-]+(\w?)/g, (_, c: string) => c.toUpperCase())}`,
    tags: [route.tag],
    summary: route.summary,
    description: who[route.may],
    security: route.may === 'anyone' ? [] : [{ session: [] }, { token: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...requestBody(route, schemas),
    responses: {
      [status]: { description: 'Done', ...content(route, schemas) },
      default: {
        description: 'Problem details (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}

function requestBody(route: Route, schemas: Json): Json {
  if (route.multipart) {
    const fields = route.body ? jsonSchema(route.body, 'input', schemas) : { type: 'object' }
    const file = { type: 'object', properties: { file: { type: 'string', format: 'binary' } } }
    return { requestBody: { content: { 'multipart/form-data': { schema: { allOf: [file, fields] } } } } }
  }
  if (route.upload) {
    const bytes = { schema: { type: 'string', format: 'binary' } }
    const kinds = Object.fromEntries(route.upload.types.map((type) => [type, bytes]))
    const json = route.body
      ? { 'application/json': { schema: jsonSchema(route.body, 'input', schemas) } }
      : {}
    return { requestBody: { required: true, content: { ...kinds, ...json } } }
  }
  if (!route.body) return {}
  const schema = jsonSchema(route.body, 'input', schemas)
  return { requestBody: { required: true, content: { 'application/json': { schema } } } }
}

function content(route: Route, schemas: Json): Json {
  if (route.binary) return { content: { [route.binary]: { schema: { type: 'string', format: 'binary' } } } }
  if (!route.reply) return {}
  return { content: { 'application/json': { schema: jsonSchema(route.reply, 'output', schemas) } } }
}

function parametersOf(where: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: rest,
    ...(description === undefined ? {} : { description }),
  }))
}

/** The JSON Schema with everything that has an id moved to the components. */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const {
    $schema: _schema,
    $defs = {},
    ...top
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as Json & {
    $defs?: Record<string, Json>
  }
  for (const [name, definition] of Object.entries($defs)) schemas[name] = refsToComponents(definition)
  const id = top['id']
  if (typeof id !== 'string') return refsToComponents(top)
  schemas[id] = refsToComponents(top)
  return { $ref: `#/components/schemas/${id}` }
}

function refsToComponents(definition: Json): Json {
  const { id: _id, $id: _$id, ...rest } = definition
  return JSON.parse(JSON.stringify(rest).replaceAll('"#/$defs/', '"#/components/schemas/')) as Json
}

const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code', 'message'],
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}
