import type { Program, Said } from './program.ts'
import { Gone, type Talk } from './talk.ts'

export const RESIDENTS = '幸福里业主群'
const STAFF = '幸福里工作群'

/** Two of them live together, one has two dwellings. */
const DWELLINGS: Readonly<Record<string, readonly string[]>> = {
  李芳: ['3-2-501'],
  李爷爷: ['3-2-501'],
  张伟: ['3-2-302'],
  赵姐: ['5-1-201'],
  朱明: ['1-1-101', '5-1-302'],
  吴老师: ['1-2-402'],
}
const HANDLERS = ['王强', '李工'] as const
const CONVENER = '刘书记'
const POST = '物业工程部'

/** A community in which nothing is held back: as many lines a day as there are. */
export const neighbourhood = {
  id: 'xingfuli',
  name: '幸福里小区',
  rooms: [
    { topic: RESIDENTS, kind: 'residents' },
    { topic: STAFF, kind: 'staff' },
  ],
  people: [
    ...Object.entries(DWELLINGS).map(([name, ids], index) => ({
      contact: `r${index}`,
      name,
      households: ids.map((id) => ({ id, relation: 'owner' })),
    })),
    ...HANDLERS.map((name, index) => ({ contact: `h${index}`, name, roles: ['handler'], posts: [POST] })),
    { contact: 'liu', name: CONVENER, roles: ['convener', 'admin'] },
  ],
  posts: [{ name: POST, categories: ['*'], phone: '023-00000001' }],
  settings: { perDay: 100_000 },
}

/** What goes on in a neighbourhood over several lives of the program: who has what to do next. */
export class Neighbours {
  readonly #draw: () => number
  #named = 0
  /** Numbers that the bot gave out, and how far each was seen to be. */
  readonly #open = new Map<number, 'raised' | 'taken' | 'done' | 'rated'>()
  #polls = 0

  constructor(draw: () => number) {
    this.#draw = draw
  }

  /** Everybody talks until the program dies; `said` is told of each message before it goes out. */
  async talk(program: Program, talk: Talk, said: () => void): Promise<void> {
    const say = async (room: string, from: string, text: string): Promise<Said> => {
      said()
      return program.say(room, from, text).catch(orGone)
    }
    const ask = async (room: string, from: string, text: string, answer: RegExp): Promise<string> => {
      const before = talk.heard.length
      const { room: place } = await say(room, from, text)
      this.#look(talk)
      const fits = (one: Said) =>
        one.bot && one.room === place && one.text.startsWith(`@${from}`) && answer.test(one.text)
      return (await talk.next(fits, before)).text
    }
    await this.#remembers(ask)
    const ends = await Promise.allSettled([
      ...Object.keys(DWELLINGS).map((name) => this.#resident(name, say, ask)),
      ...HANDLERS.map((name) => this.#handler(name, ask)),
      this.#convener(ask),
      this.#time(program),
    ])
    for (const end of ends) if (end.status === 'rejected' && !(end.reason instanceof Gone)) throw end.reason
  }

  /** After a restart, what was acknowledged is told when asked for. */
  async #remembers(ask: Ask): Promise<void> {
    const number = [...this.#open.keys()].at(-1)
    if (number !== undefined) {
      const answer = await ask(RESIDENTS, '张伟', `进度${number}`, /#\d+ [🟢🟡🔴✅]|没有 #/u)
      if (!answer.includes(`#${number} `) || answer.includes('没有 #')) throw new Error(`#${number} is lost: ${answer}`)
    }
    if (this.#polls === 0) return
    const answer = await ask(RESIDENTS, '张伟', `票况 P${this.#polls}`, /已参与\d+户|没有 P|没有正在/)
    if (!/已参与/.test(answer)) throw new Error(`P${this.#polls} is lost: ${answer}`)
  }

  async #resident(name: string, say: Say, ask: Ask): Promise<void> {
    for (;;) {
      if (this.#polls > 0) await say(RESIDENTS, name, `P${this.#pick(this.#polls) + 1} ${this.#pick(3) + 1}`)
      const number = this.#one('raised')
      if (number !== undefined && this.#draw() < 0.4) await say(RESIDENTS, name, `+1 ${number}`)
      const finished = this.#one('done')
      if (finished !== undefined && this.#draw() < 0.5) {
        await ask(RESIDENTS, name, `${finished}满意`, /#\d/)
        this.#open.set(finished, 'rated')
      }
      if (this.#draw() < 0.4) {
        await ask(RESIDENTS, name, '票况', /./)
        continue
      }
      const receipt = await ask(RESIDENTS, name, `@小议 ${this.#trouble()}`, /#\d+ 记下了/)
      const [, raised] = /#(\d+) 记下了/.exec(receipt) ?? []
      this.#open.set(Number(raised), 'raised')
    }
  }

  async #handler(name: string, ask: Ask): Promise<void> {
    for (;;) {
      const number = this.#one('raised')
      if (number === undefined) await ask(STAFF, name, '待办', /./)
      else {
        await ask(STAFF, name, `接${number}`, new RegExp(`#${number} `))
        this.#open.set(number, 'taken')
        await ask(STAFF, name, `${number} 已联系维保，单号${this.#mark()}`, new RegExp(`#${number} `))
        await ask(STAFF, name, `${number}好了，换了配件${this.#mark()}`, new RegExp(`#${number} `))
        this.#open.set(number, 'done')
      }
    }
  }

  /** A new question now and then; the first at once. */
  async #convener(ask: Ask): Promise<void> {
    if (this.#polls > 0 && this.#draw() < 0.7) return
    await ask(STAFF, CONVENER, `投票 ${this.#mark()}号门装充电桩？ 赞成/反对/弃权 今天20点 按户`, /这样发出去/)
    await ask(STAFF, CONVENER, '发', /P\d+ 发到/)
  }

  /** Polls are known by their cards, whoever lived to see the answer to 「发」. */
  #look(talk: Talk): void {
    for (const { bot, text } of talk.heard) {
      const [, number] = /^P(\d+) 问大家/.exec(text) ?? []
      if (bot && number !== undefined) this.#polls = Math.max(this.#polls, Number(number))
    }
  }

  /** Makes what is bundled for a minute come due. */
  async #time(program: Program): Promise<void> {
    if (this.#draw() < 0.5) await program.advance('1m').catch(orGone)
  }

  /** No two are alike: another building each time. */
  #trouble(): string {
    return `${++this.#named}栋1单元楼道灯不亮`
  }

  /** Told from all others, and no word of any grammar. */
  #mark(): string {
    const letters = 'BCDFGHJKLMNQRSTVWXZ'
    return Array.from({ length: 5 }, () => letters[this.#pick(letters.length)]).join('')
  }

  #one(stage: 'raised' | 'done'): number | undefined {
    const all = [...this.#open].filter(([, is]) => is === stage).map(([number]) => number)
    return all[this.#pick(all.length)]
  }

  #pick(size: number): number {
    return Math.floor(this.#draw() * size)
  }
}

type Say = (room: string, from: string, text: string) => Promise<Said>
type Ask = (room: string, from: string, text: string, answer: RegExp) => Promise<string>

/** A request that the kill cut off. */
const orGone = (error: unknown): never => {
  throw error instanceof TypeError ? new Gone() : error
}
