/** The result, or `undefined` when it failed or did not come in time: the page then goes on without it. */
export const withPatience = async <Result>(work: Promise<Result>, ms: number): Promise<Result | undefined> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  try {
    return await Promise.race([work.catch(() => undefined), late])
  } finally {
    clearTimeout(timer)
  }
}
