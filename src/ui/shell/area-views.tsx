import { createElement, useEffect, useRef } from 'react'
import { NavLink, Outlet, useLocation, type RouteObject } from 'react-router'
import { useUser } from '../api/session.ts'
import { useText } from '../texts.ts'
import './area-views.css'
import { useOffer } from './shell-context.ts'

/** The route around the views of an area: a strip that leads from one to the other, the open one below. */
export const areaOf = (area: string, children: RouteObject[]): RouteObject => ({
  element: createElement(AreaViews, { area }),
  children,
})

function AreaViews({ area }: { area: string }) {
  const t = useText()
  const { nav, views } = useOffer()
  const { role } = useUser()
  const { pathname } = useLocation()
  const strip = useRef<HTMLElement>(null)
  // On a phone the strip is longer than the screen: the open view stands in sight.
  useEffect(() => {
    const open = strip.current?.querySelector(`[href="${pathname}"]`)
    open?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname])
  const name = nav.find((entry) => entry.id === area)?.text
  const mine = views.filter((view) => view.area === area && (view.may === undefined || view.may === role))
  if (mine.length < 2) return <Outlet />
  return (
    <div className="area">
      <nav ref={strip} className="area-views" {...(name && { 'aria-label': t(name) })}>
        {mine.map(({ path, text, icon: Icon }) => (
          <NavLink key={path} to={path} end>
            <Icon size={16} stroke={1.75} />
            {t(text)}
          </NavLink>
        ))}
      </nav>
      <Outlet />
    </div>
  )
}
