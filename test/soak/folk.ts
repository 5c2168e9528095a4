import { chatter } from '../bench/chatter.ts'
import type { Chance } from '../chance.ts'
import type { Glance } from './asked.ts'
import type { Life } from './life.ts'
import type { Neighbour, Quarter } from './town.ts'
import { Voice } from './voice.ts'
import { ANSWERS, DANGERS, PRIVATE, QUESTIONS, TAKING, TROUBLES, WORKING } from './words.ts'

const DAY = 86_400_000
const STRANGERS = 4

/** How often something of each kind is done in one community on one day. */
const DAILY = {
  chat: 90,
  report: 3,
  grumble: 1.5,
  picture: 0.7,
  danger: 0.1,
  support: 4,
  work: 22,
  rate: 4,
  ask: 2,
  privately: 2,
  poll: 0.3,
  vote: 8,
  recall: 0.7,
  rename: 0.3,
  move: 0.5,
  befriend: 0.3,
  convene: 0.7,
  slip: 1,
} as const
type Deed = keyof typeof DAILY

/** What goes on in one community: everything that its people say and do, drawn by chance. */
export class Folk {
  readonly #is: Quarter
  readonly #chance: Chance
  readonly #sayings: () => string
  readonly #voice = new Voice()
  #seen: Glance = { cases: [], polls: [], pending: [] }

  constructor(is: Quarter, chance: Chance) {
    this.#is = is
    this.#chance = chance
    this.#sayings = chatter(chance.salt())
  }

  /** The last message that the bot can have heard. */
  get last(): string | undefined {
    return this.#voice.last
  }

  /** The share of a day that passes; `busy` 1 is a lively community. */
  async pass(life: Life, seen: Glance, share: number): Promise<number> {
    this.#voice.to(life)
    this.#seen = seen
    const deeds = (Object.keys(DAILY) as Deed[]).flatMap((deed) =>
      Array.from({ length: this.#times(DAILY[deed] * share) }, () => deed),
    )
    for (const deed of this.#shuffled(deeds)) await this.#does(deed)
    return deeds.length
  }

  /** Whoever was asked something answers, mostly. */
  async answers(life: Life, seen: Glance): Promise<void> {
    this.#voice.to(life)
    this.#seen = seen
    for (const { contact, room, ask } of seen.pending) {
      const who = this.#everybody.find((one) => one.contact === contact)
      if (!who || this.#voice.outside.has(contact) || this.#chance.happens(0.2)) continue
      await this.#voice.say(who, room, this.#chance.pick(ANSWERS[ask] ?? ['是', '不是', '算了']))
    }
  }

  get #everybody(): readonly Neighbour[] {
    return [...this.#is.residents, ...this.#is.handlers, this.#is.convener]
  }

  #times(expected: number): number {
    return Math.floor(expected) + (this.#chance.happens(expected % 1) ? 1 : 0)
  }

  #shuffled<T>(list: readonly T[]): readonly T[] {
    return list
      .map((one) => ({ one, at: this.#chance.draw() }))
      .sort((a, b) => a.at - b.at)
      .map(({ one }) => one)
  }

  async #does(deed: Deed): Promise<unknown> {
    switch (deed) {
      case 'chat':
        return this.#voice.say(this.#anybody(), this.#group(), this.#sayings())
      case 'report':
        return this.#voice.say(this.#anybody(), this.#group(), `@小议 ${this.#trouble()}`)
      case 'grumble':
        return this.#voice.say(this.#anybody(), this.#group(), this.#trouble())
      case 'picture':
        return this.#picture()
      case 'danger':
        return this.#voice.say(this.#anybody(), this.#group(), `${this.#place()}${this.#chance.pick(DANGERS)}`)
      case 'support':
        return this.#onCase('open', (number) => this.#voice.say(this.#anybody(), this.#group(), `+1 ${number}`))
      case 'work':
        return this.#work()
      case 'rate':
        return this.#rate()
      case 'ask':
        return this.#onCase('open', (number) =>
          this.#voice.say(
            this.#anybody(),
            this.#group(),
            this.#chance.pick([`${number}怎么样了`, `催${number}`, '票况', `进度${number}`]),
          ),
        )
      case 'privately':
        return this.#voice.say(this.#anybody(), undefined, this.#chance.pick([...PRIVATE, this.#trouble()]))
      case 'poll':
        return this.#poll()
      case 'vote':
        return this.#vote()
      case 'recall':
        return this.#recall()
      case 'rename':
        return this.#rename()
      case 'move':
        return this.#move()
      case 'befriend':
        return this.#voice.act('friend', { from: this.#anybody().contact, hello: '加我一下' })
      case 'convene':
        return this.#convene()
      case 'slip':
        return this.#voice.say(
          this.#anybody(),
          this.#group(),
          this.#chance.pick(['@小议 进渡1', '接99999', '刚才那个不算', '🙏🏻', '说'.repeat(3_000)]),
        )
    }
  }

  #anybody(): Neighbour {
    return this.#chance.pick(this.#is.residents)
  }

  #group(): string {
    return this.#chance.pick(this.#is.groups)
  }

