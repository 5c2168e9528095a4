import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { holidays } from '../../src/config/holidays.ts'
import { type Calendar, DAY, type Instant, MINUTE, workdaysLater } from '../../src/domain/calendar.ts'
import type { Constitution } from '../../src/domain/state/constitution.ts'
import { type Message, partner, privately, Unknown, World } from '../../src/wechat/world.ts'
import { Bot, OWN } from './bot.ts'
import { constitutions, Impossible, known, seed, shipped } from './cast.ts'
import { fileLine, matches } from './match.ts'
import { BOT, type Event, type Saying } from './transcript.ts'

/** What is said by anybody, the bot too; `key` tells rooms apart. */
export interface Shown {
  readonly at: Instant
  readonly key: string
  readonly room: string
  readonly from: string
  readonly text: string
  readonly byBot: boolean
}

/** The bot before a simulated WeChat, with a clock that moves when told to. */
export class Stage {
  #now: Instant
  readonly bot: Bot
  readonly #beside: string
  readonly #world: World
  readonly #calendar: Calendar
  readonly #show: (shown: Shown) => void
  /** Names of the file, which stay good after 「改名」. */
  readonly #known: ReadonlyMap<string, string>
  readonly #left = new Set<string>()
  #last: Message | undefined

  constructor(all: readonly Constitution[], at: Instant, folder: string, beside: string, show: (shown: Shown) => void) {
    const clock = () => this.#now
    this.#now = at
    this.#beside = beside
    this.#show = show
    const { off, on } = holidays(at, [shipped]).calendar
    this.#calendar = { off, on } // how far it reaches is told once a year, and in no transcript
    this.#known = known(all)
    this.#world = new World({ dir: join(folder, 'world'), clock, bot: { id: OWN, name: BOT }, seed: seed(all) })
    const said = (place: string, text: string) => this.#shown(place, OWN, text)
    this.bot = new Bot({ all, world: this.#world, clock, calendar: this.#calendar, folder, said })
  }

  /** @throws Impossible */
  async happen(event: Event): Promise<void> {
    try {
      await this.#do(event)
    } catch (error) {
      throw error instanceof Unknown ? new Impossible(error.message) : error
    }
    await this.bot.calm()
  }

  /** The key of the room that a transcript names. @throws Impossible */
  key(room: string): string {
    try {
      const person = partner(room)
      return this.#world.place(person === undefined ? room : privately(this.#person(person, { friend: true })))
    } catch (error) {
      throw error instanceof Unknown ? new Impossible(error.message) : error
    }
  }

  /** How a room is shown. */
  topic(place: string): string {
    const other = partner(place)
    return other === undefined ? this.#world.room(place).topic : `私聊 ${this.#world.contact(other).name}`
  }

  /** Moves the clock, due instant by due instant. */
  async moveTo(target: Instant): Promise<void> {
    for (;;) {
      const next = this.bot.nextDue(this.#now)
      if (next !== undefined && next <= this.#now) throw new Error('the next due instant does not lie in the future')
      this.#now = Math.min(next ?? target, target)
      await this.bot.beat()
      if (this.#now === target) return
    }
  }

  async #do(event: Event): Promise<void> {
    switch (event.do) {
      case 'say':
        this.#last = await this.#spoken(event)
        return this.bot.hear(this.#last)
      case 'move':
        return this.moveTo(this.#target(event.by))
      case 'again':
        if (!this.#last) throw new Impossible('nobody has said anything yet')
        return this.bot.hear(this.#last)
      case 'recall':
        return this.bot.recall(this.#world.recallLast(this.key(event.room), this.#person(event.who)))
      case 'rename':
        this.#rename(event.who, event.to)
        return this.bot.survey()
      case 'join':
        return this.#join(event.room, event.who)
      case 'leave':
        return this.#leave(event.room, event.who)
      case 'down':
        return this.bot.down()
      case 'up':
        return this.bot.up()
      case 'restart':
        return this.bot.restart()
    }
  }

  /** A group by its topic or the end of it, else a person. */
  #rename(who: string, to: string): void {
    const rooms = this.#world.rooms().filter(({ topic }) => topic.endsWith(who))
    if (rooms.length === 1 && rooms[0]) this.#world.renameRoom(rooms[0].id, to)
    else this.#world.renameContact(this.#person(who), to)
  }

  #join(room: string, who: string): void {
    const contact = this.#person(who, { friend: false })
    this.#world.join(room, contact)
    this.#left.delete(`${this.#world.place(room)}/${contact}`)
    this.bot.survey()
  }

  #leave(room: string, who: string): void {
    const contact = this.#person(who)
    this.#world.leave(room, contact)
    this.#left.add(`${this.#world.place(room)}/${contact}`)
    this.bot.survey()
  }

  /** Who speaks in a room is in it, unless she was seen to leave; who writes privately is a friend. */
  async #spoken({ room, from, text, quote, file }: Saying): Promise<Message> {
    const place = this.key(room)
    const contact = this.#person(from, { friend: partner(place) !== undefined })
    if (partner(place) === undefined && !this.#left.has(`${place}/${contact}`)) this.#enter(place, contact)
    if (partner(place) !== undefined && !this.#world.contact(contact).friend) this.#world.befriend(contact)
    const bytes = file && (await readFile(join(this.#beside, file.name)).catch(() => new Uint8Array()))
    const quoted = quote && this.#quoted(place, quote)
    const message = this.#world.say({
      room: place,
      from: contact,
      text,
      ...(quoted !== undefined && { quote: quoted }),
      ...(file && bytes && { file: { name: file.name, bytes } }),
    })
    this.#shown(place, contact, file ? `[${file.name}]${text && ` ${text}`}` : text)
    return message
  }

  #enter(place: string, contact: string): void {
    if (this.#world.room(place).members.includes(contact)) return
    this.#world.join(place, contact)
    this.bot.survey()
  }

  #quoted(place: string, { from, pattern }: NonNullable<Saying['quote']>): string {
    const speaker = from === BOT ? OWN : this.#person(from)
    const found = this.#world
      .messages(place)
      .findLast((one) => one.from === speaker && !one.recalled && matches(pattern, worded(one)))
    if (!found) throw new Impossible(`nothing that ${from} said there is 「${pattern}」`)
    return found.id
  }

  #shown(place: string, from: string, text: string): void {
    const name = this.#world.shown(place, from)
    this.#show({ at: this.#now, key: place, room: this.topic(place), from: name, text, byBot: from === OWN })
  }

  #target(by: { readonly minutes: number } | { readonly workdays: number }): Instant {
    return 'minutes' in by ? this.#now + by.minutes * MINUTE : workdaysLater(this.#calendar, this.#now, by.workdays)
  }

  /** A contact id. With `unknown`, a name that nobody bears is a new contact. */
  #person(name: string, unknown?: { readonly friend: boolean }): string {
    if (name === BOT) return OWN
    const listed = this.#known.get(name)
    if (listed !== undefined) return listed
    const nobody = !this.#world.contacts().some((contact) => contact.name === name || contact.id === name)
    return unknown && nobody ? this.#world.meet(name, unknown).id : this.#world.contact(name).id
  }
}

/** As the transcript names it: the bot's files come by themselves, people's with words. */
const worded = ({ text, file }: Message): string => (file && !text ? fileLine(file.name) : text)

/** Sets the stage in a new folder and takes it down again. */
export async function onStage<T>(
  files: readonly string[],
  { at, beside, show }: { readonly at: Instant; readonly beside: string; readonly show: (shown: Shown) => void },
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'xiaoyi-chat-'))
  const stage = new Stage(await constitutions(files), at - 2 * DAY, folder, beside, show)
  try {
    await stage.bot.start()
    await stage.moveTo(at) // what it says on seeing its rooms for the first time was said before that day
    return await play(stage)
  } finally {
    await stage.bot.close()
    await rm(folder, { recursive: true, force: true })
  }
}
