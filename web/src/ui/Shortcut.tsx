import { Kbd } from '@mantine/core';

/** The key that does the same as the button it stands in. */
export function Shortcut({ keys }: { keys: string }) {
  return (
    <Kbd size="xs" aria-hidden visibleFrom="md">
      {keys}
    </Kbd>
  );
}
