/** How often each coincidence happened: a simulation in which they never meet proves nothing. */
export class Count {
  readonly of = new Map<Coincidence, number>()

  note(what: Coincidence, times = 1): void {
    this.of.set(what, (this.of.get(what) ?? 0) + times)
  }

  add(other: Iterable<readonly [string, number]>): void {
    for (const [what, times] of other) this.note(what as Coincidence, times)
  }

  missing(): readonly Coincidence[] {
    return COINCIDENCES.filter((what) => !this.of.get(what))
  }
}

/** What must have happened at least once in the fixed part. */
export const COINCIDENCES = [
  'disk full: a short append without an error',
  'a sync failed',
  'killed during a compaction',
  'killed at the rename',
  'killed at a sync',
  'killed in the middle of an append',
  'killed while it recovered',
  'killed between a sending and its mark',
  'the power went before what was said was marked',
  'a bad tail was cut',
  'closed cleanly',
  'a line said twice',
  'a reminder',
  'a poll closed',
  'a poll closed late',
  'a ballot changed',
  'a ballot said after the close',
  'a ballot heard after the close',
  'a ballot older than the one that stands',
  'a ballot taken back',
  'a ballot from outside the electorate',
  'a dwelling counted once for two people',
  'a ballot of several choices',
  'a ballot handed in',
  'a ballot set aside',
  'a ballot restored',
  'a contested ballot given anew',
  'the same as the one above',
  'an owner of two dwellings voted',
  'a delegate voted',
  'a secret ballot',
  'a secret ballot changed',
  'a secret ballot taken back',
  'a secret vote said aloud',
  'a secret poll closed',
  'a secret ballot stored without its voter',
  'begun with a key',
  'the same as the one quoted',
  'a line of a chain counted',
  'a chain repeated',
  'a line of a chain changed a ballot',
  'opinions asked for',
  'an opinion',
  'an opinion seconded',
  'an opinion that is not there',
  'opinions summed up',
  'opinions with supporters summed up',
  'a poll on opinions',
  'a matter archived',
  'a matter brought back',
  'a ballot brought back',
  'opinions brought back',
  'a poll extended',
  'a poll voided by two',
  'power lost: gone',
  'power lost: whole',
  'power lost: torn',
  'power lost: zeros',
  'power lost: flipped',
  'power lost: name',
  'a sending was refused',
  'a sending was unreached',
  'a sending was late',
  'a sending was hung',
  'a sending was lost',
  'two lines joined',
  'a flood of chatter',
  'a burst of votes',
  'a report recalled',
  'SIGTERM while sending',
  'the clock stepped during a close',
  'the clock leapt a day ahead',
  'the clock went back an hour',
  'asleep for nine hours',
  'a room renamed',
  'a room lost',
  'a member came back',
  'contact ids changed at a login',
  'a message kept back',
  'a message without its room',
  'a duplicate',
  'a duplicate after a restart',
] as const
export type Coincidence = (typeof COINCIDENCES)[number]
