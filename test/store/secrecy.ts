import { spans, unseal } from '../../src/store/seal.ts'

/**
 * What a reader of a community's files could learn of who voted what in a secret poll, a sentence each. A whole state
 * tells nothing, as long as no other state stands beside it; a single commit does, and so does the order of the ballots.
 */
export const betrayals = (files: ReadonlyMap<string, Buffer>): readonly string[] => [
  ...[...files].flatMap(([path, bytes]) => [
    ...(/\/keys\/P\d+/.test(path) ? [`${path} is a key`] : []),
    ...(path.endsWith('.new') ? [`${path} is half written`] : []),
    ...spans(bytes).flatMap((line, index) => told(`${path}:${index + 1}`, line.bytes)),
  ]),
  ...differing(files),
]

const told = (place: string, line: Buffer): readonly string[] => {
  if (place.includes('/keys/') || place.includes('.index')) return []
  const whole = unseal(line) as { puts?: readonly { kind: string }[]; docs?: Docs } | undefined
  if (!whole) return [`${place} is not whole`]
  const keys = sealedIn(whole.docs)
  return [
    ...(whole.puts?.some(({ kind }) => kind === 'sealed') && !place.includes('/archive/') ? [`${place} is cast`] : []),
    ...(keys.join() === [...keys].sort().join() ? [] : [`${place} is in the order of casting`]),
  ]
}

type Docs = { readonly sealed?: readonly (readonly [string, object])[] }
const sealedIn = (docs: Docs | undefined): readonly string[] => (docs?.sealed ?? []).map(([key]) => key)

/** Two states of which one has a ballot more tell whose it is, for they tell who has voted, too. */
const differing = (files: ReadonlyMap<string, Buffer>): readonly string[] => {
  const states = [...files].flatMap(([path, bytes]) => {
    const [head] = path.includes('community.ndjson') ? spans(bytes) : []
    const state = head && (unseal(head.bytes) as { docs?: Docs; version?: number } | undefined)
    return state?.docs?.sealed ? [sealedIn(state.docs).join()] : []
  })
  return new Set(states).size > 1 ? ['two files hold different ballots'] : []
}
