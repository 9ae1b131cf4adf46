import createClient from 'openapi-fetch'
import type { paths } from '../api.gen.ts'
import { request } from './request.ts'

/** The typed client of the public API; its paths and bodies come from `openapi.json`. Refusals are thrown. */
export const api = createClient<paths>({ baseUrl: location.origin, fetch: request })
