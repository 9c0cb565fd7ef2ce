import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last place in time that `TaskRates` gave to a start of a job whose starts are limited. */
@Entity()
export class TaskRate {
  /** `jobName` of the job. */
  @PrimaryColumn({ type: 'text' })
  job: string;

  @Column({ type: 'timestamptz' })
  nextAt: Date;
}
