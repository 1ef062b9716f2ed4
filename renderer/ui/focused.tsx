import { Button, Input, Select } from 'antd';
import type { ButtonProps, InputProps, InputRef, RefSelectProps, SelectProps } from 'antd';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/*
 * A dialog puts its content into the document only after it was rendered, so `autoFocus` comes too early there;
 * these take the focus in the next frame, after the dialog has taken it for itself.
 */

export function FocusedInput(props: InputProps): ReactNode {
  const field = useRef<InputRef>(null);
  useEffect(() => inNextFrame(() => field.current?.focus()), []);
  return <Input {...props} ref={field} />;
}

export function FocusedButton(props: ButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => inNextFrame(() => button.current?.focus()), []);
  return <Button {...props} ref={button} />;
}

export function FocusedSelect<T>(props: SelectProps<T>): ReactNode {
  const select = useRef<RefSelectProps>(null);
  useEffect(() => inNextFrame(() => select.current?.focus()), []);
  return <Select<T> {...props} ref={select} />;
}

function inNextFrame(act: () => void): () => void {
  const frame = requestAnimationFrame(act);
  return () => cancelAnimationFrame(frame);
}
