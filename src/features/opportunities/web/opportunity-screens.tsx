// What the addresses of opportunities show; the frame knows them by one name only.
import './opportunities.css'

export { OpportunityBoardScreen } from './board/opportunity-board.tsx'
export { ForecastScreen } from './forecast/forecast-screen.tsx'
