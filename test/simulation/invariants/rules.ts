import type { Instant } from '../../../src/domain/calendar.ts'
import type { Role } from '../../../src/domain/state/constitution.ts'
import type { Fact } from '../../../src/domain/state/facts.ts'
import type { Case, CaseStage } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import { calendar, people } from '../town.ts'
import type { World } from '../world.ts'
import type { Breaks } from './breaks.ts'
import { Fresh } from './fresh.ts'
import { dayOf, nextOf } from './next.ts'

const BEAT = 10_000
const ROOMS = 3
/** Ways in which a vote does not count, each told once a minute. */
const REFUSALS = 4

const OPEN: readonly CaseStage[] = ['open', 'taken']
/** From where a fact may lead, and whereto; without: the stage stays. */
const MOVES: { readonly [type: string]: readonly [readonly CaseStage[], (readonly CaseStage[])?] } = {
  'case-taken': [OPEN, ['taken']],
  'case-finished': [OPEN, ['done']],
  'finish-undone': [['done'], OPEN],
  'case-reopened': [['done'], OPEN],
  'case-withdrawn': [['open'], ['withdrawn']],
  'case-refused': [OPEN, ['refused']],
  'case-sent-back': [OPEN, ['open']],
  'case-supported': [OPEN],
  'news-given': [OPEN],
  'case-offered': [OPEN],
  'offer-declined': [OPEN],
  'time-asked': [OPEN],
  'time-given': [OPEN],
  'time-refused': [OPEN],
  'ways-offered': [OPEN],
  'day-asked': [OPEN],
  'case-urged': [OPEN],
  'case-pressed': [OPEN],
  'help-wanted': [OPEN],
  'case-rated': [['done']],
  'announcement-corrected': [['done']],
  'announcement-withdrawn': [['done']],
  'case-inspected': [['done']],
  'called-back': [['done']],
  'asked-again': [['done']],
  'came-back': [['done']],
  'withdrawal-announced': [['open']],
  'case-reminded': [OPEN],
  'promise-made': [OPEN],
  'promise-passed': [OPEN],
  'promise-dropped': [OPEN],
  'reminders-hushed': [OPEN],
  'hurry-dropped': [OPEN],
  'reason-given': [OPEN],
  'clock-held': [OPEN],
  'clock-resumed': [OPEN],
  'passed-up': [OPEN, ['taken']],
  'sent-down': [OPEN, ['taken']],
  'level-answered': [[...OPEN, 'withdrawn', 'refused', 'done']], // what was ended here meanwhile is told to them
  'level-released': [OPEN],
}
const STAFF: readonly Role[] = ['handler', 'convener', 'steward', 'supervisor', 'admin']
const CONVENERS: readonly Role[] = ['convener', 'admin']
/** Who may do what. */
const RIGHTS: { readonly [type: string]: readonly Role[] } = {
  'case-taken': STAFF,
  'case-finished': STAFF,
  'announcement-corrected': STAFF,
  'announcement-withdrawn': CONVENERS,
  'news-given': STAFF,
  'case-offered': STAFF,
  'offer-declined': STAFF,
  'case-sent-back': STAFF,
  'time-asked': STAFF,
  'help-wanted': STAFF,
  'time-given': CONVENERS,
  'time-refused': CONVENERS,
  'ways-offered': STAFF,
  'day-asked': STAFF,
  'case-refused': CONVENERS,
  'promise-made': STAFF,
  'promise-dropped': STAFF,
  'reminders-hushed': STAFF,
  'reason-given': STAFF,
  'clock-held': STAFF,
  'passed-up': STAFF,
  'sent-down': CONVENERS,
  'level-released': CONVENERS,
  'case-pressed': [...CONVENERS, 'supervisor'],
  'case-inspected': ['supervisor'],
  'called-back': [...CONVENERS, 'supervisor', 'steward'],
  'poll-voided': CONVENERS,
  'voiding-asked': CONVENERS,
  'poll-extended': CONVENERS,
  'ballot-set-aside': CONVENERS,
  'ballot-restored': CONVENERS,
}

/** 8: only listed transitions. 9: every open case has a next due. 11: time never goes back. 16: rights. 18: bounds. */
export class Rules {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #fresh = new Fresh()
  readonly #stages = new Map<string, { stage: CaseStage | undefined }>()
  readonly #latest = new Map<string, Instant>()

  constructor(world: World, breaks: Breaks) {
    this.#world = world
    this.#breaks = breaks
  }

