import { Button, Icon } from '@adminjs/design-system';
import type { ListAnswer } from '../../answers/list.answer.js';
import { styled } from '../kit/styled.js';
import { countText, numberText } from './count-text.js';
import { Choice, Control } from './control-style.js';

const Bar = styled.nav`
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 8px 16px;
  margin-top: 16px;
  color: ${({ theme }) => theme.colors.grey80};
  font-size: 14px;
  label,
  .pages {
    display: inline-flex;
    align-items: center;
    gap: 8px;
  }
  .pages {
    margin-left: auto;
  }
`;

const PageInput = styled(Control)`
  width: 84px;
  text-align: center;
`;

interface Props {
  list: ListAnswer;
  goTo(page: number): void;
  resize(size: number): void;
}

/** Which rows are shown of how many, how many at once, and the ways to the others. */
export function ListPager({ list: { rows, count, page, size, sizes }, goTo, resize }: Props) {
  const first = (page - 1) * size + 1;
  const last = first + rows.length - 1;
  const isCapped = count.is === 'capped';
  const pages = Math.max(1, Math.ceil(count.value / size));
  const mayGoOn = isCapped ? rows.length === size : page < pages;
  const step = (label: string, icon: string, to: number, enabled: boolean) => (
    <Button
      type="button"
      variant="text"
      size="icon"
      aria-label={label}
      title={label}
      disabled={!enabled}
      onClick={() => goTo(to)}
    >
      <Icon icon={icon} />
    </Button>
  );
  return (
    <Bar aria-label="Pages">
      <span data-testid="shown">
        {numberText(first)}–{numberText(last)} of {countText(count)}
      </span>
      <label>
        Rows per page
        <Choice value={size} onChange={({ target }) => resize(Number(target.value))}>
          {sizes.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </Choice>
      </label>
      <span className="pages">
        {step('First page', 'ChevronsLeft', 1, page > 1)}
        {step('Previous page', 'ChevronLeft', page - 1, page > 1)}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const wanted = Number(new FormData(event.currentTarget).get('page'));
            if (Number.isInteger(wanted) && wanted >= 1 && wanted <= 999_999_999) goTo(wanted);
          }}
        >
          <label>
            Page
            <PageInput key={page} name="page" type="number" min={1} max={999_999_999} defaultValue={page} />
            {!isCapped && `of ${count.is === 'estimated' ? '~' : ''}${numberText(pages)}`}
          </label>
        </form>
        {step('Next page', 'ChevronRight', page + 1, mayGoOn)}
        {step('Last page', 'ChevronsRight', pages, mayGoOn && !isCapped)}
      </span>
    </Bar>
  );
}
