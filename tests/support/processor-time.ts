/**
 * How much of a processor a piece of work took, in milliseconds: its own, however busy the machine is with others'.
 * @param work that nothing else of this process runs beside, hence without waits
 */
export function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
