import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { type RefObject, useEffect, useRef, useState } from 'react';

interface SearchFieldProps {
  label: string;
  /** The words that are searched for, as the address has them. */
  value: string;
  inputRef?: RefObject<HTMLInputElement | null>;
  w?: TextInputProps['w'];
  onChange: (value: string) => void;
}

/** Words to search a list for; told a moment after the last key. */
export function SearchField({ label, value, inputRef, w, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useDebouncedCallback((text: string) => {
    sent.current = text;
    onChange(text);
  }, 250);
  // The address may change without typing: back, forward, a cleared filter.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  return (
    <TextInput
      ref={inputRef}
      type="search"
      size="sm"
      w={w}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        send(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}
