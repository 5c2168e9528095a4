import { Running } from '../process/program.ts'
import type { Weight } from './asked.ts'

const CONTROL = 'test/soak/control.ts'

/** What is held in memory for each byte of the simulated history's log, and for each character of the stored state. */
export interface Cost {
  readonly history: number
  readonly state: number
}

/** Measured in a process of its own, after the program has ended. */
export const costOf = async (dir: string): Promise<Cost> => {
  const { code, out, err } = await new Running(process.execPath, ['--expose-gc', '--import', 'tsx', CONTROL], {
    DATA_DIR: dir,
  }).ended
  if (code !== 0) throw new Error(`the control measurement failed: ${err}`)
  return JSON.parse(out) as Cost
}

/** What the program holds besides the simulated WeChat, which no real process has, and the state, which may grow. */
export const net = ({ heap, history, state }: Weight, cost: Cost): number =>
  heap - history * cost.history - state * cost.state
