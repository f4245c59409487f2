import { NameForm } from './name-form.tsx';
import './start.css';

/** The one question before anything else. */
export function FirstStart() {
  return (
    <main className="start" data-pane="start">
      <div className="start-sheet start-name">
        <h1 className="start-title">Welcome to Sayso</h1>
        <p className="start-lead">What you annotate is credited to you.</p>
        <NameForm submit="Continue" />
      </div>
    </main>
  );
}
