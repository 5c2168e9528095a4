import type { Instant } from '../../../src/domain/calendar.ts'
import type { Fact } from '../../../src/domain/state/facts.ts'
import type { Forum, Poll } from '../../../src/domain/state/matter.ts'
import type { State } from '../../../src/store/state.ts'
import type { Intent, Said } from '../crowd.ts'
import type { World } from '../world.ts'
import type { Breaks } from './breaks.ts'
import type { Electors } from './electors.ts'
import { archived, Fresh } from './fresh.ts'
import { differsFrom, type Idea, ranked, Talk } from './talk.ts'

type Of<T extends Fact['type']> = Extract<Fact, { type: T }>
const MINUTE = 60_000
/** So many of each dwelling. */
const MOST_EACH = 3
const DEFAULTS = ['赞成', '反对', '弃权']

/** One case as it is looked at. */
interface Page {
  readonly key: string
  readonly id: string
  readonly number: number
  readonly state: State
}

/** 1, 3, 4, 5, 8, 16 and 20 of what people think before they vote: each dwelling once, until its time, summed up once. */
export class Forums {
  readonly #world: World
  readonly #breaks: Breaks
  readonly #electors: Electors
  readonly #fresh = new Fresh()
  readonly #talks = new Map<string, Talk>()
  /** Facts that were looked at. */
  readonly #known = new Map<string, number>()
  /** What each case's opinions came to when they were summed up. */
  readonly #sums = new Map<string, (readonly Idea[])[]>()
  readonly #told = new Set<string>()
  /** Rooms that the bot was in when it was looked at last. */
  readonly #joined = new Set<string>()
  readonly #settled = new Set<string>()

  constructor(world: World, breaks: Breaks, electors: Electors) {
    this.#world = world
    this.#breaks = breaks
    this.#electors = electors
  }