  look(id: string, state: State): void {
    this.#time(id, state)
    for (const [matter, facts] of state.facts) {
      const known = this.#stages.get(`${id} ${matter}`) ?? { stage: undefined }
      this.#stages.set(`${id} ${matter}`, known)
      for (const fact of this.#fresh.of(`${id} ${matter}`, facts)) this.#fact(id, matter, fact, known, state)
      const stage = state.docs.case.get(matter.slice(1))?.stage
      if (matter.startsWith('#') && stage !== undefined && known.stage !== undefined && stage !== known.stage)
        this.#breaks(8, `${id} ${matter} is ${stage}, its record says ${known.stage}`)
    }
    this.#roles(id, state)
    this.#bounds(id, state)
  }

  #fact(id: string, matter: string, fact: Fact, known: { stage: CaseStage | undefined }, state: State): void {
    if (fact.type === 'case-raised') known.stage = 'open'
    const move = MOVES[fact.type]
    if (move) {
      const [from, to] = ofLevel(fact) ?? this.#undone(id, matter, fact, state) ?? move
      if (!known.stage || !from.includes(known.stage))
        this.#breaks(8, `${id} ${matter}: ${fact.type} while it was ${known.stage}`)
      known.stage = to === undefined ? known.stage : stageAfter(fact, to, state.docs.case.get(matter.slice(1)))
    }
    const right = this.#isOwn(matter, fact, state) ? undefined : RIGHTS[fact.type]
    if (fact.type === 'clock-held') this.#held(id, matter, fact, state)
    if (right && 'by' in fact && !this.#has(right, fact.by, state))
      this.#breaks(16, `${id} ${matter}: ${fact.type} by ${fact.by}, who may not`)
    const actor = fact.type === 'poll-voided' ? (fact.also ?? fact.by) : 'by' in fact ? fact.by : ''
    if (right && !this.#has(right, actor, state))
      this.#breaks(16, `${id} ${matter}: ${fact.type} by ${actor}, who may not`)
    if (right && !this.#saidSo(actor, fact.at, state))
      this.#breaks(16, `${id} ${matter}: ${fact.type}, which ${actor} never said`)
    if (fact.type === 'forum-opened' && !this.#has(CONVENERS, fact.forum.opener, state))
      this.#breaks(16, `${id} ${matter}: talked over for ${fact.forum.opener}, who may not`)
    if (fact.type === 'poll-opened' && !this.#has(CONVENERS, fact.matter.opener, state))
      this.#breaks(16, `${id} ${matter}: opened by ${fact.matter.opener}, who may not`)
  }

  /** What was done on sight, and was nothing: its finish is undone and it is withdrawn in one go. What another level has nobody here works on. */
  #undone(id: string, matter: string, fact: Fact, state: State): (typeof MOVES)[string] | undefined {
    if (fact.type === 'finish-undone') this.#latest.set(`${id} ${matter} undone`, fact.at)
    const undone = this.#latest.get(`${id} ${matter} undone`) === fact.at
    const handed = state.facts.get(matter)?.some(({ type }) => type === 'passed-up' || type === 'sent-down')
    return fact.type === 'case-withdrawn' && (undone || handed) ? [OPEN, ['withdrawn']] : undefined
  }

  /** What nobody need be of staff for: a level that lets go, and who reported it and can wait. */
  #isOwn(matter: string, fact: Fact, state: State): boolean {
    if (fact.type === 'level-released') return fact.by === undefined
    return fact.type === 'clock-held' && fact.why === 'resident' && isReporter(matter, fact.by, state)
  }

  /** Of who reported it for a month at the most; of those at work not where it is late or somebody is in danger, and twice. */
  #held(id: string, matter: string, fact: Extract<Fact, { type: 'clock-held' }>, state: State): void {
    const held = state.docs.case.get(matter.slice(1))
    if (!held || fact.why !== 'resident') return
    if (fact.until - fact.at > 31 * 86_400_000) this.#breaks(18, `${id} ${matter}: it waits till ${fact.until}`)
    if (isReporter(matter, fact.by, state)) return
    if (held.danger !== undefined) this.#breaks(16, `${id} ${matter}: somebody is in danger, and it waits`)
    if ((held.holds ?? 0) > 2) this.#breaks(18, `${id} ${matter}: it waited ${held.holds} times`)
    if (held.held?.why === 'resident' && held.held.by === fact.by && held.supporters.length > 0)
      this.#breaks(16, `${id} ${matter}: it waits for one household, and with it others`)
  }

  /** Somebody with this contact said something that was settled at that moment. */
  #saidSo(key: string, at: Instant, state: State): boolean {
    const contact = state.docs.person.get(key)?.contact
    if (contact === undefined) return true
    for (const [message, settled] of state.ids)
      if (settled === at && this.#world.crowd.said.get(message)?.contact === contact) return true
    return false
  }

  /** By the register of the town, never by what is stored. */
  #has(roles: readonly Role[], key: string, state: State): boolean {
    const contact = state.docs.person.get(key)?.contact
    const known = people.find((one) => one.contact === contact)
    return contact === undefined || (known?.roles.some((role) => roles.includes(role)) ?? false)
  }

  /** 16 */
  #roles(id: string, state: State): void {
    for (const { key, contact, roles, listed } of state.docs.person.values()) {
      const known = people.find((one) => one.contact === contact && one.community === id)
      const right = known?.listed ? known.roles : ['resident']
      const isVoid = this.#world.crowd.login !== '' && roles.join() === 'resident' // ids of an earlier login mean nobody
      if (contact !== undefined && !isVoid && roles.join() !== right.join())
        this.#breaks(16, `${id} ${key} (${contact}) is ${roles}`)
      if (listed && contact !== undefined && !known?.listed)
        this.#breaks(16, `${id} ${key} (${contact}) counts as listed`)
    }
  }

