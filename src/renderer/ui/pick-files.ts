/** Asking for files with the dialog of the system. */

type Wanted = { accept?: string; multiple?: boolean; folder?: boolean };

/** The files that the person picks; none where the dialog is cancelled. Needs a click or key press just before. */
export function pickFiles({ accept, multiple, folder }: Wanted): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.hidden = true;
  input.multiple = multiple ?? false;
  input.webkitdirectory = folder ?? false;
  if (accept) input.accept = accept;
  document.body.append(input);
  return new Promise((resolve) => {
    const answer = () => {
      input.remove();
      resolve([...(input.files ?? [])]);
    };
    input.addEventListener('change', answer);
    input.addEventListener('cancel', answer);
    input.click();
  });
}