  look(id: string, state: State): void {
    for (const [matter, facts] of state.facts) {
      const page: Page = { key: `${id} ${matter}`, id, number: Number(matter.slice(1)), state }
      for (const fact of this.#fresh.of(page.key, facts)) this.#fact(page, fact)
    }
    this.#unseen(id, state)
    for (const [key, talk] of this.#talks) if (key.startsWith(`${id} `)) this.#standing(key, talk, state)
    if (this.#talks.size > 0) this.#complete(id, state)
    for (const { id: room, left } of state.docs.room.values()) {
      if (left) this.#joined.delete(room)
      else this.#joined.add(room)
    }
  }

  /** When the last of those that run is to be summed up. */
  get last(): Instant {
    return Math.max(0, ...[...this.#talks.values()].map(({ over, until }) => (over === undefined ? until : 0)))
  }

  /** 20: those whose time is over although nobody said so. */
  overdue(now: Instant): readonly string[] {
    return [...this.#talks].flatMap(([key, { over, until }]) =>
      over === undefined && now >= until + 2 * MINUTE ? [key] : [],
    )
  }

  /** What was stored last may have gone to the archive in the same moment. */
  #unseen(id: string, state: State): void {
    for (const [key, { over }] of this.#talks) {
      const matter = key.slice(id.length + 1)
      if (over !== undefined || !key.startsWith(`${id} `) || state.facts.has(matter)) continue
      const all = (archived(this.#world, id, matter)?.facts ?? []).filter(isOfForum)
      const page: Page = { key, id, number: Number(matter.slice(1)), state }
      for (const fact of all.slice(this.#known.get(key) ?? 0)) this.#fact(page, fact)
    }
  }

  #fact(page: Page, fact: Fact): void {
    if (isOfForum(fact)) this.#known.set(page.key, (this.#known.get(page.key) ?? 0) + 1)
    switch (fact.type) {
      case 'forum-opened':
        return this.#opened(page, fact)
      case 'opinion-given':
        return this.#given(page, fact)
      case 'opinion-seconded':
        return this.#seconded(page, fact)
      case 'forum-closed':
        return this.#closed(page, fact)
      case 'poll-opened':
        if (fact.matter.case !== undefined) this.#asked(page, fact.matter)
        return
      default:
        return
    }
  }

  #opened({ key, number, state }: Page, { at, forum }: Of<'forum-opened'>): void {
    this.#world.count.note('opinions asked for')
    const before = this.#talks.get(key)
    if (before && before.over === undefined) this.#breaks(8, `${key}: opinions are asked for again while they are`)
    const wanted = (intent: Intent) => intent.do === 'deliberate' && intent.case === number
    const said = this.#electors.saidBy(forum.opener, at, state, wanted)
    if (said?.length === 0) this.#breaks(16, `${key}: nobody said that it is to be talked over`)
    const untils = (said ?? []).map(({ intent }) => eveningAfter(at, 'days' in intent ? (intent.days ?? 3) : 3))
    if (said && !untils.includes(forum.until)) this.#breaks(4, `${key}: its opinions are taken until ${forum.until}`)
    if (state.docs.case.get(String(number))?.category === '邻里') this.#breaks(15, `${key} is talked over in public`)
    if (forum.opinions.length > 0) this.#breaks(3, `${key} begins with opinions that nobody gave`)
    this.#talks.set(key, new Talk(at, forum.until))
  }

  #given(page: Page, { opinion, source }: Of<'opinion-given'>): void {
    const { key, id, number, state } = page
    const talk = this.#talks.get(key)
    const said = this.#world.crowd.said.get(source)
    if (!talk || talk.over) return this.#breaks(8, `${key}: an opinion is taken, which nobody asked for`)
    if (said?.intent.do !== 'opinion' || said.intent.case !== number)
      return this.#breaks(16, `${key}: 「${said?.text}」 (${source}) was no opinion on it`)
    this.#inTime(page, talk, [said])
    if (said.room !== undefined && !this.#world.mail.roomless.has(said.id) && !said.room.startsWith(id))
      this.#breaks(14, `${key}: ${said.id} was said in ${said.room}`)
    const contact = state.docs.person.get(opinion.person)?.contact
    if (contact !== undefined && contact !== said.contact) this.#breaks(16, `${key}: ${source} is taken for another's`)
    const { idea } = said.intent
    if (!opinion.text.includes(idea)) this.#breaks(3, `${key}: 「${said.text}」 is kept as 「${opinion.text}」`)
    const [unit = '', ...others] = opinion.supporters
    if (others.length > 0) this.#breaks(3, `${key}: a new opinion has ${others.length} supporters more`)
    this.#isHers(page, unit, opinion.person, said.contact)
    if (talk.find(idea)) this.#breaks(3, `${key}: 「${idea}」 stands there twice`)
    if (talk.givenBy(unit) >= MOST_EACH) this.#breaks(3, `${key}: ${unit} has given more than ${MOST_EACH}`)
    talk.ideas.push({ idea, units: [unit], contacts: [said.contact], at: this.#at(source, state) })
    this.#world.count.note('an opinion')
  }

  #seconded(page: Page, fact: Of<'opinion-seconded'>): void {
    const { key, number, state } = page
    const talk = this.#talks.get(key)
    const there = talk?.ideas[fact.opinion - 1]
    if (!talk || talk.over || !there) return this.#breaks(8, `${key}: an opinion is seconded that is not there`)
    const means = (intent: Intent) =>
      (intent.do === 'second' && intent.case === number && intent.opinion === fact.opinion) ||
      (intent.do === 'opinion' && intent.case === number && intent.idea === there.idea)
    const said = this.#electors.saidBy(fact.by, fact.at, state, means)
    const contact = state.docs.person.get(fact.by)?.contact
    if (said?.length === 0) this.#breaks(16, `${key}: ${fact.by} never seconded opinion ${fact.opinion}`)
    if (said) this.#inTime(page, talk, said)
    const [one, ...others] = said ?? []
    const seen = one?.intent.do === 'second' && others.length === 0 ? one.intent.seen : undefined
    // Numbers begin anew when it is talked over again.
    if (one && seen?.since === talk.since && seen.idea !== there.idea)
      this.#breaks(3, `${key}: 「${one.text}」 (${one.id}) was not said of 「${there.idea}」`)
    if (contact !== undefined) this.#isHers(page, fact.unit, fact.by, contact)
    if (there.units.includes(fact.unit)) this.#breaks(3, `${key}: opinion ${fact.opinion} counts ${fact.unit} twice`)
    if (contact !== undefined && there.contacts.includes(contact))
      this.#breaks(3, `${key}: opinion ${fact.opinion} counts ${contact} twice`)
    there.units.push(fact.unit)
    if (contact !== undefined) there.contacts.push(contact)
    this.#world.count.note('an opinion seconded')
  }

  #closed(page: Page, { at, forum }: Of<'forum-closed'>): void {
    const { key } = page
    const talk = this.#talks.get(key)
    if (!talk || talk.over) return this.#breaks(8, `${key}: its opinions are summed up again`)
    if (at < talk.until) this.#breaks(8, `${key}: its opinions are summed up before the time`)
    const wrong = differsFrom(talk, forum)
    if (wrong) this.#breaks(3, `${key}: summed up ${wrong}`)
    talk.over = at
    this.#sums.set(key, [...(this.#sums.get(key) ?? []), ranked(talk)])
    this.#world.count.note('opinions summed up')
    if (talk.ideas.some(({ units }) => units.length > 1)) this.#world.count.note('opinions with supporters summed up')
    this.#isTold(page, talk, at)
  }

  /** 5: once in each residents' room, counted as it is; or dropped there, where nothing was said until it was too old. */
  #isTold({ key, id, number, state }: Page, talk: Talk, at: Instant): void {
    const sizes = ranked(talk).map(({ units }) => units.length)
    const wanted = sizes.slice(0, 4).join()
    const lines = [...state.outbox.values()].flatMap(({ line }) => {
      if (!('room' in line.to) || !line.text.startsWith(`#${number} 意见收齐了：`)) return []
      return this.#told.has(`${id} ${line.key}`) ? [] : [{ ...line, room: line.to.room }]
    })
    for (const { key: name, text } of lines) {
      this.#told.add(`${id} ${name}`)
      const told = [...text.matchAll(/^意见\d+（(\d+)户）/gm)].map(([, size]) => size).join()
      if (told !== wanted) this.#breaks(3, `${key}: its opinions are told with ${told}, and have ${wanted}`)
    }
    for (const room of state.docs.room.values()) {
      const here = lines.filter((line) => line.room === room.id).length
      const isDropped = state.gone.has(`#${number}/forum/${at}/${room.id}`)
      const isOwed = room.kind === 'residents' && !room.left && this.#joined.has(room.id) && !isDropped
      if (here > 1 || (isOwed && here === 0)) this.#breaks(5, `${key} is summed up ${here} times in ${room.id}`)
    }
  }

  /** A card of what people think has that, the most wanted first. */
  #asked({ id }: Page, { number, case: of, options }: Poll): void {
    this.#world.count.note('a poll on opinions')
    const sums = this.#sums.get(`${id} #${of}`) ?? []
    const fits = (ideas: readonly Idea[]): boolean => {
      const wanted = ideas.length > 1 ? ideas.slice(0, 5).map(({ idea }) => idea) : DEFAULTS
      return wanted.length === options.length && wanted.every((idea, place) => options[place]?.includes(idea))
    }
    if (!sums.some(fits))
      this.#breaks(3, `${id} P${number} asks for ${options}, which is not what people thought of #${of}`)
  }

  /** By a neighbour, before its time is over. */
  #inTime({ key, id }: Page, talk: Talk, said: readonly Said[]): void {
    const stranger = said.find(({ who }) => !who.rooms.some((room) => room.startsWith(id)))
    if (stranger) this.#breaks(4, `${key}: 「${stranger.text}」 (${stranger.id}) is from no neighbour`)
    const { heardAt } = this.#world.mail
    const times = said.flatMap(({ id }) => heardAt.get(id) ?? [])
    if (!times.some((at) => at < talk.until)) this.#breaks(4, `${key}: ${said[0]?.id} was said when it was over`)
  }

  #isHers({ key, id }: Page, unit: string, person: string, contact: string): void {
    if (!this.#electors.homesOf(id, contact, person).includes(unit))
      this.#breaks(4, `${key}: ${contact} speaks for ${unit}, where she does not live`)
  }

  // ── what must be there ─────────────────────────────────────────────────────────────────────────

  #standing(key: string, talk: Talk, { docs, facts }: State): void {
    const matter = key.slice(key.indexOf('#') + 1)
    if (!docs.case.has(matter) || !facts.has(`#${matter}`)) return // in the archive
    const forum: Forum | undefined = docs.forum.get(matter)
    const wrong = forum ? differsFrom(talk, forum) : 'is gone'
    if (wrong) this.#breaks(1, `${key}: what people think of it ${wrong}`)
    if (forum && (forum.over === true) !== (talk.over !== undefined))
      this.#breaks(1, `${key}: what people think of it is open again`)
  }

  /** Whoever was answered is counted. */
  #complete(id: string, state: State): void {
    for (const [message, at] of state.ids) {
      if (this.#settled.has(`${id} ${message}`)) continue
      this.#settled.add(`${id} ${message}`)
      const said = this.#world.crowd.said.get(message)
      if (said?.intent.do === 'opinion' || said?.intent.do === 'second') this.#answered(id, said, at, state)
    }
  }

  #answered(id: string, said: Said, at: Instant, { docs }: State): void {
    const { intent, contact } = said
    if (intent.do !== 'opinion' && intent.do !== 'second') return
    const talk = this.#talks.get(`${id} #${intent.case}`)
    const heardAt = this.#world.mail.heardAt.get(said.id) ?? []
    if (!talk || at <= talk.since || said.at <= talk.since + MINUTE || (talk.over !== undefined && talk.over <= at))
      return
    if (heardAt.some((one) => one >= talk.until)) return
    if (said.room === undefined ? !said.who.listed || said.who.community !== id : !said.room.startsWith(id)) return
    if (this.#world.crowd.login !== '' && !isKnown(contact, docs)) return // nobody knows yet who it was
    const there = intent.do === 'opinion' ? talk.find(intent.idea) : talk.ideas[intent.opinion - 1]
    const homes = this.#electors.homesOf(id, contact, '')
    if (intent.do === 'second' && (!there || there.at >= at))
      return this.#world.count.note('an opinion that is not there')
    if (there && (there.contacts.includes(contact) || there.units.some((unit) => homes.includes(unit)))) return
    if (intent.do === 'opinion' && homes.some((unit) => talk.givenBy(unit) >= MOST_EACH)) return
    if (intent.do === 'opinion' && talk.ideas.filter(({ contacts }) => contacts[0] === contact).length >= MOST_EACH)
      return
    this.#breaks(3, `${id} #${intent.case}: ${said.id} 「${said.text}」 was answered, but is not there`)
  }

  #at(message: string, { ids, at }: State): Instant {
    return ids.get(message) ?? at
  }
}

/** Listed, by this id. */
const isKnown = (contact: string, { person }: State['docs']): boolean =>
  [...person.values()].some((one) => one.contact === contact && one.listed)

const isOfForum = ({ type }: Fact): boolean => type.startsWith('forum-') || type.startsWith('opinion-')

/** Six in the evening, so many days later. */
const eveningAfter = (at: Instant, days: number): Instant => {
  const [hour, day] = [3_600_000, 86_400_000]
  return Math.floor((at + 8 * hour) / day) * day - 8 * hour + days * day + 18 * hour
}
