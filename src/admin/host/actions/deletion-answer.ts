import type { AffectedRows, DeletionPlan, GoingRows } from '../../entities/deletion-plan.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import type { StaffUser } from '../../staff-authenticator.js';
import { pluralLabel } from '../labels.js';

/** Rows of one entity; neither the entity nor the rows are named to those who may not view them. */
export interface AffectedAnswer {
  entity: string | null;
  label: string;
  count: number;
  named: { key: string; title: string }[];
}

export interface GoingAnswer extends AffectedAnswer {
  with: GoingAnswer[];
}

/** What deleting rows would do, as the confirmation page shows it. */
export interface DeletionAnswer {
  label: string;
  going: GoingAnswer;
  cleared: (AffectedAnswer & { field: string | null })[];
  obstacles: (AffectedAnswer & { reason: 'protected' | 'forbidden' })[];
}

/** A plan as this person may know it. */
export function deletionAnswer(admin: EntityAdmin, plan: DeletionPlan, staff: StaffUser): DeletionAnswer {
  const affected = ({ admin: of, count, named }: AffectedRows): AffectedAnswer =>
    of.allows(staff, 'view')
      ? { entity: of.id, label: pluralLabel(of.id), count, named }
      : { entity: null, label: 'Records you may not see', count, named: [] };
  const going = (rows: GoingRows): GoingAnswer => ({ ...affected(rows), with: rows.with.map(going) });
  return {
    label: pluralLabel(admin.id),
    going: going(plan.going),
    cleared: plan.cleared.map((rows) => ({
      ...affected(rows),
      field: rows.admin.allows(staff, 'view') ? rows.field : null,
    })),
    obstacles: plan.obstacles.map((rows) => ({ ...affected(rows), reason: rows.reason })),
  };
}
