import { randomBytes } from 'node:crypto'
import { userNew } from '#features/users/user.ts'
import type { User, UserChange } from '#features/users/user.ts'
import { changeUser, createUser, listUsers } from '#features/users/server/users.ts'
import { Problem } from '#kernel/problem.ts'
import { EVERYONE } from '#kernel/rights.ts'
import type { By } from '#kernel/rights.ts'
import { readConfig } from '#platform/config.ts'
import { openDatabase, openPool } from '#platform/database.ts'
import type { Database } from '#platform/database.ts'
import type { AllDb } from '../database.ts'
import { WrongUsage } from './command.ts'
import type { Command, Invocation } from './command.ts'
import { withDatabase } from './reach.ts'

/** Whoever may run commands here owns the machine; the journal says that it was a command. */
const operator: By = {
  id: EVERYONE,
  name: 'Kontor',
  role: 'admin',
  principals: [],
  language: 'de',
  via: 'command',
}

export const userCommand: Command = {
  usage: 'user list | add <email> [options] | password <email> | deactivate <email>',
  help: `Works on the database of a running Kontor, too. "add" and "password" print a new password once; whoever has
it should change it after signing in. "password" and "deactivate" sign the user out everywhere.

  --name <name>       the user's name (default: what stands before the @)
  --role <role>       admin, user (default) or guest
  --language <de|en>  of the screens (default: de)`,
  options: { name: { type: 'string' }, role: { type: 'string' }, language: { type: 'string' } },
  async run(invocation) {
    const [verb = '', email = '', ...more] = invocation.words
    const act = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined
    if (!act || more.length > 0 || (verb === 'list') !== (email === ''))
      throw new WrongUsage(
        verb ? `This does not fit: user ${invocation.words.join(' ')}` : 'What shall it do?',
      )
    await withDatabase(readConfig(invocation.env), async (connection) => {
      const db = openDatabase<AllDb>(openPool(connection, 2))
      await act(db, email, invocation).finally(() => db.destroy())
    })
    return 0
  },
}

type Verb = (db: Database<AllDb>, email: string, invocation: Invocation) => Promise<void>

const VERBS: Record<string, Verb> = {
  async list(db, _email, { say }) {
    const users = await listUsers(db)
    for (const { email, role, name, active } of users)
      say(`${email}  ${role}  ${name}${active ? '' : '  (deactivated)'}`)
    if (users.length === 0) say('There are no users yet.')
  },

  async add(db, email, { options, say }) {
    if ((await listUsers(db)).length === 0)
      throw new Problem('conflict', 'setup.needed', 'Kontor is not set up yet: start it and follow its link.')
    const password = newPassword()
    const { name = email.replace(/@.*/, ''), ...rest } = options
    const input = userNew.parse({ email, name, password, ...rest })
    await db.transaction().execute((tx) => createUser(tx, operator, input))
    say(`${email} is ${input.role} now; the password is ${password}`)
  },

  async password(db, email, { say }) {
    const password = newPassword()
    await change(db, email, { password })
    say(`${email} is signed out everywhere; the new password is ${password}`)
  },

  async deactivate(db, email, { say }) {
    await change(db, email, { active: false })
    say(`${email} is deactivated and signed out everywhere`)
  },
}

async function change(db: Database<AllDb>, email: string, change: UserChange): Promise<User> {
  const user = (await listUsers(db)).find((one) => one.email.toLowerCase() === email.toLowerCase())
  if (!user) throw new Problem('missing', 'missing', `Nobody has the address ${email}.`)
  return db.transaction().execute((tx) => changeUser(tx, operator, { id: user.id, change }))
}

/** 120 bits, which nobody guesses. */
function newPassword(): string {
  return randomBytes(15).toString('base64url')
}
