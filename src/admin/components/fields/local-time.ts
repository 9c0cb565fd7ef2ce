const two = (value: number): string => String(value).padStart(2, '0');

/** Name of the zone that this browser's clock is in. */
export const zoneName = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How far this browser's clock is from UTC at a moment: `UTC+02:00`. */
export function zoneOffset(moment: Date): string {
  const minutes = -moment.getTimezoneOffset();
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** A moment in ISO 8601 as the local text of an input; empty where it is none. */
export function toLocalText(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return '';
  const day = [
    String(moment.getFullYear()).padStart(4, '0'),
    two(moment.getMonth() + 1),
    two(moment.getDate()),
  ];
  const clock = [moment.getHours(), moment.getMinutes(), moment.getSeconds()].map(two);
  return `${day.join('-')}T${clock.join(':')}`;
}

/** The local text of an input as a moment in ISO 8601; null where it is none. */
export function fromLocalText(text: string): string | null {
  const moment = new Date(text);
  return text === '' || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
