import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { config, importRules } from '../room-rules.ts'

export type ImportFaults = {
  readonly modules: number
  readonly faults: readonly { readonly rule: string; readonly from: string; readonly to: string }[]
}

/** Reads the imports below `src` and `bots` of a folder. The library's own command warns about TypeScript 7 each time. */
export const readImports = async (folder: string): Promise<ImportFaults> => {
  const { output } = await cruise(['src', 'bots'], {
    ...config.options,
    baseDir: folder,
    validate: true,
    ruleSet: { forbidden: [...importRules] },
  })
  const { summary } = output as ICruiseResult
  const faults = summary.violations.map(({ rule, from, to, cycle }) => ({
    rule: rule.name,
    from,
    to: cycle?.map(({ name }) => name).join(' → ') ?? to,
  }))
  return { modules: summary.totalCruised, faults }
}

/** The import rules as sentences. No module read is a fault: a parser that is missing finds nothing wrong. */
export const obeysRoomRules = async (folder: string): Promise<readonly string[]> => {
  const { modules, faults } = await readImports(folder)
  const comments = new Map(importRules.map(({ name, comment }) => [name, comment]))
  return [
    ...(modules > 0 ? [] : ['no module was read']),
    ...faults.map(({ rule, from, to }) => `${from} → ${to}\n    ${rule}: ${comments.get(rule) ?? ''}`),
  ]
}
