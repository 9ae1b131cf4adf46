import { closeSync, constants, copyFileSync, fstatSync, ftruncateSync, openSync, readFileSync } from 'node:fs'
import { writeSync } from 'node:fs'

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
export function openLog(path: string): Log {
  const { O_APPEND, O_CREAT, O_RDWR } = constants
  const notThroughLinks = (constants.O_NOFOLLOW as number | undefined) ?? 0
  const fd = openSync(path, O_APPEND | O_CREAT | O_RDWR | notThroughLinks, 0o600)
  const size = () => fstatSync(fd).size
  const rotate = () => {
    if (size() <= largest) return
    copyFileSync(path, `${path}.1`)
    ftruncateSync(fd)
  }
  rotate()
  const timer = setInterval(rotate, everyHour).unref()
  return {
    fd,
    size,
    write: (line) => void writeSync(fd, `${new Date().toISOString()} [kontor] ${line}\n`),
    since: (position) => readFileSync(path).subarray(position).toString(),
    close: () => {
      clearInterval(timer)
      closeSync(fd)
    },
  }
}
