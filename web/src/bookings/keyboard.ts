import { useEffect, useEffectEvent } from 'react';

/** What the keys of the bookings screen do. Each may be left out where it makes no sense. */
export interface BookingKeys {
  next: () => void;
  previous: () => void;
  enter: () => void;
  accept: () => void;
  dismiss: () => void;
  undo: () => void;
  search: () => void;
  help: () => void;
}

const KEYS: Readonly<Record<string, keyof BookingKeys>> = {
  j: 'next',
  k: 'previous',
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Enter: 'enter',
  a: 'accept',
  d: 'dismiss',
  u: 'undo',
  '/': 'search',
  '?': 'help',
};

/** What has keys of its own: typing, open menus and dialogs. */
const OWN_KEYS =
  'input, textarea, select, [contenteditable], [role="dialog"], [role="menu"], [role="listbox"]';
/** Where Enter and the arrows already mean something. */
const PRESSABLE = 'a, button, [role="radio"]';

/** Which action a key press means, or null when the element that has the focus needs the key itself. */
function actionOf(event: KeyboardEvent): keyof BookingKeys | null {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const action = KEYS[event.key];
  if (!action) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest(OWN_KEYS)) return null;
  if (event.key === 'Enter' && target?.closest(PRESSABLE)) return null;
  if (event.key.startsWith('Arrow') && target?.closest('[data-detail]')) return null;
  return action;
}

/** Listens to the keys while `enabled`: no dialog is open and the person has not switched single keys off (WCAG 2.1.4). */
export function useBookingKeys(enabled: boolean, keys: BookingKeys): void {
  const act = useEffectEvent((action: keyof BookingKeys) => keys[action]());
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent): void => {
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      act(action);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [enabled]);
}
