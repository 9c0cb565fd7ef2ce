/** As much as the panel uses of a package that comes without types. */
declare module 'react-dom/client' {
  export function createRoot(container: Element): { render(node: import('react').ReactNode): void };
}
