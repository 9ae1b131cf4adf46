import '../panel.css'

/** Whom a mail goes to: names with their addresses. */
export function GuestNames({ guests }: { guests: readonly { name: string; email: string }[] }) {
  return (
    <ul className="cal-mailed">
      {guests.map(({ name, email }) => (
        <li key={email}>
          {name || email}
          {name && <span className="muted"> {email}</span>}
        </li>
      ))}
    </ul>
  )
}
