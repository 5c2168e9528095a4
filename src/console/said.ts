/** What a command answers: its lines, and how the process ends. */
export interface Said {
  readonly code: number
  readonly out?: readonly string[]
  readonly err?: readonly string[]
}
