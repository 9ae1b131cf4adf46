import { routesOf } from '#platform/route.ts'
import { order } from '../order.ts'
import { orderAnswer, orderQuestion } from '../route.ts'

const { ask } = routesOf<unknown>('routes')

export const routePlanningRoutes = [
  ask({
    path: '/routes/order',
    summary: 'The shortest order of points; saves nothing',
    may: 'user',
    body: orderQuestion,
    reply: orderAnswer,
    status: 200,
    run: ({ body: { points, closed, metric } }) => Promise.resolve(order(points, { closed, metric })),
  }),
]
