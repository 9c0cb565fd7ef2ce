/**
 * When a job runs by itself unless staff decide otherwise: the first process that knows the job writes it down as a
 * `periodic_task` of the job's name, and from then on that row counts.
 */
export type DefaultSchedule<Payload extends object> = (
  { everySeconds: number } | { crontab: string; timeZone?: string }
) & {
  /** What the job is told; staff may change it. */
  payload?: Payload;
  /** `false` for what staff have to decide on: the row is there, switched off. */
  enabled?: false;
};
