import type { ComponentType } from 'react';
import { BooleanControl, ChoiceControl, ChoicesControl, ListControl } from './choice-controls.js';
import type { ControlProps } from './control-props.js';
import { ReferenceControl } from './reference-control.js';
import { ClockControl, InstantControl, JsonControl, NumberControl, TextControl } from './text-controls.js';
import type { FormField } from '../../answers/form.answer.js';

const BY_KIND: Partial<Record<FormField['kind'], ComponentType<ControlProps>>> = {
  integer: NumberControl,
  decimal: NumberControl,
  float: NumberControl,
  boolean: BooleanControl,
  date: ClockControl,
  time: ClockControl,
  dateTime: ClockControl,
  instant: InstantControl,
  json: JsonControl,
};

function controlOf({ isArray, choices, references, kind }: FormField): ComponentType<ControlProps> {
  if (isArray) return choices ? ChoicesControl : ListControl;
  if (references) return ReferenceControl;
  return choices ? ChoiceControl : (BY_KIND[kind] ?? TextControl);
}

/** The control that fits a field. */
export function Control(props: ControlProps) {
  const Fitting = controlOf(props.field);
  return <Fitting {...props} />;
}
