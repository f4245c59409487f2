import { expect, test } from 'vitest';
import { keyProblems } from '../../shared/key-conflicts.ts';
import { HEADER } from './golden/example.fixture.ts';
import { moveInHeader } from './move-in.ts';
import { edit, newProject, tempFolder } from './project.fixture.ts';

test('what a dataset adds to a project has the keys that are free there: none of a command, a label or a value', () => {
  const project = newProject(tempFolder());
  const label = (id: string, key: string) => ({
    id,
    name: id,
    colour: '#123456',
    key,
    description: '',
    active: true,
    position: 9,
  });
  const values = ['1', 'n', 'z', '8', '9'].map((key) => ({ name: `key ${key}`, key }));
  const tone = { id: 'tone', label: 'mood', name: 'Tone', values, position: 9 };
  const labels = [label('mood', '8'), label('doubt', 'r'), label('aside', 'd'), label('twin', '8')];
  edit(project, (writer) => {
    moveInHeader(writer, { ...HEADER, labels, attributes: [tone] }, { emptyProject: false, db: project.db });
    const added = labels.map(({ id }) => writer.get('label', id)).filter((row) => row !== null);
    expect(added.map(({ key }) => key)).toEqual(['8', '', '', '']);
    const attribute = writer.get('attribute', 'tone');
    expect(attribute?.values.map(({ key }) => key)).toEqual(['', '', 'z', '', '9']);
    expect(keyProblems({ labels: added, attributes: attribute ? [attribute] : [] }).size).toBe(0);
  });
});
