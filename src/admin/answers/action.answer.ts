/** An action that this person may run. */
export interface ActionOffer {
  name: string;
  label: string;
  icon: string | null;
  /** The menu it stands in. */
  group: string | null;
  danger: boolean;
  /** Whether it takes several rows at once. */
  bulk: boolean;
}

/** Something that an action asks for. */
export interface ActionFieldAnswer {
  name: string;
  label: string;
  kind: 'text' | 'password' | 'boolean';
  help: string | null;
  required: boolean;
}

/** What is shown before an action runs. */
export interface ActionAnswer {
  action: ActionOffer;
  /** Label of the entity. */
  label: string;
  /** What the row is called; null for several. */
  title: string | null;
  count: number;
  confirm: string | null;
  fields: ActionFieldAnswer[];
}

/** What came of it. */
export interface ActionDoneAnswer {
  count: number;
  notice: { type: 'success'; message: string };
}
