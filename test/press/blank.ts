import type { Press } from '../../src/ports.ts'
import { fileName } from '../../src/press/plain.ts'

/** A press that draws nothing, under the right name: where only that something is sent matters. */
export const blank: Press = {
  draw: async (paper) => ({ name: fileName(paper), bytes: new Uint8Array() }),
  small: async () => undefined,
  close: () => Promise.resolve(),
}
