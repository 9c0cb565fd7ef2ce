import type { theme } from '@adminjs/design-system';
import * as library from '@adminjs/design-system/styled-components';
import type { FC, JSX, ReactNode } from 'react';

/** AdminJS's theme: colours, spaces, sizes. */
export type Theme = typeof theme;

type Part<P> = string | number | ((props: P & { theme: Theme }) => string | number | false | undefined);
type Template<Props> = <Own extends object = object>(
  strings: TemplateStringsArray,
  ...parts: Part<Own & Props>[]
) => FC<Props & Own>;

/** `styled.div` and the like of styled-components, which comes without types. Own properties begin with `$`. */
export const styled = library.styled as unknown as {
  [Tag in keyof JSX.IntrinsicElements]: Template<JSX.IntrinsicElements[Tag]>;
} & (<Props>(component: FC<Props>) => Template<Props>);

/** Gives everything in it the theme that styles are written in terms of. */
export const { ThemeProvider } = library as unknown as {
  ThemeProvider: FC<{ theme: Theme; children: ReactNode }>;
};
