import { MessageBox } from '@adminjs/design-system';
import { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import type { Notice } from '../kit/notice.js';
import { styled } from '../kit/styled.js';

const SHOWN_MS = { success: 4_000, info: 6_000, error: 10_000 };
const VARIANT = { success: 'success', info: 'info', error: 'danger' } as const;

const Stack = styled.div`
  position: fixed;
  z-index: 2000;
  top: 72px;
  right: 24px;
  width: min(440px, calc(100vw - 48px));
  display: flex;
  flex-direction: column;
  gap: 8px;
  overflow-wrap: anywhere;
`;

function NoticeBox({ id, message, type = 'info' }: Notice) {
  const dispatch = useDispatch();
  const drop = () => void dispatch({ type: 'DROP_NOTICE', data: { noticeId: id } });
  useEffect(() => {
    const timer = setTimeout(drop, SHOWN_MS[type]);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div role={type === 'error' ? 'alert' : 'status'}>
      <MessageBox message={message} variant={VARIANT[type]} onCloseClick={drop} />
    </div>
  );
}

/** Messages above the page, as they are; AdminJS's own would look each up among its translations. */
export default function Notices() {
  const notices = useSelector(({ notices }: { notices: Notice[] }) => notices);
  return (
    <Stack aria-live="polite" data-testid="notices">
      {notices.map((notice) => (
        <NoticeBox key={notice.id} {...notice} />
      ))}
    </Stack>
  );
}
