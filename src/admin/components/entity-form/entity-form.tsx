import { Button, Loader } from '@adminjs/design-system';
import type { FormEvent } from 'react';
import type { FormAnswer } from '../../answers/form.answer.js';
import { InlineTable } from '../inlines/inline-table.js';
import { actionPath, pageAddress, recordPath } from '../kit/addresses.js';
import { lastListPath } from '../kit/last-list.js';
import { Link, useNavigation } from '../kit/navigation.js';
import { useNotice } from '../kit/notice.js';
import { PageHeader } from '../kit/page-header.js';
import type { PageProps } from '../kit/page-props.js';
import { Problem } from '../kit/problem.js';
import { useLoaded } from '../kit/use-loaded.js';
import { type AfterSave, FormButtons } from './form-buttons.js';
import { FormFieldRow, FormLinkRow } from './form-field.js';
import { FormParts } from './form-parts.js';
import { useFormState } from './form-state.js';
import { ProblemSummary } from './problem-summary.js';
import { StaleNotice } from './stale-notice.js';
import { useLeaveWarning } from './use-leave-warning.js';
import { useSave } from './use-save.js';

interface Props {
  answer: FormAnswer;
  /** Asks for the form anew. */
  reload(): void;
}

function Form({ answer, reload }: Props) {
  const { entity, key, title, parts, fields, links, inlines, may } = answer;
  const state = useFormState(answer);
  const { save, settle, isSaving, problems, stale } = useSave(answer, state);
  const leaving = useLeaveWarning(state.isDirty);
  const { go } = useNavigation();
  const notify = useNotice();
  const list = lastListPath(entity.id);

  const onSave = async (after: AfterSave) => {
    const saved = await save(after === 'copy');
    if (!saved) return;
    leaving();
    notify(saved.notice.message);
    const target = {
      list,
      another: actionPath(entity.id, 'new'),
      stay: recordPath(entity.id, saved.key, 'edit'),
      copy: recordPath(entity.id, saved.key, 'edit'),
    }[after];
    const isHere = (after === 'another' && key === null) || (after === 'stay' && key !== null);
    if (isHere) reload();
    else go(target);
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void onSave('list');
  };

  return (
    <form onSubmit={onSubmit} noValidate aria-label={title}>
      <PageHeader title={title} trail={[{ label: entity.pluralLabel, path: list }]}>
        {key !== null && <RowLinks entity={entity.id} recordKey={key} mayDelete={may.delete} />}
      </PageHeader>
      <ProblemSummary answer={answer} problems={problems} />
      {stale && <StaleNotice answer={answer} state={state} stale={stale} onSettled={settle} />}
      <FormParts parts={parts} wrong={Object.keys(problems)}>
        {(part) => (
          <>
            {fields
              .filter(({ name }) => part.fields.includes(name))
              .sort((a, b) => part.fields.indexOf(a.name) - part.fields.indexOf(b.name))
              .map((field) => (
                <FormFieldRow key={field.name} field={field} state={state} error={problems[field.name]} />
              ))}
            {links
              .filter(({ name }) => part.links.includes(name))
              .map((link) => (
                <FormLinkRow key={link.name} link={link} state={state} error={problems[link.name]} />
              ))}
          </>
        )}
      </FormParts>
      {inlines.map((inline) => (
        <InlineTable
          key={inline.name}
          inline={inline}
          rows={state.typed.inlines[inline.name] ?? []}
          problems={problems}
          onChange={(rows) => state.setRows(inline.name, rows)}
        />
      ))}
      <FormButtons
        isNew={key === null}
        mayAdd={may.add}
        isSaving={isSaving}
        isBlocked={stale !== null}
        onSave={(after) => void onSave(after)}
        onCancel={() => {
          if (state.isDirty && !confirm('Throw away what you typed?')) return;
          leaving();
          go(list);
        }}
      />
    </form>
  );
}

interface RowLinksProps {
  entity: string;
  recordKey: string;
  mayDelete: boolean;
}

/** Where else the row of a form is found; links, so that nobody leaves what they typed without being asked. */
function RowLinks({ entity, recordKey, mayDelete }: RowLinksProps) {
  const link = (page: string, label: string, look: object = {}) => (
    <Button as={Link} to={pageAddress(recordPath(entity, recordKey, page))} variant="outlined" {...look}>
      {label}
    </Button>
  );
  return (
    <>
      {link('show', 'Show')}
      {link('history', 'History')}
      {mayDelete && link('delete', 'Delete', { color: 'danger' })}
    </>
  );
}

/** The form of a new row, or of one that is there. */
export function EntityForm({ entity, action, recordKey }: PageProps) {
  const path = action === 'new' ? actionPath(entity, 'new') : recordPath(entity, recordKey, 'edit');
  const { body, refusal, loading, reload } = useLoaded<FormAnswer>(path);
  if (refusal) return <Problem refusal={refusal} retry={reload} />;
  if (!body || loading) return <Loader />;
  return <Form key={body.token} answer={body} reload={reload} />;
}
