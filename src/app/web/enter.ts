import { redirect } from 'react-router'
import { ApiProblem } from '#ui/api/api-problem.ts'
import { ask } from '#ui/api/request.ts'
import { sessionQuery } from '#ui/api/session.ts'
import { client } from './client.ts'

/** Lets in who is signed in; sends others to the door, or to the set-up page of a new Kontor. */
export async function enter({ request }: { request: Request }): Promise<null> {
  try {
    await client.ensureQueryData(sessionQuery)
    return null
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 401) throw error
  }
  const { needed } = await ask<{ needed: boolean }>('GET', '/setup').catch(() => ({ needed: false }))
  if (needed) throw redirect('/setup')
  const { pathname, search } = new URL(request.url)
  throw redirect(pathname === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(pathname + search)}`)
}
