import type { Instant } from '../../../src/domain/calendar.ts'
import type { Line } from '../../../src/domain/state/community.ts'
import type { Fact } from '../../../src/domain/state/facts.ts'
import type { State } from '../../../src/store/state.ts'
import type { Sent } from '../line.ts'
import type { World } from '../world.ts'
import type { Breaks } from './breaks.ts'
import { archived, Fresh } from './fresh.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** So long 「刚才那个不算」 is heard. */
const UNDONE = 15 * 60_000
/** Of one limit of one case to one place: half its time, 80 %, its end. */
const A_LIMIT = 3
/** Of a danger that nobody took up: every ten minutes, then for a day every hour. */
const A_DANGER = 6 + 23
/** Of one deadline to one group: three days before, the day before, some hours before. */
const A_DEADLINE = 3
/** As the reporter asks; a suspension that a convener may state. */
const LONGEST = { resident: 31 * DAY, review: 367 * DAY }
const OF_CASE = /^#(\d+)\/(half|yellow|red|again|call)\//
const LIST = /^lights\//
/** That what is late for weeks is not forgotten. */
const STILL = /^#[\d#]+\/still\/(\d+)/
const WEEK = 7 * DAY
const OF_ALL = /^R(\d+)\/\d+\//

/** 10: reminders within their cap, in one list, none by night that is not pressing, none of what is done. 9: the program's own audit. */
export class Reminded {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #fresh = new Fresh()
  /** Keys by what they may be so often. */
  readonly #keys = new Map<string, Set<string>>()

