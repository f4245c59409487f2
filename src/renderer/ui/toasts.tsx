import { useEffect } from 'react';
import { Button } from 'react-aria-components';
import { useTasks, useView, useWorkbench } from '../session/context.tsx';
import { dismissToast, type Toast } from '../session/tasks-store.ts';
import { spelled } from './hidden-signs.ts';
import './toasts.css';

const SHOWN_FOR = 6000;

/** Short messages, and a live region for what only a screen reader is told. */
export function Toasts() {
  const toasts = useTasks((state) => state.toasts);
  const announcement = useView((state) => state.announcement);
  return (
    <>
      <section className="toasts" aria-label="Messages">
        <div role="log" aria-live="polite" aria-relevant="additions">
          {toasts.map((toast) => (
            <ToastCard key={toast.id} toast={toast} />
          ))}
        </div>
      </section>
      <div className="visually-hidden" role="status">
        {announcement}
      </div>
    </>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  const { tasks } = useWorkbench();
  const { id, tone, message } = toast;
  useEffect(() => {
    if (tone === 'bad') return;
    const timer = setTimeout(() => dismissToast(tasks, id), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [tasks, id, tone]);
  return (
    <div className={`toast toast-${tone}`}>
      <span className="toast-sign" aria-hidden="true">
        {tone === 'bad' ? '!' : 'i'}
      </span>
      <p className="toast-message">{spelled(message)}</p>
      <Button className="toast-close" aria-label="Dismiss the message" onPress={() => dismissToast(tasks, id)}>
        ×
      </Button>
    </div>
  );
}
