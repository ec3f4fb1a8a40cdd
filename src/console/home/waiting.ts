/** One thing that waits for a person: how many, what, and where it is done. */
export type Waiting = {
  readonly path: string
  readonly count: number
  readonly label: string
  readonly detail?: string
  readonly tone: 'bad' | 'warn' | 'plain'
}
