import { useState, type ReactNode, type SubmitEvent } from 'react';
import { bodyOf, type BenchCommand, type Field } from './commands.ts';
import { commandName, TEXT } from './texts.ts';

interface CommandRowProps {
  command: BenchCommand;
  onAct: (body: object) => void;
  onProblem: (problem: string) => void;
}

/** A command as a button, with what has to be filled in before it. */
export function CommandRow({ command, onAct, onProblem }: CommandRowProps): ReactNode {
  const [typed, setTyped] = useState(() => command.fields.map(({ first }) => first));

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    const made = bodyOf(command, typed);
    if ('wrong' in made) onProblem(TEXT.wrongField(made.wrong));
    else onAct(made.body);
  }

  return (
    <form className={command.fields.length === 0 ? 'command' : 'command command--fields'} onSubmit={submit} noValidate>
      <button type="submit">{commandName(command.words)}</button>
      {command.fields.map((field, index) => (
        <FieldBox
          key={field.path.join('.')}
          field={field}
          text={typed[index] ?? ''}
          onChange={(text) => setTyped((before) => before.map((old, at) => (at === index ? text : old)))}
        />
      ))}
    </form>
  );
}

function FieldBox({ field, text, onChange }: { field: Field; text: string; onChange: (text: string) => void }): ReactNode {
  const name = field.path.join('.');
  if (field.choices.length > 0) {
    return (
      <select aria-label={name} value={text} onChange={(event) => onChange(event.target.value)}>
        {field.optional && <option value="">{name}</option>}
        {field.choices.map((choice) => (
          <option key={choice} value={choice}>{choice}</option>
        ))}
      </select>
    );
  }
  return <input aria-label={name} placeholder={name} value={text} inputMode={field.kind === 'number' ? 'decimal' : 'text'} onChange={(event) => onChange(event.target.value)} />;
}
