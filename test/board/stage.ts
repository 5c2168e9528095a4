import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { onTestFinished } from 'vitest'
import { board, type Health } from '../../src/board/board.ts'
import type { Instant } from '../../src/domain/calendar.ts'
import { World } from '../../src/wechat/world.ts'

const HOUR = 3_600_000
/** Monday. */
export const NINE = Date.parse('2026-11-23T09:00:00+08:00')
export const WELL: Health = { ok: true, wechat: 'online', store: 'files', model: 'off' }

export interface Stage {
  readonly world: World
  readonly app: Hono
  readonly now: () => Instant
  readonly advance: (ms: number) => void
}

/** A small neighbourhood in a folder of its own, and the board over it. */
export const stage = (health: () => Health = () => WELL): Stage => {
  const dir = mkdtempSync(join(tmpdir(), 'xiaoyi-board-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  let time = NINE
  const clock = () => time
  const advance = (ms: number) => {
    time += ms
  }
  const seed = {
    contacts: [
      { id: 'li', name: '李芳', title: '3-2-501' },
      { id: 'zhang', name: '张伟', title: '3-2-302' },
      { id: 'wang', name: '王强', title: '物业工程部' },
      { id: 'liu', name: '刘书记', title: '社区居委会' },
    ],
    rooms: [
      { id: 'r1', topic: '幸福里业主群', members: ['李芳', '张伟', '王强', '刘书记'] },
      { id: 'r2', topic: '幸福里工作群', members: ['王强', '刘书记'] },
    ],
  }
  const world = new World({ dir, clock, bot: { id: 'bot', name: '小议' }, seed })
  const app = board({
    health,
    clock,
    simulated: {
      world,
      advance: async (ms) => {
        for (let left = ms; left > 0; left -= HOUR) advance(Math.min(left, HOUR))
      },
    },
  })
  return { world, app, now: clock, advance }
}

/** As curl would send it: no Origin. */
export const post = (app: Hono, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  Promise.resolve(app.request(path, { method: 'POST', body: JSON.stringify(body), headers }))

export const get = (app: Hono, path: string): Promise<unknown> =>
  Promise.resolve(app.request(path)).then((answer) => answer.json())
