import { Button, Input } from 'antd';
import type { ButtonProps, InputProps, InputRef } from 'antd';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/*
 * A dialog puts its content into the document only after it was rendered, so `autoFocus` comes too early there;
 * these take the focus once they are in place.
 */

export function FocusedInput(props: InputProps): ReactNode {
  const field = useRef<InputRef>(null);
  useEffect(() => field.current?.focus(), []);
  return <Input {...props} ref={field} />;
}

export function FocusedButton(props: ButtonProps): ReactNode {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return <Button {...props} ref={button} />;
}
