/**
 * Processor time of this process so far, in milliseconds. Tests use it only as a guard against time that explodes with the
 * input, with bounds far above what is needed: how fast things are is measured by `npm run bench`.
 */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
