import { startTestApp, type TestApp } from '../support/app.ts'
import { moveIn, telegramPerson, webPerson, zaloPerson, type Person } from '../support/people.ts'
import { settled } from '../support/settle.ts'
import { wardOfficer, type WardOfficer } from '../support/ward-officers.ts'

export type Names = 'tu' | 'nam' | 'lan' | 'hai'
export type Heard = Record<Names, string>

const day = 86_400_000
/** Half past nine in Hanoi on the first Monday of the year. It goes on by itself, because sending is paced by it. */
const firstMorning = new Date('2027-01-04T09:30:00+07:00').getTime()

/** The words of a page, without its navigation. */
export const wordsOf = (page: string): string =>
  (page.split('<main')[1] ?? page)
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()

const attribute = (tag: string, name: string): string | undefined => {
  const value = new RegExp(`\\b${name}="([^"]*)"`, 'u').exec(tag)?.[1]
  return value?.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}

const fieldOf = /<input\b(?:[^>"]|"[^"]*")*>|<(select|textarea)\b(?:[^>"]|"[^"]*")*>([\s\S]*?)<\/\1>/gu

/** What stands in the fields of a form before anybody touches it. */
const standing = (form: string): [name: string, value: string][] => {
  const values: [string, string][] = []
  for (const [tag, kind, inside = ''] of form.matchAll(fieldOf)) {
    const opening = tag.slice(0, tag.length - inside.length)
    const name = attribute(opening, 'name')
    if (name === undefined) continue
    if (kind === 'textarea') values.push([name, inside.trim()])
    else if (kind === 'select') {
      const options = [...inside.matchAll(/<option\b[^>]*>/gu)].map(([option]) => option)
      const chosen = options.find((option) => /\bselected\b/u.test(option)) ?? options[0]
      if (chosen) values.push([name, attribute(chosen, 'value') ?? ''])
    } else {
      const isTicked = /\bchecked\b/u.test(opening) || !/\btype="(?:radio|checkbox)"/u.test(opening)
      if (isTicked) values.push([name, attribute(opening, 'value') ?? ''])
    }
  }
  return values
}

/** A ward and its city with officers and four residents on three channels, and a year that can be gone through. */
export const openCircle = async () => {
  let shift = firstMorning - performance.now()
  const clock = { now: () => new Date(shift + performance.now()) }
  const place: TestApp = await startTestApp({ clock })
  const { $client: sql } = place.installation.house.database
  const officers: Record<'front' | 'approver' | 'city', WardOfficer> = {
    front: await wardOfficer(place, 'Nguyễn Thị Hoa', ['front_officer']),
    approver: await wardOfficer(place, 'Trần Văn Bình', ['approver']),
    city: await wardOfficer(place, 'Lê Thị Thành', ['front_officer'], '01'),
  }
  const lan = webPerson(place)
  const people: Record<Names, Person> = {
    tu: zaloPerson(place, 'Bà Tư'),
    nam: telegramPerson(place, 'Nam'),
    lan,
    hai: zaloPerson(place, 'Ông Hai'),
  }
  for (const person of Object.values(people)) await moveIn(person)

  /** What each of them hears while something is done. */
  const heardBy = async (doing: () => Promise<unknown>): Promise<Heard> => {
    await settled(place)
    const names = Object.keys(people) as Names[]
    const before = await Promise.all(names.map(async (name) => (await people[name].read()).length))
    await doing()
    await settled(place)
    const heard = await Promise.all(
      names.map(async (name, at) => (await people[name].read()).slice(before[at]).join('\n---\n')),
    )
    return Object.fromEntries(names.map((name, at) => [name, heard[at]])) as Heard
  }

  const read = async (officer: WardOfficer, path: string): Promise<string> => wordsOf((await officer.page(path)).text)

  /** Fills in the form of a page that leads to `action`; what stands in it stays. Gives where that leads and its words. */
  const fill = async (
    officer: WardOfficer,
    path: string,
    action: string,
    fields: Record<string, string | readonly string[]> = {},
  ): Promise<string> => {
    const { status, text } = await officer.page(path)
    const form = [...text.matchAll(/<form\b[^>]*\baction="([^"]+)"[^>]*>([\s\S]*?)<\/form>/gu)].find(
      ([, address]) => address === action,
    )
    if (!form) throw new Error(`no form on ${path} (${status}) leads to ${action}: ${wordsOf(text).slice(0, 600)}`)
    const body = new URLSearchParams()
    for (const [name, value] of standing(form[2] ?? '')) if (!(name in fields)) body.append(name, value)
    for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) body.append(name, one)
    const response = await fetch(`${place.url}${action}`, {
      method: 'POST',
      headers: { cookie: officer.cookie, origin: place.url },
      body,
      redirect: 'manual',
    })
    const next = response.headers.get('location')
    return next === null
      ? `${response.status} ${wordsOf(await response.text())}`
      : `${next} ${await read(officer, next)}`
  }

  /** Goes on to a morning, and keeps alive what would have been kept alive by use: tokens and sessions. */
  const goTo = async (date: string, time = '09:30'): Promise<void> => {
    const target = new Date(`${date}T${time}:00+07:00`).getTime()
    await settled(place)
    while (clock.now().getTime() < target) {
      shift += Math.min(target - clock.now().getTime(), 20 * day)
      await place.app.jobs.runNow('refresh-tokens')
    }
    const now = clock.now().getTime()
    await sql`update officer_sessions set last_seen_at = ${new Date(now).toISOString()},
      expires_at = ${new Date(now + day).toISOString()}`
    // A page that has stood open for days is opened anew.
    await lan.driver.open()
    // On Zalo only who has written lately may be written to.
    for (const person of [people.tu, people.hai]) await person.say('0')
  }

  return { place, clock, sql, officers, people, heardBy, read, fill, goTo, run: place.app.jobs.runNow }
}

export type Circle = Awaited<ReturnType<typeof openCircle>>
