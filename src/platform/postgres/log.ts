import * as fs from 'node:fs'

import type { Account } from './account.ts'

/** PostgreSQL's log file; the server writes to `fd` itself, so its words outlive us. */
export interface Log {
  fd: number
  write(line: string): void
  size(): number
  since(position: number): string
  close(): void
}

const largest = 10 * 2 ** 20
const everyHour = 3_600_000

/** Opens the log; when it has grown beyond 10 MB it becomes `….log.1` and begins anew, at most hourly. */
export function openLog(path: string, account?: Account): Log {
  const { O_APPEND, O_CREAT, O_RDWR } = fs.constants
  const notThroughLinks = (fs.constants.O_NOFOLLOW as number | undefined) ?? 0
  const fd = fs.openSync(path, O_APPEND | O_CREAT | O_RDWR | notThroughLinks, 0o600)
  if (account) fs.fchownSync(fd, account.uid, account.gid)
  const size = () => fs.fstatSync(fd).size
  const rotate = () => {
    if (size() > largest) moveAway(path, fd)
  }
  rotate()
  const timer = setInterval(rotate, everyHour).unref()
  return {
    fd,
    size,
    write: (line) => void fs.writeSync(fd, `${new Date().toISOString()} [kontor] ${line}\n`),
    since: (position) => fs.readFileSync(path).subarray(position).toString(),
    close: () => {
      clearInterval(timer)
      fs.closeSync(fd)
    },
  }
}

/** Copies and empties, since the server keeps its file open. A full disk must not end Kontor because of a log. */
function moveAway(path: string, fd: number): void {
  const older = `${path}.1`
  try {
    fs.rmSync(older, { force: true })
    fs.copyFileSync(path, older, fs.constants.COPYFILE_EXCL)
  } catch {
    fs.rmSync(older, { force: true })
  }
  try {
    fs.ftruncateSync(fd)
  } catch {
    // Windows does not empty a file that is open for appending; it is tried again after the next start.
  }
}
