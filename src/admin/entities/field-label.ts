/** A property's name as people read it: `createdAt` is "Created at". */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  const capital = words.replace(/\b(id|ip|url|cv|ai|api|pdf)\b/g, (word) => word.toUpperCase());
  return capital.charAt(0).toUpperCase() + capital.slice(1);
}
