/**
 * Values that the form of an entity offers for a text field, which takes others too: what of them is refused, its
 * `RowSaver` says. A provider of its room.
 */
export abstract class FieldSuggestions {
  abstract list(): readonly string[];
}
