/** How a queue stands. */
export interface MonitoredQueue {
  name: string;
  /** Tasks that may start now. */
  waiting: number;
  /** Tasks that are to start later. */
  planned: number;
  running: number;
  /** Seconds for which the oldest has been waiting; null where none does. */
  waitingSeconds: number | null;
  /** Tasks of the last hour that have ended. */
  done: number;
  failed: number;
}

/** What ended in a stretch of time. */
export interface EndedTasks {
  /** Beginning of the stretch, ISO 8601, UTC. */
  from: string;
  done: number;
  /** Failed, cancelled or expired. */
  failed: number;
}

/** A task that runs or has failed. */
export interface MonitoredTask {
  /** Key of its row. */
  key: string;
  job: string;
  queue: string;
  /** When it began or failed, ISO 8601, UTC. */
  at: string;
  attempts: number;
  /** Percent, if its job tells it. */
  progress: number | null;
  /** The first line of why it failed. */
  problem: string | null;
}

/** How background work stands. */
export interface TaskMonitorAnswer {
  queues: MonitoredQueue[];
  /** Tasks still to be queued; 1000 stands for more, too. */
  outbox: number;
  /** The last hour by five minutes, the earliest first. */
  hour: EndedTasks[];
  /** The last day by the hour. */
  day: EndedTasks[];
  running: MonitoredTask[];
  failures: MonitoredTask[];
  /** Whether this person may retry and cancel tasks. */
  mayChange: boolean;
}
