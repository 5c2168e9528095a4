import '../../src/zone.ts'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Desk } from '../../src/desk/desk.ts'
import type { Outbox } from '../../src/ports.ts'
import { PaperLedger } from '../../src/store/ledger.ts'
import { Wechaty } from '../../src/wechat/adapter.ts'
import { SimulatorPuppet } from '../../src/wechat/puppet.ts'
import { World } from '../../src/wechat/world.ts'
import type { Answered, Asked, Question, Rest } from './asked.ts'
import { glance } from './glance.ts'
import { weigh } from './weigh.ts'

// Loaded before src/main.ts, which it leaves as it is: it looks at the parts while they begin, and tells the parent.

const PATIENCE = 30_000
const heard = new Set<string>()
const ledgers: PaperLedger[] = []
let desk: Desk | undefined
let outbox: Outbox | undefined
let puppet: SimulatorPuppet | undefined
let world: World | undefined

const remember = (id: string): void => {
  heard.add(id)
  const [oldest] = heard
  if (oldest !== undefined && heard.size > 1_000) heard.delete(oldest)
}

const { open } = PaperLedger.prototype
PaperLedger.prototype.open = function (this: PaperLedger) {
  ledgers.push(this)
  return open.call(this) as Promise<typeof this>
}

const { start } = Wechaty.prototype
Wechaty.prototype.start = function (this: Wechaty, ear, box) {
  const { hear } = ear
  ear.hear = (said) => {
    remember(said.id)
    hear(said)
  }
  desk = ear as Desk
  outbox = box
  return start.call(this, ear, box)
}

const { onStart } = SimulatorPuppet.prototype
SimulatorPuppet.prototype.onStart = function (this: SimulatorPuppet) {
  puppet = this
  return onStart.call(this)
}

const { on } = World.prototype
World.prototype.on = function (this: World, listener) {
  world = this
  return on.call(this, listener)
}

const parts = () => {
  if (!desk || !outbox || !puppet || !world) throw new Error('the program has not begun')
  return { desk, outbox, puppet, world, ledgers }
}

/** Until everything was heard, settled and said, or somebody has waited for long. */
const rest = async (awaited: readonly string[]): Promise<Rest> => {
  const is = parts()
  const until = performance.now() + PATIENCE
  const due = () => is.outbox.due(is.world.now()).length
  const unheard = () => awaited.filter((id) => !heard.has(id))
  const restless = () => is.puppet.isLoggedIn && (due() > 0 || unheard().length > 0)
  for (let calm = 0; calm < 2 && performance.now() < until; calm++) {
    await new Promise((later) => setTimeout(later, 15))
    await is.desk.settled()
    if (restless()) calm = -1
  }
  return { now: is.world.now(), online: is.puppet.isLoggedIn, due: due(), unheard: unheard() }
}

const answer = (question: Question): unknown => {
  switch (question.do) {
    case 'rest':
      return rest(question.heard)
    case 'glance':
      return ledgers.map(({ now }) => glance(now.docs))
    case 'weigh':
      return weigh({ ...parts(), history: statSync(historyFile()).size })
    case 'drop':
      return parts().puppet.drop()
    case 'raise':
      return parts().puppet.raise()
  }
}

const historyFile = (): string => join(process.env.DATA_DIR ?? '', 'live', 'world.ndjson')

const tell = (answered: Answered): void => void process.send?.(answered)
process.on('message', ({ number, ...question }: Asked) => {
  Promise.resolve()
    .then(() => answer(question))
    .then(
      (is) => tell({ number, answer: is ?? null }),
      (error: unknown) => tell({ number, answer: null, failure: String(error) }),
    )
})