  readonly #ended = new Map<string, Instant>()

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
  }

  look(id: string, { facts, docs }: State): void {
    for (const [matter, all] of facts)
      for (const fact of this.#fresh.of(`${id} ${matter}`, all))
        this.#fact(`${id} ${matter}`, fact, (type) => this.#times(type, id, matter, all))
    for (const { number, held } of docs.case.values())
      if (held && held.until - held.since > LONGEST[held.why])
        this.#breaks(9, `${id} #${number} stands still from ${held.since} to ${held.until}`)
    for (const { number, rungs, at, since, endedAt } of docs.reminder.values()) {
      if (new Set(rungs).size < rungs.length) this.#breaks(10, `${id} R${number} was said twice of ${rungs}`)
      if (endedAt === undefined && at < since) this.#breaks(11, `${id} R${number} is over before it begins`)
      this.#over(`${id} R${number}`, endedAt !== undefined)
    }
  }

  /** 8: what is over can be taken back for some minutes only. */
  #over(name: string, isOver: boolean): void {
    const since = this.#ended.get(name)
    if (isOver) this.#ended.set(name, since ?? this.#world.shown)
    else if (since !== undefined && this.#world.shown - since > UNDONE) this.#breaks(8, `${name} was over, and goes on`)
    else this.#ended.delete(name)
  }

  /** In its whole record: what came back from the archive left its earlier facts there. */
  #times(type: Fact['type'], id: string, matter: string, all: readonly Fact[]): number {
    const here = new Set(all.map((fact) => JSON.stringify(fact)))
    const there = archived(this.#world, id, matter)?.facts ?? []
    return [...all, ...there.filter((fact) => !here.has(JSON.stringify(fact)))].filter((one) => one.type === type)
      .length
  }

  #fact(name: string, fact: Fact, times: (type: Fact['type']) => number): void {
    const note = NOTED[fact.type]
    if (note) this.#world.count.note(note)
    if (fact.type === 'asked-again' && times('asked-again') > times('case-finished'))
      this.#breaks(10, `${name}: asked more often whether it is still mended than it was finished`)
    if (fact.type === 'clock-resumed') {
      if (times('clock-resumed') > times('clock-held')) this.#breaks(8, `${name}: its clock went on twice`)
      if (fact.due - fact.since < 0) this.#breaks(11, `${name}: its limit ends before it begins`)
    }
  }

  sends(sent: Sent): void {
    for (const { community, line } of sent.lines) {
      const state = this.#world.life?.ledgers.get(community)?.now
      if (!state) continue
      if (OF_CASE.test(line.key) || LIST.test(line.key))
        this.#ofCases(`${community} ${line.key}`, sent.place, line, state)
      if (STILL.test(line.key)) this.#stillLate(community, line, state)
      if (OF_ALL.test(line.key)) this.#ofAll(community, sent.place, line, state)
    }
  }

  #ofCases(name: string, place: string, line: Line, state: State): void {
    const numbers = new Set(
      [...`${line.key.startsWith('#') ? line.about : line.text}`.matchAll(/#(\d+)/g)].map(([, n]) => n ?? ''),
    )
    const matters = [...numbers].flatMap((number) => state.docs.case.get(number) ?? [])
    const running = matters.filter(({ stage }) => stage === 'open' || stage === 'taken')
    if (running.length === 0) this.#breaks(10, `${name} reminds of nothing that is open: ${line.text}`)
    const inDanger = matters.some(({ danger }) => danger !== undefined)
    if (line.urgent && !inDanger) this.#breaks(10, `${name} counts as urgent: ${line.text}`)
    if (matters.some(({ tier }) => tier === 'family') && /^(north|south)-/.test(place) && place.length < 8)
      this.#breaks(14, `${name}: a matter of a family in ${place}`)
    const [, rung, limit] = line.key.split('/')
    const isCall = rung === 'call'
    if (OF_CASE.test(line.key) && !line.key.includes('/again/'))
      this.#cap(
        `${name.split('/')[0]} ${place} ${isCall ? 'called ' : ''}until ${limit}`,
        line.key,
        isCall ? A_DANGER : A_LIMIT,
      )
    if (isCall && !inDanger) this.#breaks(10, `${name} calls again for what is no danger`)
    const waited = (line.notBefore + 8 * HOUR) % DAY === 7 * HOUR // what comes late by night is told with what comes then
    if (!inDanger && !waited) this.#cap(`${name.split(' ')[0]} ${place} list ${line.notBefore}`, line.key, 1)
  }

  /** Once a week, to whom it concerns, of what is late for more than a week. */
  #stillLate(community: string, line: Line, state: State): void {
    const [, morning = ''] = STILL.exec(line.key) ?? []
    const at = Number(morning)
    const monday = at - ((at + 8 * HOUR - 4 * DAY) % WEEK) // 1970 began on a Thursday
    for (const [, number = ''] of `${line.about ?? ''} ${line.key.split('/')[0]}`.matchAll(/#(\d+)/g)) {
      const matter = state.docs.case.get(number)
      const wasSo = matter && matter.endedAt === undefined && !matter.held && matter.since <= at // when it was put down
      if (wasSo && at - matter.due <= WEEK)
        this.#breaks(10, `${community} ${line.key} is said of #${number} that is not late for a week`)
      this.#cap(`${community} #${number} in the week of ${monday}`, line.key, 1)
    }
  }

  #ofAll(community: string, place: string, line: Line, state: State): void {
    const [, number = ''] = OF_ALL.exec(line.key) ?? []
    this.#world.count.note('a reminder to all')
    const one = state.docs.reminder.get(number)
    if (!one || one.endedAt !== undefined) this.#breaks(10, `${community} ${line.key} is said of what is over`)
    else if (this.#world.shown >= one.at) this.#breaks(10, `${community} ${line.key} is said after its time`)
    this.#cap(`${community} R${number} ${one?.at} ${place}`, line.key, A_DEADLINE)
    if (!line.asked) this.#byDay(`${community} ${line.key}`, this.#world.shown)
  }

  #byDay(name: string, at: Instant): void {
    const hour = Math.floor(((at + 8 * HOUR) % DAY) / HOUR)
    if (hour >= 22 || hour < 7) this.#breaks(10, `${name} is said at ${hour} o'clock`)
  }

  #cap(what: string, key: string, most: number): void {
    const keys = (this.#keys.get(what) ?? new Set<string>()).add(key)
    this.#keys.set(what, keys)
    if (keys.size > most) this.#breaks(10, `${what}: reminded ${keys.size} times: ${[...keys].join(', ')}`)
  }

  /** 9: the program looks after itself at each beat; it must find nothing. */
  beaten(): void {
    const { unattended = 0, stuck = 0 } = this.#world.life?.desk?.figures ?? {}
    if (unattended > 0) this.#breaks(9, `${unattended} open matters have no next action`)
    if (stuck > 0) this.#breaks(9, `of what was due ${stuck} was not done`)
  }
}

const NOTED: { readonly [type: string]: Parameters<World['count']['note']>[0] } = {
  'clock-held': 'the clock of a case stood still',
  'clock-resumed': 'the clock of a case went on',
  'asked-again': 'asked after four weeks',
  'case-inspected': 'an inspection',
  'called-back': 'called back',
  'came-back': 'came back as another',
  'passed-up': 'a case passed up',
  'sent-down': 'a case sent down',
  'level-answered': 'answered by the level above',
}
