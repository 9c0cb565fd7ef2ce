import { Button, Loader } from '@adminjs/design-system';
import type { FormAnswer } from '../../answers/form.answer.js';
import { FormParts } from '../entity-form/form-parts.js';
import { FieldRow } from '../fields/field-row.js';
import { ShownValue } from '../fields/shown-value.js';
import { InlineTable } from '../inlines/inline-table.js';
import { pageAddress, recordPath } from '../kit/addresses.js';
import { lastListPath } from '../kit/last-list.js';
import { Link, useNavigation } from '../kit/navigation.js';
import { PageHeader } from '../kit/page-header.js';
import type { PageProps } from '../kit/page-props.js';
import { Problem } from '../kit/problem.js';
import { RowActions } from '../row-actions/row-actions.js';
import { useLoaded } from '../kit/use-loaded.js';

/** A row to read. */
export function EntityDetail({ entity, recordKey }: PageProps) {
  const { body, refusal, reload } = useLoaded<FormAnswer>(recordPath(entity, recordKey, 'show'));
  const { go } = useNavigation();
  if (refusal) return <Problem refusal={refusal} retry={reload} />;
  if (!body) return <Loader />;
  const { fields, links, parts, values, titles, may } = body;
  return (
    <>
      <PageHeader title={body.title} trail={[{ label: body.entity.pluralLabel, path: lastListPath(entity) }]}>
        <RowActions entity={entity} actions={body.actions} of={recordKey} />
        {body.site && (
          <Button as="a" variant="outlined" data-testid="view-on-site" href={body.site.path}>
            {body.site.label}
          </Button>
        )}
        <Button
          variant="outlined"
          data-testid="action-history"
          onClick={() => go(recordPath(entity, recordKey, 'history'))}
        >
          History
        </Button>
        {may.change && (
          <Button
            variant="contained"
            data-testid="action-edit"
            onClick={() => go(recordPath(entity, recordKey, 'edit'))}
          >
            Edit
          </Button>
        )}
        {may.delete && (
          <Button
            variant="outlined"
            color="danger"
            data-testid="action-delete"
            onClick={() => go(recordPath(entity, recordKey, 'delete'))}
          >
            Delete
          </Button>
        )}
      </PageHeader>
      <FormParts parts={parts}>
        {(part) => (
          <>
            {part.fields.map((name) => {
              const field = fields.find((candidate) => candidate.name === name)!;
              return (
                <FieldRow key={name} id={null} name={name} label={field.label} help={field.help}>
                  <ShownValue field={field} value={values[name]} title={titles[name]} />
                </FieldRow>
              );
            })}
            {links
              .filter(({ name }) => part.links.includes(name))
              .map(({ name, label, target, chosen }) => (
                <FieldRow key={name} id={null} name={name} label={label}>
                  {chosen.length === 0 && '—'}
                  {chosen.map(({ key, title }) => (
                    <div key={key}>
                      <Link to={pageAddress(recordPath(target, key, 'show'))}>{title}</Link>
                    </div>
                  ))}
                </FieldRow>
              ))}
          </>
        )}
      </FormParts>
      {body.inlines.map((inline) => (
        <InlineTable key={inline.name} inline={inline} />
      ))}
    </>
  );
}
