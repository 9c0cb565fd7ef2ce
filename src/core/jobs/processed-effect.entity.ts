import { CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** The mark that an effect has happened, written in the effect's own transaction; see `Effects`. */
@Entity()
@Index('ix_processed_effect_search', { synchronize: false })
export class ProcessedEffect {
  @PrimaryColumn({ type: 'text' })
  key: string;

  @CreateDateColumn({ type: 'timestamptz' })
  @Index()
  createdAt: Date;
}
