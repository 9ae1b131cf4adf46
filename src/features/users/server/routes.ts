import { sql } from 'kysely'
import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { SESSION_COOKIE } from '#platform/credentials.ts'
import { transaction } from '#platform/database.ts'
import { routesOf } from '#platform/route.ts'
import * as shape from '../user.ts'
import { countAttempt } from './attempts.ts'
import { createGroup, changeGroup, deleteGroup, listGroups } from './groups.ts'
import { mailOnceLink, redeemOnceLink } from './once-links.ts'
import { verifyPassword } from './password.ts'
import { hashSecret } from './secrets.ts'
import { checkPassword, endSessions, openSession, readSession } from './sign-in.ts'
import type { UsersDb } from './tables.ts'
import { createToken, deleteToken, listTokens } from './tokens.ts'
import { changeUser, createUser, endAllSessions, listUsers, readUser } from './users.ts'

const { get, ask, post, patch, remove } = routesOf<UsersDb>('users')
const byId = z.object({ id: z.uuid() })
const listed = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.null() })

const sessionRoutes = [
  ask({
    path: '/session',
    summary: 'Signs in and sets the session cookie',
    may: 'anyone',
    body: shape.signIn,
    reply: shape.session,
    // Checking takes its time; it must not hold a transaction meanwhile, nor may its count of failures be rolled back.
    run: async ({ db, house, body, ...http }) => {
      const userId = await checkPassword(db, http.request, body)
      return transaction(db, (tx) => openSession(tx, house, userId, http))
    },
  }),
  get({
    path: '/session',
    summary: 'Who is signed in',
    may: 'guest',
    reply: shape.session,
    run: ({ db, by }) => readSession(db, by.id),
  }),
  patch({
    path: '/session',
    summary: 'Changes what users set for themselves',
    may: 'guest',
    body: shape.ownChange,
    reply: shape.session,
    run: async ({ tx, by, body, house, ...http }) => {
      const { preferences, currentPassword, ...change } = body
      if (change.password) {
        const { passwordHash } = await tx
          .selectFrom('appUser')
          .select('passwordHash')
          .where('id', '=', by.id)
          .executeTakeFirstOrThrow()
        if (!(await verifyPassword(currentPassword ?? '', passwordHash))) {
          throw new Problem('invalid', 'invalid', 'The current password is wrong.', [
            { path: 'currentPassword', code: 'wrong_password', message: 'The current password is wrong.' },
          ])
        }
      }
      if (preferences) {
        await tx
          .updateTable('appUser')
          .set({ preferences: sql`preferences || ${JSON.stringify(preferences)}::jsonb` })
          .where('id', '=', by.id)
          .execute()
      }
      if (Object.keys(change).length > 0) await changeUser(tx, by, { id: by.id, change })
      house.forgetActors()
      return change.password ? openSession(tx, house, by.id, http) : readSession(tx, by.id)
    },
  }),
  remove({
    path: '/session',
    summary: 'Signs out; with `everywhere=true` on all devices',
    may: 'guest',
    query: z.object({ everywhere: z.stringbool().default(false) }),
    run: async ({ tx, by, query, house, request, response }) => {
      const cookie = request.cookies[SESSION_COOKIE]
      if (query.everywhere) await endSessions(tx, by, by.id)
      else if (cookie) await endSessions(tx, by, by.id, hashSecret(cookie))
      response.clearCookie(SESSION_COOKIE, { path: '/' })
      house.forgetActors()
    },
  }),
  ask({
    path: '/password-reset',
    summary: 'Mails a link for a new password; answers the same whether the address is known or not',
    may: 'anyone',
    body: shape.passwordReset,
    status: 204,
    run: async ({ db, body, house, request }) => {
      const email = body.email.trim().toLowerCase()
      await countAttempt(db, [`reset:${email}`, `ip:${request.ip}`])
      const user = await db
        .selectFrom('appUser')
        .select(['id', 'email', 'name', 'language'])
        .where(sql<boolean>`lower(email) = ${email}`)
        .where('deactivatedAt', 'is', null)
        .executeTakeFirst()
      if (user) await transaction(db, (tx) => mailOnceLink(tx, house, 'password', user))
    },
  }),
  post({
    path: '/password-reset/confirm',
    summary: 'Sets a new password with the token of the mail and signs in',
    may: 'anyone',
    body: shape.passwordConfirm,
    reply: shape.session,
    status: 200,
    run: async ({ tx, body, house, ...http }) =>
      openSession(tx, house, await redeemOnceLink(tx, 'password', body), http),
  }),
  post({
    path: '/invitations/accept',
    summary: 'Sets the first password with the token of the invitation and signs in',
    may: 'anyone',
    body: shape.passwordConfirm,
    reply: shape.session,
    status: 200,
    run: async ({ tx, body, house, ...http }) =>
      openSession(tx, house, await redeemOnceLink(tx, 'invitation', body), http),
  }),
]

