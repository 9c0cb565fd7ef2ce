import type { AffectedAnswer, DeletionAnswer, GoingAnswer } from '../../answers/deletion.answer.js';
import type { AffectedRows, DeletionPlan, GoingRows } from '../../entities/deletion-plan.js';
import type { EntityAdmin } from '../../entities/entity-admin.js';
import type { StaffUser } from '../../staff-authenticator.js';
import { pluralLabel } from '../labels.js';

/** A plan as this person may know it; `title` is that of the row, or null for a selection. */
export function deletionAnswer(
  admin: EntityAdmin,
  title: string | null,
  plan: DeletionPlan,
  staff: StaffUser,
): DeletionAnswer {
  const affected = ({ admin: of, count, named }: AffectedRows): AffectedAnswer =>
    of.allows(staff, 'view')
      ? { entity: of.id, label: pluralLabel(of.id), count, named }
      : { entity: null, label: 'Records you may not see', count, named: [] };
  const going = (rows: GoingRows): GoingAnswer => ({ ...affected(rows), with: rows.with.map(going) });
  return {
    label: pluralLabel(admin.id),
    title,
    going: going(plan.going),
    cleared: plan.cleared.map((rows) => ({
      ...affected(rows),
      field: rows.admin.allows(staff, 'view') ? rows.field : null,
    })),
    obstacles: plan.obstacles.map((rows) => ({ ...affected(rows), reason: rows.reason })),
  };
}
