import { useCallback, useRef } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader } from 'react-aria-components';
import type { BackupEntry } from '../../shared/contract/backups.ts';
import { changesInWords, holdings, sizeInWords, WHY, whenMade } from './backup-words.ts';

type BackupTableProps = {
  backups: readonly BackupEntry[];
  chosenId: string | null;
  onChosen: (id: string) => void;
  /** Enter, or a double click, on a row. */
  onOpen: (id: string) => void;
};

/** Backups by time, one of them chosen. */
export function BackupTable({ backups, chosenId, onChosen, onOpen }: BackupTableProps) {
  const isOpened = useRef(false);
  /** The chosen row has the focus once it is there, which is later than the table. */
  const focusFirst = useCallback((row: HTMLElement | null) => {
    if (!row || isOpened.current) return;
    isOpened.current = true;
    row.focus();
  }, []);
  return (
    <div className="backup-table-frame">
      <Table
        aria-label="Backups, the newest first"
        className="backup-table"
        selectionMode="single"
        selectionBehavior="replace"
        disallowEmptySelection
        escapeKeyBehavior="none"
        selectedKeys={chosenId === null ? [] : [chosenId]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          if (key !== undefined) onChosen(String(key));
        }}
        onRowAction={(key) => onOpen(String(key))}
      >
        <TableHeader>
          <Column isRowHeader>Made</Column>
          <Column>Why</Column>
          <Column>Holds</Column>
          <Column>Since then</Column>
          <Column className="backup-size">Size</Column>
        </TableHeader>
        <TableBody items={backups}>
          {(backup) => (
            <Row
              ref={backup.id === chosenId ? focusFirst : null}
              id={backup.id}
              className="backup-row"
              textValue={whenMade(backup.at)}
            >
              <Cell className="backup-when">{whenMade(backup.at)}</Cell>
              <Cell>
                {WHY[backup.reason]}
                {!backup.here && <span className="backup-mark">of another copy</span>}
                {backup.damaged && <span className="backup-mark backup-bad">damaged</span>}
              </Cell>
              <Cell>{holdings(backup)}</Cell>
              <Cell>{changesInWords(backup)}</Cell>
              <Cell className="backup-size">{sizeInWords(backup.size)}</Cell>
            </Row>
          )}
        </TableBody>
      </Table>
    </div>
  );
}
