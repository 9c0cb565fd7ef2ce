import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength } from 'class-validator';
import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, VersionColumn } from 'typeorm';

/** The plain reference's entity, with the names the JSON has. */
@Entity('questionnaire')
export class PlainQuestionnaire {
  @PrimaryGeneratedColumn('identity', { type: 'bigint' })
  id: number;

  @Column({ type: 'bigint', name: 'user_id' })
  user: number;

  @Column({ type: 'text' })
  position: string;

  @Column({ type: 'text' })
  industry: string;

  @Column({ type: 'text', nullable: true })
  experience_level: string | null;

  @Column({ type: 'text', nullable: true })
  company_size: string | null;

  @Column({ type: 'text' })
  location: string;

  @Column({ type: 'text', nullable: true })
  application_timeline: string | null;

  @Column({ type: 'text' })
  job_description: string;

  @CreateDateColumn({ type: 'timestamptz' })
  submitted_at: Date;

  @Column({ type: 'bigint', name: 'resume_id', nullable: true })
  resume: number | null;

  @Column({ type: 'bigint', name: 'cv_id', nullable: true })
  cv: number | null;

  @VersionColumn({ default: 1 })
  version: number;
}

export class PlainBody {
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  position: string;

  @IsString()
  @MaxLength(200)
  industry: string;

  @IsIn(['0-2', '3-5', '6+'])
  experience_level: string;

  @IsIn(['startup', 'small', 'medium', 'enterprise'])
  company_size: string;

  @IsString()
  @MaxLength(200)
  location: string;

  @IsIn(['immediate', '1-3 months', '3-6 months', '6+ months'])
  application_timeline: string;

  @IsString()
  @MaxLength(5_000)
  job_description: string;
}

export class PlainQuery {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  page = 1;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  page_size = 20;
}
