/** As main writes a path, see folderPath there. */
const separator = ' › ';

/**
 * The path of a folder. Where there is no room for all of it, what is above the folder gives way: the last part tells most. Where a
 * line may break, it breaks.
 */
export function FolderPath({ text }: { readonly text: string }): React.JSX.Element {
  const cut = text.lastIndexOf(separator);
  return (
    <bdi className="foreign folder-path">
      {cut > 0 && <span className="folder-path__above">{text.slice(0, cut)}</span>}
      <span className="folder-path__last">{cut > 0 ? text.slice(cut) : text}</span>
    </bdi>
  );
}
