import { Icon } from '../ui/icon.tsx';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

export interface LetterKeypadProps {
  onKey: (letter: string) => void;
  onErase: () => void;
  eraseLabel: string;
  onClear: () => void;
  clearLabel: string;
}

/** Letters in the order of the alphabet: found without having learned to type. */
export function LetterKeypad({ onKey, onErase, eraseLabel, onClear, clearLabel }: LetterKeypadProps) {
  return (
    <div className="letters">
      {LETTERS.map((letter) => (
        <button key={letter} type="button" className="letter" onClick={() => onKey(letter)}>
          {letter}
        </button>
      ))}
      <button type="button" className="letter" aria-label={eraseLabel} onClick={onErase}>
        <Icon name="erase" />
      </button>
      <button type="button" className="letter letter-word" onClick={onClear}>
        {clearLabel}
      </button>
    </div>
  );
}
