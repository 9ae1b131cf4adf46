// What the addresses of opportunities show; the frame knows them by one name only.
import './opportunities.css'

export { ForecastScreen } from './forecast/forecast-screen.tsx'