  /** 11 */
  #time(id: string, { at, facts }: State): void {
    const latest = this.#latest.get(id) ?? 0
    if (at < latest) this.#breaks(11, `${id}: recorded time went back by ${latest - at} ms`)
    this.#latest.set(id, Math.max(at, latest))
    for (const [matter, all] of facts) {
      const [before, last] = all.slice(-2)
      if (before && last && last.at < before.at)
        this.#breaks(11, `${id} ${matter}: ${last.type} is earlier than ${before.type}`)
      if (before?.type === 'case-reminded' && last?.type === 'case-reminded' && before.at === last.at)
        this.#breaks(11, `${id} ${matter}: two reminders at once`)
      if (last?.type === 'case-reminded' && last.rung === 'again') this.#onceADay(`${id} ${matter}`, all)
    }
  }

  /** 10: of what is late at most one a working day. */
  #onceADay(name: string, facts: readonly Fact[]): void {
    const [before, last] = facts.filter((fact) => fact.type === 'case-reminded').slice(-2)
    if (!before || !last || (before.rung !== 'red' && before.rung !== 'again')) return
    const isDanger = facts.some((fact) => fact.type === 'case-raised' && fact.matter.danger !== undefined)
    if (isDanger && before.rung === 'red') return // what became late in the night is asked for in the morning
    if (dayOf(before.at) === dayOf(last.at)) this.#breaks(10, `${name} is asked for twice on ${dayOf(last.at)}`)
  }

  /** 18 */
  #bounds(id: string, { docs, ids, outbox }: State): void {
    const persons = docs.person.size
    if (docs.pending.size > 2 * persons) this.#breaks(18, `${id}: ${docs.pending.size} questions wait`)
    if (docs.act.size > persons) this.#breaks(18, `${id}: ${docs.act.size} last acts`)
    const { case: cases, poll: polls } = docs.counters.get('counters') ?? { case: 1, poll: 1 } // also what is archived
    if (docs.bundle.size > ROOMS * (2 * (cases - 1) + (1 + REFUSALS) * (polls - 1)))
      this.#breaks(18, `${id}: ${docs.bundle.size} bundles`)
    if (ids.size > 20_000) this.#breaks(18, `${id}: ${ids.size} message ids`)
    // of a case that nobody takes two lines each working day, and of a danger 27 calls: the lines outlive its document
    if (outbox.size > 100 + 12 * (ids.size + docs.poll.size) + 60 * (cases - 1))
      this.#breaks(18, `${id}: ${outbox.size} lines`)
    const talk = [...ids.keys()].filter((message) => this.#world.crowd.said.get(message)?.intent.do === 'chatter')
    if (talk.length > 60) this.#breaks(18, `${id}: ${talk.length} lines of chatter were kept`)
  }

  /** 9, after each beat that was settled. */
  beaten(id: string, state: State): void {
    const now = this.#world.shown
    for (const matter of state.docs.case.values())
      if (OPEN.includes(matter.stage) && Math.max(nextOf(calendar, matter), knownSince(state, matter)) <= now - BEAT)
        this.#breaks(9, `${id} #${matter.number} was due at ${nextOf(calendar, matter)} and is not reminded of`)
  }
}

/** What the level above or below says of what is one case in both. */
const ofLevel = (fact: Fact): (typeof MOVES)[string] | undefined => {
  if (!('by' in fact) || !String(fact.by).startsWith('level:')) return undefined
  if (fact.type === 'case-withdrawn') return [OPEN, ['withdrawn']]
  return fact.type === 'case-reopened' ? [['done', 'withdrawn'], OPEN] : undefined
}

const stageAfter = (fact: Fact, to: readonly CaseStage[], matter: Case | undefined): CaseStage | undefined =>
  to.length === 1
    ? to[0]
    : fact.type === 'finish-undone'
      ? fact.stage
      : matter?.handler !== undefined
        ? 'taken'
        : 'open'

/** A report whose question lapsed becomes a case long after it was said; what goes on and is late is told at the next beat. */
const knownSince = ({ facts }: State, { number }: Case): Instant =>
  facts.get(`#${number}`)?.findLast(({ type }, i) => i === 0 || type === 'clock-resumed')?.at ?? 0

const isReporter = (matter: string, key: string, state: State): boolean =>
  state.docs.case.get(matter.slice(1))?.reporter === key
