import { Button } from 'react-aria-components';
import type { RecoveryReport } from '../../shared/contract/recovery.ts';
import { articleLoss, nounOf, recoveryRemarks, recoverySummary } from '../../shared/recovery-words.ts';
import { AppDialog } from '../ui/app-dialog.tsx';
import { spelled } from '../ui/hidden-signs.ts';
import { Name } from '../ui/name.tsx';

type Row = RecoveryReport['tables'][number];
const FIRST = ['article', 'span', 'relation', 'status'];
const rank = ({ table }: Row) => (FIRST.includes(table) ? FIRST.indexOf(table) : FIRST.length);
/** What people made comes before what it is made with. */
const byInterest = (a: Row, b: Row) => rank(a) - rank(b);

type RecoveryResultProps = {
  report: RecoveryReport;
  file: { token: string; name: string; folder: string } | null;
  onOpen: (token: string, name: string) => void;
  onClose: () => void;
};

/** What was saved, what was not, and the way to it. */
export function RecoveryResult({ report, file, onOpen, onClose }: RecoveryResultProps) {
  const tables = report.tables.filter(({ expected }) => expected > 0).toSorted(byInterest);
  return (
    <AppDialog title={file ? 'Recovered' : 'Nothing to recover'} className="recovery" holdsInput onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must be able to reach it */}
      <section className="recovery-body" aria-label="What was saved" tabIndex={0}>
        <p className="recovery-summary">{recoverySummary(report)}</p>
        {file && (
          <p>
            It is in <Name>{file.name}</Name>, in <Name>{file.folder}</Name>.
          </p>
        )}
        {recoveryRemarks(report).map((remark) => (
          <p key={remark}>{spelled(remark)}</p>
        ))}
        {report.articles.length > 0 && (
          <ul className="recovery-articles" aria-label="Articles that lost something">
            {report.articles.map((article) => (
              <li key={`${article.id} ${article.lost}`}>
                <b>
                  <Name>{article.title}</Name>
                </b>{' '}
                {spelled(articleLoss(article))}
              </li>
            ))}
          </ul>
        )}
        {tables.length > 0 && (
          <table className="recovery-tables">
            <thead>
              <tr>
                <th scope="col">Kind</th>
                <th scope="col">Saved</th>
                <th scope="col">Not verified</th>
              </tr>
            </thead>
            <tbody>
              {tables.map(({ table, expected, saved, unverified }) => (
                <tr key={table}>
                  <th scope="row">{nounOf(table, 2)}</th>
                  <td>
                    {saved} of {expected}
                  </td>
                  <td>{unverified}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <div className="dialog-actions">
        <Button className="button" onPress={onClose} autoFocus={!file}>
          Close
        </Button>
        {file && (
          <Button className="button button-primary" onPress={() => onOpen(file.token, file.name)} autoFocus>
            Open the recovered project
          </Button>
        )}
      </div>
    </AppDialog>
  );
}
