import { type ReactNode, useEffect, useState } from 'react';
import type { FormPart } from '../../answers/form.answer.js';
import { FormPartCard } from './form-part.js';
import { idsOf, TabList } from './tab-list.js';

interface Props {
  parts: readonly FormPart[];
  /** Names of fields and links in which something is wrong. */
  wrong?: readonly string[];
  /** What stands in a part. */
  children(part: FormPart): ReactNode;
}

/** The parts of a form: those without a tab on top, then the chosen tab's. A tab with something wrong in it opens. */
export function FormParts({ parts, wrong = [], children }: Props) {
  const isWrong = ({ fields, links }: FormPart) => [...fields, ...links].some((name) => wrong.includes(name));
  const tabs = [...new Set(parts.map(({ tab }) => tab).filter((tab) => tab !== null))];
  const [chosen, setChosen] = useState(tabs[0] ?? null);
  const wrongTabs = parts.filter(isWrong).map(({ tab }) => tab);
  const firstWrong = wrongTabs.find((tab) => tab !== null);
  useEffect(() => {
    if (firstWrong) setChosen(firstWrong);
  }, [firstWrong, wrong.join()]);
  const card = (part: FormPart, index: number) => (
    <FormPartCard key={index} part={part} isWrong={isWrong(part)}>
      {children(part)}
    </FormPartCard>
  );
  return (
    <>
      {parts.filter(({ tab }) => tab === null).map(card)}
      {tabs.length > 0 && <TabList tabs={tabs} chosen={chosen} wrong={wrongTabs} onChoose={setChosen} />}
      {tabs.map((tab) => (
        <div
          key={tab}
          id={idsOf(tab).panel}
          role="tabpanel"
          aria-labelledby={idsOf(tab).tab}
          hidden={tab !== chosen}
        >
          {parts.filter((part) => part.tab === tab).map(card)}
        </div>
      ))}
    </>
  );
}
