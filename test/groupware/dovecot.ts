import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { NOBODY, freePort, serverFolder, startServer } from './server-process.ts'

const PROGRAM = '/usr/sbin/dovecot'

/** Whether the IMAP server is on this machine; tests that need it are skipped without. */
export const hasDovecot = existsSync(PROGRAM) && existsSync('/usr/lib/dovecot/imap')

export interface Dovecot {
  host: string
  /** Plain, with STARTTLS offered. */
  port: number
  /** TLS from the first byte; the certificate is signed by nobody. */
  tlsPort: number
  /** That certificate (PEM): who trusts it may come in, for it names 127.0.0.1 and localhost. */
  certificate: string
  /** Its private key (PEM), for another server of the same test. */
  key: string
  /** Lays a message (RFC 5322; line ends as they come) into a folder. */
  deliver(user: string, folder: string, message: string): void
  /** The server's own command line, `doveadm`; what it prints. */
  command(...args: string[]): string
  stop(): Promise<void>
}

interface Habits {
  /** All folders stand inside of the inbox, with dots between their names, as with Courier and Cyrus. */
  isInsideInbox?: boolean
  /** It offers little more than the protocol itself: no CONDSTORE, no QRESYNC, no IDLE, no MOVE. */
  isPlain?: boolean
}

/**
 * Starts a real Dovecot on free ports with folders for drafts, sent, archived, junk and deleted mail. `tokens` are
 * access tokens of users, or who says whose one is; it is asked as an OAuth provider would be asked.
 */
export async function startDovecot(
  users: Record<string, string> = { ada: 'geheim' },
  { tokens = {}, isInsideInbox = false, isPlain = false }: Habits & { tokens?: Holders } = {},
): Promise<Dovecot> {
  const folder = await serverFolder('dovecot')
  const [port, tlsPort, provider] = [await freePort(), await freePort(), await startProvider(tokens)]
  const lines = Object.entries(users).map(([user, password]) => `${user}:{PLAIN}${password}\n`)
  await folder.put('users', lines.join(''))
  await folder.put('oauth2', `tokeninfo_url = ${provider.url}\nusername_attribute = user\n`)
  makeCertificate(folder.path)
  const config = await folder.put(
    'dovecot.conf',
    configOf(folder.path, { port, tlsPort, isInsideInbox, isPlain }),
  )
  const server = await startServer(PROGRAM, ['-F', '-c', config], { port, cwd: folder.path })
  const run = (args: string[], input?: string): string => {
    const { status, stdout, stderr } = spawnSync('/usr/bin/doveadm', ['-c', config, ...args], {
      encoding: 'utf8',
      cwd: folder.path,
      ...(input !== undefined && { input }),
      ...NOBODY,
    })
    if (status !== 0) throw new Error(`doveadm ${args.join(' ')}: ${stderr}`)
    return stdout
  }
  return {
    host: '127.0.0.1',
    port,
    tlsPort,
    certificate: await readFile(join(folder.path, 'cert.pem'), 'utf8'),
    key: await readFile(join(folder.path, 'key.pem'), 'utf8'),
    deliver: (user, where, message) => void run(['save', '-u', user, '-m', where], message),
    command: (...args) => run(args),
    async stop() {
      await server.stop()
      provider.stop()
      await folder.remove()
    },
  }
}

/** Whose access token this is; undefined when it counts no more. */
export type HolderOf = (token: string) => Promise<string | undefined>
type Holders = Record<string, string> | HolderOf

/** Answers who holds a token (the introspection that Dovecot does by GET with the token at the end). */
async function startProvider(tokens: Holders): Promise<{ url: string; stop(): void }> {
  const holderOf: HolderOf =
    typeof tokens === 'function'
      ? tokens
      : async (token) => Object.keys(tokens).find((one) => tokens[one] === token)
  const server = createServer(async ({ url = '' }, response) => {
    const user = await holderOf(decodeURIComponent(url.split('token=')[1] ?? ''))
    response.writeHead(user === undefined ? 401 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(user === undefined ? { error: 'invalid_token' } : { user }))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/?token=`, stop: () => void server.close() }
}

function makeCertificate(path: string): void {
  const request = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2'.split(' ')
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost']
  const { status, stderr } = spawnSync(
    'openssl',
    [...request, ...names, '-keyout', 'key.pem', '-out', 'cert.pem'],
    { cwd: path, encoding: 'utf8', ...NOBODY },
  )
  if (status !== 0) throw new Error(`openssl: ${stderr}`)
}

function configOf(
  path: string,
  { port, tlsPort, isInsideInbox, isPlain }: Habits & { port: number; tlsPort: number },
): string {
  const user = NOBODY ? 'nobody' : userInfo().username
  const group = spawnSync('id', ['-gn', user], { encoding: 'utf8' }).stdout.trim()
  const { uid, gid } = NOBODY ?? userInfo()
  const uses = ['Drafts', 'Sent', 'Archive', 'Junk', 'Trash']
  const boxes = uses.map(
    (name) => `  mailbox ${name} {\n    auto = subscribe\n    special_use = \\${name}\n  }`,
  )
  return `base_dir = ${path}/run
state_dir = ${path}/state
log_path = ${path}/log
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
protocols = imap
listen = 127.0.0.1
first_valid_uid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
auth_verbose = yes
${isPlain ? 'imap_capability = IMAP4rev1 SASL-IR NAMESPACE UNSELECT LITERAL+ SPECIAL-USE' : ''}
ssl = yes
ssl_cert = <${path}/cert.pem
ssl_key = <${path}/key.pem
ssl_dh =
mail_location = sdbox:${path}/mail/%u
mailbox_idle_check_interval = 1 secs
mail_max_userip_connections = 50
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = ${path}/oauth2
}
passdb {
  driver = passwd-file
  mechanisms = plain login
  args = ${path}/users
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${path}/home/%u allow_all_users=yes
}
namespace inbox {
  inbox = yes
  separator = ${isInsideInbox ? '.' : '/'}
  prefix = ${isInsideInbox ? 'INBOX.' : ''}
${boxes.join('\n')}
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = ${tlsPort}
    ssl = yes
  }
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service stats {
  chroot =
}
`
}