  #place(): string {
    return `${this.#chance.between(1, 40)}栋${this.#chance.between(1, 4)}单元`
  }

  #trouble(): string {
    return `${this.#place()}${this.#chance.pick(TROUBLES)}`
  }

  async #picture(): Promise<void> {
    const who = this.#anybody()
    const group = this.#group()
    await this.#voice.say(who, group, '', true)
    if (this.#chance.happens(0.7)) await this.#voice.say(who, group, `@小议 ${this.#trouble()}`)
  }

  async #onCase(stage: string, then: (number: number) => Promise<void>): Promise<void> {
    const all = this.#seen.cases.filter((one) => one.stage === stage)
    if (all.length > 0) await then(this.#chance.pick(all).number)
  }

  /** The oldest first, but every ninth is let lie for long. */
  async #work(): Promise<void> {
    const who = this.#chance.pick(this.#is.handlers)
    const waiting = this.#seen.cases.filter(
      ({ stage, number }) =>
        (stage === 'open' || stage === 'taken') && (number % 9 !== 0 || this.#chance.happens(0.05)),
    )
    const matter = waiting[Math.min(waiting.length - 1, this.#chance.below(6))]
    if (!matter) return void (await this.#voice.say(who, this.#is.staff, '待办'))
    const { number, stage, handlers } = matter
    const fit = this.#is.handlers.filter(({ contact }) => handlers.includes(contact))
    const worker = fit.length > 0 && this.#chance.happens(0.9) ? this.#chance.pick(fit) : who
    const words = stage === 'open' ? TAKING : WORKING
    const text = this.#chance
      .pick(words)
      .replace('N', String(number))
      .replace('WHO', this.#chance.pick(this.#is.handlers).name)
    await this.#voice.say(worker, this.#is.staff, text, this.#chance.happens(0.1))
  }

  async #rate(): Promise<void> {
    const now = Math.max(0, ...this.#seen.cases.map(({ endedAt }) => endedAt ?? 0))
    const fresh = this.#seen.cases.filter(
      ({ stage, rated, endedAt }) => stage === 'done' && !rated && now - (endedAt ?? 0) < 10 * DAY,
    )
    if (fresh.length === 0) return
    const { number, reporter } = this.#chance.pick(fresh)
    const who = this.#everybody.find(({ contact }) => contact === reporter) ?? this.#anybody()
    const words = this.#chance.weighted({ 满意: 6, 一般: 1, 不满意: 1, '没好 还是老样子': 1 })
    await this.#voice.say(who, this.#group(), `${number}${words}`)
  }

  async #poll(): Promise<void> {
    if (this.#seen.polls.filter(({ votable }) => votable).length > 1) return
    const close = this.#chance.pick(['明天20点', '后天18点', '周日20点', ''])
    const kind = this.#chance.pick(['按户', '意向'])
    const text = `投票 ${this.#chance.between(1, 40)}号门${this.#chance.pick(QUESTIONS)}？ 赞成/反对/弃权 ${close} ${kind}`
    await this.#voice.say(this.#is.convener, this.#is.staff, text)
  }

  /** And some change their minds. */
  async #vote(): Promise<void> {
    const votable = this.#seen.polls.filter((poll) => poll.votable)
    if (votable.length === 0) return
    const { number, options } = this.#chance.pick(votable)
    const choice = this.#chance.between(1, options)
    const words = [`P${number} ${choice}`, `${choice}`, `改投${choice}`, '撤销我的票', '票况', '赞成', '反对，太贵了']
    await this.#voice.say(
      this.#anybody(),
      this.#chance.happens(0.9) ? this.#group() : undefined,
      this.#chance.pick(words),
    )
  }

  async #recall(): Promise<void> {
    const id = this.#voice.said.splice(this.#chance.below(Math.max(1, this.#voice.said.length)), 1)[0]
    if (id !== undefined) await this.#voice.act('recall', { id })
  }

  /** For a time: the names come back, so that nobody's is lost to this list. */
  async #rename(): Promise<void> {
    const { contact, name } = this.#anybody()
    const mark = this.#chance.pick(['', '☀️', `${this.#chance.between(1, 9)}栋`])
    if (this.#chance.happens(0.5)) await this.#voice.act('rename', { from: contact, to: `${name}${mark}` })
    else await this.#voice.act('rename', { from: contact, to: `${mark}${name}`, room: this.#group() })
  }

  /** Leaves all groups, or is back; now and then a guest comes or goes. */
  async #move(): Promise<void> {
    if (this.#chance.happens(0.3)) {
      const guest = { room: this.#group(), from: `访客${this.#is.id}${this.#chance.below(STRANGERS)}` }
      await this.#voice.act(this.#chance.happens(0.5) ? 'join' : 'leave', guest)
      return
    }
    const [away] = this.#voice.outside
    const leaves = away === undefined || this.#chance.happens(0.4)
    const who = leaves ? this.#anybody().contact : away
    if (leaves) this.#voice.outside.add(who)
    else this.#voice.outside.delete(who)
    for (const room of this.#is.groups) await this.#voice.act(leaves ? 'leave' : 'join', { room, from: who })
  }

  async #convene(): Promise<void> {
    const open = this.#seen.cases.filter(({ endedAt }) => endedAt === undefined)
    const number = open.length > 0 ? this.#chance.pick(open).number : 1
    const poll = this.#seen.polls.at(-1)?.number ?? 1
    const words = [
      `督办${number}`,
      `同意${number}`,
      `不办${number} 今年没有这笔钱`,
      '安静 2小时',
      '恢复',
      `作废P${poll} 写错了`,
      '待办',
    ]
    await this.#voice.say(this.#is.convener, this.#is.staff, this.#chance.pick(words))
  }
}
