import type { Case } from '../state/matter.ts'

/** Of what is listed the most pressing first: danger, what is urgent, what is watched over, then what waits for longest. */
export const byWeight = (a: Case, b: Case): number => weight(b) - weight(a) || a.due - b.due

const weight = ({ danger, urgent, pressed }: Case): number =>
  4 * Number(danger !== undefined) + 2 * Number(urgent) + Number(pressed)
