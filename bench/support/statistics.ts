/** The middle value (of an even number of them the lower one). @throws Error on an empty list. */
export function median(values: number[]): number {
  return percentile(Float64Array.from(values), 50);
}

/** The smallest value that `percent` of all values do not exceed (nearest rank). @throws Error on an empty list. */
export function percentile(values: Float64Array, percent: number): number {
  const value = values.slice().sort()[Math.max(0, Math.ceil((values.length * percent) / 100) - 1)];
  if (value === undefined) throw new Error('There is no percentile of nothing.');
  return value;
}
