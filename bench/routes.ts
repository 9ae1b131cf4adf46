import { order } from '#features/routes/order.ts'
import { planRoutes } from '#features/routes/windows.ts'
import { SOLOMON, solomonProblem } from '../test/routes/solomon.ts'
import { TSPLIB, tsplibLength } from '../test/routes/tsplib.ts'

// How near the solvers come to the best known, and in what time: the worst of five seeds. See docs/decisions/023.

const SEEDS = [1, 2, 3, 4, 5]
const say = (line: string) => process.stdout.write(`${line}\n`)
let missed = 0

for (const instance of TSPLIB) {
  const size = instance.points.length
  report({
    name: `${instance.name}, ${size} stops`,
    best: instance.optimum,
    limit: size <= 105 ? 0.02 : 0.03,
    seconds: 1,
    solve: (seed) =>
      tsplibLength(instance, order(instance.points, { closed: true, metric: 'euclidean', seed }).order),
  })
}
for (const instance of SOLOMON) {
  for (const size of [25, 50] as const) {
    report({
      name: `${instance.name}, ${size} customers`,
      best: instance.best[size],
      limit: 0.05,
      solve: (seed) => planRoutes(solomonProblem(instance, size), { rounds: 4000, seed }).cost,
    })
  }
}
say(missed === 0 ? 'All targets met.' : `${missed} targets missed.`)
process.exitCode = missed === 0 ? 0 : 1

interface Case {
  name: string
  best: number
  limit: number
  seconds?: number
  solve: (seed: number) => number
}

function report({ name, best, limit, seconds = Number.POSITIVE_INFINITY, solve }: Case): void {
  const runs = SEEDS.map((seed) => {
    const start = performance.now()
    return { length: solve(seed), ms: performance.now() - start }
  })
  const worst = Math.max(...runs.map(({ length }) => length))
  const slowest = Math.max(...runs.map(({ ms }) => ms))
  const gap = worst / best - 1
  const met = gap <= limit && slowest <= seconds * 1000
  if (!met) missed++
  const percent = `${Math.max(0, gap * 100).toFixed(2)} %`
  say(
    `${met ? '✓' : '✗'} ${name.padEnd(22)} best known ${best.toFixed(1).padStart(8)}  found ${worst.toFixed(1).padStart(8)}` +
      `  ${percent.padStart(7)} (≤ ${limit * 100} %)  ${slowest.toFixed(0).padStart(4)} ms`,
  )
}
