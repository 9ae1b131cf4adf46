import { Navigate } from 'react-router'

/** The list of items has a screen of its own; the settings lead there. */
export function ItemsLink() {
  return <Navigate to="/items" replace />
}
