import { readFile } from 'node:fs/promises'
import { totalmem } from 'node:os'
import { join } from 'node:path'

import type { Account } from './account.ts'
import type { Connection } from './address.ts'
import { replaceFile } from './files.ts'

/** `unsafe` switches durability off and is for throw-away clusters in tests only. */
export function settings(connection: Connection, unsafe: boolean): string {
  const onSocket = connection.host.startsWith('/')
  const lines: [string, string][] = [
    ['listen_addresses', onSocket ? '' : connection.host],
    ['port', String(connection.port)],
    ['unix_socket_directories', onSocket ? `"${connection.host.replaceAll('"', '""')}"` : ''],
    ['unix_socket_permissions', '0700'],
    ['cluster_name', 'kontor'],
    ['max_connections', '60'],
    ...memory(),
    ['jit', 'off'],
    ['random_page_cost', '1.1'],
    ['timezone', 'UTC'],
    ['log_timezone', 'UTC'],
    ['lc_messages', 'C'],
    ['log_line_prefix', '%m [%p] '],
    ['log_checkpoints', 'off'],
    ...(unsafe ? withoutDurability : durability),
  ]
  return head + lines.map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`).join('') + foot
}

const head = '# Written by Kontor at each start. Settings of your own go into local.conf, which wins.\n'
const foot = "include_if_exists = 'local.conf'\n"

const durability: [string, string][] = [
  ['fsync', 'on'],
  ['full_page_writes', 'on'],
  ['synchronous_commit', 'on'],
]
const withoutDurability: [string, string][] = durability.map(([name]) => [name, 'off'])

/** Small beside the machine: buffers are 1/32 of its memory, between 64 and 256 MB. */
function memory(): [string, string][] {
  const megabytes = Math.floor(Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20)
  const buffers = Math.min(256, Math.max(64, Math.floor(megabytes / 32)))
  return [
    ['shared_buffers', `${buffers}MB`],
    ['effective_cache_size', `${Math.max(256, Math.floor(megabytes / 2))}MB`],
    ['work_mem', '8MB'],
    ['maintenance_work_mem', `${buffers}MB`],
  ]
}

/** Puts our settings into the cluster; true if they were there already, so a running server has them. */
export async function writeSettings(cluster: string, text: string, account?: Account): Promise<boolean> {
  const path = join(cluster, 'postgresql.conf')
  if ((await readFile(path, 'utf8').catch(() => '')) === text) return true
  await replaceFile(path, text, { mode: 0o600, account })
  return false
}
