import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useMay } from '../api/me.ts';
import { usePreferences } from '../shell/preferences.ts';
import { type BookingAct, BookingDetail } from './BookingDetail.tsx';
import { CARD_HEIGHT } from './BookingList.tsx';
import styles from './BookingsPage.module.css';
import { BookingToolbar } from './BookingToolbar.tsx';
import { useRestore } from './changes.ts';
import { DismissDialog } from './DismissDialog.tsx';
import { KeyboardHelp } from './KeyboardHelp.tsx';
import { useBookingKeys } from './keyboard.ts';
import { ListPane } from './ListPane.tsx';
import { NothingChosen } from './NothingChosen.tsx';
import { type BookingSearch, filterOf, parseBookingSearch } from './search.ts';
import { useBooking } from './use-booking.ts';
import { useBookingList } from './use-booking-list.ts';

const loadAccept = () => import('./accept/AcceptDrawer.tsx');
const AcceptDrawer = lazy(loadAccept);

/** Calls > Bookings (L54): the list, the booking one reads, and what one does with it. */
export default function BookingsPage() {
  const search = useSearch({ from: '/shell/calls/bookings' });
  const { id: selectedId = null } = useParams({ strict: false });
  const navigate = useNavigate();
  const filter = filterOf(search);
  const list = useBookingList(filter);
  const { data: selected } = useBooking(selectedId);
  const mayWrite = useMay('bookings:write');
  const { shortcuts } = usePreferences();
  const restore = useRestore();
  const [act, setAct] = useState<BookingAct | null>(null);
  const [helping, setHelping] = useState(false);
  const searchRef = useRef<HTMLInputElement>(null);
  const boxRef = useRef<HTMLDivElement>(null);
  // Where the selection stood: when its booking leaves the list, the next key press goes to the one in its place.
  const place = useRef(-1);
  const at = list.rows.findIndex((row) => row.id === selectedId);
  useEffect(() => {
    if (at >= 0) place.current = at;
  }, [at]);

  // The form's code is there before it is asked for.
  useEffect(() => {
    if (mayWrite && selectedId !== null) void loadAccept();
  }, [mayWrite, selectedId]);

  const open =
    selected && (selected.status === 'New' || selected.status === 'Accepted') ? selected : undefined;
  const begin = (wanted: BookingAct): void => {
    if (!mayWrite || !open || open.progress?.state === 'running') return;
    if (wanted === 'dismiss' && open.progress) return;
    setAct(wanted);
  };
  const go = (index: number): void => {
    const row = list.rows[Math.min(Math.max(index, 0), list.rows.length - 1)];
    if (!row) return;
    void navigate({
      to: '/calls/bookings/$id',
      params: { id: row.id },
      search: (current) => current,
      replace: selectedId !== null,
    });
    reveal(boxRef.current, list.rows.indexOf(row));
  };
  const change = (changed: BookingSearch): void => {
    void navigate({
      to: '/calls/bookings',
      search: (current) => parseBookingSearch({ ...current, ...changed }),
      replace: true,
    });
  };

  useBookingKeys(shortcuts && act === null && !helping, {
    next: () => go(at >= 0 ? at + 1 : Math.max(place.current, 0)),
    previous: () => go(at >= 0 ? at - 1 : place.current - 1),
    enter: () => document.querySelector<HTMLElement>('[data-detail]')?.focus(),
    accept: () => begin('accept'),
    dismiss: () => begin('dismiss'),
    undo: () => {
      if (mayWrite && selected?.status === 'Dismissed' && !restore.isPending) restore.mutate(selected.id);
    },
    search: () => searchRef.current?.focus(),
    help: () => setHelping(true),
  });

  return (
    <div className={styles.layout} data-open={selectedId !== null || undefined}>
      <section className={styles.list}>
        <BookingToolbar
          filter={filter}
          sources={list.sources}
          searchRef={searchRef}
          onChange={change}
          onHelp={() => setHelping(true)}
        />
        <ListPane
          list={list}
          filter={filter}
          selectedId={selectedId}
          boxRef={boxRef}
          onClear={() => change({ q: undefined, source: undefined })}
        />
      </section>
      {selectedId === null ? (
        <NothingChosen />
      ) : (
        <BookingDetail key={selectedId} id={selectedId} onAct={begin} />
      )}
      {act === 'dismiss' && selected && <DismissDialog booking={selected} onClose={() => setAct(null)} />}
      {act === 'accept' && selected && (
        <Suspense>
          <AcceptDrawer booking={selected} onClose={() => setAct(null)} />
        </Suspense>
      )}
      {helping && <KeyboardHelp onClose={() => setHelping(false)} />}
    </div>
  );
}

/** Scrolls the list just far enough that a card is in view. */
function reveal(box: HTMLDivElement | null, index: number): void {
  if (!box) return;
  const top = index * CARD_HEIGHT;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + CARD_HEIGHT > box.scrollTop + box.clientHeight)
    box.scrollTop = top + CARD_HEIGHT - box.clientHeight;
}