const tokenRoutes = [
  get({
    path: '/tokens',
    summary: 'Own personal tokens, without their secrets',
    may: 'guest',
    reply: listed(shape.token),
    run: async ({ db, by }) => ({ items: await listTokens(db, by), nextCursor: null }),
  }),
  post({
    path: '/tokens',
    summary: 'Creates a personal token; its secret is shown once',
    may: 'guest',
    body: shape.tokenNew,
    reply: shape.tokenShown,
    run: ({ tx, by, body }) => createToken(tx, by, body),
  }),
  remove({
    path: '/tokens/{id}',
    summary: 'Ends a personal token',
    may: 'guest',
    params: byId,
    run: async ({ tx, by, params, house }) => {
      await deleteToken(tx, by, params.id)
      house.forgetActors()
    },
  }),
]

const userRoutes = [
  get({
    path: '/users',
    summary: 'All users: in full for administrators, names for choosing for everybody else',
    may: 'guest',
    reply: listed(z.union([shape.user, shape.userName])),
    run: async ({ db, by }) => {
      const users = await listUsers(db)
      const names = users.map(({ id, name, role, active }) => ({ id, name, role, active }))
      return { items: by.role === 'admin' ? users : names, nextCursor: null }
    },
  }),
  post({
    path: '/users',
    summary: 'Creates a user; without a password an invitation is mailed',
    may: 'admin',
    body: shape.userNew,
    reply: shape.user,
    run: async ({ tx, by, body, house }) => {
      const user = await createUser(tx, by, body)
      if (!body.password) await mailOnceLink(tx, house, 'invitation', user)
      return user
    },
  }),
  get({
    path: '/users/{id}',
    summary: 'One user',
    may: 'admin',
    params: byId,
    reply: shape.user,
    run: ({ db, params }) => readUser(db, params.id),
  }),
  patch({
    path: '/users/{id}',
    summary: 'Changes, deactivates or reactivates a user',
    may: 'admin',
    params: byId,
    body: shape.userChange,
    reply: shape.user,
    run: async ({ tx, by, params, body, ifMatch, house }) => {
      const user = await changeUser(tx, by, { id: params.id, change: body, ifMatch })
      house.forgetActors()
      return user
    },
  }),
  remove({
    path: '/users/{id}/sessions',
    summary: 'Signs a user out everywhere',
    may: 'admin',
    params: byId,
    run: async ({ tx, by, params, house }) => {
      await endAllSessions(tx, by, params.id)
      house.forgetActors()
    },
  }),
  post({
    path: '/users/{id}/invitation',
    summary: 'Mails the invitation again',
    may: 'admin',
    params: byId,
    status: 204,
    run: async ({ tx, params, house }) =>
      mailOnceLink(tx, house, 'invitation', await readUser(tx, params.id)),
  }),
]

const groupRoutes = [
  get({
    path: '/groups',
    summary: 'All groups',
    may: 'guest',
    reply: listed(shape.group),
    run: async ({ db }) => ({ items: await listGroups(db), nextCursor: null }),
  }),
  post({
    path: '/groups',
    summary: 'Creates a group',
    may: 'admin',
    body: shape.groupNew,
    reply: shape.group,
    run: async ({ tx, by, body, house }) => {
      const made = await createGroup(tx, by, body)
      house.forgetActors()
      return made
    },
  }),
  patch({
    path: '/groups/{id}',
    summary: 'Renames a group or changes its members',
    may: 'admin',
    params: byId,
    body: shape.groupChange,
    reply: shape.group,
    run: async ({ tx, by, params, body, ifMatch, house }) => {
      const group = await changeGroup(tx, by, { id: params.id, change: body, ifMatch })
      house.forgetActors()
      return group
    },
  }),
  remove({
    path: '/groups/{id}',
    summary: 'Deletes a group',
    may: 'admin',
    params: byId,
    run: async ({ tx, by, params, house }) => {
      await deleteGroup(tx, by, params.id)
      house.forgetActors()
    },
  }),
]

export const usersRoutes = [...sessionRoutes, ...tokenRoutes, ...userRoutes, ...groupRoutes]
